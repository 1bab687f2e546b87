package keyring

import (
	"crypto/ecdh"
	"encoding/base64"
	"fmt"
)

// vapidTries is how often a scalar is derived: one in 2³² is no private key.
const vapidTries = 4

// VAPID is the key pair by which push services know us (RFC 8292), both in
// unpadded URL-safe base64.
type VAPID struct{ Private, Public string }

// VAPID returns the pair of the newest key, which new subscriptions are made
// with. It is derived and never stored.
func (r *Ring) VAPID() (VAPID, error) { return r.keys[0].vapidPair() }

// VAPIDOf returns the pair that a subscription was made with, by its public
// key; ok is false where no key of the ring makes it any more.
func (r *Ring) VAPIDOf(public string) (pair VAPID, ok bool) {
	for _, k := range r.keys {
		if pair, err := k.vapidPair(); err == nil && pair.Public == public {
			return pair, true
		}
	}
	return VAPID{}, false
}

func (k *key) vapidPair() (VAPID, error) {
	for i := range vapidTries {
		private, err := ecdh.P256().NewPrivateKey(mac(k.push, fmt.Sprint(i)))
		if err != nil {
			continue
		}
		encode := base64.RawURLEncoding.EncodeToString
		return VAPID{encode(private.Bytes()), encode(private.PublicKey().Bytes())}, nil
	}
	return VAPID{}, fmt.Errorf("derive the push key: no scalar in %d tries", vapidTries)
}
