package mail

import (
	"regexp"
	"strings"
	"sync"
)

// anonymous finds the names of fellowships, whichever they are.
var anonymous = regexp.MustCompile(`(?:\p{Lu}[\p{L}-]* )*(?i:[\p{L}-]+ anonymous\b|\bal-?anon\b|\bala-?teen\b|\bnar-?anon\b|[\p{L}-]+ an[oó]nimos\b)`)

// hider returns what takes a program's names out of the source's words about a
// place or a link. Those words are kept otherwise: they say which door is open
// and what the passcode is. A letter in full hides nothing. Short names are
// left in addresses, where they are states: CA, GA, MA.
func (a *about) hider(inAddress bool) func(string) string {
	if a.full() {
		return func(s string) string { return s }
	}
	patterns := namesOf(hidden{a.program.Name, a.program.ShortName, a.meeting.Program, inAddress})
	return func(s string) string {
		for range 2 { // two names may share the space between them
			was := s
			for _, p := range patterns {
				s = p.ReplaceAllString(s, "${1}…${2}")
			}
			if s == was {
				break
			}
		}
		return s
	}
}

// hidden is a program whose names are hidden.
type hidden struct {
	name, short, id string
	inAddress       bool
}

// names keeps the patterns of each: there are few programs and many letters.
var names sync.Map

func namesOf(h hidden) []*regexp.Regexp {
	if known, ok := names.Load(h); ok {
		return known.([]*regexp.Regexp)
	}
	patterns := []*regexp.Regexp{anonymous}
	for _, name := range []string{h.name, h.short, strings.ToUpper(h.id)} {
		if name = line(name); name != "" && !(h.inAddress && short(name)) {
			patterns = append(patterns, wholeWord(name))
		}
	}
	names.Store(h, patterns)
	return patterns
}

// wholeWord finds a name that stands alone. Short ones are letters that also
// begin other words and passcodes, so their case counts.
func wholeWord(name string) *regexp.Regexp {
	quoted := regexp.QuoteMeta(name)
	if !short(name) {
		quoted = `(?i:` + quoted + `)`
	}
	return regexp.MustCompile(`(^|[^\p{L}\p{N}])` + quoted + `($|[^\p{L}\p{N}])`)
}

func short(name string) bool { return len(name) <= 4 }
