package meeting

import "time"

// Filter chooses meetings. Empty fields don't limit. Fields are joined by
// "and", the values within one field by "or".
type Filter struct {
	IDs        []string
	Programs   []string
	Sources    []string
	Attendance []Attendance
	Days       Weekdays
	Text       string // every word must occur in name, group, place, notes or types; case and accents don't count
	Retired    bool   // also those that are retired
	Witnesses  bool   // also listings that are another's witness: one meeting is then listed several times
	// Soonest orders by next start (of meetings that have one first), not by id.
	Soonest bool
	Limit   int    // 0 = no limit
	After   string // cursor: what the page before gave as next
}

// Span is a half-open stretch of time [From, To).
type Span struct {
	From, To time.Time
}
