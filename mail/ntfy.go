package mail

import (
	"context"
	"mime"
	"net/http"
	"strings"
	"time"

	"openchair/meeting"
)

// Ntfy posts notes to an ntfy topic, or to any webhook that takes what ntfy
// takes: the note is the body, its title and links are headers.
type Ntfy struct {
	client *http.Client
	permit Permit
}

// NewNtfy returns a pusher over a guarded transport.
func NewNtfy(transport http.RoundTripper, permit Permit) *Ntfy {
	return &Ntfy{pushClient(transport), permit}
}

// Check implements Pusher.
func (n *Ntfy) Check(ctx context.Context, address string) error {
	u, err := pushAddress(address)
	if err != nil {
		return err
	}
	return n.permit.check(ctx, u)
}

// Push implements Pusher. The note's id goes with it, so that a receiver can
// drop a second one.
func (n *Ntfy) Push(ctx context.Context, address string, note Note) error {
	u, err := pushAddress(address)
	if err != nil {
		return &SendError{Outcome: meeting.Dropped, Why: err.Error()}
	}
	if !time.Now().Before(note.Expires) {
		return &SendError{Outcome: meeting.Retry, Why: "its time had passed"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), strings.NewReader(note.Body))
	if err != nil {
		return &SendError{Outcome: meeting.Dropped, Why: "the address can't be posted to"}
	}
	h := req.Header
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("User-Agent", "") // which says nothing
	h.Set("Title", mime.QEncoding.Encode("utf-8", line(note.Title)))
	h.Set("X-Message-Id", note.ID)
	h.Set("Firebase", "no") // not through a third party
	if note.Join != "" {
		h.Set("Click", asciiURL(note.Join))
	}
	if note.Manage.URL != "" {
		h.Set("Actions", mime.QEncoding.Encode("utf-8", "view, "+note.Manage.Words+", "+note.Manage.URL))
	}
	resp, err := n.client.Do(req)
	if err != nil {
		return pushFailed(err)
	}
	return pushAnswered(resp)
}

// asciiURL leaves out a link that no header can hold.
func asciiURL(s string) string {
	if isASCII(s) {
		return s
	}
	return ""
}
