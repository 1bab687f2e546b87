package storage

import (
	"context"
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

// holding is the same with each meeting once, the first MaxHeld of them.
func holding(calendar string) string {
	return `(SELECT h.meeting, MIN(h.position) AS position FROM ` + held(calendar) + ` h
		WHERE ` + published(calendar) + ` GROUP BY h.meeting ORDER BY 2 LIMIT ` + fmt.Sprint(meeting.MaxHeld) + `)`
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
	ms, err := collect(ctx, db.read, scanMeeting, selectMeeting+` JOIN `+holding("?1")+` h ON h.meeting = m.id ORDER BY h.position`, calendar)
	if err != nil {
		return nil, fmt.Errorf("meetings of calendar %d: %w", calendar, err)
	}
	return ms, nil
}

// countHeld counts what a calendar would hold if there were no bound.
func countHeld(ctx context.Context, q querier, calendar int64) (n int, err error) {
	err = q.QueryRowContext(ctx, `SELECT COUNT(DISTINCT h.meeting) FROM `+held("?1")+` h`, calendar).Scan(&n)
	return n, err
}
