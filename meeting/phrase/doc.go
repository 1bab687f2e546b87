// Package phrase reads what people write about time in the names and notes of
// meetings, where a weekly field can't say it.
//
//   - Phrase: words that limit when a meeting is held ("2nd & 4th Fridays
//     only", "no meeting in July").
//   - Unread: words about time that don't limit it ("last Saturday has chips"),
//     or that were not understood.
//   - Suspension: words that say the meeting is not held at present.
//
// Precision comes before recall. What limits a meeting but can't be read
// exactly makes its schedule unconfirmed and keeps the words; it never stays a
// plain weekly one. Names are read boldly, since people put there what matters;
// notes are read sentence by sentence, and only where a whole sentence is
// understood.
package phrase

import (
	"slices"
	"strings"

	"openchair/meeting"
)

// Read restricts a schedule by what a text says as a meeting's name. base holds the
// published days and time; an untimed one is returned as it is. Phrases that
// were read, or that leave doubt, stand in the result's Text; unread holds
// those about time that don't limit it.
func (t *Text) Read(base meeting.Schedule) (s meeting.Schedule, unread []string) {
	if !t.tells || !base.Timed() {
		return base, nil
	}
	r := &reading{schedule: base, today: t.today}
	r.read(t.canon(), nameRules)
	r.clocks(t.canon())
	return r.schedule, r.unread
}

// ReadNotes restricts a schedule by what whole sentences of a text say as a
// meeting's notes. It is far more careful than Read.
func (t *Text) ReadNotes(base meeting.Schedule) (s meeting.Schedule, unread []string) {
	return t.readNotes(base, false)
}

// ReadShared is ReadNotes for words that several meetings have in common, such
// as those about their group or their place: what names another day is said of
// another meeting.
func (t *Text) ReadShared(base meeting.Schedule) (s meeting.Schedule, unread []string) {
	return t.readNotes(base, true)
}

func (t *Text) readNotes(base meeting.Schedule, shared bool) (s meeting.Schedule, unread []string) {
	if !t.tells || !base.Timed() {
		return base, nil
	}
	r := &reading{schedule: base, shared: shared, today: t.today}
	sentences := t.sentences()
	for _, c := range sentences {
		if !c.told() {
			continue
		}
		read := r.read(c, noteRules)
		if !read && len(sentences) == 1 {
			read = r.read(c, noteAlone)
		}
		if !read {
			r.read(c, noteLimits)
		}
	}
	r.starts(sentences)
	return r.schedule, r.unread
}

// reading is a schedule while its phrases are read.
type reading struct {
	schedule meeting.Schedule
	unread   []string
	shared   bool         // the words may be another meeting's
	today    meeting.Date // zero = dates without a year stay in doubt
	// Of a written time:
	written bool // what one list of rules has taken is closed to the next
	guessed []string
	used    [][2]int // what rules have taken of the canonical text
}

// verdict is what a rule made of a match.
type verdict int

const (
	passed    verdict = iota // not this rule's: others may try
	ignored                  // about time, but no limit
	applied                  // read, and the schedule restricted
	noted                    // no limit that can be computed, but people should see it
	uncertain                // it limits, but not exactly readable
)

// read tries the rules in order and reports whether one took its words; words
// that one has used are closed to the next.
func (r *reading) read(c *canonical, rules []rule) bool {
	var used [][2]int
	if r.written {
		used = r.used
	}
	for _, rule := range rules {
		for _, at := range rule.pattern.findAll(c) {
			if overlaps(used, at) {
				continue
			}
			v := rule.apply(r, c, at)
			if v == passed {
				continue
			}
			used = append(used, [2]int{at[0], at[1]})
			r.used = append(r.used, [2]int{at[0], at[1]})
			r.settle(v, c.source(at[0], at[1]))
		}
	}
	return len(used) > 0
}

func overlaps(used [][2]int, at []int) bool {
	return slices.ContainsFunc(used, func(u [2]int) bool { return at[0] < u[1] && u[0] < at[1] })
}

func (r *reading) settle(v verdict, words string) {
	switch v {
	case ignored:
		r.unread = append(r.unread, words)
		return
	case uncertain:
		r.schedule.Confirmed = false
	}
	r.say(words)
}

// say keeps the source's words with the schedule.
func (r *reading) say(words string) {
	words = strings.Trim(words, " ,;:-–—*.")
	switch {
	case words == "" || strings.Contains(r.schedule.Text, words):
	case strings.Contains(words, r.schedule.Text): // or there is none yet
		r.schedule.Text = words
	default:
		r.schedule.Text += " · " + words
	}
}
