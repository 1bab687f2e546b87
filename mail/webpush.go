package mail

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/SherClockHolmes/webpush-go"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// Subscription is what a browser gives for Web Push, as its toJSON writes it,
// and the public key it was made with: a sealed address holds its JSON.
type Subscription struct {
	webpush.Subscription
	VAPID string `json:"vapid"` // the key ring's public key then
}

// PushKeys is what Web Push asks of the key ring.
type PushKeys interface {
	VAPIDOf(public string) (keyring.VAPID, bool)
}

// WebPush sends notes to browsers (RFC 8030, RFC 8291, RFC 8292). Push services
// see neither their words nor their length.
type WebPush struct {
	client  *http.Client
	keys    PushKeys
	permit  Permit
	contact string // tells push services whom to write to
}

// NewWebPush returns a pusher over a guarded transport. contact is an e-mail
// address or an https address.
func NewWebPush(transport http.RoundTripper, permit Permit, keys PushKeys, contact string) *WebPush {
	return &WebPush{pushClient(transport), keys, permit, contact}
}

// Check implements Pusher: address is the JSON of a Subscription.
func (w *WebPush) Check(ctx context.Context, address string) error {
	s, _, err := w.read(address)
	if err != nil {
		return err
	}
	u, err := pushAddress(s.Endpoint)
	if err != nil {
		return err
	}
	return w.permit.check(ctx, u)
}

func (w *WebPush) read(address string) (s Subscription, pair keyring.VAPID, err error) {
	if err := json.Unmarshal([]byte(address), &s); err != nil {
		return s, pair, errors.New("it is no subscription as browsers write it")
	}
	if _, err := pushAddress(s.Endpoint); err != nil {
		return s, pair, err
	}
	if s.Keys.Auth == "" || s.Keys.P256dh == "" {
		return s, pair, errors.New("its keys are missing")
	}
	pair, ok := w.keys.VAPIDOf(s.VAPID)
	if !ok {
		return s, pair, errors.New("it was made with a key that is gone: subscribe anew")
	}
	return s, pair, nil
}

// Push implements Pusher. A service that holds the note already replaces it.
func (w *WebPush) Push(ctx context.Context, address string, note Note) error {
	s, pair, err := w.read(address)
	if err != nil {
		return &SendError{Outcome: meeting.Dead, Why: err.Error()}
	}
	left := time.Until(note.Expires)
	if left <= 0 {
		return &SendError{Outcome: meeting.Retry, Why: "its time had passed"}
	}
	payload, err := payload(&note)
	if err != nil {
		return err
	}
	resp, err := webpush.SendNotificationWithContext(ctx, payload, &s.Subscription, &webpush.Options{
		HTTPClient: w.client, Subscriber: w.contact, Topic: note.ID[:min(len(note.ID), 32)],
		TTL: int(left.Seconds()), Urgency: webpush.UrgencyHigh,
		VAPIDPublicKey: pair.Public, VAPIDPrivateKey: pair.Private,
	})
	if err != nil {
		return pushFailed(err)
	}
	return pushAnswered(resp)
}

// payload is a note as the worker of our pages reads it. A note that asks leads to
// the page that confirms alone; another that has a link to join by leads there, and
// its button to our page.
func payload(n *Note) ([]byte, error) {
	said := map[string]string{"id": n.ID, "title": n.Title, "body": n.Body, "url": n.ours()}
	if n.Join != "" && n.Confirm == "" {
		said["join"], said["ours"] = n.Join, n.Manage.Words
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // which would make links up to six times as long
	err := e.Encode(said)
	return bytes.TrimSpace(b.Bytes()), err
}
