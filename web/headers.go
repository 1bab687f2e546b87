package web

import (
	"net/http"
	"strings"

	"openchair/meeting"
)

// headers go with every answer. Nothing may be loaded from elsewhere, framed
// elsewhere or learned elsewhere; there is no script to allow.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"Referrer-Policy":         "no-referrer",
	"X-Content-Type-Options":  "nosniff",
	"Permissions-Policy":      "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}

func withHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		setHeaders(w.Header())
		next.ServeHTTP(w, r)
	})
}

func setHeaders(h http.Header) {
	for k, v := range headers {
		h.Set(k, v)
	}
}

// basePolicy is the policy of a page that runs no script.
var basePolicy = headers["Content-Security-Policy"]

// scriptHeaders let a page run a script of ours, and whatever more it names.
func scriptHeaders(w http.ResponseWriter, more ...string) {
	w.Header().Set("Content-Security-Policy", strings.Join(append([]string{basePolicy, "script-src 'self'"}, more...), "; "))
}

// findPolicy is the find page's own: it may run one script of ours, which asks
// the browser where it is, and show tiles where the operator chose a server.
func findPolicy(t Tiles) (string, error) {
	tiles, err := t.origin()
	images := strings.TrimSpace("img-src 'self' " + tiles)
	return strings.Replace(basePolicy, "img-src 'self'", images+"; script-src 'self'", 1), err
}

func (s *site) findHeaders(w http.ResponseWriter) {
	w.Header().Set("Content-Security-Policy", s.policy)
	w.Header().Set("Permissions-Policy", strings.Replace(headers["Permissions-Policy"], "geolocation=()", "geolocation=(self)", 1))
}

// forgetWhereEmptied lets a device forget what it keeps of a calendar that was
// emptied in a panic, wherever that was done.
func forgetWhereEmptied(w http.ResponseWriter, c *meeting.Calendar) {
	if !c.Panicked.IsZero() {
		forgetHere(w)
	}
}

// forgetHere lets a device forget what it keeps offline. It is sent once, where
// the person asks for it, and wherever an emptied calendar is looked at.
func forgetHere(w http.ResponseWriter) { w.Header().Set("Clear-Site-Data", `"storage"`) }

// secretHeaders mark an answer that stands under a secret address: no cache
// keeps it and no search engine lists it.
func secretHeaders(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Robots-Tag", "noindex, nofollow")
}
