package meeting

// Telling is which changes of its meeting a letter tells: each is told in one
// letter, and none is left out.
type Telling struct {
	After int64 // the last change that earlier letters told; it tells those since
	// Upto is the last that it tells, once it may have left: whatever changes
	// then is for the letter after it, and this one stays the same letter. 0: it
	// has not left, and tells all that there are.
	Upto int64
	// Waits: an earlier letter about the meeting is still to leave, and may tell
	// what this one would.
	Waits bool
}

// EarlierLetter is an earlier letter of changes to one reader about one meeting.
type EarlierLetter struct {
	Since, Upto int64 // as in Letter and Telling
	Waiting     bool  // it has not ended
	Leased      bool  // it is being sent
	Expired     bool
}

// ToldBefore returns what letters before one told of its meeting, given from the
// first, and whether it has to wait for one of them. What a letter that expired
// was to tell falls to the next.
func ToldBefore(l Letter, before []EarlierLetter) (after int64, waits bool) {
	after = l.Since
	var told int64
	for _, b := range before {
		switch {
		case b.Upto > 0:
			told = max(told, b.Upto)
			waits = waits || b.Leased
		case b.Expired:
			after = min(after, b.Since)
		case b.Waiting:
			waits = true
		}
	}
	return max(after, told), waits
}
