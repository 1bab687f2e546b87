package scraper

import (
	"regexp"
	"strings"

	"openchair/meeting"
)

// Fields of The Events Calendar that are read. Those who hold an event,
// organizer and author, are not: a field that is not named here is never copied.
const (
	evID = iota
	evTitle
	evDescription
	evURL
	evStatus
	evEventStatus
	evAllDay
	evStart // "2006-01-02 15:04:05", wall time
	evEnd
	evTimezone // IANA, or "UTC-5"
	evModified
	evWebsite
	evVirtual
	evVirtualKind // "virtual" or "hybrid"
	evVirtualURL
	evCount
)

var tribeNames = map[string]int{
	"id": evID, "title": evTitle, "description": evDescription, "url": evURL, "status": evStatus, "event_status": evEventStatus,
	"all_day": evAllDay, "start_date": evStart, "end_date": evEnd, "timezone": evTimezone, "modified_utc": evModified,
	"website": evWebsite, "is_virtual": evVirtual, "virtual_event_type": evVirtualKind, "virtual_url": evVirtualURL,
}

// Fields of where an event is held.
const (
	veName = iota
	veAddress
	veCity
	veState
	veProvince
	veEither
	veZip
	veCountry
	veLat
	veLng
	veCount
)

var venueNames = map[string]int{
	"venue": veName, "address": veAddress, "city": veCity, "state": veState, "province": veProvince, "stateprovince": veEither,
	"zip": veZip, "country": veCountry, "geo_lat": veLat, "geo_lng": veLng,
}

// tribeEvent is an event as The Events Calendar publishes it.
type tribeEvent struct {
	fields     [evCount]cell
	venue      [veCount]cell // empty where there is none
	categories []string
}

// text returns a field as text; an object or an array is none.
func (e *tribeEvent) text(field int) string { return e.fields[field].text }

func (t *tribePage) readEvent() (e tribeEvent, err error) {
	err = t.object(func(name string) (err error) {
		switch i, ok := tribeNames[name]; {
		case ok:
			e.fields[i], err = t.cell()
		case name == "venue":
			err = t.readVenue(&e)
		case name == "categories":
			err = t.readCategories(&e)
		default:
			err = t.skip()
		}
		return err
	})
	return e, err
}

// readVenue reads an object, or the first of a list of them: [] is none.
func (t *tribePage) readVenue(e *tribeEvent) error {
	return t.each(func(n int) error {
		if n > 0 {
			return t.skip()
		}
		return t.fieldsOf(venueNames, e.venue[:])
	})
}

func (t *tribePage) readCategories(e *tribeEvent) error {
	e.categories = nil
	return t.each(func(int) error {
		var name [1]cell
		err := t.fieldsOf(categoryNames, name[:])
		e.categories = appendNonEmpty(e.categories, cleanLine(name[0].text, maxName))
		return err
	})
}

var categoryNames = map[string]int{"name": 0}

// each calls one before the object, or each object of the list, that comes
// next. Anything else is passed over.
func (t *tribePage) each(one func(n int) error) error {
	n := 0
	next := func() error {
		if t.peek() != '{' {
			return t.skip()
		}
		n++
		return one(n - 1)
	}
	if t.peek() == '[' {
		return t.array(next)
	}
	return next()
}

// calledOff is how people call an event off in its title.
var calledOff = regexp.MustCompile(`(?i)^\W*(?:cancell?ed|postponed)\b`)

// held: published, and neither cancelled nor postponed.
func (e *tribeEvent) held() bool {
	if status := e.text(evStatus); status != "" && status != "publish" {
		return false
	}
	switch strings.ToLower(e.text(evEventStatus)) {
	case "canceled", "cancelled", "postponed":
		return false
	}
	return !calledOff.MatchString(e.text(evTitle))
}

// day is the local day on which it begins, "" where that can't be read.
func (e *tribeEvent) day() string {
	d, err := dayOfStart(e.text(evStart))
	if err != nil {
		return ""
	}
	return d.String()
}

// listing takes an event over as one day. A fixed offset is no zone: it is what
// WordPress shows where nobody has chosen one, and the clock beside it is that
// of the wall.
func (e *tribeEvent) listing() Listing {
	v := &e.venue
	l := Listing{
		Key: e.text(evID), Name: e.text(evTitle), Notes: e.text(evDescription), Types: e.categories, URL: e.text(evURL), Updated: e.text(evModified),
		Street: v[veAddress].text, City: v[veCity].text, State: firstOf(v[veState].text, v[veProvince].text, v[veEither].text),
		PostalCode: v[veZip].text, Country: v[veCountry].text, Latitude: v[veLat].text, Longitude: v[veLng].text,
		Recurrence: &Recurrence{Start: wallOf(e.text(evStart)), End: wallOf(e.text(evEnd))},
	}
	if zone := e.text(evTimezone); strings.Contains(zone, "/") && !strings.HasPrefix(zone, "Etc/") {
		l.Timezone = zone
	}
	l.ConferenceURL = firstOf(e.text(evVirtualURL), joinLinkIn(e.text(evWebsite)), joinLinkIn(e.text(evDescription)))
	setPlaceName(&l, v[veName].text)
	e.attendance(&l)
	return l
}

// setPlaceName takes a venue's name over, which may be its address too, or no
// place at all.
func setPlaceName(l *Listing, name string) {
	if l.Street == "" && l.Address == "" || attendanceWord(name) != "" {
		setVenue(l, name)
		return
	}
	l.Location = firstOf(l.Location, name)
}

func (e *tribeEvent) attendance(l *Listing) {
	if !isYes(e.text(evVirtual)) {
		return
	}
	l.Attendance = string(meeting.Online)
	if kind := e.text(evVirtualKind); kind == "hybrid" || kind == "" && (l.Location != "" || l.Street != "") {
		l.Attendance = string(meeting.Hybrid)
	}
}

// wallOf writes "2006-01-02 15:04:05" as a Recurrence has it.
func wallOf(s string) string {
	s = strings.Replace(strings.TrimSpace(s), " ", "T", 1)
	if len(s) == len("2006-01-02T15:04:05") {
		s = s[:len("2006-01-02T15:04")]
	}
	return s
}
