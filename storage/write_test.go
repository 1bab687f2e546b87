package storage_test

import (
	"path/filepath"
	"testing"
	"time"

	"openchair/meeting"
)

// tally counts every row ever written to each table, by triggers beneath the store.
func tally(t *testing.T, file string) func() map[string]int {
	db := raw(t, file)
	if _, err := db.Exec("CREATE TABLE tally (what TEXT)"); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"run", "page", "meeting", "waiting", "change", "calendar", "calendar_meeting", "rendering", "reminder", "letter", "watermark", "bucket"} {
		for _, event := range []string{"INSERT", "UPDATE", "DELETE"} {
			if _, err := db.Exec("CREATE TRIGGER tally_" + table + event + " AFTER " + event + " ON " + table +
				" BEGIN INSERT INTO tally VALUES ('" + event + " " + table + "'); END"); err != nil {
				t.Fatal(err)
			}
		}
	}
	return func() map[string]int {
		rows, err := db.Query("SELECT what, COUNT(*) FROM tally GROUP BY what")
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		counts := map[string]int{}
		for rows.Next() {
			var what string
			var n int
			if err := rows.Scan(&what, &n); err != nil {
				t.Fatal(err)
			}
			counts[what] = n
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec("DELETE FROM tally"); err != nil {
			t.Fatal(err)
		}
		return counts
	}
}

func TestAnUnchangedRunWritesItsOwnRowAndNothingElse(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	db := open(t, file)
	all := corpus("hill", 50)
	apply(t, db, meeting.OK, "hill", tuesday, all)
	apply(t, db, meeting.OK, "hill", tuesday.Add(time.Hour), all[1:]) // one is missing
	wrote := tally(t, file)
	for _, c := range []struct {
		name   string
		class  meeting.Class
		listed []meeting.Collected
	}{
		{"unchanged", meeting.Unchanged, nil},
		{"read whole and the same", meeting.OK, all[1:]},
		{"blocked", meeting.Blocked, nil},
	} {
		wrote()
		apply(t, db, c.class, "hill", tuesday.Add(2*time.Hour), c.listed)
		if got := wrote(); len(got) != 2 || got["INSERT run"] != 1 || got["UPDATE run"] != 1 {
			t.Errorf("%s: wrote %v", c.name, got)
		}
	}
	changed := all[5]
	changed.Name, changed.Digest = "Another name", "another"
	all[5] = changed
	apply(t, db, meeting.OK, "hill", tuesday.Add(3*time.Hour), all[1:])
	if got := wrote(); got["UPDATE meeting"] != 1 || got["INSERT change"] != 1 || got["INSERT meeting"] != 0 {
		t.Errorf("one changed: wrote %v", got)
	}
}
