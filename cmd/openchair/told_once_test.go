package main

import (
	"context"
	"errors"
	"log/slog"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"openchair/mail"
	"openchair/meeting"
	"openchair/scheduler"
)

// told is a letter of changes as its reader has it.
type told struct{ id, words string }

// tellers are one reader's letters of changes over a real store, in the year
// 2000: of a group of Saturdays at 20:00 in New York, which the reader chose on
// New Year's Day.
type tellers struct {
	yearOf2000
	postman mail.Postman
	told    []told
	answers []error // of the transport, one a letter; then it takes all
	carried func()  // while a letter is handed over
}

func (*tellers) Close() error { return nil }

// Send hands letters of changes over to the reader, who keeps them all, or
// answers as it is told to.
func (s *tellers) Send(ctx context.Context, e *mail.Envelope) error {
	name, raw := s.written(ctx, e)
	if strings.Contains(raw, "Subject: Please confirm") {
		return nil
	}
	if s.carried != nil {
		s.carried()
	}
	if len(s.answers) > 0 {
		answer := s.answers[0]
		s.answers = s.answers[1:]
		return answer
	}
	s.told = append(s.told, told{name[strings.LastIndex(name, "-"):], raw})
	return nil
}

// written lays a letter into a directory and takes it out again, readable. Its
// name ends with its Message-ID.
func (s *tellers) written(ctx context.Context, e *mail.Envelope) (name, text string) {
	dir := s.t.TempDir()
	to, err := mail.NewDirectory(dir)
	s.must(err)
	s.must(to.Send(ctx, e))
	files, err := os.ReadDir(dir)
	s.must(err)
	raw, err := os.ReadFile(filepath.Join(dir, files[0].Name()))
	s.must(err)
	return files[0].Name(), readable(raw)
}

func tell(t *testing.T, do func(s *tellers)) {
	tellOf(t, do, func(s *tellers) {
		s.list = []meeting.Collected{weekly("ny", "America/New_York", time.Saturday, 20, 0)}
		s.run()
	})
}

// tellOf has what is listed, and chosen, prepared by another.
func tellOf(t *testing.T, do, prepare func(s *tellers)) {
	inTheYear(t, func(y *yearOf2000) {
		s := &tellers{yearOf2000: *y}
		prepare(s)
		s.subscribe(meeting.Reminder{Zone: "America/New_York", Language: "en"})
		s.postman = mail.Postman{Store: s.db, Keys: s.keys, Transport: s, PublicURL: "https://openchair.example",
			Sender: mail.Sender{From: netmail.Address{Address: "letters@openchair.example"}}}
		time.Sleep(20 * time.Hour) // within a day of the start, and not within three hours
		do(s)
	})
}

// change lets the list change, and a run see it.
func (s *tellers) change(how func(m *meeting.Meeting)) {
	how(&s.list[0].Meeting)
	s.list[0].Digest += "."
	s.run()
}

func at(hour int) func(m *meeting.Meeting) {
	return func(m *meeting.Meeting) { m.Schedule.Start = meeting.NewClock(hour, 0) }
}

func link(url string) func(m *meeting.Meeting) {
	return func(m *meeting.Meeting) { m.Join.URL = url }
}

// post runs the outbox for a while; before each letter is written, do is called.
func (s *tellers) post(during time.Duration, do func()) { s.postEvery(time.Minute, during, do) }

func (s *tellers) postEvery(poll, during time.Duration, do func()) {
	s.t.Helper()
	ctx, stop := context.WithTimeout(s.t.Context(), during)
	defer stop()
	out := &scheduler.Outbox{Store: s.db, Owner: "told", Poll: poll, Log: slog.New(slog.DiscardHandler), Read: func(ctx context.Context, letters ...meeting.Letter) ([]scheduler.Write, error) {
		writes, err := s.postman.Read(ctx, letters...)
		for i, write := range writes {
			l := letters[i]
			writes[i] = func(ctx context.Context) scheduler.Send {
				if l.Kind == meeting.ChangeLetter && do != nil {
					do()
				}
				return write(ctx)
			}
		}
		return writes, err
	}}
	s.must(out.Run(ctx))
}

// expect sets what the reader was told against words of each letter, in order.
func (s *tellers) expect(want ...[]string) {
	s.t.Helper()
	if len(s.told) != len(want) {
		s.t.Fatalf("%d letters of changes, want %d:\n%v", len(s.told), len(want), s.told)
	}
	for i, words := range want {
		for _, w := range words {
			not, absent := strings.CutPrefix(w, "not ")
			if strings.Contains(strings.Join(strings.Fields(s.told[i].words), " "), not) == absent {
				s.t.Errorf("letter %d: want %q in\n%s", i, w, s.told[i].words)
			}
		}
	}
}

