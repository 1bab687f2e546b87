package mail

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-smtp"
)

// Bounds of a connection that brings bounces.
const (
	bounceTimeout  = 30 * time.Second
	maxBounceReads = 10 // readers of one message
)

// Listen takes bounces by SMTP on an address such as "127.0.0.1:2525", or by
// LMTP on "lmtp:PATH", a Unix socket, or "lmtp:HOST:PORT", until ctx ends. A
// mailbox that no letter was sent from is refused at RCPT.
func (b *Bounces) Listen(ctx context.Context, address string) error {
	listener, lmtp, err := listenBounces(ctx, address)
	if err != nil {
		return fmt.Errorf("bounces: %w", err)
	}
	return b.serve(ctx, listener, lmtp)
}

func listenBounces(ctx context.Context, address string) (net.Listener, bool, error) {
	network, lmtp := "tcp", false
	if rest, ok := strings.CutPrefix(address, "lmtp:"); ok {
		address, lmtp = rest, true
		if strings.Contains(rest, "/") {
			network = "unix"
		}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, network, address)
	return listener, lmtp, err
}

func (b *Bounces) serve(ctx context.Context, listener net.Listener, lmtp bool) error {
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &bounceSession{bounces: b, ctx: ctx}, nil
	}))
	server.LMTP, server.Domain = lmtp, "bounces.invalid"
	server.MaxMessageBytes, server.MaxRecipients = 4*maxBounce, maxBounceReads
	server.ReadTimeout, server.WriteTimeout = bounceTimeout, bounceTimeout
	server.ErrorLog = quiet{}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(listener); err != nil && ctx.Err() == nil && !errors.Is(err, smtp.ErrServerClosed) {
		return fmt.Errorf("bounces: %w", err)
	}
	return nil
}

// quiet drops what the library would log: addresses stand in it.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

type bounceSession struct {
	bounces *Bounces
	ctx     context.Context
	to      []string
}

func (s *bounceSession) Reset()                               { s.to = nil }
func (s *bounceSession) Logout() error                        { return nil }
func (s *bounceSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *bounceSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if _, ours := s.bounces.reader(to, time.Now()); !ours {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no letter was sent from there"}
	}
	s.to = append(s.to, to)
	return nil
}

func (s *bounceSession) Data(r io.Reader) error {
	// One letter has one address: the first counts.
	if err := s.bounces.Take(s.ctx, s.to[0], r); err != nil {
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try again later"}
	}
	_, err := io.Copy(io.Discard, r)
	return err
}
