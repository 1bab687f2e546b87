package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// recall is what a store remembers, and begun when each source was collected.
type recall struct {
	mu     sync.Mutex
	memory map[string]meeting.Memory
	begun  map[string][]time.Time
	err    error
}

func newRecall() *recall {
	return &recall{memory: make(map[string]meeting.Memory), begun: make(map[string][]time.Time)}
}

func (r *recall) Memory(_ context.Context, id string) (meeting.Memory, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.memory[id], r.err
}

func (r *recall) set(id string, change func(*meeting.Memory)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m := r.memory[id]
	change(&m)
	r.memory[id] = m
}

// begin notes a run as the store would.
func (r *recall) begin(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	r.begun[id] = append(r.begun[id], now)
	m := r.memory[id]
	m.LastRun = now
	r.memory[id] = m
}

func (r *recall) runs(id string) []time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]time.Time(nil), r.begun[id]...)
}

func source(id, spec string) meeting.Source {
	return meeting.Source{ID: id, Cron: spec, Enabled: true}
}

// collecting returns one whose runs take no time, and what it remembers.
func collecting(sources ...meeting.Source) (*Collecting, *recall) {
	r := newRecall()
	return &Collecting{
		Sources: sources, Recall: r, Log: slog.New(slog.DiscardHandler),
		Collect: func(_ context.Context, src meeting.Source) (meeting.Run, error) {
			r.begin(src.ID)
			return meeting.Run{Source: src.ID, Class: meeting.OK}, nil
		},
	}, r
}

// during runs f beside what runs until its context ends, and stops that after it.
func during(t *testing.T, c interface{ Run(context.Context) error }, f func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	f()
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("Run = %v", err)
	}
}

func TestSourceThatNeverRanBeginsWithinFiveSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sources []meeting.Source
		for i := range 40 {
			sources = append(sources, source(fmt.Sprint("s", i), "0 6 * * *"))
		}
		c, r := collecting(sources...)
		start := time.Now()
		during(t, c, func() { time.Sleep(5 * time.Second) })
		seconds := make(map[int]int)
		for _, src := range sources {
			runs := r.runs(src.ID)
			if len(runs) != 1 {
				t.Fatalf("%s ran %d times within 5 s", src.ID, len(runs))
			}
			seconds[int(runs[0].Sub(start)/time.Second)]++
		}
		if len(seconds) < 4 {
			t.Errorf("not spread: runs by second %v", seconds)
		}
	})
}

func TestOnlyMissedRunsAreCaughtUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(12 * time.Hour) // it is noon
		c, r := collecting(source("missed", "0 6 * * *"), source("done", "0 6 * * *"), source("bad", "@every 1s"),
			meeting.Source{ID: "off", Cron: "* * * * *"})
		r.set("missed", func(m *meeting.Memory) { m.LastRun = time.Now().Add(-24 * time.Hour) })
		r.set("done", func(m *meeting.Memory) { m.LastRun = time.Now().Add(-5 * time.Hour) })
		during(t, c, func() { time.Sleep(10 * time.Minute) })
		for id, want := range map[string]int{"missed": 1, "done": 0, "bad": 0, "off": 0} {
			if got := len(r.runs(id)); got != want {
				t.Errorf("%s ran %d times, want %d", id, got, want)
			}
		}
	})
}

func TestHangingSourcesDelayNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sources := []meeting.Source{source("hang0", "0 * * * *"), source("hang1", "0 * * * *"), source("good", "*/10 * * * *")}
		for i := range 6 {
			sources = append(sources, source(fmt.Sprint("hang", i+2), "0 * * * *"))
		}
		c, r := collecting(sources...)
		quick := c.Collect
		c.Collect = func(ctx context.Context, src meeting.Source) (meeting.Run, error) {
			if strings.HasPrefix(src.ID, "hang") {
				r.begin(src.ID)
				<-ctx.Done()
				return meeting.Run{}, ctx.Err()
			}
			return quick(ctx, src)
		}
		start := time.Now()
		during(t, c, func() { time.Sleep(24*time.Hour + time.Minute) })
		good := r.runs("good")
		if len(good) < 24*6 {
			t.Fatalf("the good source ran %d times in a day, want every ten minutes", len(good))
		}
		for _, at := range good[1:] {
			if late := at.Sub(start) % (10 * time.Minute); late > time.Second {
				t.Errorf("the good source began %v after its tick", late)
			}
		}
		for i := range 8 {
			if n := len(r.runs(fmt.Sprint("hang", i))); n != 1 {
				t.Errorf("hanging source %d has %d runs at once", i, n)
			}
		}
	})
}

func TestSilentSourcesLetOthersBeginWithinSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sources []meeting.Source
		for i := range 2 * defaultWorkers {
			sources = append(sources, source(fmt.Sprint("a-silent", i), "0 0 1 1 *"))
		}
		sources = append(sources, source("z-good", "0 0 1 1 *"))
		c, r := collecting(sources...)
		quick := c.Collect
		c.Collect = func(ctx context.Context, src meeting.Source) (meeting.Run, error) {
			if src.ID == "z-good" {
				return quick(ctx, src)
			}
			r.begin(src.ID)
			time.Sleep(20 * time.Second)
			return meeting.Run{}, nil
		}
		start := time.Now()
		during(t, c, func() { time.Sleep(time.Minute) })
		good := r.runs("z-good")
		if len(good) != 1 || good[0].Sub(start) > 5*time.Second {
			t.Errorf("the good source began at %v after %v", good, start)
		}
	})
}

func TestPoolBoundsYoungRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sources []meeting.Source
		for i := range 12 {
			sources = append(sources, source(fmt.Sprint("s", i), "0 0 1 1 *"))
		}
		c, r := collecting(sources...)
		c.Workers = 3
		var mu sync.Mutex
		var now, most, rounds int
		c.Idle = func() { rounds++ }
		c.Collect = func(_ context.Context, src meeting.Source) (meeting.Run, error) {
			r.begin(src.ID)
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			time.Sleep(900 * time.Millisecond)
			mu.Lock()
			now--
			mu.Unlock()
			return meeting.Run{}, nil
		}
		during(t, c, func() { time.Sleep(time.Hour) })
		if most != 3 {
			t.Errorf("%d runs at a time, want 3", most)
		}
		if rounds != 1 {
			t.Errorf("idle was told %d times, want once, after the round", rounds)
		}
		for _, src := range sources {
			if n := len(r.runs(src.ID)); n != 1 {
				t.Errorf("%s ran %d times", src.ID, n)
			}
		}
	})
}

func TestTickWithinABackOffWaitsForItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, r := collecting(source("s", "0 * * * *"))
		start := time.Now()
		r.set("s", func(m *meeting.Memory) { m.LastRun, m.NotBefore = start, start.Add(150*time.Minute) })
		during(t, c, func() {
			time.Sleep(140 * time.Minute)
			if n := len(r.runs("s")); n != 0 {
				t.Errorf("ran %d times within its back-off", n)
			}
			time.Sleep(50 * time.Minute)
		})
		runs := r.runs("s")
		if len(runs) != 2 {
			t.Fatalf("ran %d times, want at the end of the back-off and at the next tick", len(runs))
		}
		if got := runs[0].Sub(start); got != 150*time.Minute {
			t.Errorf("ran %v after the start, want when the back-off ended", got)
		}
		if got := runs[1].Sub(start); got != 180*time.Minute {
			t.Errorf("ran again after %v, want at the tick", got)
		}
	})
}

func TestFailingSourceIsNeverGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, r := collecting(source("s", "0 6 * * *"))
		fails := 0
		c.Collect = func(_ context.Context, src meeting.Source) (meeting.Run, error) {
			r.begin(src.ID)
			fails++
			wait := min(time.Hour<<fails, 7*24*time.Hour)
			r.set(src.ID, func(m *meeting.Memory) { m.NotBefore = time.Now().Add(wait) })
			if fails%3 == 0 {
				panic("a reader's fault")
			}
			return meeting.Run{}, errors.New("no such host")
		}
		during(t, c, func() { time.Sleep(365 * 24 * time.Hour) })
		if runs := r.runs("s"); len(runs) < 52 || time.Since(runs[len(runs)-1]) > 8*24*time.Hour {
			t.Errorf("a failing source ran %d times in a year, the last %v ago", len(runs), time.Since(runs[len(runs)-1]))
		}
	})
}

func TestRunInAnotherProcessIsNoFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := collecting(source("s", "0 6 * * *"))
		var log strings.Builder
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
		told := 0
		c.AfterRun = func(meeting.Run) { told++ }
		c.Collect = func(context.Context, meeting.Source) (meeting.Run, error) {
			return meeting.Run{}, fmt.Errorf("source s: %w", meeting.ErrRunning)
		}
		during(t, c, func() { time.Sleep(time.Minute) })
		if log.Len() > 0 || told != 0 {
			t.Errorf("logged %q, told of %d runs", log.String(), told)
		}
	})
}

func TestEveryRunIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := collecting(source("s", "0 6 * * *"))
		var told []meeting.Run
		c.AfterRun = func(r meeting.Run) { told = append(told, r) }
		during(t, c, func() { time.Sleep(48 * time.Hour) })
		if len(told) != 3 || told[0].Source != "s" || told[0].Class != meeting.OK {
			t.Errorf("told of %v, want the first run and two ticks", told)
		}
	})
}

