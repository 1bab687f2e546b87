package meeting

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"
)

// held returns a confirmed schedule at a clock in a zone, for the tests to add
// days to.
func held(zone, clock string) Schedule {
	start, err := ParseClock(clock)
	if err != nil {
		panic(err)
	}
	return Schedule{Kind: Weekly, Start: start, Minutes: 60, Zone: zone, Confirmed: true}
}

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func mustTime(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func mustDate(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// starts lists the occurrences in [from, to) as RFC 3339 with the zone's offset.
func starts(t testing.TB, s *Schedule, from, to string) []string {
	t.Helper()
	var got []string
	for o := range s.Occurrences(mustTime(t, from), mustTime(t, to)) {
		got = append(got, o.Start.Format(time.RFC3339))
	}
	return got
}

func TestStartsAroundClockChanges(t *testing.T) {
	for _, c := range []struct {
		name, zone, clock, from, to string
		want                        []string
	}{
		{"spring gap goes forward", "America/New_York", "02:30", "2026-03-07T00:00:00Z", "2026-03-10T00:00:00Z",
			[]string{"2026-03-07T02:30:00-05:00", "2026-03-08T03:30:00-04:00", "2026-03-09T02:30:00-04:00"}},
		{"the end of a gap is in no gap", "America/New_York", "03:00", "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z",
			[]string{"2026-03-08T03:00:00-04:00"}},
		{"autumn overlap is the first", "America/New_York", "01:30", "2026-10-31T00:00:00Z", "2026-11-03T00:00:00Z",
			[]string{"2026-10-31T01:30:00-04:00", "2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"}},
		{"Lord Howe moves half an hour: gap", "Australia/Lord_Howe", "02:10", "2026-10-03T00:00:00Z", "2026-10-04T14:00:00Z",
			[]string{"2026-10-04T02:40:00+11:00"}},
		{"Lord Howe moves half an hour: overlap", "Australia/Lord_Howe", "01:45", "2026-04-04T10:00:00Z", "2026-04-05T20:00:00Z",
			[]string{"2026-04-05T01:45:00+11:00", "2026-04-06T01:45:00+10:30"}},
		{"Casablanca goes back for Ramadan", "Africa/Casablanca", "02:30", "2026-02-13T12:00:00Z", "2026-02-16T12:00:00Z",
			[]string{"2026-02-14T02:30:00+01:00", "2026-02-15T02:30:00+01:00", "2026-02-16T02:30:00Z"}},
		{"Casablanca's gap after Ramadan", "Africa/Casablanca", "02:30", "2026-03-21T12:00:00Z", "2026-03-23T12:00:00Z",
			[]string{"2026-03-22T03:30:00+01:00", "2026-03-23T02:30:00+01:00"}},
		{"Dublin's winter is the exception: gap", "Europe/Dublin", "01:30", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z",
			[]string{"2026-03-29T02:30:00+01:00", "2026-03-30T01:30:00+01:00"}},
		{"Dublin's winter is the exception: overlap", "Europe/Dublin", "01:30", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z",
			[]string{"2026-10-25T01:30:00+01:00", "2026-10-26T01:30:00Z"}},
		{"Troll moves two hours: gap", "Antarctica/Troll", "01:30", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z",
			[]string{"2026-03-29T03:30:00+02:00", "2026-03-30T01:30:00+02:00"}},
		{"Troll moves two hours: overlap", "Antarctica/Troll", "01:30", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z",
			[]string{"2026-10-25T01:30:00+02:00", "2026-10-26T01:30:00Z"}},
		{"Apia had no 30 December 2011", "Pacific/Apia", "19:00", "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z",
			[]string{"2011-12-28T19:00:00-10:00", "2011-12-29T19:00:00-10:00", "2011-12-31T19:00:00+14:00"}},
		{"Kwajalein had no 21 August 1993", "Pacific/Kwajalein", "00:00", "1993-08-20T00:00:00Z", "1993-08-23T00:00:00Z",
			[]string{"1993-08-20T00:00:00-12:00", "1993-08-22T00:00:00+12:00", "1993-08-23T00:00:00+12:00"}},
		{"Santiago's gap is at midnight", "America/Santiago", "00:15", "2026-09-05T00:00:00Z", "2026-09-07T12:00:00Z",
			[]string{"2026-09-05T00:15:00-04:00", "2026-09-06T01:15:00-03:00", "2026-09-07T00:15:00-03:00"}},
		{"Santiago's overlap is before midnight", "America/Santiago", "23:30", "2026-04-04T12:00:00Z", "2026-04-06T12:00:00Z",
			[]string{"2026-04-04T23:30:00-03:00", "2026-04-05T23:30:00-04:00"}},
		{"Cairo's gap is at midnight", "Africa/Cairo", "00:30", "2026-04-23T00:00:00Z", "2026-04-25T12:00:00Z",
			[]string{"2026-04-24T01:30:00+03:00", "2026-04-25T00:30:00+03:00"}},
		{"Cairo's overlap is before midnight", "Africa/Cairo", "23:30", "2026-10-29T12:00:00Z", "2026-10-31T00:00:00Z",
			[]string{"2026-10-29T23:30:00+03:00", "2026-10-30T23:30:00+02:00"}},
		{"Nuuk's gap carries a start past midnight", "America/Nuuk", "23:30", "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z",
			[]string{"2026-03-27T23:30:00-02:00", "2026-03-29T00:30:00-01:00", "2026-03-29T23:30:00-01:00"}},
		{"half-hour zones without changes", "Asia/Kolkata", "06:00", "2026-03-08T00:00:00Z", "2026-03-09T12:00:00Z",
			[]string{"2026-03-08T06:00:00+05:30", "2026-03-09T06:00:00+05:30"}},
		{"the last day of a leap year", "America/New_York", "23:30", "2028-12-31T00:00:00Z", "2029-01-02T00:00:00Z",
			[]string{"2028-12-30T23:30:00-05:00", "2028-12-31T23:30:00-05:00"}},
		{"far ahead the rule of the zone goes on", "Europe/Berlin", "02:30", "2062-03-25T12:00:00Z", "2062-03-27T12:00:00Z",
			[]string{"2062-03-26T03:30:00+02:00", "2062-03-27T02:30:00+02:00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := held(c.zone, c.clock)
			s.Days = EveryDay
			if got := starts(t, &s, c.from, c.to); !slices.Equal(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
		})
	}
}

func TestOccurrenceKeepsItsOwnDayInAGap(t *testing.T) {
	s := held("America/Nuuk", "23:30")
	s.Days = NewWeekdays(time.Saturday)
	for _, from := range []string{"2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"} {
		o, ok := s.Next(mustTime(t, from))
		if !ok || o.Date.String() != "2026-03-28" || o.Start.Format(time.RFC3339) != "2026-03-29T00:30:00-01:00" {
			t.Errorf("from %s: got %v %v", from, o, ok)
		}
	}
}

func TestEndIsElapsedTime(t *testing.T) {
	for _, c := range []struct{ clock, day, end string }{
		{"01:30", "2026-03-08", "2026-03-08T03:30:00-04:00"}, // one hour later the clock shows two
		{"00:30", "2026-11-01", "2026-11-01T01:30:00-04:00"},
		{"01:30", "2026-11-01", "2026-11-01T01:30:00-05:00"},
		{"23:30", "2026-06-01", "2026-06-02T00:30:00-04:00"},
	} {
		s := held("America/New_York", c.clock)
		s.Kind, s.Dates = Dated, []Date{mustDate(t, c.day)}
		o, ok := s.Next(mustTime(t, "2026-01-01T00:00:00Z"))
		if got := o.End.Format(time.RFC3339); !ok || got != c.end {
			t.Errorf("%s at %s ends %s, want %s", c.day, c.clock, got, c.end)
		}
	}
}

func TestDaysOfSchedules(t *testing.T) {
	ny := func(change func(*Schedule)) Schedule {
		s := held("America/New_York", "19:00")
		change(&s)
		return s
	}
	mon, tue, fri, sun := time.Monday, time.Tuesday, time.Friday, time.Sunday
	day := func(s string) Date { return mustDate(t, s) }
	for _, c := range []struct {
		name     string
		s        Schedule
		from, to string
		want     string // days
	}{
		{"several days a week", ny(func(s *Schedule) { s.Days = NewWeekdays(sun, mon, fri) }), "2026-11-01", "2026-11-10",
			"2026-11-01 2026-11-02 2026-11-06 2026-11-08 2026-11-09"},
		{"every other week counts from Monday", ny(func(s *Schedule) {
			s.Days, s.Interval, s.Anchor = NewWeekdays(sun, tue), 2, day("2026-11-03")
		}), "2026-10-20", "2026-12-01", "2026-10-20 2026-10-25 2026-11-03 2026-11-08 2026-11-17 2026-11-22"},
		{"an anchor in the far future counts back", ny(func(s *Schedule) {
			s.Days, s.Interval, s.Anchor = NewWeekdays(tue), 3, day("2030-01-01")
		}), "2026-11-01", "2026-12-31", "2026-11-03 2026-11-24 2026-12-15"},
		{"every other week from nowhere is not known", ny(func(s *Schedule) {
			s.Days, s.Interval = NewWeekdays(tue), 2
		}), "2026-11-01", "2027-11-01", ""},
		{"ordinals on several days", ny(func(s *Schedule) {
			s.Kind, s.Days, s.Ordinals = Monthly, NewWeekdays(tue, fri), NewOrdinals(1, -1)
		}), "2026-11-01", "2026-12-31", "2026-11-03 2026-11-06 2026-11-24 2026-11-27 2026-12-01 2026-12-04 2026-12-25 2026-12-29"},
		{"every Friday but the last", ny(func(s *Schedule) {
			s.Kind, s.Days, s.Ordinals = Monthly, NewWeekdays(fri), NewOrdinals(-2, -3, -4, -5)
		}), "2026-10-01", "2026-12-01", "2026-10-02 2026-10-09 2026-10-16 2026-10-23 2026-11-06 2026-11-13 2026-11-20"},
		{"fourth and last are one in a short month", ny(func(s *Schedule) {
			s.Kind, s.Days, s.Ordinals = Monthly, NewWeekdays(tue), NewOrdinals(4, -1)
		}), "2026-11-01", "2026-12-31", "2026-11-24 2026-12-22 2026-12-29"},
		{"the fifth is rare", ny(func(s *Schedule) {
			s.Kind, s.Days, s.Ordinals = Monthly, NewWeekdays(mon), NewOrdinals(5)
		}), "2026-01-01", "2026-12-31", "2026-03-30 2026-06-29 2026-08-31 2026-11-30"},
		{"in certain months", ny(func(s *Schedule) {
			s.Days, s.Months = NewWeekdays(sun), NewMonths(time.January, time.November)
		}), "2026-11-20", "2027-11-01", "2026-11-22 2026-11-29 2027-01-03 2027-01-10 2027-01-17 2027-01-24 2027-01-31"},
		{"from and until are included", ny(func(s *Schedule) {
			s.Days, s.From, s.Until = EveryDay, day("2026-11-04"), day("2026-11-06")
		}), "2026-11-01", "2026-12-01", "2026-11-04 2026-11-05 2026-11-06"},
		{"exceptions are left out", ny(func(s *Schedule) {
			s.Days = NewWeekdays(sun)
			s.Except = []DateRange{{day("2026-12-27"), day("2027-01-04")}, {day("2026-12-20"), day("2026-12-20")}}
		}), "2026-12-10", "2027-01-15", "2026-12-13 2027-01-10"},
		{"dated, in any order, once each", ny(func(s *Schedule) {
			s.Kind, s.Dates = Dated, []Date{day("2026-12-31"), day("2026-12-24"), day("2026-12-31"), day("2025-12-24")}
		}), "2026-01-01", "2027-12-31", "2026-12-24 2026-12-31"},
		{"dated with an exception", ny(func(s *Schedule) {
			s.Kind, s.Dates = Dated, []Date{day("2026-12-24"), day("2026-12-31")}
			s.Except = []DateRange{{day("2026-12-24"), day("2026-12-24")}}
		}), "2026-01-01", "2027-12-31", "2026-12-31"},
		{"by appointment", ny(func(s *Schedule) { s.Kind = Appointment }), "2026-01-01", "2026-12-31", ""},
		{"weekly without a day", ny(func(s *Schedule) {}), "2026-01-01", "2026-12-31", ""},
		{"monthly without an ordinal", ny(func(s *Schedule) { s.Kind, s.Days = Monthly, EveryDay }), "2026-01-01", "2026-12-31", ""},
		{"unconfirmed", ny(func(s *Schedule) { s.Days, s.Confirmed = EveryDay, false }), "2026-01-01", "2026-12-31", ""},
		{"an unknown zone", ny(func(s *Schedule) { s.Days, s.Zone = EveryDay, "America/Nowhere" }), "2026-01-01", "2026-12-31", ""},
		{"no zone", ny(func(s *Schedule) { s.Days, s.Zone = EveryDay, "" }), "2026-01-01", "2026-12-31", ""},
		{"an impossible clock", ny(func(s *Schedule) { s.Days, s.Start = EveryDay, 24*60 }), "2026-01-01", "2026-12-31", ""},
		{"until before from", ny(func(s *Schedule) {
			s.Days, s.From, s.Until = EveryDay, day("2026-11-06"), day("2026-11-04")
		}), "2026-01-01", "2026-12-31", ""},
		{"to before from", ny(func(s *Schedule) { s.Days = EveryDay }), "2026-12-01", "2026-11-01", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for o := range c.s.Occurrences(mustTime(t, c.from+"T00:00:00-05:00"), mustTime(t, c.to+"T00:00:00-05:00")) {
				got = append(got, o.Date.String())
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " "), c.want)
			}
		})
	}
}

