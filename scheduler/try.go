package scheduler

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"openchair/meeting"
)

// try sends one claimed letter and has what became of it marked: durably once
// the channel is closed.
func (o *Outbox) try(ctx context.Context, s *sender, l claimed, send Send) (marked chan struct{}) {
	bounded, cancel := context.WithTimeout(ctx, tryLimit)
	defer cancel()
	outcome, why, err := o.begin(bounded, l, send)
	now := time.Now().UTC()
	o.learn(ctx, now, outcome == meeting.Sent || outcome == meeting.Dead, why, err)
	if err == nil && outcome == meeting.Dead {
		o.Log.Warn("letter was refused for good", "letter", l.ID, "why", why)
	}
	if err != nil && !isPaused(err) && !isWaiting(err) {
		o.Log.Warn("letter was not sent", "letter", l.ID, "outcome", outcome, "attempts", l.Attempts+1, "err", err)
	}
	var next time.Time
	switch {
	case outcome == meeting.Retry && ctx.Err() != nil:
		next = now // we stopped it ourselves: the next daemon tries at once
	case outcome == meeting.Retry:
		outcome, next = again(l.Letter, now, err)
	}
	defer o.freed()
	return o.mark(s, meeting.Mark{Letter: l.ID, Outcome: outcome, Why: why, Next: next, Waited: isWaiting(err)})
}

// begin sends a letter, unless sending has been paused or its lease has run
// low since it was claimed.
func (o *Outbox) begin(ctx context.Context, l claimed, send Send) (meeting.Outcome, string, error) {
	now := time.Now().UTC()
	o.mu.Lock()
	rests := o.pause.most(now) == 0
	until := o.pause.until
	o.mu.Unlock()
	switch {
	case rests:
		return meeting.Retry, "sending rests", putBack{until}
	case now.Sub(l.at) > lease-tryLimit:
		return meeting.Retry, "it waited too long for its turn", putBack{now}
	}
	return o.guarded(l.Letter, send)(ctx)
}

// putBack is why a letter was not tried: it is due again at a moment.
type putBack struct{ at time.Time }

func (p putBack) Error() string    { return "put back until " + p.at.Format(time.RFC3339) }
func (p putBack) Until() time.Time { return p.at }

// read returns what writes each of the letters. What they are written from is
// read for all of them once the first is to be written; where that fails, for
// each alone, so that one that can't be read for harms no other.
func (o *Outbox) read(ctx context.Context, letters []meeting.Letter) []Write {
	all := sync.OnceValue(func() []Write { return o.readAll(ctx, letters) })
	writes := make([]Write, len(letters))
	for i, l := range letters {
		writes[i] = func(ctx context.Context) Send {
			if known := all(); known != nil {
				return known[i](ctx)
			}
			one, err := o.Read(ctx, l)
			if err != nil {
				return ended(meeting.Retry, "the store can't be read", err)
			}
			return one[0](ctx)
		}
	}
	return writes
}

// readAll returns nil where what all letters are written from can't be read.
func (o *Outbox) readAll(ctx context.Context, letters []meeting.Letter) (writes []Write) {
	bounded, cancel := context.WithTimeout(ctx, readLimit)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			o.Log.Error("letters are read for one by one: this is a fault of the program", "panic", r, "stack", string(debug.Stack()))
			writes = nil
		}
	}()
	writes, err := o.Read(bounded, letters...)
	if err != nil && ctx.Err() == nil {
		o.Log.Warn("letters are read for one by one", "err", err)
	}
	return writes
}

// ended is what sends a letter that came to an end while it was written.
func ended(o meeting.Outcome, why string, err error) Send {
	return func(context.Context) (meeting.Outcome, string, error) { return o, why, err }
}

// write writes a letter, within the time a try may take.
func (o *Outbox) write(ctx context.Context, l claimed) (send Send) {
	ctx, cancel := context.WithTimeout(ctx, tryLimit)
	defer cancel()
	written := o.guarded(l.Letter, func(ctx context.Context) (meeting.Outcome, string, error) {
		send = l.write(ctx)
		return "", "", nil
	})
	if outcome, why, err := written(ctx); err != nil {
		return ended(outcome, why, err)
	}
	return send
}

// guarded turns a panic into one more failed try.
func (o *Outbox) guarded(l meeting.Letter, do Send) Send {
	return func(ctx context.Context) (outcome meeting.Outcome, why string, err error) {
		defer func() {
			if r := recover(); r != nil {
				o.Log.Error("letter failed: this is a fault of the program", "letter", l.ID, "stack", string(debug.Stack()))
				outcome, why, err = meeting.Retry, "a fault of the program", fmt.Errorf("panic: %v", r)
			}
		}()
		return do(ctx)
	}
}

// again says when a letter is tried next, or that it would come too late.
func again(l meeting.Letter, now time.Time, err error) (meeting.Outcome, time.Time) {
	wait := jitter(backoff(l.Attempts))
	var w waiting
	switch {
	case isPaused(err):
		wait = probeEvery
	case errors.As(err, &w):
		if !w.Until().Before(l.Expires) && l.Kind != meeting.ReminderLetter {
			return meeting.Expired, time.Time{}
		}
		return meeting.Retry, w.Until() // a reminder's start may have moved
	}
	next, ok := nextTry(l, now, wait)
	if !ok {
		return meeting.Expired, time.Time{}
	}
	return meeting.Retry, next
}

func isWaiting(err error) bool {
	var w waiting
	return errors.As(err, &w)
}
