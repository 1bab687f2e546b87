package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// Prune deletes for good what has reached its age: outbox rows
// meeting.LettersKept after the start of their occurrence, reminders and wishes
// not confirmed within meeting.ConfirmWithin, rate limits and sessions that have run out,
// reports and deeds of volunteers after meeting.ReportsKept and
// meeting.DeedsKept, calendars that nobody asks for, runs, what they saw and
// the history of meetings. It
// also lets calendars be written anew that hold a date too old for them, and
// empties the write-ahead log, which would grow with every large run.
func (db *DB) Prune(ctx context.Context, now time.Time) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		old, unconfirmed := millis(now.Add(-meeting.LettersKept)), millis(now.Add(-meeting.ConfirmWithin))
		for _, d := range []struct {
			query string
			limit any
		}{
			{`DELETE FROM letter WHERE expires <= ?1 AND COALESCE(start, expires) <= ?1`, old},
			{`DELETE FROM reminder WHERE confirmed IS NULL AND created <= ?1`, unconfirmed},
			{`DELETE FROM reminder WHERE ended <= ?1`, millis(now.Add(-meeting.FarewellWithin))},
			{`UPDATE reminder SET pending = NULL, pending_at = NULL WHERE pending_at <= ?1`, unconfirmed},
			{`DELETE FROM bucket WHERE until <= ?1`, millis(now)},
			{`DELETE FROM volunteer_session WHERE until <= ?1`, millis(now)},
			{`DELETE FROM report WHERE closed <= ?1`, millis(now.Add(-meeting.ReportsKept))},
			{`DELETE FROM deed WHERE at <= ?1`, millis(now.Add(-meeting.DeedsKept))},
		} {
			if _, err := tx.ExecContext(ctx, d.query, d.limit); err != nil {
				return err
			}
		}
		if err := pruneRuns(ctx, tx, now); err != nil {
			return err
		}
		if err := pruneSuppressed(ctx, tx, now); err != nil {
			return err
		}
		if err := ageCalendars(ctx, tx, now); err != nil {
			return err
		}
		return pruneCalendars(ctx, tx, now)
	})
	if err == nil {
		err = db.tidy(ctx)
	}
	if err == nil { // also for what was deleted while a reader held the log
		err = db.forget(ctx)
	}
	if err != nil {
		return fmt.Errorf("prune: %w", err)
	}
	return nil
}

// Take takes one from a bucket that holds limit per window and reports whether
// there was one to take. The name must tell nothing: callers hash it.
func (db *DB) Take(ctx context.Context, bucket string, limit int, window time.Duration, now time.Time) (bool, error) {
	if empty, err := db.empty(ctx, bucket, limit, now); err != nil || empty {
		return false, err
	}
	var taken int
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO bucket (name, taken, until) VALUES (?1, 1, ?2)
			ON CONFLICT (name) DO UPDATE SET
				taken = CASE WHEN bucket.until <= ?3 THEN 1 ELSE bucket.taken + 1 END,
				until = CASE WHEN bucket.until <= ?3 THEN excluded.until ELSE bucket.until END
			RETURNING taken`, bucket, millis(now.Add(window)), millis(now)).Scan(&taken)
	})
	if err != nil {
		return false, fmt.Errorf("rate limit: %w", err)
	}
	return taken <= limit, nil
}

// empty answers without a write, so that a flood costs no more than a read.
func (db *DB) empty(ctx context.Context, bucket string, limit int, now time.Time) (bool, error) {
	var taken int
	err := db.read.QueryRowContext(ctx, `SELECT taken FROM bucket WHERE name = ?1 AND until > ?2`, bucket, millis(now)).Scan(&taken)
	if err = some(err); err != nil {
		return false, fmt.Errorf("rate limit: %w", err)
	}
	return taken >= limit, nil
}
