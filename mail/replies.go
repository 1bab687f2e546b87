package mail

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/textproto"
	"regexp"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"openchair/meeting"
)

// SendError says why a letter was not taken, in words without an address.
type SendError struct {
	Outcome meeting.Outcome // Retry or Dead
	Why     string
	// Refused: the server refuses us, not the reader. Nothing should be sent
	// until somebody has looked.
	Refused bool
	code    int // the reply's; 0 = none came
	stage   stage
	unsure  bool // the content may have been taken
}

func (e *SendError) Error() string { return "send: " + e.Why }

// Paused reports whether all sending should rest.
func (e *SendError) Paused() bool { return e.Refused }

// stage is how far a letter had come.
type stage string

const (
	atConnect stage = "connecting"
	atAuth    stage = "AUTH"
	atSender  stage = "MAIL FROM"
	atReader  stage = "RCPT TO"
	atContent stage = "DATA"
)

// reply is what is known of a failed try.
type reply struct {
	stage stage
	code  int    // 0 = none came
	class string // enhanced status code, such as "5.1.1"
	text  string
}

// judge decides by the table that README and operators rely on:
//
//	no reply, 421, 4xx              → try again
//	5xx at connecting, AUTH or MAIL → we are refused
//	5.7.x anywhere                  → we are refused
//	550, 551, 553 at RCPT, with 5.1.x or no class → the address is dead
//	any other 5xx                   → try again until the letter expires
func (r reply) judge() *SendError {
	e := &SendError{Outcome: meeting.Retry, Why: r.words(), code: r.code, stage: r.stage}
	switch {
	case r.code < 500:
	case r.stage == atConnect, r.stage == atAuth, r.stage == atSender, strings.HasPrefix(r.class, "5.7."):
		e.Refused = true
	case r.stage == atReader && r.noSuchReader():
		e.Outcome = meeting.Dead
	}
	return e
}

func (r reply) noSuchReader() bool {
	known := r.code == 550 || r.code == 551 || r.code == 553
	return known && (r.class == "" || strings.HasPrefix(r.class, "5.1."))
}

// words never holds an address: servers like to repeat it in what they say at
// RCPT, so of that only the numbers are kept.
func (r reply) words() string {
	if r.code == 0 {
		return fmt.Sprintf("no answer at %s: %s", r.stage, discreet(r.text))
	}
	if r.stage == atReader {
		return strings.TrimSpace(fmt.Sprintf("the server answered %d %s at %s", r.code, r.class, r.stage))
	}
	return fmt.Sprintf("the server answered at %s: %d %s", r.stage, r.code, discreet(r.text))
}

var (
	address  = regexp.MustCompile(`[^\s<>"']+(@|%40)[^\s<>"']+`)
	token    = regexp.MustCompile(`[\w-]{32,}`) // of a link in the letter, or of where it comes back to
	classRE  = regexp.MustCompile(`^\s*([245]\.\d{1,3}\.\d{1,3})\b`)
	maxReply = 200
)

// discreet takes addresses and tokens out of what a server or a library said,
// and keeps it to one short line. Filters like to repeat a link that they refuse.
func discreet(s string) string {
	s = line(token.ReplaceAllString(address.ReplaceAllString(s, "…"), "…"))
	if r := []rune(s); len(r) > maxReply {
		s = string(r[:maxReply]) + "…"
	}
	return s
}

// failure judges what went wrong at a stage: a reply, or no reply at all.
func failure(at stage, err error) *SendError {
	r := reply{stage: at, text: err.Error()}
	var tp *textproto.Error
	if errors.As(err, &tp) {
		r.code, r.text = tp.Code, tp.Msg
	}
	if m := classRE.FindStringSubmatch(r.text); m != nil {
		r.class = m[1]
	}
	return r.judge()
}

// dialError judges a connection that could not be made. What a person must
// mend (a certificate, a missing STARTTLS, a wrong password) refuses us; what
// passes by itself does not.
func dialError(err error) *SendError {
	var tp *textproto.Error
	switch {
	case errors.As(err, &tp) && strings.Contains(err.Error(), "SMTP AUTH failed"):
		return failure(atAuth, err)
	case tp != nil:
		return failure(atConnect, err)
	}
	e := reply{stage: atConnect, text: err.Error()}.judge()
	e.Refused = misconfigured(err)
	return e
}

func misconfigured(err error) bool {
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var notTLS tls.RecordHeaderError
	return errors.As(err, &unknown) || errors.As(err, &host) || errors.As(err, &invalid) || errors.As(err, &notTLS) ||
		errors.Is(err, gomail.ErrNoSupportedAuthDiscovered) ||
		strings.Contains(err.Error(), "does not support STARTTLS") || strings.Contains(err.Error(), "does not support SMTP AUTH")
}
