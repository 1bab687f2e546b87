package keyring

import (
	"crypto/hmac"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"strings"
)

// The purposes of tokens; each is also the first part of its link's path.
const (
	Confirm = "confirm"  // /confirm/TOKEN, timed
	Stop    = "stop"     // /stop/TOKEN: no more letters
	Manage  = "letters"  // /letters/TOKEN: what this address gets
	StopOne = "stop-one" // /stop-one/TOKEN/MEETING: none about this meeting
)

// About narrows a purpose to one thing, such as StopOne to a meeting: its token
// holds for no other.
func About(purpose, id string) string { return purpose + " " + id }

// macSize is how much of an HMAC a token and a Message-ID carry: 160 bits.
const macSize = 20

const tokenSize = 8 + macSize

// Strict refuses spellings of the same bytes that differ in their last bits,
// so that one token has one spelling.
var tokenEncoding = base64.RawURLEncoding.Strict()

// Token returns the URL-safe token that proves a link was made for this
// purpose and reminder. It is always the same for the same key and is never
// stored.
func (r *Ring) Token(purpose string, id int64) string {
	return tokenEncoding.EncodeToString(r.keys[0].tokenBytes(purpose, id))
}

// Check returns the id a token was made for, if any key of the ring made it
// for this purpose. It takes the same time whatever is wrong with the HMAC.
func (r *Ring) Check(purpose, token string) (id int64, ok bool) {
	b, err := tokenEncoding.DecodeString(token)
	if err != nil || len(b) != tokenSize {
		return 0, false
	}
	claimed := int64(binary.BigEndian.Uint64(b))
	for _, k := range r.keys {
		if hmac.Equal(b, k.tokenBytes(purpose, claimed)) {
			ok = true // no early end: which key it was shows nowhere
		}
	}
	if !ok {
		return 0, false
	}
	return claimed, true
}

func (k *key) tokenBytes(purpose string, id int64) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, tokenSize), uint64(id))
	return append(b, mac(k.token, purpose, string(b))[:macSize]...)
}

var messageIDEncoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// MessageID returns the Message-ID, without its angle brackets, of the letter
// with this identity. Sent twice it is the same, so that receivers can drop
// the second; nobody without the key can guess it or learn anything from it.
func (r *Ring) MessageID(identity, domain string) string {
	sum := mac(r.keys[0].letter, identity)[:macSize]
	return strings.ToLower(messageIDEncoding.EncodeToString(sum)) + "@" + domain
}
