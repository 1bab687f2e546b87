package meeting

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestWord is how many letters of a word count; none that people write is longer.
const longestWord = 40

// scripts that put no space between words: each sign of theirs is a word.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

// SearchWords takes a text apart into the words that a search compares: folded
// runs of letters and digits, apostrophes within a word left out ("St. Mark's"
// is "st", "marks").
func SearchWords(s string) []string {
	var words []string
	var word strings.Builder
	letters := 0
	end := func() {
		if letters > 0 {
			words = append(words, word.String())
			word.Reset()
			letters = 0
		}
	}
	for _, r := range Fold(s) {
		switch {
		case unicode.In(r, unspaced...):
			end()
			words = append(words, string(r))
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			if letters++; letters <= longestWord {
				word.WriteRune(r)
			}
		case r == '\'' && letters > 0:
		default:
			end()
		}
	}
	end()
	return words
}

// SearchText is what a text filter looks in: the words of a meeting, one space
// before and after each. Types stand there by code and in the words of
// every language.
func SearchText(m *Meeting) string {
	p := &m.Place
	parts := []string{m.Program, m.Name, m.Group, p.Name, p.Address, p.City, p.State, p.PostalCode, p.Region, p.Notes, m.Notes}
	for _, t := range m.Types {
		parts = append(parts, t, english.Type(t), spanish.Type(t))
	}
	return " " + strings.Join(SearchWords(strings.Join(parts, " ")), " ") + " "
}

// WholeWord reports whether a search finds a word as a whole only. Longer ones
// find every word that begins with them.
func WholeWord(word string) bool { return utf8.RuneCountInString(word) < 3 }

// Needle is what a SearchText holds where a search for the word finds it.
func Needle(word string) string {
	if WholeWord(word) {
		return " " + word + " "
	}
	return " " + word
}
