package meeting

import (
	"slices"
	"strings"
)

// MaxSearchWords is how many words of a text are looked for; others are let be.
const MaxSearchWords = 16

// AccessTypes are the types that promise a way in by wheelchair.
var AccessTypes = []string{"X", "XB"}

// Matches reports whether the filter chooses m. Order, Limit and After have no
// part in it. It is what searches of the store must agree with.
func (f *Filter) Matches(m *Meeting) bool {
	return (f.Retired || m.Retired.IsZero()) &&
		(f.Witnesses || m.WitnessOf == "" || len(f.IDs) > 0) && // whoever names one by its id gets it
		oneOf(f.IDs, m.ID) && oneOf(f.Programs, m.Program) && oneOf(f.Sources, m.Source) && oneOf(f.Attendance, m.Attendance) &&
		(f.Days == 0 || f.Days&m.Schedule.HeldDays() != 0) && f.clockFits(&m.Schedule) &&
		f.typesFit(m.Types) && f.languagesFit(m.Languages) &&
		(f.Near == nil || f.Near.holds(m)) && f.wordsFit(m)
}

func oneOf[T comparable](values []T, v T) bool {
	return len(values) == 0 || slices.Contains(values, v)
}

// Timed reports whether the filter bounds the start by the clock.
func (f *Filter) Timed() bool { return f.From != f.To }

func (f *Filter) clockFits(s *Schedule) bool {
	switch {
	case !f.Timed():
		return true
	case s.HeldDays() == 0:
		return false
	case f.From < f.To || f.To == 0:
		return f.From <= s.Start && (s.Start < f.To || f.To == 0)
	}
	return f.From <= s.Start || s.Start < f.To
}

func (f *Filter) typesFit(types []string) bool {
	for _, t := range f.Types {
		if !slices.Contains(types, t) {
			return false
		}
	}
	return !f.Accessible || slices.ContainsFunc(AccessTypes, func(t string) bool { return slices.Contains(types, t) })
}

func (f *Filter) languagesFit(languages []string) bool {
	return len(f.Languages) == 0 || slices.ContainsFunc(f.Languages, func(want string) bool {
		return slices.ContainsFunc(languages, func(have string) bool { return have == want || strings.HasPrefix(have, want+"-") })
	})
}

func (n *Near) holds(m *Meeting) bool {
	if n.Online && (m.Attendance == Online || m.Attendance == Hybrid) {
		return true
	}
	p, ok := m.Place.Point()
	return ok && n.Point().Chord2(p) <= n.Chord2()
}

// Point is the middle of the search.
func (n *Near) Point() Point { return PointAt(n.Lat, n.Lon) }

// Chord2 is the square of the chord that Km along the earth spans: what lies
// within it lies within Km.
func (n *Near) Chord2() float64 { return chord2(n.Km * 1000) }

func (f *Filter) wordsFit(m *Meeting) bool {
	words := f.Words()
	if len(words) == 0 {
		return true
	}
	text := SearchText(m)
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, Needle(word)) })
}

// Words are the words of Text that are looked for, each once, in its order.
func (f *Filter) Words() []string {
	var words []string
	for _, w := range SearchWords(f.Text) {
		if len(words) < MaxSearchWords && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}
