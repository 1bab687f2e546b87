package storagetest

import (
	"errors"
	"time"

	"openchair/meeting"
)

// remind adds an unconfirmed reminder to a calendar.
func (s *store) remind(id, calendar int64, email string, leads ...int) meeting.Reminder {
	s.Helper()
	r := meeting.Reminder{ID: id, Calendar: calendar, Email: []byte("sealed " + email), EmailHash: []byte(email), Leads: leads,
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
}
