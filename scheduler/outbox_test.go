package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// post notes each letter tried and when, and answers by its script.
type post struct {
	rests   func(context.Context, string, time.Time)
	mu      sync.Mutex
	tried   []meeting.Letter
	at      []time.Time
	answers func(n int, l meeting.Letter) (meeting.Outcome, error) // nil = sent
}

func (p *post) Write(_ context.Context, l meeting.Letter) Send {
	return func(ctx context.Context) (meeting.Outcome, string, error) { return p.send(ctx, l) }
}

// each reads nothing that letters are written from.
func each(write func(context.Context, meeting.Letter) Send) func(context.Context, ...meeting.Letter) ([]Write, error) {
	return func(_ context.Context, letters ...meeting.Letter) (writes []Write, err error) {
		for _, l := range letters {
			writes = append(writes, func(ctx context.Context) Send { return write(ctx, l) })
		}
		return writes, nil
	}
}

func (p *post) send(_ context.Context, l meeting.Letter) (meeting.Outcome, string, error) {
	p.mu.Lock()
	n := len(p.tried)
	p.tried, p.at = append(p.tried, l), append(p.at, time.Now())
	p.mu.Unlock()
	if p.answers == nil {
		return meeting.Sent, "", nil
	}
	o, err := p.answers(n, l)
	return o, "so the script says", err
}

func (p *post) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.tried)
}

// daily is held every day at the given clock of a zone.
func daily(id, zone string, hour, minute int) meeting.Meeting {
	m := tuesdays()
	m.ID, m.Schedule.Zone, m.Schedule.Days, m.Schedule.Start = id, zone, meeting.EveryDay, meeting.NewClock(hour, minute)
	return m
}

// outboxFor runs an outbox over s beside f and stops it after f.
func outboxFor(t *testing.T, s *store, p *post, f func(*Outbox)) string {
	t.Helper()
	var log strings.Builder
	o := &Outbox{Store: s, Read: each(p.Write), Rests: p.rests, Owner: "test", Log: slog.New(slog.NewTextHandler(&log, nil))}
	during(t, o, func() { f(o) })
	return log.String()
}

// In a bubble it is midnight UTC of Saturday, 1 January 2000.

func TestLetterLeavesWithinSecondsOfItsMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		s, p := newStore(reminder(60), daily("m", "UTC", 6, 0)), &post{}
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(30 * time.Hour) })
		if len(p.at) != 2 {
			t.Fatalf("%d letters in 30 hours, want 2", len(p.at))
		}
		for i, at := range p.at {
			moment := start.Add(5*time.Hour + time.Duration(i)*24*time.Hour)
			if late := at.Sub(moment); late < 0 || late > 5*time.Second {
				t.Errorf("letter %d left %v after its moment", i, late)
			}
		}
	})
}

func TestLetterIsWrittenWhileTheOneBeforeIsMarkedAndLeavesAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(reminder(60), daily("a", "UTC", 6, 0), daily("b", "UTC", 6, 0))
		s.markTakes = 3 * time.Second
		var mu sync.Mutex
		var log []string
		var moment time.Time
		note := func(what string, l meeting.Letter) {
			mu.Lock()
			defer mu.Unlock()
			if moment.IsZero() {
				moment = time.Now()
			}
			log = append(log, fmt.Sprintf("%s %s +%v", what, l.Meeting, time.Since(moment)))
		}
		o := &Outbox{Store: s, Owner: "test", Senders: 1, Log: slog.New(slog.DiscardHandler)}
		o.Read = each(func(_ context.Context, l meeting.Letter) Send {
			note("write", l)
			return func(context.Context) (meeting.Outcome, string, error) {
				note("send", l)
				return meeting.Sent, "", nil
			}
		})
		during(t, o, func() { time.Sleep(12 * time.Hour) })
		slices.Sort(log)
		want := []string{"send a +0s", "send b +3s", "write a +0s", "write b +0s"}
		if !slices.Equal(log, want) {
			t.Errorf("got %q, want %q", log, want)
		}
	})
}

func TestWhatAClaimsLettersAreWrittenFromIsReadAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := newStore(reminder(60), daily("a", "UTC", 6, 0), daily("b", "UTC", 6, 0), daily("c", "UTC", 7, 0)), &post{}
		o := &Outbox{Store: s, Owner: "test", Senders: 2, Log: slog.New(slog.DiscardHandler)}
		var reads []int
		o.Read = func(ctx context.Context, letters ...meeting.Letter) ([]Write, error) {
			reads = append(reads, len(letters))
			return each(p.Write)(ctx, letters...)
		}
		during(t, o, func() { time.Sleep(12 * time.Hour) })
		if !slices.Equal(reads, []int{2, 1}) || p.count() != 3 {
			t.Errorf("read for %v letters at a time, %d left", reads, p.count())
		}
	})
}

