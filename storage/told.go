package storage

import (
	"context"
	"database/sql"
	"fmt"

	"openchair/meeting"
)

// Told returns all that a letter to a reader about one meeting is written from,
// as it was at one moment: the reader, the calendar's own name for the meeting,
// and the meeting as the calendar holds it; nil where it holds it no more.
// meeting.ErrNotFound for an unknown reminder.
func (db *DB) Told(ctx context.Context, reminder int64, id string) (r meeting.Reminder, alias string, m *meeting.Meeting, err error) {
	all, err := collect(ctx, db.read, scanTold, selectTold, reminder, id)
	if err != nil {
		return r, "", nil, fmt.Errorf("meeting %s of reminder %d: %w", id, reminder, err)
	}
	if len(all) == 0 {
		r, err = db.Reminder(ctx, reminder)
		return r, "", nil, err
	}
	one := &all[0]
	return one.reader, one.aliases[id], &one.meeting, nil
}

// told is a row of selectTold.
type told struct {
	reader  meeting.Reminder
	aliases map[string]string
	meeting meeting.Meeting
}

// The reminder is ?1, the meeting ?2.
var selectTold = selectHeldColumns + `, ` + reminderColumns + `, k.aliases` + fromMeeting +
	joinHeld(`(SELECT calendar FROM reminder WHERE id = ?1)`) +
	` JOIN reminder r ON r.id = ?1 JOIN calendar k ON k.id = r.calendar WHERE h.chosen = ?2`

func scanTold(rows *sql.Rows) (t told, err error) {
	t.meeting, err = scanHeldBeside(rows, append(reminderFields(&t.reader), asJSON{&t.aliases})...)
	return t, err
}
