package meeting

import (
	"maps"
	"regexp"
	"strings"
	"unicode"
)

// CodeChange is what became of the words that people join by.
type CodeChange int

// What becomes of codes.
const (
	CodesStay CodeChange = iota
	CodesDiffer
	CodeGone // there was a passcode, and none is left
)

// CodesOf tells what became of the passcodes and numbers that the notes about a
// link and about a telephone hold. One that is said in other words, or in the
// other of the two notes, stays.
func CodesOf(was, is *Join) CodeChange {
	before, now := codesIn(was), codesIn(is)
	switch {
	case maps.EqualFunc(before, now, func(bool, bool) bool { return true }):
		return CodesStay
	case !within(now, before):
		return CodesDiffer
	case len(now) == 0, hasPasscode(before) && !hasPasscode(now):
		return CodeGone
	}
	return CodesDiffer
}

// codes are the words that people join by; true = it is said to be a passcode.
type codes map[string]bool

func within(some, all codes) bool {
	for c := range some {
		if _, ok := all[c]; !ok {
			return false
		}
	}
	return true
}

func hasPasscode(cs codes) bool {
	for _, named := range cs {
		if named {
			return true
		}
	}
	return false
}

var (
	// passcode finds a word after one for a passcode: after a colon ("Passcode
	// for Zoom: serenity"), after a verb, or with nothing in between ("PW hope1").
	passcode = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:\pL*codes?|pass[ -]?(?:wor[dt]|phrase)|kennwort|wachtwoord|pwd?|pin|contrase[ñn]a|clave|c[óo]digo|mot de passe|senha)` +
		`(?:((?: \pL+){0,3}?(?: ?[:=]| [–—-] | (?:is|es|est|ist|é) ))|\s)[ "“‘'«(]*(\S+)`)
	// number finds what may be a passcode or a number to join by, also where
	// nothing says so.
	number = regexp.MustCompile(`[\pL\d]*\d[\pL\d]{2,}|\pL{2,}\d+|\d+#`)
	// grouped finds a number that is written in groups: "521 348 8383".
	grouped = regexp.MustCompile(`\d{3,}(?:[ \x{a0}-]\d{3,})+`)
)

// noCode are words after one for a passcode that are none.
var noCode = wordSet(`the this that a an to in on at by via for from of and or with if as not will may can must has have be was are
	please required needed available protected given sent posted provided below above same
	el la los las un una en por para de del al y o con si se no está será igual misma mismo requerida necesaria disponible abajo arriba`)

func codesIn(j *Join) codes {
	found := make(codes)
	text := grouped.ReplaceAllStringFunc(j.Notes+" | "+j.PhoneNotes, keys)
	for _, word := range number.FindAllString(text, -1) {
		found[strings.TrimRight(word, "#")] = false
	}
	for _, at := range passcode.FindAllStringSubmatchIndex(text, -1) {
		if word, ok := passcodeAt(text, at[2] >= 0, at[4], at[5]); ok {
			found[word] = true
		}
	}
	return found
}

// passcodeAt reports whether a word after one for a passcode is it. Where
// nothing stands between the two it must hold a digit or end what is said:
// "password from the secretary" names none.
func passcodeAt(notes string, said bool, from, to int) (word string, ok bool) {
	raw := notes[from:to]
	word = strings.Trim(raw, `"'“”‘’«»()[]{}.,;:#*|/`)
	if word == "" || noCode[strings.ToLower(word)] {
		return "", false
	}
	rest := strings.TrimLeft(notes[to:], " ")
	ends := !strings.HasSuffix(raw, word) || rest == "" || !unicode.IsLetter([]rune(rest)[0])
	return word, said || ends || strings.ContainsFunc(word, unicode.IsDigit)
}
