package scraper

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// PageError says which page could not be had. It wraps one of the errors
// below, a *guard.RefusedError, or what net and crypto/tls said.
type PageError struct {
	URL string
	Err error
}

func (e *PageError) Error() string { return fmt.Sprintf("get %s: %v", bare(e.URL), e.Err) }

func (e *PageError) Unwrap() error { return e.Err }

// StatusError is an answer that is not the page: 202, 3xx without a direction,
// 4xx or 5xx.
type StatusError struct {
	Status     int
	Type       string    // its Content-Type
	First      []byte    // its first bytes, raw
	Size       int64     // bytes read of it
	Challenge  bool      // a check that a browser would have to pass
	RetryAfter time.Time // when the site asks to be left alone until; zero = not said
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("status %d %s", e.Status, http.StatusText(e.Status))
}

// BoundError says that something was larger than it may be.
type BoundError struct {
	What  string // "page", "pages of a run", "bytes of a run", …
	Limit int64
}

func (e *BoundError) Error() string {
	return fmt.Sprintf("over a bound: more than %d %s", e.Limit, e.What)
}

// RedirectError is a redirect that was not followed.
type RedirectError struct {
	From, To string
	Why      string // "in a circle"
}

func (e *RedirectError) Error() string {
	return fmt.Sprintf("%s redirects to %s: %s", bare(e.From), bare(e.To), e.Why)
}

// RobotsDeniedError says that a site's robots.txt forbids a page.
type RobotsDeniedError struct{ URL string }

func (e *RobotsDeniedError) Error() string { return "robots.txt forbids " + bare(e.URL) }

// RobotsUnreadError says that a site's robots.txt could not be read, so that
// nothing else was asked for.
type RobotsUnreadError struct {
	URL string
	Err error
}

func (e *RobotsUnreadError) Error() string { return fmt.Sprintf("read %s: %v", e.URL, e.Err) }

func (e *RobotsUnreadError) Unwrap() error { return e.Err }

// EncodingError is a body in a compression that was not asked for or is broken.
type EncodingError struct{ Encoding string }

func (e *EncodingError) Error() string {
	return fmt.Sprintf("the body's compression %q can't be undone", e.Encoding)
}

// bare is an address without its query, which may hold a key: errors are logged.
func bare(address string) string {
	path, _, _ := strings.Cut(address, "?")
	return path
}

// withoutAddress takes off the wrapping in which net/http repeats the whole
// address.
func withoutAddress(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}
