package storagetest

import (
	"fmt"
	"time"

	"openchair/meeting"
)

// subscriber is a confirmed reminder over a calendar of a and b, with nothing
// else in the outbox.
func subscriber(s *store, leads ...int) {
	s.Helper()
	s.run(meeting.OK, listing("a"), listing("b", startsAt(20, 0)))
	c := s.calendar("x", "a", "b")
	s.remind(77, c.ID, "one", leads...)
	s.confirm(77)
	s.mark(s.claim(1)[0], meeting.Sent)
}

func (s *store) toPlan(until time.Time) (all []meeting.Planned) {
	s.Helper()
	for ps, err := range s.ToPlan(s.Context(), until) {
		s.must(err)
		all = append(all, ps...)
	}
	return all
}

// plan writes what a planner would for the next two weeks.
func (s *store) plan(p meeting.Planned) {
	s.Helper()
	until := s.now.Add(14 * 24 * time.Hour)
	p.Letters, p.Next = s.moments(p, until), until.Add(time.Minute)
	s.must(s.Plan(s.Context(), []meeting.Planned{p}, s.now))
}

func (s *store) moments(p meeting.Planned, until time.Time) (ls []meeting.Letter) {
	for i := range p.Meetings {
		for _, lead := range p.Reminder.Leads {
			ahead := time.Duration(lead) * time.Minute
			for o := range p.Meetings[i].Occurrences(s.now.Add(ahead), until.Add(ahead)) {
				ls = append(ls, meeting.Letter{Kind: meeting.ReminderLetter, Reminder: p.Reminder.ID, Meeting: p.Meetings[i].ID,
					Date: o.Date, Lead: lead, SendAt: o.Start.Add(-ahead).UTC(), Start: o.Start.UTC(), Expires: o.Start.UTC()})
			}
		}
	}
	return ls
}

// due lists the letters that would go by a moment, and gives them back.
func (s *store) due(at time.Time) (out []string) {
	s.Helper()
	ls, err := s.Claim(s.Context(), at, "peek", time.Hour, 100)
	s.must(err)
	for _, l := range ls {
		m, err := s.Meeting(s.Context(), l.Meeting)
		s.must(err)
		out = append(out, fmt.Sprintf("%s %s %d %s", m.SourceKey, l.Date, l.Lead, l.SendAt.Format("02T15:04")))
	}
	s.must(s.ReleaseLetters(s.Context(), "peek"))
	return out
}

// tuesday is when a of the first Tuesday starts: 19:00 in New York.
var tuesday = time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)

