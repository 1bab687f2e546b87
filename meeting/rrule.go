package meeting

import (
	"strconv"
	"strings"
	"time"
)

// RRule returns the schedule's recurrence as an RFC 5545 RRULE value, or ""
// for dated and untimed schedules and those that name no day. Days stand from
// Monday. UNTIL is no part of it: see UntilUTC.
func (s *Schedule) RRule() string {
	var days []string
	rule := "FREQ=WEEKLY"
	switch s.Kind {
	case Weekly:
		days = dayCodes(s.Days, "")
	case Monthly:
		rule = "FREQ=MONTHLY"
		for _, n := range s.Ordinals.List() {
			days = append(days, dayCodes(s.Days, strconv.Itoa(n))...)
		}
	}
	if len(days) == 0 {
		return ""
	}
	rule += ";BYDAY=" + strings.Join(days, ",")
	if n := s.weeks(); s.Kind == Weekly && n > 1 {
		rule += ";INTERVAL=" + strconv.Itoa(n) + ";WKST=MO"
	}
	return rule + byMonth(s.Months)
}

// UntilUTC returns the last second of the schedule's last local day, in UTC, as
// UNTIL wants it. ok is false where it is open-ended or its zone is unknown.
func (s *Schedule) UntilUTC() (until time.Time, ok bool) {
	if s.Until.IsZero() {
		return time.Time{}, false
	}
	loc, err := Zone(s.Zone)
	if err != nil {
		return time.Time{}, false
	}
	clock := clockwork{loc: loc}
	tomorrow, _ := clock.instant(s.Until+1, 0)
	return tomorrow.Add(-time.Second).UTC(), true
}

// fromMonday returns the days of a set in the order of an RFC 5545 week.
func fromMonday(w Weekdays) []time.Weekday {
	days := w.Days()
	if w.Has(time.Sunday) {
		days = append(days[1:], time.Sunday)
	}
	return days
}

func dayCodes(w Weekdays, prefix string) []string {
	var codes []string
	for _, d := range fromMonday(w) {
		codes = append(codes, prefix+strings.ToUpper(d.String()[:2]))
	}
	return codes
}

func byMonth(months Months) string {
	var ms []string
	for _, m := range months.List() {
		ms = append(ms, strconv.Itoa(int(m)))
	}
	if len(ms) == 0 {
		return ""
	}
	return ";BYMONTH=" + strings.Join(ms, ",")
}
