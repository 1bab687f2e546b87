package storage_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"openchair/meeting"
)

func TestABackupBesideWritesIsWhole(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "store.db"))
	all := corpus("hill", 500)
	apply(t, db, meeting.OK, "hill", tuesday, all[:100])
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for n := 100; ; n = n%500 + 100 {
			select {
			case <-stop:
				return
			default:
				apply(t, db, meeting.OK, "hill", tuesday.Add(time.Duration(n)*time.Second), all[:n])
			}
		}
	}()
	for i := range 3 {
		file := filepath.Join(dir, "copy"+string(rune('0'+i)))
		if err := db.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
		if got := one[string](t, raw(t, file), "PRAGMA integrity_check"); got != "ok" {
			t.Errorf("integrity: %s", got)
		}
		checkRunsAgree(t, file)
		copied := open(t, file)
		if n, err := copied.Count(t.Context(), meeting.Filter{}); err != nil || n < 100 {
			t.Errorf("%d meetings, %v", n, err)
		}
	}
	close(stop)
	<-stopped
}

func TestABackupNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "store.db"))
	file := filepath.Join(dir, "precious")
	if err := os.WriteFile(file, []byte("keep me"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := db.Backup(t.Context(), file); err == nil {
		t.Error("an existing file was overwritten")
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != "keep me" {
		t.Errorf("the file holds %q, %v", got, err)
	}
	if err := db.Backup(t.Context(), filepath.Join(dir, "absent", "file")); err == nil {
		t.Error("a backup into no directory went well")
	}
}

// What was deleted must be found neither in the file nor in its log.
func TestDeletedAddressesLeaveNoTrace(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	db := open(t, file)
	c, err := db.CreateCalendar(t.Context(), meeting.Calendar{}, []byte("feed"), []byte("manage"), tuesday)
	if err != nil {
		t.Fatal(err)
	}
	secret := []byte("a sealed address nobody else has")
	r := meeting.Reminder{ID: 7, Calendar: c.ID, Email: secret, EmailHash: []byte("hash of it")}
	if err := db.AddReminder(t.Context(), r, meeting.Letter{Kind: meeting.ConfirmLetter, SendAt: tuesday, Expires: tuesday}, tuesday); err != nil {
		t.Fatal(err)
	}
	if !traces(t, file, secret) {
		t.Fatal("the address is not even kept")
	}
	if err := db.DeleteReminder(t.Context(), 7); err != nil {
		t.Fatal(err)
	}
	if traces(t, file, secret) {
		t.Error("the address can still be read")
	}
}

func TestALogThatAReaderHeldIsEmptiedLater(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	db := open(t, file)
	c, err := db.CreateCalendar(t.Context(), meeting.Calendar{}, []byte("feed"), []byte("manage"), tuesday)
	if err != nil {
		t.Fatal(err)
	}
	secret := []byte("a sealed address nobody else has")
	r := meeting.Reminder{ID: 7, Calendar: c.ID, Email: secret, EmailHash: []byte("hash of it")}
	if err := db.AddReminder(t.Context(), r, meeting.Letter{Kind: meeting.ConfirmLetter, SendAt: tuesday, Expires: tuesday}, tuesday); err != nil {
		t.Fatal(err)
	}
	reader, err := raw(t, file).Begin()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := reader.QueryRow("SELECT COUNT(*) FROM reminder").Scan(&n); err != nil {
		t.Fatal(err)
	}
	if err := db.DeleteReminder(t.Context(), 7); err != nil {
		t.Fatal(err)
	}
	if err := reader.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := db.Prune(t.Context(), tuesday); err != nil {
		t.Fatal(err)
	}
	if traces(t, file, secret) {
		t.Error("the address can still be read")
	}
}

func traces(t *testing.T, file string, secret []byte) bool {
	t.Helper()
	for _, name := range []string{file, file + "-wal"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, secret) {
			return true
		}
	}
	return false
}
