package scraper

import (
	"math"
	"strings"
	"time"
)

// Fields of BMLT's answers that are read. contact_* and email_contact are not:
// a field that is not named here is never copied.
const (
	bmID = iota
	bmName
	bmWeekday
	bmStart
	bmDuration
	bmZone
	bmVenue
	bmFormats
	bmFormatIDs
	bmLang
	bmPublished
	bmLatitude
	bmLongitude
	bmText
	bmInfo
	bmStreet
	bmSubsection
	bmNeighborhood
	bmMunicipality
	bmSubProvince
	bmProvince
	bmPostal
	bmNation
	bmLink
	bmLinkInfo
	bmPhone
	bmComments
	bmFormatComments
	bmFormatID
	bmKeyString
	bmWorldID
	bmFormatName
	bmFormatLang
	bmFormatKind
	bmVersion
	bmNativeLang
	bmDefaultDuration
	bmCentreLat
	bmCentreLon
	bmCount
)

var bmltNames = map[string]int{
	"id_bigint": bmID, "meeting_name": bmName, "weekday_tinyint": bmWeekday, "start_time": bmStart,
	"duration_time": bmDuration, "time_zone": bmZone, "venue_type": bmVenue, "formats": bmFormats,
	"format_shared_id_list": bmFormatIDs, "lang_enum": bmLang, "published": bmPublished,
	"latitude": bmLatitude, "longitude": bmLongitude,
	"location_text": bmText, "location_info": bmInfo, "location_street": bmStreet,
	"location_city_subsection": bmSubsection, "location_neighborhood": bmNeighborhood,
	"location_municipality": bmMunicipality, "location_sub_province": bmSubProvince, "location_province": bmProvince,
	"location_postal_code_1": bmPostal, "location_nation": bmNation,
	"virtual_meeting_link": bmLink, "virtual_meeting_additional_info": bmLinkInfo, "phone_meeting_number": bmPhone,
	"comments": bmComments, "format_comments": bmFormatComments,
	"id": bmFormatID, "key_string": bmKeyString, "world_id": bmWorldID, "name_string": bmFormatName,
	"lang": bmFormatLang, "format_type_enum": bmFormatKind,
	"versionInt": bmVersion, "nativeLang": bmNativeLang, "defaultDuration": bmDefaultDuration,
	"centerLatitude": bmCentreLat, "centerLongitude": bmCentreLon,
}

// bmltRow is one object of an answer: a meeting, a format or the server.
type bmltRow [bmCount]cell

// text returns a field; of "Prompt#@-@#value" only the value.
func (r *bmltRow) text(field int) string {
	s := strings.TrimSpace(r[field].String())
	if i := strings.LastIndex(s, "#@-@#"); i >= 0 {
		return strings.TrimSpace(s[i+len("#@-@#"):])
	}
	return s
}

func (r *bmltRow) term() Term {
	return Term{
		ID: r.text(bmFormatID), Key: r.text(bmKeyString), WorldID: strings.ToUpper(r.text(bmWorldID)),
		Language: bmltLanguage(r.text(bmFormatLang)), Name: r.text(bmFormatName), Kind: r.text(bmFormatKind),
	}
}

func (r *bmltRow) server() Term {
	t := Term{ID: bmltServer, Language: bmltLanguage(r.text(bmNativeLang)), Key: r.text(bmDefaultDuration)}
	if lat, lon := r.text(bmCentreLat), r.text(bmCentreLon); lat != "" && lon != "" {
		t.Name = lat + "," + lon
	}
	return t
}

// bmltLanguage: BMLT's "dk" is Danish.
func bmltLanguage(code string) string {
	if code = strings.ToLower(code); code == "dk" {
		return "da"
	}
	return code
}

// bmltDay names a weekday: 1 is Sunday.
func bmltDay(s string) []string {
	if len(s) == 1 && s[0] >= '1' && s[0] <= '7' {
		return []string{dayName(time.Weekday(s[0] - '1'))}
	}
	if s == "" {
		return nil
	}
	return []string{s}
}

