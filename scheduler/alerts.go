package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"openchair/meeting"
)

// alertsEvery is how often sources are looked over for trouble.
const alertsEvery = time.Minute

// AlertStore is what telling volunteers asks of the store.
type AlertStore interface {
	LastRuns(ctx context.Context) (map[string]meeting.Health, error)
	Switches(ctx context.Context) (map[string]meeting.Switch, error)
	Alerts(ctx context.Context) (map[string]meeting.Alert, error)
	KeepAlerts(ctx context.Context, told []meeting.Alert) error
}

// Notice is what volunteers are told of one source.
type Notice struct {
	Source      meeting.Source
	Trouble     meeting.Trouble // empty = it is over
	Since       time.Time       // when it began; zero where it is over
	Again       bool            // they were told before: it lasts
	Health      meeting.Health
	Punctuality meeting.Punctuality
}

// Watch looks sources over and tells volunteers: once when trouble begins, once
// when it is over, and every week while it lasts. What could not be told is
// told at the next look, so a notice may come twice and is never lost.
type Watch struct {
	Sources []meeting.Source
	Store   AlertStore
	// Tell tells several notices as one. Nil: nobody listens.
	Tell func(context.Context, []Notice) error
	Log  *slog.Logger

	intervals map[string]time.Duration
	once      sync.Once
	ran       chan string
}

// Ran has a source looked over at once, since a run of it ended. It never waits:
// what finds no room is seen at the next look over all.
func (w *Watch) Ran(source string) {
	w.prepare()
	select {
	case w.ran <- source:
	default:
	}
}

func (w *Watch) prepare() { w.once.Do(func() { w.ran = make(chan string, 64) }) }

// Run watches until ctx ends.
func (w *Watch) Run(ctx context.Context) error {
	if w.Tell == nil {
		<-ctx.Done()
		return nil
	}
	w.prepare()
	w.intervals = make(map[string]time.Duration, len(w.Sources))
	for _, src := range w.Sources {
		w.intervals[src.ID], _ = Interval(src.Cron, time.Now())
	}
	every := time.NewTicker(alertsEvery)
	defer every.Stop()
	faults := complaint{log: w.Log, what: "volunteers can't be told of a source's trouble"}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-every.C:
			faults.note(ctx, w.look(ctx, time.Now().UTC(), w.Sources))
		case id := <-w.ran:
			i := slices.IndexFunc(w.Sources, func(s meeting.Source) bool { return s.ID == id })
			if i >= 0 {
				faults.note(ctx, w.look(ctx, time.Now().UTC(), w.Sources[i:i+1]))
			}
		}
	}
}

func (w *Watch) look(ctx context.Context, now time.Time, sources []meeting.Source) error {
	health, err := w.Store.LastRuns(ctx)
	if err != nil {
		return err
	}
	known, err := w.Store.Alerts(ctx)
	if err != nil {
		return err
	}
	switches, err := w.Store.Switches(ctx)
	if err != nil {
		return err
	}
	var notices []Notice
	var after []meeting.Alert
	for _, src := range meeting.Switched(sources, switches) {
		n, alert, tell := w.one(src, health[src.ID], known[src.ID], now)
		if tell {
			notices = append(notices, n)
		}
		if alert != known[src.ID] {
			after = append(after, alert)
		}
	}
	if len(notices) > 0 {
		if err := w.Tell(ctx, notices); err != nil {
			return fmt.Errorf("%d notices: %w", len(notices), err)
		}
	}
	if len(after) == 0 {
		return nil
	}
	return w.Store.KeepAlerts(ctx, after)
}

func (w *Watch) one(src meeting.Source, h meeting.Health, known meeting.Alert, now time.Time) (Notice, meeting.Alert, bool) {
	known.Source = src.ID
	n := Notice{Source: src, Health: h, Punctuality: meeting.PunctualityOf(h.LastGood, now, w.intervals[src.ID])}
	if src.Enabled {
		n.Trouble = meeting.TroubleOf(h, n.Punctuality)
	}
	alert, tell := known.Next(n.Trouble, now)
	n.Since, n.Again = alert.Since, n.Trouble != "" && n.Trouble == known.Trouble
	return n, alert, tell
}
