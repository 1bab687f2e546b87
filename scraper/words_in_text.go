package scraper

import (
	"slices"
	"strings"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// listingWords are a listing's words that may say when it is held, looked at once.
type listingWords struct{ name, notes, place, group phrase.Text }

func wordsOf(m *meeting.Meeting, today meeting.Date) *listingWords {
	return &listingWords{phrase.Look(m.Name, today), phrase.Look(m.Notes, today), phrase.Look(m.Place.Notes, today), phrase.Look(m.Group, today)}
}

// limitByWords lets the listing's words restrict its schedule, or call it off.
func limitByWords(m *meeting.Meeting, l *Listing, t *listingWords) {
	s := m.Schedule
	weeks(&s, l.Weeks)
	s, _ = t.name.Read(s)
	s, _ = t.notes.ReadNotes(s)
	s, _ = t.place.ReadShared(s)
	s, _ = t.group.ReadShared(s)
	for _, text := range [...]*phrase.Text{&t.name, &t.notes, &t.place} {
		s = text.Seasonal(s)
	}
	for _, words := range l.TimeWords {
		keepWords(&s, cleanLine(words, maxName))
	}
	if words := cleanLine(l.Unconfirmed, maxName); words != "" {
		s.Confirmed = false
		keepWords(&s, words)
	}
	if words, off := t.suspended(); off {
		m.Attendance = meeting.Inactive
		keepWords(&s, words)
	} else if words := t.lostWay(m.Attendance); words != "" {
		s.Confirmed = false
		keepWords(&s, words)
	}
	m.Schedule = s
}

// lostWay returns the words that call off one way of attending where the
// listing still names it: who goes there finds nobody.
func (t *listingWords) lostWay(a meeting.Attendance) string {
	for _, text := range [...]*phrase.Text{&t.name, &t.group, &t.notes, &t.place} {
		words, way := text.SuspendedWay()
		if way == phrase.InPerson && a != meeting.Online && a != meeting.Inactive ||
			way == phrase.Online && a != meeting.InPerson && a != meeting.Inactive {
			return words
		}
	}
	return ""
}

// suspended returns the words that say the meeting is not held at present.
func (t *listingWords) suspended() (string, bool) {
	if words, off := t.name.Suspended(); off {
		return words, true
	}
	if words, off := t.notes.SuspendedNote(); off {
		return words, true
	}
	return t.group.Suspended()
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
		if t, ok := phrase.ReadTime(cleanLine(l.When, maxField), phrase.Context{Today: l.day}); ok {
			s, inWhen = t.Schedule, t.Unread
		}
	}
	t := listingWords{
		phrase.Look(cleanLine(l.Name, maxName), l.day), phrase.Look(cleanText(joinLines(l.Notes, l.GroupNotes), maxNotes), l.day),
		phrase.Look(cleanText(l.LocationNotes, maxField), l.day), phrase.Look(cleanLine(l.Group, maxName), l.day),
	}
	_, inName := t.name.Read(s)
	_, inNotes := t.notes.ReadNotes(s)
	_, inPlace := t.place.ReadShared(s)
	_, inGroup := t.group.ReadShared(s)
	return slices.Concat(inWhen, inName, inNotes, inPlace, inGroup)
}
