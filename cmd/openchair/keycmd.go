package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"openchair/internal/keyring"
)

type keyCmd struct {
	Rotate keyRotateCmd `cmd:"" help:"Make a new key, and seal all addresses anew with it. The old key stays beside it."`
}

type keyRotateCmd struct{}

// Run puts a new key into the key file. Where no daemon runs addresses are
// sealed anew at once, else when it starts next: it holds the old keys alone.
func (c *keyRotateCmd) Run(ctx context.Context, g *globals, std streams) error {
	if os.Getenv("OPENCHAIR_KEY") != "" {
		return errors.New("the key comes from OPENCHAIR_KEY: put a new one (openssl rand -hex 32) before it, and start the daemon anew")
	}
	if _, err := os.Stat(g.DB); err != nil {
		return noDatabase(g.DB)
	}
	if err := tryKeys(ctx, g); err != nil {
		return err
	}
	unlock, running := lockDaemon(g.DB)
	if err := keyring.Rotate(g.KeyFile); err != nil {
		if running == nil {
			unlock()
		}
		return err
	}
	fmt.Fprintf(std.out, "A new key stands first in %s. Make a backup of that file, apart from the database's.\n", g.KeyFile)
	if running != nil {
		fmt.Fprintln(std.out, "A daemon is running: start it anew, and it seals all addresses with the new key.")
		return nil
	}
	defer unlock()
	return c.reseal(ctx, g, std)
}

func (c *keyRotateCmd) reseal(ctx context.Context, g *globals, std streams) error {
	db, err := g.openStore(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	keys, err := keyring.LoadExisting(g.KeyFile)
	if err != nil {
		return err
	}
	n, err := db.Reseal(ctx, reseal(keys))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.out, "Addresses sealed with it now: %d. Links in letters that are out need the old key: leave it in the file for some weeks.\n", n)
	return err
}
