package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// Outbox tells how the outbox fares.
func (db *DB) Outbox(ctx context.Context, now time.Time) (r meeting.Outbox, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT
		(SELECT COUNT(*) FROM letter WHERE state = 'waiting'),
		(SELECT COUNT(*) FROM letter WHERE state = 'waiting' AND send_at <= ?1 AND leased_until IS NULL),
		(SELECT COUNT(*) FROM letter WHERE leased_until > ?1),
		(SELECT MIN(send_at) FROM letter WHERE state = 'waiting' AND send_at <= ?1),
		(SELECT MIN(send_at) FROM letter WHERE state = 'waiting' AND send_at > ?1),
		(SELECT COUNT(*) FROM suppression)`, millis(now)).
		Scan(&r.Waiting, &r.Due, &r.Sending, stamp{&r.Oldest}, stamp{&r.Next}, &r.Suppressed)
	if err == nil {
		r.Ended, err = collect(ctx, db.read, func(rows *sql.Rows) (c meeting.LetterCount, err error) {
			return c, rows.Scan(&c.State, &c.Kind, &c.Why, &c.Letters, stamp{&c.Last})
		}, `SELECT CASE WHEN state = 'waiting' THEN 'retry' ELSE state END, kind, why, COUNT(*), MAX(send_at) FROM letter
			WHERE state <> 'waiting' OR attempts > 0 OR why <> '' GROUP BY 1, 2, 3 ORDER BY 1, 4 DESC, 2, 3`)
	}
	if err == nil {
		r.Resting, err = collect(ctx, db.read, func(rows *sql.Rows) (x meeting.Rest, err error) {
			return x, rows.Scan(&x.Name, &x.Why, stamp{&x.Since})
		}, `SELECT name, why, since FROM rest ORDER BY name`)
	}
	if err != nil {
		return meeting.Outbox{}, fmt.Errorf("how the outbox fares: %w", err)
	}
	return r, nil
}

// SetRest remembers why letters rest, by a name of its cause; why = "" ends it.
// While it lasts the first moment stands.
func (db *DB) SetRest(ctx context.Context, name, why string, now time.Time) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		if why == "" {
			_, err := tx.ExecContext(ctx, `DELETE FROM rest WHERE name = ?1`, name)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO rest (name, why, since) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET why = excluded.why`, name, why, millis(now))
		return err
	})
	if err != nil {
		return fmt.Errorf("remember why letters rest: %w", err)
	}
	return nil
}
