package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// ClosePlace keeps that a place is closed and tells every meeting held there: it has
// no occurrences on those days, a change says so, and calendars that show it get
// a new version. It returns the closure with its id and how many meetings it
// closed. Meetings that come to the place later are closed as they are stored.
func (db *DB) ClosePlace(ctx context.Context, c meeting.Closure, now time.Time) (_ meeting.Closure, closed int, err error) {
	c.Made = now
	err = db.write(ctx, db.sure, func(tx *sql.Tx) error {
		p := &c.Place
		err := tx.QueryRowContext(ctx, `INSERT INTO closure (name, address, city, state, country, latitude, longitude, first_day, last_day, reason, made)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING id`,
			p.Name, p.Address, p.City, p.State, p.Country, finite(p.Latitude), finite(p.Longitude),
			c.Days.First.String(), c.Days.Last.String(), c.Reason, millis(now)).Scan(&c.ID)
		if err != nil {
			return err
		}
		closed, err = reclose(ctx, tx, now)
		return err
	})
	if err != nil {
		return meeting.Closure{}, 0, fmt.Errorf("close a place: %w", err)
	}
	return c, closed, nil
}

// ReopenPlace takes a closure back and returns how many meetings it had closed;
// meeting.ErrNotFound for an unknown one.
func (db *DB) ReopenPlace(ctx context.Context, closure int64, now time.Time) (opened int, err error) {
	err = db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `DELETE FROM closure WHERE id = ?1`, closure)
		if err == nil && n == 0 {
			err = meeting.ErrNotFound
		}
		if err == nil {
			opened, err = reclose(ctx, tx, now)
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("reopen closure %d: %w", closure, err)
	}
	return opened, nil
}

// Closures returns every closure, the latest to end first.
func (db *DB) Closures(ctx context.Context) ([]meeting.Closure, error) {
	all, err := closures(ctx, db.read)
	if err != nil {
		return nil, fmt.Errorf("closures: %w", err)
	}
	return all, nil
}

func closures(ctx context.Context, q querier) ([]meeting.Closure, error) {
	return collect(ctx, q, func(rows *sql.Rows) (c meeting.Closure, err error) {
		p := &c.Place
		return c, rows.Scan(&c.ID, &p.Name, &p.Address, &p.City, &p.State, &p.Country, &p.Latitude, &p.Longitude,
			day{&c.Days.First}, day{&c.Days.Last}, &c.Reason, stamp{&c.Made})
	}, `SELECT id, name, address, city, state, country, latitude, longitude, first_day, last_day, reason, made
		FROM closure ORDER BY last_day DESC, id DESC`)
}

// reclose sets anew which meetings are closed when, and returns how many it
// changed. It looks at all meetings, little of each.
func reclose(ctx context.Context, tx *sql.Tx, now time.Time) (changed int, err error) {
	all, err := closures(ctx, tx)
	if err != nil {
		return 0, err
	}
	days := make(map[string][]meeting.DateRange)
	var ids []string
	_, err = collect(ctx, tx, func(rows *sql.Rows) (none struct{}, err error) {
		var m meeting.Meeting
		p := &m.Place
		err = rows.Scan(&m.ID, &m.Attendance, &p.Name, &p.Address, &p.City, &p.State, &p.Country, &p.Latitude, &p.Longitude, &p.Approximate, asJSON{&m.Closed})
		if err == nil {
			if d := meeting.ClosedDays(all, &m); fmt.Sprint(d) != fmt.Sprint(m.Closed) {
				ids, days[m.ID] = append(ids, m.ID), d
			}
		}
		return none, err
	}, `SELECT id, attendance, place_name, address, city, state, country, latitude, longitude, approximate, closed FROM meeting`)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return len(ids), closeDays(ctx, tx, ids, days, now)
}

// closeDays writes the days on which meetings are closed, with their changes.
func closeDays(ctx context.Context, tx *sql.Tx, ids []string, days map[string][]meeting.DateRange, now time.Time) error {
	before, err := lastChange(ctx, tx)
	if err != nil {
		return err
	}
	changes := newChanges(ctx, tx)
	err = inChunks(ids, 1, func(marks string, args []any) error {
		old, err := collect(ctx, tx, scanRow, selectMeeting+` WHERE m.id IN (`+marks+`) ORDER BY m.source, m.source_key, m.twin`, args...)
		for i := 0; i < len(old) && err == nil; i++ {
			err = closeOne(ctx, tx, changes, &old[i].Meeting, days[old[i].ID], now)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := changes.flush(); err != nil {
		return err
	}
	return bumpChanged(ctx, tx, before)
}

func closeOne(ctx context.Context, tx *sql.Tx, changes *bulk, old *meeting.Meeting, days []meeting.DateRange, now time.Time) error {
	m := *old
	m.Closed = days
	if err := changes.add(0, m.ID, millis(now), string(meeting.Edited), list(meeting.Diff(old, &m))); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE meeting SET closed = ?2, next_start = ?3, last_changed = ?4, sequence = sequence + 1 WHERE id = ?1`,
		m.ID, list(days), nextStart(&m, now), millis(now))
	return err
}
