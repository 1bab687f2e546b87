package storage

import (
	"context"
	"database/sql"
	"fmt"

	"openchair/meeting"
)

// What a calendar holds: the meetings picked one by one, then those that its
// standing searches match, in the order in which they came; each once, and
// nothing while it is published empty. Whoever needs to know asks here.

// held is a table (meeting, position) of what the calendar that an expression
// names may hold, where a meeting may stand several times.
func held(calendar string) string {
	return `(SELECT cm.meeting, cm.position FROM calendar_meeting cm WHERE cm.calendar = ` + calendar + `
		UNION ALL SELECT sm.meeting, 1000000 + sm.id FROM calendar_search cs JOIN search_meeting sm ON sm.search = cs.search WHERE cs.calendar = ` + calendar + `)`
}

// holding is the same with each meeting once, the first MaxHeld of them, as
// (meeting, chosen, position): who holds a witness is shown the listing that
// counts, under the id that was chosen, so that no entry of a calendar changes
// its UID. Where both are held they are one entry, the one that counts.
func holding(calendar string) string {
	return `(SELECT COALESCE(w.witness_of, w.id) AS meeting,
		CASE WHEN MAX(CASE WHEN w.witness_of IS NULL THEN 1 ELSE 0 END) = 1 THEN COALESCE(w.witness_of, w.id) ELSE MIN(w.id) END AS chosen, MIN(h.position) AS position
		FROM ` + held(calendar) + ` h JOIN meeting w ON w.id = h.meeting
		WHERE ` + published(calendar) + ` GROUP BY 1 ORDER BY 3 LIMIT ` + fmt.Sprint(meeting.MaxHeld) + `)`
}

// selectHeld reads what scanHeld scans: what a calendar holds. The calendar is ?1.
var selectHeld = selectOnly + `, h.chosen, c.first_seen, c.last_changed, c.sequence` + fromMeeting +
	` JOIN ` + holding("?1") + ` h ON h.meeting = m.id JOIN meeting c ON c.id = h.chosen`

// scanHeld gives the listing that counts the id under which it was chosen. Its
// sequence goes on from that one's.
func scanHeld(rows *sql.Rows) (meeting.Meeting, error) {
	var r row
	var chosen meeting.Meeting
	err := rows.Scan(append(r.fields(), &chosen.ID, stamp{&chosen.FirstSeen}, stamp{&chosen.LastChanged}, &chosen.Sequence)...)
	return as(r.Meeting, chosen), err
}

// as is a meeting shown as the listing that somebody chose.
func as(m, chosen meeting.Meeting) meeting.Meeting {
	if m.ID == chosen.ID {
		return m
	}
	m.ID, m.FirstSeen, m.Sequence = chosen.ID, chosen.FirstSeen, m.Sequence+chosen.Sequence
	if chosen.LastChanged.After(m.LastChanged) {
		m.LastChanged = chosen.LastChanged
	}
	return m
}

// MeetingChosen returns a meeting as those see it who chose this listing: where
// it is another's witness, that one's words under its own id.
// meeting.ErrNotFound for an unknown id.
func (db *DB) MeetingChosen(ctx context.Context, id string) (meeting.Meeting, error) {
	m, err := db.Meeting(ctx, id)
	if err != nil || m.WitnessOf == "" {
		return m, err
	}
	first, err := db.Meeting(ctx, m.WitnessOf)
	return as(first, m), err
}

// holdings selects (calendar, meeting) of what several calendars hold, in the
// order of each calendar. A meeting may stand several times, and more than
// MaxHeld may: whoever reads takes the first.
func holdings(calendars string) string {
	return `SELECT cm.calendar, cm.meeting, cm.position AS position FROM calendar_meeting cm
			JOIN calendar c ON c.id = cm.calendar WHERE c.panicked IS NULL AND cm.calendar IN (` + calendars + `)
		UNION ALL SELECT cs.calendar, sm.meeting, 1000000 + sm.id FROM calendar_search cs JOIN search_meeting sm ON sm.search = cs.search
			JOIN calendar c ON c.id = cs.calendar WHERE c.panicked IS NULL AND cs.calendar IN (` + calendars + `)
		ORDER BY 1, 3`
}

// published says that a calendar is not published empty.
func published(calendar string) string {
	return `(SELECT pc.panicked FROM calendar pc WHERE pc.id = ` + calendar + `) IS NULL`
}

// holders selects the calendars that hold one of the meetings of a subquery,
// picked or found.
func holders(meetings string) string {
	return `SELECT cm.calendar FROM calendar_meeting cm WHERE cm.meeting IN (` + meetings + `)
		UNION SELECT cs.calendar FROM calendar_search cs WHERE cs.search IN (SELECT sm.search FROM search_meeting sm WHERE sm.meeting IN (` + meetings + `))`
}

// CalendarMeetings returns what a calendar holds in the order chosen, retired
// meetings included: whether they still show is the feed's to decide. It is
// nothing while the calendar is published empty.
func (db *DB) CalendarMeetings(ctx context.Context, calendar int64) ([]meeting.Meeting, error) {
	ms, err := collect(ctx, db.read, scanHeld, selectHeld+` ORDER BY h.position`, calendar)
	if err != nil {
		return nil, fmt.Errorf("meetings of calendar %d: %w", calendar, err)
	}
	return ms, nil
}

// countHeld counts what a calendar would hold if there were no bound.
func countHeld(ctx context.Context, q querier, calendar int64) (n int, err error) {
	err = q.QueryRowContext(ctx, `SELECT COUNT(DISTINCT COALESCE(w.witness_of, w.id)) FROM `+held("?1")+` h JOIN meeting w ON w.id = h.meeting`, calendar).Scan(&n)
	return n, err
}
