package storagetest

import (
	"time"

	"openchair/meeting"
)

// missing lists how often a was missed: a run listed a and b, later ones only b.
func missing(s *store, class meeting.Class, runs int, every time.Duration) (last meeting.Run) {
	s.run(meeting.OK, listing("a"), listing("b"))
	for range runs {
		s.wait(every - 6*time.Hour)
		last = s.run(meeting.OK, listing("b"))
	}
	if class == meeting.Unchanged {
		last = s.run(meeting.Unchanged)
	}
	return last
}

var retiring = []behaviour{
	{"not before three runs, however long", func(s *store) {
		r := missing(s, meeting.OK, 2, 200*time.Hour)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 1, Stored: 1, Missed: 1})
		equal(s, "retired", s.get("a").Retired, time.Time{})
	}},
	{"not before 72 hours, however many runs", func(s *store) {
		r := missing(s, meeting.OK, 12, 6*time.Hour) // 66 h since the first miss
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 1, Stored: 1, Missed: 1})
		equal(s, "retired", s.get("a").Retired, time.Time{})
	}},
	{"after three runs and 72 hours", func(s *store) {
		r := missing(s, meeting.OK, 3, 36*time.Hour)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 1, Stored: 1, Missed: 1, Retired: 1})
		a := s.get("a")
		equal(s, "retired", []any{a.Retired, a.LastChanged, a.Sequence}, []any{r.Finished, r.Finished, 1})
		equal(s, "last confirmed", a.LastConfirmed, monday.Add(time.Second))
		equal(s, "changes", s.changes(), []string{"retired a"})
		r = s.run(meeting.OK, listing("b"))
		equal(s, "a retired one is missed no more", r.Counts.Missed, 0)
		all, err := s.Count(s.Context(), meeting.Filter{})
		s.must(err)
		equal(s, "listed", all, 1)
		all, err = s.Count(s.Context(), meeting.Filter{Retired: true})
		s.must(err)
		equal(s, "kept", all, 2)
	}},
	{"an unchanged run counts as complete and may retire", func(s *store) {
		missing(s, meeting.OK, 1, 6*time.Hour)
		r := s.run(meeting.Unchanged)
		equal(s, "missed", []int{r.Counts.Missed, r.Counts.Retired}, []int{1, 0})
		s.wait(72 * time.Hour)
		r = s.run(meeting.Unchanged)
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 1, Stored: 1, Missed: 1, Retired: 1})
		equal(s, "changes", s.changes(), []string{"retired a"})
	}},
	{"runs that are not complete don't count", func(s *store) {
		missing(s, meeting.OK, 1, 6*time.Hour)
		for range 5 {
			s.wait(48 * time.Hour)
			s.run(meeting.Blocked)
		}
		r := s.run(meeting.OK, listing("b")) // the second complete one
		equal(s, "retired", r.Counts.Retired, 0)
		equal(s, "last confirmed", s.get("a").LastConfirmed, monday.Add(time.Second))
	}},
	{"coming back begins a new count", func(s *store) {
		missing(s, meeting.OK, 2, 36*time.Hour)
		r := s.run(meeting.OK, listing("a"), listing("b"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2})
		equal(s, "last confirmed", s.get("a").LastConfirmed, r.Finished)
		s.wait(100 * time.Hour)
		r = s.run(meeting.OK, listing("b"))
		equal(s, "retired", r.Counts.Retired, 0)
		equal(s, "changes", s.changes(), nil)
	}},
	{"a revived meeting keeps its id", func(s *store) {
		missing(s, meeting.OK, 3, 36*time.Hour)
		before := s.get("a")
		r := s.run(meeting.OK, listing("a", startsAt(18, 0)), listing("b"))
		equal(s, "counts", r.Counts, meeting.Counts{Listed: 2, Stored: 2, New: 1})
		a := s.get("a")
		equal(s, "revived", []any{a.Retired, a.FirstSeen, a.Sequence}, []any{time.Time{}, before.FirstSeen, 2})
		equal(s, "changes", s.changes(), []string{"retired a", "revived a schedule.start:19:00>18:00"})
	}},
	{"a revived meeting that looks as before is told too", func(s *store) {
		missing(s, meeting.OK, 3, 36*time.Hour)
		s.run(meeting.OK, listing("a"), listing("b"))
		equal(s, "changes", s.changes(), []string{"retired a", "revived a"})
		equal(s, "retired", s.get("a").Retired, time.Time{})
	}},
	{"a source that declared itself empty is read anew", func(s *store) {
		page := []meeting.PageState{{URL: "u", ETag: "full"}}
		s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.OK}, Fingerprint: "f1", Pages: page, Meetings: listings(2)})
		s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.DeclaredEmpty}, Fingerprint: "f1", Pages: []meeting.PageState{{URL: "u", ETag: "empty"}}})
		m, err := s.Memory(s.Context(), "hill")
		s.must(err)
		equal(s, "pages to ask for conditionally", len(m.Pages), 0)
	}},
	{"a source that declares itself empty misses all", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b"))
		r := s.run(meeting.DeclaredEmpty)
		equal(s, "counts", r.Counts, meeting.Counts{Missed: 2})
		s.wait(72 * time.Hour)
		s.run(meeting.DeclaredEmpty)
		r = s.run(meeting.DeclaredEmpty)
		equal(s, "counts", r.Counts, meeting.Counts{Missed: 2, Retired: 2})
		equal(s, "changes", s.changes(), []string{"retired a", "retired b"})
	}},
}
