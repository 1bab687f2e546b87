package web

import (
	"strings"

	"openchair/meeting"
)

// mostFields is how many fields of one change a page tells.
const mostFields = 6

// history tells a meeting's changes, the newest first.
func (s *site) history(changes []meeting.Change) []past {
	var out []past
	for _, c := range changes {
		what, told := s.text.Site.Changes[c.Kind]
		if !told {
			continue
		}
		one := past{When: s.words.Date(meeting.DateOf(c.At.UTC())), What: what}
		for _, f := range c.Fields {
			if len(one.Fields) < mostFields {
				one.Fields = append(one.Fields, fieldPast{s.fieldWord(f.Field), clip(clean(f.Old), 100), clip(clean(f.New), 100)})
			}
		}
		out = append(out, one)
	}
	return out
}

// fieldWord says which part of a meeting a field belongs to.
func (s *site) fieldWord(field string) string {
	part, _, _ := strings.Cut(field, ".")
	if word, ok := s.text.Site.Fields[part]; ok {
		return word
	}
	return strings.ReplaceAll(part, "_", " ")
}
