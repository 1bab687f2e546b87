package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// AddReport keeps what a visitor says is wrong; meeting.ErrNotFound where there
// is no such meeting.
func (db *DB) AddReport(ctx context.Context, r meeting.Report) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `INSERT INTO report (at, meeting, what, text) SELECT ?1, id, ?3, ?4 FROM meeting WHERE id = ?2`,
			millis(r.At), r.Meeting, string(r.What), r.Text)
		if err == nil && n == 0 {
			err = meeting.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("report on meeting %s: %w", r.Meeting, err)
	}
	return nil
}

// OpenReports lists the reports nobody has looked at, oldest first; limit 0 =
// all.
func (db *DB) OpenReports(ctx context.Context, limit int) ([]meeting.Report, error) {
	var w where
	return db.reports(ctx, `WHERE closed IS NULL ORDER BY id`+w.limit(limit), w.args...)
}

// ReportsOf lists all reports on a meeting, newest first.
func (db *DB) ReportsOf(ctx context.Context, meetingID string) ([]meeting.Report, error) {
	return db.reports(ctx, `WHERE meeting = ?1 ORDER BY id DESC`, meetingID)
}

func (db *DB) reports(ctx context.Context, which string, args ...any) ([]meeting.Report, error) {
	all, err := collect(ctx, db.read, func(rows *sql.Rows) (r meeting.Report, err error) {
		return r, rows.Scan(&r.ID, stamp{&r.At}, &r.Meeting, &r.What, &r.Text, stamp{&r.Closed}, &r.By)
	}, `SELECT id, at, meeting, what, text, closed, by FROM report `+which, args...)
	if err != nil {
		return nil, fmt.Errorf("reports: %w", err)
	}
	return all, nil
}

// CloseReport says that a volunteer has looked, and keeps it as a deed;
// meeting.ErrNotFound where no such report is open.
func (db *DB) CloseReport(ctx context.Context, id int64, by, note string, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `UPDATE report SET closed = ?2, by = ?3 WHERE id = ?1 AND closed IS NULL`, id, millis(now), by)
		if err == nil && n == 0 {
			err = meeting.ErrNotFound
		}
		if err != nil {
			return err
		}
		var subject string
		if err := tx.QueryRowContext(ctx, `SELECT meeting FROM report WHERE id = ?1`, id).Scan(&subject); err != nil {
			return err
		}
		return noteDeed(ctx, tx, meeting.Deed{At: now, Volunteer: by, What: meeting.Closed, Subject: subject, Note: note})
	})
	if err != nil {
		return fmt.Errorf("close report %d: %w", id, err)
	}
	return nil
}
