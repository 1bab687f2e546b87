package storage

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"time"

	"openchair/meeting"
)

// ToPlan streams what the planner must look at, so that every moment before
// until is planned: each confirmed reminder whose choice, leads or confirmation
// are newer than what was planned, with Stale set; and, where the watermark
// from lies before until, each other one that holds a meeting with a letter
// possibly due before until. Retired meetings are left out. It holds no lock
// while the caller plans.
func (db *DB) ToPlan(ctx context.Context, from, until time.Time) iter.Seq2[meeting.Planned, error] {
	return func(yield func(meeting.Planned, error) bool) {
		// Those that are fresh come first: planning a stale one makes it fresh,
		// and it would be met twice.
		if from.Before(until) && !db.eachToPlan(ctx, false, `r.stale = 0 AND r.confirmed IS NOT NULL AND `+published("r.calendar")+` AND EXISTS (
			SELECT 1 FROM `+held("r.calendar")+` h JOIN meeting m ON m.id = h.meeting
			WHERE m.next_start < ?2 + r.max_lead * 60000)`, yield, until.UnixMilli()) {
			return
		}
		db.eachToPlan(ctx, true, `r.stale = 1`, yield)
	}
}

func (db *DB) eachToPlan(ctx context.Context, stale bool, which string, yield func(meeting.Planned, error) bool, args ...any) bool {
	for after := int64(-1 << 63); ; {
		some, err := collect(ctx, db.read, scanPlanned, `SELECT r.id, r.calendar, r.email, r.email_hash, r.leads, r.discretion, r.zone, r.language, r.created, r.confirmed, c.version
			FROM reminder r JOIN calendar c ON c.id = r.calendar
			WHERE r.id > ?1 AND `+which+fmt.Sprintf(" ORDER BY r.id LIMIT %d", stretch), append([]any{after}, args...)...)
		if err != nil {
			return yield(meeting.Planned{}, fmt.Errorf("reminders to plan: %w", err))
		}
		for _, p := range some {
			p.Stale, after = stale, p.Reminder.ID
			p.Meetings, err = collect(ctx, db.read, scanMeeting, selectMeeting+
				` JOIN `+holding("?1")+` h ON h.meeting = m.id WHERE m.retired IS NULL ORDER BY h.position`, p.Reminder.Calendar)
			if err != nil {
				err = fmt.Errorf("meetings to plan of reminder %d: %w", p.Reminder.ID, err)
			}
			if !yield(p, err) {
				return false
			}
		}
		if len(some) < stretch {
			return true
		}
	}
}

func scanPlanned(rows *sql.Rows) (p meeting.Planned, err error) {
	return p, rows.Scan(append(reminderFields(&p.Reminder), &p.Version)...)
}

// Plan puts letters into the outbox. A letter that is there already gets its
// new times as long as it is unsent; sent ones are never sent again. Of a stale
// reminder the letters still to come that are not among them are deleted, and
// it counts as planned, unless its calendar or its leads have changed since it
// was read. A reminder deleted meanwhile is planned nothing.
func (db *DB) Plan(ctx context.Context, p meeting.Planned, letters []meeting.Letter, now time.Time) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		var there int
		err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM reminder WHERE id = ?1 AND confirmed IS NOT NULL`, p.Reminder.ID).Scan(&there)
		if err != nil || there == 0 {
			return err
		}
		if p.Stale {
			if err := unplan(ctx, tx, p.Reminder.ID, letters, now); err != nil {
				return err
			}
		}
		if err := putLetters(ctx, tx, onPlanAgain, letters); err != nil || !p.Stale {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE reminder SET stale = 0 WHERE id = ?1 AND leads = ?2 AND confirmed = ?3
			AND ?4 = (SELECT c.version FROM calendar c WHERE c.id = reminder.calendar)`,
			p.Reminder.ID, list(p.Reminder.Leads), millis(p.Reminder.Confirmed), p.Version)
		return err
	})
	if err != nil {
		return fmt.Errorf("plan letters of reminder %d: %w", p.Reminder.ID, err)
	}
	return nil
}

// letterKey is what makes a letter unique within its reminder.
type letterKey struct {
	meeting string
	date    meeting.Date
	lead    int
}

// unplan deletes letters to come that are no longer wanted. One that was tried
// and waits to be tried again lies outside the plan: whoever sends it checks
// whether it is still wanted.
func unplan(ctx context.Context, tx *sql.Tx, reminder int64, letters []meeting.Letter, now time.Time) error {
	wanted := make(map[letterKey]bool, len(letters))
	for _, l := range letters {
		wanted[letterKey{l.Meeting, l.Date, l.Lead}] = true
	}
	planned, err := collect(ctx, tx, scanLetter, selectLetter+`
		WHERE reminder = ?1 AND kind = 'reminder' AND state = 'waiting' AND attempts = 0 AND leased_until IS NULL AND send_at > ?2`, reminder, millis(now))
	if err != nil {
		return err
	}
	var gone []int64
	for _, l := range planned {
		if !wanted[letterKey{l.Meeting, l.Date, l.Lead}] {
			gone = append(gone, l.ID)
		}
	}
	return inChunks(gone, 1, func(marks string, args []any) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM letter WHERE id IN (`+marks+`)`, args...)
		return err
	})
}

// Watermark returns up to when something was done; the zero time where never.
func (db *DB) Watermark(ctx context.Context, name string) (t time.Time, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT at FROM watermark WHERE name = ?1`, name).Scan(stamp{&t})
	if err = some(err); err != nil {
		return time.Time{}, fmt.Errorf("watermark %s: %w", name, err)
	}
	return t, nil
}

// SetWatermark remembers up to when something was done.
func (db *DB) SetWatermark(ctx context.Context, name string, t time.Time) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO watermark (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = excluded.at`, name, t.UnixMilli())
		return err
	})
	if err != nil {
		return fmt.Errorf("set watermark %s: %w", name, err)
	}
	return nil
}
