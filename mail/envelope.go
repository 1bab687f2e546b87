package mail

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"openchair/internal/keyring"
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
	From netmail.Address // name and address; the name should tell nothing
	// Bounces is where bounces are read, by whoever runs the program: each
	// letter's own address is made from it, "bounces+TOKEN@example.org". Empty:
	// they go to From, unread by us.
	Bounces string
	DKIM    *DKIM // nil = letters are not signed here
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
func (s Sender) domain() string { return domainOf(s.From.Address) }

func domainOf(address string) string {
	return address[strings.LastIndexByte(address, '@')+1:]
}

// bounceWithin is how long a letter's own address takes bounces.
const bounceWithin = 48 * time.Hour

// bounces returns the address that a letter's bounces go to (VERP): signed, so
// that nobody can make us believe that somebody else's letter came back.
func (s Sender) bounces(keys Keys, reminder int64, now time.Time) string {
	if s.Bounces == "" {
		return s.From.Address
	}
	local, _, _ := strings.Cut(s.Bounces, "@")
	return local + "+" + keys.Timed(keyring.Bounce, reminder, now.Add(bounceWithin)) + "@" + domainOf(s.Bounces)
}

// Envelope is a written letter, ready to be carried.
type Envelope struct {
	MessageID string // without angle brackets
	Written   time.Time
	from, to  string // of the envelope
	raw       []byte // the letter, its lines ended by CRLF
}

// words is what a letter says, before it has a sender and a reader.
type words struct {
	Subject string
	Text    string
	HTML    string // empty = plain text only
}

// header is what stands in a letter beside its words.
type header struct {
	messageID string
	stop      string // link of List-Unsubscribe; empty = none
	bounces   string
	now       time.Time
}

// seal puts words into an envelope and signs it. List-Unsubscribe is for one
// click and for a page (RFC 2369, RFC 8058).
func (s Sender) seal(to netmail.Address, w words, h header) (*Envelope, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithEncoding(gomail.EncodingQP))
	from := netmail.Address{Name: line(s.From.Name), Address: s.From.Address}
	m.FromMailAddress(&from)
	m.ToMailAddress(&to)
	m.Subject(line(w.Subject))
	m.SetDateWithValue(h.now)
	m.SetMessageIDWithValue(h.messageID)
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834
	if h.stop != "" {
		m.SetGenHeader("List-Unsubscribe", "<"+h.stop+">")
		m.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	m.SetBodyString(gomail.TypeTextPlain, w.Text)
	if w.HTML != "" {
		m.AddAlternativeString(gomail.TypeTextHTML, w.HTML)
	}
	m.SetBoundary(boundary(h.messageID))
	var b bytes.Buffer
	b.Grow(2048 + len(w.Text) + 5*len(w.HTML)/4) // about what it comes to
	if _, err := m.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("compose a letter: %w", err)
	}
	raw, err := s.DKIM.sign(b.Bytes())
	if err != nil {
		return nil, err
	}
	return &Envelope{MessageID: h.messageID, Written: h.now, from: h.bounces, to: to.Address, raw: raw}, nil
}

// boundary makes equal letters equal bytes.
func boundary(messageID string) string {
	sum := sha256.Sum256([]byte(messageID))
	return hex.EncodeToString(sum[:12])
}
