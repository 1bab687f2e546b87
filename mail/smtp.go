package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"sync"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Bounds of SMTP, each of them on one letter.
const (
	smtpTimeout = 30 * time.Second // to connect, and again to send
	keepIdle    = 30 * time.Second // an unused connection is closed after this
	maxIdle     = 8                // connections kept
)

// SMTP hands letters to a mail server. Connections are kept for a while and
// used again.
type SMTP struct {
	server  Server
	name    string // what we call ourselves in EHLO
	timeout time.Duration
	// Where tests stand in for the network and its authorities.
	dial  func(ctx context.Context, network, address string) (net.Conn, error)
	roots *tls.Config

	mu     sync.Mutex
	idle   []*conn
	closed bool
}

// NewSMTP returns the transport to a server for letters of a sender.
func NewSMTP(server Server, sender Sender) *SMTP {
	return &SMTP{server: server, name: sender.domain(), timeout: smtpTimeout, dial: (&net.Dialer{}).DialContext, roots: &tls.Config{}}
}

// Send implements Transport. A kept connection that turns out to be closed is
// replaced once, as long as the server has said nothing to the letter.
func (s *SMTP) Send(ctx context.Context, e *Envelope) error {
	for {
		c, err := s.take(ctx)
		if err != nil {
			return err
		}
		stale := c.used
		failed := c.send(ctx, e, s.timeout)
		s.keep(c)
		if failed == nil {
			return nil
		}
		silent := failed.code == 0 || failed.code == 421
		if !stale || !silent || failed.stage != atSender || ctx.Err() != nil {
			return failed
		}
	}
}

// Close closes the connections that are kept.
func (s *SMTP) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var errs []error
	for _, c := range s.idle {
		c.expiry.Stop()
		errs = append(errs, c.client.CloseWithSMTPClient(c.smtp))
	}
	s.idle = nil
	return errors.Join(errs...)
}

// take returns a kept connection, or makes one.
func (s *SMTP) take(ctx context.Context) (*conn, error) {
	s.mu.Lock()
	if n := len(s.idle); n > 0 {
		c := s.idle[n-1] // the one used last is the least likely to be closed
		s.idle = s.idle[:n-1]
		c.expiry.Stop()
		s.mu.Unlock()
		return c, nil
	}
	s.mu.Unlock()
	return s.connect(ctx)
}

// keep puts a connection by for the next letter, if it can be used again.
func (s *SMTP) keep(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.broken || s.closed || len(s.idle) >= maxIdle {
		c.cut()
		return
	}
	c.expiry = time.AfterFunc(keepIdle, func() { s.drop(c) })
	s.idle = append(s.idle, c)
}

func (s *SMTP) drop(c *conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.idle {
		if s.idle[i] == c {
			s.idle = append(s.idle[:i], s.idle[i+1:]...)
			c.cut()
			return
		}
	}
}

func (s *SMTP) connect(ctx context.Context) (*conn, error) {
	c := &conn{}
	client, err := gomail.NewClient(s.server.Host, s.options(c)...)
	if err != nil {
		return nil, dialError(err)
	}
	c.client = client
	// The library bounds the whole by its time-out and lets ctx end the dialling
	// only; what comes after is cut from outside.
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	stop := context.AfterFunc(ctx, c.cut)
	defer stop()
	c.smtp, err = client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		c.cut()
		return nil, dialError(err)
	}
	return c, nil
}

func (s *SMTP) options(c *conn) []gomail.Option {
	config := s.roots.Clone()
	config.ServerName, config.MinVersion = s.server.Host, tls.VersionTLS12
	options := []gomail.Option{
		gomail.WithPort(s.server.Port), gomail.WithTimeout(s.timeout), gomail.WithHELO(s.name), gomail.WithoutNoop(),
		gomail.WithTLSConfig(config), gomail.WithTLSPolicy(gomail.TLSMandatory),
		gomail.WithDialContextFunc(func(ctx context.Context, network, address string) (net.Conn, error) {
			return c.dial(ctx, s.dial, network, address, s.server.Implicit, config)
		}),
	}
	auth := []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin}
	switch {
	case s.server.Implicit:
		options = append(options, gomail.WithSSL())
	case s.server.loopback():
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
		auth = []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthPlainNoEnc, gomail.SMTPAuthLoginNoEnc}
	}
	if s.server.user != "" {
		options = append(options, gomail.WithUsername(s.server.user), gomail.WithPassword(s.server.password),
			gomail.WithOpportunisticSMTPAuth(auth...))
	}
	return options
}
