package scheduler

import (
	"context"
	"time"

	"openchair/meeting"
)

// How long and how often marks are tried to be written.
const (
	markLimit = 5 * time.Second
	markTries = 3
	// markPatience is how long a mark waits for those of letters that are under
	// way: less than a commit often takes.
	markPatience = 2 * time.Millisecond
)

// marking is a mark that waits to be durable.
type marking struct {
	meeting.Mark
	sender *sender
	done   chan struct{}
}

// sender is what one of the senders is at.
type sender struct {
	has   bool // a letter, to be written or sent
	marks bool // waits for a mark to be durable, and sends nothing until then
}

// holds remembers that a sender has a letter, or that it gave one up.
func (o *Outbox) holds(s *sender, has bool) {
	o.mu.Lock()
	s.has = has
	o.mu.Unlock()
	if !has {
		signal(o.gaveUp)
	}
}

// enough reports whether so many marks are worth a commit: half of the senders
// wait for them, and the others go on meanwhile, or nobody else comes.
func (o *Outbox) enough(marks int) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	busy, away := 0, 0
	for i := range o.senders {
		s := &o.senders[i]
		if s.has || s.marks {
			busy++
		}
		if s.has && !s.marks {
			away++
		}
	}
	return away == 0 || 2*marks >= busy
}

// mark has what became of a sender's letter written, durably once the channel is
// closed.
func (o *Outbox) mark(s *sender, m meeting.Mark) (durable chan struct{}) {
	o.mu.Lock()
	s.has, s.marks = false, true
	o.mu.Unlock()
	waits := marking{m, s, make(chan struct{})}
	o.marks <- waits
	return waits.done
}

// commitMarks commits the marks of all senders until stop: one commit for many.
func (o *Outbox) commitMarks(stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case m := <-o.marks:
			all := o.gather(m)
			o.commit(all)
			o.mu.Lock()
			for _, m := range all {
				m.sender.marks = false
			}
			o.mu.Unlock()
			for _, m := range all {
				close(m.done)
			}
		}
	}
}

// gather waits for enough marks, but not for a letter whose server is slow.
func (o *Outbox) gather(first marking) []marking {
	all := []marking{first}
	patience := time.NewTimer(markPatience)
	defer patience.Stop()
	for {
		select {
		case m := <-o.marks:
			all = append(all, m)
			continue
		default:
		}
		if o.enough(len(all)) {
			return all
		}
		select {
		case m := <-o.marks:
			all = append(all, m)
		case <-o.gaveUp:
		case <-patience.C:
			return all
		}
	}
}

// commit writes marks even while the daemon stops: a letter that was sent and
// not marked would be sent twice.
func (o *Outbox) commit(all []marking) {
	marks := make([]meeting.Mark, len(all))
	for i, m := range all {
		marks[i] = m.Mark
	}
	var err error
	for i := range markTries {
		if i > 0 {
			time.Sleep(time.Second)
		}
		if err = o.commitOnce(marks); err == nil {
			return
		}
	}
	for _, m := range marks {
		o.Log.Error("letter can't be marked, it may be sent twice", "letter", m.Letter, "outcome", m.Outcome, "err", err)
	}
}

func (o *Outbox) commitOnce(marks []meeting.Mark) error {
	ctx, cancel := context.WithTimeout(context.Background(), markLimit)
	defer cancel()
	return o.Store.Mark(ctx, marks...)
}
