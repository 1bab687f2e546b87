package meeting

import (
	"crypto/sha256"
	"encoding/base32"
)

var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID returns the id that a listing gets when it is first stored: 16
// characters made from source, key and twin, so that a lost database collected
// again gives every meeting, and every calendar entry, its old id. Later
// renames keep the id of the first store.
func NewID(source, key, twin string) string {
	sum := sha256.Sum256([]byte(source + "\x00" + key + "\x00" + twin))
	return idEncoding.EncodeToString(sum[:10])
}
