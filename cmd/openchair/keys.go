package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"openchair/internal/keyring"
	"openchair/storage"
)

// keyError says why the keys can't be used, and what to do about it.
type keyError struct{ error }

func (e keyError) Unwrap() error { return e.error }

// openKeys takes the key of the environment, else the key file, made at first
// start. Where they can't be used none is made or changed: letters are off, and
// all else is served with a ring that lives as long as the process.
func openKeys(ctx context.Context, g *globals, db *storage.DB) (keys *keyring.Ring, off string, err error) {
	keys, err = fittingKeys(ctx, g, db, reseal)
	if errors.Is(err, fs.ErrNotExist) {
		if keys, err = keyring.Load(g.KeyFile); err != nil {
			err = keyError{err}
		}
	}
	var unfit keyError
	if errors.As(err, &unfit) {
		return keyring.New(), unfit.Error(), nil
	}
	return keys, "", err
}

// turning is what is done to each sealed address.
type turning func(sealed []byte) (anew, hash []byte, err error)

// fittingKeys returns the keys that are there, if they open what a database
// holds, which is turned by them; if not, a keyError. Where there is no key
// file, and need be none yet, the error is fs.ErrNotExist.
func fittingKeys(ctx context.Context, g *globals, db *storage.DB, turn func(*keyring.Ring) turning) (*keyring.Ring, error) {
	sealed, err := db.Sealed(ctx)
	if err != nil {
		return nil, err
	}
	keys, err := existingKeys(g)
	switch {
	case errors.Is(err, fs.ErrNotExist) && sealed:
		return nil, keyError{fmt.Errorf("the key file %s is missing, and addresses were sealed with it: restore it, or name it with --key-file", g.KeyFile)}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, keyError{err}
	case err != nil:
		return nil, err
	}
	_, err = db.Reseal(ctx, turn(keys))
	if errors.Is(err, keyring.ErrUnknownKey) {
		return nil, keyError{fmt.Errorf("addresses in this database are sealed with a key that %s does not hold: restore it, or name it with --key-file", keysAt(g))}
	}
	return keys, err
}

// existingKeys are those of the environment or of the key file, which is not
// made here.
func existingKeys(g *globals) (*keyring.Ring, error) {
	text := os.Getenv("OPENCHAIR_KEY") // OPENCHAIR_KEY_FILE is --key-file
	if text == "" {
		return keyring.LoadExisting(g.KeyFile)
	}
	keys, err := keyring.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("OPENCHAIR_KEY: %w", err)
	}
	return keys, nil
}

// keysAt is where existingKeys are looked for.
func keysAt(g *globals) string {
	if os.Getenv("OPENCHAIR_KEY") != "" {
		return "OPENCHAIR_KEY"
	}
	return g.KeyFile
}

// tryKeys reports why a daemon's letters would be off for its keys' sake. It
// makes no key file, which is the daemon's own user's, and changes no address;
// opening the database brings its schema up to date, as every command does.
func tryKeys(ctx context.Context, g *globals) error {
	db, err := g.openExisting(ctx)
	if isNoDatabase(err) {
		if _, err = existingKeys(g); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = fittingKeys(ctx, g, db, opens)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// opens only looks whether a ring's keys open addresses.
func opens(keys *keyring.Ring) turning {
	return func(sealed []byte) (anew, hash []byte, err error) {
		_, err = keys.Open(sealed)
		return nil, nil, unlessDamaged(err)
	}
}

// reseal turns what an older key of the ring sealed over to the newest.
func reseal(keys *keyring.Ring) turning {
	return func(sealed []byte) (anew, hash []byte, err error) {
		address, err := keys.Open(sealed)
		if err != nil || keys.Newest(sealed) {
			return nil, nil, unlessDamaged(err)
		}
		anew, err = keys.Seal(address)
		return anew, keys.Hash(address), err
	}
}

// unlessDamaged leaves an address that no key opens to itself: its letters end
// unsent, the others' go on.
func unlessDamaged(err error) error {
	if errors.Is(err, keyring.ErrDamaged) {
		return nil
	}
	return err
}