func TestALetterThatCantBeReadForHarmsNoOther(t *testing.T) {
	fault := errors.New("a wish: unexpected end")
	for name, fails := range map[string]func() error{
		"error": func() error { return fault },
		"panic": func() error { panic("nil map") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, p := newStore(reminder(60), daily("a", "UTC", 6, 0), daily("b", "UTC", 6, 0), daily("c", "UTC", 6, 0)), &post{}
				var log strings.Builder
				o := &Outbox{Store: s, Owner: "test", Senders: 2, Log: slog.New(slog.NewTextHandler(&log, nil))}
				o.Read = func(ctx context.Context, letters ...meeting.Letter) ([]Write, error) {
					if slices.ContainsFunc(letters, func(l meeting.Letter) bool { return l.Meeting == "b" }) {
						return nil, fails()
					}
					return each(p.Write)(ctx, letters...)
				}
				begin := time.Now()
				during(t, o, func() { time.Sleep(12 * time.Hour) })
				for i, l := range p.tried {
					if late := p.at[i].Sub(begin.Add(5 * time.Hour)); l.Meeting == "b" || late > 5*time.Second {
						t.Errorf("the letter about %s left %v after its moment", l.Meeting, late)
					}
				}
				if len(p.tried) != 2 || !strings.Contains(log.String(), "letters are read for one by one") {
					t.Errorf("%d letters left, want 2; log:\n%s", len(p.tried), log.String())
				}
			})
		})
	}
}

func TestWhatAnotherProcessChangesCountsWithinSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := reminder(60)
		r.Confirmed = time.Time{}
		s, p := newStore(r, daily("m", "UTC", 1, 0)), &post{}
		outboxFor(t, s, p, func(*Outbox) {
			time.Sleep(20 * time.Minute)
			if p.count() != 0 {
				t.Error("a letter left before its address was confirmed")
			}
			s.change(func(pl *meeting.Planned) { pl.Reminder.Confirmed = time.Now() })
			time.Sleep(10 * time.Second)
			if p.count() != 1 {
				t.Errorf("%d letters within 10 s of confirming, within the lead: want 1", p.count())
			}
			s.change(func(pl *meeting.Planned) { pl.Meetings = append(pl.Meetings, daily("n", "UTC", 1, 10)) })
			time.Sleep(10 * time.Second)
			if p.count() != 2 {
				t.Errorf("%d letters within 10 s of choosing another, want 2", p.count())
			}
			s.change(func(pl *meeting.Planned) { pl.Reminder.Leads = []int{60, 30} })
			time.Sleep(10*time.Minute + 10*time.Second) // it is 00:30
			if p.count() != 3 {
				t.Errorf("%d letters with a new lead, want one more at its moment", p.count())
			}
		})
	})
}

func TestWakeLooksAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := newStore(reminder(60)), &post{}
		outboxFor(t, s, p, func(o *Outbox) {
			time.Sleep(time.Second)
			s.change(func(pl *meeting.Planned) { pl.Meetings = []meeting.Meeting{daily("m", "UTC", 0, 30)} })
			o.Wake()
			o.Wake()
			synctest.Wait()
			if p.count() != 1 {
				t.Errorf("%d letters after a wake, want 1 at once", p.count())
			}
		})
	})
}

func TestMovedTimeDoesNotSendTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := newStore(reminder(60), daily("m", "UTC", 6, 0)), &post{}
		move := func(hour int) {
			s.change(func(pl *meeting.Planned) { pl.Meetings = []meeting.Meeting{daily("m", "UTC", hour, 0)} })
		}
		outboxFor(t, s, p, func(*Outbox) {
			time.Sleep(4 * time.Hour)
			move(9) // before its letter left: the letter moves with it
			time.Sleep(90 * time.Minute)
			if p.count() != 0 {
				t.Error("a letter left at the old moment")
			}
			time.Sleep(3 * time.Hour) // 08:30, sent at 08:00
			move(10)                  // after its letter left
			time.Sleep(10 * time.Hour)
		})
		if len(p.tried) != 1 || p.tried[0].Start.Hour() != 9 {
			t.Errorf("tried %+v, want one letter for the start at 9", p.tried)
		}
	})
}

func TestDowntimeSendsWhatStillHelpsAndDropsTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(reminder(60), daily("early", "UTC", 3, 0), daily("soon", "UTC", 9, 20), daily("later", "UTC", 12, 0))
		p := &post{}
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(time.Minute + time.Second) })
		time.Sleep(9 * time.Hour) // down from 00:01 to 09:01
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(10 * time.Second) })
		if len(p.tried) != 1 || p.tried[0].Meeting != "soon" {
			t.Fatalf("tried %+v, want only what starts at 09:20", p.tried)
		}
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(3 * time.Hour) })
		if len(p.tried) != 2 || p.tried[1].Meeting != "later" {
			t.Errorf("tried %+v, want then what starts at 12:00", p.tried)
		}
		if got := s.outcomes(); !slices.Equal(got, []meeting.Outcome{meeting.Expired, meeting.Sent, meeting.Sent}) {
			t.Errorf("outcomes %v, want what started at 03:00 among them, too late", got)
		}
	})
}

