package main

import (
	"context"
	"time"

	"openchair/internal/metrics"
	"openchair/meeting"
	"openchair/scheduler"
)

// newMetrics counts what the daemon does.
func (h *house) newMetrics() *metrics.Metrics {
	return metrics.New(metrics.Look{Sources: h.catalog.Sources, Health: h.db.LastRuns, Outbox: h.outboxNow})
}

func (h *house) outboxNow(ctx context.Context) (o metrics.Outbox, err error) {
	if o.Waiting, o.Leased, o.Failed, err = h.db.OutboxDepth(ctx); err != nil {
		return o, err
	}
	next, err := h.db.NextSend(ctx)
	if next.Before(time.Now()) {
		o.Oldest = next
	}
	return o, err
}

// read reads what letters are written from, and returns what writes each.
type read func(context.Context, ...meeting.Letter) ([]scheduler.Write, error)

// counted counts each try to send a letter.
func counted(m *metrics.Metrics, way read) read {
	if way == nil {
		return nil
	}
	return func(ctx context.Context, letters ...meeting.Letter) ([]scheduler.Write, error) {
		writes, err := way(ctx, letters...)
		for i, write := range writes {
			writes[i] = func(ctx context.Context) scheduler.Send { return countedSend(m, write(ctx)) }
		}
		return writes, err
	}
}

func countedSend(m *metrics.Metrics, send scheduler.Send) scheduler.Send {
	return func(ctx context.Context) (meeting.Outcome, string, error) {
		o, why, err := send(ctx)
		m.Letter(o)
		return o, why, err
	}
}
