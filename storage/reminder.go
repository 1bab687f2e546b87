package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"openchair/meeting"
)

// AddReminder keeps an address's wish for letters and puts the confirming
// letter into the outbox, in one transaction. An address that already stands
// under the calendar keeps its id and gets a confirming letter in any case:
// what it asks for now counts at once where it is not yet confirmed, and else
// when it confirms. The letter's Reminder is set here. A suppressed address gets
// no letter, and nothing tells.
func (db *DB) AddReminder(ctx context.Context, r meeting.Reminder, confirm meeting.Letter, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		id, err := keepReminder(ctx, tx, r, now)
		if err != nil {
			return err
		}
		confirm.Reminder = id
		if none, err := suppressed(ctx, tx, slices.Concat([][]byte{r.EmailHash}, r.OldHashes)...); err != nil || none {
			return err
		}
		return putLetters(ctx, tx, onConfirmAgain, []meeting.Letter{confirm})
	})
	if err != nil {
		return fmt.Errorf("add a reminder to calendar %d: %w", r.Calendar, err)
	}
	return nil
}

func keepReminder(ctx context.Context, tx *sql.Tx, r meeting.Reminder, now time.Time) (id int64, err error) {
	if r.ID == 0 || len(r.Email) == 0 || len(r.EmailHash) == 0 {
		return 0, errors.New("a reminder needs a random id, a sealed address and its hash")
	}
	var confirmed sql.NullInt64
	for _, hash := range slices.Concat([][]byte{r.EmailHash}, r.OldHashes) {
		err = tx.QueryRowContext(ctx, `SELECT id, confirmed FROM reminder WHERE calendar = ?1 AND email_hash = ?2`, r.Calendar, hash).Scan(&id, &confirmed)
		if !errors.Is(err, sql.ErrNoRows) {
			break
		}
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return r.ID, insertReminder(ctx, tx, r, now)
	case err != nil:
		return 0, err
	case confirmed.Valid:
		_, err = tx.ExecContext(ctx, `UPDATE reminder SET pending = ?2, pending_at = ?3 WHERE id = ?1`, id, wishOf(&r), millis(now))
	default:
		_, err = tx.ExecContext(ctx, `UPDATE reminder SET email = ?2, wish = ?3, created = ?4 WHERE id = ?1`, id, r.Email, wishOf(&r), millis(now))
	}
	return id, err
}

