package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// Backup writes a whole copy of the store to a new file with mode 0600, beside
// whatever else reads or writes it. The copy holds one moment, and nothing that
// was deleted. An existing file is refused.
func (db *DB) Backup(ctx context.Context, file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("back up to %s: the file exists: name a new one", file)
	}
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	// The copy is not durable before it is synced: VACUUM leaves that to us.
	if err = errors.Join(db.copyInto(ctx, file), f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("back up to %s: %w", file, err), os.Remove(file))
	}
	return nil
}

// copyInto uses a connection of its own, so that neither readers nor writers
// wait for it.
func (db *DB) copyInto(ctx context.Context, file string) error {
	own := pool(db.path, "_txlock=deferred")
	_, err := own.ExecContext(ctx, "VACUUM INTO ?1", file)
	return errors.Join(err, own.Close())
}
