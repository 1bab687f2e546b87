package meeting

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Letters that Unicode does not decompose but people type plainly.
var plainLetters = strings.NewReplacer("ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "đ", "d", "ł", "l", "ı", "i", "ς", "σ", "ð", "d", "þ", "th", "’", "'", "‘", "'", "ʻ", "'")

// Fold returns s as it is searched: lower case, without accents, its white
// space single. "Straße" and "strasse" fold alike.
func Fold(s string) string {
	if isPlain(s) {
		return singleSpaced(strings.ToLower(s))
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(plainLetters.Replace(strings.ToLower(s))) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	// Both again: decomposing makes TM of ™, and æ of ǣ.
	return strings.Join(strings.Fields(plainLetters.Replace(strings.ToLower(b.String()))), " ")
}

// singleSpaced makes one space of white space, and none at the ends.
func singleSpaced(s string) string {
	space := true
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && space, c < ' ':
			return strings.Join(strings.Fields(s), " ")
		default:
			space = c == ' '
		}
	}
	return strings.TrimSuffix(s, " ")
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
