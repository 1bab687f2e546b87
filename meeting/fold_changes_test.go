package meeting

import (
	"fmt"
	"testing"
)

func TestChangesAreFoldedFieldByField(t *testing.T) {
	start := func(old, new string) Change {
		return Change{Kind: Edited, Fields: []FieldChange{{"schedule.start", old, new}}}
	}
	for name, c := range map[string]struct {
		changes []Change
		want    string
	}{
		"nothing":                             {nil, "[]"},
		"one":                                 {[]Change{start("19:00", "20:00")}, "[{schedule.start 19:00 20:00}]"},
		"first old, last new":                 {[]Change{start("19:00", "20:00"), start("20:00", "21:00")}, "[{schedule.start 19:00 21:00}]"},
		"flapped back":                        {[]Change{start("19:00", "20:00"), start("20:00", "19:00")}, "[]"},
		"flapped and settled":                 {[]Change{start("19:00", "20:00"), start("20:00", "19:00"), start("19:00", "20:00")}, "[{schedule.start 19:00 20:00}]"},
		"retired":                             {[]Change{{Kind: Retired}}, "[{retired  yes}]"},
		"retired and back":                    {[]Change{{Kind: Retired}, {Kind: Revived}}, "[]"},
		"retired and back at another time":    {[]Change{{Kind: Retired}, {Kind: Revived, Fields: start("19:00", "20:00").Fields}}, "[{schedule.start 19:00 20:00}]"},
		"a new key is nothing to a reader":    {[]Change{{Kind: Rekeyed, Fields: []FieldChange{{"source_key", "a", "b"}}}}, "[]"},
		"another field keeps its own account": {[]Change{start("19:00", "20:00"), {Kind: Edited, Fields: []FieldChange{{"name", "A", "B"}, {"schedule.start", "20:00", "19:00"}}}}, "[{name A B}]"},
	} {
		got := FoldChanges(c.changes)
		if got == nil {
			got = []FieldChange{}
		}
		if s := fmt.Sprint(got); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
}
