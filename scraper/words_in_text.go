package scraper

import (
	"strings"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// limitByWords lets the listing's words restrict its schedule, or call it off.
func limitByWords(m *meeting.Meeting, l *Listing) {
	s := m.Schedule
	weeks(&s, l.Weeks)
	s, _ = phrase.Read(m.Name, s)
	s, _ = phrase.ReadNotes(m.Notes, s)
	s, _ = phrase.ReadNotes(m.Place.Notes, s)
	for _, words := range l.TimeWords {
		keepWords(&s, cleanLine(words, maxName))
	}
	if words := cleanLine(l.Unconfirmed, maxName); words != "" {
		s.Confirmed = false
		keepWords(&s, words)
	}
	if words, off := suspendedWords(m); off {
		m.Attendance = meeting.Inactive
		keepWords(&s, words)
	}
	m.Schedule = s
}

// suspendedWords are those that say the meeting is not held at present.
func suspendedWords(m *meeting.Meeting) (string, bool) {
	if words, off := phrase.Suspended(m.Name); off {
		return words, true
	}
	if words, off := phrase.SuspendedNote(m.Notes); off {
		return words, true
	}
	return phrase.Suspended(m.Group)
}

// keepWords keeps words about time with a schedule.
func keepWords(s *meeting.Schedule, words string) {
	words = maskContacts(words, "")
	switch {
	case words == "" || strings.Contains(s.Text, words):
	case strings.Contains(words, s.Text): // or there is none yet
		s.Text = words
	default:
		s.Text += " · " + words
	}
}

// UnreadWords lists what a listing's words say about time that does not limit
// its schedule, or was not understood: for a person who checks a source.
func UnreadWords(l Listing) []string {
	s, refused := schedule(&l)
	if refused != nil {
		return nil
	}
	_, inName := phrase.Read(cleanLine(l.Name, maxName), s)
	_, inNotes := phrase.ReadNotes(cleanText(joinLines(l.Notes, l.GroupNotes), maxNotes), s)
	return append(inName, inNotes...)
}
