package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"openchair/meeting"
)

type suppressedCmd struct{ jsonFlag }

type suppressedLine struct {
	Hash  string    `json:"hash"`
	Why   string    `json:"why"`
	Since time.Time `json:"since"`
}

// Run lists what takes no letters. Addresses are not kept: only whoever knows
// one can find it here.
func (c *suppressedCmd) Run(ctx context.Context, g *globals, std streams) error {
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	all, err := db.Suppressions(ctx)
	if err != nil {
		return err
	}
	now := time.Now().UTC()
	p := c.printer(std.out, "HASH", "SINCE", "WHY")
	for _, s := range all {
		hash := hex.EncodeToString(s.EmailHash)
		line := suppressedLine{hash, s.Why, s.Since}
		if err := p.row(line, hash[:min(len(hash), 12)], ago(s.Since, now), s.Why); err != nil {
			return err
		}
	}
	return p.flush()
}

type liftCmd struct {
	Address string `arg:"" help:"The address, or - to read it from standard input, where no other user sees it."`
}

// Run lifts the suppression of one address.
func (c *liftCmd) Run(ctx context.Context, g *globals, std streams) error {
	address := c.Address
	if address == "-" {
		b, err := io.ReadAll(io.LimitReader(std.in, 4<<10))
		if err != nil {
			return fmt.Errorf("read the address: %w", err)
		}
		address = strings.TrimSpace(string(b))
	}
	db, err := g.openExisting(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	keys, err := fittingKeys(ctx, g, db, opens)
	if err != nil {
		return err
	}
	err = db.Lift(ctx, keys.Hashes(address)...)
	if errors.Is(err, meeting.ErrNotFound) {
		return errors.New("this address is not among those that take no letters: see openchair mail suppressed")
	}
	if err == nil {
		_, err = fmt.Fprintln(std.out, "Letters go to this address again.")
	}
	return err
}
