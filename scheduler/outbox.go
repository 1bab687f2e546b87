package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"openchair/meeting"
)

// Defaults of Outbox.
const (
	defaultPoll    = 2 * time.Second
	defaultSenders = 4
	defaultGrace   = 7 * time.Second
	// lease is how long a claimed letter is ours. Trying it may take no longer
	// than tryLimit, so that nobody else sends it meanwhile.
	lease    = 2 * time.Minute
	tryLimit = 90 * time.Second
)

// OutboxStore is what sending letters asks of the store.
type OutboxStore interface {
	PlanStore
	NextSend(ctx context.Context) (time.Time, error)
	Claim(ctx context.Context, now time.Time, owner string, lease time.Duration, n int) ([]meeting.Letter, error)
	Mark(ctx context.Context, letter int64, o meeting.Outcome, why string, next time.Time) error
}

// Outbox plans letters and sends them: at least once, never after the start.
type Outbox struct {
	Store OutboxStore
	// Deliver tries one letter. Its outcome counts even beside an error; why
	// says in words what happened and never holds an address. An error with a
	// method Paused() bool that says true pauses all sending; one with
	// Until() time.Time says when to try this letter again. Nil: letters are
	// off, and nothing is planned.
	Deliver func(context.Context, meeting.Letter) (o meeting.Outcome, why string, err error)
	Owner   string        // names this process in leases
	Senders int           // letters tried at a time; 0 = 4
	Poll    time.Duration // between two looks at the store; 0 = 2 s
	Grace   time.Duration // for letters under way when the context ends; 0 = 7 s
	Log     *slog.Logger

	once  sync.Once
	wakes chan struct{}
	free  chan struct{} // a sender has become free
	pause pause

	mu   sync.Mutex
	busy int // letters being tried
	done sync.WaitGroup
}

func (o *Outbox) prepare() {
	o.once.Do(func() {
		o.wakes, o.free = make(chan struct{}, 1), make(chan struct{}, 1)
		o.Poll, o.Grace = orElse(o.Poll, defaultPoll), orElse(o.Grace, defaultGrace)
		o.Senders = orElse(o.Senders, defaultSenders)
	})
}

func orElse[T int | time.Duration](v, otherwise T) T {
	if v <= 0 {
		return otherwise
	}
	return v
}

// Wake makes Run look at the store at once, as after a run that changed
// meetings. It never waits.
func (o *Outbox) Wake() {
	o.prepare()
	signal(o.wakes)
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default: // one is on its way already
	}
}

// Run plans and sends until ctx ends; letters under way then have Grace to
// finish and to be marked. It looks at the store every Poll, so what other
// processes changed counts too. Faults of the store are logged and tried again.
func (o *Outbox) Run(ctx context.Context) error {
	o.prepare()
	if o.Deliver == nil {
		o.Log.Info("letters are off: no mail server and no mail directory is set")
		<-ctx.Done()
		return nil
	}
	// Letters under way outlive ctx by Grace.
	sending, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	look := time.NewTicker(o.Poll)
	defer look.Stop()
	faults := complaint{log: o.Log, what: "letters wait: the store can't be used"}
	faults.note(ctx, o.look(ctx, sending))
	for {
		select {
		case <-ctx.Done():
			stop := time.AfterFunc(o.Grace, abort)
			o.done.Wait()
			stop.Stop()
			return nil
		case <-o.free:
			if err := o.send(ctx, sending); err != nil {
				faults.note(ctx, err)
			}
		case <-o.wakes:
			faults.note(ctx, o.look(ctx, sending))
		case <-look.C:
			faults.note(ctx, o.look(ctx, sending))
		}
	}
}

func (o *Outbox) look(ctx, sending context.Context) error {
	_, err := plan(ctx, o.Store, time.Now().UTC())
	return errors.Join(err, o.send(ctx, sending)) // what is planned leaves all the same
}

// send claims as many due letters as there are free senders. A claimed letter
// is tried at once: none waits on its lease.
func (o *Outbox) send(ctx, sending context.Context) error {
	now := time.Now().UTC()
	n := o.room(now)
	if n == 0 || ctx.Err() != nil {
		return nil
	}
	next, err := o.Store.NextSend(ctx)
	if err != nil || next.IsZero() || next.After(now) {
		return err // a read, where Claim would write
	}
	letters, err := o.Store.Claim(ctx, now, o.Owner, lease, n)
	for _, l := range letters {
		o.mu.Lock()
		o.busy++
		o.mu.Unlock()
		o.done.Go(func() { o.try(sending, l) })
	}
	return err
}

// room returns how many letters may be claimed now: while sending is paused
// none, and when the pause ends one, which finds out whether it is over.
func (o *Outbox) room(now time.Time) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch most := o.pause.most(now); {
	case most >= 0:
		return max(0, min(o.Senders, most)-o.busy)
	default:
		return o.Senders - o.busy
	}
}
