package scheduler

import "time"

// ticksLooked is how many ticks an interval is taken from: a week of hourly
// ones, and years of monthly ones.
const ticksLooked = 200

// Interval returns the longest stretch between two ticks of a cron line, looking
// ahead from a moment, and the first tick after it. Both are zero where the
// line can't be used.
func Interval(spec string, from time.Time) (longest time.Duration, next time.Time) {
	s, err := parseSpec(spec)
	if err != nil {
		return 0, time.Time{}
	}
	next = s.Next(from.UTC())
	for i, at := 0, next; i < ticksLooked; i++ {
		then := s.Next(at)
		if then.IsZero() {
			break
		}
		longest, at = max(longest, then.Sub(at)), then
	}
	return longest, next
}
