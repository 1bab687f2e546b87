package mail

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// suppressed notes who takes no letters any more.
type suppressed struct {
	mu    sync.Mutex
	ids   []int64
	fault error
}

func (s *suppressed) SuppressReminder(_ context.Context, id int64, why string, _ time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if strings.Contains(why, "@") {
		return errors.New("an address stands in why")
	}
	s.ids = append(s.ids, id)
	return s.fault
}

func (s *suppressed) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprint(s.ids)
}

func bounces(t testing.TB) (*Bounces, *keyring.Ring, *suppressed) {
	t.Helper()
	s, ring := &suppressed{}, keyring.New()
	return &Bounces{Store: s, Keys: ring, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}, ring, s
}

func own(ring *keyring.Ring, id int64, until time.Time) string {
	return "bounces+" + ring.Timed(keyring.Bounce, id, until) + "@chairs.example"
}

// report is a delivery report as Postfix writes one.
func report(to, action, status, diagnostic string) string {
	return strings.ReplaceAll(`From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: `+to+`
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4F2A.1"

This is a MIME-encapsulated message.

--4F2A.1
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.
<reader@example.org>: 550 5.1.1 is not what counts here

--4F2A.1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Tue, 24 Nov 2026 18:00:00 -0500 (EST)

Final-Recipient: rfc822; reader@example.org
Original-Recipient: rfc822;reader@example.org
Action: `+action+`
Status: `+status+`
Remote-MTA: dns; mx.example.org
Diagnostic-Code: `+diagnostic+`

--4F2A.1
Content-Description: Undelivered Message
Content-Type: message/rfc822

Subject: Your 7:00 pm group

text
--4F2A.1--
`, "\n", "\r\n")
}

func TestHardBouncesSuppressAndOthersDoNot(t *testing.T) {
	later := time.Now().Add(time.Hour)
	for _, c := range []struct {
		name, action, status, diagnostic string
		want                             bool
	}{
		{"no such user", "failed", "5.1.1", "smtp; 550 5.1.1 no such user", true},
		{"no such domain", "failed", "5.1.2", "smtp; unknown host", true},
		{"null MX", "failed", "5.1.10", "smtp; 556 5.1.10 null MX", true},
		{"disabled", "failed", "5.2.1", "smtp; 550 5.2.1 disabled", true},
		{"a status that says nothing", "failed", "5.0.0", "smtp; 550 5.1.1 <reader@example.org>: unknown", true},
		{"full", "failed", "5.2.2", "smtp; 552 5.2.2 over quota", false},
		{"policy", "failed", "5.7.1", "smtp; 554 5.7.1 blocked", false},
		{"our own address", "failed", "5.1.8", "smtp; 550 5.1.8 bad sender", false},
		{"delayed", "delayed", "4.4.1", "smtp; timed out", false},
		{"delayed though it names a hard code", "delayed", "5.1.1", "smtp; 550 5.1.1", false},
		{"given up after days", "failed", "4.4.7", "smtp; timed out", false},
		{"delivered", "delivered", "2.0.0", "smtp; 250 ok", false},
		{"nothing at all", "failed", "", "", false},
	} {
		b, ring, s := bounces(t)
		to := own(ring, 7, later)
		if err := b.Take(t.Context(), to, strings.NewReader(report(to, c.action, c.status, c.diagnostic))); err != nil {
			t.Fatal(err)
		}
		if got := s.String() == "[7]"; got != c.want {
			t.Errorf("%s: suppressed %s, want %v", c.name, s, c.want)
		}
	}
}

