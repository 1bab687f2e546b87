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
	// than tryLimit, and it is begun early enough that nobody else sends it
	// meanwhile.
	lease    = 5 * time.Minute
	tryLimit = 90 * time.Second
	// readLimit is how long reading what letters are written from may take:
	// senders wait for it.
	readLimit = 5 * time.Second
	// claimAhead is how many letters are claimed for each sender: one write for
	// many.
	claimAhead = 16
)

// OutboxStore is what sending letters asks of the store.
type OutboxStore interface {
	PlanStore
	NextSend(ctx context.Context) (time.Time, error)
	Claim(ctx context.Context, now time.Time, owner string, lease time.Duration, n int) ([]meeting.Letter, error)
	// Mark says what became of letters, durably before it returns. Letters that
	// are no more, as their reader wants none, are passed over.
	Mark(ctx context.Context, marks ...meeting.Mark) error
	// SetRest remembers why letters rest; why = "" ends it.
	SetRest(ctx context.Context, name, why string, now time.Time) error
}

// Send sends a letter that is written. Its outcome counts even beside an error;
// why says in words what happened and never holds an address. An error with a
// method Paused() bool that says true pauses all sending; one with
// Until() time.Time says when to try this letter again, which then counts as
// not tried.
type Send = func(context.Context) (o meeting.Outcome, why string, err error)

// Write writes one letter, and returns what sends it. Either is called once or
// never.
type Write = func(context.Context) Send

// Outbox plans letters and sends them: at least once, never after the start.
type Outbox struct {
	Store OutboxStore
	// Read reads what letters are written from and returns, letter by letter,
	// what writes each. Nil: letters are off, and nothing is planned.
	Read    func(ctx context.Context, letters ...meeting.Letter) ([]Write, error)
	Owner   string        // names this process in leases
	Senders int           // letters tried at a time; 0 = 4
	Poll    time.Duration // between two looks at the store; 0 = 2 s
	Grace   time.Duration // for letters under way when the context ends; 0 = 7 s
	// Rests hears that the mail server refuses us, and why, and with why = "" that
	// it takes letters again. Nothing waits for it. Nil: nobody is told.
	Rests func(ctx context.Context, why string, now time.Time)
	Log   *slog.Logger

	once  sync.Once
	wakes chan struct{}
	free  chan struct{} // there is room to claim
	queue chan claimed
	marks chan marking
	// gaveUp says that a sender gave a letter up without a mark.
	gaveUp chan struct{}
	pause  pause
	doubt  time.Time // when doubts were told last

	mu      sync.Mutex
	ours    int // letters claimed and not yet done with
	senders []sender
	done    sync.WaitGroup
}

// claimed is a letter that is ours, and since when.
type claimed struct {
	meeting.Letter
	at    time.Time
	write Write
}

func (o *Outbox) prepare() {
	o.once.Do(func() {
		o.wakes, o.free = make(chan struct{}, 1), make(chan struct{}, 1)
		o.Poll, o.Grace = orElse(o.Poll, defaultPoll), orElse(o.Grace, defaultGrace)
		o.Senders = orElse(o.Senders, defaultSenders)
		o.queue = make(chan claimed, o.Senders*claimAhead)
		o.senders = make([]sender, o.Senders)
		o.marks, o.gaveUp = make(chan marking, o.Senders), make(chan struct{}, 1)
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
	if o.Read == nil {
		o.Log.Info("no letter is planned or sent: letters are off")
		<-ctx.Done()
		return nil
	}
	// Letters under way outlive ctx by Grace.
	sending, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	stop := make(chan struct{})
	var marking sync.WaitGroup
	marking.Go(func() { o.commitMarks(stop) })
	defer func() { close(stop); marking.Wait() }()
	for i := range o.senders {
		o.done.Go(func() { o.work(ctx, sending, &o.senders[i]) })
	}
	look := time.NewTicker(o.Poll)
	defer look.Stop()
	faults := complaint{log: o.Log, what: "letters wait: the store can't be used"}
	faults.note(ctx, errors.Join(o.Store.SetRest(ctx, restName, "", time.Now().UTC()), o.look(ctx)))
	for {
		select {
		case <-ctx.Done():
			enough := time.AfterFunc(o.Grace, abort)
			o.done.Wait()
			enough.Stop()
			return nil
		case <-o.free:
			if err := o.claim(ctx); err != nil {
				faults.note(ctx, err)
			}
		case <-o.wakes:
			faults.note(ctx, o.look(ctx))
		case <-look.C:
			faults.note(ctx, o.look(ctx))
		}
	}
}

// look plans what is due and claims it. What is planned leaves all the same
// where planning fails.
func (o *Outbox) look(ctx context.Context) error {
	now := time.Now().UTC()
	_, err := PlanDue(ctx, o.Store, now)
	err = errors.Join(err, tell(ctx, o.Store, now), tellMissed(ctx, o.Store, now))
	if now.Sub(o.doubt) >= doubtsEvery {
		o.doubt = now
		err = errors.Join(err, tellDoubts(ctx, o.Store, now))
	}
	return errors.Join(err, o.claim(ctx))
}

// claim takes as many due letters as the senders have room for.
func (o *Outbox) claim(ctx context.Context) error {
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
	o.mu.Lock()
	o.ours += len(letters)
	o.mu.Unlock()
	for i, write := range o.read(ctx, letters) {
		o.queue <- claimed{letters[i], now, write} // it holds all that there was room for
	}
	return err
}

// room returns how many letters may be claimed now: while sending is paused
// none, and when the pause ends one, which finds out whether it is over.
func (o *Outbox) room(now time.Time) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	if most := o.pause.most(now); most >= 0 {
		return max(0, most-o.ours)
	}
	return max(0, cap(o.queue)-o.ours)
}

// work tries claimed letters, one after the other, until ctx ends. A letter is
// written while the mark of the one before becomes durable, and leaves only
// after it. What is claimed and not begun when ctx ends stays leased; whoever
// starts next releases it.
func (o *Outbox) work(ctx, sending context.Context, s *sender) {
	marked := make(chan struct{})
	close(marked)
	defer func() { <-marked }()
	for {
		select {
		case <-ctx.Done():
			return
		case l := <-o.queue:
			o.holds(s, true)
			send := o.write(sending, l)
			<-marked
			if ctx.Err() != nil {
				o.holds(s, false)
				return
			}
			marked = o.try(sending, s, l, send)
		}
	}
}

// freed makes room for another claim, once half of what was claimed is done.
func (o *Outbox) freed() {
	o.mu.Lock()
	o.ours--
	claim := o.ours <= cap(o.queue)/2
	o.mu.Unlock()
	if claim {
		signal(o.free)
	}
}