func TestWindowIsHalfOpen(t *testing.T) {
	s := held("America/New_York", "19:00")
	s.Days = EveryDay
	at := "2026-11-24T19:00:00-05:00"
	if got := starts(t, &s, at, "2026-11-24T19:00:01-05:00"); !slices.Equal(got, []string{at}) {
		t.Errorf("from is not included: %v", got)
	}
	if got := starts(t, &s, "2026-11-24T00:00:00-05:00", at); got != nil {
		t.Errorf("to is included: %v", got)
	}
}

func TestAnyWindowIsSafe(t *testing.T) {
	s := held("America/New_York", "19:00")
	s.Kind, s.Days, s.Ordinals = Monthly, EveryDay, NewOrdinals(1)
	far := time.Date(400000, 1, 1, 0, 0, 0, 0, time.UTC)
	n := 0
	for o := range s.Occurrences(time.Time{}, far) {
		if n++; n == 1 && o.Date.String() != "0001-01-01" {
			t.Errorf("first of all is %v", o.Date)
		}
	}
	if want := 9999 * 12 * 7; n != want {
		t.Errorf("%d occurrences in all years, want %d", n, want)
	}
	for range s.Occurrences(far, far.AddDate(1, 0, 0)) {
		t.Fatal("an occurrence after the year 9999")
	}
	if firstDay != NewDate(1, 1, 1) || lastDay != NewDate(9999, 12, 31) {
		t.Error("the first and the last day are not those of years 1 and 9999")
	}
}

