package mail

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Transport carries envelopes. It is safe for concurrent use.
type Transport interface {
	// Send hands one envelope over. A nil error means that it was taken; what
	// any other means is said by its *SendError. It never sends once ctx ended.
	Send(ctx context.Context, e *Envelope) error
	Close() error
}

// Sender is who letters come from.
type Sender struct {
	From   netmail.Address // name and address; the name should tell nothing
	Return string          // where bounces go; empty = From's address
}

// ParseSender reads "Name <address>" or an address alone.
func ParseSender(s string) (Sender, error) {
	a, err := netmail.ParseAddress(s)
	if err != nil {
		return Sender{}, fmt.Errorf("sender %q is not an address: write \"Name <name@example.org>\"", s)
	}
	return Sender{From: *a}, nil
}

// domain is the right side of the sender's address; it stands in Message-IDs.
func (s Sender) domain() string {
	_, domain, _ := strings.Cut(s.From.Address, "@")
	return domain
}

// Envelope is a written letter, ready to be carried.
type Envelope struct {
	MessageID string // without angle brackets
	Written   time.Time
	to        string
	msg       *gomail.Msg
}

// words is what a letter says, before it has a sender and a reader.
type words struct {
	Subject string
	Text    string
	HTML    string
}

// seal puts words into an envelope. stop is the link of List-Unsubscribe, for
// one click and for a page (RFC 2369, RFC 8058).
func seal(s Sender, to netmail.Address, w words, messageID, stop string, now time.Time) *Envelope {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithEncoding(gomail.EncodingQP))
	from := netmail.Address{Name: line(s.From.Name), Address: s.From.Address}
	m.FromMailAddress(&from)
	bounces := s.Return
	if bounces == "" {
		bounces = s.From.Address
	}
	m.EnvelopeFromMailAddress(&netmail.Address{Address: bounces})
	m.ToMailAddress(&to)
	m.Subject(line(w.Subject))
	m.SetDateWithValue(now)
	m.SetMessageIDWithValue(messageID)
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834
	m.SetGenHeader("List-Unsubscribe", "<"+stop+">")
	m.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	m.SetBodyString(gomail.TypeTextPlain, w.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, w.HTML)
	m.SetBoundary(boundary(messageID))
	return &Envelope{MessageID: messageID, Written: now, to: to.Address, msg: m}
}

// boundary makes equal letters equal bytes.
func boundary(messageID string) string {
	sum := sha256.Sum256([]byte(messageID))
	return hex.EncodeToString(sum[:12])
}