func TestFailedTriesBackOffAndNeverPassTheStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		s := newStore(reminder(60), daily("m", "UTC", 2, 0))
		p := &post{answers: func(int, meeting.Letter) (meeting.Outcome, error) { return meeting.Retry, errors.New("451 later") }}
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(4 * time.Hour) })
		last := len(p.at) - 1
		if last < 5 || last > 8 {
			t.Fatalf("%d tries in the hour before the start, want about seven", last+1)
		}
		// A try's wait is within a fifth of 1, 2, 4 … 30 minutes, and a poll.
		for i, want := 1, firstWait; i < last; i, want = i+1, min(2*want, longestWait) {
			if wait := p.at[i].Sub(p.at[i-1]); wait < want*8/10 || wait > want*12/10+defaultPoll {
				t.Errorf("wait %d is %v, want about %v", i, wait, want)
			}
		}
		if before := start.Add(2 * time.Hour).Sub(p.at[last]); before <= 0 || before > lastTry {
			t.Errorf("the last try was %v before the start, want one just in time", before)
		}
		if got := s.outcomes(); !slices.Equal(got, []meeting.Outcome{meeting.Expired}) {
			t.Errorf("outcomes %v, want the letter to expire", got)
		}
	})
}

// refusal is an error like the one mail has for a sender that is refused.
type refusal struct{}

func (refusal) Error() string { return "554 5.7.1 not you" }
func (refusal) Paused() bool  { return true }

func TestRefusedSenderPausesAndLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ms []meeting.Meeting
		for i := range 20 {
			ms = append(ms, daily(fmt.Sprint("m", i), "UTC", 6, 0))
		}
		s := newStore(reminder(60), ms...)
		mended := time.Now().Add(5*time.Hour + 22*time.Minute)
		p := &post{answers: func(int, meeting.Letter) (meeting.Outcome, error) {
			if time.Now().Before(mended) {
				return meeting.Retry, fmt.Errorf("send: %w", refusal{})
			}
			return meeting.Sent, nil
		}}
		told := make(chan string, 10)
		p.rests = func(_ context.Context, why string, _ time.Time) { told <- why }
		log := outboxFor(t, s, p, func(*Outbox) { time.Sleep(5*time.Hour + 40*time.Minute) })
		if begun, over := <-told, <-told; begun == "" || over != "" || len(told) > 0 {
			t.Errorf("told %q, then %q and %d more, want why it rests, and that it is over", begun, over, len(told))
		}
		if n := len(p.tried); n > defaultSenders+4+len(ms) {
			t.Errorf("%d tries: the pause did not hold", n)
		}
		for _, o := range s.outcomes() {
			if o != meeting.Sent {
				t.Errorf("outcomes %v, want every letter sent after the pause", s.outcomes())
				break
			}
		}
		if n := strings.Count(log, "level=ERROR"); n != 1 {
			t.Errorf("%d alerts, want one:\n%s", n, log)
		}
		if !strings.Contains(log, "sending goes on") {
			t.Errorf("the end of the pause is not told:\n%s", log)
		}
	})
}

// later is an error like the one mail has for an occurrence that has moved.
type later struct{ t time.Time }

func (l later) Error() string    { return "not due yet" }
func (l later) Until() time.Time { return l.t }

func TestLetterThatIsNotDueYetWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		due := time.Now().Add(3 * time.Hour)
		s := newStore(reminder(60), daily("m", "UTC", 2, 0))
		p := &post{answers: func(n int, _ meeting.Letter) (meeting.Outcome, error) {
			if n == 0 {
				return meeting.Retry, later{due}
			}
			return meeting.Sent, nil
		}}
		outboxFor(t, s, p, func(*Outbox) {
			time.Sleep(2 * time.Hour)
			s.mu.Lock()
			s.rows[0].Expires = due.Add(time.Hour) // as planning anew does
			s.mu.Unlock()
			time.Sleep(2 * time.Hour)
		})
		if len(p.at) != 2 || p.at[1].Before(due) || p.at[1].After(due.Add(5*time.Second)) {
			t.Errorf("tried at %v, want again at %v", p.at, due)
		}
	})
}

