package web

import (
	"strings"

	"openchair/meeting"
)

// searchWords says a standing search as one line: "SMART, online, Monday,
// Tuesday, from 5:00 pm".
func (s *site) searchWords(f *meeting.Filter) string {
	m := s.myWords()
	var parts []string
	add := func(words ...string) {
		if len(words) > 0 {
			parts = append(parts, strings.Join(words, " / "))
		}
	}
	add(each(f.Programs, s.programWord)...)
	add(each(f.Sources, func(id string) string { return s.sourceWord(&meeting.Meeting{Source: id}) })...)
	add(each(f.Attendance, s.words.Attendance)...)
	for _, d := range f.Days.Days() {
		add(s.words.Weekday(d))
	}
	if f.Timed() {
		add(m.FromTo(s.words.Clock(f.From), s.words.Clock(f.To)))
	}
	for _, t := range f.Types {
		add(clip(clean(s.words.Type(t)), 40))
	}
	if f.Accessible {
		add(s.words.Type(meeting.AccessTypes[0]))
	}
	add(each(f.Languages, s.language)...)
	if f.Near != nil {
		near := m.Within(f.Near.Km)
		if f.Near.Online {
			near += " " + m.AlsoOnline
		}
		add(near)
	}
	if f.Text != "" {
		add("“" + clip(clean(f.Text), 100) + "”")
	}
	if len(parts) == 0 {
		return m.AnyMeeting
	}
	return strings.Join(parts, ", ")
}

func each[T any](values []T, say func(T) string) []string {
	var out []string
	for _, v := range values {
		out = append(out, say(v))
	}
	return out
}
