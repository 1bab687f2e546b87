package web

import (
	"context"
	"time"

	"openchair/meeting"
)

// statusStore is what the pages of volunteers ask of the store.
type statusStore interface {
	// Courses returns of each source its last runs that ended, oldest first.
	Courses(ctx context.Context, last int) (map[string][]meeting.Run, error)
	// Course is what Courses returns of one source, LastRun what LastRuns does.
	Course(ctx context.Context, source string, last int) ([]meeting.Run, error)
	LastRun(ctx context.Context, source string) (meeting.Health, error)
	Runs(ctx context.Context, source string, limit int) ([]meeting.Run, error)
	RunByID(ctx context.Context, id int64) (meeting.Run, error)
	// Switches tells which sources people switched on or off.
	Switches(ctx context.Context) (map[string]meeting.Switch, error)
	WaitingRuns(ctx context.Context) (map[string]int64, error)
	LatestChanges(ctx context.Context, f meeting.ChangeFilter) ([]meeting.ToldChange, error)
	ChangesOf(ctx context.Context, meetingID string, limit int) ([]meeting.Change, error)

	// WitnessesOf returns the other sources' listings of a meeting.
	WitnessesOf(ctx context.Context, id string) ([]meeting.Meeting, error)

	// Accept and Reject settle a quarantined run; meeting.ErrNotWaiting where
	// nothing of it waits.
	Accept(ctx context.Context, run int64, by string, now time.Time) (meeting.Run, error)
	Reject(ctx context.Context, run int64) error
	Verify(ctx context.Context, id, note string, now time.Time) error

	AddReport(ctx context.Context, r meeting.Report) error
	OpenReports(ctx context.Context, limit int) ([]meeting.Report, error)
	ReportsOf(ctx context.Context, meetingID string) ([]meeting.Report, error)
	CloseReport(ctx context.Context, id int64, by, note string, now time.Time) error

	SignIn(ctx context.Context, keyHash, sessionHash []byte, until time.Time) (meeting.Volunteer, error)
	SignedIn(ctx context.Context, sessionHash []byte, now time.Time) (meeting.Volunteer, error)
	SignOut(ctx context.Context, sessionHash []byte) error
	NoteDeed(ctx context.Context, d meeting.Deed) error
	Deeds(ctx context.Context, limit int) ([]meeting.Deed, error)
}
