package meeting

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ZoneOfWords reads the zone that a name or a note gives in words: "7pm
// Central", "8:00 pm EST", "Eastern Time", "GMT/BST". Abbreviations mean the
// wall clock of those who write them, so EST in July is New York's. Words that
// may mean something else count only beside a clock or before "time": a Central
// Group names no zone. ok is false where no zone is named, or more than one.
func ZoneOfWords(text string) (zone string, ok bool) {
	words := wordsOf(text)
	for i := 0; i < len(words); {
		named, n := zoneAt(text, words, i)
		i += max(n, 1)
		switch {
		case n == 0:
			continue
		case named == noZone, zone != "" && named != zone:
			return "", false
		}
		zone = named
		words[i-1].zone = true
	}
	return finerZone(zone, words), zone != ""
}

// NamesZone reports whether a text names a zone at all, also one that can't be
// known, as IST, or several.
func NamesZone(text string) bool {
	words := wordsOf(text)
	for i := range words {
		if _, n := zoneAt(text, words, i); n > 0 {
			return true
		}
	}
	return false
}

// word is a run of letters and digits of a text.
type word struct {
	lower      string
	start, end int
	zone       bool // the last word of a zone that was named
}

func wordsOf(text string) []word {
	lower := strings.ToLower(text)
	if len(lower) != len(text) { // İ and its like would shift every place after them
		lower = text
	}
	words := make([]word, 0, len(text)/4)
	start := -1
	for i, r := range text {
		switch in := isWordRune(r); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			words = append(words, word{lower: lower[start:i], start: start, end: i})
			start = -1
		}
	}
	if start >= 0 {
		words = append(words, word{lower: lower[start:], start: start, end: len(text)})
	}
	return words
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// zoneAt returns the zone that is named from word i on, and by how many words.
func zoneAt(text string, words []word, i int) (zone string, n int) {
	if !zoneHints()[words[i].lower] {
		return "", 0
	}
	if zone, n = zonePhraseAt(text, words, i); n > 0 {
		return zone, n
	}
	w := mention{text: text, words: words, i: i}
	switch key := words[i].lower; {
	case zoneCodes[key] != "" && w.isCode():
		return w.codeZone(), 1
	case zoneShorts[key] != "" && w.isShort():
		return zoneShorts[key], 1
	case zoneRegions[key] != "" && (w.afterClock() || w.chained()) && w.standsAlone():
		return zoneRegions[key], 1
	}
	return "", 0
}

// zonePhraseAt finds the longest of the zonePhrases that begins at word i.
func zonePhraseAt(text string, words []word, i int) (zone string, n int) {
	phrases, begins := zonePhrases()
	if !begins[words[i].lower] {
		return "", 0
	}
	phrase := words[i].lower
	for j := i + 1; j < min(len(words), i+longestZonePhrase); j++ {
		if strings.Trim(text[words[j-1].end:words[j].start], " \t\n-") != "" {
			break
		}
		phrase += " " + words[j].lower
		if z, ok := phrases[phrase]; ok {
			zone, n = z, j-i+1
		}
	}
	return zone, n
}

// mention is a word that may name a zone, with what stands about it.
type mention struct {
	text  string
	words []word
	i     int
}

func (m mention) before() string {
	start := m.words[m.i].start
	return m.text[max(0, start-40):start]
}

func (m mention) after() string { return m.text[m.words[m.i].end:] }

func (m mention) upper() bool {
	w := m.words[m.i]
	return m.text[w.start:w.end] == strings.ToUpper(w.lower)
}

var (
	halfDayBefore = regexp.MustCompile(`(?i)(?:\d ?[ap]\.? ?m\.?|\bnoon|\bmidnight)[ ,(\[]*$`)
	clockBefore   = regexp.MustCompile(`(?i)(?:\d[:.]\d\d|\d ?(?:hrs|hours|o.?clock|h|uhr|uur))[ ,(\[]*$`)
	hourBefore    = regexp.MustCompile(`(?:^|[^\d.:/])\d{1,2} ?$`)
	timesBefore   = regexp.MustCompile(`(?i)\btimes?(?: (?:are|is|all|listed|shown|given))*(?: in)?[ :(]*$`)
	offsetAfter   = regexp.MustCompile(`^ ?[+−-]\d`)
	yearAfter     = regexp.MustCompile(`^\.? ?\d{4}\b`)
)

// afterHalfDay: "7 pm", "12 noon".
func (m mention) afterHalfDay() bool { return halfDayBefore.MatchString(m.before()) }

func (m mention) afterClock() bool { return m.afterHalfDay() || clockBefore.MatchString(m.before()) }

// chained: the other half of "Eastern/Central".
func (m mention) chained() bool {
	return m.i > 0 && m.words[m.i-1].zone && strings.TrimSpace(m.text[m.words[m.i-1].end:m.words[m.i].start]) == "/"
}

func (m mention) beforeTime() bool {
	next, gap := m.next()
	return gap == " " && (next == "time" || next == "times" || next == "timezone" || next == "tz")
}

// next returns the word after, and what stands between.
func (m mention) next() (lower, gap string) {
	if m.i+1 == len(m.words) {
		return "", m.after()
	}
	return m.words[m.i+1].lower, m.text[m.words[m.i].end:m.words[m.i+1].start]
}

// standsAlone: no noun follows that would make it a part of a name.
func (m mention) standsAlone() bool {
	next, gap := m.next()
	if next == "" || zoneFollowers[next] {
		return true
	}
	first, _ := utf8.DecodeRuneInString(gap)
	return first != '\'' && first != '’' && strings.TrimLeft(gap, " ") != "" && gap != "-" && gap != "–"
}

// isShort reports whether two letters mean a zone, not Connecticut or a mount.
func (m mention) isShort() bool {
	if !m.upper() {
		return false
	}
	mount := strings.HasPrefix(m.after(), ".") && m.i+1 < len(m.words)
	return m.beforeTime() || m.chained() || m.afterHalfDay() && m.standsAlone() && !mount
}

// isCode reports whether an abbreviation is written as one. In lower case, and
// in French, est and cet are words.
func (m mention) isCode() bool {
	if offsetAfter.MatchString(m.after()) {
		return true
	}
	if yearAfter.MatchString(m.after()) { // "Est. 1985"
		return false
	}
	if m.afterHalfDay() || m.beforeTime() {
		return true
	}
	if !m.upper() {
		return false
	}
	return len(m.words[m.i].lower) > 3 || m.afterClock() || hourBefore.MatchString(m.before()) ||
		timesBefore.MatchString(m.before()) || m.chained() || m.paired() || m.enclosed()
}

// paired: "GMT/BST" is a zone wherever it stands.
func (m mention) paired() bool {
	next, gap := m.next()
	return gap == "/" && zoneCodes[next] == zoneCodes[m.words[m.i].lower]
}

// enclosed: "(EST)", and a text of nothing else.
func (m mention) enclosed() bool {
	return strings.HasSuffix(m.before(), "(") && strings.HasPrefix(m.after(), ")") ||
		len(m.words) == 1
}

// codeZone returns an abbreviation's zone; an offset from it names none.
func (m mention) codeZone() string {
	if offsetAfter.MatchString(m.after()) {
		return noZone
	}
	return zoneCodes[m.words[m.i].lower]
}

// finerZone heeds a place that keeps its zone's winter time all year.
func finerZone(zone string, words []word) string {
	for _, w := range words {
		if z := finerZones[zone][w.lower]; z != "" {
			return z
		}
	}
	return zone
}
