package storagetest

import (
	"errors"
	"fmt"

	"openchair/meeting"
)

var status = []behaviour{
	{"a run is found by its number", func(s *store) {
		want := s.run(meeting.OK, listing("a"))
		got, err := s.RunByID(s.Context(), want.ID)
		s.must(err)
		equal(s, "run", got, want)
		if _, err := s.RunByID(s.Context(), 4711); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("no such run: %v", err)
		}
	}},
	{"a course is the last runs that ended, oldest first", func(s *store) {
		var want []int64
		for range 4 {
			want = append(want, s.run(meeting.OK, listing("a"), listing("b")).ID)
		}
		want = append(want, s.run(meeting.Unreachable).ID)
		s.harvest(meeting.Harvest{Run: meeting.Run{Class: meeting.Unreachable, Interrupted: true}})
		s.begin()
		all, err := s.Courses(s.Context(), 3)
		s.must(err)
		var got []int64
		for _, r := range all["hill"] {
			got = append(got, r.ID)
		}
		equal(s, "runs", got, want[2:])
		equal(s, "stored", all["hill"][0].Counts.Stored, 2)
		one, err := s.Course(s.Context(), "hill", 3)
		s.must(err)
		equal(s, "of one source", one, all["hill"])
		health, err := s.LastRuns(s.Context())
		s.must(err)
		for _, source := range []string{"hill", "never heard of"} {
			h, err := s.LastRun(s.Context(), source)
			s.must(err)
			equal(s, "how it fares", h, health[source])
		}
	}},
	{"what waits is known by its source", func(s *store) {
		s.run(meeting.OK, listings(30)...)
		q := s.run(meeting.Shrunk, listings(5)...)
		got, err := s.WaitingRuns(s.Context())
		s.must(err)
		equal(s, "waiting", got, map[string]int64{"hill": q.ID})
		s.must(s.Reject(s.Context(), q.ID))
		got, err = s.WaitingRuns(s.Context())
		s.must(err)
		equal(s, "waiting after rejection", len(got), 0)
	}},
	{"the latest changes are told with the meeting's name", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b"))
		second := s.run(meeting.OK, listing("a", startsAt(20, 0)), listing("b"))
		told := func(f meeting.ChangeFilter) (out []string) {
			s.Helper()
			all, err := s.LatestChanges(s.Context(), f)
			s.must(err)
			for _, c := range all {
				out = append(out, fmt.Sprintf("%s %s %s %s", c.Kind, c.Name, c.Program, c.Source))
			}
			return out
		}
		equal(s, "newest", told(meeting.ChangeFilter{Limit: 1}), []string{"edited Meeting a aa hill"})
		equal(s, "of a run", told(meeting.ChangeFilter{Run: second.ID}), []string{"edited Meeting a aa hill"})
		equal(s, "of a source", len(told(meeting.ChangeFilter{Source: "hill"})), 1)
		equal(s, "of another program", len(told(meeting.ChangeFilter{Program: "na"})), 0)
	}},
}
