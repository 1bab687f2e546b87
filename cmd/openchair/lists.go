package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"openchair/meeting"
)

type meetingsCmd struct {
	jsonFlag
	filterFlags
	Retired   bool `help:"Also those that are no longer listed."`
	Witnesses bool `help:"Also listings of other sources that are the same meeting as one that counts."`
}

func (c *meetingsCmd) Run(ctx context.Context, g *globals, std streams) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	f.Retired, f.Witnesses = c.Retired, c.Witnesses
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := c.place(ctx, db, &f); err != nil {
		return err
	}
	words := meeting.WordsFor("en")
	p := c.printer(std.out, "ID", "PROGRAM", "WHEN", "ZONE", "NAME", "HOW", "WHERE", "SOURCE")
	n := 0
	for m, err := range db.EachMeeting(ctx, f) {
		if err != nil {
			return err
		}
		if n++; f.Limit > 0 && n > f.Limit {
			break
		}
		if err := p.row(m, m.ID, m.Program, words.When(&m.Schedule), m.Schedule.Zone, clip(m.Name, 40), m.Attendance, clip(where(&m), 50), m.Source); err != nil {
			return err
		}
	}
	return p.flush()
}

// where is the one place or link a table has room for.
func where(m *meeting.Meeting) string {
	switch {
	case m.Attendance == meeting.Online && m.Join.URL != "":
		return m.Join.URL
	case m.Place.Name != "" && m.Place.Address != "" && m.Place.Name != m.Place.Address:
		return m.Place.Name + ", " + m.Place.Address
	case m.Place.Address != "":
		return m.Place.Address
	case m.Place.Name != "":
		return m.Place.Name
	}
	return m.Join.Phone
}

type occurrencesCmd struct {
	jsonFlag
	filterFlags
	From string `placeholder:"WHEN" help:"First start, a UTC date or RFC 3339 (default: now)."`
	To   string `placeholder:"WHEN" help:"Starts before this (default: seven days after --from)."`
}

// Run lists occurrences that start in [from, to), earliest first.
func (c *occurrencesCmd) Run(ctx context.Context, g *globals, std streams) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	limit := f.Limit
	f.Limit = 0
	from, to, err := c.span(time.Now().UTC())
	if err != nil {
		return err
	}
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := c.place(ctx, db, &f); err != nil {
		return err
	}
	var found []meeting.OccurrenceOf
	for m, err := range db.EachMeeting(ctx, f) {
		if err != nil {
			return err
		}
		for o := range m.Occurrences(from, to) {
			if f.Days == 0 || f.Days.Has(o.Date.Weekday()) {
				found = append(found, meeting.OccurrenceOf{Meeting: &m, Occurrence: o})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b meeting.OccurrenceOf) int { return a.Start.Compare(b.Start) })
	if limit > 0 {
		found = found[:min(limit, len(found))]
	}
	p := c.printer(std.out, "START", "ZONE", "PROGRAM", "NAME", "HOW", "SOURCE", "CHECK")
	words := meeting.WordsFor("en")
	for _, o := range found {
		if err := p.row(o, o.Start.Format("Mon 2006-01-02 15:04 -07:00"), o.Schedule.Zone, o.Program, clip(o.Name, 50), o.Attendance, o.Source, words.Check(o.Meeting, o.Date)); err != nil {
			return err
		}
	}
	return p.flush()
}

func (c *occurrencesCmd) span(now time.Time) (from, to time.Time, err error) {
	from = now
	if c.From != "" {
		if from, err = parseInstant("from", c.From); err != nil {
			return from, to, err
		}
	}
	to = from.AddDate(0, 0, 7)
	if c.To != "" {
		if to, err = parseInstant("to", c.To); err != nil {
			return from, to, err
		}
	}
	if !from.Before(to) {
		return from, to, usageError{fmt.Errorf("--to %s is not after --from %s", to.Format(time.RFC3339), from.Format(time.RFC3339))}
	}
	if to.Sub(from) > 5*366*24*time.Hour {
		return from, to, usageError{fmt.Errorf("--from to --to: at most five years at a time")}
	}
	return from, to, nil
}
