package web

import "testing"

func TestWorkerServesTheWholeSiteAndIsAskedForAnew(t *testing.T) {
	rec := newWorld(t).get("/sw.js")
	for name, want := range map[string]string{
		"Content-Type":            "text/javascript; charset=utf-8",
		"Cache-Control":           "no-cache",
		"Service-Worker-Allowed":  "/",
		"Content-Security-Policy": "default-src 'none'; connect-src 'self'; img-src 'self'",
		"X-Content-Type-Options":  "nosniff",
	} {
		if got := rec.Header().Get(name); rec.Code != 200 || got != want {
			t.Errorf("%d, %s: %q, want %q", rec.Code, name, got, want)
		}
	}
	if w := newWorld(t); w.get("/sw.js", "If-None-Match", rec.Header().Get("ETag")).Code != 304 {
		t.Error("no 304 by ETag")
	}
}
