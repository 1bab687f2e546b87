package scraper

import (
	"strings"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// phraseContext is what decides where a written time leaves a choice.
func phraseContext(l *Listing, src meeting.Source) phrase.Context {
	return phrase.Context{Country: src.Country, Language: src.Language, Today: l.day}
}

// expand makes one listing of each time that a listing's words name: they share
// its key and are told apart as twins are.
func expand(l Listing, src meeting.Source) []Listing {
	if !readsWhen(&l) {
		return []Listing{l}
	}
	times := phrase.ReadTimes(cleanLine(l.When, maxField), phraseContext(&l, src))
	if len(times) == 0 {
		return []Listing{l}
	}
	out := make([]Listing, len(times))
	for i := range times {
		out[i] = l
		out[i].written, out[i].part = &times[i], i
	}
	return out
}

// readsWhen: words count where no field says the time.
func readsWhen(l *Listing) bool {
	return l.Recurrence == nil && len(l.Days) == 0 && strings.TrimSpace(l.Time) == "" && strings.TrimSpace(l.When) != ""
}

// written reads a listing's time from its words. What can't be read is by
// appointment, in those words.
func written(l *Listing, src meeting.Source) meeting.Schedule {
	t := l.written
	if t == nil {
		one, ok := phrase.ReadTime(cleanLine(l.When, maxField), phraseContext(l, src))
		if !ok {
			return meeting.Schedule{Kind: meeting.Appointment, Text: maskContacts(cleanLine(l.When, maxName), "")}
		}
		t = &one
	}
	s := t.Schedule
	if !t.Whole() {
		text := s.Text
		if text == "" {
			text = cleanLine(l.When, maxName)
		}
		return meeting.Schedule{Kind: meeting.Appointment, Text: maskContacts(text, "")}
	}
	s.Text = maskContacts(s.Text, "")
	if s.Zone != "" {
		s.ZoneFrom = meeting.ZoneFromWords
	}
	return s
}
