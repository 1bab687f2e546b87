// Package metrics counts what an operator watches, and says it in Prometheus'
// words. Nothing in it tells of a person: requests are counted by route, letters
// by result.
package metrics

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"openchair/meeting"
)

// Outbox is how letters fare. Oldest is when the oldest waiting letter was due;
// zero = none waits past its time.
type Outbox struct {
	Waiting, Leased, Failed int
	Oldest                  time.Time
}

// Look is what is asked anew at each scrape.
type Look struct {
	Sources []meeting.Source
	Health  func(context.Context) (map[string]meeting.Health, error)
	Outbox  func(context.Context) (Outbox, error)
}

// Metrics counts.
type Metrics struct {
	registry *prometheus.Registry
	runs     *prometheus.CounterVec
	letters  *prometheus.CounterVec
	requests *prometheus.HistogramVec
}

// New returns counters at zero, and what look tells beside them.
func New(look Look) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		runs:     prometheus.NewCounterVec(prometheus.CounterOpts{Name: "openchair_runs_total", Help: "Runs that ended, by source and class."}, []string{"source", "class"}),
		letters:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "openchair_letters_total", Help: "Tries to send a letter, by result."}, []string{"result"}),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "openchair_request_seconds", Help: "Answers by route, method and status.",
			Buckets: []float64{.0001, .001, .005, .025, .1, .5, 2.5}}, []string{"route", "method", "status"}),
	}
	m.registry.MustRegister(m.runs, m.letters, m.requests, &looker{look: look},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Run counts a run that ended.
func (m *Metrics) Run(r meeting.Run) { m.runs.WithLabelValues(r.Source, string(r.Class)).Inc() }

// Letter counts a try to send a letter.
func (m *Metrics) Letter(o meeting.Outcome) { m.letters.WithLabelValues(string(o)).Inc() }

// Request counts an answer. The route is a pattern, never a path.
func (m *Metrics) Request(route, method string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Observe(took.Seconds())
}

// Handler answers a scrape.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}
