package main

import (
	"bytes"
	"io"
	"net"
	"net/mail"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// sink is a mail server on loopback that keeps what it is given.
type sink struct {
	addr    string
	letters chan letter
	answer  func(letter) error // nil = each is taken
}

type letter struct {
	from, to string // of the envelope
	raw      []byte
}

func newSink(t *testing.T) *sink {
	t.Helper()
	s := &sink{letters: make(chan letter, 100)}
	s.serve(t, s)
	return s
}

func (s *sink) serve(t *testing.T, backend smtp.Backend) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.addr = l.Addr().String()
	server := smtp.NewServer(backend)
	server.Domain, server.AllowInsecureAuth = "localhost", true
	go server.Serve(l) //nolint:errcheck // ends with Close
	t.Cleanup(func() { server.Close() })
}

// NewSession, Mail, Rcpt, Data, Reset and Logout make the sink a go-smtp backend.
func (s *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return &sinkSession{sink: s}, nil }

type sinkSession struct {
	sink     *sink
	from, to string
}

func (s *sinkSession) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return nil
}

func (s *sinkSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return nil
}

func (s *sinkSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	l := letter{s.from, s.to, raw}
	s.sink.letters <- l
	if err == nil && s.sink.answer != nil {
		err = s.sink.answer(l)
	}
	return err
}

func (s *sinkSession) Reset()        {}
func (s *sinkSession) Logout() error { return nil }

func (s *sink) next(t *testing.T, within time.Duration) letter {
	t.Helper()
	select {
	case l := <-s.letters:
		return l
	case <-time.After(within):
		t.Fatalf("no letter within %s", within)
		return letter{}
	}
}

func (s *sink) expectSilence(t *testing.T, during time.Duration) {
	t.Helper()
	select {
	case l := <-s.letters:
		t.Fatalf("a letter nobody asked for:\n%s", l.raw)
	case <-time.After(during):
	}
}

func (l letter) header(name string) string {
	m, err := mail.ReadMessage(bytes.NewReader(l.raw))
	if err != nil {
		return ""
	}
	return headerText(m.Header.Get(name))
}
