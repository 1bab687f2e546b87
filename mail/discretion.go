package mail

import (
	"regexp"
	"strings"

	"openchair/meeting"
)

// anonymous finds the names of fellowships, whichever they are.
var anonymous = regexp.MustCompile(`(?:\p{Lu}[\p{L}-]* )*(?i:[\p{L}-]+ anonymous\b|\bal-?anon\b|\bala-?teen\b|\bnar-?anon\b)`)

// hider returns what takes a program's names out of the source's words about a
// place or a link. Those words are kept otherwise: they say which door is open
// and what the passcode is. A letter in full hides nothing. Short names are
// left in addresses, where they are states: CA, GA, MA.
func hider(r *reminding, inAddress bool) func(string) string {
	if r.reader.Discretion == meeting.Full {
		return func(s string) string { return s }
	}
	patterns := []*regexp.Regexp{anonymous}
	for _, name := range []string{r.program.Name, r.program.ShortName, strings.ToUpper(r.meeting.Program)} {
		if name = line(name); name != "" && !(inAddress && short(name)) {
			patterns = append(patterns, wholeWord(name))
		}
	}
	patterns = append(patterns, patterns...) // twice: two names may share the space between them
	return func(s string) string {
		for _, p := range patterns {
			s = p.ReplaceAllString(s, "${1}…${2}")
		}
		return s
	}
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
