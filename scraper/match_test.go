package scraper

import (
	"os"
	"path/filepath"
	"testing"

	"openchair/meeting"
)

// The real lists of one office, six days apart, as though every key had been
// renamed between them: the keys, which are the truth, are not looked at.
func TestMatchingWithoutKeysFindsWhatKeysSay(t *testing.T) {
	dir := filepath.Join(samplesDir(t), "aa")
	before, after := readAll(t, filepath.Join(dir, "tsml-sepia-2020-07-23.json")), readAll(t, filepath.Join(dir, "tsml-sepia-2020-07-29.json"))
	was := map[string]bool{}
	for _, m := range before {
		was[m.SourceKey+" "+m.Twin] = true
	}
	stayed := 0
	for _, m := range after {
		if was[m.SourceKey+" "+m.Twin] {
			stayed++
		}
	}
	right, wrong, alike := 0, 0, 0
	for f, g := range meeting.Match(before, after) {
		switch a, b := before[g], after[f]; {
		case a.SourceKey == b.SourceKey && a.Twin == b.Twin:
			right++
		case a.Name == b.Name && a.Schedule.Days == b.Schedule.Days && (a.Place.Address == b.Place.Address || a.Join.URL == b.Join.URL):
			alike++ // the office lists one meeting twice, or renamed its key itself
		default:
			wrong++
			t.Logf("%q %v %s at %q became %q %v %s at %q", a.Name, a.Schedule.Days, a.Schedule.Start, a.Place.Address, b.Name, b.Schedule.Days, b.Schedule.Start, b.Place.Address)
		}
	}
	t.Logf("%d of %d stayed; by likeness %d found, %d alike, %d wrong", stayed, len(after), right, alike, wrong)
	if 100*right < 97*stayed || 1000*wrong > stayed {
		t.Errorf("of %d meetings that stayed %d were found again and %d taken for others", stayed, right, wrong)
	}
}

func readAll(t *testing.T, file string) []*meeting.Meeting {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	src := meeting.Source{ID: "s", Program: "aa", Zone: "America/New_York", Country: "US", Language: "en"}
	reading, err := meetingGuideRead(Page{Body: body}, src, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &rows{src: src, normalise: Normalise}
	if err := r.add(reading); err != nil {
		t.Fatal(err)
	}
	r.settle()
	out := make([]*meeting.Meeting, len(r.meetings))
	for i := range r.meetings {
		out[i] = &r.meetings[i].Meeting
	}
	return out
}
