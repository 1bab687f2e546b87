package feeds

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"time"

	"openchair/meeting"
)

// guideMeeting is a meeting in Meeting Guide's format, as code4recovery's
// specification names its fields. Those of persons are not among them.
type guideMeeting struct {
	Slug                 string   `json:"slug"`
	Name                 string   `json:"name"`
	Day                  any      `json:"day,omitempty"` // one, or several in a list; 0 = Sunday
	Time                 string   `json:"time,omitempty"`
	EndTime              string   `json:"end_time,omitempty"`
	Timezone             string   `json:"timezone,omitempty"`
	Types                []string `json:"types,omitempty"`
	Notes                string   `json:"notes,omitempty"`
	Location             string   `json:"location,omitempty"`
	LocationNotes        string   `json:"location_notes,omitempty"`
	FormattedAddress     string   `json:"formatted_address,omitempty"`
	City                 string   `json:"city,omitempty"`
	State                string   `json:"state,omitempty"`
	PostalCode           string   `json:"postal_code,omitempty"`
	Country              string   `json:"country,omitempty"`
	Region               string   `json:"region,omitempty"`
	Latitude             *float64 `json:"latitude,omitempty"`
	Longitude            *float64 `json:"longitude,omitempty"`
	Approximate          string   `json:"approximate,omitempty"` // "yes" or "no"
	ConferenceURL        string   `json:"conference_url,omitempty"`
	ConferenceURLNotes   string   `json:"conference_url_notes,omitempty"`
	ConferencePhone      string   `json:"conference_phone,omitempty"`
	ConferencePhoneNotes string   `json:"conference_phone_notes,omitempty"`
	Group                string   `json:"group,omitempty"`
	URL                  string   `json:"url,omitempty"`
	Updated              string   `json:"updated"` // UTC
	Entity               string   `json:"entity,omitempty"`
	EntityURL            string   `json:"entity_url,omitempty"`
}

// MeetingGuide streams meetings in Meeting Guide's format: a JSON array, one
// meeting a line, without holding them all. The first error of the stream or
// the writer ends it in the middle.
func MeetingGuide(w io.Writer, ms Meetings, l Lists) error {
	return jsonArray(w, func(add func(any) error) error {
		for m, err := range ms {
			if err != nil {
				return err
			}
			if err := add(l.guide(&m)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (l *Lists) guide(m *meeting.Meeting) guideMeeting {
	t, p := l.tell(m), l.program(m.Program)
	g := guideMeeting{
		Slug: m.ID, Name: t.name, Types: t.types, Notes: t.notes, Group: oneLine(m.Group),
		ConferenceURL: link(t.join.URL), ConferenceURLNotes: plain(t.join.Notes),
		ConferencePhone: oneLine(t.join.Phone), ConferencePhoneNotes: plain(t.join.PhoneNotes),
		URL: t.page, Updated: t.updated, Entity: oneLine(p.Name), EntityURL: link(p.URL),
	}
	if m.Schedule.Zone != "" {
		g.Timezone = m.Schedule.Zone
	}
	if t.days != 0 {
		g.Day, g.Time, g.EndTime = guideDay(t.days), m.Schedule.Start.String(), endOf(&m.Schedule)
	}
	t.guidePlace(&g)
	return g
}

// guidePlace tells the place. What stands on the map elsewhere than at a door
// has no coordinates: readers would take it for online, or closed.
func (t *told) guidePlace(g *guideMeeting) {
	p := &t.Place
	g.FormattedAddress, g.City, g.State, g.PostalCode = t.address, oneLine(p.City), oneLine(p.State), oneLine(p.PostalCode)
	g.Country, g.Region = oneLine(p.Country), oneLine(p.Region)
	if t.online {
		g.Approximate = "yes"
		return
	}
	g.Location, g.LocationNotes = oneLine(p.Name), plain(p.Notes)
	if t.door {
		lat, lon := rounded(p.Latitude), rounded(p.Longitude)
		g.Latitude, g.Longitude, g.Approximate = &lat, &lon, "no"
	}
}

func rounded(d float64) float64 { return math.Round(d*1e6) / 1e6 }

func guideDay(days meeting.Weekdays) any {
	list := days.Days()
	if len(list) == 1 {
		return int(list[0])
	}
	numbers := make([]int, len(list))
	for i, d := range list {
		numbers[i] = int(d)
	}
	return numbers
}

// endOf is when clocks end a meeting; "" where that is a day away.
func endOf(s *meeting.Schedule) string {
	if s.Minutes <= 0 || s.Minutes >= 24*60 {
		return ""
	}
	return time.Date(2000, 1, 1, s.Start.Hour(), s.Start.Minute()+s.Minutes, 0, 0, time.UTC).Format("15:04")
}

// jsonArray streams values as a JSON array, one a line.
func jsonArray(w io.Writer, each func(add func(any) error) error) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	before := "[\n"
	err := each(func(v any) error {
		b.Reset()
		b.WriteString(before)
		if err := enc.Encode(v); err != nil {
			return err
		}
		before = ",\n"
		_, err := w.Write(bytes.TrimRight(b.Bytes(), "\n"))
		return err
	})
	if err == nil {
		end := "\n]\n"
		if before == "[\n" {
			end = "[]\n"
		}
		_, err = io.WriteString(w, end)
	}
	return err
}
