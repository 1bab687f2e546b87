package storage

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
)

// Each file of migrations/sqlite brings the schema from the number before to
// its own. They are never edited once released: a change is a new file.
//
//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// migrate brings the schema up to date, each step in its own transaction, with
// the number of the last step in user_version.
func (db *DB) migrate(ctx context.Context) error {
	steps, err := fs.Glob(migrations, "migrations/sqlite/*.sql")
	if err != nil {
		return err
	}
	for {
		done, err := db.step(ctx, steps)
		if done || err != nil {
			return err
		}
	}
}

// step applies the next migration. It reads the version under the write lock,
// because another process may be opening the same new file.
func (db *DB) step(ctx context.Context, steps []string) (done bool, err error) {
	tx, err := db.quick.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return false, err
	}
	if version > len(steps) {
		return false, fmt.Errorf("it was written by a newer openchair (schema %d, this program knows up to %d): install the newer program, or use the backup made before it", version, len(steps))
	}
	if version == len(steps) {
		return true, nil
	}
	text, err := migrations.ReadFile(steps[version])
	if err != nil {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return false, fmt.Errorf("migration %s: %w", steps[version], err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+1)); err != nil {
		return false, err
	}
	return false, tx.Commit()
}
