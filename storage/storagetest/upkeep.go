package storagetest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"openchair/meeting"
)

var upkeep = []behaviour{
	{"a store that shrinks goes on", func(s *store) {
		good := s.harvest(meeting.Harvest{Fingerprint: "f1", Meetings: listings(9), Run: meeting.Run{Class: meeting.OK}})
		for range 3 {
			s.must(s.Shrink(s.Context()))
		}
		before, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "known of the last run", before.LastListed, good.Counts.Listed)
		again := s.harvest(meeting.Harvest{Fingerprint: "f1", Meetings: listings(8), Run: meeting.Run{Class: meeting.OK}})
		equal(s, "missed by the next", again.Counts.Missed, 1)
		ctx, cancel := context.WithCancel(s.Context())
		cancel()
		if err := s.Shrink(ctx); !errors.Is(err, context.Canceled) {
			s.Errorf("shrinks after all: %v", err)
		}
	}},
	{"outbox rows go seven days after the start", func(s *store) {
		post(s, 2)
		for range 2 {
			s.mark(s.claim(1)[0], meeting.Sent)
			s.wait(time.Minute)
		}
		s.now = s.now.Add(-2*time.Minute + time.Hour + 7*24*time.Hour)
		s.must(s.Prune(s.Context(), s.now.Add(-time.Second)))
		p := meeting.Planned{Reminder: s.reminder(77), Stale: true, Version: 1}
		again := []meeting.Letter{{Kind: meeting.ReminderLetter, Reminder: 77, Meeting: "m", Date: meeting.DateOf(monday.Add(6 * time.Hour)), Lead: 60,
			SendAt: s.now, Start: s.now.Add(time.Hour), Expires: s.now.Add(time.Hour)}}
		p.Letters = again
		s.must(s.Plan(s.Context(), []meeting.Planned{p}, s.now))
		equal(s, "kept until then: no second letter", len(s.claim(1)), 0)
		s.must(s.Prune(s.Context(), s.now))
		s.must(s.Plan(s.Context(), []meeting.Planned{p}, s.now))
		equal(s, "gone: nothing is known of it", len(s.claim(1)), 1)
	}},
	{"unconfirmed addresses go after 48 hours, confirmed ones stay", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		s.remind(78, c.ID, "two", 60)
		s.confirm(78)
		s.wait(48*time.Hour - time.Second)
		s.must(s.Prune(s.Context(), s.now))
		equal(s, "still there", s.reminder(77).ID, 77)
		s.wait(time.Second)
		s.must(s.Prune(s.Context(), s.now))
		if _, err := s.Reminder(s.Context(), 77); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("it stays: %v", err)
		}
		equal(s, "confirmed", s.reminder(78).ID, 78)
	}},
	{"runs and what they saw go with age, but not what later ones are judged by", func(s *store) {
		saw := func(class meeting.Class, n int) meeting.Run {
			return s.harvest(meeting.Harvest{Fingerprint: "f1", Meetings: listings(n), Run: meeting.Run{Class: class,
				Evidence: meeting.Evidence{Status: 200, First: "As it began."}, Refused: []meeting.Refusal{{Key: "x"}}}})
		}
		for range 10 {
			saw(meeting.OK, 9)
		}
		good := saw(meeting.OK, 9)
		saw(meeting.Blocked, 0)
		waits := saw(meeting.Shrunk, 3)
		last := saw(meeting.Unreachable, 0)
		before, err := s.Memory(s.Context(), "hill")
		s.must(err)
		kept := func() (numbers []int64, seen map[int64]bool) {
			runs, err := s.Runs(s.Context(), "hill", 0)
			s.must(err)
			seen = map[int64]bool{}
			for _, r := range runs {
				numbers, seen[r.ID] = append(numbers, r.ID), r.Evidence.First != "" && len(r.Refused) > 0
			}
			return numbers, seen
		}
		s.wait(26 * 24 * time.Hour)
		s.must(s.Prune(s.Context(), s.now))
		numbers, seen := kept()
		equal(s, "young", []any{len(numbers), seen[1]}, []any{14, true})
		s.wait(7 * 24 * time.Hour)
		s.must(s.Prune(s.Context(), s.now))
		numbers, seen = kept()
		equal(s, "evidence", []any{len(numbers), seen[1], seen[12], seen[good.ID], seen[waits.ID]}, []any{14, false, false, true, true})
		s.wait(180 * 24 * time.Hour)
		s.must(s.Prune(s.Context(), s.now))
		numbers, _ = kept()
		equal(s, "runs", numbers, []int64{last.ID, waits.ID, good.ID, 10, 9, 8, 7, 6, 5, 4})
		after, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "what the next run is judged by", after, before)
		_, err = s.Accept(s.Context(), waits.ID, "volunteer", s.now)
		s.must(err)
	}},
	{"runs stay while a meeting is missing since them", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b"))
		missed := s.run(meeting.OK, listing("b"))
		for range 12 {
			s.run(meeting.Blocked)
		}
		s.wait(200 * 24 * time.Hour)
		s.must(s.Prune(s.Context(), s.now))
		runs, err := s.Runs(s.Context(), "hill", 0)
		s.must(err)
		equal(s, "kept", []any{len(runs), runs[len(runs)-2].ID}, []any{14, missed.ID})
		s.run(meeting.OK, listing("b"))
		r := s.run(meeting.OK, listing("b"))
		equal(s, "retired after three complete runs, as ever", r.Counts.Retired, 1)
	}},
	{"a bucket gives its limit in each window", func(s *store) {
		take := func(bucket string) bool {
			ok, err := s.Take(s.Context(), bucket, 3, time.Hour, s.now)
			s.must(err)
			return ok
		}
		for i, want := range []bool{true, true, true, false, false} {
			equal(s, "take", []any{i, take("a")}, []any{i, want})
		}
		equal(s, "another bucket", take("b"), true)
		s.wait(time.Hour)
		s.must(s.Prune(s.Context(), s.now))
		for i, want := range []bool{true, true, true, false} {
			equal(s, "take in the next window", []any{i, take("a")}, []any{i, want})
		}
	}},
	{"a bucket gives no more than its limit to many at once", func(s *store) {
		var given atomic.Int32
		var wg sync.WaitGroup
		for range 4 {
			db := s.open()
			wg.Go(func() {
				for range 10 {
					ok, err := db.Take(s.Context(), "a", 7, time.Hour, s.now)
					if err != nil {
						s.Error(err)
					} else if ok {
						given.Add(1)
					}
				}
			})
		}
		wg.Wait()
		equal(s, "given", given.Load(), 7)
	}},
	{"a cancelled context ends a call", func(s *store) {
		s.run(meeting.OK, listings(3)...)
		run := s.begin()
		run.Class, run.Finished = meeting.OK, s.now
		ctx, cancel := context.WithCancel(s.Context())
		cancel()
		_, apply := s.Apply(ctx, meeting.Harvest{Run: run, Meetings: listings(100)})
		_, _, list := s.Meetings(ctx, meeting.Filter{}, s.now)
		for _, err := range []error{apply, list} {
			if !errors.Is(err, context.Canceled) {
				s.Errorf("got %v", err)
			}
		}
		n, err := s.Count(s.Context(), meeting.Filter{})
		s.must(err)
		equal(s, "nothing was applied", n, 3)
	}},
	{"an open store answers", func(s *store) { s.must(s.Ping(s.Context())) }},
}
