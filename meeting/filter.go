package meeting

import "time"

// Filter chooses meetings. Empty fields don't limit. Fields are joined by
// "and", the values within one field by "or", but for Types and the words of
// Text, all of which a meeting must have. Matches says what each means.
type Filter struct {
	IDs        []string
	Programs   []string
	Sources    []string
	Attendance []Attendance
	Days       Weekdays // of the meeting's own week, wherever the reader is
	// From and To bound the start by the meeting's own wall clock: From ≤ start
	// < To, past midnight where To is earlier. Midnight as To is the day's end,
	// and equal clocks don't limit. "Evening" is evening where people meet, also
	// online: a reader elsewhere is told the time in both zones.
	From, To   Clock
	Types      []string // every one must be carried
	Languages  []string // "es" finds es-MX too
	Accessible bool     // by wheelchair
	Near       *Near
	Text       string // every word of it must occur: see SearchWords
	Retired    bool   // also those that are retired
	Witnesses  bool   // also listings that are another's witness: one meeting is then listed several times

	// Soonest orders by next start (of meetings that have one first), Nearest
	// by the distance from Near (of meetings that have a door first); else by id.
	Soonest bool
	Nearest bool
	Limit   int    // 0 = no limit
	After   string // cursor: what the page before gave as next
}

// Near limits a search to places around a point.
type Near struct {
	Lat, Lon float64 // degrees
	Km       float64 // along a great circle
	// Online lets meetings pass that can be joined from afar, wherever they are.
	Online bool
}

// Span is a half-open stretch of time [From, To).
type Span struct {
	From, To time.Time
}

// Found is a page of what a filter chooses.
type Found struct {
	Meetings []Meeting
	Next     string // cursor of the next page; "" = none
	Total    int    // on all pages
}
