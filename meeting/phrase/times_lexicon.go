package phrase

import (
	"maps"
	"slices"
	"strings"
)

// lexicon is one language's words about time, in folded form, and the
// canonical tokens they stand for. It is filled from a table: one file per
// language.
type lexicon struct {
	tag     string
	words   map[string]string
	phrases map[string][]phraseOf // by first word, longest first
	sure    map[string]bool       // words that are no other language's
	// day24 says that its speakers write 19:00 and mean 7:00 in the morning
	// where they write 7:00.
	day24 bool
}

// phraseOf is several words that stand for several tokens.
type phraseOf struct {
	words []string
	to    []string
}

// newLexicon reads a table. Each line is "canonical: word, word, several words";
// the canonical side may be several tokens. A line that begins with "!" holds
// words that tell the language.
func newLexicon(tag string, day24 bool, table string) *lexicon {
	l := &lexicon{tag: tag, day24: day24, words: map[string]string{}, phrases: map[string][]phraseOf{}, sure: map[string]bool{}}
	for line := range strings.Lines(table) {
		to, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		to, sure := strings.CutPrefix(to, "!")
		for w := range strings.SplitSeq(words, ",") {
			l.add(strings.Fields(w), strings.Fields(to), sure)
		}
	}
	for _, ps := range l.phrases {
		slices.SortFunc(ps, func(a, b phraseOf) int { return len(b.words) - len(a.words) })
	}
	return l
}

func (l *lexicon) add(words, to []string, sure bool) {
	if len(words) == 0 {
		return
	}
	if sure {
		l.sure[words[0]] = true
	}
	for i, w := range words {
		if w == "/" {
			words[i] = "&" // as tokens have it
		}
	}
	if len(words) == 1 && len(to) == 1 {
		l.words[words[0]] = to[0]
		return
	}
	l.phrases[words[0]] = append(l.phrases[words[0]], phraseOf{words, to})
}

// phraseAt returns what the words from i on stand for together, and how many
// they are.
func (l *lexicon) phraseAt(ts []token, i int) (to []string, n int) {
	for _, known := range [...]*lexicon{l, english} {
		for _, p := range known.phrases[ts[i].canon] {
			if startsWith(ts[i:], p.words) && !(slices.Contains(p.to, "other") && l.goesOn(ts, i+len(p.words))) {
				return p.to, len(p.words)
			}
		}
	}
	return nil, 0
}

// goesOn: "every second and fourth Friday" is no every other.
func (l *lexicon) goesOn(ts []token, i int) bool {
	if i >= len(ts) {
		return false
	}
	return joinWords[l.canon(ts[i])]
}

var joinWords = wordSet(`& , or oder ou o`)

func startsWith(ts []token, words []string) bool {
	if len(ts) < len(words) {
		return false
	}
	for i, w := range words {
		if ts[i].canon != w {
			return false
		}
	}
	return true
}

// canon returns what one word stands for.
func (l *lexicon) canon(t token) string {
	if c, ok := l.words[t.canon]; ok {
		return c
	}
	if c, ok := english.words[t.canon]; ok && (l == english || !foreignOnly[t.canon]) {
		return c
	}
	if c, ok := canonicalWords[t.canon]; ok && (l == english || !foreignOnly[t.canon]) {
		return c
	}
	return t.canon
}

// foreignOnly are English words that mean something else in another language:
// "mar" is Tuesday, "a" leads to an hour.
var foreignOnly = wordSet(`mar sat sun mon sab a an me do di to no`)

// timeWord reports whether a word of any language may be part of a time. It is
// asked of words as they are written, in lower case.
func timeWord(w []byte) bool {
	if allTimeWords[string(w)] {
		return true
	}
	for _, c := range w {
		if c >= 0x80 {
			return allTimeWords[fold(string(w))]
		}
	}
	return false
}

var allTimeWords = func() map[string]bool {
	m := maps.Clone(tellingWords)
	maps.Copy(m, telling)
	for w, c := range canonicalWords {
		if c[0] == '@' {
			m[w] = true
		}
	}
	for _, l := range append([]*lexicon{english}, lexicons...) {
		for w, c := range l.words {
			if strings.ContainsAny(c[:1], "@~") || rhythms[c] || c == "noon" || c == "midnight" {
				m[w] = true
			}
		}
		for w, ps := range l.phrases {
			for _, p := range ps {
				if strings.ContainsAny(p.to[0][:1], "@~") || rhythms[p.to[0]] {
					m[w] = true
				}
			}
		}
	}
	return m
}()
