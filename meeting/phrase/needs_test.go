package phrase

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func allPatterns() []*expr {
	out := slices.Concat(suspendedNames, suspendedNotes, noteStarts, denied,
		[]*expr{holidayWords, switchWords, everyTwo, monthFollows, bareCancelled, changeWords, daylight, beginning, occasion, waySuspended, anchor})
	for _, r := range slices.Concat(nameRules, noteRules, noteAlone, noteLimits, seasonWords, timeRules, lateRules) {
		out = append(out, r.pattern)
	}
	return out
}

// checkNeeds holds that whatever a pattern matches has what it is said to need.
func checkNeeds(t *testing.T, text string) (matched, looked int) {
	for _, c := range append(canon(text).sentences(), canon(text), newCanonical(text, scan(text, Context{}).tokens)) {
		for _, p := range allPatterns() {
			may, matches := p.may(c), p.re().MatchString(c.text)
			if matches && !may {
				t.Fatalf("%q matches %s, without what that needs", c.text, p.re())
			}
			if may {
				looked++
			}
			if matches {
				matched++
			}
		}
	}
	return matched, looked
}

func TestWhatMatchesHasWhatThePatternNeeds(t *testing.T) {
	body, err := os.ReadFile(filepath.Join("testdata", "phrases.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	matched, looked, all := 0, 0, 0
	for line := range strings.Lines(string(body)) {
		text, _, _ := strings.Cut(line, "\t")
		m, l := checkNeeds(t, text)
		matched, looked, all = matched+m, looked+l, all+3*len(allPatterns())
	}
	t.Logf("%d patterns: of %d looks %d were needed, %d matched", len(allPatterns()), all, looked, matched)
	if matched == 0 || looked*5 > all {
		t.Errorf("%d of %d looks were needed: the needs spare too little", looked, all)
	}
}

func TestEveryPatternNeedsSomething(t *testing.T) {
	for _, p := range allPatterns() {
		if len(p.needs) == 0 {
			t.Logf("%s is matched against every text", p.re())
		}
	}
	for source, want := range map[string]int{
		` (?:no|not) meeting `: 2, ` (?:case|cold) `: 1, ` (?:a|b)? `: 0, ` only (S) `: 2, `^ x? $`: 0, `(?: until D)+ `: 2, ` [a-z]+ `: 0, ` meets? O D `: 3,
	} {
		if n := len(pattern(source).needs); n != want {
			t.Errorf("%s has %d needs, want %d", source, n, want)
		}
	}
}

func FuzzNeeds(f *testing.F) {
	for _, s := range []string{"2nd & 4th Thursdays only", "No meetings Dec 21 through Jan 4", "every other Tuesday starting January 6, 2026", "Meeting suspended, Zoom only"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { checkNeeds(t, text) })
}
