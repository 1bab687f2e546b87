package storage

import (
	"context"
	"database/sql"
	"fmt"

	"openchair/meeting"
)

const selectRun = `SELECT id, source, class, message, started, finished,
	listed, stored, added, changed, renamed, missed, retired, refused,
	fill_time, fill_place, fill_point, fill_join, fill_types, refusals, evidence, retry_after, interrupted, accepts FROM run`

func scanRun(rows *sql.Rows) (r meeting.Run, err error) {
	c, f := &r.Counts, &r.Fill
	return r, rows.Scan(&r.ID, &r.Source, &r.Class, &r.Message, stamp{&r.Started}, stamp{&r.Finished},
		&c.Listed, &c.Stored, &c.New, &c.Changed, &c.Renamed, &c.Missed, &c.Retired, &c.Refused,
		&f.Time, &f.Place, &f.Point, &f.Join, &f.Types, asJSON{&r.Refused}, asJSON{&r.Evidence}, stamp{&r.RetryAfter}, &r.Interrupted, &r.Accepts)
}

// Runs returns the newest runs of a source, or of all where source is empty,
// newest first; limit 0 = all.
func (db *DB) Runs(ctx context.Context, source string, limit int) ([]meeting.Run, error) {
	var w where
	if source != "" {
		w.add("source = " + w.arg(source))
	}
	runs, err := collect(ctx, db.read, scanRun, selectRun+w.String()+" ORDER BY id DESC"+w.limit(limit), w.args...)
	if err != nil {
		return nil, fmt.Errorf("runs of source %q: %w", source, err)
	}
	return runs, nil
}

// LastRuns returns how each source fares that ever had a run, by its id.
func (db *DB) LastRuns(ctx context.Context) (map[string]meeting.Health, error) {
	all, err := collect(ctx, db.read, scanHealth, healthOf("SELECT DISTINCT source FROM run"))
	if err != nil {
		return nil, fmt.Errorf("last runs: %w", err)
	}
	health := make(map[string]meeting.Health, len(all))
	for _, h := range all {
		health[h.Source] = h
	}
	return health, nil
}

// LastRun returns how a source fares; nothing of one that never had a run.
func (db *DB) LastRun(ctx context.Context, source string) (h meeting.Health, err error) {
	all, err := collect(ctx, db.read, scanHealth, healthOf("SELECT source FROM run WHERE source = ?1 LIMIT 1"), source)
	if err != nil {
		return h, fmt.Errorf("last run of source %s: %w", source, err)
	}
	if len(all) > 0 {
		h = all[0]
	}
	return h, nil
}

func healthOf(sources string) string {
	return `
		SELECT s.source, l.class, l.message, l.id, l.failures, l.not_before, g.finished, g.stored,
			(SELECT t.started FROM run t WHERE t.source = s.source AND t.interrupted = 0 ORDER BY t.id DESC LIMIT 1),
			(SELECT COUNT(*) FROM run u WHERE u.source = s.source AND u.class = 'running')
		FROM (` + sources + `) s
		LEFT JOIN run l ON l.id = (SELECT MAX(id) FROM run WHERE source = s.source AND class <> 'running')
		LEFT JOIN run g ON g.id = (SELECT MAX(id) FROM run WHERE source = s.source AND ` + goodRun + `)`
}

func scanHealth(rows *sql.Rows) (h meeting.Health, err error) {
	var class, message sql.NullString
	var run, failures, meetings sql.NullInt64
	err = rows.Scan(&h.Source, &class, &message, &run, &failures, stamp{&h.NotBefore}, stamp{&h.LastGood}, &meetings, stamp{&h.LastTry}, &h.Running)
	h.Class, h.Message = meeting.Class(class.String), message.String
	h.Run, h.Failures, h.Meetings = run.Int64, int(failures.Int64), int(meetings.Int64)
	return h, err
}
