package meeting

import "time"

// Class is how a run ended. Every finished run has exactly one.
type Class string

// The classes. Only complete OK, Unchanged and DeclaredEmpty runs confirm what
// they list; Empty, Shrunk, Drifted and Blocked are quarantined: the last good
// meetings stay and nothing is cancelled.
const (
	Running       Class = "running"
	OK            Class = "ok"
	Unchanged     Class = "unchanged"
	DeclaredEmpty Class = "declared-empty" // the source says in words that it has no meetings
	Empty         Class = "empty"          // right shape, no rows
	Shrunk        Class = "shrunk"         // far fewer rows than the good runs before
	Drifted       Class = "drifted"        // cut short, another shape, or times vanished
	Blocked       Class = "blocked"        // 401, 403, 202, 429, HTML where data was due
	Gone          Class = "gone"           // 404, 410
	Unreachable   Class = "unreachable"    // network, 5xx, refused address, loop, over a bound
	RobotsDenied  Class = "robots-denied"
	NotUnderstood Class = "not-understood"
)

// Good reports whether a run of this class confirms the source's meetings.
func (c Class) Good() bool { return c == OK || c == Unchanged || c == DeclaredEmpty }

// Quarantined reports whether a run of this class waits for a volunteer.
func (c Class) Quarantined() bool {
	return c == Empty || c == Shrunk || c == Drifted || c == Blocked
}

// Run is one attempt to collect a source. Times are UTC.
type Run struct {
	ID       int64
	Source   string
	Started  time.Time
	Finished time.Time
	Class    Class
	Message  string // one sentence a volunteer understands
	Counts   Counts
	Fill     Fill
	Refused  []Refusal
	Evidence Evidence
	// Interrupted: the run was stopped from outside. It is still owed, and no
	// fault of its source.
	Interrupted bool
	// Accepts is the quarantined run that a volunteer accepted by this one; 0 = none.
	Accepts int64
	// RetryAfter is when the source asked to be left alone until; zero = not said.
	RetryAfter time.Time
}

// Counts of one run. Listed = Stored + Refused, unless what was read waits in
// quarantine: then nothing is stored.
type Counts struct {
	Listed  int `json:"listed"`  // rows the source published
	Stored  int `json:"stored"`  // rows that are meetings in the store after the run
	New     int `json:"new"`     // stored for the first time, or back after retirement
	Changed int `json:"changed"` // a field differs from before
	Renamed int `json:"renamed"` // listed under a new key, known by likeness
	Missed  int `json:"missed"`  // known before, absent from this run
	Retired int `json:"retired"` // absent for long enough
	Refused int `json:"refused"` // rows that could not become a meeting
}

// Fill counts how many listings of a run carried each thing people rely on.
// A fall in one of them is how a broken scrape shows while its row count holds.
type Fill struct {
	Time  int `json:"time"`  // a day and a time
	Place int `json:"place"` // an address or a venue
	Point int `json:"point"` // coordinates
	Join  int `json:"join"`  // a conference link or telephone
	Types int `json:"types"` // what kind of meeting it is
}

// Refusal is one row that could not become a meeting, and why.
type Refusal struct {
	Key    string `json:"key"`
	Name   string `json:"name"`
	Field  string `json:"field"`
	Value  string `json:"value,omitempty"`
	Reason string `json:"reason"` // a sentence naming the remedy where there is one
}

// Evidence is what a run saw on the wire.
type Evidence struct {
	Host     string        `json:"host,omitempty"` // asked first
	Status   int           `json:"status,omitempty"`
	Type     string        `json:"type,omitempty"` // Content-Type of the deciding page
	Bytes    int64         `json:"bytes"`
	Pages    int           `json:"pages"`
	First    string        `json:"first,omitempty"` // first bytes of a refusal, printable, contacts masked
	Duration time.Duration `json:"duration_ns"`
}

// PageState is what is remembered of a fetched page, so that the next run can
// ask for it conditionally and knows where it led without reading it.
type PageState struct {
	URL          string
	ETag         string
	LastModified string
	Digest       string   // hex SHA-256 of the body
	Next         []string // addresses the page led to, in order
}

// Memory is what the store remembers of a source for its next run.
type Memory struct {
	// Fingerprint stands for address, format, options, zone and reader version.
	// Where it differs, Pages don't count and everything is read anew.
	Fingerprint string
	Pages       map[string]PageState // of the last OK run, by URL
	Stored      []int                // listings of the last good reads (class OK), newest first, at most eight
	Fills       []Fill               // of the same runs, in the same order
	LastListed  int                  // of the last OK run
	NoneListed  bool                 // a volunteer accepted that the source has no meetings, and none was listed since
	Failures    int                  // runs in a row that were not good
	LastRun     time.Time            // start of the last run of any class; zero = never ran
	LastGood    time.Time
	NotBefore   time.Time // back off until
	Switch      *Switch   // how a person switched the source; nil = nobody did
}

// Harvest is what one run read, ready to be applied to the store. Meetings is
// empty unless the run's class is OK (or quarantined, where they wait).
type Harvest struct {
	Run         Run
	Fingerprint string
	Pages       []PageState
	Meetings    []Collected
}

// Collected is a meeting as a run read it, before the store knows it.
// ID, FirstSeen, LastConfirmed, LastChanged, Sequence and Retired are unset.
type Collected struct {
	Meeting
	// Digest stands for the listing as published, without contacts. Where it
	// is equal and fields differ all the same, only our own reading changed.
	Digest string
}

// Health is how a source fares, derived from its runs. Times are UTC.
type Health struct {
	Source string
	// LastTry is the start of the newest run, one under way included and one
	// that was interrupted not: it is still owed. Zero = none.
	LastTry   time.Time
	LastGood  time.Time // finish of the newest run that confirmed the source's meetings
	Class     Class     // of the newest finished run; empty = none
	Message   string    // of the same run
	Run       int64     // the same run
	Meetings  int       // listed by the last good run
	Failures  int       // runs in a row that were not good
	Running   bool      // a run is under way
	NotBefore time.Time // back off until; zero = at once
}
