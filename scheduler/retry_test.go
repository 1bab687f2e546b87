package scheduler

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

func TestWaitingForItsTurnIsNoFailedTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const waits = 8
		s := newStore(reminder(60), daily("m", "UTC", 2, 0))
		p := &post{answers: func(n int, _ meeting.Letter) (meeting.Outcome, error) {
			switch {
			case n < waits: // its domain is busy
				return meeting.Retry, later{time.Now().Add(time.Second)}
			case n == waits:
				return meeting.Retry, errors.New("451 later")
			}
			return meeting.Sent, nil
		}}
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(3 * time.Hour) })
		if len(p.at) != waits+2 || !slices.Equal(s.outcomes(), []meeting.Outcome{meeting.Sent}) {
			t.Fatalf("%d tries, outcomes %v", len(p.at), s.outcomes())
		}
		if got, want := p.tried[waits+1].Attempts, 1; got != want {
			t.Errorf("%d attempts are counted, want %d", got, want)
		}
		if wait := p.at[waits+1].Sub(p.at[waits]); wait > firstWait*12/10+defaultPoll {
			t.Errorf("after its first failed try it waited %v, want about %v", wait, firstWait)
		}
	})
}
