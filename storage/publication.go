package storage

import (
	"context"
	"database/sql"
	"fmt"
)

// bumpCalendars gives calendars a new version and lets the letters of their
// reminders be planned anew: whoever changes what a calendar says, or when,
// passes here.
func bumpCalendars(ctx context.Context, tx *sql.Tx, which string, args ...any) error {
	_, err := tx.ExecContext(ctx, `UPDATE reminder SET stale = 1 WHERE confirmed IS NOT NULL AND calendar IN (SELECT id FROM calendar WHERE `+which+`)`, args...)
	if err != nil {
		return err
	}
	n, err := publish(ctx, tx)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf(`UPDATE calendar SET version = version + 1, published = %d WHERE `, n)+which, args...)
	return err
}

// publish counts one more publication.
func publish(ctx context.Context, tx *sql.Tx) (n int64, err error) {
	return n, tx.QueryRowContext(ctx, `UPDATE publication SET n = n + 1 RETURNING n`).Scan(&n)
}

// removed tells those who keep a calendar's bytes that one is no more.
func removed(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `UPDATE publication SET n = n + 1, removed = n + 1`)
	return err
}

// mostPublished is how many calendars Published names one by one.
const mostPublished = 1000

// Writes counts what was committed by this process: a number that stays tells
// that only another process can have changed the store.
func (db *DB) Writes() uint64 { return db.writes.Load() }

// Published returns the newest publication and the calendars that it and those
// after the given one changed. all is true where they are too many to name, or
// where a calendar went for good.
func (db *DB) Published(ctx context.Context, after int64) (newest int64, calendars []int64, all bool, err error) {
	var gone int64
	err = db.read.QueryRowContext(context.WithoutCancel(ctx), `SELECT n, removed FROM publication`).Scan(&newest, &gone)
	if err == nil && newest != after {
		calendars, err = collect(ctx, db.read, scanOne[int64], `SELECT id FROM calendar WHERE published > ?1 LIMIT ?2`, after, mostPublished+1)
	}
	if err != nil {
		return 0, nil, false, fmt.Errorf("what was published: %w", err)
	}
	return newest, calendars, gone > after || newest < after || len(calendars) > mostPublished, nil
}
