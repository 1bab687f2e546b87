package storagetest

import (
	"errors"
	"time"

	"openchair/meeting"
)

// remind adds an unconfirmed reminder to a calendar.
func (s *store) remind(id, calendar int64, email string, leads ...int) meeting.Reminder {
	s.Helper()
	r := meeting.Reminder{ID: id, Calendar: calendar, Email: []byte("sealed " + email), EmailHash: []byte(email), Channel: meeting.ByEmail, Leads: leads,
		Discretion: meeting.Neutral, Zone: "Europe/Berlin", Language: "en", Created: s.now}
	s.must(s.AddReminder(s.Context(), r, confirming(s.now), s.now))
	return r
}

func confirming(now time.Time) meeting.Letter {
	return meeting.Letter{Kind: meeting.ConfirmLetter, SendAt: now, Expires: now.Add(meeting.ConfirmWithin)}
}

func (s *store) confirm(id int64) {
	s.Helper()
	s.must(s.ConfirmReminder(s.Context(), id, s.now))
}

func (s *store) reminder(id int64) meeting.Reminder {
	s.Helper()
	r, err := s.Reminder(s.Context(), id)
	s.must(err)
	return r
}

var reminders = []behaviour{
	{"addresses are sealed anew by a new key, all or none", func(s *store) {
		any, err := s.Sealed(s.Context())
		s.must(err)
		equal(s, "sealed before", any, false)
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		s.remind(78, c.ID, "two", 60)
		any, err = s.Sealed(s.Context())
		s.must(err)
		equal(s, "sealed after", any, true)
		lost := errors.New("lost")
		if _, err := s.Reseal(s.Context(), func(sealed []byte) (anew, hash []byte, err error) {
			if string(sealed) == "sealed two" {
				return nil, nil, lost
			}
			return []byte("anew"), []byte("hash"), nil
		}); !errors.Is(err, lost) {
			s.Errorf("%v", err)
		}
		equal(s, "untouched", string(s.reminder(77).Email), "sealed one")
		n, err := s.Reseal(s.Context(), func(sealed []byte) (anew, hash []byte, err error) {
			if string(sealed) == "sealed two" {
				return nil, nil, nil
			}
			return []byte("anew"), []byte("hash"), nil
		})
		s.must(err)
		equal(s, "changed", n, 1)
		equal(s, "address", string(s.reminder(77).Email), "anew")
		equal(s, "hash", string(s.reminder(77).EmailHash), "hash")
	}},
	{"a new address gets a confirming letter and is kept sealed", func(s *store) {
		c := s.calendar("x")
		want := s.remind(77, c.ID, "one", 60, 1440)
		equal(s, "reminder", s.reminder(77), want)
		of, err := s.RemindersOf(s.Context(), c.ID)
		s.must(err)
		equal(s, "of the calendar", of, []meeting.Reminder{want})
		ls := s.claim(10)
		equal(s, "letters", []any{len(ls), ls[0].Kind, ls[0].Reminder, ls[0].Expires}, []any{1, meeting.ConfirmLetter, 77, s.now.Add(48 * time.Hour)})
	}},
	{"confirming twice confirms once", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		first := s.now
		s.confirm(77)
		s.wait(time.Hour)
		s.confirm(77)
		equal(s, "confirmed", s.reminder(77).Confirmed, first)
	}},
	{"an unconfirmed address that asks again is one reminder with its newest wish", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		s.wait(time.Hour)
		s.remind(78, c.ID, "one", 30)
		r := s.reminder(77)
		equal(s, "leads", []any{r.Leads, r.Created}, []any{[]int{30}, s.now})
		if _, err := s.Reminder(s.Context(), 78); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("a second reminder stands: %v", err)
		}
		ls := s.claim(10)
		equal(s, "letters waiting", []any{len(ls), ls[0].Reminder}, []any{1, 77})
	}},
	{"a confirmed address keeps its wish until it confirms the new one", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		s.confirm(77)
		s.mark(s.claim(10)[0], meeting.Sent)
		s.remind(78, c.ID, "one", 30)
		equal(s, "leads before", s.reminder(77).Leads, []int{60})
		equal(s, "a letter goes all the same", len(s.claim(10)), 1)
		s.confirm(77)
		equal(s, "leads after", s.reminder(77).Leads, []int{30})
	}},
	{"a wish that was never confirmed is dropped in the end", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		s.confirm(77)
		s.remind(78, c.ID, "one", 30)
		s.wait(49 * time.Hour)
		s.confirm(77)
		s.must(s.Prune(s.Context(), s.now))
		s.confirm(77)
		equal(s, "leads", s.reminder(77).Leads, []int{60})
	}},
	{"what comes too late or to nobody is not found", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		s.wait(48 * time.Hour)
		_, byID := s.Reminder(s.Context(), 1)
		late := s.ConfirmReminder(s.Context(), 77, s.now)
		unknown := s.ConfirmReminder(s.Context(), 1, s.now)
		gone := s.DeleteReminder(s.Context(), 1)
		nowhere := s.AddReminder(s.Context(), meeting.Reminder{ID: 5, Calendar: 999, Email: []byte("e"), EmailHash: []byte("h")}, confirming(s.now), s.now)
		for _, err := range []error{byID, late, unknown, gone, nowhere} {
			if !errors.Is(err, meeting.ErrNotFound) {
				s.Errorf("got %v", err)
			}
		}
	}},
	{"deleting takes the letters along", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		s.remind(78, c.ID, "two", 60)
		s.must(s.DeleteReminder(s.Context(), 77))
		waiting, _, _, err := s.OutboxDepth(s.Context())
		s.must(err)
		equal(s, "letters left", waiting, 1)
		equal(s, "reminder left", s.reminder(78).ID, 78)
	}},
	{"a reminder without id or address is refused", func(s *store) {
		c := s.calendar("x")
		for _, r := range []meeting.Reminder{{Calendar: c.ID, Email: []byte("e"), EmailHash: []byte("h")}, {ID: 1, Calendar: c.ID, EmailHash: []byte("h")}, {ID: 1, Calendar: c.ID, Email: []byte("e")}} {
			if err := s.AddReminder(s.Context(), r, confirming(s.now), s.now); err == nil {
				s.Errorf("%+v was kept", r)
			}
		}
	}},
	{"every wish is kept, and edited by its owner", func(s *store) {
		c := s.calendar("x")
		want := meeting.Reminder{ID: 77, Calendar: c.ID, Email: []byte("sealed"), EmailHash: []byte("one"), Channel: meeting.ByNtfy, Meetings: []string{"a", "b"},
			Leads: []int{60, 1440}, QuietFrom: meeting.NewClock(22, 30), QuietTo: meeting.NewClock(7, 0), Overview: meeting.WeeklyOverview,
			OverviewAt: meeting.NewClock(8, 15), OverviewDay: time.Saturday, Discretion: meeting.Full, PlainText: true, MapLinks: true,
			Zone: "America/Santiago", Language: "es", Created: s.now}
		s.must(s.AddReminder(s.Context(), want, confirming(s.now), s.now))
		equal(s, "kept", s.reminder(77), want)
		if _, err := s.EditReminder(s.Context(), 77, func(*meeting.Reminder) error { return nil }); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("edited before it was confirmed: %v", err)
		}
		s.confirm(77)
		s.plan(s.toPlan(s.now)[0])
		_, err := s.EditReminder(s.Context(), 77, func(r *meeting.Reminder) error { r.Zone = "America/Santiago"; return nil })
		s.must(err)
		equal(s, "the same again: nothing to plan", len(s.toPlan(s.now)), 0)
		got, err := s.EditReminder(s.Context(), 77, func(r *meeting.Reminder) error { r.Leads, r.Meetings, r.Calendar = []int{30}, nil, 999; return nil })
		s.must(err)
		equal(s, "edited", []any{got.Leads, s.reminder(77).Leads, s.reminder(77).Meetings, s.reminder(77).Calendar}, []any{[]int{30}, []int{30}, []string{}, c.ID})
		equal(s, "to be planned", len(s.toPlan(s.now)), 1)
	}},
	{"an address that moved to a new key is known by its older hash", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		again := meeting.Reminder{ID: 78, Calendar: c.ID, Email: []byte("anew"), EmailHash: []byte("new hash"), OldHashes: [][]byte{[]byte("one")}, Leads: []int{30}}
		s.must(s.AddReminder(s.Context(), again, confirming(s.now), s.now))
		of, err := s.RemindersOf(s.Context(), c.ID)
		s.must(err)
		equal(s, "reminders", []any{len(of), of[0].ID, of[0].Leads}, []any{1, 77, []int{30}})
	}},
	{"an ended reminder gets one last letter and then is gone", func(s *store) {
		subscriber(s, 60)
		s.plan(s.toPlan(s.now)[0])
		s.must(s.EndReminder(s.Context(), 77, meeting.GoodbyeLetter, s.now))
		s.must(s.EndReminder(s.Context(), 77, meeting.GoodbyeLetter, s.now))
		equal(s, "ended", []any{s.reminder(77).Calendar, s.reminder(77).Ended}, []any{0, s.now})
		o, err := s.Outbox(s.Context(), s.now)
		s.must(err)
		equal(s, "the others", dropped(o), []string{"reminder: the reminder has ended"})
		ls := s.claim(10)
		equal(s, "last letter", []any{len(ls), ls[0].Kind, ls[0].Expires}, []any{1, meeting.GoodbyeLetter, s.now.Add(meeting.FarewellWithin)})
		s.must(s.Mark(s.Context(), meeting.Mark{Letter: ls[0].ID, Outcome: meeting.Retry, Why: "greylisted", Next: s.now}))
		equal(s, "it is still there", s.reminder(77).ID, 77)
		s.mark(s.claim(1)[0], meeting.Sent)
		if _, err := s.Reminder(s.Context(), 77); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("its address stays: %v", err)
		}
	}},
	{"one whose last letter never leaves goes all the same, and one never confirmed at once", func(s *store) {
		c := s.calendar("x")
		s.remind(77, c.ID, "one", 60)
		s.remind(78, c.ID, "two", 60)
		s.confirm(77)
		s.must(s.EndReminder(s.Context(), 77, meeting.GoodbyeLetter, s.now))
		s.must(s.EndReminder(s.Context(), 78, meeting.GoodbyeLetter, s.now))
		_, unconfirmed := s.Reminder(s.Context(), 78)
		s.wait(meeting.FarewellWithin)
		s.must(s.Prune(s.Context(), s.now))
		_, late := s.Reminder(s.Context(), 77)
		unknown := s.EndReminder(s.Context(), 999, meeting.GoodbyeLetter, s.now)
		for _, err := range []error{unconfirmed, late, unknown} {
			if !errors.Is(err, meeting.ErrNotFound) {
				s.Errorf("got %v", err)
			}
		}
	}},
	{"an address that does not exist is suppressed, all that waits for it is dropped, and nothing tells", func(s *store) {
		subscriber(s, 60)
		s.plan(s.toPlan(s.now)[0])
		s.now = tuesday.Add(-time.Hour)
		s.mark(s.claim(1)[0], meeting.Dead)
		is, err := s.Suppressed(s.Context(), []byte("other"), []byte("one"))
		s.must(err)
		equal(s, "suppressed", is, true)
		is, err = s.Suppressed(s.Context(), []byte("other"))
		s.must(err)
		equal(s, "another", is, false)
		s.wait(2 * time.Hour)
		equal(s, "letters", len(s.claim(10)), 0)
		equal(s, "halted", s.reminder(77).Halted.IsZero(), false)
		s.remind(79, s.calendar("y").ID, "one", 60)
		equal(s, "a new wish gets no letter", len(s.claim(10)), 0)
		s.must(s.PlanAnew(s.Context()))
		equal(s, "planned", len(s.toPlan(s.now)), 0)
		s.must(s.Prune(s.Context(), time.Now().Add(meeting.SuppressedKept+time.Hour)))
		equal(s, "in the end it may try again", []any{len(s.toPlan(s.now)), s.reminder(77).Halted}, []any{1, time.Time{}})
	}},
	{"a suppression is listed by its hash and lifted by the address", func(s *store) {
		subscriber(s, 60)
		s.must(s.SuppressReminder(s.Context(), 77, "550 5.1.1", s.now))
		all, err := s.Suppressions(s.Context())
		s.must(err)
		equal(s, "suppressed", all, []meeting.Suppression{{EmailHash: []byte("one"), Why: "550 5.1.1", Since: s.now}})
		if err := s.Lift(s.Context(), []byte("other")); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("another's: %v", err)
		}
		s.must(s.Lift(s.Context(), []byte("of a newer key"), []byte("one")))
		all, err = s.Suppressions(s.Context())
		s.must(err)
		equal(s, "left", len(all), 0)
		equal(s, "its letters are planned again", []any{len(s.toPlan(s.now)), s.reminder(77).Halted}, []any{1, time.Time{}})
	}},
	{"a bounce suppresses by the reminder", func(s *store) {
		subscriber(s, 60)
		s.must(s.SuppressReminder(s.Context(), 77, "550 5.1.1", s.now))
		equal(s, "halted", s.reminder(77).Halted, s.now)
		if err := s.SuppressReminder(s.Context(), 999, "", s.now); !errors.Is(err, meeting.ErrNotFound) {
			s.Errorf("unknown: %v", err)
		}
	}},
}
