package web

import (
	"cmp"
	"slices"
	"time"

	"openchair/meeting"
)

// group is the cards that stand under one heading.
type group struct {
	Word  string
	Cards []card

	rank int
	day  meeting.Date
}

// Where a heading stands on the page.
const (
	rankSoon = iota // within the hour, whatever the day is called there
	rankDay
	rankUnset
)

// grouped puts meetings, soonest first, under the days they are next held on,
// as their own zones count days. Those within the hour come first: for someone
// in need, an hour counts and a date doesn't.
func (s *site) grouped(ms []meeting.Meeting, chosen []string) []group {
	now := s.now()
	var groups []group
	for i := range ms {
		m := &ms[i]
		o, held := next(m, now)
		c := s.card(m, o, held, now)
		c.Choice, c.Chosen = true, slices.Contains(chosen, m.ID)
		groups = put(groups, s.heading(o, held, now), c)
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.day, b.day))
	})
	return groups
}

func put(groups []group, head group, c card) []group {
	for i := range groups {
		if groups[i].rank == head.rank && groups[i].day == head.day {
			groups[i].Cards = append(groups[i].Cards, c)
			return groups
		}
	}
	head.Cards = []card{c}
	return append(groups, head)
}

func (s *site) heading(o meeting.Occurrence, held bool, now time.Time) group {
	switch {
	case !held:
		return group{rank: rankUnset, Word: s.text.NoSetTime}
	case o.Start.Sub(now) <= time.Hour:
		return group{rank: rankSoon, Word: s.text.WithinHour}
	}
	return group{rank: rankDay, day: o.Date, Word: s.words.Day(o.Date)}
}

// stillWorth is how long after its start a meeting counts as next: people slip
// in late.
const stillWorth = 15 * time.Minute

// next returns when m is next held, if it is known.
func next(m *meeting.Meeting, now time.Time) (meeting.Occurrence, bool) {
	if !m.Held() {
		return meeting.Occurrence{}, false
	}
	return m.Schedule.Next(now.Add(time.Second - stillWorth))
}