var planning = []behaviour{
	{"only confirmed reminders are planned, stale until they are", func(s *store) {
		s.run(meeting.OK, listing("a"))
		c := s.calendar("x", "a")
		s.remind(77, c.ID, "one", 60)
		equal(s, "unconfirmed", len(s.toPlan(s.now.Add(30*24*time.Hour))), 0)
		s.confirm(77)
		ps := s.toPlan(s.now)
		equal(s, "confirmed", []any{len(ps), ps[0].Stale, ps[0].Version, ps[0].Reminder.ID, ps[0].Meetings[0].ID}, []any{1, true, 1, 77, meeting.NewID("hill", "a", "")})
		s.plan(ps[0])
		equal(s, "planned", len(s.toPlan(s.now)), 0)
	}},
	{"those come up whose next letter is due", func(s *store) {
		subscriber(s, 60)
		p := s.toPlan(s.now)[0]
		p.Next = s.now.Add(time.Hour)
		s.must(s.Plan(s.Context(), []meeting.Planned{p}, s.now))
		equal(s, "before it", len(s.toPlan(p.Next.Add(-1))), 0)
		ps := s.toPlan(p.Next)
		equal(s, "at it", []any{len(ps), ps[0].Stale, ps[0].Due, len(ps[0].Meetings)}, []any{1, false, p.Next, 2})
		ps[0].Next = time.Time{}
		s.must(s.Plan(s.Context(), ps, s.now))
		equal(s, "never", len(s.toPlan(s.now.AddDate(9, 0, 0))), 0)
		s.must(s.PlanAnew(s.Context()))
		equal(s, "anew", len(s.toPlan(s.now)), 1)
	}},
	{"a panicked calendar holds nothing, and what waits is dropped with a reason", func(s *store) {
		subscriber(s, 60)
		s.plan(s.toPlan(s.now)[0])
		s.must(s.Panic(s.Context(), 1, true, s.now))
		p := s.toPlan(s.now)[0]
		equal(s, "meetings", len(p.Meetings), 0)
		s.must(s.Plan(s.Context(), []meeting.Planned{p}, s.now))
		o, err := s.Outbox(s.Context(), s.now)
		s.must(err)
		equal(s, "waiting", o.Waiting, 0)
		equal(s, "why", dropped(o), []string{"reminder: the calendar holds no meetings"})
	}},
	{"each cause makes a reminder stale", func(s *store) {
		subscriber(s, 60)
		for _, cause := range []struct {
			name string
			do   func()
		}{
			{"moved", func() { s.run(meeting.OK, listing("a", startsAt(18, 0)), listing("b", startsAt(20, 0))) }},
			{"chosen", func() { s.must(s.SetMeetings(s.Context(), 1, []string{meeting.NewID("hill", "a", "")}, s.now)) }},
			{"new lead", func() { s.remind(78, 1, "one", 30); s.confirm(77) }},
		} {
			s.plan(s.toPlan(s.now)[0])
			equal(s, cause.name+": planned", len(s.toPlan(s.now)), 0)
			cause.do()
			equal(s, cause.name+": stale", len(s.toPlan(s.now)), 1)
		}
	}},
	{"what changes while it is planned stays stale", func(s *store) {
		subscriber(s, 60)
		p := s.toPlan(s.now)[0]
		s.must(s.SetMeetings(s.Context(), p.Reminder.Calendar, nil, s.now))
		s.plan(p)
		ps := s.toPlan(s.now)
		equal(s, "a choice made meanwhile", len(ps), 1)
		s.plan(ps[0])
		s.remind(78, 1, "one", 30)
		s.confirm(77)
		s.plan(ps[0])
		equal(s, "a lead confirmed meanwhile", len(s.toPlan(s.now)), 1)
	}},
	{"planning twice is one letter", func(s *store) {
		subscriber(s, 60, 1440)
		p := s.toPlan(s.now)[0]
		s.plan(p)
		s.plan(p)
		equal(s, "letters", s.due(tuesday.Add(-time.Minute)), []string{
			"a 2026-03-03 1440 03T00:00", "b 2026-03-03 1440 03T01:00", "a 2026-03-03 60 03T23:00"})
	}},
	{"a moved time moves the letter and sends no second", func(s *store) {
		subscriber(s, 60)
		s.plan(s.toPlan(s.now)[0])
		s.run(meeting.OK, listing("a", startsAt(20, 30)), listing("b", startsAt(20, 0)))
		s.plan(s.toPlan(s.now)[0])
		equal(s, "moved", s.due(tuesday.Add(45*time.Minute)), []string{"b 2026-03-03 60 04T00:00", "a 2026-03-03 60 04T00:30"})
	}},
	{"a letter sent is not sent again when the time moves", func(s *store) {
		subscriber(s, 60)
		s.plan(s.toPlan(s.now)[0])
		s.now = tuesday.Add(-time.Hour)
		s.mark(s.claim(1)[0], meeting.Sent)
		s.run(meeting.OK, listing("a", startsAt(23, 0)), listing("b", startsAt(20, 0)))
		s.now = tuesday.Add(-50 * time.Minute)
		s.plan(s.toPlan(s.now)[0])
		equal(s, "of b", s.due(tuesday.Add(30*time.Minute)), []string{"b 2026-03-03 60 04T00:00"})
		equal(s, "of a", s.due(tuesday.Add(3*time.Hour+30*time.Minute)), nil)
	}},
	{"a letter given up waits again when its meeting is moved later", func(s *store) {
		subscriber(s, 60)
		s.plan(s.toPlan(s.now)[0])
		equal(s, "missed by all", s.due(tuesday.Add(2*time.Hour)), nil)
		s.run(meeting.OK, listing("a", startsAt(23, 0)), listing("b", startsAt(20, 0)))
		s.plan(s.toPlan(s.now)[0])
		equal(s, "helps again", s.due(tuesday.Add(3*time.Hour+30*time.Minute)), []string{"a 2026-03-03 60 04T03:00"})
	}},
	{"what is no longer chosen is no longer told", func(s *store) {
		subscriber(s, 60)
		s.plan(s.toPlan(s.now)[0])
		s.must(s.SetMeetings(s.Context(), 1, []string{meeting.NewID("hill", "b", "")}, s.now))
		s.plan(s.toPlan(s.now)[0])
		equal(s, "letters", s.due(tuesday.Add(59*time.Minute)), []string{"b 2026-03-03 60 04T00:00"})
	}},
	{"a letter that waits to be tried again survives planning", func(s *store) {
		subscriber(s, 60)
		s.plan(s.toPlan(s.now)[0])
		s.now = tuesday.Add(-time.Hour)
		s.must(s.Mark(s.Context(), meeting.Mark{Letter: s.claim(1)[0].ID, Outcome: meeting.Retry, Why: "greylisted", Next: s.now.Add(5 * time.Minute)}))
		s.wait(time.Minute)
		s.must(s.SetMeetings(s.Context(), 1, []string{meeting.NewID("hill", "a", "")}, s.now))
		s.plan(s.toPlan(s.now)[0])
		equal(s, "not before its time", s.due(s.now.Add(3*time.Minute)), nil)
		equal(s, "in its time", s.due(s.now.Add(4*time.Minute)), []string{"a 2026-03-03 60 03T23:05"})
	}},
	{"of letters that only waited for their turn reminders that nobody wants are dropped", func(s *store) {
		subscriber(s, 60)
		p := s.toPlan(s.now)[0]
		p.Letters = append(s.moments(p, s.now.Add(14*24*time.Hour)), meeting.Letter{Kind: meeting.OverviewLetter, Reminder: 77,
			Date: meeting.NewDate(2026, 3, 3), SendAt: tuesday.Add(-time.Hour), Expires: tuesday})
		s.must(s.Plan(s.Context(), []meeting.Planned{p}, s.now))
		s.now = tuesday.Add(-time.Hour)
		for _, l := range s.claim(2) {
			s.must(s.Mark(s.Context(), meeting.Mark{Letter: l.ID, Outcome: meeting.Retry, Why: "busy", Next: s.now.Add(5 * time.Minute), Waited: true}))
		}
		s.wait(time.Minute)
		s.must(s.SetMeetings(s.Context(), 1, []string{meeting.NewID("hill", "b", "")}, s.now))
		s.plan(s.toPlan(s.now)[0])
		s.wait(4 * time.Minute)
		var kinds []meeting.LetterKind
		for _, l := range s.claim(10) {
			kinds = append(kinds, l.Kind)
		}
		equal(s, "left", kinds, []meeting.LetterKind{meeting.OverviewLetter})
	}},
	{"a reminder deleted meanwhile is planned nothing", func(s *store) {
		subscriber(s, 60)
		p := s.toPlan(s.now)[0]
		s.must(s.DeleteReminder(s.Context(), 77))
		s.plan(p)
		waiting, _, _, err := s.OutboxDepth(s.Context())
		s.must(err)
		equal(s, "letters", waiting, 0)
	}},
	{"retired meetings are not planned", func(s *store) {
		subscriber(s, 60)
		for range 3 {
			s.wait(36 * time.Hour)
			s.run(meeting.OK, listing("b", startsAt(20, 0)))
		}
		p := s.toPlan(s.now)[0]
		equal(s, "meetings", []any{len(p.Meetings), p.Meetings[0].ID}, []any{1, meeting.NewID("hill", "b", "")})
	}},
	{"many reminders stream once each", func(s *store) {
		s.run(meeting.OK, listing("a"))
		c := s.calendar("x", "a")
		for i := range int64(1070) {
			s.remind(i*7+1, c.ID, fmt.Sprint("address ", i), 60)
			s.confirm(i*7 + 1)
		}
		seen := map[int64]int{}
		for ps, err := range s.ToPlan(s.Context(), s.now.Add(7*24*time.Hour)) {
			s.must(err)
			for i := range ps {
				seen[ps[i].Reminder.ID]++
				ps[i].Next = s.now
			}
			s.must(s.Plan(s.Context(), ps, s.now))
		}
		equal(s, "reminders", len(seen), 1070)
		for id, n := range seen {
			if n != 1 {
				s.Errorf("reminder %d came %d times", id, n)
			}
		}
	}},
	{"watermarks are kept by name", func(s *store) {
		t, err := s.Watermark(s.Context(), "letters")
		s.must(err)
		equal(s, "never", t, time.Time{})
		s.must(s.SetWatermark(s.Context(), "letters", s.now))
		s.must(s.SetWatermark(s.Context(), "other", s.now.Add(time.Hour)))
		s.must(s.SetWatermark(s.Context(), "letters", s.now.Add(time.Minute)))
		t, err = s.open().Watermark(s.Context(), "letters")
		s.must(err)
		equal(s, "set", t, s.now.Add(time.Minute))
	}},
}
