package meeting

import "time"

// Discretion is how much a calendar entry or a letter says about a meeting.
type Discretion string

// The discretions.
const (
	Full    Discretion = "full"    // "AA: Tuesday Nooners"
	Neutral Discretion = "neutral" // "Tuesday group"
)

// Calendar is one person's choice of meetings and standing searches. Its two
// addresses, one to read and one to manage, are known to the store only as
// SHA-256.
type Calendar struct {
	ID         int64
	Name       string
	Discretion Discretion
	// Aliases are titles of a person's own, by meeting id. Of a meeting that has
	// one nothing else is told that names it: see Told.
	Aliases       map[string]string
	AlarmMinutes  int // before each start; 0 = none
	Language      string
	ShowCancelled bool  // a cancelled date is shown as such, not left out
	PastDays      int   // how long a date that is over stays
	Version       int64 // grows whenever its bytes may differ
	Created       time.Time
	Meetings      []string // ids of meetings picked one by one, in the order chosen
	Searches      []Filter // standing searches, whose meetings follow the listings

	// Revision counts the changes of settings that alter what its events say,
	// and Revised is when the last was: clients take an event for new only
	// where its SEQUENCE and LAST-MODIFIED both grew.
	Revision int
	Revised  time.Time

	// Panicked is since when it is published empty, and its letters pause; zero
	// = it is not.
	Panicked time.Time
	// LeftOut is how many meetings that its searches match found no room, since
	// it holds MaxHeld others.
	LeftOut int
	// Moved: it is read at an address that was given up. Nothing of it is told.
	Moved bool
}

// What a calendar keeps where nobody said otherwise, and at most.
const (
	DefaultPastDays = 7
	MaxPastDays     = 31
	MaxAlarm        = 7 * 24 * 60 // minutes
	MaxSearches     = 10
	// MaxHeld is how many meetings a calendar holds, picked and found together,
	// so that a feed stays under 1 MB.
	MaxHeld = 200
)

// Told says how much a calendar tells of a meeting: a meeting with an alias is
// told under it, and else neutrally.
func (c *Calendar) Told(id string) (alias string, d Discretion) {
	if alias = c.Aliases[id]; alias != "" {
		return alias, Neutral
	}
	return "", c.Discretion
}

// OldAddress is what is known of a calendar's address that was given up.
type OldAddress struct {
	Language string
	Manages  bool      // it was managed there; else read
	Since    time.Time // never before the Last-Modified of what was read there
}

// Rendering is a calendar's kept bytes.
type Rendering struct {
	Calendar int64
	Polled   Date  // the day the calendar was last asked for
	Version  int64 // of the calendar whose bytes these are
	Current  bool  // no newer version exists
	ETag     string
	Modified time.Time // never falls
	// Until is when the bytes grow old by themselves, because a date that is over
	// leaves them; zero = never. Prune lets them be written anew.
	Until time.Time
	Body  []byte
}

// Reminder is one address that asked for letters about a calendar's meetings.
type Reminder struct {
	ID        int64 // random, so that a token made from it tells nothing
	Calendar  int64
	Email     []byte // sealed
	EmailHash []byte // keyed hash, to find it by
	// OldHashes are its hashes by older keys: asked with, never kept.
	OldHashes [][]byte
	Channel   Channel  // "" = email
	Meetings  []string // those it wants letters of; empty = all of the calendar
	Except    []string // those of them it wants none of
	Leads     []int    // minutes before the start
	// No letter is sent from QuietFrom until QuietTo on the reader's clock, but
	// for one that could not help later; equal = at any time.
	QuietFrom, QuietTo Clock
	Overview           Overview
	OverviewAt         Clock        // on the reader's clock
	OverviewDay        time.Weekday // of a weekly one
	Discretion         Discretion
	PlainText          bool   // no HTML part
	MapLinks           bool   // a link to a map beside each place
	Zone               string // the reader's IANA zone; empty = the meeting's
	Language           string
	Created            time.Time
	Confirmed          time.Time // zero = not yet
	// Halted is since when its address takes no letters; zero = it does.
	Halted time.Time
	// Ended is since when it is no more but for a last letter, which says so. It
	// belongs to no calendar then.
	Ended time.Time
}

