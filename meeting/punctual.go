package meeting

import "time"

// Punctuality says how old what is known of a source is, held against how often
// it is asked.
type Punctuality string

// How punctual a source is.
const (
	OnTime     Punctuality = "on-time"
	Late       Punctuality = "late"       // older than its interval and the grace
	Stale      Punctuality = "stale"      // older than three intervals
	Unreliable Punctuality = "unreliable" // older than seven days: don't rely on this
	Unread     Punctuality = "unread"     // never read well
)

// Bounds of punctuality.
const (
	graceLeast      = 30 * time.Minute
	graceMost       = 6 * time.Hour
	staleIntervals  = 3
	unreliableAfter = 7 * 24 * time.Hour
)

// PunctualityOf tells it from when a source was last read well and from how
// long lies between two runs at most. The grace is a quarter of the interval,
// from half an hour to six hours: a run takes its time, and one may be held up.
func PunctualityOf(lastGood, now time.Time, interval time.Duration) Punctuality {
	age := now.Sub(lastGood)
	switch {
	case lastGood.IsZero():
		return Unread
	case age >= max(unreliableAfter, interval+grace(interval)):
		return Unreliable
	case interval > 0 && age >= max(staleIntervals*interval, interval+grace(interval)):
		return Stale
	case interval > 0 && age > interval+grace(interval):
		return Late
	}
	return OnTime
}

func grace(interval time.Duration) time.Duration {
	return min(max(interval/4, graceLeast), graceMost)
}
