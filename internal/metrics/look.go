package metrics

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// lookLimit is how long a scrape may ask the store.
const lookLimit = 5 * time.Second

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("openchair_"+name, help, labels, nil)
}

var (
	sourceGood     = desc("source_last_good_timestamp_seconds", "When a source was last read well.", "source")
	sourceTry      = desc("source_last_try_timestamp_seconds", "When a source was last asked.", "source")
	sourceMeetings = desc("source_meetings", "Meetings that the last good run listed.", "source")
	sourceFailures = desc("source_failures", "Runs in a row that were not good.", "source")
	outboxDepth    = desc("outbox_letters", "Letters in the outbox, by state.", "state")
	outboxLag      = desc("outbox_lag_seconds", "How long the oldest letter that waits is overdue.")
)

// looker asks the store at each scrape: what it tells is never older than that.
type looker struct{ look Look }

func (l *looker) Describe(c chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{sourceGood, sourceTry, sourceMeetings, sourceFailures, outboxDepth, outboxLag} {
		c <- d
	}
}

func (l *looker) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), lookLimit)
	defer cancel()
	l.sources(ctx, c)
	l.outbox(ctx, c)
}

func (l *looker) sources(ctx context.Context, c chan<- prometheus.Metric) {
	health, err := l.look.Health(ctx)
	if err != nil {
		c <- prometheus.NewInvalidMetric(sourceGood, err)
		return
	}
	for _, src := range l.look.Sources {
		h, ok := health[src.ID]
		if !ok || !src.Enabled {
			continue
		}
		gauge(c, sourceMeetings, float64(h.Meetings), src.ID)
		gauge(c, sourceFailures, float64(h.Failures), src.ID)
		moment(c, sourceGood, h.LastGood, src.ID)
		moment(c, sourceTry, h.LastTry, src.ID)
	}
}

func (l *looker) outbox(ctx context.Context, c chan<- prometheus.Metric) {
	o, err := l.look.Outbox(ctx)
	if err != nil {
		c <- prometheus.NewInvalidMetric(outboxDepth, err)
		return
	}
	gauge(c, outboxDepth, float64(o.Waiting), "waiting")
	gauge(c, outboxDepth, float64(o.Leased), "leased")
	gauge(c, outboxDepth, float64(o.Failed), "failed")
	lag := 0.0
	if !o.Oldest.IsZero() {
		lag = max(0, time.Since(o.Oldest).Seconds())
	}
	gauge(c, outboxLag, lag)
}

func gauge(c chan<- prometheus.Metric, d *prometheus.Desc, v float64, labels ...string) {
	c <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
}

// moment leaves out what never was: 1970 would look like an age.
func moment(c chan<- prometheus.Metric, d *prometheus.Desc, t time.Time, labels ...string) {
	if !t.IsZero() {
		gauge(c, d, float64(t.UnixMilli())/1000, labels...)
	}
}
