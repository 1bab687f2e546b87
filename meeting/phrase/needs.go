package phrase

import (
	"math/bits"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// expr is a pattern over canonical text, with what every match of it needs. The
// needs are read off the pattern itself: hardly any text has them, and only
// that text is matched. A pattern is compiled when a text first does.
type expr struct {
	needs []begins // of each at least one
	re    func() *regexp.Regexp
}

// pattern takes a pattern over canonical text. In it, O stands for one or
// more ordinals, D for a weekday, M for a month, S for several months.
func pattern(s string) *expr {
	s = expand(s)
	parsed, err := syntax.Parse(s, syntax.Perl)
	if err != nil {
		panic("phrase: pattern " + s + ": " + err.Error()) // the patterns are ours
	}
	needs, _ := needsOf(parsed, "")
	return &expr{needs: needs, re: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(s) })}
}

// may reports whether a text has what a match needs.
func (e *expr) may(c *canonical) bool {
	for i := range e.needs {
		if !e.needs[i].any(&c.begins) {
			return false
		}
	}
	return true
}

// find returns the submatches of the first match in a text, nil for none.
func (e *expr) find(c *canonical) []int {
	if !e.may(c) {
		return nil
	}
	return e.re().FindStringSubmatchIndex(c.text)
}

func (e *expr) findAll(c *canonical) [][]int {
	if !e.may(c) {
		return nil
	}
	return e.re().FindAllStringSubmatchIndex(c.text, -1)
}

func (e *expr) matches(c *canonical) bool { return e.matchesIn(c, 0, len(c.text)) }

// matchesIn looks at a stretch of the text alone.
func (e *expr) matchesIn(c *canonical, from, to int) bool {
	return e.may(c) && e.re().MatchString(c.text[from:to])
}

// begins is a set of beginnings of canonical words, some of which count as one.
type begins [4]uint64

// add takes in the first two bytes of a word, or the sign that is all of its
// kind: "#" an ordinal, "@" a weekday.
func (b *begins) add(word string) {
	switch {
	case isSign(word[0]):
		b.set(word[0], 0)
	case len(word) > 1:
		b.set(word[0], word[1])
	default:
		b.set(word[0], ' ')
	}
}

func isSign(c byte) bool { return strings.IndexByte("#@%$~", c) >= 0 }

func (b *begins) set(first, second byte) {
	at := 31*first + second
	b[at/64] |= 1 << (at % 64)
}

func (b *begins) any(of *begins) bool {
	return b[0]&of[0]|b[1]&of[1]|b[2]&of[2]|b[3]&of[3] != 0
}

func (b *begins) size() (n int) {
	for _, word := range b {
		n += bits.OnesCount64(word)
	}
	return n
}

// needsOf lists what stands in every match of a pattern: of each set, one at
// least. before is what is known to stand before it, and after what then stands
// before the next, "" for nothing: at most two bytes each.
func needsOf(re *syntax.Regexp, before string) (needs []begins, after string) {
	switch re.Op {
	case syntax.OpLiteral:
		return needsOfText(before, string(re.Rune))
	case syntax.OpConcat:
		after = before
		for _, sub := range re.Sub {
			var more []begins
			more, after = needsOf(sub, after)
			needs = append(needs, more...)
		}
		return needs, after
	case syntax.OpAlternate:
		return needsOfEither(re.Sub, before)
	case syntax.OpCapture:
		return needsOf(re.Sub[0], before)
	case syntax.OpPlus:
		needs, after = needsOf(re.Sub[0], before)
		_, again := needsOf(re.Sub[0], "")
		return needs, sharedEnd(after, again)
	case syntax.OpQuest, syntax.OpStar: // of which nothing may stand
		_, after = needsOf(re.Sub[0], "")
		return nil, sharedEnd(before, after)
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText:
		return nil, before
	}
	return nil, "" // it may be anything
}

// sharedEnd is what two texts both end with.
func sharedEnd(a, b string) string {
	n := 0
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return a[len(a)-n:]
}

// needsOfText finds the words that begin in a text that is fixed.
func needsOfText(before, text string) (needs []begins, after string) {
	s := before + text
	for i := 0; i+1 < len(s); i++ {
		var b begins
		switch {
		case s[i] != ' ':
			continue
		case isSign(s[i+1]) && i+1 >= len(before):
			b.set(s[i+1], 0)
		case !isSign(s[i+1]) && i+2 < len(s) && i+2 >= len(before):
			b.set(s[i+1], s[i+2])
		default:
			continue
		}
		needs = append(needs, b)
	}
	return needs, s[max(0, len(s)-2):]
}

// needsOfEither joins the narrowest needs of several ways; none where one way
// has none.
func needsOfEither(ways []*syntax.Regexp, before string) (needs []begins, after string) {
	either, whole := begins{}, true
	for i, way := range ways {
		of, end := needsOf(way, before)
		if i > 0 {
			end = sharedEnd(after, end)
		}
		after = end
		if whole = whole && len(of) > 0; whole {
			either.join(slices.MinFunc(of, func(a, b begins) int { return a.size() - b.size() }))
		}
	}
	if whole {
		needs = append(needs, either)
	}
	return needs, after
}

func (b *begins) join(o begins) {
	for i := range b {
		b[i] |= o[i]
	}
}
