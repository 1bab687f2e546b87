package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"openchair/meeting"
	"openchair/scraper"
	"openchair/storage"
)

type closeCmd struct {
	Place  string `arg:"" help:"The place: words of its name and address that no other place has, or the id of a meeting held there."`
	From   string `required:"" placeholder:"DAY" help:"First day it is closed (2026-12-24)."`
	To     string `required:"" placeholder:"DAY" help:"Last day it is closed."`
	Reason string `placeholder:"TEXT" help:"Why, for those who ask."`
}

// Run marks all meetings of a place as closed for some days.
func (c *closeCmd) Run(ctx context.Context, g *globals, std streams) error {
	days, err := c.days()
	if err != nil {
		return err
	}
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	place, err := c.place(ctx, db, std.err)
	if err != nil {
		return err
	}
	closure := meeting.Closure{Place: place, Days: days, Reason: scraper.CleanNote(c.Reason)}
	closure, n, err := db.ClosePlace(ctx, closure, time.Now().UTC())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "%s is closed from %s to %s. Meetings that are not held then: %d. (openchair reopen %d takes it back.)\n",
		oneLine(placeLine(&place)), days.First, days.Last, n, closure.ID)
	return err
}

func (c *closeCmd) days() (d meeting.DateRange, err error) {
	if d.First, err = meeting.ParseDate(c.From); err != nil {
		return d, usageError{fmt.Errorf("--from: %w", err)}
	}
	if d.Last, err = meeting.ParseDate(c.To); err != nil {
		return d, usageError{fmt.Errorf("--to: %w", err)}
	}
	if d.Last < d.First {
		return d, usageError{fmt.Errorf("--to %s is before --from %s", d.Last, d.First)}
	}
	return d, nil
}

// place finds the one place that is meant, or says which it might be.
func (c *closeCmd) place(ctx context.Context, db *storage.DB, say io.Writer) (meeting.Place, error) {
	m, err := db.Meeting(ctx, c.Place)
	if err == nil {
		if m.Attendance == meeting.Online {
			return meeting.Place{}, fmt.Errorf("meeting %s is held online only: it has no place to close", c.Place)
		}
		return m.Place, nil
	}
	if !errors.Is(err, meeting.ErrNotFound) {
		return meeting.Place{}, err
	}
	var ms []meeting.Meeting
	for m, err := range db.EachMeeting(ctx, meeting.Filter{Text: c.Place, Witnesses: true}) {
		if err != nil {
			return meeting.Place{}, err
		}
		ms = append(ms, m)
	}
	places := meeting.PlacesNamed(ms, c.Place)
	switch len(places) {
	case 1:
		return places[0], nil
	case 0:
		return meeting.Place{}, fmt.Errorf("no place of a meeting is called %q: openchair meetings --text shows what is known", c.Place)
	}
	for _, p := range places {
		fmt.Fprintln(say, oneLine(placeLine(&p)))
	}
	return meeting.Place{}, usageError{fmt.Errorf("%d places are called %q: add words of the address, or name a meeting held there by its id", len(places), c.Place)}
}

func placeLine(p *meeting.Place) string {
	line := p.Name
	for _, s := range []string{p.Address, p.City} {
		if s != "" && s != p.Name {
			if line != "" {
				line += ", "
			}
			line += s
		}
	}
	return line
}

type reopenCmd struct {
	Number int64 `arg:"" name:"closure" help:"Number of the closure, as close and closures print it."`
}

// Run takes a closure back.
func (c *reopenCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	n, err := db.ReopenPlace(ctx, c.Number, time.Now().UTC())
	if errors.Is(err, meeting.ErrNotFound) {
		return fmt.Errorf("there is no closure %d: openchair closures lists them", c.Number)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "Closure %d is taken back. Meetings held as before: %d.\n", c.Number, n)
	return err
}

type closuresCmd struct{ jsonFlag }

// closureLine is a closure as --json prints it.
type closureLine struct {
	Closure int64         `json:"closure"`
	Place   meeting.Place `json:"place"`
	From    string        `json:"from"`
	To      string        `json:"to"`
	Reason  string        `json:"reason,omitempty"`
}

// Run lists which places are closed when, the latest to end first.
func (c *closuresCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	all, err := db.Closures(ctx)
	if err != nil {
		return err
	}
	p := c.printer(std.out, "CLOSURE", "FROM", "TO", "PLACE", "REASON")
	for _, x := range all {
		line := closureLine{x.ID, x.Place, x.Days.First.String(), x.Days.Last.String(), x.Reason}
		if err := p.row(line, x.ID, line.From, line.To, placeLine(&x.Place), clip(x.Reason, 80)); err != nil {
			return err
		}
	}
	return p.flush()
}
