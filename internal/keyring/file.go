package keyring

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

const fileHeader = `# Openchair's keys, one a line, newest first. Keep this file secret, and keep
# its backup apart from the database: who has both can read every address.
`

// maxFile bounds what is read, in bytes: a key file is a few lines.
const maxFile = 64 << 10

// Load reads the key file, and makes it with one new key and mode 0600 where
// there is none. Of several processes that make it at once, one wins and all
// return its key. A file that others can read is refused.
func Load(path string) (*Ring, error) {
	r, err := read(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return r, err
	}
	if err := create(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("make key file %s: %w", path, err)
	}
	return read(path)
}

// LoadExisting reads the key file as Load does and never makes one: over a
// database that holds sealed addresses a new key would lose them all. Where
// there is no file the error is fs.ErrNotExist.
func LoadExisting(path string) (*Ring, error) { return read(path) }

func read(path string) (*Ring, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, fmt.Errorf("read key file: %w; the user that runs openchair has to own it", err)
	}
	if err != nil {
		return nil, fmt.Errorf("read key file: %w", err)
	}
	defer f.Close()
	info, err := f.Stat() // of the open file: no other can slip in between
	if err != nil {
		return nil, fmt.Errorf("read key file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("key file %s is not a regular file", path)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return nil, fmt.Errorf("key file %s can be used by others (mode %04o): run \"chmod 600 %s\"", path, mode, path)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, fmt.Errorf("read key file %s: %w", path, err)
	}
	r, err := Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("key file %s is damaged: %w; restore it from its backup", path, err)
	}
	return r, nil
}

// create writes a whole file beside path and links it there, so that nobody
// ever reads half a key and no existing file is replaced.
func create(path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".key-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(fileHeader + hex.EncodeToString(random()) + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return copyNew(f.Name(), path) // a file system without hard links
	}
	return errors.Join(err, syncDir(filepath.Dir(path)))
}

func copyNew(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
