package storagetest

import (
	"fmt"
	"time"

	"openchair/meeting"
)

// town fills the store with meetings that differ in all a filter asks, some of
// them retired, some without a next start.
func town(s *store) {
	s.Helper()
	attendance := meeting.Attendances
	var all []meeting.Collected
	for i := range 60 {
		all = append(all, listing(fmt.Sprintf("t%02d", i), func(m *meeting.Collected) {
			m.Program = []string{"aa", "na", "smart"}[i%3]
			m.Attendance = attendance[i%4]
			m.Schedule.Days = meeting.NewWeekdays(time.Weekday(i%7), time.Weekday(i*3%7))
			m.Schedule.Start = meeting.NewClock(i%24, 0)
			m.Name = []string{"Straße der Hoffnung", "Café Élan", "Early Risers", "100% Sober_ly"}[i%4]
			m.Notes = fmt.Sprint("room ", i)
			m.Types = [][]string{{"O"}, {"O", "X"}, {"C", "XB"}, {"a\"X\"b"}}[i%4]
			m.Languages = [][]string{{"en"}, {"es-MX"}, {"en", "es"}}[i%3]
			m.Place.Latitude, m.Place.Longitude, m.Place.Approximate = 42+float64(i)/20, -71, i%9 == 0
			if i%10 == 0 {
				m.Schedule.Kind, m.Schedule.Confirmed = meeting.Appointment, false
			}
		}))
	}
	s.run(meeting.OK, all...)
	for range 3 {
		s.wait(40 * time.Hour)
		s.run(meeting.OK, all[:50]...)
	}
	id, err := s.Begin(s.Context(), "dale", "test", s.now, time.Minute)
	s.must(err)
	_, err = s.Apply(s.Context(), meeting.Harvest{Run: meeting.Run{ID: id, Source: "dale", Class: meeting.OK, Finished: s.now}, Meetings: listings(7)})
	s.must(err)
}

// every lists what a filter means, by reading all and choosing in Go.
func every(s *store, f meeting.Filter) (ids []string) {
	s.Helper()
	for m, err := range s.EachMeeting(s.Context(), meeting.Filter{Retired: true, Witnesses: true}) {
		s.must(err)
		if f.Matches(&m) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

func pages(s *store, f meeting.Filter, size int) (ids []string) {
	s.Helper()
	for f.Limit = size; ; {
		ms, next, err := s.Meetings(s.Context(), f, s.now)
		s.must(err)
		if len(ms) > size {
			s.Fatalf("a page of %d where %d were asked for", len(ms), size)
		}
		for _, m := range ms {
			ids = append(ids, m.ID)
		}
		if f.After = next; next == "" {
			return ids
		}
	}
}

var filters = map[string]meeting.Filter{
	"all":         {},
	"retired too": {Retired: true},
	"programs":    {Programs: []string{"na", "smart"}},
	"source":      {Sources: []string{"dale"}},
	"attendance":  {Attendance: []meeting.Attendance{meeting.Hybrid, meeting.Online}},
	"days":        {Days: meeting.NewWeekdays(time.Monday, time.Sunday)},
	"ids":         {IDs: []string{meeting.NewID("hill", "t01", ""), meeting.NewID("hill", "t59", ""), "unknown"}},
	"accents":     {Text: "CAFE elan"},
	"sharp s":     {Text: "strasse"},
	"percent":     {Text: "100%"},
	"underscore":  {Text: "sober_"},
	"no wildcard": {Text: "s_ber"},
	"backslash":   {Text: `\`},
	"place":       {Text: "hillton church"},
	"nothing":     {Text: "nowhere at all"},
	"evening":     {From: meeting.NewClock(17, 0), To: meeting.NewClock(22, 0)},
	"night":       {From: meeting.NewClock(22, 0), To: meeting.NewClock(5, 0)},
	"till late":   {From: meeting.NewClock(20, 0)},
	"types":       {Types: []string{"O", "X"}},
	"accessible":  {Accessible: true},
	"language":    {Languages: []string{"es"}},
	"near":        {Near: &meeting.Near{Lat: 42, Lon: -71, Km: 60}},
	"or online":   {Near: &meeting.Near{Lat: 42, Lon: -71, Km: 60, Online: true}},
	"many":        {Programs: []string{"aa"}, Attendance: []meeting.Attendance{meeting.InPerson}, Days: meeting.EveryDay, Text: "room", Retired: true},
}
