package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
	"openchair/scraper"
)

type verifyCmd struct {
	Meeting string `arg:"" help:"Id of the meeting, as meetings prints it."`
	Note    string `placeholder:"TEXT" help:"How you know: 'called the church on Monday'."`
}

// Run sets the clock that says when a person last confirmed a meeting.
func (c *verifyCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	err = db.Verify(ctx, c.Meeting, scraper.CleanNote(c.Note), time.Now().UTC())
	if errors.Is(err, meeting.ErrNotFound) {
		return fmt.Errorf("there is no meeting %s: openchair meetings lists them", c.Meeting)
	}
	if err != nil {
		return err
	}
	m, err := db.Meeting(ctx, c.Meeting)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "%s is confirmed by a person, today.\n", oneLine(m.Name))
	return err
}
