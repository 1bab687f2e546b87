package storagetest

import (
	"errors"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

var runs = []behaviour{
	{"one source never has two runs", func(s *store) {
		s.begin()
		_, err := s.Begin(s.Context(), "hill", "other", s.now, time.Minute)
		if !errors.Is(err, meeting.ErrRunning) {
			s.Errorf("a second run began: %v", err)
		}
		_, err = s.Begin(s.Context(), "dale", "other", s.now, time.Minute)
		s.must(err)
	}},
	{"two processes never run one source together", func(s *store) {
		other := s.open()
		s.begin()
		if _, err := other.Begin(s.Context(), "hill", "other", s.now, time.Minute); !errors.Is(err, meeting.ErrRunning) {
			s.Errorf("another process began too: %v", err)
		}
	}},
	{"a lease that ran out is taken over and its holder loses", func(s *store) {
		lost := s.begin()
		s.wait(time.Minute)
		run := s.begin()
		if err := s.Renew(s.Context(), lost.ID, s.now, time.Minute); !errors.Is(err, storage.ErrLost) {
			s.Errorf("the lost run was renewed: %v", err)
		}
		lost.Class, lost.Finished = meeting.OK, s.now
		if _, err := s.Apply(s.Context(), meeting.Harvest{Run: lost, Meetings: listings(3)}); !errors.Is(err, storage.ErrLost) {
			s.Errorf("the lost run was applied: %v", err)
		}
		n, err := s.Count(s.Context(), meeting.Filter{})
		s.must(err)
		equal(s, "meetings of the lost run", n, 0)
		all, err := s.Runs(s.Context(), "hill", 0)
		s.must(err)
		equal(s, "classes", []meeting.Class{all[0].Class, all[1].Class}, []meeting.Class{meeting.Running, meeting.Unreachable})
		equal(s, "newest", all[0].ID, run.ID)
	}},
	{"a renewed lease is not taken over", func(s *store) {
		run := s.begin()
		s.wait(50 * time.Second)
		s.must(s.Renew(s.Context(), run.ID, s.now, time.Minute))
		s.wait(50 * time.Second)
		if _, err := s.Begin(s.Context(), "hill", "other", s.now, time.Minute); !errors.Is(err, meeting.ErrRunning) {
			s.Errorf("the lease was taken: %v", err)
		}
	}},
	{"an interrupted run is still owed and nobody's failure", func(s *store) {
		s.run(meeting.OK, listing("a"))
		good := s.now.Add(-6 * time.Hour)
		s.begin()
		s.must(s.Release(s.Context(), "someone else", s.now))
		h, err := s.LastRuns(s.Context())
		s.must(err)
		equal(s, "running before release", h["hill"].Running, true)
		s.must(s.Release(s.Context(), "test", s.now))
		m, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "last run", m.LastRun, good)
		equal(s, "failures", m.Failures, 0)
		equal(s, "not before", m.NotBefore, time.Time{})
		h, err = s.LastRuns(s.Context())
		s.must(err)
		equal(s, "running", h["hill"].Running, false)
		equal(s, "class", h["hill"].Class, meeting.Unreachable)
		equal(s, "last try", h["hill"].LastTry, good)
	}},
	{"a run that was stopped is still owed and nobody's failure", func(s *store) {
		s.run(meeting.OK, listing("a"))
		before, err := s.Memory(s.Context(), "hill")
		s.must(err)
		s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.Unreachable, Message: "Stopped.", Interrupted: true}})
		m, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "last run", m.LastRun, before.LastRun)
		equal(s, "failures", m.Failures, 0)
		equal(s, "not before", m.NotBefore, time.Time{})
	}},
	{"a run is kept whole", func(s *store) {
		want := s.harvest(meeting.Harvest{Fingerprint: "f1", Meetings: listings(2), Run: meeting.Run{
			Class: meeting.OK, Message: "Read.",
			Refused:  []meeting.Refusal{{Key: "x", Name: "X", Field: "time", Value: "25:00", Reason: "25:00 is not a time."}},
			Evidence: meeting.Evidence{Status: 200, Type: "application/json", Bytes: 99, Pages: 1, Duration: time.Second},
		}})
		equal(s, "counts", want.Counts, meeting.Counts{Listed: 3, Stored: 2, New: 2, Refused: 1})
		got, err := s.Runs(s.Context(), "hill", 1)
		s.must(err)
		equal(s, "run", got[0], want)
	}},
	{"a run without a class or a finish is refused", func(s *store) {
		run := s.begin()
		for _, class := range []meeting.Class{"", meeting.Running} {
			run.Class, run.Finished = class, s.now
			if _, err := s.Apply(s.Context(), meeting.Harvest{Run: run}); err == nil {
				s.Errorf("class %q was applied", class)
			}
		}
		run.Class, run.Finished = meeting.OK, time.Time{}
		if _, err := s.Apply(s.Context(), meeting.Harvest{Run: run}); err == nil {
			s.Error("a run without a finish was applied")
		}
	}},
	{"memory of a source never heard of is empty", func(s *store) {
		m, err := s.Memory(s.Context(), "nowhere")
		s.must(err)
		equal(s, "memory", m, meeting.Memory{Pages: map[string]meeting.PageState{}})
	}},
	{"memory holds what the next run needs", func(s *store) {
		pages := []meeting.PageState{{URL: "u1", ETag: "e", LastModified: "l", Digest: "d", Next: []string{"u2"}}, {URL: "u2"}}
		for n := 1; n <= 9; n++ {
			s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.OK}, Fingerprint: "f", Pages: pages, Meetings: listings(n)})
		}
		s.run(meeting.Unchanged)
		last := s.now
		bad := s.run(meeting.Blocked)
		m, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "listed", m.Stored, []int{9, 8, 7, 6, 5, 4, 3, 2})
		equal(s, "last listed", m.LastListed, 9)
		equal(s, "fill", []any{len(m.Fills), m.Fills[0], m.Fills[7]}, []any{8, meeting.Fill{Time: 9, Place: 9}, meeting.Fill{Time: 2, Place: 2}})
		equal(s, "fingerprint", m.Fingerprint, "f")
		equal(s, "pages", m.Pages, map[string]meeting.PageState{"u1": pages[0], "u2": pages[1]})
		equal(s, "failures", m.Failures, 1)
		equal(s, "last run", m.LastRun, last)
		equal(s, "last good", m.LastGood, last.Add(-6*time.Hour+time.Second))
		equal(s, "not before", m.NotBefore, meeting.Backoff(bad.ID, 1, bad.Finished, time.Time{}))
	}},
	{"failures back off until a good run", func(s *store) {
		asked := s.now.Add(100 * time.Hour)
		s.run(meeting.Unreachable)
		s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.Blocked, RetryAfter: asked}})
		h, err := s.LastRuns(s.Context())
		s.must(err)
		equal(s, "failures", h["hill"].Failures, 2)
		equal(s, "until", h["hill"].NotBefore, asked)
		s.run(meeting.OK, listing("a"))
		h, err = s.LastRuns(s.Context())
		s.must(err)
		equal(s, "failures after a good run", h["hill"].Failures, 0)
		equal(s, "until after a good run", h["hill"].NotBefore, time.Time{})
	}},
	{"most hosts silent at once are no fault of theirs", func(s *store) {
		ask := func(source string, class meeting.Class, status int) meeting.Run {
			id, err := s.Begin(s.Context(), source, "test", s.now, time.Minute)
			s.must(err)
			s.wait(time.Second)
			r, err := s.Apply(s.Context(), meeting.Harvest{Run: meeting.Run{ID: id, Source: source, Started: s.now, Finished: s.now, Class: class, Message: "As it went.",
				Evidence: meeting.Evidence{Host: source + ".example", Status: status}}})
			s.must(err)
			return r
		}
		failures := func() (out []int) {
			h, err := s.LastRuns(s.Context())
			s.must(err)
			for _, source := range []string{"a", "b", "c", "d", "e"} {
				out = append(out, h[source].Failures)
			}
			return out
		}
		ask("d", meeting.OK, 200)
		ask("a", meeting.Unreachable, 0)
		ask("e", meeting.Unreachable, 503)
		s.wait(20 * time.Minute)
		equal(s, "one alone", failures(), []int{1, 0, 0, 0, 1})
		ask("e", meeting.Unreachable, 503)
		ask("b", meeting.Unreachable, 0)
		ask("c", meeting.Unreachable, 0)
		equal(s, "two of three: who answers 503 is to blame, and nobody else", failures(), []int{1, 0, 0, 0, 2})
		m, err := s.Memory(s.Context(), "b")
		s.must(err)
		equal(s, "still owed", []any{m.LastRun.IsZero(), m.NotBefore.IsZero()}, []any{true, true})
		last := ask("a", meeting.Unreachable, 0)
		equal(s, "a third", []any{last.Interrupted, last.Message, failures()}, []any{true, meeting.OutageMessage, []int{1, 0, 0, 0, 2}})
		s.wait(20 * time.Minute)
		ask("a", meeting.Unreachable, 0)
		equal(s, "later, alone again", failures(), []int{2, 0, 0, 0, 2})
	}},
	{"health tells the last good run and the last try apart", func(s *store) {
		good := s.run(meeting.OK, listings(4)...)
		bad := s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.Gone, Message: "The page is gone."}})
		h, err := s.LastRuns(s.Context())
		s.must(err)
		equal(s, "health", h["hill"], meeting.Health{Source: "hill", LastTry: bad.Started, LastGood: good.Finished,
			Class: meeting.Gone, Message: "The page is gone.", Run: bad.ID, Meetings: 4, Failures: 1,
			NotBefore: meeting.Backoff(bad.ID, 1, bad.Finished, time.Time{})})
	}},
	{"pages no longer met are forgotten, validators of an unchanged run kept", func(s *store) {
		at := func(url, etag string) meeting.PageState { return meeting.PageState{URL: url, ETag: etag} }
		ok := meeting.Harvest{Run: meeting.Run{Class: meeting.OK}, Fingerprint: "f1", Meetings: listings(1)}
		ok.Pages = []meeting.PageState{at("a", "1"), at("b", "1")}
		s.harvest(ok)
		ok.Pages = []meeting.PageState{at("a", "2")}
		s.harvest(ok)
		s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.Unchanged}, Pages: []meeting.PageState{at("a", "3")}})
		s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.Shrunk}, Pages: []meeting.PageState{at("a", "4"), at("c", "4")}})
		m, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "pages", m.Pages, map[string]meeting.PageState{"a": at("a", "3")})
	}},
}
