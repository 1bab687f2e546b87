package keyring

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestRotatedFileSealsWithANewKeyAndStillOpensTheOld(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openchair.key")
	old, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := old.Seal("reader@example.org")
	if err != nil {
		t.Fatal(err)
	}
	if err := Rotate(path); err != nil {
		t.Fatal(err)
	}
	now, err := LoadExisting(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := now.Open(sealed); err != nil || got != "reader@example.org" {
		t.Errorf("%q, %v", got, err)
	}
	if now.SealedByNewest(sealed) || len(now.keys) != 2 {
		t.Errorf("%d keys, the old one newest: %v", len(now.keys), now.SealedByNewest(sealed))
	}
	if _, ok := now.Check(Stop, old.Token(Stop, 7)); !ok {
		t.Error("a link that is out no longer holds")
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

// An operator rotates as root; the daemon runs as somebody else.
func TestARotatedFileStillBelongsToWhomItDid(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give a file away")
	}
	path := filepath.Join(t.TempDir(), "openchair.key")
	if _, err := Load(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(path, 1234, 2345); err != nil {
		t.Fatal(err)
	}
	if err := Rotate(path); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if is := info.Sys().(*syscall.Stat_t); is.Uid != 1234 || is.Gid != 2345 || info.Mode().Perm() != 0o600 {
		t.Errorf("it belongs to %d:%d, mode %v", is.Uid, is.Gid, info.Mode())
	}
}

func TestNothingIsRotatedThatCannotBeRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openchair.key")
	if err := Rotate(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if err := os.WriteFile(path, []byte("half a ke"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Rotate(path); err == nil {
		t.Error("a damaged file was rotated")
	}
	if text, _ := os.ReadFile(path); string(text) != "half a ke" {
		t.Errorf("it was changed to %q", text)
	}
}
