package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// CreateCalendar keeps a new calendar under the SHA-256 of its two addresses
// and returns it with its id. Meetings that are unknown or retired are refused:
// meeting.ErrNotFound, naming them.
func (db *DB) CreateCalendar(ctx context.Context, c meeting.Calendar, feedHash, manageHash []byte, now time.Time) (meeting.Calendar, error) {
	c.Version, c.Created = 1, now
	c.Meetings = distinct(c.Meetings)
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		if err := mustHold(ctx, tx, c.Meetings, `retired IS NULL`); err != nil {
			return err
		}
		err := tx.QueryRowContext(ctx, `INSERT INTO calendar (feed_hash, manage_hash, version, name, discretion, language, created)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id`,
			feedHash, manageHash, c.Version, c.Name, string(c.Discretion), c.Language, millis(now)).Scan(&c.ID)
		if err != nil {
			return err
		}
		return choose(ctx, tx, c.ID, c.Meetings)
	})
	if err != nil {
		return meeting.Calendar{}, fmt.Errorf("create a calendar: %w", err)
	}
	return c, nil
}

// SetMeetings replaces what a calendar holds, in the order given. A retired
// meeting is refused unless the calendar holds it already.
func (db *DB) SetMeetings(ctx context.Context, calendar int64, ids []string, _ time.Time) error {
	ids = distinct(ids)
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		err := mustHold(ctx, tx, ids, `(retired IS NULL OR id IN (SELECT meeting FROM calendar_meeting WHERE calendar = ?1))`, calendar)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM calendar_meeting WHERE calendar = ?1`, calendar); err != nil {
			return err
		}
		if err := bumpCalendar(ctx, tx, calendar); err != nil {
			return err
		}
		return choose(ctx, tx, calendar, ids)
	})
	if err != nil {
		return fmt.Errorf("choose meetings of calendar %d: %w", calendar, err)
	}
	return nil
}

// mustHold refuses ids that are not among the meetings of a condition, whose
// parameters are given.
func mustHold(ctx context.Context, tx *sql.Tx, ids []string, condition string, params ...any) error {
	found := make(map[string]bool, len(ids))
	err := inChunks(ids, len(params)+1, func(marks string, args []any) error {
		have, err := collect(ctx, tx, scanOne[string], `SELECT id FROM meeting WHERE `+condition+` AND id IN (`+marks+`)`, slices.Concat(params, args)...)
		for _, id := range have {
			found[id] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	var missing []string
	for _, id := range ids {
		if !found[id] {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("meeting %s: %w", strings.Join(missing, ", "), meeting.ErrNotFound)
	}
	return nil
}

func choose(ctx context.Context, tx *sql.Tx, calendar int64, ids []string) error {
	b := newBulk(ctx, tx, "calendar_meeting", []string{"calendar", "position", "meeting"}, "")
	for i, id := range ids {
		if err := b.add(calendar, i, id); err != nil {
			return err
		}
	}
	return b.flush()
}

// bumpCalendars gives calendars a new version and lets the letters of their
// reminders be planned anew: whoever changes what a calendar says, or when,
// passes here.
func bumpCalendars(ctx context.Context, tx *sql.Tx, which string, args ...any) error {
	_, err := tx.ExecContext(ctx, `UPDATE reminder SET stale = 1 WHERE confirmed IS NOT NULL AND calendar IN (SELECT id FROM calendar WHERE `+which+`)`, args...)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE calendar SET version = version + 1 WHERE `+which, args...)
	return err
}

func bumpCalendar(ctx context.Context, tx *sql.Tx, id int64) error {
	version, err := calendarVersion(ctx, tx, id)
	if err != nil {
		return err
	}
	if version == 0 {
		return meeting.ErrNotFound
	}
	return bumpCalendars(ctx, tx, `id = ?1`, id)
}

// calendarVersion is 0 for a calendar that is not there.
func calendarVersion(ctx context.Context, tx *sql.Tx, id int64) (version int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT version FROM calendar WHERE id = ?1`, id).Scan(&version)
	return version, some(err)
}

// CalendarByFeed returns the calendar that is read at an address, by the
// address's SHA-256; meeting.ErrNotFound for an unknown one.
func (db *DB) CalendarByFeed(ctx context.Context, feedHash []byte) (meeting.Calendar, error) {
	return db.calendarBy(ctx, "feed_hash", feedHash)
}

// CalendarByManage returns the calendar that is managed at an address.
func (db *DB) CalendarByManage(ctx context.Context, manageHash []byte) (meeting.Calendar, error) {
	return db.calendarBy(ctx, "manage_hash", manageHash)
}

func (db *DB) calendarBy(ctx context.Context, column string, hash []byte) (c meeting.Calendar, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT id, name, discretion, language, version, created FROM calendar WHERE `+column+` = ?1`, hash).
		Scan(&c.ID, &c.Name, &c.Discretion, &c.Language, &c.Version, stamp{&c.Created})
	if errors.Is(err, sql.ErrNoRows) {
		err = meeting.ErrNotFound
	}
	if err == nil {
		c.Meetings, err = collect(ctx, db.read, scanOne[string], `SELECT meeting FROM calendar_meeting WHERE calendar = ?1 ORDER BY position`, c.ID)
	}
	if err != nil {
		return meeting.Calendar{}, fmt.Errorf("calendar: %w", err)
	}
	return c, nil
}

// CalendarMeetings returns what a calendar holds in the order chosen, retired
// meetings included: whether they still show is the feed's to decide.
func (db *DB) CalendarMeetings(ctx context.Context, calendar int64) ([]meeting.Meeting, error) {
	ms, err := collect(ctx, db.read, scanMeeting, selectMeeting+
		` JOIN calendar_meeting cm ON cm.meeting = m.id WHERE cm.calendar = ?1 ORDER BY cm.position`, calendar)
	if err != nil {
		return nil, fmt.Errorf("meetings of calendar %d: %w", calendar, err)
	}
	return ms, nil
}

// distinct keeps the first of each id.
func distinct(ids []string) []string {
	seen := make(map[string]bool, len(ids))
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		was := seen[id]
		seen[id] = true
		return was
	})
}
