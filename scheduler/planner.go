package scheduler

import (
	"context"
	"fmt"
	"iter"
	"time"

	"openchair/meeting"
)

// watermark is the planner's name in the store.
const watermark = "plan"

// The planner keeps the watermark between these two ahead of now.
const (
	planAhead  = 2 * time.Hour // it plans until so far ahead
	planWithin = time.Hour     // when the watermark is nearer than this
)

// PlanStore is what the planner asks of the store.
type PlanStore interface {
	ToPlan(ctx context.Context, from, until time.Time) iter.Seq2[meeting.Planned, error]
	Plan(ctx context.Context, p meeting.Planned, letters []meeting.Letter, now time.Time) error
	Watermark(ctx context.Context, name string) (time.Time, error)
	SetWatermark(ctx context.Context, name string, t time.Time) error
}

// plan plans what is stale, and everything else once the watermark is near. It
// returns how many reminders it planned.
//
// Everything is planned before the watermark moves: a crash in between plans
// again what the store then finds planned already.
func plan(ctx context.Context, store PlanStore, now time.Time) (n int, err error) {
	from, err := store.Watermark(ctx, watermark)
	if err != nil {
		return 0, fmt.Errorf("read the planner's watermark: %w", err)
	}
	// Without a watermark nothing was ever planned, so every reminder is stale.
	// One far ahead was set by a clock that has been put back since.
	if from.IsZero() || from.After(now.Add(2*planAhead)) {
		from = now
	}
	until := from
	if from.Sub(now) < planWithin {
		until = now.Add(planAhead)
	}
	for p, err := range store.ToPlan(ctx, from, until) {
		if err != nil {
			return n, fmt.Errorf("read reminders to plan: %w", err)
		}
		if err := store.Plan(ctx, p, Plan(p, from, until, now), now); err != nil {
			return n, fmt.Errorf("plan the letters of a reminder: %w", err)
		}
		n++
	}
	if until.After(from) {
		if err := store.SetWatermark(ctx, watermark, until); err != nil {
			return n, fmt.Errorf("move the planner's watermark: %w", err)
		}
	}
	return n, nil
}
