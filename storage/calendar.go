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
// meeting.ErrNotFound, naming them; and so is more than a calendar holds:
// *meeting.TooManyError.
func (db *DB) CreateCalendar(ctx context.Context, c meeting.Calendar, feedHash, manageHash []byte, now time.Time) (meeting.Calendar, error) {
	c.Version, c.Created = 1, now
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO calendar (feed_hash, manage_hash, version, name, discretion, language, created, polled)
			VALUES (?1, ?2, ?3, '', '', '', ?4, ?5) RETURNING id`, feedHash, manageHash, c.Version, millis(now), dayOf(now)).Scan(&c.ID)
		if err != nil {
			return err
		}
		return save(ctx, tx, &meeting.Calendar{}, &c)
	})
	if err != nil {
		return meeting.Calendar{}, fmt.Errorf("create a calendar: %w", err)
	}
	return c, nil
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

// Aliases returns a person's own names for meetings, by meeting id; none for an
// unknown calendar.
func (db *DB) Aliases(ctx context.Context, calendar int64) (aliases map[string]string, err error) {
	err = some(db.read.QueryRowContext(ctx, `SELECT aliases FROM calendar WHERE id = ?1`, calendar).Scan(asJSON{&aliases}))
	if err != nil {
		return nil, fmt.Errorf("aliases of calendar %d: %w", calendar, err)
	}
	return aliases, nil
}

func (db *DB) calendarBy(ctx context.Context, column string, hash []byte) (meeting.Calendar, error) {
	c, err := readCalendar(ctx, db.read, column+` = ?1`, hash)
	if err != nil {
		return meeting.Calendar{}, fmt.Errorf("calendar: %w", err)
	}
	return c, nil
}

// readCalendar reads the one calendar of a condition.
func readCalendar(ctx context.Context, q querier, which string, arg any) (c meeting.Calendar, err error) {
	err = q.QueryRowContext(ctx, `SELECT id, name, discretion, aliases, alarm_minutes, language, show_cancelled, past_days, version, revision, revised, created, panicked
		FROM calendar WHERE `+which, arg).
		Scan(&c.ID, &c.Name, &c.Discretion, asJSON{&c.Aliases}, &c.AlarmMinutes, &c.Language, &c.ShowCancelled, &c.PastDays, &c.Version, &c.Revision,
			stamp{&c.Revised}, stamp{&c.Created}, stamp{&c.Panicked})
	if errors.Is(err, sql.ErrNoRows) {
		return c, meeting.ErrNotFound
	}
	if err != nil {
		return c, err
	}
	if c.Meetings, err = collect(ctx, q, scanOne[string], `SELECT meeting FROM calendar_meeting WHERE calendar = ?1 ORDER BY position`, c.ID); err != nil {
		return c, err
	}
	texts, err := collect(ctx, q, scanOne[string], `SELECT s.filter FROM calendar_search cs JOIN search s ON s.id = cs.search
		WHERE cs.calendar = ?1 ORDER BY cs.position`, c.ID)
	if err != nil || len(texts) == 0 {
		return c, err
	}
	if c.Searches, err = readSearches(texts); err != nil {
		return c, err
	}
	n, err := countHeld(ctx, q, c.ID)
	c.LeftOut = max(0, n-meeting.MaxHeld)
	return c, err
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
