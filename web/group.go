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
// as their own zones count days. A heading comes again where zones disagree on
// the day: nothing stands before what begins earlier.
func (s *site) grouped(ms []meeting.Meeting, chosen []string) []group {
	now := s.now()
	type entry struct {
		head  group
		start time.Time
		card  card
	}
	entries := make([]entry, len(ms))
	for i := range ms {
		m := &ms[i]
		o, held := next(m, now)
		c := s.card(m, o, held, now)
		c.Choice, c.Chosen = true, slices.Contains(chosen, m.ID)
		entries[i] = entry{s.heading(o, held, now), o.Start, c}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.head.rank, b.head.rank), a.start.Compare(b.start))
	})
	var groups []group
	for _, e := range entries {
		groups = put(groups, e.head, e.card)
	}
	return groups
}

// ungrouped keeps the order given, under one heading: each card says its whole
// schedule.
func (s *site) ungrouped(ms []meeting.Meeting, chosen []string) []group {
	if len(ms) == 0 {
		return nil
	}
	now := s.now()
	g := group{Word: s.text.Find.NearestFirst}
	for i := range ms {
		c := s.card(&ms[i], meeting.Occurrence{}, false, now)
		c.Choice, c.Chosen = true, slices.Contains(chosen, ms[i].ID)
		g.Cards = append(g.Cards, c)
	}
	return []group{g}
}

// put sets a card under the last heading where it is the same, else under its own.
func put(groups []group, head group, c card) []group {
	last := len(groups) - 1
	if last < 0 || groups[last].rank != head.rank || groups[last].day != head.day {
		groups = append(groups, head)
		last++
	}
	groups[last].Cards = append(groups[last].Cards, c)
	return groups
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
	return m.Next(now.Add(time.Second - stillWorth))
}
