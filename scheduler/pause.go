package scheduler

import (
	"context"
	"errors"
	"time"
)

// probeEvery is how long sending rests after the mail server refused us.
const probeEvery = 5 * time.Minute

// paused is told by an error that refuses the sender and no reader.
type paused interface {
	error
	Paused() bool
}

// waiting is told by an error that knows when a letter is due.
type waiting interface {
	error
	Until() time.Time
}

// pause remembers whether the mail server refuses us.
type pause struct {
	on    bool
	until time.Time
}

// most returns how many letters may be under way: 0 while paused, 1 when it is
// time to probe, -1 for as many as there are senders.
func (p *pause) most(now time.Time) int {
	switch {
	case !p.on:
		return -1
	case now.Before(p.until):
		return 0
	}
	return 1
}

// restName names the pause in the store, for whoever looks from outside.
const restName = "the mail server refuses us"

// learn takes notice of what a try told. It logs when the pause begins and when
// it is over, keeps both in the store and tells them, and does nothing in between.
func (o *Outbox) learn(ctx context.Context, now time.Time, taken bool, why string, err error) {
	refused := isPaused(err)
	o.mu.Lock()
	was := o.pause.on
	o.pause.learn(now, taken, refused)
	o.mu.Unlock()
	switch {
	case refused && !was:
		o.Log.Error("sending is paused: the mail server refuses us. Letters wait; one is tried every few minutes",
			"every", probeEvery, "err", err)
	case taken && was:
		o.Log.Info("sending goes on: the mail server takes our letters again")
		why = ""
	default:
		return
	}
	if err := o.Store.SetRest(context.WithoutCancel(ctx), restName, why, now); err != nil {
		o.Log.Error("whether sending rests can't be kept", "err", err)
	}
	if o.Rests != nil {
		go o.Rests(ctx, why, now)
	}
}

func (p *pause) learn(now time.Time, taken, refused bool) {
	switch {
	case refused:
		p.on, p.until = true, now.Add(probeEvery)
	case taken:
		p.on = false
	}
}

func isPaused(err error) bool {
	var p paused
	return errors.As(err, &p) && p.Paused()
}
