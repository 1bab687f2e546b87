package scraper

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// fieldOf gives each of Meeting Guide's fields, by its name there, its place in
// a listing. Formats that let a source say where a field stands (a column, a
// selector) use these names, and "when" for a time in words. Fields of persons
// have no name here, so that they can't be asked for.
var fieldOf = map[string]func(*Listing) *string{
	"slug": func(l *Listing) *string { return &l.Key }, "id": func(l *Listing) *string { return &l.AltKey },
	"name": func(l *Listing) *string { return &l.Name }, "group": func(l *Listing) *string { return &l.Group },
	"time": func(l *Listing) *string { return &l.Time }, "end_time": func(l *Listing) *string { return &l.EndTime },
	"duration": func(l *Listing) *string { return &l.Duration }, "timezone": func(l *Listing) *string { return &l.Timezone },
	"when":              func(l *Listing) *string { return &l.When },
	"attendance_option": func(l *Listing) *string { return &l.Attendance },
	"location":          func(l *Listing) *string { return &l.Location }, "location_notes": func(l *Listing) *string { return &l.LocationNotes },
	"formatted_address": func(l *Listing) *string { return &l.Address }, "address": func(l *Listing) *string { return &l.Street },
	"city": func(l *Listing) *string { return &l.City }, "state": func(l *Listing) *string { return &l.State },
	"postal_code": func(l *Listing) *string { return &l.PostalCode }, "country": func(l *Listing) *string { return &l.Country },
	"region":   func(l *Listing) *string { return &l.Region },
	"latitude": func(l *Listing) *string { return &l.Latitude }, "longitude": func(l *Listing) *string { return &l.Longitude },
	"approximate":    func(l *Listing) *string { return &l.Approximate },
	"conference_url": func(l *Listing) *string { return &l.ConferenceURL }, "conference_url_notes": func(l *Listing) *string { return &l.ConferenceNote },
	"conference_phone": func(l *Listing) *string { return &l.Phone }, "conference_phone_notes": func(l *Listing) *string { return &l.PhoneNote },
	"notes": func(l *Listing) *string { return &l.Notes }, "group_notes": func(l *Listing) *string { return &l.GroupNotes },
	"url": func(l *Listing) *string { return &l.URL }, "updated": func(l *Listing) *string { return &l.Updated },
}

// listFields hold several values: a text is split at commas and semicolons.
var listFields = map[string]func(*Listing) *[]string{
	"day":       func(l *Listing) *[]string { return &l.Days },
	"types":     func(l *Listing) *[]string { return &l.Types },
	"languages": func(l *Listing) *[]string { return &l.Languages },
}

// coordinatesField is "latitude,longitude" in one.
const coordinatesField = "coordinates"

func isField(name string) bool {
	return fieldOf[name] != nil || listFields[name] != nil || name == coordinatesField
}

