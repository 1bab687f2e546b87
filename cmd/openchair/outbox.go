package main

import (
	"context"
	"fmt"
	"time"

	"openchair/meeting"
)

type outboxCmd struct{ jsonFlag }

// outboxLine is the outbox as JSON.
type outboxLine struct {
	Waiting    int         `json:"waiting"`
	Due        int         `json:"due"`
	Sending    int         `json:"sending"`
	LagSeconds int         `json:"lag_seconds"`
	Next       *time.Time  `json:"next,omitempty"`
	Suppressed int         `json:"suppressed_addresses"`
	Resting    []restLine  `json:"resting"`
	Letters    []countLine `json:"letters"`
}

type restLine struct {
	Cause string    `json:"cause"`
	Why   string    `json:"why"`
	Since time.Time `json:"since"`
}

type countLine struct {
	State   meeting.Outcome    `json:"state"`
	Kind    meeting.LetterKind `json:"kind"`
	Why     string             `json:"why,omitempty"`
	Letters int                `json:"letters"`
	Last    time.Time          `json:"last_due"`
}

// Run shows how many letters wait, how late they are, and what became of those
// of the last days.
func (c *outboxCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	now := time.Now().UTC()
	o, err := db.Outbox(ctx, now)
	if err != nil {
		return err
	}
	if c.JSON {
		return c.printer(std.out).row(lineOfOutbox(o, now))
	}
	fmt.Fprintf(std.out, "Letters waiting: %d, of which due: %d. Under way: %d. Lag: %s.", o.Waiting, o.Due, o.Sending, o.Lag(now).Round(time.Second))
	if !o.Next.IsZero() {
		fmt.Fprintf(std.out, " The next is due in %s.", o.Next.Sub(now).Round(time.Second))
	}
	fmt.Fprintf(std.out, "\nAddresses that take no letters: %d.\n", o.Suppressed)
	for _, r := range o.Resting {
		fmt.Fprintf(std.out, "Letters rest since %s: %s: %s\n", ago(r.Since, now), oneLine(r.Name), oneLine(r.Why))
	}
	p := c.printer(std.out, "STATE", "KIND", "LETTERS", "LAST", "WHY")
	for _, e := range o.Ended {
		if err := p.row(nil, e.State, e.Kind, e.Letters, ago(e.Last, now), e.Why); err != nil {
			return err
		}
	}
	return p.flush()
}

func lineOfOutbox(o meeting.Outbox, now time.Time) outboxLine {
	l := outboxLine{Waiting: o.Waiting, Due: o.Due, Sending: o.Sending, LagSeconds: int(o.Lag(now).Seconds()), Suppressed: o.Suppressed,
		Resting: []restLine{}, Letters: []countLine{}}
	if !o.Next.IsZero() {
		l.Next = &o.Next
	}
	for _, r := range o.Resting {
		l.Resting = append(l.Resting, restLine{r.Name, r.Why, r.Since})
	}
	for _, e := range o.Ended {
		l.Letters = append(l.Letters, countLine{e.State, e.Kind, e.Why, e.Letters, e.Last})
	}
	return l
}
