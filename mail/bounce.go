package mail

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"net/textproto"
	"regexp"
	"strings"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// BounceStore is what taking bounces asks of the store.
type BounceStore interface {
	// SuppressReminder lets no more letters go to a reminder's address;
	// meeting.ErrNotFound for an unknown one.
	SuppressReminder(ctx context.Context, id int64, why string, now time.Time) error
}

// BounceKeys is what taking bounces asks of the key ring.
type BounceKeys interface {
	CheckTimed(purpose, token string, now time.Time) (id int64, ok bool)
}

// Bounces reads what came back of letters. It believes nobody but the signed
// address that a letter was sent from, and that for two days; a hard bounce to
// it suppresses its reader's address.
type Bounces struct {
	Store BounceStore
	Keys  BounceKeys
	Log   *slog.Logger
}

// reader returns whose letter an address of ours belongs to.
func (b *Bounces) reader(address string, now time.Time) (id int64, ok bool) {
	local, _, _ := strings.Cut(address, "@")
	_, token, tagged := strings.Cut(local, "+")
	if !tagged {
		return 0, false
	}
	return b.Keys.CheckTimed(keyring.Bounce, token, now)
}

// Take reads one message that came to an address of ours. Neither the message
// nor the address is kept.
func (b *Bounces) Take(ctx context.Context, to string, message io.Reader) error {
	now := time.Now().UTC()
	id, ours := b.reader(to, now)
	if !ours {
		b.Log.Debug("a message to no letter's address was dropped")
		return nil
	}
	status, hard, err := readBounce(message)
	switch {
	case err != nil:
		b.Log.Info("a bounce can't be read, nothing is suppressed", "err", err)
		return nil
	case !hard:
		b.Log.Debug("a letter came back for now, nothing is suppressed", "status", status)
		return nil
	}
	err = b.Store.SuppressReminder(ctx, id, "a letter came back: "+status, now)
	if errors.Is(err, meeting.ErrNotFound) {
		return nil // it wants no letters any more
	}
	if err == nil {
		b.Log.Info("an address takes no more letters: one came back", "status", status)
	}
	return err
}

// Bounds of a message that may be a bounce.
const (
	maxBounce      = 256 << 10 // bytes read of it
	maxBounceParts = 16
	maxRecipients  = 16
)

// errNoReport: a message that is no delivery report, such as somebody's answer.
var errNoReport = errors.New("it is no delivery report (RFC 3464)")

// readBounce reads a delivery report (RFC 3464) and tells its status code, such
// as 5.1.1, and whether the address will never take a letter.
func readBounce(message io.Reader) (status string, hard bool, err error) {
	m, err := netmail.ReadMessage(io.LimitReader(message, maxBounce))
	if err != nil {
		return "", false, fmt.Errorf("bounce: %w", errNoReport)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/report" || !strings.EqualFold(params["report-type"], "delivery-status") || params["boundary"] == "" {
		return "", false, fmt.Errorf("bounce: %w", errNoReport)
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for range maxBounceParts {
		part, err := parts.NextPart()
		if err != nil {
			break
		}
		kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err == nil && (kind == "message/delivery-status" || kind == "message/global-delivery-status") {
			return readStatus(part)
		}
	}
	return "", false, fmt.Errorf("bounce: %w", errNoReport)
}

// readStatus reads the fields of each reader of a report. Ours have one.
func readStatus(r io.Reader) (status string, hard bool, err error) {
	body, err := io.ReadAll(r)
	if err != nil {
		return "", false, fmt.Errorf("bounce: %w", err)
	}
	fields := textproto.NewReader(bufio.NewReader(bytes.NewReader(append(body, "\n\n"...))))
	for range maxRecipients {
		h, err := fields.ReadMIMEHeader()
		if h.Get("Action") != "" {
			status, hard = verdict(h.Get("Action"), h.Get("Status"), h.Get("Diagnostic-Code"))
			return status, hard, nil
		}
		if err != nil {
			break
		}
	}
	return "", false, fmt.Errorf("bounce: the report says nothing of a reader: %w", errNoReport)
}

var statusRE = regexp.MustCompile(`\b([245])\.(\d{1,3})\.(\d{1,3})\b`)

// goneForGood are the classes of RFC 3463 that say that there is no such
// address, or none any more; 5.1.7 and 5.1.8 are about ours.
var goneForGood = map[string]bool{
	"5.1.0": true, "5.1.1": true, "5.1.2": true, "5.1.3": true, "5.1.4": true, "5.1.6": true, "5.1.10": true, "5.2.1": true,
}

// verdict tells what a report says of one reader. A status of 5.0.0 says
// nothing; what the other server answered says more.
func verdict(action, status, diagnostic string) (string, bool) {
	code := statusRE.FindString(status)
	if code == "" || code == "5.0.0" {
		if said := statusRE.FindString(diagnostic); said != "" {
			code = said
		}
	}
	if code == "" {
		code = "unknown"
	}
	return code, strings.EqualFold(strings.TrimSpace(action), "failed") && goneForGood[code]
}
