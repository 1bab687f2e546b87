package feeds

import (
	"crypto/sha256"
	"encoding/hex"
)

// ETag returns the strong validator of a feed's bytes (RFC 9110 8.8.3),
// quoted: equal bytes have equal tags, here and after a restart.
func ETag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}
