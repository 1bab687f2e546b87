package main

import (
	"context"
	"time"

	"openchair/internal/memory"
)

// restAfter is how long after the last run of a round the daemon gives back the
// memory that it took: what follows a round, as merging and closing what reads
// the store, is over by then.
const restAfter = 40 * time.Second

// shrinkWithin is how long the store may take to let go, where a run has begun
// just now: that run's round gives back anew.
const shrinkWithin = 5 * time.Second

// newRest makes the timer that gives memory back. It runs from the start too,
// which needs most of the program once.
func (d *daemon) newRest(ctx context.Context) *time.Timer {
	return time.AfterFunc(restAfter, func() {
		ctx, cancel := context.WithTimeout(ctx, shrinkWithin)
		defer cancel()
		err := d.db.Shrink(ctx)
		memory.GiveBack()
		if err != nil && ctx.Err() == nil {
			d.log.Warn("the store can't give memory back", "error", err)
		}
	})
}
