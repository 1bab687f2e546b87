package web

import (
	"cmp"
	"slices"
	"time"

	"openchair/meeting"
)

// Bounds of the agenda on a calendar's page.
const (
	agendaDays = 14
	agendaMost = 14 // cards, so that the page stays under 60 KB
)

// agenda groups the occurrences of the next two weeks by day, and says how many
// more there are than the page holds.
func (s *site) agenda(ms []meeting.Meeting) (groups []group, left int) {
	type due struct {
		m *meeting.Meeting
		o meeting.Occurrence
	}
	now := s.now()
	var all []due
	for i := range ms {
		for o := range ms[i].Occurrences(now.Add(time.Second-stillWorth), now.AddDate(0, 0, agendaDays)) {
			all = append(all, due{&ms[i], o})
		}
	}
	slices.SortStableFunc(all, func(a, b due) int {
		return cmp.Or(a.o.Start.Compare(b.o.Start), cmp.Compare(a.m.ID, b.m.ID))
	})
	for _, d := range all[:min(len(all), agendaMost)] {
		c := s.card(d.m, d.o, true, now)
		c.Anchor += "-" + d.o.Date.String()
		groups = put(groups, group{rank: rankDay, day: d.o.Date, Word: s.words.Day(d.o.Date)}, c)
	}
	return groups, max(0, len(all)-agendaMost)
}
