package storage

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

// Rotate gives a calendar two new addresses. The old ones are remembered for
// meeting.OldAddressKept, so that whoever reads there can be told. Done again
// with the same addresses it changes nothing. meeting.ErrNotFound where old is
// not, or no longer, where it is managed.
func (db *DB) Rotate(ctx context.Context, old, feedHash, manageHash []byte, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		var id int64
		var feed, manage []byte
		err := tx.QueryRowContext(ctx, `SELECT id, feed_hash, manage_hash FROM calendar WHERE manage_hash = ?1
			UNION ALL SELECT c.id, c.feed_hash, c.manage_hash FROM old_address o JOIN calendar c ON c.id = o.calendar
			WHERE o.hash = ?1 AND o.manages = 1 AND o.until > ?2 LIMIT 1`, old, millis(now)).Scan(&id, &feed, &manage)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return meeting.ErrNotFound
		case err != nil || bytes.Equal(manage, manageHash):
			return err
		case !bytes.Equal(manage, old):
			return meeting.ErrNotFound
		}
		return rotate(ctx, tx, id, feed, manage, feedHash, manageHash, now)
	})
	if err != nil {
		return fmt.Errorf("rotate a calendar's addresses: %w", err)
	}
	return nil
}

func rotate(ctx context.Context, tx *sql.Tx, id int64, oldFeed, oldManage, feed, manage []byte, now time.Time) error {
	for manages, hash := range [][]byte{oldFeed, oldManage} {
		_, err := tx.ExecContext(ctx, `INSERT INTO old_address (hash, calendar, manages, until, since)
			VALUES (?1, ?2, ?3, ?4, (SELECT COALESCE(MAX(CASE WHEN modified >= ?5 THEN modified + 1000 ELSE ?5 END), ?5) FROM rendering WHERE calendar = ?2))`,
			hash, id, manages, millis(now.Add(meeting.OldAddressKept)), millis(now))
		if err != nil {
			return err
		}
	}
	n, err := publish(ctx, tx)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE calendar SET feed_hash = ?2, manage_hash = ?3, published = ?4 WHERE id = ?1`, id, feed, manage, n)
	return err
}

// OldAddress tells of an address that was given up: the language of what was
// there, whether it was managed there, and since when it is not.
// meeting.ErrNotFound where nothing is known of it, or no longer.
func (db *DB) OldAddress(ctx context.Context, hash []byte, now time.Time) (o meeting.OldAddress, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT c.language, o.manages, o.since FROM old_address o JOIN calendar c ON c.id = o.calendar
		WHERE o.hash = ?1 AND o.until > ?2`, hash, millis(now)).Scan(&o.Language, &o.Manages, stamp{&o.Since})
	if errors.Is(err, sql.ErrNoRows) {
		err = meeting.ErrNotFound
	}
	if err != nil {
		return meeting.OldAddress{}, fmt.Errorf("an old address: %w", err)
	}
	return o, nil
}

// Panic publishes a calendar empty, and lets its letters pause, until it is
// called with off. Events that come back count as revised, since some clients
// remember that they had gone.
func (db *DB) Panic(ctx context.Context, calendar int64, on bool, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		c, err := readCalendar(ctx, tx, `id = ?1`, calendar)
		if err != nil || c.Panicked.IsZero() == !on {
			return err
		}
		var since time.Time
		if on {
			since = now
		}
		_, err = tx.ExecContext(ctx, `UPDATE calendar SET panicked = ?2, revision = revision + 1, revised = ?3 WHERE id = ?1`, calendar, millis(since), millis(now))
		if err != nil {
			return err
		}
		return bumpCalendars(ctx, tx, `id = ?1`, calendar)
	})
	if err != nil {
		return fmt.Errorf("panic of calendar %d: %w", calendar, err)
	}
	return nil
}

// DeleteCalendar deletes a calendar and all that hangs on it for good: what it
// holds, its bytes, its reminders with their outbox but for the letter that says
// so, and its old addresses. None of it stays in the file or, once no reader needs it, in the write-ahead log.
func (db *DB) DeleteCalendar(ctx context.Context, id int64, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := deleteCalendars(ctx, tx, now, `id = ?1`, id)
		if n == 0 && err == nil {
			err = meeting.ErrNotFound
		}
		return err
	})
	if err == nil {
		err = db.forget(ctx)
	}
	if err != nil {
		return fmt.Errorf("delete calendar %d: %w", id, err)
	}
	return nil
}

func deleteCalendars(ctx context.Context, tx *sql.Tx, now time.Time, which string, args ...any) (int, error) {
	searches, err := collect(ctx, tx, scanOne[int64], `SELECT DISTINCT cs.search FROM calendar_search cs WHERE cs.calendar IN (SELECT id FROM calendar WHERE `+which+`)`, args...)
	if err != nil {
		return 0, err
	}
	// Whoever got letters is told, when they really leave.
	if err := farewell(ctx, tx, meeting.DeletedLetter, now, `calendar IN (SELECT id FROM calendar WHERE `+which+`)`, args...); err != nil {
		return 0, err
	}
	n, err := affected(ctx, tx, `DELETE FROM calendar WHERE `+which, args...)
	if err != nil || n == 0 {
		return n, err
	}
	if err := dropSearches(ctx, tx, searches); err != nil {
		return n, err
	}
	return n, removed(ctx, tx)
}

// Polled keeps the day on which calendars were asked for.
func (db *DB) Polled(ctx context.Context, calendars []int64, day meeting.Date) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		return inChunks(calendars, 2, func(marks string, args []any) error {
			_, err := tx.ExecContext(ctx, `UPDATE calendar SET polled = ?1 WHERE polled < ?1 AND id IN (`+marks+`)`, append([]any{day.String()}, args...)...)
			return err
		})
	})
	if err != nil {
		return fmt.Errorf("keep that calendars were polled: %w", err)
	}
	return nil
}

// pruneCalendars deletes those that nobody asked for in meeting.UnpolledKept,
// unless letters are sent of them, and what was remembered of old addresses.
func pruneCalendars(ctx context.Context, tx *sql.Tx, now time.Time) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM old_address WHERE until <= ?1`, millis(now)); err != nil {
		return err
	}
	_, err := deleteCalendars(ctx, tx, now, `polled < ?1 AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.calendar = calendar.id AND r.confirmed IS NOT NULL)`,
		dayOf(now.Add(-meeting.UnpolledKept)))
	return err
}
