package meeting

import "time"

// How long what tells of people is kept, promise 14 of the design.
const (
	// LettersKept is how long an outbox row outlives the start of its
	// occurrence: the outbox is a diary of attendance.
	LettersKept = 7 * 24 * time.Hour
	// ConfirmWithin is how long an address may wait to be confirmed.
	ConfirmWithin = 48 * time.Hour
)