// Channel is how a reader is reached.
type Channel string

// The channels. What Reminder.Email seals is an e-mail address, the address of
// an ntfy topic, or a Web Push subscription as browsers write it in JSON.
const (
	ByEmail   Channel = "email"
	ByNtfy    Channel = "ntfy"
	ByWebPush Channel = "webpush"
)

// Overview is how often a reader gets one letter about all that is ahead.
type Overview string

// The overviews.
const (
	NoOverview     Overview = ""
	DailyOverview  Overview = "daily"
	WeeklyOverview Overview = "weekly"
)

// LetterKind says why a letter is written.
type LetterKind string

// The kinds of letter.
const (
	ConfirmLetter  LetterKind = "confirm"
	ReminderLetter LetterKind = "reminder"
	ChangeLetter   LetterKind = "change"   // moved, elsewhere, another link, cancelled, resumed
	OverviewLetter LetterKind = "overview" // all that is ahead, of a day or a week from Date on
	DoubtLetter    LetterKind = "doubt"    // not confirmed for n days: call first
	GoodbyeLetter  LetterKind = "goodbye"  // you will get no more letters
	DeletedLetter  LetterKind = "deleted"  // all that was kept is deleted
)

// Letter is one row of the outbox: what to tell whom, and until when it helps.
// It never holds an address or a rendered text. Times are UTC.
type Letter struct {
	ID       int64
	Kind     LetterKind
	Reminder int64
	Meeting  string // reminder, change and doubt letters
	Date     Date   // local day of the occurrence; with Lead part of what makes it unique
	Since    int64  // change letters: the last change of the meeting that was told before
	Lead     int    // minutes
	SendAt   time.Time
	Start    time.Time // of the occurrence
	Expires  time.Time // never sent at or after
	Attempts int       // tries that failed, so that the next waits longer
}

// About is what a letter is written from beside what it says of itself.
type About struct {
	Reader Reminder // zero where the reminder is no more
	// Meeting is what a letter about one meeting is about, as the reader's
	// calendar holds it now; nil where it holds it no more. Letters share it.
	Meeting *Meeting
	Alias   string // the reader's own name for it
}

// Planned is everything the planner needs to know of one reminder: its wishes
// and the meetings its calendar holds now. Of the meetings only what says when
// they are held is known.
type Planned struct {
	Reminder Reminder
	Version  int64 // of the calendar, to be remembered once planned
	Meetings []Meeting
	// Stale: calendar, wishes or confirmation are newer than what was planned,
	// so that moments that were planned before count too.
	Stale bool
	// Due is the moment of the first letter that is not yet planned.
	Due time.Time
	// Letters and Next are what the planner found: what is due now, and when
	// the next letter after them is; zero = none that can be foreseen.
	Letters []Letter
	Next    time.Time
}

// News is a meeting that its readers must be told of.
type News struct {
	Meeting Meeting
	Changes []Change // oldest first; none where it is in doubt
	Readers []Reminder
}

// Outcome is what became of a letter that was tried.
type Outcome string

// The outcomes.
const (
	Sent    Outcome = "sent"
	Retry   Outcome = "retry"   // back off, try again until it expires
	Dead    Outcome = "dead"    // the address does not exist
	Expired Outcome = "expired" // it would no longer help
	Dropped Outcome = "dropped" // its reminder, calendar or occurrence is no more
)

// Mark is what became of a letter that was claimed: Retry lets it wait until
// Next, with one attempt more unless it only Waited for its turn, every other
// outcome ends it. Why says it in words and never holds an address.
type Mark struct {
	Letter  int64
	Outcome Outcome
	Why     string
	Next    time.Time
	Waited  bool // it was not tried
}
