package storage

import (
	"context"
	"fmt"
	"time"
)

// ListState names how the list of all meetings stands: where the name is the
// same, nothing in it has changed. changed is when it last did, as far as runs
// and changes tell; zero where nothing was ever listed. Two reads by an index.
func (db *DB) ListState(ctx context.Context) (state string, changed time.Time, err error) {
	var change, run int64
	var at, finished time.Time
	err = some(db.read.QueryRowContext(ctx, `SELECT id, at FROM change ORDER BY id DESC LIMIT 1`).Scan(&change, stamp{&at}))
	if err == nil {
		// The first good run of a source adds meetings without changes.
		err = some(db.read.QueryRowContext(ctx, `SELECT id, finished FROM run WHERE class = 'ok' ORDER BY id DESC LIMIT 1`).Scan(&run, stamp{&finished}))
	}
	if err != nil {
		return "", time.Time{}, fmt.Errorf("state of the list: %w", err)
	}
	if finished.After(at) {
		at = finished
	}
	return fmt.Sprintf("%d-%d", change, run), at, nil
}
