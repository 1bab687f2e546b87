package meeting

import (
	"testing"
	"time"
)

func TestHeldDaysOfEachKind(t *testing.T) {
	monday := NewDate(2026, time.March, 2)
	for _, c := range []struct {
		name string
		s    Schedule
		want Weekdays
	}{
		{"weekly", Schedule{Kind: Weekly, Days: NewWeekdays(time.Monday, time.Friday)}, NewWeekdays(time.Monday, time.Friday)},
		{"monthly", Schedule{Kind: Monthly, Days: NewWeekdays(time.Tuesday)}, NewWeekdays(time.Tuesday)},
		{"dated", Schedule{Kind: Dated, Dates: []Date{monday, monday + 2}}, NewWeekdays(time.Monday, time.Wednesday)},
		{"by appointment", Schedule{Kind: Appointment, Days: EveryDay}, 0},
	} {
		if got := c.s.HeldDays(); got != c.want {
			t.Errorf("%s: %v, not %v", c.name, got.Days(), c.want.Days())
		}
	}
}