func TestEachChangeIsToldOnce(t *testing.T) {
	newTime := []string{"Before: Saturdays 8:00 – 9:00 pm", "Now: Saturdays 7:00 – 8:00 pm", "not new link"}
	newLink := []string{"Your 7:00 pm group has a new link.", "https://meet.example/new", "not new time"}
	both := []string{"Before: Saturdays 8:00 – 9:00 pm", "Now: Saturdays 7:00 – 8:00 pm", "has a new link", "https://meet.example/new"}
	lost := errors.New("connection lost after the final dot")
	for name, do := range map[string]func(s *tellers) [][]string{
		"that lands before its letter is written": func(s *tellers) [][]string {
			s.post(time.Hour, sync.OnceFunc(func() { s.change(link("https://meet.example/new")) }))
			return [][]string{both}
		},
		"that lands while a letter leaves": func(s *tellers) [][]string {
			s.carried = sync.OnceFunc(func() { s.change(link("https://meet.example/new")) })
			s.post(time.Hour, nil)
			return [][]string{newTime, newLink}
		},
		"that lands after a letter was surely not taken": func(s *tellers) [][]string {
			s.answers = []error{&mail.BusyError{Due: time.Now().Add(40 * time.Minute)}}
			s.carried = sync.OnceFunc(func() { s.change(link("https://meet.example/new")) })
			s.post(time.Hour, nil)
			return [][]string{both}
		},
		"that lands after a letter may have been taken": func(s *tellers) [][]string {
			s.answers = []error{lost}
			s.carried = sync.OnceFunc(func() { s.change(link("https://meet.example/new")) })
			s.post(time.Hour, nil)
			return [][]string{newTime, newLink}
		},
		"and none that was taken back before its letter was written": func(s *tellers) [][]string {
			s.post(2*time.Hour, sync.OnceFunc(func() { s.change(at(20)) }))
			return nil
		},
		"though the first letter waits long for its domain": func(s *tellers) [][]string {
			s.answers = []error{&mail.BusyError{Due: time.Now().Add(40 * time.Minute)}, &mail.BusyError{Due: time.Now().Add(50 * time.Minute)}}
			s.post(30*time.Minute, nil)
			s.change(link("https://meet.example/new"))
			s.post(time.Hour, nil)
			return [][]string{both}
		},
	} {
		t.Run(name, func(t *testing.T) {
			tell(t, func(s *tellers) {
				s.change(at(19))
				s.expect(do(s)...)
			})
		})
	}
}

// Who was told that a day falls out is told when it is held after all.
func TestADayThatIsHeldAfterAllIsTold(t *testing.T) {
	tell(t, func(s *tellers) {
		s.change(func(m *meeting.Meeting) {
			m.Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2000, 1, 1), Last: meeting.NewDate(2000, 1, 1)}}
		})
		s.post(time.Hour, nil)
		s.change(func(m *meeting.Meeting) { m.Schedule.Except = nil })
		s.post(time.Hour, nil)
		s.expect([]string{"is not held on Saturday 1 January"}, []string{"also held on Saturday 1 January (8:00 pm)"})
	})
}

// A change that touches next week's start alone does not put off what is still
// to be told of today's.
func TestALaterChangeDoesNotPutOffWhatIsToldOfTodaysStart(t *testing.T) {
	tell(t, func(s *tellers) {
		s.change(func(m *meeting.Meeting) {
			m.Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2000, 1, 1), Last: meeting.NewDate(2000, 1, 1)}}
		})
		s.post(5*time.Minute, nil) // planned, and not due
		s.change(link("https://meet.example/new"))
		s.post(time.Hour, nil)
		s.expect([]string{"Saturday 1 January", "has a new link", "https://meet.example/new"})
	})
}

