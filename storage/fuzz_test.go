package storage

import (
	"path/filepath"
	"testing"
	"time"

	"openchair/meeting"
)

func FuzzCursor(f *testing.F) {
	for _, s := range []string{"", "none~", "none~abc", "1772539200000~abc~def", "-5~x", "0.000123~x", "1e999~x", "NaN~x", "x~y", "~"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parseCursor(s)
		if err != nil {
			return
		}
		if again, err := parseCursor(u.cursor()); err != nil || again.rank != u.rank || again.ID != u.ID {
			t.Errorf("%q became %q", s, u.cursor())
		}
	})
}

// FuzzText looks for any text among meetings and compares with what Go finds.
func FuzzText(f *testing.F) {
	names := []string{"Straße der Hoffnung", "100% Sober_ly", `back\slash`, "Café Élan", "a\x00b", "broken \xff byte", "Ærø ’s"}
	for _, name := range append(names, "", "NEAR/2 OR \"x", "a* b*", "東", "-a", "%", "_", `\`, "STRASSE", "hoffnung der", "\x00", "'; DROP TABLE meeting; --") {
		f.Add(name)
	}
	db, err := Open(f.Context(), filepath.Join(f.TempDir(), "store.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	var listed []meeting.Collected
	for _, name := range names {
		listed = append(listed, meeting.Collected{Meeting: meeting.Meeting{SourceKey: name, Name: name}})
	}
	now := time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	run, err := db.Begin(f.Context(), "s", "fuzz", now, time.Minute)
	if err != nil {
		f.Fatal(err)
	}
	if _, err := db.Apply(f.Context(), meeting.Harvest{Meetings: listed, Run: meeting.Run{ID: run, Class: meeting.OK, Finished: now}}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		asked := meeting.Filter{Text: text}
		n, err := db.Count(t.Context(), asked)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Spell(t.Context(), text); err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, name := range names {
			if asked.Matches(&meeting.Meeting{Name: name}) {
				want++
			}
		}
		if n != want {
			t.Errorf("%q: %d meetings, not %d", text, n, want)
		}
	})
}
