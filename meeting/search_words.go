package meeting

import (
	"strings"
	"sync"
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
	return strings.Fields(string(appendWords(nil, s)))
}

// appendWords writes the words of s, a space after each.
func appendWords(b []byte, s string) []byte {
	letters := 0
	end := func() {
		if letters > 0 {
			b = append(b, ' ')
			letters = 0
		}
	}
	for _, r := range Fold(s) {
		switch {
		case inWord(r):
			if letters++; letters <= longestWord {
				b = utf8.AppendRune(b, r)
			}
		case r == '\'' && letters > 0:
		case unicode.In(r, unspaced...):
			end()
			b = append(utf8.AppendRune(b, r), ' ')
		default:
			end()
		}
	}
	end()
	return b
}

// inWord reports whether a sign makes words together with its neighbours.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)) && !unicode.In(r, unspaced...)
}

// SearchText is what a text filter looks in: the words of a meeting, one space
// before and after each. Types stand there by code and in the words of every
// language.
func SearchText(m *Meeting) string {
	p := &m.Place
	b := append(make([]byte, 0, 512), ' ')
	for _, part := range [...]string{m.Program, m.Name, m.Group, p.Name, p.Address, p.City, p.State, p.PostalCode, p.Region, p.Notes, m.Notes} {
		b = appendWords(b, part)
	}
	for _, t := range m.Types {
		if known, ok := typeWords()[t]; ok {
			b = append(b, known...)
		} else {
			b = appendWords(b, t)
		}
	}
	return string(b)
}

// typeWords are the words of each known type.
var typeWords = sync.OnceValue(func() map[string]string {
	all := make(map[string]string, len(englishTypes))
	for t := range englishTypes {
		all[t] = string(appendWords(nil, t+" "+english.Type(t)+" "+spanish.Type(t)))
	}
	return all
})

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
