package storage

import (
	"context"
	"database/sql"

	"openchair/meeting"
)

// searchVersion stands for how a meeting's search text and point are made. It
// is raised whenever meeting.SearchText says another thing of the same meeting.
const searchVersion = 1

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
		for last, more := int64(0), true; more; {
			var err error
			if last, more, err = refillSome(ctx, tx, last); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO watermark (name, at) VALUES ('search', ?1) ON CONFLICT (name) DO UPDATE SET at = excluded.at`, searchVersion)
		return err
	})
}

func searchVersionOf(ctx context.Context, q querier) (v int64, err error) {
	return v, some(q.QueryRowContext(ctx, `SELECT at FROM watermark WHERE name = 'search'`).Scan(&v))
}

func refillSome(ctx context.Context, tx *sql.Tx, last int64) (int64, bool, error) {
	type numbered struct {
		meeting.Meeting
		doc int64
	}
	scan := func(rows *sql.Rows) (n numbered, err error) {
		var r row
		err = rows.Scan(append(r.fields(), &n.doc)...)
		n.Meeting = r.Meeting
		return n, err
	}
	all, err := collect(ctx, tx, scan, selectMeetingAnd(`m.doc`)+` WHERE m.doc > ?1 ORDER BY m.doc LIMIT ?2`, last, stretch)
	if err != nil || len(all) == 0 {
		return last, false, err
	}
	for i := range all {
		m := &all[i]
		x, y, z := globe(&m.Place)
		if _, err := tx.ExecContext(ctx, `UPDATE meeting SET search = ?2, x = ?3, y = ?4, z = ?5 WHERE id = ?1`, m.ID, meeting.SearchText(&m.Meeting), x, y, z); err != nil {
			return last, false, err
		}
		last = m.doc
	}
	return last, true, nil
}
