package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// Defaults of Housekeeping.
const (
	advanceEvery = time.Minute
	advanceBatch = 500 // meetings a transaction: others write in between
	pruneEvery   = time.Hour
)

// HouseStore is what keeping the store in order asks of it.
type HouseStore interface {
	Advance(ctx context.Context, now time.Time, limit int) (int, error)
	Prune(ctx context.Context, now time.Time) error
}

// Housekeeping moves the next start of meetings on, every minute, and deletes
// what has reached its age, every hour.
type Housekeeping struct {
	Store HouseStore
	Log   *slog.Logger
}

// Run keeps house until ctx ends, beginning at once: much may have passed
// while nothing ran.
func (h *Housekeeping) Run(ctx context.Context) error {
	minute, hour := time.NewTicker(advanceEvery), time.NewTicker(pruneEvery)
	defer minute.Stop()
	defer hour.Stop()
	faults := complaint{log: h.Log, what: "the store can't be kept in order"}
	faults.note(ctx, errors.Join(h.advance(ctx), h.prune(ctx)))
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-minute.C:
			faults.note(ctx, h.advance(ctx))
		case <-hour.C:
			faults.note(ctx, h.prune(ctx))
		}
	}
}

func (h *Housekeeping) advance(ctx context.Context) error {
	for ctx.Err() == nil {
		n, err := h.Store.Advance(ctx, time.Now().UTC(), advanceBatch)
		if err != nil {
			return fmt.Errorf("move the next starts on: %w", err)
		}
		if n < advanceBatch {
			return nil
		}
	}
	return nil
}

func (h *Housekeeping) prune(ctx context.Context) error {
	if err := h.Store.Prune(ctx, time.Now().UTC()); err != nil {
		return fmt.Errorf("delete what has reached its age: %w", err)
	}
	return nil
}
