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

// write writes one letter and returns what sends it.
type write func(context.Context, meeting.Letter) scheduler.Send

// counted counts each try to send a letter.
func counted(m *metrics.Metrics, way write) write {
	if way == nil {
		return nil
	}
	return func(ctx context.Context, l meeting.Letter) scheduler.Send {
		send := way(ctx, l)
		return func(ctx context.Context) (meeting.Outcome, string, error) {
			o, why, err := send(ctx)
			m.Letter(o)
			return o, why, err
		}
	}
}