func insertReminder(ctx context.Context, tx *sql.Tx, r meeting.Reminder, now time.Time) error {
	version, err := calendarVersion(ctx, tx, r.Calendar)
	if err != nil {
		return err
	}
	if version == 0 {
		return meeting.ErrNotFound
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO reminder (id, calendar, channel, email, email_hash, wish, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
		r.ID, r.Calendar, string(channelOf(r.Channel)), r.Email, r.EmailHash, wishOf(&r), millis(now))
	return err
}

func channelOf(c meeting.Channel) meeting.Channel {
	if c == "" {
		return meeting.ByEmail
	}
	return c
}

// ConfirmReminder confirms an address, adopts what it asked for last and lets
// its letters be planned anew. Done twice it changes nothing more.
// meeting.ErrNotFound for an unknown reminder and for one that was not
// confirmed within meeting.ConfirmWithin.
func (db *DB) ConfirmReminder(ctx context.Context, id int64, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		var confirmed, created, askedAt sql.NullInt64
		var pending sql.NullString
		err := tx.QueryRowContext(ctx, `SELECT confirmed, created, pending, pending_at FROM reminder WHERE id = ?1 AND ended IS NULL`, id).Scan(&confirmed, &created, &pending, &askedAt)
		if errors.Is(err, sql.ErrNoRows) {
			return meeting.ErrNotFound
		}
		if err != nil {
			return err
		}
		tooOld := now.Add(-meeting.ConfirmWithin).UnixMilli()
		switch {
		case !confirmed.Valid && created.Int64 <= tooOld:
			return meeting.ErrNotFound
		case !confirmed.Valid:
			_, err = tx.ExecContext(ctx, `UPDATE reminder SET confirmed = ?2, stale = 1 WHERE id = ?1`, id, millis(now))
			return err
		case pending.Valid && askedAt.Int64 > tooOld:
			_, err = tx.ExecContext(ctx, `UPDATE reminder SET wish = pending, pending = NULL, pending_at = NULL, stale = 1 WHERE id = ?1`, id)
			return err
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("confirm reminder %d: %w", id, err)
	}
	return nil
}

// EditReminder lets edit change what an address wishes; its letters are then
// planned anew. It reads and writes in one transaction, so that edit must not
// use the store, and its error is returned as it is. Calendar, channel, address
// and moments stay what they are. meeting.ErrNotFound for one that is unknown,
// not confirmed or ended.
func (db *DB) EditReminder(ctx context.Context, id int64, edit func(*meeting.Reminder) error) (r meeting.Reminder, err error) {
	err = db.write(ctx, db.sure, func(tx *sql.Tx) error {
		rs, err := collect(ctx, tx, scanReminder, selectReminder+` WHERE r.id = ?1 AND confirmed IS NOT NULL AND ended IS NULL`, id)
		if err == nil && len(rs) == 0 {
			err = meeting.ErrNotFound
		}
		if err != nil {
			return err
		}
		r = rs[0]
		was := wishOf(&r)
		if err := edit(&r); err != nil || wishOf(&r) == was {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE reminder SET wish = ?2, stale = 1 WHERE id = ?1`, id, wishOf(&r))
		return err
	})
	if err != nil {
		return meeting.Reminder{}, fmt.Errorf("edit reminder %d: %w", id, err)
	}
	return r, nil
}

// DeleteReminder deletes an address and its outbox rows for good; none of it
// stays in the file or, once no reader needs it, in the write-ahead log.
// meeting.ErrNotFound for an unknown reminder.
func (db *DB) DeleteReminder(ctx context.Context, id int64) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `DELETE FROM reminder WHERE id = ?1`, id)
		if n == 0 && err == nil {
			err = meeting.ErrNotFound
		}
		return err
	})
	if err == nil {
		err = db.forget(ctx)
	}
	if err != nil {
		return fmt.Errorf("delete reminder %d: %w", id, err)
	}
	return nil
}

const reminderColumns = `r.id, r.calendar, r.channel, r.email, r.email_hash, r.wish, r.created, r.confirmed, r.halted, r.ended`

const selectReminder = `SELECT ` + reminderColumns + ` FROM reminder r`

func scanReminder(rows *sql.Rows) (r meeting.Reminder, err error) {
	return r, rows.Scan(reminderFields(&r)...)
}

func reminderFields(r *meeting.Reminder) []any {
	return []any{&r.ID, orZero{&r.Calendar}, &r.Channel, &r.Email, &r.EmailHash, wishInto{r},
		stamp{&r.Created}, stamp{&r.Confirmed}, stamp{&r.Halted}, stamp{&r.Ended}}
}

// Reminder returns one reminder; meeting.ErrNotFound for an unknown id.
func (db *DB) Reminder(ctx context.Context, id int64) (meeting.Reminder, error) {
	rs, err := collect(ctx, db.read, scanReminder, selectReminder+` WHERE r.id = ?1`, id)
	if err == nil && len(rs) == 0 {
		err = meeting.ErrNotFound
	}
	if err != nil {
		return meeting.Reminder{}, fmt.Errorf("reminder %d: %w", id, err)
	}
	return rs[0], nil
}

// RemindersOf returns the reminders of a calendar, confirmed or not, the oldest
// first.
func (db *DB) RemindersOf(ctx context.Context, calendar int64) ([]meeting.Reminder, error) {
	rs, err := collect(ctx, db.read, scanReminder, selectReminder+` WHERE r.calendar = ?1 ORDER BY r.created, r.id`, calendar)
	if err != nil {
		return nil, fmt.Errorf("reminders of calendar %d: %w", calendar, err)
	}
	return rs, nil
}
