package web

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// leastZipped is how long a page has to be before it is worth zipping, in bytes.
const leastZipped = 1 << 10

// zippers are shared, for each is far larger than a page.
var zippers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func zipped(body []byte) []byte {
	var b bytes.Buffer
	w := zippers.Get().(*gzip.Writer)
	defer zippers.Put(w)
	w.Reset(&b)
	w.Write(body) //nolint:errcheck // memory takes everything
	w.Close()     //nolint:errcheck // as before
	return b.Bytes()
}

// zippedTag is the strong tag of the same bytes zipped: other bytes, another tag.
func zippedTag(etag string) string { return strings.TrimSuffix(etag, `"`) + `-gz"` }

// writePage writes what was rendered for this request, zipped where the browser
// takes that. No page shows both a secret and words of somebody who does not
// know it, so that its length tells nobody anything.
func writePage(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	if len(body) >= leastZipped && takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
		body = zipped(body)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body) //nolint:errcheck // the client has gone
}

// takesGzip reads Accept-Encoding as RFC 9110 12.5.3 does: a coding with weight
// zero is refused.
func takesGzip(r *http.Request) bool {
	for _, list := range r.Header["Accept-Encoding"] {
		for item := range strings.SplitSeq(list, ",") {
			name, weight, _ := strings.Cut(item, ";")
			if name = strings.TrimSpace(name); strings.EqualFold(name, "gzip") || name == "*" {
				_, q, weighted := strings.Cut(weight, "=")
				n, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
				return !weighted || err == nil && n > 0
			}
		}
	}
	return false
}
