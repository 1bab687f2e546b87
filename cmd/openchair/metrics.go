package main

import (
	"context"
	"time"

	"openchair/internal/metrics"
	"openchair/meeting"
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

// deliver tries one letter.
type deliver func(context.Context, meeting.Letter) (o meeting.Outcome, why string, err error)

// counted counts each try to deliver a letter.
func counted(m *metrics.Metrics, way deliver) deliver {
	if way == nil {
		return nil
	}
	return func(ctx context.Context, l meeting.Letter) (meeting.Outcome, string, error) {
		o, why, err := way(ctx, l)
		m.Letter(o)
		return o, why, err
	}
}
