package meeting

import "time"

// How long what tells of people is kept, promise 14 of the design.
const (
	// LettersKept is how long an outbox row outlives the start of its
	// occurrence: the outbox is a diary of attendance.
	LettersKept = 7 * 24 * time.Hour
	// ConfirmWithin is how long an address may wait to be confirmed.
	ConfirmWithin = 48 * time.Hour
	// FarewellWithin is how long an ended address is kept so that its last letter
	// can leave.
	FarewellWithin = 24 * time.Hour
	// SuppressedKept is how long an address that bounced gets no letters.
	SuppressedKept = 180 * 24 * time.Hour
	// UnpolledKept is how long a calendar is kept that no client asks for, that
	// nobody manages and of which no letters are sent.
	UnpolledKept = 365 * 24 * time.Hour
	// OldAddressKept is how long something is said under an address of a calendar
	// that was given up.
	OldAddressKept = 30 * 24 * time.Hour
	// RunsKept is how long a run is kept, EvidenceKept how long what it saw on the
	// wire and which rows it refused. The last good run of a source and what
	// waits for a volunteer stay, however old.
	RunsKept     = 180 * 24 * time.Hour
	EvidenceKept = 30 * 24 * time.Hour
	// ChangesKept is how long the history of a meeting reaches back.
	ChangesKept = 2 * 365 * 24 * time.Hour
	// ReportsKept is how long a visitor's report is kept after a volunteer has
	// looked.
	ReportsKept = 90 * 24 * time.Hour
	// DeedsKept is how long it is known what a volunteer did.
	DeedsKept = 2 * 365 * 24 * time.Hour
)
