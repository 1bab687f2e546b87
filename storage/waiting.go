package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

// waitingMeeting is a collected meeting as JSON holds it whole: without the
// methods by which a meeting writes itself for people.
type waitingMeeting struct {
	plainMeeting
	Schedule plainSchedule
	Digest   string
}

type (
	plainMeeting  meeting.Meeting
	plainSchedule meeting.Schedule
)

// keepWaiting keeps what a quarantined run read until a volunteer looks,
// instead of what waited before. Contacts were left out when it was normalised.
func (a *apply) keepWaiting(h meeting.Harvest) error {
	if len(h.Meetings) == 0 && a.run.Class != meeting.Empty {
		return nil // nothing was read that could be accepted
	}
	kept := make([]waitingMeeting, len(h.Meetings))
	for i, m := range h.Meetings {
		kept[i] = waitingMeeting{plainMeeting(m.Meeting), plainSchedule(m.Schedule), m.Digest}
	}
	_, err := a.tx.ExecContext(a.ctx, `INSERT INTO waiting (source, run, fingerprint, meetings, pages) VALUES (?1, ?2, ?3, ?4, ?5)
		ON CONFLICT (source) DO UPDATE SET run = excluded.run, fingerprint = excluded.fingerprint, meetings = excluded.meetings, pages = excluded.pages`,
		a.run.Source, a.run.ID, h.Fingerprint, list(kept), list(h.Pages))
	return err
}

// Waiting returns what a quarantined run read, as it would be applied.
// meeting.ErrNotWaiting where nothing of it waits.
func (db *DB) Waiting(ctx context.Context, run int64) (h meeting.Harvest, err error) {
	runs, err := collect(ctx, db.read, scanRun, selectRun+" WHERE id = ?1", run)
	if err == nil && len(runs) == 0 {
		err = meeting.ErrNotFound
	}
	if err == nil {
		var kept []waitingMeeting
		err = db.read.QueryRowContext(ctx, `SELECT fingerprint, meetings, pages FROM waiting WHERE run = ?1`, run).
			Scan(&h.Fingerprint, asJSON{&kept}, asJSON{&h.Pages})
		for _, k := range kept {
			m := meeting.Collected{Meeting: meeting.Meeting(k.plainMeeting), Digest: k.Digest}
			m.Schedule = meeting.Schedule(k.Schedule)
			h.Meetings = append(h.Meetings, m)
		}
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = meeting.ErrNotWaiting
	}
	if err != nil {
		return meeting.Harvest{}, fmt.Errorf("what run %d read: %w", run, err)
	}
	h.Run = runs[0]
	return h, nil
}

// Accept applies what a quarantined run read, because a volunteer says that it
// is right. It is a run of its own, returned as stored; later runs are judged by
// it and those after it. Retirement takes its usual time all the same.
// meeting.ErrNotWaiting where nothing of the run waits, meeting.ErrRunning while the
// source is being read.
func (db *DB) Accept(ctx context.Context, run int64, by string, now time.Time) (meeting.Run, error) {
	h, err := db.Waiting(ctx, run)
	if err != nil {
		return meeting.Run{}, err
	}
	id, err := db.Begin(ctx, h.Run.Source, by, now, acceptLease)
	if err != nil {
		return meeting.Run{}, err
	}
	class, message := meeting.OK, fmt.Sprintf("A volunteer accepted run %d.", run)
	if len(h.Meetings) == 0 {
		class, message = meeting.DeclaredEmpty, fmt.Sprintf("A volunteer accepted run %d: the source has no meetings.", run)
	}
	h.Run.ID, h.Run.Class, h.Run.Message, h.Run.Accepts = id, class, message, run
	h.Run.Started, h.Run.Finished, h.Run.RetryAfter = now, now, time.Time{}
	h.Run.Counts.Stored = len(h.Meetings)
	h.Run.Evidence.Duration = 0
	return db.Apply(ctx, h)
}

// acceptLease is far more than an acceptance takes.
const acceptLease = 5 * time.Minute

// Reject drops what a quarantined run read. meeting.ErrNotWaiting as Accept.
func (db *DB) Reject(ctx context.Context, run int64) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `DELETE FROM waiting WHERE run = ?1`, run)
		if n == 0 && err == nil {
			err = meeting.ErrNotWaiting
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("reject run %d: %w", run, err)
	}
	return nil
}
