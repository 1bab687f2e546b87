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

// wishes are what an address may ask for anew once it is confirmed: they wait
// until it confirms again, so that no stranger changes them.
type wishes struct {
	Leads      []int              `json:"leads"`
	Discretion meeting.Discretion `json:"discretion"`
	Zone       string             `json:"zone"`
	Language   string             `json:"language"`
}

// AddReminder keeps an address's wish for letters and puts the confirming
// letter into the outbox, in one transaction. An address that already stands
// under the calendar keeps its id and gets a confirming letter in any case:
// what it asks for now counts at once where it is not yet confirmed, and else
// when it confirms. The letter's Reminder is set here.
func (db *DB) AddReminder(ctx context.Context, r meeting.Reminder, confirm meeting.Letter, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		id, err := keepReminder(ctx, tx, r, now)
		if err != nil {
			return err
		}
		confirm.Reminder = id
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
	err = tx.QueryRowContext(ctx, `SELECT id, confirmed FROM reminder WHERE calendar = ?1 AND email_hash = ?2`, r.Calendar, r.EmailHash).Scan(&id, &confirmed)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return r.ID, insertReminder(ctx, tx, r, now)
	case err != nil:
		return 0, err
	case confirmed.Valid:
		_, err = tx.ExecContext(ctx, `UPDATE reminder SET pending = ?2, pending_at = ?3 WHERE id = ?1`,
			id, record(wishes{r.Leads, r.Discretion, r.Zone, r.Language}), millis(now))
	default:
		_, err = tx.ExecContext(ctx, `UPDATE reminder SET email = ?2, leads = ?3, max_lead = ?4, discretion = ?5, zone = ?6, language = ?7, created = ?8 WHERE id = ?1`,
			id, r.Email, list(r.Leads), longest(r.Leads), string(r.Discretion), r.Zone, r.Language, millis(now))
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
	_, err = tx.ExecContext(ctx, `INSERT INTO reminder (id, calendar, email, email_hash, leads, max_lead, discretion, zone, language, created)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
		r.ID, r.Calendar, r.Email, r.EmailHash, list(r.Leads), longest(r.Leads), string(r.Discretion), r.Zone, r.Language, millis(now))
	return err
}

func longest(leads []int) int {
	if len(leads) == 0 {
		return 0
	}
	return slices.Max(leads)
}

// ConfirmReminder confirms an address, adopts what it asked for last and lets
// its letters be planned anew. Done twice it changes nothing more.
// meeting.ErrNotFound for an unknown reminder and for one that was not
// confirmed within meeting.ConfirmWithin.
func (db *DB) ConfirmReminder(ctx context.Context, id int64, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		var confirmed, created, askedAt sql.NullInt64
		var pending sql.NullString
		err := tx.QueryRowContext(ctx, `SELECT confirmed, created, pending, pending_at FROM reminder WHERE id = ?1`, id).Scan(&confirmed, &created, &pending, &askedAt)
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
			return adopt(ctx, tx, id, pending.String)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("confirm reminder %d: %w", id, err)
	}
	return nil
}

func adopt(ctx context.Context, tx *sql.Tx, id int64, pending string) error {
	var w wishes
	if err := (asJSON{&w}).Scan(pending); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE reminder SET leads = ?2, max_lead = ?3, discretion = ?4, zone = ?5, language = ?6,
		pending = NULL, pending_at = NULL, stale = 1 WHERE id = ?1`,
		id, list(w.Leads), longest(w.Leads), string(w.Discretion), w.Zone, w.Language)
	return err
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

const selectReminder = `SELECT id, calendar, email, email_hash, leads, discretion, zone, language, created, confirmed FROM reminder`

func scanReminder(rows *sql.Rows) (r meeting.Reminder, err error) {
	return r, rows.Scan(reminderFields(&r)...)
}

func reminderFields(r *meeting.Reminder) []any {
	return []any{&r.ID, &r.Calendar, &r.Email, &r.EmailHash, asJSON{&r.Leads}, &r.Discretion, &r.Zone, &r.Language,
		stamp{&r.Created}, stamp{&r.Confirmed}}
}

// Reminder returns one reminder; meeting.ErrNotFound for an unknown id.
func (db *DB) Reminder(ctx context.Context, id int64) (meeting.Reminder, error) {
	rs, err := collect(ctx, db.read, scanReminder, selectReminder+` WHERE id = ?1`, id)
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
	rs, err := collect(ctx, db.read, scanReminder, selectReminder+` WHERE calendar = ?1 ORDER BY created, id`, calendar)
	if err != nil {
		return nil, fmt.Errorf("reminders of calendar %d: %w", calendar, err)
	}
	return rs, nil
}
