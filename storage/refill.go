package storage

import (
	"context"
	"database/sql"
	"errors"

	"openchair/meeting"
)

// searchVersion stands for how a meeting's search text, point and number are
// made. It is raised whenever meeting.SearchText says another thing of the same
// meeting.
const searchVersion = 2

// refill writes anew what searches are answered from, where another version of
// this program wrote it.
func (db *DB) refill(ctx context.Context) error {
	if v, err := searchVersionOf(ctx, db.read); err != nil || v == searchVersion {
		return err
	}
	return db.write(ctx, db.quick, func(tx *sql.Tx) error {
		if v, err := searchVersionOf(ctx, tx); err != nil || v == searchVersion {
			return err
		}
		if err := refillAll(ctx, tx); err != nil {
			return err
		}
		return setWatermark(ctx, tx, "search", searchVersion)
	})
}

func searchVersionOf(ctx context.Context, q querier) (v int64, err error) {
	return v, some(q.QueryRowContext(ctx, `SELECT at FROM watermark WHERE name = 'search'`).Scan(&v))
}

func refillAll(ctx context.Context, tx *sql.Tx) error {
	for last, more := "", true; more; {
		var err error
		if last, more, err = refillSome(ctx, tx, last); err != nil {
			return err
		}
	}
	var serial int64
	err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(doc & ?1), 0) FROM meeting`, int64(serialMask)).Scan(&serial)
	return errors.Join(err, setWatermark(ctx, tx, serials, serial), settle(ctx, tx))
}

func refillSome(ctx context.Context, tx *sql.Tx, last string) (string, bool, error) {
	all, err := collect(ctx, tx, scanMeeting, selectMeeting+` WHERE m.id > ?1 ORDER BY m.id LIMIT ?2`, last, stretch)
	if err != nil || len(all) == 0 {
		return last, false, err
	}
	for i := range all {
		m := &all[i]
		x, y, z := globe(&m.Place)
		if _, err := tx.ExecContext(ctx, `UPDATE meeting SET search = ?2, x = ?3, y = ?4, z = ?5, doc = ?6 | (doc & ?7) WHERE id = ?1`,
			m.ID, meeting.SearchText(m), x, y, z, docKey(m), int64(serialMask)); err != nil {
			return last, false, err
		}
		last = m.ID
	}
	return last, true, nil
}
