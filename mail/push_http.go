package mail

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"openchair/internal/guard"
	"openchair/meeting"
)

// pushTimeout bounds one note.
const pushTimeout = 20 * time.Second

// pushClient posts through a transport, which has to be guarded: a reader
// chooses where notes go. Where it points elsewhere it is not followed.
func pushClient(transport http.RoundTripper) *http.Client {
	return &http.Client{Transport: transport, Timeout: pushTimeout, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
}

// Permit reports with a *guard.RefusedError that a host is not to be asked, as
// guard.Guard's Check does. Nil permits all.
type Permit func(ctx context.Context, host string) error

func (p Permit) check(ctx context.Context, u *url.URL) error {
	if p == nil {
		return nil
	}
	return p(ctx, u.Hostname())
}

// pushAddress checks an address that notes are posted to.
func pushAddress(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || line(s) != s {
		return nil, errors.New("it is no web address such as https://ntfy.sh/topic")
	}
	if u.Scheme != "https" && u.Scheme != "http" {
		return nil, errors.New("it begins neither with https:// nor with http://")
	}
	return u, nil
}

// pushFailed judges what went wrong before an answer came. No address stands in
// what it says.
func pushFailed(err error) error {
	var refused *guard.RefusedError
	if errors.As(err, &refused) {
		return &SendError{Outcome: meeting.Dropped, Why: "the address leads into a private network (" + refused.Why + ")"}
	}
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	return &SendError{Outcome: meeting.Retry, Why: "no answer: " + discreet(err.Error())}
}

// pushAnswered judges an answer. Whoever says that there is no such address any
// more is believed; what can't be taken is not tried again.
func pushAnswered(resp *http.Response) error {
	defer resp.Body.Close()
	// Read a little, so that the connection can be used again.
	_, _ = io.CopyN(io.Discard, resp.Body, 4<<10)
	why := fmt.Sprintf("the service answered %d", resp.StatusCode)
	switch code := resp.StatusCode; {
	case code >= 200 && code < 300:
		return nil
	case code == http.StatusNotFound, code == http.StatusGone:
		return &SendError{Outcome: meeting.Dead, Why: why, code: code}
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly, code == http.StatusTooManyRequests, code >= 500:
		return &SendError{Outcome: meeting.Retry, Why: why, code: code}
	}
	return &SendError{Outcome: meeting.Dropped, Why: why, code: resp.StatusCode}
}
