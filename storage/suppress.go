package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"openchair/meeting"
)

// Suppress lets no more letters go to an address, known by its keyed hash, for
// meeting.SuppressedKept. Its reminders halt, and what waits for them is
// dropped.
func (db *DB) Suppress(ctx context.Context, emailHash []byte, why string, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error { return suppress(ctx, tx, emailHash, why, now) })
	if err != nil {
		return fmt.Errorf("suppress an address: %w", err)
	}
	return nil
}

// SuppressReminder suppresses the address of a reminder, as when a letter to it
// bounced. meeting.ErrNotFound for an unknown one.
func (db *DB) SuppressReminder(ctx context.Context, id int64, why string, now time.Time) error {
	r, err := db.Reminder(ctx, id)
	if err != nil {
		return err
	}
	return db.Suppress(ctx, r.EmailHash, why, now)
}

func suppress(ctx context.Context, tx *sql.Tx, hash []byte, why string, now time.Time) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO suppression (email_hash, why, at) VALUES (?1, ?2, ?3) ON CONFLICT (email_hash) DO NOTHING`, hash, why, millis(now))
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE reminder SET halted = ?2, next_due = NULL WHERE email_hash = ?1 AND halted IS NULL`, hash, millis(now))
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE letter SET state = 'dropped', why = 'the address takes no letters', owner = NULL, leased_until = NULL
			WHERE state = 'waiting' AND reminder IN (SELECT id FROM reminder WHERE email_hash = ?1)`, hash)
	}
	return err
}

// Suppressed reports whether an address takes no letters, by its hashes: one by
// each key of the ring.
func (db *DB) Suppressed(ctx context.Context, hashes ...[]byte) (bool, error) {
	is, err := suppressed(ctx, db.read, hashes...)
	if err != nil {
		return false, fmt.Errorf("look for a suppressed address: %w", err)
	}
	return is, nil
}

func suppressed(ctx context.Context, q querier, hashes ...[]byte) (bool, error) {
	n := 0
	err := inChunks(hashes, 1, func(marks string, args []any) error {
		return q.QueryRowContext(ctx, `SELECT COUNT(*) FROM suppression WHERE email_hash IN (`+marks+`)`, args...).Scan(&n)
	})
	return n > 0, err
}

// pruneSuppressed forgets suppressions of the age stated; their reminders go on.
func pruneSuppressed(ctx context.Context, tx *sql.Tx, now time.Time) error {
	old, err := collect(ctx, tx, scanOne[[]byte], `SELECT email_hash FROM suppression WHERE at <= ?1`, millis(now.Add(-meeting.SuppressedKept)))
	if err != nil {
		return err
	}
	_, err = lift(ctx, tx, old)
	return err
}

// lift forgets the suppressions of some hashes and returns how many there were.
func lift(ctx context.Context, tx *sql.Tx, hashes [][]byte) (lifted int, err error) {
	err = inChunks(hashes, 1, func(marks string, args []any) error {
		n, err := affected(ctx, tx, `DELETE FROM suppression WHERE email_hash IN (`+marks+`)`, slices.Clone(args)...)
		if lifted += n; err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE reminder SET halted = NULL, stale = confirmed IS NOT NULL WHERE halted IS NOT NULL AND email_hash IN (`+marks+`)`, args...)
		}
		return err
	})
	return lifted, err
}

// Lift lets letters go to an address again, known by its hashes: one by each key
// of the ring. meeting.ErrNotFound where it is not suppressed.
func (db *DB) Lift(ctx context.Context, hashes ...[]byte) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := lift(ctx, tx, hashes)
		if n == 0 && err == nil {
			err = meeting.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("lift a suppression: %w", err)
	}
	return nil
}

// Suppressions lists the addresses that take no letters, the newest first.
func (db *DB) Suppressions(ctx context.Context) ([]meeting.Suppression, error) {
	all, err := collect(ctx, db.read, func(rows *sql.Rows) (s meeting.Suppression, err error) {
		return s, rows.Scan(&s.EmailHash, &s.Why, stamp{&s.Since})
	}, `SELECT email_hash, why, at FROM suppression ORDER BY at DESC, email_hash`)
	if err != nil {
		return nil, fmt.Errorf("suppressed addresses: %w", err)
	}
	return all, nil
}
