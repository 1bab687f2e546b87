package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"openchair/mail"
	"openchair/scheduler"
)

// moody is a mail server on loopback that answers by its mood.
type moody struct {
	mail, rcpt, data error
	once             bool          // its mood lasts for one connection
	hang             chan struct{} // not nil: it never answers the final dot
	drop             int           // letters after whose final dot it hangs up

	address string
	mu      sync.Mutex
	ids     []string // Message-IDs of all that came whole
	dials   int
}

func (m *moody) start(t *testing.T) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.address = l.Addr().String()
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.dials++
		return &moodySession{m, c, m.once && m.dials > 1}, nil
	}))
	server.Domain, server.ErrorLog = "localhost", discardLog{}
	go server.Serve(l) //nolint:errcheck // ends with Close
	t.Cleanup(func() { server.Close() })
}

type moodySession struct {
	*moody
	conn *smtp.Conn
	calm bool // its mood is over
}

func (s *moodySession) Mail(string, *smtp.MailOptions) error { return s.says(s.mail) }
func (s *moodySession) Rcpt(string, *smtp.RcptOptions) error { return s.says(s.rcpt) }
func (*moodySession) Reset()                                 {}
func (*moodySession) Logout() error                          { return nil }

func (s *moodySession) says(mood error) error {
	if s.calm {
		return nil
	}
	return mood
}

func (s *moodySession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.mu.Lock()
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan() && lines.Text() != ""; {
		if id, ok := strings.CutPrefix(lines.Text(), "Message-ID:"); ok {
			s.ids = append(s.ids, strings.TrimSpace(id))
		}
	}
	drop := len(s.ids) <= s.drop
	s.mu.Unlock()
	if drop {
		return errors.Join(errors.New("dropped"), s.conn.Conn().Close())
	}
	if s.hang != nil {
		<-s.hang
	}
	return s.says(s.data)
}

func said(code int, class smtp.EnhancedCode) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: class, Message: "no"}
}

// letterRow is a letter in the store.
type letterRow struct {
	state, why string
	attempts   int
	wait       time.Duration // until it is due
}

// TestWhatAServerSaysDecidesWhatBecomesOfALetter goes the whole way: planned,
// claimed, written, sent to a server with its mood, and marked in the store.
func TestWhatAServerSaysDecidesWhatBecomesOfALetter(t *testing.T) {
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	for _, c := range []struct {
		name       string
		server     *moody
		want       letterRow // why holds this
		suppressed bool
		rests      bool
		slow       bool
	}{
		{name: "451 puts off", server: &moody{rcpt: said(451, smtp.EnhancedCode{4, 7, 1})}, want: letterRow{state: "waiting", why: "451", attempts: 1}},
		{name: "452 after the dot puts off", server: &moody{data: said(452, smtp.EnhancedCode{4, 2, 2})}, want: letterRow{state: "waiting", why: "452", attempts: 1}},
		{name: "421 puts off", server: &moody{rcpt: said(421, smtp.EnhancedCode{4, 3, 2})}, want: letterRow{state: "waiting", why: "421", attempts: 1}},
		{name: "550 5.1.1 is nobody", server: &moody{rcpt: said(550, smtp.EnhancedCode{5, 1, 1})}, want: letterRow{state: "dead", why: "550"}, suppressed: true},
		{name: "554 5.7.1 is us", server: &moody{data: said(554, smtp.EnhancedCode{5, 7, 1})}, want: letterRow{state: "waiting", why: "554", attempts: 1}, rests: true},
		{name: "552 is tried again", server: &moody{data: said(552, smtp.EnhancedCode{5, 2, 3})}, want: letterRow{state: "waiting", why: "552", attempts: 1}},
		{name: "a hang is no answer", server: &moody{hang: never}, want: letterRow{state: "waiting", why: "no answer", attempts: 1}, slow: true},
		{name: "a drop after the dot is no answer", server: &moody{drop: 1}, want: letterRow{state: "waiting", why: "no answer", attempts: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.slow && !full() {
				t.Skip("waits for a time-out of half a minute; OPENCHAIR_TEST_FULL runs it")
			}
			t.Parallel()
			c.server.start(t)
			crowd := newCrowd(t, []time.Time{time.Now().Add(50 * time.Minute)})
			crowd.read(t, 1, 60, func(int) string { return crowd.meetings[0] })
			db := crowd.raw(t)
			log := crowd.send(t, c.server.address, func() bool { return readRow(t, db).attempts > 0 || readRow(t, db).state == "dead" })
			got := readRow(t, db)
			if got.state != c.want.state || got.attempts != c.want.attempts || !strings.Contains(got.why, c.want.why) {
				t.Errorf("letter %+v, want %+v", got, c.want)
			}
			if got.state == "waiting" && (got.wait < 40*time.Second || got.wait > 6*time.Minute) {
				t.Errorf("it is tried again in %v", got.wait)
			}
			if strings.Contains(got.why, "@") || strings.Contains(log, "@d1.example") {
				t.Errorf("an address stands in %q or the log:\n%s", got.why, log)
			}
			for what, check := range map[string]struct {
				query string
				want  bool
			}{
				"suppressed": {"SELECT COUNT(*) FROM suppression", c.suppressed},
				"halted":     {"SELECT COUNT(*) FROM reminder WHERE halted IS NOT NULL", c.suppressed},
				"resting":    {"SELECT COUNT(*) FROM rest", c.rests},
			} {
				var n int
				if err := db.QueryRow(check.query).Scan(&n); err != nil || n > 0 != check.want {
					t.Errorf("%s: %d, %v; want %v", what, n, err, check.want)
				}
			}
			if strings.Contains(log, "sending is paused") != c.rests {
				t.Errorf("the log says:\n%s", log)
			}
			if c.server.drop > 0 {
				crowd.again(t, c.server, db)
			}
		})
	}
}