// A daemon that dies between sending a letter and marking it sends the very same
// letter again, and what has changed since by the next.
func TestALetterOfChangesThatWasSentAndNotMarkedIsTheSameAgain(t *testing.T) {
	tell(t, func(s *tellers) {
		s.change(at(19))
		s.post(time.Minute, nil) // planned, and not due
		time.Sleep(15 * time.Minute)
		ls, err := s.db.Claim(s.t.Context(), time.Now(), "told", time.Hour, 9)
		s.must(err)
		for _, l := range ls {
			if o, why, err := s.postman.Deliver(s.t.Context(), l); o != meeting.Sent {
				t.Fatal(o, why, err)
			}
		} // here it dies
		s.change(link("https://meet.example/new"))
		s.must(s.db.ReleaseLetters(s.t.Context(), "told"))
		s.post(time.Hour, nil)
		newTime := []string{"Now: Saturdays 7:00 – 8:00 pm", "not new link"}
		s.expect(newTime, newTime, []string{"Your 7:00 pm group has a new link.", "not new time"})
		if s.told[0].id != s.told[1].id || s.told[1].id == s.told[2].id {
			t.Errorf("Message-IDs %s, again %s, of the next %s", s.told[0].id, s.told[1].id, s.told[2].id)
		}
	})
}

// Of a group that is not held any more, letters name the next one that is like
// it: for the same people, and still listed.
func TestALetterNamesTheNextGroupLikeOneThatEnds(t *testing.T) {
	tell(t, func(s *tellers) {
		other := func(key string, day time.Weekday, types ...string) meeting.Collected {
			m := weekly(key, "America/New_York", day, 9, 0)
			m.Types = types
			return m
		}
		s.list = append(s.list, other("women", time.Sunday, "W"), other("like", time.Monday, "O"), other("later", time.Tuesday, "O"))
		s.run()
		s.change(func(m *meeting.Meeting) { m.Attendance = meeting.Inactive })
		s.post(time.Hour, nil)
		s.expect([]string{"Your 8:00 pm group is not held for now. Before: Saturdays 8:00 – 9:00 pm, New York time", "The next one like it: Monday 3 January, 9:00 – 10:00 am", "https://meet.example/like",
			"not https://meet.example/women", "not https://meet.example/later"})
	})
}

// Two lists name one meeting. Who chose the entry of the one that does not count
// is told what changes in the other, each change once, as everybody is.
func TestWhoChoseAnotherListsEntryIsToldWhatChangesInTheOneThatCounts(t *testing.T) {
	var counts, chosen meeting.Collected
	tellOf(t, func(s *tellers) {
		s.list = []meeting.Collected{counts, chosen}
		s.change(at(19))
		s.post(time.Hour, sync.OnceFunc(func() { s.change(link("https://meet.example/new")) }))
		s.expect([]string{"Before: Saturdays 8:00 – 9:00 pm", "Now: Saturdays 7:00 – 8:00 pm", "has a new link", "https://meet.example/new"})
	}, func(s *tellers) {
		counts, chosen = weekly("ny", "America/New_York", time.Saturday, 20, 0), weekly("ny", "America/New_York", time.Saturday, 20, 0)
		chosen.Source = "chapter"
		for _, m := range []*meeting.Meeting{&counts.Meeting, &chosen.Meeting} {
			m.Attendance, m.Place.Latitude, m.Place.Longitude = meeting.Hybrid, 40.7, -74
		}
		s.list = []meeting.Collected{counts, chosen}
		s.run()
		if n, err := s.db.Merge(s.t.Context(), time.Now()); err != nil || n == 0 {
			s.t.Fatal(n, err)
		}
		if m, err := s.db.Meeting(s.t.Context(), meeting.NewID("world", "ny", "")); err != nil || m.WitnessOf != "" {
			counts, chosen = chosen, counts
		}
		s.list = []meeting.Collected{chosen} // which the reader chooses
	})
}

// Where the mail server is away until the start, a change is told before the
// next one: once, and under the rule that holds then.
func TestAChangeThatCouldNotBeToldInTimeIsToldBeforeTheNextStart(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*meeting.Meeting)
		want   [][]string
	}{
		"a new time":  {at(19), [][]string{{"Before: Saturdays 8:00 – 9:00 pm", "Now: Saturdays 7:00 – 8:00 pm", "Saturday 8 January, 7:00 – 8:00 pm"}}},
		"it is ended": {func(m *meeting.Meeting) { m.Attendance = meeting.Inactive }, [][]string{{"is not held for now", "Before: Saturdays 8:00 – 9:00 pm"}}},
		"one day": {func(m *meeting.Meeting) {
			m.Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2000, 1, 1), Last: meeting.NewDate(2000, 1, 1)}}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			tell(t, func(s *tellers) {
				s.change(c.change)
				s.answers = []error{&mail.BusyError{Due: time.Now().Add(12 * time.Hour)}}
				s.postEvery(time.Hour, 6*24*time.Hour, nil)
				s.expect(c.want...)
			})
		})
	}
}
