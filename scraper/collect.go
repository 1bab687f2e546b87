package scraper

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"openchair/meeting"
)

// Bounds of a run, where a Collector names none.
const (
	DefaultLease    = 30 * time.Second
	DefaultMaxPages = 500
	DefaultMaxBytes = 128 << 20
	DefaultMaxTime  = time.Hour
	maxRows         = 250_000
	maxRefused      = 1_000 // refusals kept by name; all are counted
)

// Store is what a Collector needs to remember and to be remembered by.
type Store interface {
	// Begin starts a run, or returns meeting.ErrRunning.
	Begin(ctx context.Context, source, owner string, now time.Time, lease time.Duration) (run int64, err error)
	// Renew fails where the run is no longer ours.
	Renew(ctx context.Context, run int64, now time.Time, lease time.Duration) error
	Memory(ctx context.Context, source string) (meeting.Memory, error)
	// Apply ends a run and returns it as stored.
	Apply(ctx context.Context, h meeting.Harvest) (meeting.Run, error)
}

// Getter asks for one page; *Fetcher is one.
type Getter interface {
	Fetch(ctx context.Context, req Request, cond *meeting.PageState) (FetchResult, error)
}

// Collector runs sources. It is safe for use by several goroutines.
type Collector struct {
	Fetcher Getter
	Store   Store        // not needed for Check
	Log     *slog.Logger // nil = none
	Owner   string       // who holds the runs, as in "serve"
	Zones   ZoneFinder   // of venues, by their coordinates; nil = none
	// Lease is how long a run stays ours without a word; 0 = DefaultLease. It
	// is renewed while the run goes on.
	Lease time.Duration
	// MaxPages, MaxBytes (decompressed) and MaxTime bound one run; 0 = the default.
	MaxPages int
	MaxBytes int64
	MaxTime  time.Duration
	// Formats and Normalise are FormatByName and Normalise where nil.
	Formats   func(name string) (Format, error)
	Normalise func(Listing, meeting.Source) (meeting.Collected, *meeting.Refusal)
}

// errLeaseLost: another process holds the source now.
var errLeaseLost = errors.New("the run is no longer ours")

// stopGrace is how long a stopped run may still take to be written down.
const stopGrace = 5 * time.Second

// Collect reads a source once and applies what it read. Whatever goes wrong at
// the source is told by the run's class and not by an error. Errors are:
// meeting.ErrRunning where a run is under way, a lost lease, and the store's.
// When ctx ends, the run ends as unreachable and is still written down.
func (c *Collector) Collect(ctx context.Context, src meeting.Source) (meeting.Run, error) {
	started := time.Now().UTC()
	id, err := c.Store.Begin(ctx, src.ID, c.Owner, started, c.lease())
	if err != nil {
		return meeting.Run{}, fmt.Errorf("source %s: begin a run: %w", src.ID, err)
	}
	work, end := c.runContext(ctx, id)
	h, walkErr := c.harvest(work, src)
	cause := context.Cause(work)
	end()
	if errors.Is(cause, errLeaseLost) {
		return meeting.Run{}, fmt.Errorf("source %s: run %d: %w", src.ID, id, cause)
	}
	h.Run.ID, h.Run.Source, h.Run.Started = id, src.ID, started
	h.Run.Finished = time.Now().UTC()
	h.Run.Evidence.Duration = h.Run.Finished.Sub(started)
	h.Run.Evidence.Host = askedHost(src.URL)
	run, err := c.apply(ctx, h)
	if err != nil {
		return run, fmt.Errorf("source %s: store run %d: %w", src.ID, id, err)
	}
	c.tell(run, walkErr)
	if errors.Is(walkErr, errOurs) {
		return run, fmt.Errorf("source %s: run %d: %w", src.ID, id, walkErr)
	}
	return run, nil
}