// A server that says 421 has closed the connection, or is about to: whatever it
// said it to, the next letter goes over another.
func TestAfter421TheNextLetterGoesOverANewConnection(t *testing.T) {
	shutting := said(421, smtp.EnhancedCode{4, 3, 2})
	for stage, c := range map[string]struct {
		server *moody
		ids    int // letters that came whole
	}{
		"MAIL": {&moody{mail: shutting}, 1}, "RCPT": {&moody{rcpt: shutting}, 1}, "the final dot": {&moody{data: shutting}, 2},
	} {
		t.Run(stage, func(t *testing.T) {
			t.Parallel()
			m := c.server
			m.once = true
			m.start(t)
			crowd := newCrowd(t, []time.Time{time.Now().Add(50 * time.Minute)})
			crowd.read(t, 1, 60, func(int) string { return crowd.meetings[0] })
			db := crowd.raw(t)
			put := false
			crowd.send(t, m.address, func() bool {
				r := readRow(t, db)
				if r.attempts == 1 && !put {
					put = true
					if !strings.Contains(r.why, "421") {
						t.Errorf("it was put off because %q", r.why)
					}
					if _, err := db.Exec("UPDATE letter SET send_at = 0"); err != nil {
						t.Fatal(err)
					}
				}
				return r.state == "sent"
			})
			m.mu.Lock()
			defer m.mu.Unlock()
			if r := readRow(t, db); r.state != "sent" || m.dials != 2 || len(m.ids) != c.ids || m.ids[0] != m.ids[c.ids-1] {
				t.Errorf("%+v over %d connections, Message-IDs %q", r, m.dials, m.ids)
			}
		})
	}
}

// again makes the letter due and sends it once more: with the same Message-ID.
func (c *crowd) again(t *testing.T, m *moody, db *sql.DB) {
	t.Helper()
	if _, err := db.Exec("UPDATE letter SET send_at = 0"); err != nil {
		t.Fatal(err)
	}
	c.send(t, m.address, func() bool { return readRow(t, db).state == "sent" })
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.ids) != 2 || m.ids[0] != m.ids[1] || m.ids[0] == "" {
		t.Errorf("Message-IDs %q, want one twice", m.ids)
	}
}

// send runs the outbox until something holds, and returns its log.
func (c *crowd) send(t *testing.T, address string, until func() bool) string {
	t.Helper()
	db := c.open(t)
	defer db.Close()
	server, err := mail.ParseSMTPURL("smtp://" + address)
	if err != nil {
		t.Fatal(err)
	}
	sender := mail.Sender{From: netmail.Address{Address: "letters@openchair.example"}}
	transport := &mail.Throttled{Transport: mail.NewSMTP(server, sender)}
	defer transport.Close()
	postman := mail.Postman{Store: db, Keys: c.keys, Transport: transport, Sender: sender, PublicURL: "https://openchair.example"}
	var log lockedBuffer
	out := &scheduler.Outbox{Store: db, Read: postman.Read, Owner: "test", Senders: 2, Poll: 50 * time.Millisecond, Log: slog.New(slog.NewTextHandler(&log, nil))}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- out.Run(ctx) }()
	deadline := time.Now().Add(2 * time.Minute)
	for !until() && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	return log.String()
}

func readRow(t *testing.T, db *sql.DB) (r letterRow) {
	t.Helper()
	var at int64
	err := db.QueryRow("SELECT state, attempts, why, send_at FROM letter WHERE kind = 'reminder'").Scan(&r.state, &r.attempts, &r.why, &at)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		t.Fatal(fmt.Errorf("read the letter: %w", err))
	}
	r.wait = time.Until(time.UnixMilli(at))
	return r
}
