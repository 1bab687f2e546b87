package meeting

// Kind says by which rule a schedule recurs.
type Kind string

// The kinds of schedule.
const (
	Weekly      Kind = "weekly"      // Days, every Interval weeks from Anchor
	Monthly     Kind = "monthly"     // Ordinals of Days in a month
	Dated       Kind = "dated"       // Dates only
	Appointment Kind = "appointment" // no day or no time is published: ask
)

// ZoneFrom says where a schedule's zone was learned, best first.
type ZoneFrom string

// The places a zone is learned from. All but the first two are inferred.
const (
	ZoneFromListing ZoneFrom = "listing" // a zone field of the listing itself
	ZoneFromWords   ZoneFrom = "words"   // "7pm Central" in its words
	ZoneFromPlace   ZoneFrom = "place"   // state or country
	ZoneFromPoint   ZoneFrom = "point"   // a venue's coordinates
	ZoneFromSource  ZoneFrom = "source"  // the source's configured zone
)

// TextBreak parts words of different origin within a schedule's Text.
const TextBreak = " · "

// Schedule is when a meeting is held: wall-clock time in an IANA zone.
type Schedule struct {
	Kind     Kind
	Days     Weekdays // Weekly and Monthly
	Interval int      // Weekly: every n weeks; 0 and 1 mean every week
	Anchor   Date     // Weekly with Interval > 1: any date in a week that is held
	Ordinals Ordinals // Monthly
	Months   Months   // held in these months only; empty = all
	Dates    []Date   // Dated

	Start   Clock
	Minutes int    // duration; always > 0 where there is a start
	Zone    string // IANA name
	ZoneFrom

	From, Until Date        // first and last day it may be held; zero = open
	Except      []DateRange // days it is not held
	Moved       []Move      // single days held at another time; they come before Except

	// Text is the source's own words about time, kept where they say more than
	// the fields do or could not be read.
	Text string
	// Confirmed is false where the words leave doubt: such a schedule is shown
	// in the source's words and has no occurrences.
	Confirmed bool
}

// Timed reports whether the schedule names a day and a time.
func (s *Schedule) Timed() bool { return s.Kind != Appointment && s.Kind != "" }

// Interval weeks, at least one.
func (s *Schedule) weeks() int { return max(1, s.Interval) }