func TestStoppingEarlyIsHeard(t *testing.T) {
	s := held("Europe/Berlin", "19:00")
	s.Days = EveryDay
	n := 0
	for range s.Occurrences(mustTime(t, "2026-01-01T00:00:00Z"), mustTime(t, "2027-01-01T00:00:00Z")) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d", n)
	}
}

func TestOnlyHeldMeetingsOccur(t *testing.T) {
	m := Meeting{Attendance: InPerson, Schedule: held("Europe/Berlin", "19:00")}
	m.Schedule.Days = EveryDay
	from := mustTime(t, "2026-01-01T00:00:00Z")
	count := func(m Meeting) (n int) {
		for range m.Occurrences(from, from.AddDate(0, 0, 10)) {
			n++
		}
		if _, ok := m.Next(from); ok != (n > 0) {
			t.Errorf("Next says %v where there are %d occurrences", ok, n)
		}
		return n
	}
	if n := count(m); n != 10 {
		t.Errorf("%d occurrences in ten days", n)
	}
	closed, gone, doubtful := m, m, m
	closed.Attendance, gone.Retired, doubtful.Schedule.Confirmed = Inactive, from, false
	for _, m := range []Meeting{closed, gone, doubtful} {
		if n := count(m); n != 0 || m.Held() {
			t.Errorf("%+v has %d occurrences", m, n)
		}
	}
}

