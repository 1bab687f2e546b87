package scraper

import (
	"slices"
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
	s, _ = phrase.ReadShared(m.Place.Notes, s)
	s, _ = phrase.ReadShared(m.Group, s)
	for _, text := range [...]string{m.Name, m.Notes, m.Place.Notes} {
		s = phrase.Seasonal(text, s)
	}
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
	} else if words := lostWay(m); words != "" {
		s.Confirmed = false
		keepWords(&s, words)
	}
	m.Schedule = s
}

// lostWay returns the words that call off one way of attending where the
// listing still names it: who goes there finds nobody.
func lostWay(m *meeting.Meeting) string {
	for _, text := range [...]string{m.Name, m.Group, m.Notes, m.Place.Notes} {
		words, way := phrase.SuspendedWay(text)
		if way == phrase.InPerson && m.Attendance != meeting.Online && m.Attendance != meeting.Inactive ||
			way == phrase.Online && m.Attendance != meeting.InPerson && m.Attendance != meeting.Inactive {
			return words
		}
	}
	return ""
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
	var inWhen []string
	if l.written != nil {
		s, inWhen = l.written.Schedule, l.written.Unread
	} else if readsWhen(&l) {
		if t, ok := phrase.ReadTime(cleanLine(l.When, maxField), phrase.Context{}); ok {
			s, inWhen = t.Schedule, t.Unread
		}
	}
	_, inName := phrase.Read(cleanLine(l.Name, maxName), s)
	_, inNotes := phrase.ReadNotes(cleanText(joinLines(l.Notes, l.GroupNotes), maxNotes), s)
	_, inPlace := phrase.ReadShared(cleanText(l.LocationNotes, maxField), s)
	_, inGroup := phrase.ReadShared(cleanLine(l.Group, maxName), s)
	return slices.Concat(inWhen, inName, inNotes, inPlace, inGroup)
}
