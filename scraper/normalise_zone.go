package scraper

import (
	"strings"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// setZone finds the zone of a meeting's clock, best first: the listing's own
// field; a zone in its words; for a venue people go to, its state or country,
// and then its coordinates; the source's. A fixed offset is no zone: it is wrong for half of the year.
func setZone(m *meeting.Meeting, l *Listing, src meeting.Source, t *listingWords) *meeting.Refusal {
	s := &m.Schedule
	if s.Zone != "" && s.ZoneFrom == meeting.ZoneFromWords && strings.TrimSpace(l.Timezone) == "" {
		return nil // said beside the time itself
	}
	if name := strings.TrimSpace(l.Timezone); name != "" {
		if zone, ok := ownZone(name, firstOf(m.Place.Country, src.Country), m.Place.State); ok {
			s.Zone, s.ZoneFrom = zone, meeting.ZoneFromListing
			return nil
		}
		keepWords(s, cleanLine(name, 60))
	}
	country := firstOf(m.Place.Country, src.Country)
	if zone, ok := zoneInWords(m, t, country); ok {
		s.Zone, s.ZoneFrom = zone, meeting.ZoneFromWords
		if m.Attendance == meeting.InPerson && m.Place.Country != "" && !meeting.ZoneFitsPlace(zone, country, "") {
			doubtZone(s, src) // "7 pm Eastern" at a door in Lisbon
		}
		return nil
	}
	venue := m.Attendance != meeting.Online && !m.Place.Approximate // one that is closed for now stays where it is
	if venue && m.Place.Country+m.Place.State != "" {
		if zone, ok := meeting.ZoneOfPlace(country, m.Place.State); ok {
			s.Zone, s.ZoneFrom = zone, meeting.ZoneFromPlace
			return nil
		}
	}
	if venue {
		if zone, ok := zoneOfPoint(m, l, src); ok {
			s.Zone, s.ZoneFrom = zone, meeting.ZoneFromPoint
			return nil
		}
	}
	if src.Zone == "" {
		return refusal(l, "timezone", l.Timezone, "Nothing says in which time zone this meeting is: set zone in the source.")
	}
	s.Zone, s.ZoneFrom = src.Zone, meeting.ZoneFromSource
	if misfits(m, src) {
		doubtZone(s, src)
	}
	return nil
}

// misfits reports whether the clocks of a meeting's place never show the time
// of the source's zone, which is all that is known of its own.
func misfits(m *meeting.Meeting, src meeting.Source) bool {
	s := &m.Schedule
	return m.Attendance != meeting.Online && !m.Place.Approximate && s.Timed() && s.ZoneFrom == meeting.ZoneFromSource &&
		!meeting.ZoneFitsPlace(s.Zone, firstOf(m.Place.Country, src.Country), m.Place.State)
}

// doubtZone leaves a schedule unconfirmed and says why.
func doubtZone(s *meeting.Schedule, src meeting.Source) {
	if s.Confirmed || s.Text == "" {
		keepWords(s, meeting.WordsFor(src.Language).Misplaced(s))
	}
	s.Confirmed = false
}

// ownZone reads a zone field: an IANA name of a place, or words for one.
func ownZone(name, country, state string) (string, bool) {
	if strings.Contains(name, "/") && !strings.HasPrefix(name, "Etc/") || name == "UTC" {
		_, err := meeting.Zone(name)
		return name, err == nil
	}
	return meeting.ZoneOfWordsAt(name, country, state)
}

// zoneInWords looks for a zone beside the meeting's own time: first in its
// name, then in its notes. A zone beside another time ("4:30am Eastern" where
// the field says 10:30) says nothing about this one. What the words mean depends on the country.
func zoneInWords(m *meeting.Meeting, t *listingWords, country string) (string, bool) {
	if !m.Schedule.Timed() {
		return "", false
	}
	start := m.Schedule.Start
	for _, text := range [...]*phrase.Text{&t.name, &t.notes} {
		for _, words := range text.Naming(start) {
			if zone, ok := meeting.ZoneOfWordsAt(words, country, m.Place.State); ok {
				return zone, true
			}
		}
	}
	if clock, _ := t.name.Says(start); !clock && mayNameZone(m.Name) {
		return meeting.ZoneOfWordsAt(m.Name, country, m.Place.State)
	}
	return "", false
}

// mayNameZone is a cheap first look: most names hold none of these.
func mayNameZone(name string) bool {
	for _, part := range [...]string{"ime", "IME", "ST", "DT", "GMT", "UTC", "CET", "WIB"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}
