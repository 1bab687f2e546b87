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

// ChangesSince returns what happened after a change to the meeting that somebody
// chose, oldest first: where the listing is another's witness, to that one.
func (db *DB) ChangesSince(ctx context.Context, chosen string, after int64) ([]meeting.Change, error) {
	changes, err := collect(ctx, db.read, scanChange, selectChange+`
		WHERE meeting = COALESCE((SELECT m.witness_of FROM meeting m WHERE m.id = ?1), ?1) AND id > ?2 ORDER BY id`, chosen, after)
	if err != nil {
		return nil, fmt.Errorf("changes of meeting %s after %d: %w", chosen, after, err)
	}
	return changes, nil
}

const selectChange = `SELECT id, run, meeting, at, kind, fields FROM change`

func scanChange(rows *sql.Rows) (c meeting.Change, err error) {
	return c, rows.Scan(&c.ID, &c.Run, &c.Meeting, stamp{&c.At}, &c.Kind, asJSON{&c.Fields})
}
