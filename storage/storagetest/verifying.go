package storagetest

import (
	"errors"

	"openchair/meeting"
)

var verifying = []behaviour{
	{"a person's word is kept, whatever runs do", func(s *store) {
		s.run(meeting.OK, listing("a"), listing("b"))
		before := s.get("a")
		s.must(s.Verify(s.Context(), before.ID, "Called the church.", s.now))
		at := s.now
		s.run(meeting.OK, listing("a", startsAt(20, 0)), listing("b"))
		a := s.get("a")
		equal(s, "verified", []any{a.Verified, a.VerifiedNote}, []any{at, "Called the church."})
		equal(s, "no change of its own", s.changes(), []string{"edited a schedule.start:19:00>20:00"})
		equal(s, "the other", s.get("b").Verified.IsZero(), true)
		s.must(s.Verify(s.Context(), a.ID, "", s.now))
		equal(s, "again", []any{s.get("a").Verified, s.get("a").VerifiedNote}, []any{s.now, ""})
	}},
	{"nobody can vouch for what isn't there", func(s *store) {
		if err := s.Verify(s.Context(), "nothing", "", s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("verified: %v", err)
		}
	}},
}
