package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

// twoListings are the ids of two listings.
type twoListings struct {
	One   string `arg:"" help:"Id of a listing, as meetings prints it."`
	Other string `arg:"" help:"Id of the other."`
}

type splitCmd struct{ twoListings }

// Run sets two listings apart for good.
func (c *splitCmd) Run(ctx context.Context, g *globals, std streams) error {
	if c.One == c.Other {
		return usageError{errors.New("split: name two listings")}
	}
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	err = db.Split(ctx, c.One, c.Other, time.Now().UTC())
	if errors.Is(err, meeting.ErrNotFound) {
		return fmt.Errorf("one of %s and %s is not known: openchair meetings --witnesses lists them", c.One, c.Other)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "%[1]s and %[2]s are two meetings from now on (openchair join %[1]s %[2]s takes it back).\n", c.One, c.Other)
	return err
}

type joinCmd struct{ twoListings }

// Run takes a split back.
func (c *joinCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	err = db.Join(ctx, c.One, c.Other, time.Now().UTC())
	if errors.Is(err, meeting.ErrNotFound) {
		return fmt.Errorf("nobody has split %s and %s", c.One, c.Other)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "%s and %s are one meeting again where place or link, name and time say so.\n", c.One, c.Other)
	return err
}
