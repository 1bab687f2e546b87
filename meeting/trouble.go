package meeting

import "time"

// Trouble is why volunteers are told of a source; empty = all is well.
type Trouble string

// The troubles.
const (
	Waits     Trouble = "waits"      // a quarantined run waits for a person's decision
	Refuses   Trouble = "refuses"    // gone, closed to us, or of no shape we know: it won't mend itself
	FallsBack Trouble = "falls-back" // it fails, or is not asked, for longer than its interval and the grace
)

// TroubleOf tells what is wrong with a source. One failure of the network is no
// trouble: it is tried again long before anybody could look.
func TroubleOf(h Health, p Punctuality) Trouble {
	switch {
	case h.Class.Quarantined():
		return Waits
	case h.Class == Gone || h.Class == RobotsDenied || h.Class == NotUnderstood:
		return Refuses
	case p == Late || p == Stale || p == Unreliable || p == Unread && h.Failures > 1:
		return FallsBack
	}
	return ""
}

// remindTrouble is after how long volunteers are told again of what lasts.
const remindTrouble = 7 * 24 * time.Hour

// Alert is what volunteers were last told of a source. Times are UTC.
type Alert struct {
	Source  string
	Trouble Trouble
	Since   time.Time // when it began
	Told    time.Time // last told; zero = not yet
}

// Next says what volunteers are to be told now, given what they were told
// last: once when trouble begins, once when it is over, and every week while it
// lasts. A trouble that turns into another is still the one they know of, unless
// it now waits for their decision. after is what is to be kept once they were
// told; tell false = nothing is new.
func (a Alert) Next(t Trouble, now time.Time) (after Alert, tell bool) {
	after = a
	after.Trouble = t
	switch {
	case t == "":
		after.Since, after.Told = time.Time{}, time.Time{}
		return after, a.Trouble != "" && !a.Told.IsZero()
	case a.Trouble == "":
		after.Since, after.Told = now, now
		return after, true
	case t == Waits && a.Trouble != Waits, a.Told.IsZero(), now.Sub(a.Told) >= remindTrouble:
		after.Told = now
		return after, true
	}
	return after, false
}
