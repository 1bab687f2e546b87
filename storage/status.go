package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"openchair/meeting"
)

// RunByID returns one run; meeting.ErrNotFound for an unknown number.
func (db *DB) RunByID(ctx context.Context, id int64) (meeting.Run, error) {
	runs, err := collect(ctx, db.read, scanRun, selectRun+` WHERE id = ?1`, id)
	if err == nil && len(runs) == 0 {
		err = meeting.ErrNotFound
	}
	if err != nil {
		return meeting.Run{}, fmt.Errorf("run %d: %w", id, err)
	}
	return runs[0], nil
}

// Courses returns of each source its last runs that ended, oldest first: number,
// class, finish and how many meetings it listed and stored.
func (db *DB) Courses(ctx context.Context, last int) (map[string][]meeting.Run, error) {
	runs, err := collect(ctx, db.read, scanCourse, selectCourse+`
		FROM (SELECT DISTINCT source FROM run) s JOIN run r ON r.id IN
			(SELECT id FROM run WHERE source = s.source AND class <> 'running' AND interrupted = 0 ORDER BY id DESC LIMIT ?1)
		ORDER BY r.id`, last)
	if err != nil {
		return nil, fmt.Errorf("courses of sources: %w", err)
	}
	by := make(map[string][]meeting.Run)
	for _, r := range runs {
		by[r.Source] = append(by[r.Source], r)
	}
	return by, nil
}

// Course is what Courses returns of one source.
func (db *DB) Course(ctx context.Context, source string, last int) ([]meeting.Run, error) {
	runs, err := collect(ctx, db.read, scanCourse, selectCourse+`
		FROM run r WHERE r.source = ?1 AND r.class <> 'running' AND r.interrupted = 0 ORDER BY r.id DESC LIMIT ?2`, source, last)
	if err != nil {
		return nil, fmt.Errorf("course of source %s: %w", source, err)
	}
	slices.Reverse(runs)
	return runs, nil
}

const selectCourse = `SELECT r.id, r.source, r.class, r.finished, r.listed, r.stored`

func scanCourse(rows *sql.Rows) (r meeting.Run, err error) {
	return r, rows.Scan(&r.ID, &r.Source, &r.Class, stamp{&r.Finished}, &r.Counts.Listed, &r.Counts.Stored)
}

// WaitingRuns returns the run of each source that waits for a volunteer.
func (db *DB) WaitingRuns(ctx context.Context) (map[string]int64, error) {
	type waits struct {
		source string
		run    int64
	}
	all, err := collect(ctx, db.read, func(rows *sql.Rows) (w waits, err error) {
		return w, rows.Scan(&w.source, &w.run)
	}, `SELECT source, run FROM waiting`)
	if err != nil {
		return nil, fmt.Errorf("runs that wait: %w", err)
	}
	by := make(map[string]int64, len(all))
	for _, w := range all {
		by[w.source] = w.run
	}
	return by, nil
}

// LatestChanges returns the newest changes that a filter chooses, newest first.
func (db *DB) LatestChanges(ctx context.Context, f meeting.ChangeFilter) ([]meeting.ToldChange, error) {
	var w where
	if f.Program != "" {
		w.add("m.program = " + w.arg(f.Program))
	}
	if f.Source != "" {
		w.add("m.source = " + w.arg(f.Source))
	}
	if f.Run != 0 {
		w.add("c.run = " + w.arg(f.Run))
	}
	all, err := collect(ctx, db.read, func(rows *sql.Rows) (t meeting.ToldChange, err error) {
		return t, rows.Scan(&t.ID, &t.Run, &t.Meeting, stamp{&t.At}, &t.Kind, asJSON{&t.Fields}, &t.Name, &t.Program, &t.Source)
	}, `SELECT c.id, c.run, c.meeting, c.at, c.kind, c.fields, m.name, m.program, m.source
		FROM change c JOIN meeting m ON m.id = c.meeting`+w.String()+" ORDER BY c.id DESC"+w.limit(f.Limit), w.args...)
	if err != nil {
		return nil, fmt.Errorf("latest changes: %w", err)
	}
	return all, nil
}