// Away from gaps rrule-go is an oracle: it expands wall-clock days, which are
// compared with ours day by day.
func TestDaysAgreeWithRRuleGo(t *testing.T) {
	zones := []string{"America/New_York", "Europe/Berlin", "Australia/Sydney", "Asia/Tokyo", "America/Santiago", "UTC"}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		s := randomSchedule(rnd, zones[rnd.IntN(len(zones))])
		from := NewDate(2015+rnd.IntN(20), time.Month(1+rnd.IntN(12)), 1+rnd.IntN(28))
		to := from + Date(1+rnd.IntN(900))
		got, want := ourDays(t, s, from, to), oracleDays(t, s, from, to)
		if !slices.Equal(got, want) {
			t.Fatalf("%s anchor %v from %v to %v in %s\n[%v, %v)\ngot  %v\nwant %v",
				s.RRule(), s.Anchor, s.From, s.Until, s.Zone, from, to, got, want)
		}
	}
}

func randomSchedule(rnd *rand.Rand, zone string) *Schedule {
	s := held(zone, "00:00")
	s.Start = NewClock(5+rnd.IntN(16), rnd.IntN(60)) // no zone above has a gap in these hours
	s.Days = Weekdays(1 + rnd.IntN(int(EveryDay)))
	if rnd.IntN(2) == 0 {
		s.Kind = Monthly
		for s.Ordinals == 0 {
			for _, n := range []int{1, 2, 3, 4, 5, -1, -2, -3, -4, -5} {
				if rnd.IntN(5) == 0 {
					s.Ordinals |= NewOrdinals(n)
				}
			}
		}
	} else if rnd.IntN(2) == 0 {
		s.Interval, s.Anchor = 2+rnd.IntN(4), NewDate(2010, 1, 1)+Date(rnd.IntN(8000))
	}
	if rnd.IntN(3) == 0 {
		s.Months = Months(rnd.IntN(1<<12)) << 1
	}
	if rnd.IntN(3) == 0 {
		s.From = NewDate(2015, 1, 1) + Date(rnd.IntN(7000))
		s.Until = s.From + Date(rnd.IntN(700))
	}
	return &s
}

