package mail

import (
	"context"
	"crypto/tls"
	"net"
	"sync"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"

	"openchair/meeting"
)

type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// conn is one connection to the server. One letter at a time goes over it.
type conn struct {
	client *gomail.Client
	smtp   *smtp.Client
	used   bool // has carried a letter before
	broken bool // what state the server is in is not known
	expiry *time.Timer

	mu  sync.Mutex
	net net.Conn
	end bool
}

// dial makes the connection in a way that lets cut end it at any moment: the
// library's own locks would have cut wait for the answer it is to spare us.
func (c *conn) dial(ctx context.Context, dial dialFunc, network, address string, implicit bool, config *tls.Config) (net.Conn, error) {
	n, err := dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.net = n
	end := c.end
	c.mu.Unlock()
	if end {
		n.Close()
		return nil, net.ErrClosed
	}
	if !implicit {
		return n, nil
	}
	secure := tls.Client(n, config)
	if err := secure.HandshakeContext(ctx); err != nil {
		n.Close()
		return nil, err
	}
	return secure, nil
}

// cut closes the connection without a word, whatever it is waiting for.
func (c *conn) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end = true
	if c.net != nil {
		c.net.Close() // what it errs with changes nothing: it is given up
	}
}

// send carries one letter. Delivered comes first: a fault after the server has
// taken a letter is the connection's, not the letter's.
func (c *conn) send(ctx context.Context, e *Envelope) *SendError {
	if ctx.Err() != nil {
		return &SendError{Outcome: meeting.Retry, Why: "stopped before it was sent"}
	}
	stop := context.AfterFunc(ctx, c.cut)
	err := c.client.SendWithSMTPClient(c.smtp, e.msg)
	stopped := !stop()
	c.used = true
	if err == nil {
		c.broken = stopped
		return nil
	}
	if e.msg.IsDelivered() {
		c.broken = true
		return nil
	}
	failed := sendReply(err).judge()
	// Only after a refused reader was the server brought back to its beginning.
	c.broken = stopped || failed.stage != atReader || failed.code == 0 || failed.code == 421
	return failed
}