// listing turns a meeting's row into a listing.
func (b *bmltReading) listing(r *bmltRow) Listing {
	l := Listing{
		Key: r.text(bmID), Name: r.text(bmName), Days: bmltDay(r.text(bmWeekday)), Time: r.text(bmStart),
		Duration: b.duration(r), Timezone: r.text(bmZone),
		Location: r.text(bmText), LocationNotes: r.text(bmInfo), Street: r.text(bmStreet),
		City: r.text(bmMunicipality), State: r.text(bmProvince), PostalCode: r.text(bmPostal), Country: r.text(bmNation),
		Region:        firstOf(r.text(bmNeighborhood), r.text(bmSubsection), r.text(bmSubProvince)),
		ConferenceURL: r.text(bmLink), ConferenceNote: r.text(bmLinkInfo), Phone: r.text(bmPhone),
		Notes: joinLines(r.text(bmComments), r.text(bmFormatComments)),
	}
	b.formats(&l, r)
	if l.Attendance != "online" && !b.atCentre(r) {
		l.Latitude, l.Longitude = r.text(bmLatitude), r.text(bmLongitude)
	}
	return l
}

// formats says what a meeting's formats mean for its attendance, languages,
// weeks and types.
func (b *bmltReading) formats(l *Listing, r *bmltRow) {
	says := map[string]bool{}
	for _, t := range b.formatsOf(r) {
		switch week, weekly := weekOf(t); {
		case t.WorldID == worldVirtual, t.WorldID == worldHybrid, t.WorldID == worldClosed:
			says[t.WorldID] = true
		case t.Key == keyWeb && t.WorldID == "":
			says[keyWeb] = true
		case isLanguage(t):
			l.Languages = append(l.Languages, bmltLanguage(t.Key))
		case weekly:
			l.Weeks = append(l.Weeks, week)
		default:
			l.Types = append(l.Types, typeOf(t))
			if annotates(t) {
				l.TimeWords = append(l.TimeWords, firstOf(t.Name, t.Key))
			}
		}
	}
	if len(l.Languages) == 0 {
		l.Languages = []string{bmltLanguage(r.text(bmLang))}
	}
	l.Attendance = bmltAttendance(r, says)
}

// bmltAttendance: venue_type came with server 2.16.4 and may be empty; before,
// and where it is, the formats say it. A closed venue with a way to join is
// online for the time being. Unpublished means closed for now.
func bmltAttendance(r *bmltRow, says map[string]bool) string {
	venue := r.text(bmVenue)
	virtual := venue == "2" || says[worldVirtual] && venue != "3" && venue != "1"
	hybrid := venue == "3" || says[worldHybrid] && venue != "2" && venue != "1"
	joinable := virtual || hybrid || says[worldVirtual] || says[keyWeb] || r.joins()
	door := r.text(bmStreet) != "" || r.text(bmText) != ""
	switch {
	case r.text(bmPublished) == "0", says[worldClosed] && !joinable:
		return "inactive"
	case virtual, says[worldClosed], venue == "" && joinable && !hybrid && !door:
		return "online"
	case hybrid, venue == "" && joinable:
		return "hybrid" // an old server's link beside an address
	}
	return "in_person"
}

// joins reports whether the row holds a link or a dial-in, and not just a
// password or prose in their fields.
func (r *bmltRow) joins() bool {
	if webLink(r.text(bmLink)) != "" {
		return true
	}
	phone, _ := dialling(cleanLine(r.text(bmPhone), maxField))
	return phone != ""
}

// usualCentre is where the maps of servers begin that were never told a place
// of their own.
const usualCentre = "34.235918,-118.563659"

// atCentre reports whether a row carries the centre of the server's map, which
// it gives to meetings that nobody has placed.
func (b *bmltReading) atCentre(r *bmltRow) bool {
	server, _ := b.term(bmltServer)
	lat, lon := point(r.text(bmLatitude), r.text(bmLongitude))
	for _, centre := range [...]string{server.Name, usualCentre} {
		a, o, ok := strings.Cut(centre, ",")
		if cLat, cLon := point(a, o); ok && math.Abs(lat-cLat) < centreWithin && math.Abs(lon-cLon) < centreWithin {
			return true
		}
	}
	return false
}

// centreWithin is how near, in degrees, a rounded centre is: some ten metres.
const centreWithin = 0.0001

// duration: none, or "00:00:00", means the server's default.
func (b *bmltReading) duration(r *bmltRow) string {
	if d := r.text(bmDuration); strings.Trim(d, "0:") != "" {
		return d
	}
	server, _ := b.term(bmltServer)
	return server.Key
}

func firstOf(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

// joinLines joins what is not empty, a paragraph each.
func joinLines(ss ...string) string {
	var b strings.Builder
	for _, s := range ss {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(s)
	}
	return b.String()
}
