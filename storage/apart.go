package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// Split keeps that two listings are two meetings, as a person said, whatever
// they look like, and merges anew. meeting.ErrNotFound for an unknown id.
func (db *DB) Split(ctx context.Context, a, b string, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		var n int
		err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM meeting WHERE id IN (?1, ?2)`, a, b).Scan(&n)
		if err == nil && n != 2 {
			err = meeting.ErrNotFound
		}
		if err != nil {
			return err
		}
		p := pairOf(a, b)
		_, err = tx.ExecContext(ctx, `INSERT INTO apart (a, b, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING`, p[0], p[1], millis(now))
		return err
	})
	return db.mergeAfter(ctx, err, now, "split", a, b)
}

// Join takes a Split back and merges anew: the two are one again if they look
// so. meeting.ErrNotFound where nobody had set them apart.
func (db *DB) Join(ctx context.Context, a, b string, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		p := pairOf(a, b)
		n, err := affected(ctx, tx, `DELETE FROM apart WHERE a = ?1 AND b = ?2`, p[0], p[1])
		if n == 0 && err == nil {
			err = meeting.ErrNotFound
		}
		return err
	})
	return db.mergeAfter(ctx, err, now, "join", a, b)
}

func (db *DB) mergeAfter(ctx context.Context, err error, now time.Time, what, a, b string) error {
	if err == nil {
		_, err = db.Merge(ctx, now)
	}
	if err != nil {
		return fmt.Errorf("%s %s and %s: %w", what, a, b, err)
	}
	return nil
}

// pairOf is two ids, whatever their order.
func pairOf(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }

func (db *DB) apart(ctx context.Context) (map[[2]string]bool, error) {
	pairs, err := collect(ctx, db.read, func(rows *sql.Rows) (p [2]string, err error) { return p, rows.Scan(&p[0], &p[1]) }, `SELECT a, b FROM apart`)
	set := make(map[[2]string]bool, len(pairs))
	for _, p := range pairs {
		set[p] = true
	}
	return set, err
}

// WitnessesOf returns the other listings of a meeting: those that are its
// witnesses, in the order of their sources. None for a witness.
func (db *DB) WitnessesOf(ctx context.Context, id string) ([]meeting.Meeting, error) {
	ms, err := collect(ctx, db.read, scanMeeting, selectMeeting+` WHERE m.witness_of = ?1 ORDER BY m.source, m.id`, id)
	if err != nil {
		return nil, fmt.Errorf("witnesses of meeting %s: %w", id, err)
	}
	return ms, nil
}
