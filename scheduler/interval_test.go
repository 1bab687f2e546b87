package scheduler

import (
	"testing"
	"time"
)

func TestTheIntervalOfACronLineIsItsLongestPause(t *testing.T) {
	from := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) // a Monday
	for spec, want := range map[string]struct {
		longest time.Duration
		next    string
	}{
		"17 */6 * * *":    {6 * time.Hour, "2026-03-02T12:17:00Z"},
		"5 4 * * *":       {24 * time.Hour, "2026-03-03T04:05:00Z"},
		"5 4 * * 1-5":     {72 * time.Hour, "2026-03-03T04:05:00Z"},
		"0 8,20 * * *":    {12 * time.Hour, "2026-03-02T20:00:00Z"},
		"0 6-18/4 * * *":  {12 * time.Hour, "2026-03-02T14:00:00Z"},
		"not a cron line": {0, "0001-01-01T00:00:00Z"},
	} {
		longest, next := Interval(spec, from)
		if longest != want.longest || next.Format(time.RFC3339) != want.next {
			t.Errorf("%s: %v, next %v", spec, longest, next)
		}
	}
}
