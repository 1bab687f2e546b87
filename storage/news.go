package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"openchair/meeting"
)

// changesTold names the watermark of the change that letters told last: an id.
const changesTold = "changes"

// News returns what at most limit changes, of those whose letters are not yet
// planned, did to meetings: each of them once, as it is now, with whoever wants
// letters of it. upto is the last change that was looked at; 0 = there is none.
func (db *DB) News(ctx context.Context, limit int) (all []meeting.News, upto int64, err error) {
	var told sql.NullInt64
	err = some(db.read.QueryRowContext(ctx, `SELECT at FROM watermark WHERE name = ?1`, changesTold).Scan(&told))
	if err != nil {
		return nil, 0, fmt.Errorf("changes to tell: %w", err)
	}
	changes, err := db.Changes(ctx, told.Int64, limit)
	if err != nil || len(changes) == 0 {
		return nil, 0, err
	}
	place := make(map[string]int)
	for _, c := range changes {
		i, known := place[c.Meeting]
		if !known {
			i = len(all)
			place[c.Meeting], all = i, append(all, meeting.News{Meeting: meeting.Meeting{ID: c.Meeting}})
		}
		all[i].Changes = append(all[i].Changes, c)
		upto = c.ID
	}
	if all, err = db.alsoChosenAs(ctx, all); err != nil {
		return nil, 0, fmt.Errorf("changes to tell: %w", err)
	}
	for i := range all {
		if err := db.readNews(ctx, &all[i]); err != nil {
			return nil, 0, err
		}
	}
	return slices.DeleteFunc(all, func(n meeting.News) bool { return len(n.Readers) == 0 }), upto, nil
}

// alsoChosenAs tells what changed also to those who chose a witness, under the
// id they chose; what changes of a witness itself is told to nobody, since
// another listing counts.
func (db *DB) alsoChosenAs(ctx context.Context, all []meeting.News) ([]meeting.News, error) {
	at := make(map[string]int, len(all))
	ids := make([]string, len(all))
	for i, n := range all {
		at[n.Meeting.ID], ids[i] = i, n.Meeting.ID
	}
	witness := make(map[string]bool)
	var also []meeting.News
	err := inChunks(ids, 1, func(marks string, args []any) error {
		pairs, err := collect(ctx, db.read, func(rows *sql.Rows) (p [2]string, err error) { return p, rows.Scan(&p[0], &p[1]) },
			`SELECT id, witness_of FROM meeting WHERE witness_of IN (`+marks+`) UNION SELECT id, witness_of FROM meeting WHERE witness_of IS NOT NULL AND id IN (`+marks+`)`, args...)
		for _, p := range pairs {
			witness[p[0]] = true
			if i, ok := at[p[1]]; ok {
				also = append(also, meeting.News{Meeting: meeting.Meeting{ID: p[0]}, Changes: all[i].Changes})
			}
		}
		return err
	})
	all = slices.DeleteFunc(all, func(n meeting.News) bool { return witness[n.Meeting.ID] })
	return append(all, also...), err
}

// readNews fills in readers and, where there are any, the meeting.
func (db *DB) readNews(ctx context.Context, n *meeting.News) (err error) {
	if n.Readers, err = db.readersOf(ctx, n.Meeting.ID); err == nil && len(n.Readers) > 0 {
		n.Meeting, err = db.MeetingChosen(ctx, n.Meeting.ID)
	}
	if err != nil {
		return fmt.Errorf("news of meeting %s: %w", n.Meeting.ID, err)
	}
	return nil
}

// readersOf returns the confirmed reminders that want letters of a meeting,
// which their calendars hold and do not publish empty.
func (db *DB) readersOf(ctx context.Context, id string) ([]meeting.Reminder, error) {
	rs, err := collect(ctx, db.read, scanReminder, selectReminder+` JOIN calendar c ON c.id = r.calendar
		WHERE r.calendar IN (`+holders("?1")+`) AND c.panicked IS NULL AND r.confirmed IS NOT NULL AND r.halted IS NULL ORDER BY r.id`, id)
	return slices.DeleteFunc(rs, func(r meeting.Reminder) bool { return !r.Wants(id) }), err
}

// Tell puts letters of changes into the outbox and remembers the last change
// that was looked at. Of one reminder and meeting at most one such letter waits that
// can't have left yet: it takes the new moment, unless it is in time for a start
// that is sooner and still to come, and keeps what it was to tell.
func (db *DB) Tell(ctx context.Context, now time.Time, letters []meeting.Letter, upto int64) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		if err := putNews(ctx, tx, now, letters); err != nil {
			return err
		}
		return setWatermark(ctx, tx, changesTold, upto)
	})
	if err != nil {
		return fmt.Errorf("tell changes up to %d: %w", upto, err)
	}
	return nil
}

