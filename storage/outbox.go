package storage

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"openchair/meeting"
)

// Claim leases up to n letters that are due to an owner until now+lease, the
// longest due first; of those that became due together, as after a downtime,
// those first that help the shortest. A letter that would no longer help is marked expired
// instead.
func (db *DB) Claim(ctx context.Context, now time.Time, owner string, lease time.Duration, n int) (letters []meeting.Letter, err error) {
	if n <= 0 {
		return nil, nil
	}
	err = db.write(ctx, db.quick, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE letter SET state = 'expired', why = 'its time had passed', owner = NULL, leased_until = NULL
			WHERE state = 'waiting' AND send_at <= ?1 AND expires <= ?1 AND (leased_until IS NULL OR leased_until <= ?1)`, millis(now))
		if err != nil {
			return err
		}
		letters, err = collect(ctx, tx, scanLetter, `UPDATE letter SET owner = ?2, leased_until = ?3 WHERE id IN (
			SELECT id FROM letter WHERE state = 'waiting' AND send_at <= ?1 AND (leased_until IS NULL OR leased_until <= ?1)
			ORDER BY send_at, expires, id LIMIT ?4) RETURNING `+letterFields, millis(now), owner, millis(now.Add(lease)), n)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("claim letters: %w", err)
	}
	slices.SortFunc(letters, func(a, b meeting.Letter) int {
		return cmp.Or(a.SendAt.Compare(b.SendAt), a.Expires.Compare(b.Expires), cmp.Compare(a.ID, b.ID))
	})
	return letters, nil
}

// NextSend returns when a letter can next be claimed: the earliest moment of an
// unsent letter or the end of a lease. The zero time where there is none.
func (db *DB) NextSend(ctx context.Context) (next time.Time, err error) {
	moments, err := collect(ctx, db.read, func(rows *sql.Rows) (t time.Time, err error) { return t, rows.Scan(stamp{&t}) }, `
		SELECT * FROM (SELECT send_at FROM letter WHERE state = 'waiting' AND leased_until IS NULL ORDER BY send_at LIMIT 1) a
		UNION ALL
		SELECT * FROM (SELECT leased_until FROM letter WHERE state = 'waiting' AND leased_until IS NOT NULL ORDER BY leased_until LIMIT 1) b`)
	if err != nil {
		return time.Time{}, fmt.Errorf("next letter: %w", err)
	}
	if len(moments) == 0 {
		return time.Time{}, nil
	}
	return slices.MinFunc(moments, time.Time.Compare), nil
}

// OutboxDepth counts letters that wait, those of them that are being sent, and
// those that reached nobody because the address does not exist.
func (db *DB) OutboxDepth(ctx context.Context) (waiting, leased, failed int, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT
		(SELECT COUNT(*) FROM letter WHERE state = 'waiting'),
		(SELECT COUNT(*) FROM letter WHERE leased_until IS NOT NULL),
		(SELECT COUNT(*) FROM letter WHERE state = 'dead')`).Scan(&waiting, &leased, &failed)
	if err != nil {
		return 0, 0, 0, fmt.Errorf("outbox depth: %w", err)
	}
	return waiting, leased, failed, nil
}

// ReleaseLetters ends the leases that an owner left behind. A daemon calls it
// at start, when nothing of its own can be sending.
func (db *DB) ReleaseLetters(ctx context.Context, owner string) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE letter SET owner = NULL, leased_until = NULL WHERE leased_until IS NOT NULL AND owner = ?1`, owner)
		return err
	})
	if err != nil {
		return fmt.Errorf("release letters of %s: %w", owner, err)
	}
	return nil
}
