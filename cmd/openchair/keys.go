package main

import (
	"context"
	"errors"
	"fmt"

	"openchair/internal/keyring"
	"openchair/storage"
)

// openKeys takes the key of the environment, else the key file, made at first
// start. A database whose addresses it can't open gets no new key: letters are
// off, and all else is served with a ring that lives as long as the process.
func openKeys(ctx context.Context, g *globals, db *storage.DB) (keys *keyring.Ring, off string, err error) {
	sealed, err := db.Sealed(ctx)
	if err != nil {
		return nil, "", err
	}
	text, err := secret("OPENCHAIR_KEY")
	switch {
	case err != nil:
		return nil, "", err
	case text != "":
		keys, err = keyring.Parse(text)
	case sealed && !keyring.Exists(g.KeyFile):
		return keyring.New(), fmt.Sprintf("the key file %s is missing, and addresses were sealed with it: restore it, or name it with --key-file", g.KeyFile), nil
	default:
		keys, err = keyring.Load(g.KeyFile)
	}
	if err != nil {
		return nil, "", fmt.Errorf("keys: %w", err)
	}
	_, err = db.Reseal(ctx, reseal(keys))
	if errors.Is(err, keyring.ErrUnknownKey) {
		return keyring.New(), fmt.Sprintf("addresses in this database are sealed with a key that %s does not hold: restore it, or name it with --key-file", g.KeyFile), nil
	}
	return keys, "", err
}

// reseal turns what an older key of the ring sealed over to the newest.
func reseal(keys *keyring.Ring) func(sealed []byte) (anew, hash []byte, err error) {
	return func(sealed []byte) (anew, hash []byte, err error) {
		address, err := keys.Open(sealed)
		if err != nil || keys.Newest(sealed) {
			return nil, nil, err
		}
		anew, err = keys.Seal(address)
		return anew, keys.Hash(address), err
	}
}