func ourDays(t *testing.T, s *Schedule, from, to Date) (days []string) {
	loc := mustZone(t, s.Zone)
	for o := range s.Occurrences(midnight(from, loc), midnight(to, loc)) {
		if DateOf(o.Start) != o.Date || o.Start.Format("15:04") != s.Start.String() {
			t.Fatalf("%v starts on %v", o.Date, o.Start)
		}
		days = append(days, o.Date.String())
	}
	return days
}

func oracleDays(t *testing.T, s *Schedule, from, to Date) (days []string) {
	loc := mustZone(t, s.Zone)
	// Weeks are counted from DTSTART: begin in a held week shortly before.
	begin := from - 10
	if n := Date(s.weeks() * 7); s.weeks() > 1 {
		begin = s.Anchor - n*((s.Anchor-from)/n+2)
	}
	y, m, d := begin.Civil()
	rule, err := rrule.StrToRRule(fmt.Sprintf("DTSTART:%04d%02d%02dT%02d%02d00Z\nRRULE:%s", y, m, d, s.Start.Hour(), s.Start.Minute(), s.RRule()))
	if err != nil {
		t.Fatalf("%s: %v", s.RRule(), err)
	}
	for _, utc := range rule.Between(midnight(from, time.UTC), midnight(to, time.UTC), true) {
		day := DateOf(utc)
		inBounds := (s.From == 0 || day >= s.From) && (s.Until == 0 || day <= s.Until)
		if wall := time.Date(utc.Year(), utc.Month(), utc.Day(), utc.Hour(), utc.Minute(), 0, 0, loc); inBounds &&
			!wall.Before(midnight(from, loc)) && wall.Before(midnight(to, loc)) {
			days = append(days, day.String())
		}
	}
	return days
}

