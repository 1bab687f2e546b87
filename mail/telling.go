package mail

import (
	"context"
	"errors"
	"slices"
	"time"

	"openchair/meeting"
)

// precededWait is how long a letter waits for the one before it.
const precededWait = 10 * time.Second

// PrecededError says that another letter about the meeting leaves first.
type PrecededError struct{ Due time.Time }

func (e *PrecededError) Error() string {
	return "another letter about the meeting leaves first: again at " + e.Due.UTC().Format(time.RFC3339)
}

// Until returns when it is looked for the other letter again, in UTC.
func (e *PrecededError) Until() time.Time { return e.Due }

// change tells what changed since letters told of it last, in words that are
// true now. What it tells is kept before it leaves, so that a change that lands
// later has a letter of its own; a letter that may have left is the same letter
// when it is tried again.
func (p *Postman) change(ctx context.Context, d *draft, l meeting.Letter, a *about) *ending {
	t, err := p.Store.Telling(ctx, l)
	switch {
	case errors.Is(err, meeting.ErrNotFound):
		return dropped("the letter is no more")
	case err != nil:
		return retry("the store can't be read", err)
	case t.Waits:
		return retry("another letter about the meeting leaves first", &PrecededError{a.now.Add(precededWait)})
	}
	changes, err := p.Store.ChangesSince(ctx, l.Meeting, t.After)
	if err != nil {
		return retry("the store can't be read", err)
	}
	if t.Upto > 0 {
		changes = slices.DeleteFunc(changes, func(c meeting.Change) bool { return c.ID > t.Upto })
	}
	if len(changes) == 0 {
		return dropped("the letter before it told what had changed")
	}
	// The meeting is read again after its changes: what lands in between shows,
	// and has a letter of its own.
	if end := p.read(ctx, l, nil, &d.reader, a); end != nil {
		return end
	}
	upto := changes[len(changes)-1].ID
	s, lost, ok := a.change(changes)
	switch {
	case !ok && t.Upto == 0:
		return p.nothingToTell(ctx, l, upto)
	case !ok:
		return dropped(asItWas)
	case t.Upto == 0:
		d.tells = upto
	}
	if d.sheet = s; !lost {
		return nil
	}
	return p.addLike(ctx, d, a)
}

const asItWas = "what had changed is as it was"

// nothingToTell ends a letter, and with it what its reader need not know.
func (p *Postman) nothingToTell(ctx context.Context, l meeting.Letter, upto int64) *ending {
	if err := p.Store.Tells(ctx, l.ID, upto); err != nil {
		return retry("the store can't be written", err)
	}
	return dropped(asItWas)
}

// telling keeps up to which change a letter tells, and then carries it. Where it
// surely did not leave, the next try tells what has changed by then.
func (p *Postman) telling(l meeting.Letter, upto int64, carry func(context.Context) *ending) func(context.Context) *ending {
	return func(ctx context.Context) *ending {
		if err := p.Store.Tells(ctx, l.ID, upto); err != nil {
			return retry("the store can't be written", err)
		}
		end := carry(ctx)
		if end.outcome == meeting.Retry && stayed(end.err) {
			end.err = errors.Join(end.err, p.Store.Tells(context.WithoutCancel(ctx), l.ID, 0))
		}
		return end
	}
}

// stayed reports whether a letter that failed surely was not taken: its domain
// had to wait, its content was never sent, or a mail server said no.
func stayed(err error) bool {
	var busy *BusyError
	var failed *SendError
	if errors.As(err, &failed) {
		return failed.stage != "" && !failed.unsure
	}
	return errors.As(err, &busy)
}
