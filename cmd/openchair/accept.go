package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

type acceptCmd struct {
	jsonFlag
	Number int64 `arg:"" name:"run" help:"Number of the quarantined run, as collect and sources print it."`
}

// Run applies what a quarantined run read, and prints the run that did.
func (c *acceptCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	run, err := db.Accept(ctx, c.Number, "accept", time.Now().UTC())
	if err != nil {
		return notWaiting(c.Number, err)
	}
	if _, err := db.Merge(ctx, time.Now().UTC()); err != nil {
		return err
	}
	return (&collectCmd{jsonFlag: c.jsonFlag}).print(std.out, []meeting.Run{run})
}

type rejectCmd struct {
	Number int64 `arg:"" name:"run" help:"Number of the quarantined run, as collect and sources print it."`
}

// Run drops what a quarantined run read. What was known stays.
func (c *rejectCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Reject(ctx, c.Number); err != nil {
		return notWaiting(c.Number, err)
	}
	_, err = fmt.Fprintf(std.out, "Run %d is rejected. What was known before it stays.\n", c.Number)
	return err
}

// notWaiting says what can be done where there is nothing to decide.
func notWaiting(run int64, err error) error {
	switch {
	case errors.Is(err, meeting.ErrNotFound):
		return fmt.Errorf("there is no run %d: openchair sources lists the last of each source", run)
	case errors.Is(err, meeting.ErrNotWaiting):
		return fmt.Errorf("nothing of run %d waits: it was believed, decided already, or a later run of its source took its place (openchair sources)", run)
	case errors.Is(err, meeting.ErrRunning):
		return fmt.Errorf("the source of run %d is being read at this moment: try again when that run has ended", run)
	}
	return err
}
