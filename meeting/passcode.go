package meeting

import (
	"maps"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CodeChange is what became of the words that people join by.
type CodeChange int

// What becomes of codes.
const (
	CodesStay CodeChange = iota
	CodesDiffer
	CodeGone // there was a passcode, and nothing speaks of one any more
)

// CodesOf tells what became of the passcodes and numbers that the notes about a
// link and about a telephone hold. Where nothing speaks of a passcode only
// numbers count. Where something does, a letter too many is better than a locked
// room: other words are other codes, save where every word for a passcode is
// followed by one, the same before and after, and all else that differs is known
// to be no code. Whoever follows a new link with a passcode in it needs none.
func CodesOf(was, is *Join) CodeChange {
	before, now := spokenOf(was), spokenOf(is)
	switch {
	case before.same(now):
		return CodesStay
	case len(before.named) == 0 || now.asks || meet(before.named, now.codes) || !within(now.numbers, before.numbers):
		return CodesDiffer
	case !strings.Contains(is.URL, "pwd="):
		return CodeGone
	case is.URL == was.URL || is.PhoneNotes != was.PhoneNotes:
		return CodesDiffer
	}
	return CodesStay
}

// spoken is what notes say that people join by.
type spoken struct {
	asks    bool            // there is a word for a passcode
	vague   bool            // one of them is not followed by the passcode
	named   map[string]bool // passcodes
	numbers map[string]bool // what may be codes where nothing says so
	codes   map[string]bool // what may be codes where something does
	words   map[string]bool // all, folded
}

// same reports whether people join by the same codes.
func (s *spoken) same(t *spoken) bool {
	if !s.asks && !t.asks {
		return maps.Equal(s.numbers, t.numbers)
	}
	sure := len(s.named)+len(t.named) > 0 && !s.vague && !t.vague
	alike := within(s.named, t.named) || within(t.named, s.named)
	return alike && maps.Equal(s.codes, t.codes) && (sure || maps.Equal(s.words, t.words))
}

func within(some, all map[string]bool) bool {
	for c := range some {
		if !all[c] {
			return false
		}
	}
	return true
}

func meet(some, others map[string]bool) bool {
	for c := range some {
		if others[c] {
			return true
		}
	}
	return false
}

// A word for a passcode, with what says before it that none is needed, and the
// passcode after it: after a colon ("Passcode for Zoom: serenity"), after a verb,
// or with nothing in between ("PW hope1"). Where that is no code it may come
// farther on: "Passcode is case sensitive: hope".
var (
	passcode = regexp.MustCompile(`(?i)\b(?:(no|not|sin|without|keine?|sans|zonder) (?:\pL+ )?)?(?:pass[ -]?(?:wor[dt]|phrase|code|key)s?|passe?|\pL*codes?|kennwort|wachtwoord|p(?:ass)?wd?|psw?d|pin|` +
		`contrase[ñn]as?|claves?|c[óo]digos?|mot de passe|senha)\b`)
	after   = regexp.MustCompile(`(?i)^(?:[ #]*(?: ?\([^)\n]{0,40}\))?((?: \pL+){0,3}?(?: ?[:=]| (?:is|es|est|ist|é)\s)| ?[–—-]\s)\s*| )[ "“‘'«(]{0,9}(\S{1,80})`)
	farther = regexp.MustCompile(`(?i)^((?: \pL+){0,6} ?[:=])\s*["“‘'«(]{0,9}(\S{1,80})`)
)

// other are words for codes that nobody joins by, and what comes before a number
// that is no passcode.
var (
	other   = regexp.MustCompile(`(?i)\b(?:qr|zip|area|country|dress|bar)[ -]?codes?\b|\bcodes? of conduct\b|\bc[óo]digo (?:qr|postal)\b`)
	toOther = regexp.MustCompile(`(?i)\b(?:id|link|enlace|url)\s?[:=]$`)
)

var (
	// number finds what may be a passcode or a number to join by.
	number = regexp.MustCompile(`[\pL\d]*\d[\pL\d]{2,}|\pL{2,}\d+|\d+#`)
	// grouped finds a number that is written in groups: "521 348 8383".
	grouped = regexp.MustCompile(`\d{3,}(?:[ \x{a0}-]\d{3,})+`)
	// times are clock times, durations and ordinals; year is one.
	times = regexp.MustCompile(`(?i)\b(?:\d{1,2}(?:[:.h]\d\d)?\s?[–-]\s?)?(?:\d{1,2}[:.h]\d\d(?:\s?[ap]\.?\s?m)?\b|\d{1,2}\s?[ap]\.?\s?m\b)` +
		`|\b\d+[\s-]?(?:min(?:ute|uto)?s?|h|hrs?|hours?|horas?|sec(?:ond)?s?|days?|d[íi]as?|weeks?|years?)\b|\b\d+(?:st|nd|rd|th|er|ro|do|º|ª)\b`)
	year = regexp.MustCompile(`^(?:19|20)\d\d$`)
)

// noCode are words that follow one for a passcode and are none; plain are words
// beside one that come and go while the passcode stays.
var (
	noCode = wordSet(`the this that it a an to in on at by via for from of and or with if as not will may can must has have be was are is now always
	please required needed available protected given sent posted provided below above same case sensitive none no never n/a see ask call contact email text visit
	el la los las un una en por para de del al y o con si se no está es será igual misma mismo requerida necesaria disponible abajo arriba ninguna ninguno ahora siempre ver vea pide pedir llama
	est ist é`)
	plain = wordSet(`the this that it a an to in on at by via for from of and or with if as will is are be our your you my now also please use using enter press type then
	meeting meetings id number zoom link online phone telephone access dial dial-in call join joining log video camera group room app web
	el la los las un una en por para de del al y o con si se es su tu nuestra reunión acceso grupo sala enlace número teléfono entrar usa marca
	est ist der die das für le pour é da para`)
)

// outer are the marks around words that are no part of them.
const outer = `"'“”‘’«»()[]{}.,;:#*|/–—-`

func spokenOf(j *Join) *spoken {
	s := &spoken{named: map[string]bool{}, numbers: map[string]bool{}, codes: map[string]bool{}, words: map[string]bool{}}
	for _, notes := range []string{j.Notes, j.PhoneNotes} {
		s.read(other.ReplaceAllString(grouped.ReplaceAllStringFunc(notes, digits), " "))
	}
	return s
}

func (s *spoken) read(notes string) {
	for _, at := range passcode.FindAllStringSubmatchIndex(notes, -1) {
		s.asks = true
		word, none := passcodeIn(notes[at[1]:]), at[2] >= 0
		if s.vague = s.vague || none || word == ""; !none && word != "" {
			s.named[word], s.codes[word] = true, true
		}
	}
	s.readBeside(times.ReplaceAllString(notes, " "))
}

// readBeside reads what may be codes though nothing says so.
func (s *spoken) readBeside(notes string) {
	for _, word := range number.FindAllString(notes, -1) {
		if !year.MatchString(word) {
			s.numbers[strings.TrimRight(word, "#")] = true
		}
	}
	for _, word := range strings.FieldsFunc(notes, parts) {
		word = strings.Trim(word, outer)
		low := strings.Trim(strings.ToLower(word), "!?¡¿")
		if low == "" {
			continue
		}
		if s.words[low] = true; !plain[low] && passcode.FindString(low) != low {
			s.codes[word] = true
		}
	}
}

// parts reports whether a letter stands between words.
func parts(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(`:=/|,;()[]{}"“”«»`, r)
}

// passcodeIn returns the passcode at the beginning of what follows a word for
// one, or "".
func passcodeIn(rest string) string {
	for _, pattern := range []*regexp.Regexp{after, farther} {
		at := pattern.FindStringSubmatchIndex(rest)
		if at == nil {
			continue
		}
		said := at[2] >= 0
		if said && toOther.MatchString(rest[:at[3]]) {
			continue
		}
		if word, ok := passcodeAt(rest, said, at[4], at[5]); ok {
			return word
		}
	}
	return ""
}

// passcodeAt reports whether a word after one for a passcode is it. Where
// nothing stands between the two it must hold a digit or end what is said:
// "password from the secretary" names none.
func passcodeAt(notes string, said bool, from, to int) (word string, ok bool) {
	raw := notes[from:to]
	word = strings.Trim(raw, outer)
	if word == "" || noCode[strings.ToLower(word)] {
		return "", false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(notes[to:], " "))
	ends := !strings.HasSuffix(raw, word) || !unicode.IsLetter(next)
	return word, said || ends || strings.ContainsFunc(word, unicode.IsDigit)
}
