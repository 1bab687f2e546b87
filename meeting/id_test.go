package meeting

import (
	"regexp"
	"testing"
)

func TestIDsAreForEver(t *testing.T) {
	if got := NewID("aa-here", "tuesday-nooners", ""); got != "ew49fjhe102qctgr" {
		t.Errorf("the id of a listing changed to %s: every calendar would lose it", got)
	}
}

func TestIDsDiffer(t *testing.T) {
	seen := map[string][3]string{}
	for _, parts := range [][3]string{{"a", "b", "c"}, {"ab", "c", ""}, {"a", "bc", ""}, {"", "ab", "c"}, {"a", "b", ""}, {"b", "a", ""}, {"", "", ""}} {
		id := NewID(parts[0], parts[1], parts[2])
		if was, ok := seen[id]; ok {
			t.Errorf("%q and %q are both %s", was, parts, id)
		}
		if seen[id] = parts; !regexp.MustCompile(`^[0-9a-hjkmnp-z]{16}$`).MatchString(id) {
			t.Errorf("%q is %q", parts, id)
		}
	}
}
