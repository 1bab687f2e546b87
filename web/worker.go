package web

import (
	_ "embed" // the worker
	"net/http"
)

// workerScript runs beside the pages of a device where somebody asked for that:
// to read the agenda offline, or to be shown pushed notes.
//
//go:embed static/sw.js
var workerScript []byte

// workerPolicy is the worker's own: it may ask this site, and show its icon.
const workerPolicy = "default-src 'none'; connect-src 'self'; img-src 'self'"

// workerSrc lets a page start the worker.
const workerSrc = "worker-src 'self'"

func worker(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache") // a new one is seen at the next visit
	h.Set("Service-Worker-Allowed", "/")
	h.Set("Content-Security-Policy", workerPolicy)
	asset(w, r, "text/javascript; charset=utf-8", workerScript)
}
