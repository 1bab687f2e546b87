package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"testing"
	"time"

	"openchair/meeting"
)

// crowd is a store whose writer is busy, and runs that wait for it.
type crowd struct {
	*testing.T
	db      *DB
	results map[string]chan error
}

func newCrowd(t *testing.T) *crowd {
	t.Helper()
	return &crowd{T: t, db: openForTest(t), results: map[string]chan error{}}
}

func (c *crowd) begin(source string) int64 {
	c.Helper()
	run, err := c.db.Begin(c.Context(), source, "test", time.Now(), time.Hour)
	if err != nil {
		c.Fatal(err)
	}
	return run
}

// apply lets a run of three meetings wait for the writer.
func (c *crowd) apply(ctx context.Context, source string, run int64) {
	c.Helper()
	h := meeting.Harvest{Run: meeting.Run{ID: run, Class: meeting.OK, Finished: time.Now()}}
	for i := range 3 {
		h.Meetings = append(h.Meetings, meeting.Collected{Digest: "d", Meeting: meeting.Meeting{Program: "aa", Source: source, SourceKey: fmt.Sprint(i), Name: "Door " + source}})
	}
	result, waiting := make(chan error, 1), c.waiting()
	c.results[source] = result
	go func() {
		_, err := c.db.Apply(ctx, h)
		result <- err
	}()
	c.until(func() bool { return c.waiting() > waiting })
}

func (c *crowd) waiting() int { return c.db.queue.count() }

func (c *crowd) until(done func() bool) {
	c.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			c.Fatal("waited for a minute")
		}
	}
}

// stored counts what a search for the name of a source's meetings finds.
func (c *crowd) stored(source string) int {
	c.Helper()
	ms, _, err := c.db.Meetings(c.Context(), meeting.Filter{Text: "door " + source}, time.Now())
	if err != nil {
		c.Fatal(err)
	}
	return len(ms)
}

func TestRunsThatWaitShareATransaction(t *testing.T) {
	c := newCrowd(t)
	sources := []string{"ash", "birch", "cedar"}
	runs := map[string]int64{}
	for _, s := range sources {
		runs[s] = c.begin(s)
	}
	before := c.db.Writes()
	c.db.gate <- struct{}{}
	for _, s := range sources {
		c.apply(t.Context(), s, runs[s])
	}
	<-c.db.gate
	for _, s := range sources {
		if err := <-c.results[s]; err != nil {
			t.Error(err)
		}
		if n := c.stored(s); n != 3 {
			t.Errorf("%d of %s", n, s)
		}
	}
	if n := c.db.Writes() - before; n != 1 {
		t.Errorf("%d transactions", n)
	}
}

func TestARunThatFailsTakesNoOtherWithIt(t *testing.T) {
	c := newCrowd(t)
	ash, birch, cedar := c.begin("ash"), c.begin("birch"), c.begin("cedar")
	if err := c.db.write(t.Context(), c.db.quick, func(tx *sql.Tx) error { return interrupt(t.Context(), tx, time.Now(), "source = ?4", "birch") }); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(t.Context())
	dogwood := c.begin("dogwood")
	c.db.gate <- struct{}{}
	c.apply(t.Context(), "ash", ash)
	c.apply(t.Context(), "birch", birch)
	c.apply(stopped, "dogwood", dogwood)
	c.apply(t.Context(), "cedar", cedar)
	stop()
	if err := <-c.results["dogwood"]; !errors.Is(err, context.Canceled) {
		t.Errorf("a run whose context ended while it waited: %v", err)
	}
	<-c.db.gate
	for source, want := range map[string]error{"ash": nil, "birch": ErrLost, "cedar": nil} {
		if err := <-c.results[source]; !errors.Is(err, want) {
			t.Errorf("%s: %v", source, err)
		}
	}
	for source, want := range map[string]int{"ash": 3, "birch": 0, "cedar": 3, "dogwood": 0} {
		if n := c.stored(source); n != want {
			t.Errorf("%d of %s, not %d", n, source, want)
		}
	}
}

func (q *applyQueue) count() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.waiting)
}

// A long list is applied by itself, and lets others write after it.
func TestOnlyAsMuchIsAppliedTogetherAsOthersMayWaitFor(t *testing.T) {
	long := func(n int) *applyJob {
		return &applyJob{harvest: meeting.Harvest{Meetings: make([]meeting.Collected, n)}}
	}
	for _, c := range []struct {
		name   string
		listed []int
		want   int
	}{
		{"none", nil, 0},
		{"few of little", []int{10, 0}, 2},
		{"many of little", []int{1, 1, 1, 1, 1, 1}, mostTogether},
		{"a long one first", []int{100_000, 1}, 1},
		{"a long one behind", []int{1, mostListed, 1}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var q applyQueue
			for _, n := range c.listed {
				q.add(long(n))
			}
			if got := len(q.take()); got != c.want || c.want+q.count() != len(c.listed) {
				t.Errorf("took %d, left %d", got, q.count())
			}
		})
	}
}
