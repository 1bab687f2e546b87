package storage

import (
	"database/sql"
	"errors"
	"time"

	"openchair/meeting"
)

// before is what the store knew of a source when its run was applied.
type before struct {
	first       bool      // no run was good yet
	good        time.Time // finish of the last good run
	counts      meeting.Counts
	fingerprint string // of the last ok run
	failures    int
	change      int64 // the newest change of all
	closures    []meeting.Closure
}

func (a *apply) load() error {
	b := &a.before
	var class meeting.Class
	err := a.one(`SELECT class, source, started FROM run WHERE id = ?1`, []any{a.run.ID}, &class, &a.run.Source, stamp{&a.run.Started})
	if err == nil && class != meeting.Running {
		err = ErrLost
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = meeting.ErrNotFound
	}
	if err != nil {
		return err
	}
	source := []any{a.run.Source}
	err = a.one(`SELECT finished, listed, stored, refused FROM run WHERE source = ?1 AND `+goodRun+` ORDER BY id DESC LIMIT 1`, source,
		stamp{&b.good}, &b.counts.Listed, &b.counts.Stored, &b.counts.Refused)
	b.first = errors.Is(err, sql.ErrNoRows)
	return errors.Join(some(err),
		some(a.one(`SELECT fingerprint FROM run WHERE source = ?1 AND class = 'ok' ORDER BY id DESC LIMIT 1`, source, &b.fingerprint)),
		some(a.one(`SELECT failures FROM run WHERE source = ?1 AND id < ?2 ORDER BY id DESC LIMIT 1`, append(source, a.run.ID), &b.failures)),
		a.loadHouse())
}

// loadHouse loads what is not the source's own.
func (a *apply) loadHouse() (err error) {
	if a.before.change, err = lastChange(a.ctx, a.tx); err == nil {
		a.before.closures, err = closures(a.ctx, a.tx)
	}
	return err
}

func (a *apply) one(query string, args []any, into ...any) error {
	return a.tx.QueryRowContext(a.ctx, query, args...).Scan(into...)
}

// some is an error other than that there is no row.
func some(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// finish ends the run's row: the one row an unchanged run writes.
func (a *apply) finish(fingerprint string) error {
	if err := a.vote(); err != nil {
		return err
	}
	r, c, f := &a.run, &a.run.Counts, &a.run.Fill
	failures := 0
	switch {
	case r.Interrupted:
		failures = a.before.failures
	case !r.Class.Good():
		failures = a.before.failures + 1
	}
	if r.Class != meeting.OK {
		fingerprint = ""
	}
	c.Refused = max(c.Refused, len(r.Refused))
	var notBefore time.Time
	if !r.Interrupted {
		notBefore = meeting.Backoff(r.ID, failures, r.Finished, r.RetryAfter)
	}
	_, err := a.tx.ExecContext(a.ctx, `UPDATE run SET class = ?2, message = ?3, finished = ?4, lease_until = NULL,
		listed = ?5, stored = ?6, added = ?7, changed = ?8, missed = ?9, retired = ?10, refused = ?11,
		fill_time = ?12, fill_place = ?13, fill_point = ?14, fill_join = ?15,
		refusals = ?16, evidence = ?17, fingerprint = ?18, failures = ?19, retry_after = ?20, not_before = ?21, interrupted = ?22, renamed = ?23, accepts = ?24, fill_types = ?25, host = ?26, silent = ?27
		WHERE id = ?1`, r.ID, string(r.Class), r.Message, millis(r.Finished),
		c.Listed, c.Stored, c.New, c.Changed, c.Missed, c.Retired, c.Refused,
		f.Time, f.Place, f.Point, f.Join,
		list(r.Refused), record(r.Evidence), fingerprint, failures, millis(r.RetryAfter), millis(notBefore), r.Interrupted, c.Renamed, r.Accepts, f.Types, r.Evidence.Host, r.Silent())
	return err
}
