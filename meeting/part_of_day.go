package meeting

import (
	"fmt"
	"strings"
)

// PartOfDay is a stretch of the day that has a name. To is not in it.
type PartOfDay struct {
	Name     string
	From, To Clock
}

// PartsOfDay are what people call the time of day, from morning to night.
var PartsOfDay = []PartOfDay{
	{"morning", NewClock(5, 0), NewClock(12, 0)},
	{"afternoon", NewClock(12, 0), NewClock(17, 0)},
	{"evening", NewClock(17, 0), NewClock(22, 0)},
	{"night", NewClock(22, 0), NewClock(5, 0)},
}

// ParseTimeOfDay reads the name of a part of the day, or "17:00-22:00".
func ParseTimeOfDay(s string) (from, to Clock, err error) {
	low := strings.ToLower(strings.TrimSpace(s))
	for _, p := range PartsOfDay {
		if low == p.Name {
			return p.From, p.To, nil
		}
	}
	a, b, ok := strings.Cut(strings.ReplaceAll(low, "–", "-"), "-")
	if ok {
		if from, err = ParseClock(strings.TrimSpace(a)); err == nil {
			to, err = ParseClock(strings.TrimSpace(b))
		}
	}
	if !ok || err != nil || from == to {
		return 0, 0, fmt.Errorf("time of day %.20q: use morning, afternoon, evening, night, or 17:00-22:00", s)
	}
	return from, to, nil
}
