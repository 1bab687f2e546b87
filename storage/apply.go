package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"openchair/meeting"
)

// Apply ends a run that Begin began and, where its class confirms what it read,
// changes the store accordingly, all in one transaction: new meetings are
// inserted, changed ones updated with their changes kept field by field, absent
// ones noted and, once meeting.Retires says so, retired; calendars that hold a
// changed meeting get a new version. A run of another class leaves everything
// as it was and only keeps its own row; what a quarantined one read waits.
//
// The run must carry its Finished moment, from which next starts are counted.
// It is returned as stored, its counts filled in. ErrLost where the run was
// closed meanwhile. Runs that wait to be applied share a transaction, and come to
// the same as one by one.
func (db *DB) Apply(ctx context.Context, h meeting.Harvest) (meeting.Run, error) {
	j := &applyJob{ctx: ctx, harvest: h, done: make(chan struct{})}
	err := check(&h.Run)
	if err == nil {
		err = db.together(j)
	}
	if err != nil {
		return meeting.Run{}, fmt.Errorf("apply run %d of source %s: %w", h.Run.ID, h.Run.Source, err)
	}
	return j.run, nil
}

// apply is one run being applied.
type apply struct {
	ctx     context.Context
	tx      *sql.Tx
	run     meeting.Run
	before  before
	changes *bulk
}

func check(r *meeting.Run) error {
	switch {
	case r.Class == "" || r.Class == meeting.Running:
		return fmt.Errorf("class %q is not how a run ends", r.Class)
	case r.Finished.IsZero():
		return errors.New("the run has no finish")
	}
	return nil
}

func (a *apply) in(tx *sql.Tx, h meeting.Harvest) error {
	a.tx = tx
	a.changes = newChanges(a.ctx, tx)
	if err := a.load(); err != nil {
		return err
	}
	var err error
	switch {
	case a.run.Class == meeting.OK || a.run.Class == meeting.DeclaredEmpty:
		err = a.complete(h)
	case a.run.Class == meeting.Unchanged:
		err = a.repeat(h)
	case a.run.Class.Quarantined():
		err = a.keepWaiting(h)
	}
	if err != nil {
		return err
	}
	return errors.Join(a.publish(), a.finish(h.Fingerprint))
}

// complete applies a whole read of the source.
func (a *apply) complete(h meeting.Harvest) error {
	meetings, pages := h.Meetings, h.Pages
	if a.run.Class == meeting.DeclaredEmpty {
		// Without pages the next run reads anew: the list of before, come
		// back, must not pass for unchanged.
		meetings, pages = nil, nil
	}
	c := compare{apply: a, reread: h.Fingerprint != a.before.fingerprint}
	if err := c.meetings(meetings); err != nil {
		return err
	}
	if _, err := a.tx.ExecContext(a.ctx, `DELETE FROM waiting WHERE source = ?1`, a.run.Source); err != nil {
		return err
	}
	return keepPages(a.ctx, a.tx, a.run.Source, pages, true)
}

// repeat applies an unchanged run: it holds and lacks what the last complete
// run did, and so may be the one that retires a meeting.
func (a *apply) repeat(h meeting.Harvest) error {
	c := &a.run.Counts
	c.Listed, c.Stored, c.Refused = a.before.counts.Listed, a.before.counts.Stored, a.before.counts.Refused
	c.New, c.Changed, c.Renamed = 0, 0, 0
	missing, err := collect(a.ctx, a.tx, scanKnown, selectKnown+` AND missing_run IS NOT NULL AND retired IS NULL`+inOrder, a.run.Source)
	if err != nil {
		return err
	}
	if err := a.miss(missing); err != nil {
		return err
	}
	return keepPages(a.ctx, a.tx, a.run.Source, h.Pages, false)
}

// publish writes the changes and gives each calendar that holds a changed
// meeting one new version.
func (a *apply) publish() error {
	if err := a.changes.flush(); err != nil {
		return err
	}
	switch {
	case a.before.first && a.run.Counts.New > 0: // all is new, and nothing of it is a change
		return bumpHolders(a.ctx, a.tx, `SELECT m.id FROM meeting m WHERE m.source = ?1`, a.run.Source)
	case a.changed():
		return bumpChanged(a.ctx, a.tx, a.before.change)
	}
	return nil
}

func (a *apply) changed() bool {
	c := &a.run.Counts
	return c.New+c.Changed+c.Retired > 0 && !a.before.first
}

func (a *apply) note(id string, kind meeting.ChangeKind, fields []meeting.FieldChange) error {
	return a.changes.add(a.run.ID, id, millis(a.run.Finished), string(kind), list(fields))
}
