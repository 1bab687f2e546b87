package scraper

import (
	"context"
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"openchair/internal/guard"
)

// backoff is how long to wait before each try again within a run.
var backoff = []time.Duration{time.Second, 4 * time.Second}

const (
	// retryPatience is the longest Retry-After that is waited for within a run.
	retryPatience = 10 * time.Second
	// retryLongest is the longest that a source is believed to want quiet.
	retryLongest = 7 * 24 * time.Hour
)

// persist asks again where that may help: after a broken connection, 429, 502,
// 503 and 504. A time-out has been waited for once, and is not again.
func (f *Fetcher) persist(ctx context.Context, ask func() (answer, error)) (answer, error) {
	for _, pause := range backoff {
		a, err := ask()
		if err == nil || ctx.Err() != nil || !worthRetrying(err) {
			return a, err
		}
		until := retryAfterOf(err)
		if time.Until(until) > retryPatience {
			return a, err
		}
		pause += rand.N(pause / 4)
		if err := sleep(ctx, max(pause, time.Until(until))); err != nil {
			return answer{}, err
		}
	}
	return ask()
}

func worthRetrying(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return !status.Challenge && slices.Contains([]int{429, 502, 503, 504}, status.Status) && !unread(err)
	}
	return brokenConnection(err)
}

// unread: robots.txt has had its own tries.
func unread(err error) bool {
	var e *RobotsUnreadError
	return errors.As(err, &e)
}

func brokenConnection(err error) bool {
	var (
		refused  *guard.RefusedError
		bound    *BoundError
		denied   *RobotsDeniedError
		opted    *OptedOutError
		redirect *RedirectError
		encoding *EncodingError
		tlsAlert *tls.CertificateVerificationError
		dns      *net.DNSError
		netErr   net.Error
	)
	switch {
	case unread(err), errors.As(err, &refused), errors.As(err, &bound), errors.As(err, &denied), errors.As(err, &opted),
		errors.As(err, &redirect), errors.As(err, &encoding), errors.As(err, &tlsAlert), errors.Is(err, errAddress):
		return false
	case errors.As(err, &dns) && dns.IsNotFound:
		return false
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &netErr) && netErr.Timeout():
		return false
	}
	return true
}

// retryAfterOf returns when a site asks to be asked again; zero = not said.
func retryAfterOf(err error) time.Time {
	var status *StatusError
	if errors.As(err, &status) {
		return status.RetryAfter
	}
	return time.Time{}
}

// retryAfter reads the header of RFC 9110, 10.2.3: seconds or a date.
func retryAfter(h http.Header, now time.Time) time.Time {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return time.Time{}
	}
	until, err := http.ParseTime(v)
	if n, bad := strconv.ParseInt(v, 10, 64); bad == nil {
		n = min(max(n, 0), int64(retryLongest/time.Second))
		until, err = now.Add(time.Duration(n)*time.Second), nil
	}
	if err != nil || !until.After(now) {
		return time.Time{}
	}
	if latest := now.Add(retryLongest); until.After(latest) {
		until = latest
	}
	return until.UTC()
}