func putNews(ctx context.Context, tx *sql.Tx, now time.Time, letters []meeting.Letter) error {
	for _, l := range letters {
		waiting, err := collect(ctx, tx, scanLetter, selectLetter+`
			WHERE reminder = ?1 AND kind = 'change' AND meeting = ?2 AND state = 'waiting' AND leased_until IS NULL AND upto = 0`, l.Reminder, l.Meeting)
		if err == nil && len(waiting) == 0 {
			err = putThere(ctx, tx, l)
		}
		for i := range waiting {
			if err == nil && !sooner(waiting[i].Start, l.Start, now) {
				_, err = tx.ExecContext(ctx, `UPDATE letter SET date = ?2, send_at = ?3, start = ?4, expires = ?5, attempts = 0, why = '' WHERE id = ?1`,
					waiting[i].ID, l.Date.String(), millis(l.SendAt), millis(l.Start), millis(l.Expires))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sooner reports whether one start is still to come, and that before another; one
// that is not known is before none.
func sooner(start, than, now time.Time) bool {
	return start.After(now) && (than.IsZero() || start.Before(than))
}

// putThere keeps a letter where its reminder still is.
func putThere(ctx context.Context, tx *sql.Tx, l meeting.Letter) error {
	var there int
	err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM reminder WHERE id = ?1 AND calendar IS NOT NULL`, l.Reminder).Scan(&there)
	if err != nil || there == 0 {
		return err
	}
	return putLetters(ctx, tx, ` ON CONFLICT DO NOTHING`, []meeting.Letter{l})
}

// Doubtful returns at most limit meetings that no run has confirmed since a
// moment and whose readers were not told so in this stretch, with whoever wants
// letters of them. Of a witness the listing is asked that counts. It forgets the
// stretches of meetings confirmed since.
func (db *DB) Doubtful(ctx context.Context, since time.Time, limit int) (all []meeting.News, err error) {
	err = db.write(ctx, db.quick, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM doubted WHERE since < COALESCE((SELECT `+lastConfirmed+` FROM meeting c
			JOIN meeting m ON m.id = COALESCE(c.witness_of, c.id) WHERE c.id = doubted.meeting), 0)`)
		return err
	})
	var ids []string
	if err == nil {
		ids, err = collect(ctx, db.read, scanOne[string], `SELECT c.id FROM meeting c JOIN meeting m ON m.id = COALESCE(c.witness_of, c.id)
			WHERE c.id IN (SELECT cm.meeting FROM calendar_meeting cm UNION SELECT sm.meeting FROM search_meeting sm)
			AND m.retired IS NULL AND m.next_start IS NOT NULL
			AND (m.last_confirmed <= ?1 OR (m.last_confirmed IS NULL AND m.source IN (
				SELECT g.source FROM run g WHERE g.`+goodRun+` GROUP BY g.source HAVING MAX(g.finished) <= ?1)))
			AND NOT EXISTS (SELECT 1 FROM doubted d WHERE d.meeting = c.id) ORDER BY c.id`+limitTo(limit), millis(since))
	}
	if err != nil {
		return nil, fmt.Errorf("meetings in doubt: %w", err)
	}
	for _, id := range ids {
		m, err := db.MeetingChosen(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("meetings in doubt: %w", err)
		}
		n := meeting.News{Meeting: m}
		if n.Readers, err = db.readersOf(ctx, id); err != nil {
			return nil, fmt.Errorf("meetings in doubt: %w", err)
		}
		all = append(all, n)
	}
	return all, nil
}

// TellDoubt puts letters of doubt into the outbox and remembers that readers of
// a meeting were told in the stretch that began when it was last confirmed.
func (db *DB) TellDoubt(ctx context.Context, m meeting.Meeting, letters []meeting.Letter) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		for _, l := range letters {
			if err := putThere(ctx, tx, l); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO doubted (meeting, since) VALUES (?1, ?2) ON CONFLICT (meeting) DO UPDATE SET since = excluded.since`, m.ID, m.LastConfirmed.UnixMilli())
		return err
	})
	if err != nil {
		return fmt.Errorf("tell that meeting %s is in doubt: %w", m.ID, err)
	}
	return nil
}
