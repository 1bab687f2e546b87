package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"
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

// send carries one letter. Taken is taken: whatever goes wrong after the server
// has said so is the connection's fault, not the letter's.
func (c *conn) send(ctx context.Context, e *Envelope, timeout time.Duration) *SendError {
	if ctx.Err() != nil {
		return &SendError{Outcome: meeting.Retry, Why: "stopped before it was sent"}
	}
	stop := context.AfterFunc(ctx, c.cut)
	failed := c.transact(e, timeout)
	stopped := !stop()
	c.used = true
	if failed == nil {
		c.broken = stopped
		return nil
	}
	// Only after a refused reader is the state known that the server is in.
	c.broken = stopped || failed.stage != atReader || failed.code == 0 || failed.code == 421 || c.smtp.Reset() != nil
	return failed
}

// step is one command of a letter, what goes with it, and the reply that lets
// the next follow.
type step struct {
	command string
	with    []byte
	stage   stage
	code    int // or its first digits
}

// transact speaks SMTP for one letter. Where the server takes commands in a row
// (RFC 2920) all go out together: one wait instead of three. Where it takes
// content in chunks (RFC 3030) too, that goes with them.
func (c *conn) transact(e *Envelope, timeout time.Duration) *SendError {
	if err := c.net.SetDeadline(time.Now().Add(timeout)); err != nil {
		return failure(atSender, err)
	}
	options, failed := c.options(e)
	if failed != nil {
		return failed
	}
	steps := []step{{"MAIL FROM:<" + e.from + ">" + options, nil, atSender, 250}, {"RCPT TO:<" + e.to + ">", nil, atReader, 25}, {"DATA", nil, atContent, 354}}
	together, _ := c.smtp.Extension("PIPELINING")
	chunks, _ := c.smtp.Extension("CHUNKING")
	chunked := together && chunks
	if chunked {
		steps[2] = step{fmt.Sprintf("BDAT %d LAST", len(e.raw)), e.raw, atContent, 250}
	}
	if failed = c.ask(steps, together); failed == nil && !chunked {
		failed = c.content(e)
	}
	if failed != nil {
		failed.unsure = failed.code == 0 && (chunked || failed.stage == atContent)
	}
	return failed
}

// ask takes the steps of a letter, all at once or one by one, and returns the
// first that failed.
func (c *conn) ask(steps []step, together bool) (failed *SendError) {
	if together {
		if err := c.say(steps...); err != nil {
			return failure(atSender, err)
		}
	}
	for _, s := range steps {
		var err error
		if !together {
			err = c.say(s)
		}
		if err == nil {
			_, _, err = c.smtp.Text.ReadResponse(s.code)
		}
		switch {
		case err == nil && s.code == 354 && failed != nil:
			c.endNothing()
		case err != nil && failed == nil:
			failed = failure(s.stage, err)
		}
		if failed != nil && (!together || failed.code == 0 || failed.code == 421) {
			return failed
		}
	}
	return failed
}

// say sends commands, and what goes with them, in one go.
func (c *conn) say(steps ...step) error {
	n := 0
	for _, s := range steps {
		n += len(s.command) + len("\r\n") + len(s.with)
	}
	said := make([]byte, 0, n)
	for _, s := range steps {
		said = append(said, s.command...)
		said = append(said, "\r\n"...)
		said = append(said, s.with...)
	}
	_, err := c.smtp.Text.W.Write(said)
	return errors.Join(err, c.smtp.Text.W.Flush())
}

// endNothing ends content that a server asks for though it took no reader.
func (c *conn) endNothing() {
	if c.smtp.Text.PrintfLine(".") != nil {
		return // the next use of the connection tells
	}
	_, _, _ = c.smtp.Text.ReadResponse(250) // it refuses, and has to
}

// content sends the letter itself. Its lines are ended as they have to be; those
// that begin with a dot get another (RFC 5321, 4.5.2).
func (c *conn) content(e *Envelope) *SendError {
	raw := e.raw
	if bytes.Contains(raw, []byte("\n.")) {
		raw = bytes.ReplaceAll(raw, []byte("\n."), []byte("\n.."))
	}
	w := c.smtp.Text.W
	_, err := w.Write(raw) // it begins with a header, and a header with no dot
	if err == nil {
		_, err = w.WriteString(".\r\n")
	}
	if err = errors.Join(err, w.Flush()); err != nil {
		return failure(atContent, err)
	}
	if _, _, err = c.smtp.Text.ReadResponse(250); err != nil {
		return failure(atContent, err)
	}
	return nil
}

// options are what MAIL has to say of a letter.
func (c *conn) options(e *Envelope) (string, *SendError) {
	if isASCII(e.from) && isASCII(e.to) {
		return "", nil
	}
	if ok, _ := c.smtp.Extension("SMTPUTF8"); !ok {
		return "", &SendError{Outcome: meeting.Dead, Why: "the mail server takes only addresses in ASCII", stage: atReader, code: 553}
	}
	return " SMTPUTF8", nil
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}
