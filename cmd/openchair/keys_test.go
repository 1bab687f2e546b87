package main

import (
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// keyedHouse opens a house whose letters go into a directory.
func keyedHouse(t *testing.T, dir string) *house {
	t.Helper()
	g := &globals{DB: filepath.Join(dir, "o.db"), KeyFile: filepath.Join(dir, "o.key"), MailDir: filepath.Join(dir, "letters"), NoCatalog: true, LogLevel: "error", SenderName: "Group reminder"}
	h, err := openHouse(t.Context(), g, g.logger(io.Discard), "http://openchair.example")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// seal keeps one address in the house's store.
func (h *house) seal(t *testing.T, address string) meeting.Reminder {
	t.Helper()
	now := time.Now().UTC()
	c, err := h.db.CreateCalendar(t.Context(), meeting.Calendar{Discretion: meeting.Neutral}, []byte("feed"), []byte("manage"), now)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := h.keys.Seal(address)
	if err != nil {
		t.Fatal(err)
	}
	r := meeting.Reminder{ID: 7, Calendar: c.ID, Email: sealed, EmailHash: h.keys.Hash(address), Leads: []int{60}, Discretion: meeting.Neutral, Language: "en", Created: now}
	letter := meeting.Letter{Kind: meeting.ConfirmLetter, SendAt: now, Start: now.Add(time.Hour), Expires: now.Add(time.Hour)}
	if err := h.db.AddReminder(t.Context(), r, letter, now); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestALostKeyFileIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	keyedHouse(t, dir).seal(t, "reader@openchair.example")
	file := filepath.Join(dir, "o.key")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	h := keyedHouse(t, dir)
	if !strings.Contains(h.lettersOff, "missing") || !strings.Contains(h.lettersOff, "--key-file") || h.keys == nil {
		t.Errorf("letters are off because %q", h.lettersOff)
	}
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a new key file was made over addresses that it can't open")
	}
}

func TestAnotherKeyTurnsLettersOff(t *testing.T) {
	dir := t.TempDir()
	keyedHouse(t, dir).seal(t, "reader@openchair.example")
	t.Setenv("OPENCHAIR_KEY", strings.Repeat("ab", 32))
	if h := keyedHouse(t, dir); !strings.Contains(h.lettersOff, "restore") {
		t.Errorf("letters are off because %q", h.lettersOff)
	}
}

func TestANewKeyTakesOverWhatOlderOnesSealed(t *testing.T) {
	dir := t.TempDir()
	old := keyedHouse(t, dir).seal(t, "reader@openchair.example")
	file := filepath.Join(dir, "o.key")
	text := string(readFile(t, file))
	if err := os.WriteFile(file, []byte(strings.Repeat("ab", 32)+"\n"+text), 0o600); err != nil {
		t.Fatal(err)
	}
	h := keyedHouse(t, dir)
	now, err := h.db.Reminder(t.Context(), old.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !h.keys.Newest(now.Email) || string(now.EmailHash) != string(h.keys.Hash("reader@openchair.example")) {
		t.Error("the address is still found by the old key only")
	}
	if address, err := h.keys.Open(now.Email); err != nil || address != "reader@openchair.example" {
		t.Errorf("%q, %v", address, err)
	}
}

// Nobody's calendar goes down because one address can't be opened.
func TestADamagedAddressIsLeftToItself(t *testing.T) {
	dir := t.TempDir()
	h := keyedHouse(t, dir)
	r := h.seal(t, "reader@openchair.example")
	r.Email[len(r.Email)-1] ^= 1
	raw, err := sql.Open("sqlite3", filepath.Join(dir, "o.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.Exec(`UPDATE reminder SET email = ?1`, r.Email); err != nil {
		t.Fatal(err)
	}
	if h := keyedHouse(t, dir); h.lettersOff != "" {
		t.Errorf("letters are off because %q", h.lettersOff)
	}
}

// OPENCHAIR_KEY_FILE is the flag --key-file: a path at which a key is made.
func TestTheKeyFileOfTheEnvironmentIsMadeAtFirstStart(t *testing.T) {
	b := newBench(t)
	file := filepath.Join(b.dir, "secret", "made.key")
	if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("OPENCHAIR_KEY_FILE", file)
	t.Run("first start", func(t *testing.T) { (&bench{t: t, dir: b.dir}).serve() })
	if _, err := keyring.LoadExisting(file); err != nil {
		t.Error(err)
	}
	if out := b.must("key", "rotate"); !strings.Contains(out, "A new key stands first in "+file) {
		t.Errorf("rotating said %s", out)
	}
}

// What a command is run by is not always what the daemon is run by: none of
// them makes a key file that the daemon's user could not read.
func TestMailTestMakesNoKeyFile(t *testing.T) {
	b := newBench(t)
	b.must("volunteer", "add", "desk") // which makes a database
	b.must("mail", "test", "desk@openchair.example", "--mail-dir", filepath.Join(b.dir, "letters"))
	if _, err := os.Stat(filepath.Join(b.dir, "openchair.key")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a key file was made: %v", err)
	}
}
