package mail

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"
)

// Bounds of what one domain of readers is sent.
const (
	domainRate  = 20  // letters a second
	domainBurst = 200 // at once, after a rest
	// A domain that puts a letter off is left alone for a while, longer each
	// time; another is not made to wait for it.
	domainRest    = 30 * time.Second
	domainRestMax = 15 * time.Minute
)

// Throttled is a transport that bounds the letters to each domain of readers.
type Throttled struct {
	Transport
	mu      sync.Mutex
	domains map[string]*domainState
}

// Send implements Transport. Where a domain takes no more for now nothing is
// sent, and the error is a *BusyError.
func (t *Throttled) Send(ctx context.Context, e *Envelope) error {
	domain := strings.ToLower(e.to[strings.LastIndexByte(e.to, '@')+1:])
	if err := t.take(domain, time.Now()); err != nil {
		return err
	}
	err := t.Transport.Send(ctx, e)
	var failed *SendError
	if err == nil || errors.As(err, &failed) {
		t.learn(domain, failed != nil && failed.putOff(), time.Now())
	}
	return err
}

// reach reaches whoever is behind it.
func (t *Throttled) reach(ctx context.Context) (found string, err error) {
	if r, ok := t.Transport.(reacher); ok {
		return r.reach(ctx)
	}
	return "", nil
}

// putOff reports whether a reader's domain asked to come later. 421 and what is
// said before the reader is named are the server's own.
func (e *SendError) putOff() bool {
	return e.code >= 400 && e.code < 500 && e.code != 421 && (e.stage == atReader || e.stage == atContent)
}

// domainState is what one domain may still be sent.
type domainState struct {
	left   float64 // letters
	at     time.Time
	rest   time.Duration // the last one
	resume time.Time
}

// BusyError says that a letter waits because others go to its domain.
type BusyError struct{ Due time.Time }

func (e *BusyError) Error() string {
	return "its domain takes no more for now: again at " + e.Due.UTC().Format(time.RFC3339)
}

// Until returns when the letter may be tried, in UTC.
func (e *BusyError) Until() time.Time { return e.Due }

// take counts one letter to a domain, or says when it may be tried.
func (t *Throttled) take(domain string, now time.Time) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.state(domain, now)
	if now.Before(s.resume) {
		return &BusyError{s.resume.UTC()}
	}
	s.left = min(domainBurst, s.left+now.Sub(s.at).Seconds()*domainRate)
	s.at = now
	if s.left < 1 {
		return &BusyError{now.Add(time.Second).UTC()}
	}
	s.left--
	return nil
}

// learn takes notice of how a domain answered: putOff = it asked to come later.
func (t *Throttled) learn(domain string, putOff bool, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.state(domain, now)
	switch {
	case !putOff:
		s.rest = 0
	case !now.Before(s.resume): // of several under way only the first counts
		s.rest = min(domainRestMax, max(domainRest, 2*s.rest))
		s.resume = now.Add(s.rest)
	}
}

// mostDomains bounds what is kept in mind.
const mostDomains = 10_000

func (t *Throttled) state(domain string, now time.Time) *domainState {
	if s := t.domains[domain]; s != nil {
		return s
	}
	if t.domains == nil || len(t.domains) >= mostDomains {
		t.domains = make(map[string]*domainState)
	}
	s := &domainState{left: domainBurst, at: now}
	t.domains[domain] = s
	return s
}
