package storagetest

import (
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

func (s *store) news() (out []string, upto int64) {
	s.Helper()
	all, upto, err := s.News(s.Context(), 100)
	s.must(err)
	for _, n := range all {
		line := n.Meeting.SourceKey
		for _, c := range n.Changes {
			line += " " + string(c.Kind)
		}
		for _, r := range n.Readers {
			line += fmt.Sprint(" ", r.ID)
		}
		out = append(out, line)
	}
	return out, upto
}

func changeOf(key string, since int64, at time.Time) meeting.Letter {
	return meeting.Letter{Kind: meeting.ChangeLetter, Reminder: 77, Meeting: meeting.NewID("hill", key, ""), Date: meeting.DateOf(at),
		Since: since, SendAt: at, Start: at.Add(time.Hour), Expires: at.Add(time.Hour)}
}

// keyOf is the source's key of the meeting that a letter is about.
func keyOf(l meeting.Letter) string {
	if l.Meeting == meeting.NewID("hill", "a", "") {
		return "a"
	}
	return "b"
}

var news = []behaviour{
	{"changes are news once, to those who want letters of the meeting", func(s *store) {
		subscriber(s, 60)
		s.remind(78, 1, "two", 60)
		s.confirm(78)
		_, err := s.EditReminder(s.Context(), 78, func(r *meeting.Reminder) error {
			r.Meetings = []string{meeting.NewID("hill", "a", "")}
			return nil
		})
		s.must(err)
		s.remind(79, 1, "unconfirmed", 60)
		s.run(meeting.OK, listing("a", startsAt(18, 0)), listing("b", startsAt(20, 0), startsAt(21, 0)), listing("c"))
		got, upto := s.news()
		equal(s, "news", got, []string{"a edited 77 78", "b edited 77"})
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{changeOf("a", 0, s.now)}, upto))
		got, _ = s.news()
		equal(s, "told", len(got), 0)
		ls := s.claim(10)
		var told []meeting.Letter
		for _, l := range ls {
			if l.Kind == meeting.ChangeLetter {
				l.ID = 0
				told = append(told, l)
			}
		}
		equal(s, "letters", told, []meeting.Letter{changeOf("a", 0, s.now)})
	}},
	{"of one meeting one letter of changes waits, which keeps what it was to tell", func(s *store) {
		subscriber(s, 60)
		first := changeOf("a", 3, s.now)
		again := first
		again.Since, again.SendAt = 4, s.now.Add(time.Minute)
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{first}, 4))
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{again}, 5))
		equal(s, "not yet", len(s.claim(10)), 0)
		s.wait(time.Minute)
		l := s.claim(10)[0]
		equal(s, "one", []any{l.Since, l.SendAt}, []any{3, s.now})
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{changeOf("a", 5, s.now)}, 6))
		s.mark(l, meeting.Sent)
		next := s.claim(10)
		equal(s, "after it was sent another", []any{len(next), next[0].Since}, []any{1, 5})
	}},
	{"a letter of changes that touch a sooner start is not put off by one of a later", func(s *store) {
		subscriber(s, 60)
		later, sooner := changeOf("a", 4, s.now.Add(24*time.Hour)), changeOf("a", 5, s.now)
		unknown := later
		unknown.Start = time.Time{}
		for _, l := range []meeting.Letter{later, sooner, later, unknown} {
			s.must(s.Tell(s.Context(), s.now, []meeting.Letter{l}, 6))
		}
		sooner.Since = 4
		ls := s.claim(10)
		sooner.ID = ls[0].ID
		equal(s, "letters", ls, []meeting.Letter{sooner})
	}},
	{"a letter of a start that has passed unsent takes the moment of one that is still to come", func(s *store) {
		subscriber(s, 60)
		passed, next := changeOf("a", 4, s.now), changeOf("a", 5, s.now.Add(24*time.Hour))
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{passed}, 5))
		s.wait(time.Hour) // nothing could be sent: it has begun
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{next}, 6))
		equal(s, "none leaves before its moment", len(s.claim(10)), 0)
		s.wait(23 * time.Hour)
		ls := s.claim(10)
		equal(s, "then one leaves", len(ls), 1)
		next.ID, next.Since = ls[0].ID, 4
		equal(s, "letters", ls, []meeting.Letter{next})
	}},
	{"a letter that may have left keeps what it tells, and the next begins there", func(s *store) {
		subscriber(s, 60)
		telling := func(l meeting.Letter) meeting.Telling {
			t, err := s.Telling(s.Context(), l)
			s.must(err)
			return t
		}
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{changeOf("a", 3, s.now), changeOf("b", 3, s.now)}, 4))
		l := s.claim(1)[0]
		equal(s, "before it leaves", telling(l), meeting.Telling{After: 3})
		s.must(s.Tells(s.Context(), l.ID, 5))
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{changeOf(keyOf(l), 5, s.now)}, 6))
		s.must(s.Mark(s.Context(), meeting.Mark{Letter: l.ID, Outcome: meeting.Retry, Why: "lost", Next: s.now}))
		equal(s, "tried again", telling(l), meeting.Telling{After: 3, Upto: 5})
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{changeOf(keyOf(l), 6, s.now)}, 7))
		var next []meeting.Letter
		for _, c := range s.claim(10) {
			if c.Meeting == l.Meeting && c.ID != l.ID {
				next = append(next, c)
			}
		}
		equal(s, "what came later is one letter more", []any{len(next), next[0].Since}, []any{1, 5})
		equal(s, "which waits while the first is under way", telling(next[0]), meeting.Telling{After: 5, Waits: true})
		s.must(s.Tells(s.Context(), l.ID, 7))
		s.mark(l, meeting.Sent)
		equal(s, "and then begins where that ended", telling(next[0]), meeting.Telling{After: 7})
		s.must(s.Tells(s.Context(), next[0].ID, 8))
		s.must(s.Tells(s.Context(), next[0].ID, 0))
		equal(s, "surely not taken", telling(next[0]), meeting.Telling{After: 7})
		_, err := s.Telling(s.Context(), meeting.Letter{ID: 999})
		for _, err := range []error{err, s.Tells(s.Context(), 999, 1)} {
			if !errors.Is(err, meeting.ErrNotFound) {
				s.Errorf("an unknown letter: %v", err)
			}
		}
	}},
	{"what could not be told in time is told later, unless another letter told it", func(s *store) {
		subscriber(s, 60)
		s.run(meeting.OK, listing("a", startsAt(18, 0)), listing("b", startsAt(20, 0), startsAt(21, 0)))
		_, upto := s.news()
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{changeOf("a", 0, s.now), changeOf("b", 0, s.now)}, upto))
		missed := func() (ls []meeting.Letter, out []string) {
			ls, news, err := s.MissedNews(s.Context(), s.now, 10)
			s.must(err)
			for i, n := range news {
				out = append(out, fmt.Sprintf("%s %d %d", keyOf(ls[i]), len(n.Readers), len(n.Changes)))
			}
			return ls, out
		}
		for _, l := range s.claim(10) {
			if l.Kind == meeting.ChangeLetter {
				s.mark(l, meeting.Expired)
			}
		}
		_, got := missed()
		equal(s, "before the start", got, nil)
		s.wait(time.Hour)
		ls, got := missed()
		equal(s, "at the start", got, []string{"a 1 1", "b 1 1"})
		again := ls[0]
		again.Date, again.SendAt, again.Start, again.Expires = again.Date+7, s.now.Add(time.Hour), s.now.Add(24*time.Hour), s.now.Add(24*time.Hour)
		s.must(s.TellMissed(s.Context(), ls, []meeting.Letter{again}))
		_, got = missed()
		equal(s, "each once", got, nil)
		o, err := s.Outbox(s.Context(), s.now)
		s.must(err)
		equal(s, "the other is dropped with a reason", dropped(o), []string{"change: what had changed is told or not wanted"})
		s.wait(time.Hour)
		ls = s.claim(10)
		equal(s, "the one again", ls, []meeting.Letter{again})
		s.mark(ls[0], meeting.Expired)
		s.must(s.Tell(s.Context(), s.now, []meeting.Letter{changeOf("a", 1, s.now)}, upto))
		next := s.claim(1)[0]
		s.must(s.Tells(s.Context(), next.ID, upto+1))
		s.wait(24 * time.Hour)
		_, got = missed()
		equal(s, "told by the next", got, []string{"a 0 1"})
	}},
	{"a panicked calendar has no readers", func(s *store) {
		subscriber(s, 60)
		s.must(s.Panic(s.Context(), 1, true, s.now))
		s.run(meeting.OK, listing("a", startsAt(18, 0)), listing("b", startsAt(20, 0)))
		got, upto := s.news()
		equal(s, "news", len(got), 0)
		s.must(s.Tell(s.Context(), s.now, nil, upto))
		s.must(s.Panic(s.Context(), 1, false, s.now))
		got, _ = s.news()
		equal(s, "afterwards it is old", len(got), 0)
	}},
	{"a meeting in doubt is told once a stretch", func(s *store) {
		subscriber(s, 60)
		doubt := func() (out []string) {
			all, err := s.Doubtful(s.Context(), s.now.Add(-7*24*time.Hour), 10)
			s.must(err)
			for _, n := range all {
				out = append(out, fmt.Sprint(n.Meeting.SourceKey, len(n.Readers)))
				l := changeOf(n.Meeting.SourceKey, 0, s.now)
				l.Kind = meeting.DoubtLetter
				s.must(s.TellDoubt(s.Context(), n.Meeting, []meeting.Letter{l}))
			}
			return out
		}
		equal(s, "fresh", doubt(), nil)
		s.wait(7 * 24 * time.Hour)
		equal(s, "a week later", len(doubt()), 2)
		equal(s, "letters", len(s.claim(10)), 2)
		s.wait(24 * time.Hour)
		equal(s, "told", doubt(), nil)
		s.run(meeting.OK, listing("a"), listing("b", startsAt(20, 0)))
		equal(s, "confirmed", doubt(), nil)
		s.wait(8 * 24 * time.Hour)
		equal(s, "a new stretch", len(doubt()), 2)
	}},
	{"who chose a witness is told that the listing is in doubt that counts, and not that the witness is", func(s *store) {
		_, dale := two(s)
		s.shown("mine", dale)
		s.remind(77, s.calendarOf("mine").ID, "one", 60)
		s.confirm(77)
		doubt := func() (out []string) {
			all, err := s.Doubtful(s.Context(), s.now.Add(-7*24*time.Hour), 10)
			s.must(err)
			for _, n := range all {
				out = append(out, fmt.Sprintf("%v %s %d", n.Meeting.ID == dale, n.Meeting.Source, len(n.Readers)))
				s.must(s.TellDoubt(s.Context(), n.Meeting, nil))
			}
			return out
		}
		s.wait(8 * 24 * time.Hour)
		s.run(meeting.OK, listing("a", atDoor), listing("b"))
		equal(s, "the witness is in doubt", doubt(), nil)
		s.wait(8 * 24 * time.Hour)
		s.from("dale", listing("a", atDoor))
		equal(s, "the one that counts is", doubt(), []string{"true hill 1"})
		equal(s, "once", doubt(), nil)
	}},
}
