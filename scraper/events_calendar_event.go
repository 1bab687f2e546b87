package scraper

import (
	"encoding/json"
	"regexp"
	"strings"

	"openchair/meeting"
)

// tribeEvent is an event as The Events Calendar publishes it, without those who
// hold it: organizer and author are never read.
type tribeEvent struct {
	ID          looseText       `json:"id"`
	Title       looseText       `json:"title"`
	Description looseText       `json:"description"`
	URL         looseText       `json:"url"`
	Status      looseText       `json:"status"`
	EventStatus looseText       `json:"event_status"`
	AllDay      looseText       `json:"all_day"`
	StartDate   looseText       `json:"start_date"` // "2006-01-02 15:04:05", wall time
	EndDate     looseText       `json:"end_date"`
	Timezone    looseText       `json:"timezone"` // IANA, or "UTC-5"
	Modified    looseText       `json:"modified_utc"`
	Website     looseText       `json:"website"`
	Virtual     looseText       `json:"is_virtual"`
	VirtualKind looseText       `json:"virtual_event_type"` // "virtual" or "hybrid"
	VirtualURL  looseText       `json:"virtual_url"`
	Venue       json.RawMessage `json:"venue"` // an object, [] where there is none
	Categories  json.RawMessage `json:"categories"`
}

// tribeVenue is where an event is held.
type tribeVenue struct {
	Name     looseText `json:"venue"`
	Address  looseText `json:"address"`
	City     looseText `json:"city"`
	State    looseText `json:"state"`
	Province looseText `json:"province"`
	Either   looseText `json:"stateprovince"`
	Zip      looseText `json:"zip"`
	Country  looseText `json:"country"`
	Lat      looseText `json:"geo_lat"`
	Lng      looseText `json:"geo_lng"`
}

// looseText is a JSON value as text, whatever its type: "" for null, objects
// and arrays.
type looseText string

func (s *looseText) UnmarshalJSON(b []byte) error {
	*s = ""
	switch {
	case len(b) == 0 || b[0] == '{' || b[0] == '[' || string(b) == "null":
		return nil
	case b[0] == '"':
		var text string
		err := json.Unmarshal(b, &text)
		*s = looseText(text)
		return err
	}
	*s = looseText(b)
	return nil
}

// calledOff is how people call an event off in its title.
var calledOff = regexp.MustCompile(`(?i)^\W*(?:cancell?ed|postponed)\b`)

// held: published, and neither cancelled nor postponed.
func (e *tribeEvent) held() bool {
	if e.Status != "" && e.Status != "publish" {
		return false
	}
	switch strings.ToLower(string(e.EventStatus)) {
	case "canceled", "cancelled", "postponed":
		return false
	}
	return !calledOff.MatchString(string(e.Title))
}

// day is the local day on which it begins, "" where that can't be read.
func (e *tribeEvent) day() string {
	d, err := dayOfStart(string(e.StartDate))
	if err != nil {
		return ""
	}
	return d.String()
}

func (e *tribeEvent) categories() []string {
	var list []struct {
		Name looseText `json:"name"`
	}
	if len(e.Categories) == 0 || e.Categories[0] != '[' || json.Unmarshal(e.Categories, &list) != nil {
		return nil
	}
	var out []string
	for _, c := range list {
		out = appendNonEmpty(out, cleanLine(string(c.Name), maxName))
	}
	return out
}

// venue returns the zero venue where there is none.
func (e *tribeEvent) venue() (v tribeVenue) {
	switch {
	case len(e.Venue) == 0:
	case e.Venue[0] == '{':
		if json.Unmarshal(e.Venue, &v) != nil {
			return tribeVenue{}
		}
	case e.Venue[0] == '[':
		var list []tribeVenue
		if json.Unmarshal(e.Venue, &list) == nil && len(list) > 0 {
			return list[0]
		}
	}
	return v
}

// listing takes an event over as one day. A fixed offset is no zone: it is what
// WordPress shows where nobody has chosen one, and the clock beside it is that
// of the wall.
func (e *tribeEvent) listing() Listing {
	v := e.venue()
	l := Listing{
		Key: string(e.ID), Name: string(e.Title), Notes: string(e.Description), Types: e.categories(), URL: string(e.URL), Updated: string(e.Modified),
		Street: string(v.Address), City: string(v.City), State: firstOf(string(v.State), string(v.Province), string(v.Either)),
		PostalCode: string(v.Zip), Country: string(v.Country), Latitude: string(v.Lat), Longitude: string(v.Lng),
		Recurrence: &Recurrence{Start: wallOf(string(e.StartDate)), End: wallOf(string(e.EndDate))},
	}
	if zone := string(e.Timezone); strings.Contains(zone, "/") && !strings.HasPrefix(zone, "Etc/") {
		l.Timezone = zone
	}
	l.ConferenceURL = firstOf(string(e.VirtualURL), joinLinkIn(string(e.Website)), joinLinkIn(string(e.Description)))
	setPlaceName(&l, string(v.Name))
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
	if !isYes(string(e.Virtual)) {
		return
	}
	l.Attendance = string(meeting.Online)
	if e.VirtualKind == "hybrid" || e.VirtualKind == "" && (l.Location != "" || l.Street != "") {
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
