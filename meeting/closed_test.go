package meeting

import (
	"fmt"
	"testing"
)

func TestNothingIsHeldWhileThePlaceIsClosed(t *testing.T) {
	m := Meeting{Attendance: InPerson, Schedule: held("America/New_York", "19:00")}
	m.Schedule.Days = NewWeekdays(2)
	m.Schedule.Except = []DateRange{{mustDate(t, "2026-12-15"), mustDate(t, "2026-12-15")}}
	m.Closed = []DateRange{{mustDate(t, "2026-12-22"), mustDate(t, "2026-12-31")}}
	from := mustTime(t, "2026-12-02T12:00:00Z")
	var days []string
	for o := range m.Occurrences(from, from.AddDate(0, 0, 40)) {
		days = append(days, o.Date.String())
	}
	if got, want := fmt.Sprint(days), "[2026-12-08 2027-01-05]"; got != want {
		t.Errorf("held on %s, want %s", got, want)
	}
	next, ok := m.Next(mustTime(t, "2026-12-09T12:00:00Z"))
	if !ok || next.Date != mustDate(t, "2027-01-05") {
		t.Errorf("next is %v", next.Date)
	}
	if len(m.Schedule.Except) != 1 {
		t.Errorf("the schedule itself was changed: %v", m.Schedule.Except)
	}
}

func TestClosingIsAChange(t *testing.T) {
	a, b := someMeeting(), someMeeting()
	b.Closed = []DateRange{{mustDate(t, "2026-12-22"), mustDate(t, "2026-12-31")}}
	if got, want := fmt.Sprint(Diff(&a, &b)), "[{closed  2026-12-22/2026-12-31}]"; got != want {
		t.Errorf("change is %s, want %s", got, want)
	}
}
