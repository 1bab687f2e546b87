package storagetest

import (
	"fmt"
	"sync"
	"time"

	"openchair/meeting"
)

// claim claims for a minute.
func (s *store) claim(n int) []meeting.Letter {
	s.Helper()
	ls, err := s.Claim(s.Context(), s.now, "test", time.Minute, n)
	s.must(err)
	return ls
}

func (s *store) mark(l meeting.Letter, o meeting.Outcome) {
	s.Helper()
	s.must(s.Mark(s.Context(), meeting.Mark{Letter: l.ID, Outcome: o}))
}

// post puts n letters into the outbox that are due a minute apart from now and
// expire an hour after they are due.
func post(s *store, n int) {
	s.Helper()
	subscriber(s, 60)
	p := s.toPlan(s.now)[0]
	ls := make([]meeting.Letter, n)
	for i := range ls {
		due := s.now.Add(time.Duration(i) * time.Minute)
		ls[i] = meeting.Letter{Kind: meeting.ReminderLetter, Reminder: 77, Meeting: "m", Date: meeting.DateOf(s.now) + meeting.Date(i), Lead: 60,
			SendAt: due, Start: due.Add(time.Hour), Expires: due.Add(time.Hour)}
	}
	p.Letters = ls
	s.must(s.Plan(s.Context(), []meeting.Planned{p}, s.now))
}

// dropped lists the kinds and reasons of dropped letters.
func dropped(o meeting.Outbox) (out []string) {
	for _, c := range o.Ended {
		if c.State == meeting.Dropped {
			out = append(out, string(c.Kind)+": "+c.Why)
		}
	}
	return out
}

