package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"openchair/meeting"
)

// Defaults of Collecting.
const (
	defaultWorkers = 4
	// spread is the stretch at start over which missed runs begin, so that a
	// daemon that was down does not call on every site in the same second.
	spread    = 4 * time.Second
	slowAfter = time.Second
)

// Recall tells what the store remembers of a source: when it last ran and
// until when it is to be left alone.
type Recall interface {
	Memory(ctx context.Context, source string) (meeting.Memory, error)
}

// outageRest is after how long a run is tried again that fell into an outage of
// ours, or was stopped from outside while the daemon goes on.
const outageRest = 10 * time.Minute

// Collecting runs every source that is switched on by its cron line, in UTC.
// Whether it is on is asked each time: a person may switch it meanwhile.
type Collecting struct {
	Sources []meeting.Source
	// Collect runs one source once. meeting.ErrRunning means that another
	// process does, and is no fault.
	Collect  func(context.Context, meeting.Source) (meeting.Run, error)
	Recall   Recall
	AfterRun func(meeting.Run) // nil = nobody asks; called by several runs at once
	Idle     func()            // nil = nobody asks; called when the last run of a round ended
	Workers  int               // runs at a time; 0 = 4
	Log      *slog.Logger

	ctx    context.Context
	queue  *queue
	jobs   map[string]job
	mu     sync.Mutex
	timers map[string]*time.Timer // sources that wait for their back-off to end
	ticks  sync.WaitGroup
	ended  bool
}

// job is one source and when it is due.
type job struct {
	source   meeting.Source
	schedule cron.Schedule
}

// Run collects until ctx ends, then waits for the runs under way, which get
// the ended ctx. A Collecting runs once. Sources whose cron line is refused are
// logged and left out; the others go on.
func (c *Collecting) Run(ctx context.Context) error {
	c.ctx, c.timers = ctx, make(map[string]*time.Timer)
	c.jobs = c.schedule()
	workers := c.Workers
	if workers < 1 {
		workers = defaultWorkers
	}
	c.queue = newQueue(workers, slowAfter, c.collect, c.Idle)
	clock := c.clock()
	c.catchUp()
	clock.Start()
	<-ctx.Done()
	<-clock.Stop().Done()
	c.stopTimers()
	c.queue.close()
	return nil
}

func (c *Collecting) schedule() map[string]job {
	jobs := make(map[string]job)
	for _, src := range c.Sources {
		s, err := parseSpec(src.Cron)
		if err != nil && src.Enabled {
			c.Log.Error("source is never collected", "source", src.ID, "err", err)
		}
		if err == nil {
			jobs[src.ID] = job{src, s}
		}
	}
	return jobs
}

// clock ticks. Recover stands inside SkipIfStillRunning, which would otherwise
// skip for ever after a panic.
func (c *Collecting) clock() *cron.Cron {
	log := cronLog{c.Log}
	clock := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(log),
		cron.WithChain(cron.SkipIfStillRunning(log), cron.Recover(log)))
	for id, j := range c.jobs {
		clock.Schedule(j.schedule, cron.FuncJob(func() { c.tick(id) }))
	}
	return clock
}

// catchUp asks for what was due while nothing ran.
func (c *Collecting) catchUp() {
	now := time.Now()
	var due []string
	for _, src := range c.Sources { // in their order, not the map's
		j, ok := c.jobs[src.ID]
		if !ok {
			continue
		}
		mem, err := c.Recall.Memory(c.ctx, src.ID)
		if err != nil {
			c.complain(src.ID, err)
			continue
		}
		if mem.Switch.On(src) && missed(j.schedule, mem.LastRun, now) {
			due = append(due, src.ID)
		}
	}
	for i, id := range due {
		c.after(id, spread*time.Duration(i)/time.Duration(len(due)))
	}
}

// tick asks for a run, now or when the source's back-off ends.
func (c *Collecting) tick(id string) {
	mem, err := c.Recall.Memory(c.ctx, id)
	if err != nil {
		c.complain(id, err)
		return
	}
	if !mem.Switch.On(c.jobs[id].source) {
		return
	}
	if wait := time.Until(mem.NotBefore); wait > 0 {
		c.after(id, wait)
		return
	}
	if !c.queue.push(id) {
		c.Log.Debug("source is under way, tick skipped", "source", id)
	}
}

func (c *Collecting) complain(id string, err error) {
	if c.ctx.Err() == nil {
		c.Log.Error("source can't be asked for, its next tick will", "source", id, "err", err)
	}
}

// after ticks once more in d. A source waits at most once: its back-off may
// have grown when the wait ends, and the tick looks again.
func (c *Collecting) after(id string, d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended || c.timers[id] != nil {
		return
	}
	c.timers[id] = time.AfterFunc(d, func() { c.late(id) })
}

func (c *Collecting) late(id string) {
	c.mu.Lock()
	if c.ended {
		c.mu.Unlock()
		return
	}
	delete(c.timers, id)
	c.ticks.Add(1)
	c.mu.Unlock()
	defer c.ticks.Done()
	c.tick(id)
}

func (c *Collecting) stopTimers() {
	c.mu.Lock()
	c.ended = true
	for _, t := range c.timers {
		t.Stop()
	}
	c.mu.Unlock()
	c.ticks.Wait()
}

// collect runs one source, whatever its reader does.
func (c *Collecting) collect(id string) {
	defer func() {
		if r := recover(); r != nil {
			c.Log.Error("run failed: this is a fault of the program", "source", id, "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
		}
	}()
	run, err := c.Collect(c.ctx, c.jobs[id].source)
	switch {
	case errors.Is(err, meeting.ErrRunning):
		c.Log.Debug("another process collects this source", "source", id)
		return
	case err != nil && c.ctx.Err() != nil:
		return
	case err != nil:
		c.Log.Error("run failed", "source", id, "err", err)
		return
	}
	c.Log.Info("run", "source", id, "run", run.ID, "class", run.Class, "message", run.Message,
		"stored", run.Counts.Stored, "changed", run.Counts.Changed, "missed", run.Counts.Missed)
	if c.AfterRun != nil {
		c.AfterRun(run)
	}
	if run.Interrupted && c.ctx.Err() == nil {
		c.after(id, outageRest)
	}
}

// cronLog lets cron speak through slog: its chatter is for debugging.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(msg string, kv ...any) { l.log.Debug("cron: "+msg, kv...) }

func (l cronLog) Error(err error, msg string, kv ...any) {
	l.log.Error("cron: "+msg, append(kv, "err", err)...)
}