func TestTicksAreUTCWhateverTheLocalClockDoes(t *testing.T) {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	local := time.Local
	time.Local = loc
	defer func() { time.Local = local }()
	synctest.Test(t, func(t *testing.T) {
		// In New York these clocks are skipped in spring and doubled in autumn.
		c, r := collecting(source("spring", "30 2 * * *"), source("autumn", "30 1 * * *"))
		for _, id := range []string{"spring", "autumn"} {
			r.set(id, func(m *meeting.Memory) { m.LastRun = time.Now() })
		}
		during(t, c, func() { time.Sleep(366 * 24 * time.Hour) })
		for id, hour := range map[string]int{"spring": 2, "autumn": 1} {
			runs := r.runs(id)
			if len(runs) != 366 {
				t.Errorf("%s ran %d times in the 366 days of 2000", id, len(runs))
			}
			for _, at := range runs {
				if at := at.UTC(); at.Hour() != hour || at.Minute() != 30 {
					t.Fatalf("%s ran at %v", id, at)
				}
			}
		}
	})
}

func TestStopEndsRunsAndForgetsWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var sources []meeting.Source
		for i := range 10 {
			sources = append(sources, source(fmt.Sprint("s", i), "* * * * *"))
		}
		c, r := collecting(sources...)
		c.Workers = 2
		ended := 0
		var mu sync.Mutex
		c.Collect = func(ctx context.Context, src meeting.Source) (meeting.Run, error) {
			r.begin(src.ID)
			<-ctx.Done()
			time.Sleep(time.Second) // writes what it has
			mu.Lock()
			ended++
			mu.Unlock()
			return meeting.Run{}, ctx.Err()
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			if err := c.Run(ctx); err != nil {
				t.Error(err)
			}
			close(done)
		}()
		time.Sleep(900 * time.Millisecond) // the two are young yet
		cancel()
		asked := time.Now()
		<-done
		if took := time.Since(asked); took > 5*time.Second {
			t.Errorf("stopping took %v", took)
		}
		if ended != 2 {
			t.Errorf("%d runs had ended when Run returned, want the 2 under way", ended)
		}
		time.Sleep(time.Hour)
		for i, src := range sources {
			if want := i < 2; (len(r.runs(src.ID)) > 0) != want {
				t.Errorf("%s ran %d times", src.ID, len(r.runs(src.ID)))
			}
		}
	})
}

func TestStoreThatCannotBeAskedIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, r := collecting(source("s", "0 * * * *"))
		r.err = errors.New("disk I/O error")
		during(t, c, func() {
			time.Sleep(90 * time.Minute)
			if n := len(r.runs("s")); n != 0 {
				t.Errorf("ran %d times without knowing its back-off", n)
			}
			r.mu.Lock()
			r.err = nil
			r.mu.Unlock()
			time.Sleep(time.Hour)
		})
		if n := len(r.runs("s")); n != 1 {
			t.Errorf("ran %d times once the store was back, want 1", n)
		}
	})
}

func TestASwitchIsHeededWhileTheDaemonRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		off := source("shipped-off", "0 * * * *")
		off.Enabled = false
		c, r := collecting(source("shipped-on", "0 * * * *"), off)
		turn := func(id string, on bool) {
			r.set(id, func(m *meeting.Memory) { m.Switch = &meeting.Switch{Source: id, Enabled: on} })
		}
		during(t, c, func() {
			time.Sleep(150 * time.Minute)
			turn("shipped-on", false)
			turn("shipped-off", true)
			time.Sleep(3 * time.Hour)
			turn("shipped-off", false)
			time.Sleep(3 * time.Hour)
		})
		if got := len(r.runs("shipped-on")); got != 3 { // at start, after one and after two hours
			t.Errorf("switched off, it ran %d times, want 3", got)
		}
		if got := len(r.runs("shipped-off")); got != 3 {
			t.Errorf("switched on for three hours, it ran %d times, want 3", got)
		}
	})
}

func TestARunThatFellIntoAnOutageIsTriedAgainSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, r := collecting(source("s", "0 0 1 1 *"))
		c.Collect = func(_ context.Context, src meeting.Source) (meeting.Run, error) {
			r.begin(src.ID)
			return meeting.Run{Source: src.ID, Class: meeting.Unreachable, Interrupted: len(r.runs(src.ID)) < 3}, nil
		}
		during(t, c, func() { time.Sleep(2 * time.Hour) })
		if got := r.runs("s"); len(got) != 3 || got[1].Sub(got[0]) != outageRest {
			t.Errorf("ran at %v, want three times, ten minutes apart", got)
		}
	})
}
