package keyring

import (
	"crypto/hmac"
	"encoding/binary"
	"strings"
	"time"
)

// Bounce is the purpose of the timed token in the address that bounces go to.
const Bounce = "bounce"

// timedMAC is how much of an HMAC a timed token carries: 96 bits, and it holds
// for days only. With more it would not fit the left side of an address.
const timedMAC = 12

const timedSize = 8 + 4 + timedMAC

// Timed returns a token that holds until a moment, to the minute. It is written
// in letters and digits of one case, as addresses of mail need it.
func (r *Ring) Timed(purpose string, id int64, until time.Time) string {
	return strings.ToLower(messageIDEncoding.EncodeToString(r.keys[0].timedBytes(purpose, id, uint32(until.Unix()/60))))
}

// CheckTimed returns the id that a timed token was made for, if any key of the
// ring made it for this purpose and its time has not passed. Case doesn't count.
func (r *Ring) CheckTimed(purpose, token string, now time.Time) (id int64, ok bool) {
	b, err := messageIDEncoding.DecodeString(strings.ToUpper(token))
	if err != nil || len(b) != timedSize {
		return 0, false
	}
	claimed, until := int64(binary.BigEndian.Uint64(b)), binary.BigEndian.Uint32(b[8:])
	for _, k := range r.keys {
		if hmac.Equal(b, k.timedBytes(purpose, claimed, until)) {
			ok = true
		}
	}
	if !ok || !now.Before(time.Unix(int64(until)*60, 0)) {
		return 0, false
	}
	return claimed, true
}

func (k *key) timedBytes(purpose string, id int64, until uint32) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, timedSize), uint64(id))
	b = binary.BigEndian.AppendUint32(b, until)
	return append(b, mac(k.token, "timed", purpose, string(b))[:timedMAC]...)
}
