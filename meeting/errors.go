package meeting

import "errors"

// Errors that rooms tell each other; compare with errors.Is.
var (
	// ErrRunning: a run of this source is under way, here or in another process.
	ErrRunning = errors.New("a run of this source is under way")
	// ErrNotFound: nothing is known by this id or address.
	ErrNotFound = errors.New("not found")
)
