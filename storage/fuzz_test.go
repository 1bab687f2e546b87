package storage

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func FuzzCursor(f *testing.F) {
	for _, s := range []string{"", "none.", "none.abc", "1772539200000.abc.def", "-5.x", "9999999999999999999.x", "x.y", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parseCursor(s)
		if err != nil {
			return
		}
		if again, err := parseCursor(u.cursor()); err != nil || again.next != u.next || again.ID != u.ID {
			t.Errorf("%q became %q", s, u.cursor())
		}
	})
}

// FuzzText looks for any text among meetings and compares with what Go finds.
func FuzzText(f *testing.F) {
	names := []string{"Straße der Hoffnung", "100% Sober_ly", `back\slash`, "Café Élan", "a\x00b", "broken \xff byte", "Ærø ’s"}
	for _, name := range append(names, "", "%", "_", `\`, "STRASSE", "hoffnung der", "\x00", "'; DROP TABLE meeting; --") {
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
		words := strings.Fields(folded(text))
		n, err := db.Count(t.Context(), meeting.Filter{Text: text})
		if (err != nil) != (len(words) > maxWords || len(text) > maxText) {
			t.Fatal(err)
		}
		want := 0
		for _, name := range names {
			if holdsAll(folded(name), words) {
				want++
			}
		}
		if err == nil && n != want {
			t.Errorf("%q: %d meetings, not %d", text, n, want)
		}
	})
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
