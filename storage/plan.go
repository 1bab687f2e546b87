package storage

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"time"

	"openchair/meeting"
)

// planBatch is how many reminders are planned at a time.
const planBatch = 500

// ToPlan streams what the planner must look at, some at a time, so that every
// moment up to until is planned: each confirmed reminder that is stale, and
// each whose next letter is due by then. Panicked calendars hold nothing,
// halted and ended reminders are left out. Whoever has read some plans them
// before asking for more; no lock is held meanwhile.
func (db *DB) ToPlan(ctx context.Context, until time.Time) iter.Seq2[[]meeting.Planned, error] {
	return func(yield func([]meeting.Planned, error) bool) {
		// What is due comes first: planning a stale one makes it fresh, and it
		// could be met twice.
		known := make(map[string]*meeting.Meeting)
		_ = db.eachDue(ctx, until, known, yield) && db.eachStale(ctx, known, yield)
	}
}

func (db *DB) eachDue(ctx context.Context, until time.Time, known map[string]*meeting.Meeting, yield func([]meeting.Planned, error) bool) bool {
	at, after := int64(-1<<62), int64(-1<<62)
	for {
		some, err := collect(ctx, db.read, scanPlanned, selectPlanned+`
			WHERE r.next_due <= ?1 AND (r.next_due, r.id) > (?2, ?3) AND r.stale = 0 ORDER BY r.next_due, r.id`+limitTo(planBatch), millis(until), at, after)
		if len(some) > 0 {
			last := some[len(some)-1]
			at, after = last.Due.UnixMilli(), last.Reminder.ID
		}
		if more, ok := db.yieldPlanned(ctx, some, known, err, yield); !more {
			return ok
		}
	}
}

func (db *DB) eachStale(ctx context.Context, known map[string]*meeting.Meeting, yield func([]meeting.Planned, error) bool) bool {
	for after := int64(-1 << 62); ; {
		some, err := collect(ctx, db.read, scanPlanned, selectPlanned+` WHERE r.stale = 1 AND r.id > ?1 ORDER BY r.id`+limitTo(planBatch), after)
		for i := range some {
			some[i].Stale, after = true, some[i].Reminder.ID
		}
		if more, ok := db.yieldPlanned(ctx, some, known, err, yield); !more {
			return ok
		}
	}
}

func limitTo(n int) string { return fmt.Sprintf(" LIMIT %d", n) }

// yieldPlanned gives some reminders their meetings and hands them over. It
// returns whether there may be more of the kind, and whether to go on at all.
func (db *DB) yieldPlanned(ctx context.Context, some []meeting.Planned, known map[string]*meeting.Meeting, err error, yield func([]meeting.Planned, error) bool) (more, ok bool) {
	if err == nil && len(some) > 0 {
		err = db.fillMeetings(ctx, some, known)
	}
	if err != nil {
		yield(nil, fmt.Errorf("reminders to plan: %w", err))
		return false, false
	}
	ok = len(some) == 0 || yield(some, nil)
	return ok && len(some) == planBatch, ok
}

const selectPlanned = `SELECT ` + reminderColumns + `, r.next_due, c.version FROM reminder r JOIN calendar c ON c.id = r.calendar AND r.confirmed IS NOT NULL AND r.halted IS NULL`

func scanPlanned(rows *sql.Rows) (p meeting.Planned, err error) {
	return p, rows.Scan(append(reminderFields(&p.Reminder), stamp{&p.Due}, &p.Version)...)
}

// mostKnown bounds how many meetings a pass of the planner keeps in mind.
const mostKnown = 10_000

