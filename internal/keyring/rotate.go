package keyring

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Rotate puts a new key before those of a key file, which has to be there. The
// old ones stay: they open what was sealed with them, and links in letters that
// are out hold on. The file is replaced whole or not at all.
func Rotate(path string) error {
	if _, err := read(path); err != nil { // refuses what it could not read again
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("rotate key file: %w", err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("rotate key file: %w", err)
	}
	if err := replace(path, withNewest(string(text), hex.EncodeToString(random())), info); err != nil {
		return fmt.Errorf("rotate key file %s: %w", path, err)
	}
	return nil
}

// withNewest puts a key before the first line that is no comment.
func withNewest(text, key string) string {
	var head strings.Builder
	rest := text
	for strings.HasPrefix(strings.TrimLeft(rest, " \t"), "#") {
		l, after, _ := strings.Cut(rest, "\n")
		head.WriteString(l + "\n")
		rest = after
	}
	return head.String() + key + "\n" + rest
}

// replace leaves the file to whom it belongs, also where root replaces it: the
// daemon has to read it.
func replace(path, text string, old fs.FileInfo) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if was, ok := old.Sys().(*syscall.Stat_t); ok && int(was.Uid) != os.Geteuid() {
		err = errors.Join(err, f.Chown(int(was.Uid), int(was.Gid)))
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncDir(filepath.Dir(path))
}
