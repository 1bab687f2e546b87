package storagetest

import (
	"errors"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

func (s *store) turn(on, retire bool) int {
	s.Helper()
	n, err := s.SetSwitch(s.Context(), meeting.Switch{Source: "hill", Enabled: on, Why: "They asked.", At: s.now}, retire)
	s.must(err)
	return n
}

var switching = []behaviour{
	{"a switch counts more than the catalogue, and is remembered", func(s *store) {
		on := func(enabled bool) bool {
			m, err := s.Memory(s.Context(), "hill")
			s.must(err)
			return m.Switch.On(meeting.Source{ID: "hill", Enabled: enabled})
		}
		equal(s, "untouched", []bool{on(true), on(false)}, []bool{true, false})
		s.turn(false, false)
		equal(s, "off", []bool{on(true), on(false)}, []bool{false, false})
		s.turn(true, false)
		equal(s, "on", []bool{on(true), on(false)}, []bool{true, true})
		all, err := s.Switches(s.Context())
		s.must(err)
		equal(s, "listed", all, map[string]meeting.Switch{"hill": {Source: "hill", Enabled: true, Why: "They asked.", At: s.now}})
	}},
	{"switching off ends a run under way, and keeps what was known", func(s *store) {
		s.run(meeting.OK, listing("a"))
		began := s.begin()
		s.turn(false, false)
		if err := s.Renew(s.Context(), began.ID, s.now, time.Minute); !errors.Is(err, storage.ErrLost) {
			s.Errorf("the run goes on: %v", err)
		}
		equal(s, "known", s.get("a").Retired.IsZero(), true)
		h, err := s.LastRuns(s.Context())
		s.must(err)
		equal(s, "nobody's failure", h["hill"].Failures, 0)
	}},
	{"what can't be relied on is retired at once, and comes back with its id", func(s *store) {
		page := []meeting.PageState{{URL: "u", ETag: "1"}}
		s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.OK}, Fingerprint: "f1", Pages: page, Meetings: []meeting.Collected{listing("a"), listing("b")}})
		s.calendar("mine", "a")
		confirmed := s.get("a").LastConfirmed
		equal(s, "retired", s.turn(false, true), 2)
		a := s.get("a")
		equal(s, "meeting", []any{a.Retired, a.Sequence, a.LastConfirmed, s.version("mine")}, []any{s.now, 1, confirmed, 2})
		equal(s, "changes", s.changes(), []string{"retired a", "retired b"})
		m, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "its pages are read anew", len(m.Pages), 0)
		s.wait(time.Hour)
		s.turn(true, false)
		r := s.run(meeting.OK, listing("a"), listing("b"))
		equal(s, "back", []any{r.Counts.New, s.get("a").ID == a.ID, s.get("a").Retired.IsZero(), s.get("a").LastConfirmed}, []any{2, true, true, r.Finished})
	}},
}
