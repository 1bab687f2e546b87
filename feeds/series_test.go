package feeds

import (
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func TestASeriesBeginsOnItsRule(t *testing.T) {
	tuesday := func(edit func(*meeting.Schedule)) meeting.Schedule {
		s := weekly("America/New_York", clock(19, 0), time.Tuesday)
		edit(&s)
		return s
	}
	for name, c := range map[string]struct {
		s    meeting.Schedule
		seen string
		want string
	}{
		"on the day first seen, though the hour is past": {tuesday(func(*meeting.Schedule) {}), "2026-02-04T02:00:00Z", "20260203T190000"},
		"on the first day after":                         {tuesday(func(*meeting.Schedule) {}), "2026-02-04T12:00:00Z", "20260210T190000"},
		"not before it is held at all":                   {tuesday(func(s *meeting.Schedule) { s.From = day(2026, 3, 1) }), "2026-02-04T12:00:00Z", "20260303T190000"},
		"even on a day that is closed": {tuesday(func(s *meeting.Schedule) {
			s.Except = []meeting.DateRange{{First: day(2026, 2, 10), Last: day(2026, 2, 10)}}
		}), "2026-02-04T12:00:00Z", "20260210T190000"},
		"in a week of its interval": {tuesday(func(s *meeting.Schedule) { s.Interval, s.Anchor = 3, day(2026, 1, 12) }), "2026-01-20T12:00:00Z", "20260203T190000"},
		"on its ordinal": {tuesday(func(s *meeting.Schedule) {
			s.Kind, s.Ordinals = meeting.Monthly, meeting.NewOrdinals(-1)
		}), "2026-02-04T12:00:00Z", "20260224T190000"},
		"in its months": {tuesday(func(s *meeting.Schedule) { s.Months = meeting.NewMonths(time.September) }), "2026-02-04T12:00:00Z", "20260901T190000"},
		"before the day whose clocks skip the hour": {weekly("America/New_York", clock(2, 30), time.Sunday), "2026-03-08T12:00:00Z", "20260301T023000"},
		"before the day that has the hour twice":    {weekly("America/New_York", clock(1, 30), time.Sunday), "2026-11-01T12:00:00Z", "20261025T013000"},
	} {
		seen, err := time.Parse(time.RFC3339, c.seen)
		if err != nil {
			t.Fatal(err)
		}
		m := sample(1, c.s)
		m.FirstSeen = seen
		e := readGoICal(t, render(t, meeting.Calendar{}, []meeting.Meeting{m}))[0]
		if got := e.one("DTSTART"); got != c.want {
			t.Errorf("%s: DTSTART %s, want %s", name, got, c.want)
		}
	}
}

func TestASeriesEndsWithTheLastSecondOfItsLastDayInUTC(t *testing.T) {
	for zone, want := range map[string]string{
		"America/New_York": "UNTIL=20260701T035959Z",
		"Asia/Tokyo":       "UNTIL=20260630T145959Z",
		"Etc/UTC":          "UNTIL=20260630T235959Z",
	} {
		s := weekly(zone, clock(19, 0), time.Tuesday)
		s.Until = day(2026, 6, 30)
		x, ok := newSeries(s, seen, maxExcept)
		if !ok || !strings.HasSuffix(x.rule, want) {
			t.Errorf("%s: %s, want %s", zone, x.rule, want)
		}
	}
}

func TestClosuresAreNamedDayByDayWhereTheRuleFalls(t *testing.T) {
	s := weekly("Europe/Berlin", clock(19, 0), time.Tuesday)
	s.Until = day(2026, 12, 31)
	s.Except = []meeting.DateRange{
		{First: day(2020, 1, 1), Last: day(2026, 2, 4)},   // begins before the series
		{First: day(2026, 4, 7), Last: day(2026, 4, 7)},   // one day
		{First: day(2026, 4, 1), Last: day(2026, 4, 15)},  // overlaps it
		{First: day(2026, 5, 6), Last: day(2026, 5, 6)},   // a Wednesday
		{First: day(2026, 12, 20), Last: day(2030, 1, 1)}, // ends after the series
		{First: day(2026, 9, 9), Last: day(2026, 8, 8)},   // the wrong way round
	}
	x, ok := newSeries(s, seen, maxExcept)
	want := []meeting.Date{day(2026, 2, 3), day(2026, 4, 7), day(2026, 4, 14), day(2026, 12, 22), day(2026, 12, 29)}
	if !ok || !slices.Equal(x.except, want) {
		t.Errorf("%v, want %v", x.except, want)
	}
}

func TestASeriesWithTooManyClosuresEndsBeforeTheFirstThatIsNotNamed(t *testing.T) {
	s := weekly("Europe/Berlin", clock(19, 0), meeting.EveryDay.Days()...)
	s.Except = []meeting.DateRange{{First: day(2027, 1, 1), Last: day(9999, 12, 31)}}
	x, ok := newSeries(s, seen, maxExcept)
	if !ok || len(x.except) != maxExcept {
		t.Fatalf("%v, %d closures", ok, len(x.except))
	}
	if want := "UNTIL=20280101T225959Z"; !strings.HasSuffix(x.rule, want) {
		t.Errorf("%s, want %s", x.rule, want)
	}
}

func TestAScheduleThatIsOverBeforeItWasSeenHasNoSeries(t *testing.T) {
	s := weekly("Europe/Berlin", clock(19, 0), time.Tuesday)
	s.Until = day(2025, 12, 31)
	if x, ok := newSeries(s, seen, maxExcept); ok {
		t.Errorf("%+v", x)
	}
}

func TestOneOffsAreInUTCAndCarryTheirDateInTheUID(t *testing.T) {
	m := kinds()[5]
	m.Schedule.Except = []meeting.DateRange{{First: day(2026, 3, 9), Last: day(2026, 3, 9)}}
	body := render(t, meeting.Calendar{}, []meeting.Meeting{m})
	got := map[string]string{}
	for _, e := range readGoICal(t, body) {
		got[e.one("UID")] = e.one("DTSTART") + " " + e.one("DTEND") + e.one("RRULE") + e.one("EXDATE")
	}
	want := map[string]string{
		m.ID + "-20260307@openchair": "20260307T170000Z 20260307T180000Z",
		m.ID + "-20261031@openchair": "20261031T160000Z 20261031T170000Z",
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
	for uid, times := range want {
		if got[uid] != times {
			t.Errorf("%s %q, want %q", uid, got[uid], times)
		}
	}
}

func TestAMeetingAcrossMidnightEndsTheNextDay(t *testing.T) {
	s := weekly("Europe/Berlin", clock(23, 30), time.Tuesday)
	s.Minutes = 90
	e := readGoICal(t, render(t, meeting.Calendar{}, []meeting.Meeting{sample(1, s)}))[0]
	if e.one("DTSTART") != "20260203T233000" || e.one("DTEND") != "20260204T010000" {
		t.Errorf("%s – %s", e.one("DTSTART"), e.one("DTEND"))
	}
}