// fillMeetings reads what the reminders' calendars hold: which meetings in one
// query, and of those not yet known when they are held in another.
func (db *DB) fillMeetings(ctx context.Context, some []meeting.Planned, known map[string]*meeting.Meeting) error {
	held := make(map[int64][]string, len(some))
	for i := range some {
		held[some[i].Reminder.Calendar] = nil
	}
	if len(known) > mostKnown {
		clear(known)
	}
	missing, err := db.holdingsOf(ctx, held, known)
	if err != nil {
		return err
	}
	err = inChunks(missing, 1, func(marks string, args []any) error {
		ms, err := collect(ctx, db.read, scanTimes, selectTimes+` WHERE c.id IN (`+marks+`)`, args...)
		for _, m := range ms {
			known[m.ID] = m
		}
		return err
	})
	for i := range some {
		for _, id := range onceEach(held[some[i].Reminder.Calendar], known) {
			if m := known[id]; m != nil && m.Retired.IsZero() {
				some[i].Meetings = append(some[i].Meetings, *m)
			}
		}
	}
	return err
}

// onceEach leaves out of what a calendar holds the listings that are the same
// meeting as another it holds, as holding does: the one that counts stays, or
// the witness whose id is lowest.
func onceEach(ids []string, known map[string]*meeting.Meeting) []string {
	chosen := make(map[string]string)
	for _, id := range ids {
		if m := known[id]; m != nil {
			of := cmp.Or(m.WitnessOf, id)
			if was := chosen[of]; was == "" || id == of || was != of && id < was {
				chosen[of] = id
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		m := known[id]
		return m != nil && chosen[cmp.Or(m.WitnessOf, id)] != id
	})
}

// holdingsOf fills what calendars hold and returns the meetings not yet known.
func (db *DB) holdingsOf(ctx context.Context, held map[int64][]string, known map[string]*meeting.Meeting) (missing []string, err error) {
	calendars := make([]int64, 0, len(held))
	for id := range held {
		calendars = append(calendars, id)
	}
	type holds struct {
		calendar int64
		meeting  string
		position int64
	}
	asked := make(map[string]bool)
	err = inChunks(calendars, 1, func(marks string, args []any) error {
		pairs, err := collect(ctx, db.read, func(rows *sql.Rows) (h holds, err error) {
			return h, rows.Scan(&h.calendar, &h.meeting, &h.position)
		}, holdings(marks), args...)
		seen := make(map[holds]bool)
		for _, h := range pairs {
			h.position = 0
			if ids := held[h.calendar]; len(ids) < meeting.MaxHeld && !seen[h] {
				seen[h] = true
				held[h.calendar] = append(ids, h.meeting)
				if known[h.meeting] == nil && !asked[h.meeting] {
					asked[h.meeting] = true
					missing = append(missing, h.meeting)
				}
			}
		}
		return err
	})
	return missing, err
}

// selectTimes reads of a listing c only when it is held: a witness when the
// listing is that counts.
const selectTimes = `SELECT c.id, COALESCE(c.witness_of, ''), m.attendance, m.kind, m.days, m.interval_weeks, m.anchor, m.ordinals, m.months, m.dates, m.start, m.minutes, m.zone,
	m.first_day, m.last_day, m.except_days, m.moved, m.confirmed, m.closed, m.retired
	FROM meeting c JOIN meeting m ON m.id = COALESCE(c.witness_of, c.id)`

func scanTimes(rows *sql.Rows) (*meeting.Meeting, error) {
	m := new(meeting.Meeting)
	s := &m.Schedule
	err := rows.Scan(&m.ID, &m.WitnessOf, &m.Attendance, &s.Kind, &s.Days, &s.Interval, day{&s.Anchor}, &s.Ordinals, &s.Months, asJSON{&s.Dates}, clock{&s.Start}, &s.Minutes, &s.Zone,
		day{&s.From}, day{&s.Until}, asJSON{&s.Except}, asJSON{&s.Moved}, &s.Confirmed, asJSON{&m.Closed}, stamp{&m.Retired})
	return m, err
}

// Plan puts the letters of reminders into the outbox and remembers when each is
// due next. A letter that is there already gets its new times as long as it is
// unsent; sent ones are never sent again. Of a stale reminder the letters still
// to come that are not among them are dropped, and it counts as planned, unless
// its calendar or its wishes have changed since it was read. A reminder deleted
// meanwhile is planned nothing.
func (db *DB) Plan(ctx context.Context, ps []meeting.Planned, now time.Time) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		var letters []meeting.Letter
		for i := range ps {
			there, err := planned(ctx, tx, &ps[i], now)
			if err != nil {
				return err
			}
			if there {
				letters = append(letters, ps[i].Letters...)
			}
		}
		return putLetters(ctx, tx, onPlanAgain, letters)
	})
	if err != nil {
		return fmt.Errorf("plan letters: %w", err)
	}
	return nil
}