func TestForgedAndOldBouncesAreIgnored(t *testing.T) {
	now := time.Now()
	b, ring, s := bounces(t)
	strange := keyring.New()
	for name, to := range map[string]string{
		"forged": own(strange, 7, now.Add(time.Hour)), "too old": own(ring, 7, now.Add(-time.Minute)),
		"of a link": "bounces+" + ring.Token(keyring.Stop, 7) + "@chairs.example", "bare": "bounces@chairs.example",
		"guessed": "bounces+aaaa@chairs.example", "empty": "",
	} {
		if err := b.Take(t.Context(), to, strings.NewReader(report(to, "failed", "5.1.1", "smtp; 550"))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if s.String() != "[]" {
			t.Errorf("%s was believed: %s", name, s)
		}
	}
}

func TestAnAnswerOfAPersonIsNoBounce(t *testing.T) {
	b, ring, s := bounces(t)
	to := own(ring, 7, time.Now().Add(time.Hour))
	for _, message := range []string{
		"To: " + to + "\r\nSubject: Re: Your group\r\n\r\n550 5.1.1 thank you\r\n", "", "no header at all",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n--x--\r\n",
	} {
		if err := b.Take(t.Context(), to, strings.NewReader(message)); err != nil || s.String() != "[]" {
			t.Errorf("%q: %v, suppressed %s", message, err, s)
		}
	}
}

func TestAFaultOfTheStoreKeepsTheBounce(t *testing.T) {
	b, ring, s := bounces(t)
	s.fault = errors.New("disk I/O error")
	dir := t.TempDir()
	to := own(ring, 7, time.Now().Add(time.Hour))
	file := filepath.Join(dir, "new", "1")
	write(t, file, report(to, "failed", "5.1.1", "smtp; 550"))
	if _, err := b.ReadMailbox(t.Context(), dir); err == nil {
		t.Error("the fault was not told")
	}
	if _, err := os.Stat(file); err != nil {
		t.Error("the bounce is gone")
	}
	s.fault = fmt.Errorf("reminder: %w", meeting.ErrNotFound)
	if n, err := b.ReadMailbox(t.Context(), dir); n != 1 || err != nil {
		t.Errorf("of a reader who is gone: %d, %v", n, err)
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestMailboxIsReadOnceAndEmptied(t *testing.T) {
	later := time.Now().Add(time.Hour)
	hard := func(to string) string { return report(to, "failed", "5.1.1", "smtp; 550 5.1.1") }
	for _, kind := range []string{"Maildir", "mbox"} {
		b, ring, s := bounces(t)
		path := filepath.Join(t.TempDir(), "bounces")
		one := "Delivered-To: bounces@chairs.example\r\nX-Original-To: " + own(ring, 1, later) + "\r\n" + hard("bounces@chairs.example")
		two := hard(own(ring, 2, later))
		soft := report(own(ring, 3, later), "delayed", "4.2.2", "smtp; 452")
		if kind == "Maildir" {
			write(t, filepath.Join(path, "new", "1"), one)
			write(t, filepath.Join(path, "new", "2"), soft)
			write(t, filepath.Join(path, "cur", "3:2,S"), two)
			write(t, filepath.Join(path, "tmp", "4"), hard(own(ring, 4, later))) // still being written
		} else {
			var all strings.Builder
			for _, m := range []string{one, soft, two} {
				all.WriteString("From MAILER-DAEMON Tue Nov 24 18:00:00 2026\n" + strings.ReplaceAll(m, "\r\n", "\n") + "\n")
			}
			write(t, path, all.String())
		}
		if n, err := b.ReadMailbox(t.Context(), path); n != 3 || err != nil || s.String() != "[1 2]" {
			t.Errorf("%s: read %d, %v, suppressed %s", kind, n, err, s)
		}
		if n, err := b.ReadMailbox(t.Context(), path); n != 0 || err != nil {
			t.Errorf("%s: read again: %d, %v", kind, n, err)
		}
	}
	b, _, _ := bounces(t)
	if n, err := b.ReadMailbox(t.Context(), filepath.Join(t.TempDir(), "none")); n != 0 || err != nil {
		t.Errorf("a mailbox that is not there: %d, %v", n, err)
	}
}

func TestListenerTakesBouncesBySMTPAndLMTP(t *testing.T) {
	for _, lmtp := range []bool{false, true} {
		b, ring, s := bounces(t)
		network, address := "tcp", "127.0.0.1:0"
		if lmtp {
			network, address = "unix", filepath.Join(t.TempDir(), "lmtp")
		}
		listener, err := net.Listen(network, address)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- b.serve(ctx, listener, lmtp) }()
		conn, err := net.Dial(network, listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		var c *smtp.Client
		if lmtp {
			c = smtp.NewClientLMTP(conn)
		} else {
			c = smtp.NewClient(conn)
		}
		if err := c.Mail("", nil); err != nil {
			t.Fatal(err)
		}
		if err := c.Rcpt("bounces@chairs.example", nil); err == nil {
			t.Error("a mailbox that no letter was sent from was taken")
		}
		to := own(ring, 7, time.Now().Add(time.Hour))
		if err := c.Rcpt(to, nil); err != nil {
			t.Fatal(err)
		}
		w, err := c.Data()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, report(to, "failed", "5.1.1", "smtp; 550 5.1.1")); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if s.String() != "[7]" {
			t.Errorf("suppressed %s", s)
		}
		c.Close()
		stop()
		if err := <-done; err != nil {
			t.Errorf("it ended with %v", err)
		}
	}
}

func FuzzReadBounce(f *testing.F) {
	f.Add(report("a@b.c", "failed", "5.1.1", "smtp; 550 5.1.1"))
	f.Add(report("a@b.c", "delayed", "4.2.2", ""))
	f.Add("Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n\r\n\r\n--x--")
	f.Fuzz(func(t *testing.T, message string) {
		status, hard, err := readBounce(strings.NewReader(message))
		if hard && (err != nil || !goneForGood[status]) || strings.ContainsAny(status, "@\r\n") {
			t.Errorf("%q: %q, %v, %v", message, status, hard, err)
		}
	})
}

func FuzzSplitMbox(f *testing.F) {
	f.Add("From a\nx: y\n\nbody\n\nFrom b\nx: z\n\n")
	f.Fuzz(func(t *testing.T, s string) {
		n := 0
		for _, m := range splitMbox([]byte(s)) {
			n += len(m)
		}
		if n > len(s) {
			t.Errorf("%d bytes of %d", n, len(s))
		}
	})
}
