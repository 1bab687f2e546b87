package mail

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Directory writes each letter as one .eml file, for trying things out and for
// machines that send by other means. Names sort by time and hold no address.
type Directory struct{ path string }

// NewDirectory returns the transport into a directory, which is made with mode
// 0700 where there is none.
func NewDirectory(path string) (*Directory, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("mail directory: %w", err)
	}
	probe, err := os.CreateTemp(path, ".probe-*")
	if err != nil {
		return nil, fmt.Errorf("mail directory can't be written to: %w", err)
	}
	return &Directory{path}, errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// fileTime sorts as it reads; UTC.
const fileTime = "20060102T150405.000000000Z"

// Send implements Transport. The file appears whole or not at all.
func (d *Directory) Send(ctx context.Context, e *Envelope) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	id, _, _ := strings.Cut(e.MessageID, "@")
	name := e.Written.UTC().Format(fileTime) + "-" + id[:min(12, len(id))] + ".eml"
	f, err := os.CreateTemp(d.path, ".letter-*") // mode 0600
	if err != nil {
		return fmt.Errorf("write a letter: %w", err)
	}
	_, err = f.Write(e.raw)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(d.path, name))
	}
	if err != nil {
		return fmt.Errorf("write a letter: %w", errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}

// Close implements Transport; there is nothing to close.
func (d *Directory) Close() error { return nil }
