package storage

import (
	"context"
	"database/sql"
)

// newChanges begins a list of changes to be written.
func newChanges(ctx context.Context, tx *sql.Tx) *bulk {
	return newBulk(ctx, tx, "change", []string{"run", "meeting", "at", "kind", "fields"}, "")
}

// lastChange is the id of the newest change of all; 0 where there is none.
func lastChange(ctx context.Context, tx *sql.Tx) (id int64, err error) {
	return id, tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(id), 0) FROM change`).Scan(&id)
}

// bumpChanged gives each calendar that shows a meeting with a change after the
// given one a new version: those that hold the meeting, and those that hold a
// witness of it.
func bumpChanged(ctx context.Context, tx *sql.Tx, after int64) error {
	const changed = `SELECT ch.meeting FROM change ch WHERE ch.id > ?1`
	return bumpHolders(ctx, tx, changed+` UNION SELECT w.id FROM meeting w WHERE w.witness_of IN (`+changed+`)`, after)
}

// bumpHolders gives each calendar that holds one of the meetings a query
// selects, or held it by a standing search, a new version.
func bumpHolders(ctx context.Context, tx *sql.Tx, meetings string, args ...any) error {
	lost, err := followChanged(ctx, tx, meetings, args...)
	if err != nil {
		return err
	}
	if err := bumpCalendars(ctx, tx, `id IN (`+holders(meetings)+`)`, args...); err != nil {
		return err
	}
	return inChunks(lost, 1, func(marks string, args []any) error {
		return bumpCalendars(ctx, tx, `id IN (SELECT cs.calendar FROM calendar_search cs WHERE cs.search IN (`+marks+`))`, args...)
	})
}