var outbox = []behaviour{
	{"a letter is claimed when due, whole, the longest due first", func(s *store) {
		post(s, 5)
		equal(s, "due at once", len(s.claim(10)), 1)
		s.wait(3 * time.Minute)
		s.must(s.ReleaseLetters(s.Context(), "test"))
		ls := s.claim(3)
		equal(s, "no more than asked", len(ls), 3)
		for i, l := range ls {
			due := s.now.Add(time.Duration(i-3) * time.Minute)
			equal(s, "letter", l, meeting.Letter{ID: l.ID, Kind: meeting.ReminderLetter, Reminder: 77, Meeting: "m",
				Date: meeting.DateOf(s.now) + meeting.Date(i), Lead: 60, SendAt: due, Start: due.Add(time.Hour), Expires: due.Add(time.Hour)})
		}
	}},
	{"of letters that became due together those that help the shortest leave first", func(s *store) {
		subscriber(s, 60)
		p := s.toPlan(s.now)[0]
		for i, minutes := range []int{50, 10, 30, 20} {
			start := s.now.Add(time.Duration(minutes) * time.Minute)
			p.Letters = append(p.Letters, meeting.Letter{Kind: meeting.ReminderLetter, Reminder: 77, Meeting: "m",
				Date: meeting.DateOf(s.now) + meeting.Date(i), Lead: 60, SendAt: s.now, Start: start, Expires: start})
		}
		s.must(s.Plan(s.Context(), []meeting.Planned{p}, s.now))
		var left []float64
		for range 2 {
			for _, l := range s.claim(2) {
				left = append(left, l.Start.Sub(s.now).Minutes())
			}
		}
		equal(s, "minutes left", left, []float64{10, 20, 30, 50})
	}},
	{"a claimed letter is nobody else's until its lease ends", func(s *store) {
		post(s, 1)
		other := s.open()
		equal(s, "claimed", len(s.claim(10)), 1)
		ls, err := other.Claim(s.Context(), s.now, "other", time.Minute, 10)
		s.must(err)
		equal(s, "claimed twice", len(ls), 0)
		s.wait(time.Minute)
		ls, err = other.Claim(s.Context(), s.now, "other", time.Minute, 10)
		s.must(err)
		equal(s, "after the lease", len(ls), 1)
	}},
	{"many senders never share a letter", func(s *store) {
		post(s, 60)
		s.wait(59 * time.Minute)
		var mu sync.Mutex
		var wg sync.WaitGroup
		seen := map[int64]int{}
		for range 4 {
			db := s.open()
			wg.Go(func() {
				for {
					ls, err := db.Claim(s.Context(), s.now, "many", time.Minute, 4)
					if err != nil || len(ls) == 0 {
						if err != nil {
							s.Error(err)
						}
						return
					}
					mu.Lock()
					for _, l := range ls {
						seen[l.ID]++
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		equal(s, "letters", len(seen), 60)
		for id, n := range seen {
			if n != 1 {
				s.Errorf("letter %d was claimed %d times", id, n)
			}
		}
	}},
	{"a letter that would come too late expires", func(s *store) {
		post(s, 2)
		s.wait(time.Hour)
		ls := s.claim(10)
		equal(s, "still of use", []any{len(ls), ls[0].Date}, []any{1, meeting.DateOf(s.now) + 1})
		s.mark(ls[0], meeting.Sent)
		waiting, leased, failed, err := s.OutboxDepth(s.Context())
		s.must(err)
		equal(s, "depth", []int{waiting, leased, failed}, []int{0, 0, 0})
	}},
	{"each outcome but retry ends a letter", func(s *store) {
		post(s, 5)
		s.wait(5 * time.Minute)
		ls := s.claim(5)
		for i, o := range []meeting.Outcome{meeting.Sent, meeting.Expired, meeting.Dropped} {
			s.mark(ls[i], o)
		}
		again := s.now.Add(10 * time.Minute)
		s.must(s.Mark(s.Context(), meeting.Mark{Letter: ls[4].ID, Outcome: meeting.Retry, Why: "greylisted", Next: again}))
		waiting, leased, failed, err := s.OutboxDepth(s.Context())
		s.must(err)
		equal(s, "depth", []int{waiting, leased, failed}, []int{2, 1, 0})
		o, err := s.Outbox(s.Context(), s.now)
		s.must(err)
		var ends []string
		for _, c := range o.Ended {
			ends = append(ends, fmt.Sprintf("%s %s %d %s", c.Kind, c.State, c.Letters, c.Why))
		}
		equal(s, "report", []any{o.Waiting, o.Due, o.Sending, o.Oldest, o.Next, ends}, []any{2, 0, 1, s.now.Add(-2 * time.Minute), again,
			[]string{"reminder dropped 1 ", "reminder expired 1 ", "reminder retry 1 greylisted", "confirm sent 1 ", "reminder sent 1 "}})
		s.must(s.ReleaseLetters(s.Context(), "test"))
		s.mark(s.claim(1)[0], meeting.Sent)
		s.wait(9 * time.Minute)
		equal(s, "before its time", len(s.claim(5)), 0)
		s.wait(time.Minute)
		l := s.claim(5)
		equal(s, "tried again", []any{len(l), l[0].ID, l[0].Attempts, l[0].SendAt}, []any{1, ls[4].ID, 1, again})
	}},
	{"a letter that only waited for its turn was not tried, and is told of", func(s *store) {
		post(s, 1)
		id := s.claim(1)[0].ID
		s.must(s.Mark(s.Context(), meeting.Mark{Letter: id, Outcome: meeting.Retry, Why: "busy", Next: s.now, Waited: true}))
		o, err := s.Outbox(s.Context(), s.now)
		s.must(err)
		equal(s, "report", o.Ended[0], meeting.LetterCount{State: meeting.Retry, Kind: meeting.ReminderLetter, Why: "busy", Letters: 1, Last: s.now})
		equal(s, "after it waited", s.claim(1)[0].Attempts, 0)
		s.must(s.Mark(s.Context(), meeting.Mark{Letter: id, Outcome: meeting.Retry, Why: "451", Next: s.now}))
		equal(s, "after it failed", s.claim(1)[0].Attempts, 1)
		s.must(s.Mark(s.Context(), meeting.Mark{Letter: id, Outcome: meeting.Retry, Why: "busy", Next: s.now, Waited: true}))
		equal(s, "after it waited again", s.claim(1)[0].Attempts, 1)
	}},
	{"a sent letter stays sent", func(s *store) {
		post(s, 1)
		l := s.claim(1)[0]
		s.mark(l, meeting.Sent)
		s.must(s.Mark(s.Context(), meeting.Mark{Letter: l.ID, Outcome: meeting.Retry, Next: s.now}))
		s.mark(l, meeting.Dead)
		s.wait(2 * time.Minute)
		equal(s, "claimed again", len(s.claim(1)), 0)
		_, _, failed, err := s.OutboxDepth(s.Context())
		s.must(err)
		equal(s, "failed", failed, 0)
	}},
	{"an unknown outcome is an error, and nothing is marked", func(s *store) {
		post(s, 2)
		s.wait(time.Minute)
		ls := s.claim(2)
		if err := s.Mark(s.Context(), meeting.Mark{Letter: ls[0].ID, Outcome: meeting.Sent}, meeting.Mark{Letter: ls[1].ID, Outcome: "perhaps"}); err == nil {
			s.Error("an unknown outcome was written")
		}
		waiting, leased, _, err := s.OutboxDepth(s.Context())
		s.must(err)
		equal(s, "depth", []int{waiting, leased}, []int{2, 2})
	}},
	{"the next moment to send is told, leases included", func(s *store) {
		next := func() time.Time {
			t, err := s.NextSend(s.Context())
			s.must(err)
			return t
		}
		equal(s, "empty", next(), time.Time{})
		post(s, 3)
		start := s.now
		equal(s, "first", next(), start)
		first := s.claim(1)[0]
		equal(s, "the lease ends with the second", next(), start.Add(time.Minute))
		s.wait(90 * time.Second)
		s.mark(first, meeting.Sent)
		second := s.claim(1)[0]
		equal(s, "third", next(), start.Add(2*time.Minute))
		s.wait(30 * time.Second)
		s.mark(s.claim(1)[0], meeting.Sent)
		equal(s, "lease of the second", next(), start.Add(150*time.Second))
		s.mark(second, meeting.Sent)
		equal(s, "none", next(), time.Time{})
	}},
	{"leases of an owner are released at start", func(s *store) {
		post(s, 1)
		s.claim(1)
		s.must(s.ReleaseLetters(s.Context(), "other"))
		equal(s, "of another", len(s.claim(1)), 0)
		s.must(s.ReleaseLetters(s.Context(), "test"))
		equal(s, "its own", len(s.claim(1)), 1)
	}},
	{"marks of one commit are all written, beside those of letters that are no more", func(s *store) {
		post(s, 60)
		s.wait(59 * time.Minute)
		marks := []meeting.Mark{{Letter: 10_000, Outcome: meeting.Sent}, {Letter: 10_001, Outcome: meeting.Retry, Next: s.now}}
		for i, l := range s.claim(60) {
			m := meeting.Mark{Letter: l.ID, Outcome: []meeting.Outcome{meeting.Retry, meeting.Sent, meeting.Dropped}[i%3], Next: s.now.Add(time.Hour)}
			marks = append(marks, m)
		}
		s.must(s.Mark(s.Context(), marks...))
		waiting, leased, failed, err := s.OutboxDepth(s.Context())
		s.must(err)
		equal(s, "depth", []int{waiting, leased, failed}, []int{20, 0, 0})
		o, err := s.Outbox(s.Context(), s.now)
		s.must(err)
		ended := map[meeting.Outcome]int{}
		for _, e := range o.Ended {
			if e.Kind == meeting.ReminderLetter {
				ended[e.State] += e.Letters
			}
		}
		equal(s, "ended", ended, map[meeting.Outcome]int{meeting.Retry: 20, meeting.Sent: 20, meeting.Dropped: 20})
	}},
	{"why letters rest is kept while it lasts", func(s *store) {
		s.must(s.SetRest(s.Context(), "server", "5.7.1", s.now))
		s.must(s.SetRest(s.Context(), "server", "5.7.26", s.now.Add(time.Hour)))
		o, err := s.Outbox(s.Context(), s.now)
		s.must(err)
		equal(s, "resting", o.Resting, []meeting.Rest{{Name: "server", Why: "5.7.26", Since: s.now}})
		s.must(s.SetRest(s.Context(), "server", "", s.now))
		o, err = s.Outbox(s.Context(), s.now)
		s.must(err)
		equal(s, "over", len(o.Resting), 0)
	}},
}