// apply writes a run down. Where what was read can't be stored, the run is
// still ended, so that the source is not held until its lease runs out.
func (c *Collector) apply(ctx context.Context, h meeting.Harvest) (meeting.Run, error) {
	run, err := c.write(ctx, h)
	if err == nil || h.Meetings == nil {
		return run, err
	}
	v := classify(errOurs, nil, meeting.Source{}, true)
	h.Run.Class, h.Run.Message = v.class, v.message
	h.Run.Counts, h.Run.Fill, h.Run.Refused = meeting.Counts{}, meeting.Fill{}, nil
	run, again := c.write(ctx, meeting.Harvest{Run: h.Run})
	return run, errors.Join(err, again)
}

// write hands a run to the store, for a little while even when ctx has ended.
func (c *Collector) write(ctx context.Context, h meeting.Harvest) (meeting.Run, error) {
	detached, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		if sleep(detached, stopGrace) == nil {
			cancel()
		}
	})
	defer stop()
	return c.Store.Apply(detached, h)
}

// harvest reads a source to its end, well or badly. The error is what the
// run's message says in words, kept for the log.
func (c *Collector) harvest(ctx context.Context, src meeting.Source) (meeting.Harvest, error) {
	m, err := c.Store.Memory(ctx, src.ID)
	if err != nil {
		err = ended(ctx, fmt.Errorf("%w: %w", errOurs, err))
		return failedHarvest(nil, err, src, m), err
	}
	w, err := c.walk(src, m)
	if err != nil {
		return failedHarvest(w, err, src, m), err
	}
	unchanged, err := w.run(ctx)
	if err != nil {
		err = ended(ctx, err)
		return failedHarvest(w, err, src, m), err
	}
	if unchanged {
		return w.unchanged(), nil
	}
	return w.judged()
}

// ended says why a run broke off where its context has ended, whatever broke.
func ended(ctx context.Context, err error) error {
	switch {
	case ctx.Err() == nil:
		return err
	case errors.Is(context.Cause(ctx), errLongRun):
		return errLongRun
	}
	return errStopped
}

// runContext ends when ctx does, when the run takes too long, or when its
// lease is lost; context.Cause tells which. end stops what goes on behind it.
func (c *Collector) runContext(ctx context.Context, run int64) (work context.Context, end func()) {
	work, cancel := context.WithCancelCause(ctx)
	limit := time.AfterFunc(cmp.Or(c.MaxTime, DefaultMaxTime), func() { cancel(errLongRun) })
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.keepLease(work, run, cancel)
	}()
	return work, func() {
		limit.Stop()
		cancel(nil)
		<-done
	}
}

// keepLease renews the lease until the work ends. One failure to renew is
// tried again soon: the run is given up when its lease has run out.
func (c *Collector) keepLease(ctx context.Context, run int64, cancel context.CancelCauseFunc) {
	lease := c.lease()
	expires, pause := time.Now().Add(lease), lease/3
	for sleep(ctx, pause) == nil {
		err := c.Store.Renew(ctx, run, time.Now().UTC(), lease)
		switch {
		case err == nil:
			expires, pause = time.Now().Add(lease), lease/3
		case ctx.Err() != nil:
			return
		case !time.Now().Add(lease / 12).Before(expires):
			cancel(fmt.Errorf("%w: %w", errLeaseLost, err))
			return
		default:
			pause = lease / 12
		}
	}
}

// tell logs a run, once, at its end.
func (c *Collector) tell(run meeting.Run, err error) {
	attrs := []any{
		"source", run.Source, "run", run.ID, "class", run.Class, "message", run.Message,
		"listed", run.Counts.Listed, "refused", run.Counts.Refused,
		"pages", run.Evidence.Pages, "bytes", run.Evidence.Bytes, "duration", run.Evidence.Duration,
	}
	if run.Class.Good() {
		c.log().Info("run", attrs...)
		return
	}
	if err != nil {
		attrs = append(attrs, "error", err)
	}
	c.log().Warn("run", attrs...)
}

func (c *Collector) log() *slog.Logger {
	if c.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return c.Log
}

func (c *Collector) lease() time.Duration { return cmp.Or(c.Lease, DefaultLease) }
