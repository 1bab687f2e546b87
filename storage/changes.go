package storage

import (
	"context"
	"database/sql"
	"fmt"

	"openchair/meeting"
)

// Changes returns changes with ids above after, oldest first: a watermark reads
// behind what runs write.
func (db *DB) Changes(ctx context.Context, after int64, limit int) ([]meeting.Change, error) {
	var w where
	w.add("id > " + w.arg(after))
	changes, err := collect(ctx, db.read, scanChange, selectChange+w.String()+" ORDER BY id"+w.limit(limit), w.args...)
	if err != nil {
		return nil, fmt.Errorf("changes after %d: %w", after, err)
	}
	return changes, nil
}

// ChangesOf returns the changes of one meeting, newest first.
func (db *DB) ChangesOf(ctx context.Context, meetingID string, limit int) ([]meeting.Change, error) {
	var w where
	w.add("meeting = " + w.arg(meetingID))
	changes, err := collect(ctx, db.read, scanChange, selectChange+w.String()+" ORDER BY id DESC"+w.limit(limit), w.args...)
	if err != nil {
		return nil, fmt.Errorf("changes of meeting %s: %w", meetingID, err)
	}
	return changes, nil
}

const selectChange = `SELECT id, run, meeting, at, kind, fields FROM change`

func scanChange(rows *sql.Rows) (c meeting.Change, err error) {
	return c, rows.Scan(&c.ID, &c.Run, &c.Meeting, stamp{&c.At}, &c.Kind, asJSON{&c.Fields})
}
