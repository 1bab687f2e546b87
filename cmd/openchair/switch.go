package main

import (
	"context"
	"fmt"
	"time"

	"openchair/meeting"
	"openchair/scraper"
	"openchair/storage"
)

type switchCmd struct {
	Source string `arg:"" help:"Source, as sources lists it."`
	To     string `arg:"" enum:"on,off" help:"on or off."`
	Why    string `placeholder:"TEXT" help:"The reason, for those who ask."`
	Retire bool   `help:"With off: also retire all its meetings now. On again, its next run brings them back."`
}

// Run switches a source on or off, whatever the catalogue says. A running
// daemon heeds it at once.
func (c *switchCmd) Run(ctx context.Context, g *globals, std streams) error {
	catalog, err := g.catalog()
	if err != nil {
		return err
	}
	if _, err := named(catalog.Sources, []string{c.Source}); err != nil {
		return err
	}
	if c.Retire && c.To == "on" {
		return usageError{fmt.Errorf("--retire goes with off")}
	}
	db, err := g.openStore(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	now := time.Now().UTC()
	s := meeting.Switch{Source: c.Source, Enabled: c.To == "on", Why: scraper.CleanNote(c.Why), At: now}
	retired, err := db.SetSwitch(ctx, s, c.Retire)
	if err != nil {
		return err
	}
	if retired > 0 {
		if _, err := db.Merge(ctx, now); err != nil {
			return err
		}
	}
	said := "It is collected at its next turn."
	if !s.Enabled {
		said = fmt.Sprintf("It is asked for nothing any more. Meetings retired: %d; the others stay as they were last seen.", retired)
	}
	_, err = fmt.Fprintf(std.out, "%s is switched %s. %s\n", c.Source, c.To, said)
	return err
}

// switchedOn are the sources of a catalogue that are collected: as a person
// switched them, else as the catalogue has it.
func switchedOn(ctx context.Context, db *storage.DB, catalog *scraper.Catalog) ([]meeting.Source, error) {
	switches, err := db.Switches(ctx)
	if err != nil {
		return nil, err
	}
	var on []meeting.Source
	for _, s := range meeting.Switched(catalog.Sources, switches) {
		if s.Enabled {
			on = append(on, s)
		}
	}
	return on, nil
}

func switchOf(switches map[string]meeting.Switch, source string) *meeting.Switch {
	if s, ok := switches[source]; ok {
		return &s
	}
	return nil
}
