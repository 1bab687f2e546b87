package storagetest

import (
	"errors"

	"openchair/meeting"
)

var accepting = []behaviour{
	{"what a quarantined run read can be accepted", func(s *store) {
		s.run(meeting.OK, names("k", 20)...)
		q := s.run(meeting.Shrunk, names("k", 8)...)
		h, err := s.Waiting(s.Context(), q.ID)
		s.must(err)
		equal(s, "waiting", []any{len(h.Meetings), h.Run.Class, h.Fingerprint}, []any{8, meeting.Shrunk, "f1"})
		equal(s, "whole", meeting.Diff(&h.Meetings[3].Meeting, &names("k", 8)[3].Meeting), nil)
		r, err := s.Accept(s.Context(), q.ID, "volunteer", s.now)
		s.must(err)
		equal(s, "run", []any{r.Class, r.Accepts, r.Counts.Stored, r.Counts.Missed, r.Counts.Retired}, []any{meeting.OK, q.ID, 8, 12, 0})
		equal(s, "confirmed", s.get("k003").LastConfirmed, r.Finished)
		if _, err := s.Accept(s.Context(), q.ID, "volunteer", s.now); !errors.Is(err, meeting.ErrNotWaiting) {
			s.Errorf("accepted twice: %v", err)
		}
	}},
	{"later runs are judged by what was accepted", func(s *store) {
		for range 3 {
			s.run(meeting.OK, names("k", 20)...)
		}
		q := s.run(meeting.Shrunk, names("k", 8)...)
		_, err := s.Accept(s.Context(), q.ID, "volunteer", s.now)
		s.must(err)
		m, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "measure", m.Stored, []int{8})
		class, _ := meeting.Judge(m, 8, m.Fills[0])
		equal(s, "class", class, meeting.OK)
	}},
	{"that a source is empty can be accepted", func(s *store) {
		s.run(meeting.OK, names("k", 20)...)
		q := s.run(meeting.Empty)
		r, err := s.Accept(s.Context(), q.ID, "volunteer", s.now)
		s.must(err)
		equal(s, "class", []any{r.Class, r.Counts.Missed}, []any{meeting.DeclaredEmpty, 20})
		m, err := s.Memory(s.Context(), "hill")
		s.must(err)
		class, _ := meeting.Judge(m, 0, meeting.Fill{})
		equal(s, "the next empty run", class, meeting.DeclaredEmpty)
		s.run(meeting.OK, names("k", 20)...)
		m, err = s.Memory(s.Context(), "hill")
		s.must(err)
		class, _ = meeting.Judge(m, 0, meeting.Fill{})
		equal(s, "empty again after it was not", class, meeting.Empty)
	}},
	{"what waits is the newest", func(s *store) {
		s.run(meeting.OK, names("k", 20)...)
		old := s.run(meeting.Shrunk, names("k", 8)...)
		q := s.run(meeting.Shrunk, names("k", 9)...)
		if _, err := s.Accept(s.Context(), old.ID, "volunteer", s.now); !errors.Is(err, meeting.ErrNotWaiting) {
			s.Errorf("an old one was accepted: %v", err)
		}
		s.must(s.Reject(s.Context(), q.ID))
		if err := s.Reject(s.Context(), q.ID); !errors.Is(err, meeting.ErrNotWaiting) {
			s.Errorf("rejected twice: %v", err)
		}
		equal(s, "nothing was touched", s.changes(), nil)
	}},
	{"nothing waits after a good run, nor of one that never was", func(s *store) {
		s.run(meeting.OK, names("k", 20)...)
		q := s.run(meeting.Shrunk, names("k", 8)...)
		s.run(meeting.OK, names("k", 20)...)
		if _, err := s.Waiting(s.Context(), q.ID); !errors.Is(err, meeting.ErrNotWaiting) {
			s.Errorf("still waiting: %v", err)
		}
		if _, err := s.Waiting(s.Context(), 999); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("a run that never was: %v", err)
		}
	}},
}
