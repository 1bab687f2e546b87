package phrase

import (
	"strings"

	"openchair/meeting"
)

// Context is what decides where the words of a time leave a choice.
type Context struct {
	Country  string       // ISO 3166-1 alpha-2; "" = unknown: 6/3 then stays in doubt
	Language string       // BCP 47; its table is tried first
	Today    meeting.Date // for dates without a year; zero = they stay in doubt
}

// Time is one written time.
type Time struct {
	// Schedule is what was read. Its Zone is set only where the words name one.
	// Where a day but no clock was read, Start is NoClock; where no day was, it is
	// an Appointment. Neither is confirmed, nor is what was left in doubt. Text
	// holds the words wherever they say more than the fields.
	Schedule meeting.Schedule
	// Start and End are the bytes of the text that hold the time: what stands
	// outside of them, as a place, is not about it.
	Start, End int
	Guessed    []string // choices made by country or by sense, as "7: pm"
	Unread     []string // words about time that were not understood, or don't limit it
}

// NoClock is the start of a Time that names no time of day. It is no valid
// clock: such a schedule has no occurrences.
const NoClock meeting.Clock = -1

// Whole reports whether both a day and a time of day were read.
func (t *Time) Whole() bool { return t.Schedule.Timed() && t.Schedule.Start.Valid() }

// ReadTimes reads every time that a text names, in order: "Mon 7pm; Wed 8pm"
// are two. Without any word about time it returns nil. Precision comes before
// recall: what limits a meeting and can't be read exactly leaves it unconfirmed.
func ReadTimes(text string, at Context) []Time {
	if !mayBeTime(text) {
		return nil
	}
	s := scan(text, at)
	if !s.timely() {
		return nil
	}
	s.mask()
	var out []Time
	parts := s.parts()
	for _, p := range parts {
		out = append(out, s.read(p))
	}
	out = s.settleTogether(out, parts)
	if len(out) == 0 {
		out = append(out, s.read(part{first: 0, last: len(s.tokens)}))
	}
	return out
}

// ReadTime reads a text as one time. Where it names several, the result is an
// unconfirmed appointment with the text's words.
func ReadTime(text string, at Context) (Time, bool) {
	all := ReadTimes(text, at)
	switch len(all) {
	case 0:
		return Time{}, false
	case 1:
		return all[0], true
	}
	words := strings.Join(strings.Fields(text), " ")
	return Time{Schedule: meeting.Schedule{Kind: meeting.Appointment, Text: words}, End: len(text)}, true
}

// mayBeTime is a cheap first look: a time has a digit, or a word of those that
// stand for days and times in any of the languages.
func mayBeTime(s string) bool {
	var buf [20]byte
	n := 0
	for i := 0; i <= len(s); i++ {
		c := byte(' ')
		if i < len(s) {
			c = s[i]
		}
		switch {
		case c >= '0' && c <= '9':
			return true
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case c >= 'a' && c <= 'z', c >= 0x80, c == '\'':
			if n < len(buf) {
				buf[n] = c
			}
			n++
		default:
			if n > 0 && n <= len(buf) && timeWord(buf[:n]) {
				return true
			}
			n = 0
		}
	}
	return false
}
