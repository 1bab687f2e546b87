package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// Verify keeps that a person has confirmed a meeting, and what they said of it:
// the human one of its four clocks. The note must be free of contacts.
// meeting.ErrNotFound for an unknown id.
func (db *DB) Verify(ctx context.Context, id, note string, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `UPDATE meeting SET verified = ?2, verified_note = ?3 WHERE id = ?1`, id, millis(now), note)
		if n == 0 && err == nil {
			err = meeting.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("verify meeting %s: %w", id, err)
	}
	return nil
}
