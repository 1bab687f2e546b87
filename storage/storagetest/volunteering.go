package storagetest

import (
	"errors"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

var volunteering = []behaviour{
	{"a key opens a session until it ends", func(s *store) {
		ctx, key, session := s.Context(), []byte("key"), []byte("session")
		s.must(s.AddVolunteer(ctx, "desk", key, s.now))
		v, err := s.SignIn(ctx, key, session, s.now.Add(time.Hour))
		s.must(err)
		equal(s, "name", v.Name, "desk")
		v, err = s.SignedIn(ctx, session, s.now.Add(59*time.Minute))
		s.must(err)
		equal(s, "name", v.Name, "desk")
		for what, err := range map[string]error{
			"another key":         second(s.SignIn(ctx, []byte("guess"), []byte("x"), s.now.Add(time.Hour))),
			"another session":     second(s.SignedIn(ctx, []byte("guess"), s.now)),
			"a session that ends": second(s.SignedIn(ctx, session, s.now.Add(time.Hour))),
		} {
			if !errors.Is(err, meeting.ErrNotFound) {
				s.Errorf("%s: %v", what, err)
			}
		}
		s.must(s.SignOut(ctx, session))
		if _, err := s.SignedIn(ctx, session, s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("signed out: %v", err)
		}
	}},
	{"who is removed is signed out, and what they did stays", func(s *store) {
		ctx := s.Context()
		s.must(s.AddVolunteer(ctx, "desk", []byte("key"), s.now))
		if err := s.AddVolunteer(ctx, "desk", []byte("other"), s.now); !errors.Is(err, storage.ErrTaken) {
			s.Errorf("the same name twice: %v", err)
		}
		_, err := s.SignIn(ctx, []byte("key"), []byte("session"), s.now.Add(time.Hour))
		s.must(err)
		deed := meeting.Deed{At: s.now, Volunteer: "desk", What: meeting.Accepted, Subject: "7", Note: "seen on the site"}
		s.must(s.NoteDeed(ctx, deed))
		s.must(s.RemoveVolunteer(ctx, "desk"))
		if _, err := s.SignedIn(ctx, []byte("session"), s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("still signed in: %v", err)
		}
		if err := s.RemoveVolunteer(ctx, "desk"); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("removed twice: %v", err)
		}
		all, err := s.Volunteers(ctx)
		s.must(err)
		equal(s, "volunteers", len(all), 0)
		deeds, err := s.Deeds(ctx, 0)
		s.must(err)
		equal(s, "deeds", deeds, []meeting.Deed{deed})
	}},
	{"a report waits until a volunteer has looked, then goes at its age", func(s *store) {
		ctx := s.Context()
		s.run(meeting.OK, listing("a"))
		id := s.get("a").ID
		r := meeting.Report{At: s.now, Meeting: id, What: meeting.NotHeld, Text: "The door was locked."}
		s.must(s.AddReport(ctx, r))
		if err := s.AddReport(ctx, meeting.Report{At: s.now, Meeting: "nobody", What: meeting.OtherFault}); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("a report on no meeting: %v", err)
		}
		open, err := s.OpenReports(ctx, 10)
		s.must(err)
		r.ID = open[0].ID
		equal(s, "open", open, []meeting.Report{r})
		s.must(s.CloseReport(ctx, r.ID, "desk", "called: it moved", s.now))
		if err := s.CloseReport(ctx, r.ID, "desk", "", s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("closed twice: %v", err)
		}
		open, err = s.OpenReports(ctx, 10)
		s.must(err)
		equal(s, "still open", len(open), 0)
		deeds, err := s.Deeds(ctx, 1)
		s.must(err)
		equal(s, "deed", deeds[0], meeting.Deed{At: s.now, Volunteer: "desk", What: meeting.Closed, Subject: id, Note: "called: it moved"})
		s.must(s.Prune(ctx, s.now.Add(meeting.ReportsKept-time.Second)))
		all, err := s.ReportsOf(ctx, id)
		s.must(err)
		equal(s, "kept", len(all), 1)
		s.must(s.Prune(ctx, s.now.Add(meeting.ReportsKept)))
		all, err = s.ReportsOf(ctx, id)
		s.must(err)
		equal(s, "kept after its age", len(all), 0)
	}},
	{"what volunteers were told of a source is kept while trouble lasts", func(s *store) {
		ctx := s.Context()
		a := meeting.Alert{Source: "hill", Trouble: meeting.Waits, Since: s.now, Told: s.now}
		s.must(s.KeepAlerts(ctx, []meeting.Alert{a, {Source: "dale", Trouble: meeting.Refuses, Since: s.now}}))
		a.Told = s.now.Add(time.Hour)
		s.must(s.KeepAlerts(ctx, []meeting.Alert{a, {Source: "dale"}}))
		got, err := s.Alerts(ctx)
		s.must(err)
		equal(s, "alerts", got, map[string]meeting.Alert{"hill": a})
	}},
}

func second[T any](_ T, err error) error { return err }