func midnight(d Date, loc *time.Location) time.Time {
	y, m, day := d.Civil()
	return time.Date(y, m, day, 0, 0, 0, 0, loc)
}

// Whatever the day, the zone and the clock, an instant shows the clock asked
// for and no earlier instant does; or nothing shows it and it lies in a gap.
func TestInstantsAgainstTheWholeZone(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	names := ZoneNames()
	for range 8000 {
		loc := mustZone(t, names[rnd.IntN(len(names))])
		day, clock := NewDate(1900, 1, 1)+Date(rnd.IntN(60000)), Clock(rnd.IntN(24*60))
		if rnd.IntN(2) == 0 {
			day = changeAfter(loc, day)
		}
		w := clockwork{loc: loc}
		got, ok := w.instant(day, clock)
		want, exists := firstShowing(loc, day, clock)
		if exists && (!ok || !got.Equal(want)) || !exists && ok && showsEarlierThan(got, day, clock) {
			t.Fatalf("%s: %v %v is %v, %v; want %v, %v", loc, day, clock, got, ok, want, exists)
		}
		if again, _ := w.instant(day, clock); !again.Equal(got) {
			t.Fatalf("%s: %v %v is %v, then %v", loc, day, clock, got, again)
		}
	}
}

// changeAfter returns the day of a clock change after d, or d.
func changeAfter(loc *time.Location, d Date) Date {
	if _, end := midnight(d, loc).ZoneBounds(); !end.IsZero() {
		return DateOf(end)
	}
	return d
}

// firstShowing tries every offset in force about that day, earliest first.
func firstShowing(loc *time.Location, d Date, c Clock) (first time.Time, ok bool) {
	wall := int64(d)*86400 + int64(c)*60
	for at := wall - 30*3600; at <= wall+30*3600; at += 900 {
		_, offset := time.Unix(at, 0).In(loc).Zone()
		t := time.Unix(wall-int64(offset), 0).In(loc)
		if _, o := t.Zone(); o == offset && (!ok || t.Before(first)) {
			first, ok = t, true
		}
	}
	return first, ok
}

func showsEarlierThan(t time.Time, d Date, c Clock) bool {
	shown := int64(DateOf(t))*1440 + int64(t.Hour()*60+t.Minute())
	return shown <= int64(d)*1440+int64(c)
}

func ExampleSchedule_Occurrences() {
	s := Schedule{
		Kind: Monthly, Days: NewWeekdays(time.Tuesday), Ordinals: NewOrdinals(1, 3),
		Start: NewClock(19, 0), Minutes: 90, Zone: "America/New_York", Confirmed: true,
	}
	from := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	for o := range s.Occurrences(from, from.AddDate(0, 2, 0)) {
		fmt.Println(o.Start.Format(time.RFC3339), "to", o.End.Format("15:04"))
	}
	// Output:
	// 2026-10-06T19:00:00-04:00 to 20:30
	// 2026-10-20T19:00:00-04:00 to 20:30
	// 2026-11-03T19:00:00-05:00 to 20:30
	// 2026-11-17T19:00:00-05:00 to 20:30
}

func BenchmarkNextWeekly(b *testing.B) {
	s := held("America/New_York", "19:00")
	s.Days = NewWeekdays(time.Tuesday, time.Thursday)
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		if _, ok := s.Next(at); !ok {
			b.Fatal("none")
		}
	}
}

func BenchmarkNextMonthly(b *testing.B) {
	s := held("America/New_York", "19:00")
	s.Kind, s.Days, s.Ordinals = Monthly, NewWeekdays(time.Tuesday), NewOrdinals(1, 3)
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		if _, ok := s.Next(at); !ok {
			b.Fatal("none")
		}
	}
}

func BenchmarkYearOfWeeks(b *testing.B) {
	s := held("America/New_York", "19:00")
	s.Days = NewWeekdays(time.Tuesday)
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for b.Loop() {
		n := 0
		for range s.Occurrences(at, at.AddDate(0, 0, 364)) {
			n++
		}
		if n != 52 {
			b.Fatal(n)
		}
	}
}