// fieldNames lists the fields that a source may map, sorted.
func fieldNames() string {
	names := slices.Concat(slices.Collect(maps.Keys(fieldOf)), slices.Collect(maps.Keys(listFields)), []string{coordinatesField})
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// setField gives a listing a field as published. It fills only what is empty.
func setField(l *Listing, name, value string) {
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	if list := listFields[name]; list != nil {
		if into := list(l); len(*into) == 0 {
			*into = splitValues(value)
		}
		return
	}
	if name == coordinatesField {
		if lat, lon, ok := strings.Cut(value, ","); ok && l.Latitude == "" {
			l.Latitude, l.Longitude = strings.TrimSpace(lat), strings.TrimSpace(lon)
		}
		return
	}
	if into := fieldOf[name](l); *into == "" {
		*into = value
	}
}

func splitValues(s string) []string {
	var out []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == '|' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// settleFields makes of fields that people filled by hand what a listing holds:
// a key, a name, days or else a time in words, a way to attend in Meeting
// Guide's terms. clock24 says that clocks without am or pm are of 24 hours.
func settleFields(l *Listing, clock24 bool) {
	settleWords(l)
	settleTime(l, clock24)
}

func settleWords(l *Listing) {
	if l.Key == "" {
		l.Key, l.AltKey = l.AltKey, ""
	}
	switch {
	case l.Name != "":
	case l.Group != "":
		l.Name = l.Group
	default:
		l.Name = l.Location
	}
	if l.Location == "" && hallFirst.MatchString(l.Address) {
		l.Location, l.Address = splitVenue(cleanLine(l.Address, maxField))
	}
	l.Attendance = attendanceWord(l.Attendance)
	l.Types = slices.DeleteFunc(l.Types, func(s string) bool {
		_, day := parseDay(s)
		way := attendanceWord(s)
		if l.Attendance == "" {
			l.Attendance = way
		}
		return day || way != ""
	})
	if l.Approximate == "" && l.Location == "" && isTown(l) && (l.Attendance == string(meeting.Online) || l.ConferenceURL != "") {
		l.Approximate = "yes"
	}
}

// hallFirst is an address that begins with the name of a place: "Old Mill, 14
// Elm Row, Newton".
var hallFirst = regexp.MustCompile(`^[^\d,(]+[,(] ?\d+[A-Za-z]? [A-Z]`)

// settleTime: a day or a time that is more than that is read as words, and
// words that lack the day have it from its field.
func settleTime(l *Listing, clock24 bool) {
	switch {
	case l.When != "":
		if t, ok := phrase.ReadTime(l.When, phrase.Context{}); len(l.Days) > 0 && !(ok && t.Whole()) {
			l.When = timeWords(&Listing{Days: l.Days, Time: l.When})
		}
	case plainTime(l, clock24):
		return
	default:
		l.When = timeWords(l)
	}
	l.Days, l.Time, l.EndTime = nil, "", ""
}

// isTown: an address that names a town and no street, as those of online
// meetings do.
func isTown(l *Listing) bool {
	var p meeting.Place
	line := cleanLine(l.Address, maxField)
	tail(line, &p)
	return l.Street == "" && line != "" && strings.HasPrefix(line, firstOf(p.City, p.State, p.Country, "\x00"))
}

// plainTime reports whether the fields for day and time hold just that, and
// makes the days English names.
func plainTime(l *Listing, clock24 bool) bool {
	days := make([]string, len(l.Days))
	for i, s := range l.Days {
		d, ok := parseDay(s)
		if !ok {
			return false
		}
		days[i] = dayName(d)
	}
	for _, clock := range [...]string{l.Time, l.EndTime} {
		if _, said, ok := parseClock(clock); said && !ok || !clock24 && isHalfless(clock) {
			return false
		}
	}
	l.Days = days
	return true
}

// isHalfless: a clock up to twelve without am or pm, which may be either.
func isHalfless(s string) bool {
	s = strings.TrimSpace(s)
	h, _, ok := hoursMinutes(s)
	return ok && h >= 1 && h <= 12 && !strings.HasPrefix(s, "0")
}

// timeWords is a time in fields as one would write it.
func timeWords(l *Listing) string {
	words := strings.Join(append(slices.Clone(l.Days), l.Time), " ")
	if len(l.Days) > 1 {
		words = strings.Join(l.Days, ", ") + " " + l.Time
	}
	if l.EndTime != "" && l.Time != "" {
		words += " - " + l.EndTime
	}
	return strings.TrimSpace(words)
}

// attendanceWord reads how people say the way to attend; "" is not said.
func attendanceWord(s string) string {
	if a, ok := meeting.ParseAttendance(s); ok {
		return string(a)
	}
	switch meeting.Fold(strings.NewReplacer("-", " ", "_", " ").Replace(s)) {
	case "in person", "inperson", "face to face", "f2f", "physical", "onsite", "on site", "in person only", "presencial", "vor ort", "prasenz":
		return string(meeting.InPerson)
	case "online", "virtual", "zoom", "online only", "remote", "video", "phone", "telephone", "web", "en linea", "en ligne":
		return string(meeting.Online)
	case "hybrid", "both", "in person and online", "online and in person", "hibrida", "hibrido", "hybride", "mixed":
		return string(meeting.Hybrid)
	case "inactive", "suspended", "temporarily closed":
		return string(meeting.Inactive)
	}
	return ""
}
