package feeds

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"openchair/meeting"
)

func TestTwoParsersReadTheOccurrencesThatMeetingSays(t *testing.T) {
	r := rand.New(rand.NewPCG(20260308, 20261101))
	windows := [][2]time.Time{
		{time.Date(2026, 2, 20, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC)},
		{time.Date(2029, 12, 20, 0, 0, 0, 0, time.UTC), time.Date(2030, 11, 20, 0, 0, 0, 0, time.UTC)},
	}
	seenAny, moved := 0, 0
	for n := range 400 {
		m := sample(n, randomSchedule(r))
		for range r.IntN(4) / 2 {
			first := day(2026, 1, 1+r.IntN(600))
			m.Closed = append(m.Closed, meeting.DateRange{First: first, Last: first + meeting.Date(r.IntN(20))})
		}
		m.FirstSeen = time.Date(2026, 1, 1+r.IntN(50), r.IntN(24), 0, 0, 0, time.UTC)
		loc, err := meeting.Zone(m.Schedule.Zone)
		if err != nil {
			t.Fatal(err)
		}
		body := render(t, meeting.Calendar{ShowCancelled: n%2 == 0}, []meeting.Meeting{m})
		for _, w := range windows {
			all := slices.Collect(m.Occurrences(w[0], w[1]))
			want := starts(all, loc)
			seenAny += len(want)
			for _, o := range all {
				if !o.From.IsZero() {
					moved++
				}
			}
			for name, read := range readers {
				if have := starts(expandAll(t, read(t, body), w[0], w[1]), loc); !slices.Equal(have, want) {
					t.Fatalf("%s reads %d occurrences, meeting says %d\n%+v\ngot alone  %v\nwant alone %v\n%s",
						name, len(have), len(want), m.Schedule, without(have, want), without(want, have), body)
				}
			}
		}
	}
	if seenAny < 10_000 || moved < 100 {
		t.Errorf("only %d occurrences compared, %d of them moved", seenAny, moved)
	}
}

func randomSchedule(r *rand.Rand) meeting.Schedule {
	zones := []string{
		"America/New_York", "America/Los_Angeles", "America/Santiago", "America/Havana", "Africa/Cairo", "Africa/Casablanca",
		"Asia/Gaza", "Asia/Jerusalem", "Asia/Kolkata", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Dublin",
		"Europe/London", "Europe/Berlin", "Pacific/Auckland", "Pacific/Chatham", "America/Nuuk", "America/Vancouver", "Etc/UTC",
	}
	s := meeting.Schedule{
		Kind: meeting.Weekly, Days: meeting.Weekdays(1 + r.IntN(127)), Start: clock(r.IntN(24), 15*r.IntN(4)),
		Minutes: 30 * (1 + r.IntN(5)), Zone: zones[r.IntN(len(zones))], Confirmed: true,
	}
	switch r.IntN(6) {
	case 0:
		s.Interval, s.Anchor = 2+r.IntN(3), day(2025, 12, 1+r.IntN(31))
	case 1:
		s.Kind, s.Ordinals = meeting.Monthly, meeting.NewOrdinals(1+r.IntN(5), 1+r.IntN(5))
	case 2:
		s.Kind, s.Ordinals = meeting.Monthly, meeting.NewOrdinals(-1-r.IntN(5), 1+r.IntN(3))
	case 3:
		s.Kind = meeting.Dated
		for range 1 + r.IntN(6) {
			s.Dates = append(s.Dates, day(2026, 2, 20+r.IntN(300)))
		}
	}
	if r.IntN(3) == 0 && s.Kind != meeting.Dated {
		s.Months = meeting.Months(r.IntN(1<<13)) &^ 1
	}
	if r.IntN(3) == 0 {
		s.Until = day(2026, 5, 1+r.IntN(1900))
	}
	if r.IntN(4) == 0 {
		s.From = day(2026, 1, 1+r.IntN(120))
	}
	for range r.IntN(3) {
		first := day(2026, 1, 1+r.IntN(600))
		s.Except = append(s.Except, meeting.DateRange{First: first, Last: first + meeting.Date(r.IntN(40))})
	}
	for range r.IntN(3) {
		move(r, &s)
	}
	return s
}

// move moves one of the schedule's days, if there is one where it looks.
func move(r *rand.Rand, s *meeting.Schedule) {
	from := time.Date(2026, 2, 25+r.IntN(250), 0, 0, 0, 0, time.UTC)
	o, ok := s.Next(from)
	if !ok || !o.From.IsZero() {
		return
	}
	m := meeting.Move{Date: o.Date, To: o.Date + meeting.Date(r.IntN(15)-7), Start: clock(r.IntN(24), 15*r.IntN(4))}
	if r.IntN(2) == 0 {
		m.Minutes = 45
	}
	s.Moved = append(s.Moved, m)
}

func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}
