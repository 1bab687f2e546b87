package meeting

import (
	"fmt"
	"testing"
	"time"
)

func TestRRule(t *testing.T) {
	week := NewWeekdays(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
	for _, c := range []struct {
		name string
		s    Schedule
		want string
	}{
		{"weekly", Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday)}, "FREQ=WEEKLY;BYDAY=TU"},
		{"from Monday", Schedule{Kind: Weekly, Days: NewWeekdays(time.Sunday, time.Monday, time.Wednesday)}, "FREQ=WEEKLY;BYDAY=MO,WE,SU"},
		{"every day", Schedule{Kind: Weekly, Days: EveryDay}, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"},
		{"every week said aloud", Schedule{Kind: Weekly, Days: week, Interval: 1}, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
		{"every other week", Schedule{Kind: Weekly, Days: NewWeekdays(time.Sunday), Interval: 2, Anchor: 5},
			"FREQ=WEEKLY;BYDAY=SU;INTERVAL=2;WKST=MO"},
		{"in certain months", Schedule{Kind: Weekly, Days: NewWeekdays(time.Sunday), Months: NewMonths(time.October, time.January)},
			"FREQ=WEEKLY;BYDAY=SU;BYMONTH=1,10"},
		{"ordinals", Schedule{Kind: Monthly, Days: NewWeekdays(time.Tuesday), Ordinals: NewOrdinals(4, 2)}, "FREQ=MONTHLY;BYDAY=2TU,4TU"},
		{"last", Schedule{Kind: Monthly, Days: NewWeekdays(time.Friday), Ordinals: NewOrdinals(-1)}, "FREQ=MONTHLY;BYDAY=-1FR"},
		{"ordinals of several days", Schedule{Kind: Monthly, Days: NewWeekdays(time.Sunday, time.Friday), Ordinals: NewOrdinals(1, -1)},
			"FREQ=MONTHLY;BYDAY=1FR,1SU,-1FR,-1SU"},
		{"an interval means nothing by the month", Schedule{Kind: Monthly, Days: NewWeekdays(time.Friday), Ordinals: NewOrdinals(1), Interval: 2},
			"FREQ=MONTHLY;BYDAY=1FR"},
		{"until is not in it", Schedule{Kind: Weekly, Days: NewWeekdays(time.Friday), Until: 20000}, "FREQ=WEEKLY;BYDAY=FR"},
		{"dated", Schedule{Kind: Dated, Days: EveryDay, Dates: []Date{20000}}, ""},
		{"by appointment", Schedule{Kind: Appointment, Days: EveryDay}, ""},
		{"no day", Schedule{Kind: Weekly}, ""},
		{"no ordinal", Schedule{Kind: Monthly, Days: EveryDay}, ""},
		{"nothing", Schedule{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.s.RRule(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestUntilIsTheLastSecondOfTheLocalDay(t *testing.T) {
	for _, c := range []struct{ zone, until, want string }{
		{"America/New_York", "2026-11-24", "2026-11-25T04:59:59Z"},
		{"America/New_York", "2026-07-01", "2026-07-02T03:59:59Z"},
		{"America/New_York", "2026-11-01", "2026-11-02T04:59:59Z"}, // a day of 25 hours
		{"Asia/Kolkata", "2026-11-24", "2026-11-24T18:29:59Z"},
		{"America/Santiago", "2026-09-05", "2026-09-06T03:59:59Z"}, // the next day begins at 01:00
		{"America/Santiago", "2026-04-04", "2026-04-05T03:59:59Z"}, // 23:00 to 24:00 comes twice
		{"Pacific/Apia", "2011-12-29", "2011-12-30T09:59:59Z"},     // the next day does not exist
	} {
		s := Schedule{Kind: Weekly, Zone: c.zone, Until: mustDate(t, c.until)}
		got, ok := s.UntilUTC()
		if !ok || got.Format(time.RFC3339) != c.want || got.Location() != time.UTC {
			t.Errorf("%s in %s: %v, %v; want %s", c.until, c.zone, got, ok, c.want)
		}
	}
}

func TestNoUntilWithoutABoundOrAZone(t *testing.T) {
	for _, s := range []Schedule{{Zone: "America/New_York"}, {Until: 20000}, {Zone: "Nowhere", Until: 20000}} {
		if got, ok := s.UntilUTC(); ok || !got.IsZero() {
			t.Errorf("%+v ends %v", s, got)
		}
	}
}

func ExampleSchedule_RRule() {
	s := Schedule{Kind: Monthly, Days: NewWeekdays(time.Tuesday), Ordinals: NewOrdinals(2, 4)}
	fmt.Println(s.RRule())
	// Output: FREQ=MONTHLY;BYDAY=2TU,4TU
}
