package scheduler

import (
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// CheckSpec reports whether a source's cron line can be used: five fields
// (minute hour day-of-month month day-of-week) in UTC, or @hourly and its
// like. A line that names a zone, @every, and one that never comes are refused.
func CheckSpec(spec string) error {
	_, err := parseSpec(spec)
	return err
}

func parseSpec(spec string) (s cron.Schedule, err error) {
	const remedy = `use five fields in UTC, such as "17 */6 * * *"`
	spec = strings.TrimSpace(spec)
	switch {
	case spec == "":
		return nil, fmt.Errorf("cron is empty: %s", remedy)
	case strings.Contains(spec, "TZ="):
		return nil, fmt.Errorf("cron %q names a zone: %s", spec, remedy)
	case strings.HasPrefix(spec, "@every"):
		return nil, fmt.Errorf("cron %q starts anew with the daemon, so that runs missed can't be told: %s", spec, remedy)
	}
	// The parser panics on some lines instead of erring.
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, fmt.Errorf("cron %q can't be read: %s", spec, remedy)
		}
	}()
	s, err = cron.ParseStandard(spec)
	if err != nil {
		return nil, fmt.Errorf("cron %q can't be read (%w): %s", spec, err, remedy)
	}
	if s.Next(time.Unix(0, 0).UTC()).IsZero() {
		return nil, fmt.Errorf("cron %q names a date that never comes: %s", spec, remedy)
	}
	return s, nil
}

// missed reports whether a tick lies between the last run and now. What never
// ran was missed.
func missed(s cron.Schedule, lastRun, now time.Time) bool {
	if lastRun.IsZero() {
		return true
	}
	next := s.Next(lastRun.UTC())
	return !next.IsZero() && !next.After(now)
}
