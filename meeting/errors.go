package meeting

import (
	"errors"
	"fmt"
)

// Errors that rooms tell each other; compare with errors.Is.
var (
	// ErrRunning: a run of this source is under way, here or in another process.
	ErrRunning = errors.New("a run of this source is under way")
	// ErrNotFound: nothing is known by this id or address.
	ErrNotFound = errors.New("not found")
	// ErrNotWaiting says that nothing of a run waits for a volunteer: it was no
	// quarantined one, a later run took its place, or somebody was faster.
	ErrNotWaiting = errors.New("nothing of this run waits")
)

// TooManyError says that a calendar, or one standing search of it, would hold
// more than MaxHeld meetings.
type TooManyError struct {
	Found int
}

func (e *TooManyError) Error() string {
	return fmt.Sprintf("%d meetings, and a calendar holds up to %d", e.Found, MaxHeld)
}

// ErrCursor is wrapped where a list is asked to go on from a place that it
// never gave.
var ErrCursor = errors.New("no cursor that this list gave")
