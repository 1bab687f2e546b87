package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

func TestMarksOfLettersThatLeaveTogetherShareACommit(t *testing.T) {
	const ms, us = time.Millisecond, time.Microsecond
	for _, c := range []struct {
		name    string
		takes   []time.Duration // to send each of the letters
		commits []int
	}{
		{"a letter alone waits for nobody", []time.Duration{ms}, []int{1}},
		{"half of what is under way is enough, and the rest comes next", []time.Duration{ms, 2 * ms, 2500 * us, 2800 * us}, []int{2, 2}},
		{"none waits for a slow server", []time.Duration{ms, time.Second, 2 * time.Second, 3 * time.Second}, []int{1, 1, 1, 1}},
		{"the last waits for nobody", []time.Duration{ms, 2 * ms, 2500 * us, 2800 * us, ms}, []int{2, 2, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var chosen []meeting.Meeting
				for i := range c.takes {
					chosen = append(chosen, daily(fmt.Sprint(i), "UTC", 6, 0))
				}
				s := newStore(reminder(60), chosen...)
				s.markTakes = 5 * ms
				o := &Outbox{Store: s, Owner: "test", Senders: 4, Log: slog.New(slog.DiscardHandler)}
				o.Read = each(func(_ context.Context, l meeting.Letter) Send {
					return func(context.Context) (meeting.Outcome, string, error) {
						var i int
						fmt.Sscan(l.Meeting, &i)
						time.Sleep(c.takes[i])
						return meeting.Sent, "", nil
					}
				})
				during(t, o, func() { time.Sleep(12 * time.Hour) })
				if !slices.Equal(s.commits, c.commits) {
					t.Errorf("marks in each commit: %v, want %v", s.commits, c.commits)
				}
				for _, o := range s.outcomes() {
					if o != meeting.Sent {
						t.Errorf("outcomes %v", s.outcomes())
					}
				}
			})
		})
	}
}
