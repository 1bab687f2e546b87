package mail

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	netmail "net/mail"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// maxMailbox is how much of a mailbox file is read at a time, in bytes: more is
// no trickle of bounces.
const maxMailbox = 64 << 20

// ReadMailbox takes the bounces of a mailbox, a Maildir or an mbox file, and
// empties it: addresses stand in what it holds. It returns how many messages it
// read. A mailbox that is not there yet is empty.
func (b *Bounces) ReadMailbox(ctx context.Context, path string) (n int, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, nil
	case err != nil:
	case info.IsDir():
		n, err = b.readMaildir(ctx, path)
	default:
		n, err = b.readMbox(ctx, path)
	}
	if err != nil {
		return n, fmt.Errorf("bounces in %s: %w", path, err)
	}
	return n, nil
}

// readMaildir reads new/ and cur/; a file is deleted once it was taken.
func (b *Bounces) readMaildir(ctx context.Context, dir string) (n int, err error) {
	for _, box := range []string{"new", "cur"} {
		entries, err := os.ReadDir(filepath.Join(dir, box))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return n, err
		}
		for _, e := range entries {
			if !e.Type().IsRegular() || ctx.Err() != nil {
				continue
			}
			path := filepath.Join(dir, box, e.Name())
			if err := b.takeFile(ctx, path); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, ctx.Err()
}

func (b *Bounces) takeFile(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	message, err := io.ReadAll(io.LimitReader(f, maxBounce))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := b.takeStored(ctx, message); err != nil {
		return err
	}
	return os.Remove(path)
}

// readMbox reads a mailbox file under the lock that mail servers take too, and
// empties it.
func (b *Bounces) readMbox(ctx context.Context, path string) (n int, err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	defer f.Close() // which frees the lock
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart}
	if err := syscall.FcntlFlock(f.Fd(), syscall.F_SETLK, &lock); err != nil {
		return 0, fmt.Errorf("it is being written: %w", err)
	}
	all, err := io.ReadAll(io.LimitReader(f, maxMailbox))
	if err != nil {
		return 0, err
	}
	for _, message := range splitMbox(all) {
		if err := b.takeStored(ctx, message); err != nil {
			return n, err
		}
		n++
	}
	return n, f.Truncate(0)
}

// splitMbox parts a mailbox file (RFC 4155) into its messages.
func splitMbox(all []byte) (messages [][]byte) {
	var current []byte
	begun, blank := false, true
	for lines := bufio.NewReader(bytes.NewReader(all)); ; {
		l, err := lines.ReadBytes('\n')
		if blank && bytes.HasPrefix(l, []byte("From ")) {
			if begun {
				messages = append(messages, current)
			}
			begun, current = true, nil
		} else if begun {
			current = append(current, l...)
		}
		blank = len(bytes.TrimRight(l, "\r\n")) == 0
		if err != nil {
			break
		}
	}
	if begun {
		messages = append(messages, current)
	}
	return messages
}

// takeStored takes a message whose envelope is gone: it is to one of the
// addresses that its delivery wrote into its header.
func (b *Bounces) takeStored(ctx context.Context, message []byte) error {
	m, err := netmail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		return nil // nothing that could be a bounce
	}
	for _, name := range []string{"Delivered-To", "X-Original-To", "Envelope-To", "To"} {
		for _, to := range m.Header[textproto.CanonicalMIMEHeaderKey(name)] {
			to = strings.Trim(strings.TrimSpace(to), "<>")
			if a, err := netmail.ParseAddress(to); err == nil {
				to = a.Address
			}
			if err := b.Take(ctx, to, bytes.NewReader(message)); err != nil {
				return err
			}
		}
	}
	return nil
}
