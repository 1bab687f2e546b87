package phrase

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"openchair/meeting"
)

// scanned is a text whose words of any language stand as the canonical tokens
// that the rules know.
type scanned struct {
	text    string
	at      Context
	lang    *lexicon
	tokens  []token
	masked  []bool // tokens whose days and clocks are not the meeting's
	guesses []string
	// changing: the text speaks of another time, before or after, which no rule
	// could read; then none of its times is sure.
	changing bool
}

func scan(text string, at Context) *scanned {
	s := &scanned{text: text, at: at}
	raw := rawTokens(text)
	s.lang = lexiconFor(raw, text, at.Language)
	ts := s.translate(raw)
	ts = s.numericDates(ts)
	ts = s.ordinalPoints(ts)
	ts = s.joinClocks(ts)
	ts = promote(ts)
	ts = dates(ts)
	s.tokens = s.years(ts)
	s.masked = make([]bool, len(s.tokens))
	return s
}

// rawTokens splits a text into words in lower case without accents, numbers and
// marks. "7pm" and "19h30" are split where digits end, "1st" and "1er" not.
func rawTokens(s string) []token {
	out := make([]token, 0, len(s)/3+2)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			out = append(out, token{canon: "|", start: i, end: i + 1})
			i++
		case unicode.IsSpace(r), r == '\u200b', r == '\ufeff', r == unicode.ReplacementChar && size == 1:
			i += size
		case r >= '0' && r <= '9':
			t := numberToken(s, i)
			out = append(out, t)
			i = t.end
		case unicode.IsLetter(r):
			end := wordEnd(s, i)
			if i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
				end = lettersEnd(s, i) // "19h30"
			}
			out = append(out, wordToken(s, i, end))
			i = end
		default:
			out = append(out, token{canon: markOf(s[i : i+size]), start: i, end: i + size})
			i += size
		}
	}
	return out
}

func lettersEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && r != '\'' && r != '’' {
			break
		}
		i += size
	}
	return i
}

// markOf is mark, with dashes and joining signs of any kind as one.
func markOf(s string) string {
	switch s {
	case "–", "—", "‐", "‑", "−":
		return "-"
	case "…":
		return "."
	}
	return mark(s)
}

// numberToken takes the digits at i, with the letters that make them an
// ordinal.
func numberToken(s string, i int) token {
	end := i
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	word := wordEnd(s, i)
	for _, mark := range [...]string{"º", "ª", "°"} {
		if strings.HasPrefix(s[end:], mark) {
			word = end + len(mark)
		}
	}
	if word > end {
		whole := fold(s[i:word])
		if c, ok := numberWords[whole]; ok {
			return token{canon: c, start: i, end: word}
		}
		switch strings.TrimLeft(whole, "0123456789") {
		case "st", "nd", "rd", "th":
			return token{canon: whole, start: i, end: word}
		}
	}
	return token{canon: s[i:end], start: i, end: end}
}

// numberWords are ordinals written with digits.
var numberWords = map[string]string{
	"1st": "#1", "2nd": "#2", "3rd": "#3", "4th": "#4", "5th": "#5",
	"1er": "#1", "1ere": "#1", "1re": "#1", "2e": "#2", "2eme": "#2", "2nde": "#2", "3e": "#3", "3eme": "#3", "4e": "#4", "4eme": "#4", "5e": "#5", "5eme": "#5",
	"1o": "#1", "2o": "#2", "3o": "#3", "4o": "#4", "5o": "#5", "1a": "#1", "2a": "#2", "3a": "#3", "4a": "#4", "5a": "#5",
	"1ero": "#1", "2do": "#2", "3ro": "#3", "3er": "#3", "4to": "#4", "5to": "#5", "1ste": "#1", "2de": "#2", "3de": "#3", "4de": "#4", "5de": "#5",
	"1°": "#1", "2°": "#2", "3°": "#3", "4°": "#4", "5°": "#5",
}

func wordToken(s string, start, end int) token {
	r, _ := utf8.DecodeRuneInString(s[start:])
	return token{canon: cmp.Or(fold(s[start:end]), "raw"), start: start, end: end, capital: unicode.IsUpper(r)}
}

func fold(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return meeting.Fold(s)
		}
	}
	return strings.ToLower(s)
}

// lexiconFor chooses the language of a text: the one told where it has words
// of it, else the one that has most days of the week in it.
func lexiconFor(ts []token, text, told string) *lexicon {
	best, most := english, 0
	for _, l := range lexicons {
		n := l.score(ts)
		if n > most {
			best, most = l, n
		}
	}
	if most == 0 && told != "" {
		base, _ := language.Make(told).Base()
		for _, l := range lexicons {
			if l.tag == base.String() {
				return l
			}
		}
	}
	return best
}

// score counts the words of a text that tell the language.
func (l *lexicon) score(ts []token) (n int) {
	for i, t := range ts {
		if c := l.words[t.canon]; c != "" && (c[0] == '@' && len(t.canon) > 3 || l.sure[t.canon]) {
			n++
		}
		for _, p := range l.phrases[t.canon] {
			if (strings.HasPrefix(p.to[0], "@") || l.sure[t.canon]) && len(t.canon) > 3 && startsWith(ts[i:], p.words) {
				n += len(p.words)
				break
			}
		}
	}
	return n
}

// ordinalPoints reads "1." and "3." before a day of the week as ordinals.
func (s *scanned) ordinalPoints(ts []token) []token {
	if s.lang != german {
		return ts
	}
	out := ts[:0] // never more tokens than were read
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		n, ok := numberOf(t.canon, 5)
		if ok && n > 0 && i+2 < len(ts) && ts[i+1].canon == "." && ts[i+1].start == t.end && (ts[i+2].canon == "&" || ts[i+2].canon == "," || ts[i+2].canon[0] == '@') {
			t.canon, t.end = "#"+t.canon, ts[i+1].end
			i++
		}
		out = append(out, t)
	}
	return out
}

// translate puts canonical tokens in the place of words: phrases of several
// words first, then single ones; what the language does not know is looked up in
// English.
func (s *scanned) translate(ts []token) []token {
	out := make([]token, 0, len(ts))
	for i := 0; i < len(ts); {
		if to, n := s.lang.phraseAt(ts, i); n > 0 {
			for _, c := range to {
				out = append(out, token{canon: c, start: ts[i].start, end: ts[i+n-1].end, capital: ts[i].capital})
			}
			i += n
			continue
		}
		t := ts[i]
		t.canon = s.lang.canon(t)
		out = append(out, t)
		i++
	}
	return out
}

// timely reports whether any token may be about time.
func (s *scanned) timely() bool {
	for _, t := range s.tokens {
		if strings.ContainsAny(t.canon[:1], "@~$") || rhythms[t.canon] {
			return true
		}
	}
	return false
}

// rhythms are words that say how often, with no day.
var rhythms = wordSet(`biweekly fortnightly daily weekday weekend monthly varies hiatus`)
