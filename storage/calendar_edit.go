package storage

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"time"

	"openchair/meeting"
)

// EditCalendar lets edit change what a person may set of a calendar: name,
// discretion, aliases, alarm, language, what it shows, meetings and searches.
// It reads and writes in one transaction, so that edit must not use the store,
// and its error is returned as it is. A retired meeting is refused unless the
// calendar holds it already: meeting.ErrNotFound; and so is more than a calendar
// holds, unless it held as much before: *meeting.TooManyError. What changes
// nothing makes no new version.
func (db *DB) EditCalendar(ctx context.Context, id int64, edit func(*meeting.Calendar) error, now time.Time) (c meeting.Calendar, err error) {
	err = db.write(ctx, db.sure, func(tx *sql.Tx) error {
		was, err := readCalendar(ctx, tx, `id = ?1`, id)
		if err != nil {
			return err
		}
		c = was
		c.Aliases, c.Meetings, c.Searches = maps.Clone(was.Aliases), slices.Clone(was.Meetings), slices.Clone(was.Searches)
		if err := edit(&c); err != nil {
			return err
		}
		if record(was) == record(c) {
			return nil
		}
		c.Revise(&was, now)
		if err := save(ctx, tx, &was, &c); err != nil {
			return err
		}
		c.Version++
		return bumpCalendar(ctx, tx, id)
	})
	if err != nil {
		return meeting.Calendar{}, fmt.Errorf("edit calendar %d: %w", id, err)
	}
	return c, nil
}

// SetMeetings replaces the meetings picked, in the order given; else as
// EditCalendar.
func (db *DB) SetMeetings(ctx context.Context, calendar int64, ids []string, now time.Time) error {
	_, err := db.EditCalendar(ctx, calendar, func(c *meeting.Calendar) error {
		c.Meetings = ids
		return nil
	}, now)
	return err
}

// save writes what differs between a calendar as it was and as it shall be, and
// sets what follows from it.
func save(ctx context.Context, tx *sql.Tx, was, c *meeting.Calendar) error {
	c.Meetings = distinct(c.Meetings)
	_, err := tx.ExecContext(ctx, `UPDATE calendar SET name = ?2, discretion = ?3, aliases = ?4, alarm_minutes = ?5, language = ?6,
		show_cancelled = ?7, past_days = ?8, revision = ?9, revised = ?10 WHERE id = ?1`,
		c.ID, c.Name, string(c.Discretion), record(orNone(c.Aliases)), c.AlarmMinutes, c.Language, flag(c.ShowCancelled), c.PastDays,
		c.Revision, millis(c.Revised))
	if err != nil {
		return err
	}
	if !slices.Equal(was.Meetings, c.Meetings) {
		if err := pick(ctx, tx, was.Meetings, c); err != nil {
			return err
		}
	}
	if record(was.Searches) != record(c.Searches) {
		if err := setSearches(ctx, tx, c.ID, c.Searches); err != nil {
			return err
		}
	}
	n, err := countHeld(ctx, tx, c.ID)
	c.LeftOut = max(0, n-meeting.MaxHeld)
	if err == nil && c.LeftOut > was.LeftOut {
		err = &meeting.TooManyError{Found: n}
	}
	return err
}

// pick replaces the meetings picked one by one.
func pick(ctx context.Context, tx *sql.Tx, was []string, c *meeting.Calendar) error {
	added := slices.DeleteFunc(slices.Clone(c.Meetings), func(id string) bool { return slices.Contains(was, id) })
	if err := mustHold(ctx, tx, added, `retired IS NULL`); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM calendar_meeting WHERE calendar = ?1`, c.ID); err != nil {
		return err
	}
	return choose(ctx, tx, c.ID, c.Meetings)
}

func orNone(m map[string]string) map[string]string {
	if m == nil {
		return map[string]string{}
	}
	return m
}

// dayOf is a moment's UTC day as the store keeps it.
func dayOf(t time.Time) string { return meeting.DateOf(t.UTC()).String() }
