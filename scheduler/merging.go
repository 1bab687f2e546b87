package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"openchair/meeting"
)

// mergeRest is how many times as long as it took merging rests: it looks at all
// meetings, and so never takes more than a fiftieth of the machine's time.
const mergeRest = 50

// MergeStore finds which listings of several sources are one meeting.
type MergeStore interface {
	Merge(ctx context.Context, now time.Time) (changed int, err error)
}

// Merging merges listings after rounds of runs that changed some.
type Merging struct {
	store  MergeStore
	log    *slog.Logger
	due    atomic.Bool
	wake   chan struct{}
	faults complaint
}

// NewMerging returns a Merging that merges once when it begins to run: a
// predecessor may have ended before it did.
func NewMerging(store MergeStore, log *slog.Logger) *Merging {
	m := &Merging{store: store, log: log, wake: make(chan struct{}, 1), faults: complaint{log: log, what: "listings can't be merged"}}
	m.due.Store(true)
	m.Wake()
	return m
}

// MayMerge reports whether after a run listings may be one that were not, or
// the other way round.
func MayMerge(r meeting.Run) bool {
	c := &r.Counts
	return c.New+c.Changed+c.Renamed+c.Retired > 0
}

// Note takes notice of a run.
func (m *Merging) Note(r meeting.Run) {
	if MayMerge(r) {
		m.due.Store(true)
	}
}

// Wake merges soon, if a run was noted that asks for it: a round has ended.
func (m *Merging) Wake() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// Run merges whenever it is woken until ctx ends.
func (m *Merging) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-m.wake:
		}
		if !m.due.Swap(false) {
			continue
		}
		began := time.Now()
		err := m.merge(ctx)
		m.faults.note(ctx, err)
		if err != nil {
			m.due.Store(true) // the next round tries again
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(mergeRest * time.Since(began)):
		}
	}
}

func (m *Merging) merge(ctx context.Context) error {
	n, err := m.store.Merge(ctx, time.Now().UTC())
	if err != nil {
		return fmt.Errorf("find which listings are one meeting: %w", err)
	}
	if n > 0 {
		m.log.Info("listings merged", "changed", n)
	}
	return nil
}
