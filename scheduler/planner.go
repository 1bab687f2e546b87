package scheduler

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"openchair/meeting"
)

// watermark is the planner's name in the store.
const watermark = "plan"

// How far ahead the planner plans, and how far the clock may be put back before
// everything is planned anew.
const (
	planAhead  = 2 * time.Minute
	clockSlack = 10 * time.Minute
)

// PlanStore is what the planner asks of the store. Every reminder carries its
// own mark of what was planned: the moment of its first letter that is not. So
// planning costs what is due, however many reminders there are.
type PlanStore interface {
	ToPlan(ctx context.Context, until time.Time) iter.Seq2[[]meeting.Planned, error]
	Plan(ctx context.Context, ps []meeting.Planned, now time.Time) error
	PlanAnew(ctx context.Context) error
	Watermark(ctx context.Context, name string) (time.Time, error)
	SetWatermark(ctx context.Context, name string, t time.Time) error
	NewsStore
}

// PlanDue plans what is stale and what is due soon. It returns how many reminders
// it planned. After downtime what still helps is planned late, and the rest not
// at all. A crash in between plans again what the store then finds planned.
func PlanDue(ctx context.Context, store PlanStore, now time.Time) (n int, err error) {
	until := now.Add(planAhead)
	if err := moveWatermark(ctx, store, now, until); err != nil {
		return 0, err
	}
	for some, err := range store.ToPlan(ctx, until) {
		if err != nil {
			return n, fmt.Errorf("read reminders to plan: %w", err)
		}
		for i := range some {
			some[i].Letters, some[i].Next = Plan(some[i], until, now)
		}
		if err := store.Plan(ctx, some, now); err != nil {
			return n, fmt.Errorf("plan the letters of reminders: %w", err)
		}
		n += len(some)
	}
	return n, nil
}

// moveWatermark remembers how far was planned. A mark far ahead was set by a
// clock that has been put back since: what it planned is planned anew.
func moveWatermark(ctx context.Context, store PlanStore, now, until time.Time) error {
	at, err := store.Watermark(ctx, watermark)
	if err != nil {
		return fmt.Errorf("read the planner's watermark: %w", err)
	}
	back := at.Sub(until) > clockSlack
	if !back && until.Sub(at) < time.Minute {
		return nil
	}
	if back {
		err = store.PlanAnew(ctx)
	}
	if err = errors.Join(err, store.SetWatermark(ctx, watermark, until)); err != nil {
		return fmt.Errorf("move the planner's watermark: %w", err)
	}
	return nil
}
