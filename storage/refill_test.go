package storage_test

import (
	"path/filepath"
	"testing"

	"openchair/meeting"
)

func TestWhatAnOlderProgramIndexedIsIndexedAnew(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	db := open(t, file)
	apply(t, db, meeting.OK, "hill", tuesday, corpus("hill", 600))
	f := meeting.Filter{Text: "springfield", Near: &meeting.Near{Lat: 39.5, Lon: -75.5, Km: 60}}
	want, err := db.Count(t.Context(), f)
	if err != nil || want == 0 {
		t.Fatal(want, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := raw(t, file).Exec(`UPDATE meeting SET search = 'old words', x = NULL, y = NULL, z = NULL; DELETE FROM watermark WHERE name = 'search'`); err != nil {
		t.Fatal(err)
	}
	db = open(t, file)
	if n, err := db.Count(t.Context(), f); err != nil || n != want {
		t.Errorf("%d found, %d before: %v", n, want, err)
	}
	if n, err := db.Count(t.Context(), meeting.Filter{Text: "old"}); err != nil || n != 0 {
		t.Errorf("%d are found by words that went: %v", n, err)
	}
	if ok := one[string](t, raw(t, file), "SELECT rtreecheck('meeting_place')"); ok != "ok" {
		t.Error(ok)
	}
}

func TestSearchesOutliveABackup(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "store.db"))
	apply(t, db, meeting.OK, "hill", tuesday, corpus("hill", 300))
	f := meeting.Filter{Text: "springfield", Near: &meeting.Near{Lat: 39.5, Lon: -75.5, Km: 60}, Nearest: true}
	want, err := db.Count(t.Context(), f)
	if err != nil || want == 0 {
		t.Fatal(want, err)
	}
	if err := db.Backup(t.Context(), filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	ms, _, err := open(t, filepath.Join(dir, "copy.db")).Meetings(t.Context(), f, tuesday)
	if err != nil || len(ms) != want {
		t.Errorf("%d of %d found: %v", len(ms), want, err)
	}
	for i := range ms {
		if !f.Matches(&ms[i]) {
			t.Errorf("%s is not what was asked", ms[i].ID)
		}
	}
}
