package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// secretBytes is how much chance an address holds: 160 bits.
const secretBytes = 20

var secretEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// newManage returns a new secret to manage a calendar by.
func newManage() string {
	b := make([]byte, secretBytes)
	rand.Read(b) // never fails: it ends the process instead
	return secretEncoding.EncodeToString(b)
}

// feedOf returns the secret to read the calendar by. The store keeps neither,
// only their hashes; so that the calendar's own page can show its feed again,
// the feed follows from the manage secret by a one-way function. Who holds the
// feed learns nothing of the manage secret.
func feedOf(manage string) string {
	mac := hmac.New(sha256.New, []byte(manage))
	mac.Write([]byte("openchair feed address 1"))
	return secretEncoding.EncodeToString(mac.Sum(nil)[:secretBytes])
}

// hashSecret is how the store knows a secret. Random bits need no key.
func hashSecret(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// isSecret reports whether s has a secret's shape; what has not is not looked up.
func isSecret(s string) bool {
	return len(s) == secretEncoding.EncodedLen(secretBytes) &&
		strings.Trim(s, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// feedURL and manageURL are a calendar's two addresses.
func (s *site) feedURL(manage string) string   { return s.PublicURL + "/c/" + feedOf(manage) + ".ics" }
func (s *site) manageURL(manage string) string { return s.PublicURL + "/my/" + manage }

// webcalURL opens a calendar program. RFC-less, but every client knows it.
func (s *site) webcalURL(manage string) string {
	return "webcal://" + strings.TrimPrefix(strings.TrimPrefix(s.feedURL(manage), "https://"), "http://")
}
