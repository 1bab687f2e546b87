package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

type volunteerCmd struct {
	Add    volunteerAddCmd    `cmd:"" help:"Add somebody, and print their key, this once."`
	List   volunteerListCmd   `cmd:"" help:"List who may decide."`
	Remove volunteerRemoveCmd `cmd:"" help:"End somebody's key and sessions; what they did stays on record."`
	Deeds  volunteerDeedsCmd  `cmd:"" help:"List what volunteers did, newest first."`
}

type volunteerAddCmd struct {
	Name string `arg:"" help:"What the others know them by; it stands beside what they did."`
}

// Run prints a key of 130 random bits. Only its hash is kept.
func (c *volunteerAddCmd) Run(ctx context.Context, g *globals, std streams) error {
	name := strings.Join(strings.Fields(c.Name), " ")
	if name == "" || len(name) > 60 {
		return usageError{errors.New("volunteer add NAME: want a name of up to 60 characters")}
	}
	db, err := g.openStore(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	key := strings.ToLower(rand.Text())
	hash := sha256.Sum256([]byte(key))
	if err := db.AddVolunteer(ctx, name, hash[:], time.Now().UTC()); err != nil {
		if errors.Is(err, storage.ErrTaken) {
			return fmt.Errorf("there is a volunteer %q already: openchair volunteer remove ends that key", name)
		}
		return err
	}
	_, err = fmt.Fprintf(std.out, "The key of %s, shown only now:\n\n    %s\n\nThey sign in with it at /volunteers.\n", name, key)
	return err
}

type volunteerListCmd struct{ jsonFlag }

// Run lists names; keys are known to nobody.
func (c *volunteerListCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	all, err := db.Volunteers(ctx)
	if err != nil {
		return err
	}
	p := c.printer(std.out, "NAME", "SINCE")
	for _, v := range all {
		if err := p.row(map[string]any{"name": v.Name, "since": v.Created}, v.Name, v.Created.Format(time.DateOnly)); err != nil {
			return err
		}
	}
	return p.flush()
}

type volunteerRemoveCmd struct {
	Name string `arg:"" help:"Name, as volunteer list prints it."`
}

// Run ends a key at once, in a running daemon too.
func (c *volunteerRemoveCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.RemoveVolunteer(ctx, c.Name); err != nil {
		if errors.Is(err, meeting.ErrNotFound) {
			return fmt.Errorf("there is no volunteer %q: openchair volunteer list names them", c.Name)
		}
		return err
	}
	_, err = fmt.Fprintf(std.out, "The key of %s no longer works.\n", c.Name)
	return err
}

type volunteerDeedsCmd struct {
	jsonFlag
	Limit int `default:"50" help:"How many (default ${default}; 0 = all)."`
}

// Run lists the log of what volunteers did.
func (c *volunteerDeedsCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	all, err := db.Deeds(ctx, c.Limit)
	if err != nil {
		return err
	}
	p := c.printer(std.out, "WHEN", "WHO", "WHAT", "OF", "NOTE")
	for _, d := range all {
		line := map[string]any{"at": d.At, "volunteer": d.Volunteer, "what": d.What, "subject": d.Subject, "note": d.Note}
		if err := p.row(line, d.At.Format("2006-01-02 15:04"), d.Volunteer, d.What, d.Subject, d.Note); err != nil {
			return err
		}
	}
	return p.flush()
}
