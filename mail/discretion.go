package mail

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// anonymous finds the names of fellowships, whichever they are.
var anonymous = pattern{regexp.MustCompile(`(?:\p{Lu}[\p{L}-]* )*(?i:[\p{L}-]+ anonymous\b|\bal-?anon\b|\bala-?teen\b|\bnar-?anon\b|[\p{L}-]+ an[oó]nimos\b)`),
	[]string{"anon", "anón", "ateen", "a-teen"}, true}

// hider returns what takes a program's names out of the source's words about a
// place or a link. Those words are kept otherwise: they say which door is open
// and what the passcode is. A letter in full hides nothing. Short names are
// left in addresses, where they are states and countries ("CA", "C.R."), save
// beside a word for where people meet: "A.A. Hall".
func (a *about) hider(inAddress bool) func(string) string {
	if a.full() {
		return func(s string) string { return s }
	}
	patterns := namesOf(hidden{a.program.Name, a.program.ShortName, a.meeting.Program, inAddress})
	return func(s string) string {
		for range 2 { // two names may share the space between them
			was, low := s, folded(s)
			for i := range patterns {
				if patterns[i].mayBeIn(was, low) {
					s = patterns[i].hide(s)
				}
			}
			if s == was {
				break
			}
		}
		return s
	}
}

// pattern finds a name. What holds none of its needs it can't match: most words
// are passed over without asking it.
type pattern struct {
	*regexp.Regexp
	needs  []string
	folded bool // whatever letters are large or small
}

func (p *pattern) mayBeIn(s, low string) bool {
	if p.folded {
		s = low
	}
	return slices.ContainsFunc(p.needs, func(need string) bool { return strings.Contains(s, need) })
}

func (p *pattern) hide(s string) string { return p.ReplaceAllString(s, "${1}…${2}") }

// folded makes letters equal that differ in size alone.
func folded(s string) string { return strings.ToLower(strings.ToUpper(s)) }

// hidden is a program whose names are hidden.
type hidden struct {
	name, short, id string
	inAddress       bool
}

// names keeps the patterns of each: there are few programs and many letters.
var names sync.Map

func namesOf(h hidden) []pattern {
	if known, ok := names.Load(h); ok {
		return known.([]pattern)
	}
	patterns := []pattern{anonymous}
	for _, name := range slices.Compact([]string{h.name, h.short, strings.ToUpper(h.id)}) {
		if name = line(name); name != "" {
			patterns = append(patterns, patternsOf(name, h.inAddress)...)
		}
	}
	names.Store(h, patterns)
	return patterns
}

const begin, end = `(^|[^\p{L}\p{N}])`, `($|[^\p{L}\p{N}])`

// A name that is written with dots is no part of a longer one: "U.S.A.", "S.A.B.".
const (
	beginDotted = `(^|[^\p{L}\p{N}.]|(?:^|\p{L}\p{L}|[^\p{L}])\.)`
	endDotted   = `\.?($|[^\p{L}\p{N}.]|\.(?:$|[^\p{L}\p{N}]|\p{L}\p{L}))`
)

// Words for where people meet, before a name and after it.
const (
	roomBefore = `((?:^|[^\p{L}\p{N}])(?i:grupo|sala|sal[oó]n|club|casa|local|oficina) )`
	roomAfter  = `\.?( (?i:halls?|clubs?|clubhouse|groups?|meetings?)(?:$|[^\p{L}\p{N}]))`
)

// capitals are names that may be written with dots.
var capitals = regexp.MustCompile(`^\p{Lu}{2,5}$`)

// patternsOf finds a name that stands alone, and one of capitals also where it
// is written with dots: "A.A.", "A. A.". Short ones are letters that also begin
// other words and passcodes, so their case counts.
func patternsOf(name string, inAddress bool) (ps []pattern) {
	inAddress = inAddress && short(name)
	if short(name) {
		ps = append(ps, spelt(begin, regexp.QuoteMeta(name), end, name, inAddress)...)
	} else {
		ps = append(ps, pattern{regexp.MustCompile(begin + `(?i:` + regexp.QuoteMeta(name) + `)` + end), []string{folded(name)}, true})
	}
	if capitals.MatchString(name) {
		letters := strings.Split(name, "")
		ps = append(ps, spelt(beginDotted, strings.Join(letters, `\. ?`), endDotted, letters[0]+".", inAddress)...)
	}
	return ps
}

// spelt finds a name between what may stand before and after it; in an address
// only beside a word for where people meet.
func spelt(begin, name, end, need string, inAddress bool) (ps []pattern) {
	around := [][2]string{{begin, end}}
	if inAddress {
		around = [][2]string{{roomBefore, end}, {begin, roomAfter}}
	}
	for _, a := range around {
		ps = append(ps, pattern{regexp.MustCompile(a[0] + name + a[1]), []string{need}, false})
	}
	return ps
}

func short(name string) bool { return len(name) <= 4 }
