package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

// EndReminder ends the letters to an address: what waits is dropped, and one
// last letter of the kind given says so. With that letter, or after
// meeting.FarewellWithin without it, the address goes for good. One that was
// never confirmed, or takes no letters, goes at once. meeting.ErrNotFound for an
// unknown reminder.
func (db *DB) EndReminder(ctx context.Context, id int64, kind meeting.LetterKind, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		var ended sql.NullInt64
		err := tx.QueryRowContext(ctx, `SELECT ended FROM reminder WHERE id = ?1`, id).Scan(&ended)
		if errors.Is(err, sql.ErrNoRows) {
			return meeting.ErrNotFound
		}
		if err != nil || ended.Valid {
			return err
		}
		return farewell(ctx, tx, kind, now, `id = ?1`, id)
	})
	if err == nil {
		err = db.forget(ctx)
	}
	if err != nil {
		return fmt.Errorf("end reminder %d: %w", id, err)
	}
	return nil
}

// farewell ends the reminders of a condition.
func farewell(ctx context.Context, tx *sql.Tx, kind meeting.LetterKind, now time.Time, which string, args ...any) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM reminder WHERE (confirmed IS NULL OR halted IS NOT NULL) AND ended IS NULL AND `+which, args...); err != nil {
		return err
	}
	ids, err := collect(ctx, tx, scanOne[int64], `SELECT id FROM reminder WHERE ended IS NULL AND `+which, args...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		_, err := tx.ExecContext(ctx, `UPDATE letter SET state = 'dropped', why = 'the reminder has ended' WHERE reminder = ?1 AND state = 'waiting'`, id)
		if err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE reminder SET calendar = NULL, ended = ?2, stale = 0, next_due = NULL, pending = NULL, pending_at = NULL WHERE id = ?1`, id, millis(now))
		}
		if err == nil {
			l := meeting.Letter{Kind: kind, Reminder: id, SendAt: now, Expires: now.Add(meeting.FarewellWithin)}
			err = putLetters(ctx, tx, onConfirmAgain, []meeting.Letter{l})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lastLetterGone deletes an ended reminder, whose last letter has gone.
func lastLetterGone(ctx context.Context, tx *sql.Tx, reminder int64) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM reminder WHERE id = ?1 AND ended IS NOT NULL`, reminder)
	return err
}