func TestStopLetsLettersUnderWayBeMarked(t *testing.T) {
	for _, c := range []struct {
		name string
		need time.Duration
		want meeting.Outcome
	}{
		{"one that ends in time", 3 * time.Second, meeting.Sent},
		{"one that hangs", time.Hour, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStore(reminder(60), daily("m", "UTC", 0, 30))
				o := &Outbox{Store: s, Owner: "test", Log: slog.New(slog.DiscardHandler)}
				o.Read = each(func(context.Context, meeting.Letter) Send {
					return func(ctx context.Context) (meeting.Outcome, string, error) {
						select {
						case <-time.After(c.need):
							return meeting.Sent, "", nil
						case <-ctx.Done():
							return meeting.Retry, "stopped", ctx.Err()
						}
					}
				})
				ctx, cancel := context.WithCancel(t.Context())
				done := make(chan struct{})
				go func() {
					if err := o.Run(ctx); err != nil {
						t.Error(err)
					}
					close(done)
				}()
				time.Sleep(time.Second)
				cancel()
				asked := time.Now()
				<-done
				if took := time.Since(asked); took > 8*time.Second {
					t.Errorf("stopping took %v", took)
				}
				if got := s.outcomes(); !slices.Equal(got, []meeting.Outcome{c.want}) {
					t.Errorf("outcomes %q, want %q", got, c.want)
				}
				if r := s.rows[0]; c.want == "" && r.SendAt.After(time.Now()) {
					t.Errorf("the next try waits until %v, want at once", r.SendAt)
				}
			})
		})
	}
}

func TestMarkIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := newStore(reminder(60), daily("m", "UTC", 0, 30)), &post{}
		s.markFault = 2
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(time.Minute) })
		if got := s.outcomes(); len(p.tried) != 1 || !slices.Equal(got, []meeting.Outcome{meeting.Sent}) {
			t.Errorf("%d tries, outcomes %v", len(p.tried), got)
		}
	})
}

func TestLetterDeletedWhileItIsSentIsNoFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(reminder(60), daily("m", "UTC", 0, 30))
		p := &post{answers: func(int, meeting.Letter) (meeting.Outcome, error) {
			s.change(func(pl *meeting.Planned) { pl.Reminder.Confirmed = time.Time{} })
			s.mu.Lock()
			s.rows = nil
			s.mu.Unlock()
			return meeting.Sent, nil
		}}
		log := outboxFor(t, s, p, func(*Outbox) { time.Sleep(time.Minute) })
		if len(p.tried) != 1 || strings.Contains(log, "level=ERROR") {
			t.Errorf("%d tries, log:\n%s", len(p.tried), log)
		}
	})
}

func TestPanicInDeliveryIsOneFailedTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(reminder(60), daily("m", "UTC", 0, 30))
		p := &post{answers: func(n int, _ meeting.Letter) (meeting.Outcome, error) {
			if n == 0 {
				panic("nil map")
			}
			return meeting.Sent, nil
		}}
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(2 * time.Minute) })
		if got := s.outcomes(); len(p.tried) != 2 || !slices.Equal(got, []meeting.Outcome{meeting.Sent}) {
			t.Errorf("%d tries, outcomes %v", len(p.tried), got)
		}
	})
}

func TestFaultOfTheStoreIsToldOnceAndLetsLettersWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := newStore(reminder(60), daily("m", "UTC", 0, 30)), &post{}
		s.fault = errors.New("disk I/O error")
		log := outboxFor(t, s, p, func(*Outbox) {
			time.Sleep(5 * time.Minute)
			s.mu.Lock()
			s.fault = nil
			s.mu.Unlock()
			time.Sleep(5 * time.Second)
		})
		if n := strings.Count(log, "level=ERROR"); n != 1 {
			t.Errorf("told %d times:\n%s", n, log)
		}
		if len(p.tried) != 1 {
			t.Errorf("%d tries once the store was back, want 1", len(p.tried))
		}
	})
}

func TestWithLettersOffNothingIsPlannedAndItIsSaidOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(reminder(60), daily("m", "UTC", 0, 30))
		var log strings.Builder
		o := &Outbox{Store: s, Log: slog.New(slog.NewTextHandler(&log, nil))}
		ctx, cancel := context.WithTimeout(t.Context(), 48*time.Hour)
		defer cancel()
		if err := o.Run(ctx); err != nil {
			t.Fatal(err)
		}
		if s.plans != 0 || strings.Count(log.String(), "letters are off") != 1 {
			t.Errorf("%d plans, log %q", s.plans, log.String())
		}
	})
}

func TestClockPutBackPlansAllTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := newStore(reminder(60), daily("m", "UTC", 6, 0)), &post{}
		s.version = 1 // not stale
		s.watermark = time.Now().AddDate(4, 0, 0)
		s.due = s.watermark
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(6 * time.Hour) })
		if len(p.tried) != 1 {
			t.Errorf("%d letters, want 1", len(p.tried))
		}
	})
}
