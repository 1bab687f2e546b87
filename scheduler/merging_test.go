package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// mergeStore counts merges, each of which takes a second.
type mergeStore struct {
	n    atomic.Int32
	fail atomic.Bool
}

func (s *mergeStore) Merge(context.Context, time.Time) (int, error) {
	time.Sleep(time.Second)
	s.n.Add(1)
	if s.fail.Load() {
		return 0, errors.New("no store")
	}
	return 1, nil
}

func TestMergingFollowsRoundsThatChangedSomething(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := new(mergeStore)
		m := NewMerging(store, slog.New(slog.DiscardHandler))
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- m.Run(ctx) }()
		after := func(what string, d time.Duration, want int32) {
			t.Helper()
			time.Sleep(d)
			synctest.Wait()
			if got := store.n.Load(); got != want {
				t.Errorf("%s: merged %d times, want %d", what, got, want)
			}
		}
		after("at start", 2*time.Minute, 1)
		m.Note(meeting.Run{Class: meeting.Unchanged})
		m.Wake()
		after("nothing changed", time.Minute, 1)
		m.Note(meeting.Run{Counts: meeting.Counts{Changed: 1}})
		after("the round goes on", time.Minute, 1)
		m.Wake()
		after("the round ended", 2*time.Second, 2)
		m.Note(meeting.Run{Counts: meeting.Counts{New: 1}})
		m.Wake()
		after("it rests", 40*time.Second, 2)
		after("and merges then", 20*time.Second, 3)
		store.fail.Store(true)
		m.Note(meeting.Run{Counts: meeting.Counts{Retired: 1}})
		m.Wake()
		after("it failed", 2*time.Minute, 4)
		store.fail.Store(false)
		m.Wake()
		after("the next round tries again", 2*time.Minute, 5)
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
