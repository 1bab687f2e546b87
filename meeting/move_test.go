package meeting

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestAMovedDayIsHeldAtItsOwnTime(t *testing.T) {
	tuesdays := Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(19, 0), Minutes: 60, Zone: "America/New_York", Confirmed: true}
	day := func(d int) Date { return NewDate(2026, time.March, d) }
	for name, c := range map[string]struct {
		edit func(*Schedule)
		want []string
	}{
		"not moved": {func(s *Schedule) {}, []string{"03-03 19:00+60", "03-10 19:00+60", "03-17 19:00+60"}},
		"to another day": {func(s *Schedule) { s.Moved = []Move{{Date: day(10), To: day(11), Start: NewClock(18, 0)}} },
			[]string{"03-03 19:00+60", "03-11 18:00+60 from 03-10", "03-17 19:00+60"}},
		"to another hour, and longer": {func(s *Schedule) { s.Moved = []Move{{Date: day(10), To: day(10), Start: NewClock(12, 0), Minutes: 90}} },
			[]string{"03-03 19:00+60", "03-10 12:00+90 from 03-10", "03-17 19:00+60"}},
		"past the next": {func(s *Schedule) { s.Moved = []Move{{Date: day(3), To: day(12), Start: NewClock(19, 0)}} },
			[]string{"03-10 19:00+60", "03-12 19:00+60 from 03-03", "03-17 19:00+60"}},
		"past the end of the rule": {func(s *Schedule) {
			s.Until, s.Moved = day(10), []Move{{Date: day(10), To: day(14), Start: NewClock(19, 0)}}
		}, []string{"03-03 19:00+60", "03-14 19:00+60 from 03-10"}},
		"out of sight": {func(s *Schedule) {
			s.Moved = []Move{{Date: day(10), To: NewDate(2026, time.April, 1), Start: NewClock(19, 0)}}
		},
			[]string{"03-03 19:00+60", "03-17 19:00+60"}},
		"though its day is left out": {func(s *Schedule) {
			s.Except = []DateRange{{day(10), day(17)}}
			s.Moved = []Move{{Date: day(10), To: day(11), Start: NewClock(19, 0)}}
		}, []string{"03-03 19:00+60", "03-11 19:00+60 from 03-10"}},
		"two, the later first": {func(s *Schedule) {
			s.Moved = []Move{{Date: day(10), To: day(13), Start: NewClock(19, 0)}, {Date: day(3), To: day(12), Start: NewClock(19, 0)}}
		}, []string{"03-12 19:00+60 from 03-03", "03-13 19:00+60 from 03-10", "03-17 19:00+60"}},
		"a day that the rule does not name": {func(s *Schedule) { s.Moved = []Move{{Date: day(11), To: day(12), Start: NewClock(19, 0)}} },
			[]string{"03-03 19:00+60", "03-10 19:00+60", "03-17 19:00+60"}},
		"a day before the first": {func(s *Schedule) {
			s.From, s.Moved = day(9), []Move{{Date: day(3), To: day(12), Start: NewClock(19, 0)}}
		}, []string{"03-10 19:00+60", "03-17 19:00+60"}},
		"twice: the first counts": {func(s *Schedule) {
			s.Moved = []Move{{Date: day(3), To: day(4), Start: NewClock(19, 0)}, {Date: day(3), To: day(5), Start: NewClock(19, 0)}}
		}, []string{"03-04 19:00+60 from 03-03", "03-10 19:00+60", "03-17 19:00+60"}},
		"to no day": {func(s *Schedule) { s.Moved = []Move{{Date: day(3), Start: NewClock(19, 0)}} },
			[]string{"03-03 19:00+60", "03-10 19:00+60", "03-17 19:00+60"}},
	} {
		s := tuesdays
		c.edit(&s)
		var got []string
		for o := range s.Occurrences(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC)) {
			text := fmt.Sprintf("%s+%d", o.Start.Format("01-02 15:04"), int(o.End.Sub(o.Start).Minutes()))
			if o.Date != DateOf(o.Start) {
				t.Errorf("%s: date %s of %s", name, o.Date, o.Start)
			}
			if !o.From.IsZero() {
				text += " from " + o.From.String()[5:]
			}
			got = append(got, text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, c.want)
		}
	}
}

func TestAMovedDayIsHeldUnlessTheOneItWentToIsClosed(t *testing.T) {
	m := Meeting{Schedule: Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(19, 0), Minutes: 60, Zone: "Etc/UTC", Confirmed: true,
		Moved: []Move{{Date: NewDate(2026, 3, 3), To: NewDate(2026, 3, 5), Start: NewClock(8, 0)}, {Date: NewDate(2026, 3, 10), To: NewDate(2026, 3, 12), Start: NewClock(8, 0)}}}}
	m.Closed = []DateRange{{NewDate(2026, 3, 3), NewDate(2026, 3, 3)}, {NewDate(2026, 3, 12), NewDate(2026, 3, 12)}}
	var got []string
	for o := range m.Occurrences(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC)) {
		got = append(got, o.Date.String()[5:])
	}
	if want := []string{"03-05", "03-17"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if len(m.Schedule.Moved) != 2 || len(m.Schedule.Except) != 0 {
		t.Errorf("the schedule itself was changed: %+v", m.Schedule)
	}
}

func TestLookingStopsAmongMovedDays(t *testing.T) {
	s := Schedule{Kind: Weekly, Days: EveryDay, Start: NewClock(19, 0), Minutes: 60, Zone: "Etc/UTC", Confirmed: true,
		Moved: []Move{{Date: NewDate(2026, 3, 3), To: NewDate(2026, 3, 5), Start: NewClock(8, 0)}, {Date: NewDate(2026, 3, 4), To: NewDate(2026, 3, 5), Start: NewClock(9, 0)}}}
	for n := 1; n < 5; n++ {
		seen := 0
		for range s.Occurrences(time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 6, 0, 0, 0, 0, time.UTC)) {
			if seen++; seen == n {
				break
			}
		}
		if want := min(n, 3); seen != want {
			t.Errorf("%d seen, want %d", seen, want)
		}
	}
	if next, ok := s.Next(time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC)); !ok || next.Start.Format("02 15:04") != "05 08:00" {
		t.Errorf("next %v", next)
	}
}

func TestWordsSayAMovedDay(t *testing.T) {
	s := Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(19, 0), Minutes: 60, Zone: "Etc/UTC", Confirmed: true,
		Moved: []Move{{Date: NewDate(2026, 12, 22), To: NewDate(2026, 12, 23), Start: NewClock(18, 0), Minutes: 90}}}
	if got, want := WordsFor("en").When(&s), "Tuesdays 7:00 – 8:00 pm, 22 December 2026 moved to 23 December 2026 6:00 – 7:30 pm"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
