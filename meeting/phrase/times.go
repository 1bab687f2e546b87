package phrase

import "openchair/meeting"

// Context is what decides where the words of a time leave a choice.
type Context struct {
	Country  string       // ISO 3166-1 alpha-2; "" = unknown: 6/3 then stays in doubt
	Language string       // BCP 47; its table is tried first
	Today    meeting.Date // for dates without a year; zero = they stay in doubt
}

// Time is one written time.
type Time struct {
	// Schedule is what was read. Its Zone is set only where the words name one.
	// What was left in doubt makes it unconfirmed; a text without day or clock
	// is an Appointment. Text holds the words wherever they say more.
	Schedule meeting.Schedule
	Words    string   // the part of the text that this is a reading of
	Guessed  []string // choices made by country or by sense, as "7: pm"
	Unread   []string // words about time that were not understood, or don't limit it
}