// planned remembers that a reminder is planned. It returns whether it is there.
func planned(ctx context.Context, tx *sql.Tx, p *meeting.Planned, now time.Time) (there bool, err error) {
	if !p.Stale {
		n, err := affected(ctx, tx, `UPDATE reminder SET next_due = ?2 WHERE id = ?1 AND calendar IS NOT NULL`, p.Reminder.ID, millis(p.Next))
		return n > 0, err
	}
	n, err := affected(ctx, tx, `UPDATE reminder SET next_due = ?5, stale = CASE WHEN wish = ?2 AND confirmed = ?3
		AND ?4 = (SELECT c.version FROM calendar c WHERE c.id = reminder.calendar) THEN 0 ELSE 1 END
		WHERE id = ?1 AND calendar IS NOT NULL AND confirmed IS NOT NULL`,
		p.Reminder.ID, wishOf(&p.Reminder), millis(p.Reminder.Confirmed), p.Version, millis(p.Next))
	if err != nil || n == 0 {
		return false, err
	}
	return true, unplan(ctx, tx, p, now)
}

// letterKey is what makes a letter unique within its reminder.
type letterKey struct {
	kind    meeting.LetterKind
	meeting string
	date    meeting.Date
	lead    int
}

func keyOf(l *meeting.Letter) letterKey { return letterKey{l.Kind, l.Meeting, l.Date, l.Lead} }

// unplan drops letters to come that are no longer wanted. One that was tried
// and waits to be tried again lies outside the plan, and so does an overview
// that had to wait, whose moment has passed: whoever sends it checks whether it
// is still wanted.
func unplan(ctx context.Context, tx *sql.Tx, p *meeting.Planned, now time.Time) error {
	wanted := make(map[letterKey]bool, len(p.Letters))
	for i := range p.Letters {
		wanted[keyOf(&p.Letters[i])] = true
	}
	waiting, err := collect(ctx, tx, scanLetter, selectLetter+`
		WHERE reminder = ?1 AND kind IN ('reminder', 'overview') AND state = 'waiting' AND attempts = 0 AND (kind = 'reminder' OR why = '')
		AND leased_until IS NULL AND send_at > ?2`, p.Reminder.ID, millis(now))
	if err != nil {
		return err
	}
	var gone []int64
	for i := range waiting {
		if !wanted[keyOf(&waiting[i])] {
			gone = append(gone, waiting[i].ID)
		}
	}
	why := "no longer wanted: its meeting, its time or the wish has changed"
	if len(p.Meetings) == 0 {
		why = "the calendar holds no meetings"
	}
	return inChunks(gone, 2, func(marks string, args []any) error {
		_, err := tx.ExecContext(ctx, `UPDATE letter SET state = 'dropped', why = ?1 WHERE id IN (`+marks+`)`, append([]any{why}, args...)...)
		return err
	})
}

// PlanAnew lets everything be planned anew, as after a clock was put back.
func (db *DB) PlanAnew(ctx context.Context) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE reminder SET stale = 1 WHERE confirmed IS NOT NULL AND stale = 0 AND ended IS NULL`)
		return err
	})
	if err != nil {
		return fmt.Errorf("plan anew: %w", err)
	}
	return nil
}
