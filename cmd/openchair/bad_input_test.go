package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const goodFeed = `[
 {"slug":"one","name":"One","day":1,"time":"19:00","location":"Hall","formatted_address":"1 Main Street, Albany, NY 12207, USA"},
 {"slug":"two","name":"Two","day":2,"time":"19:00","location":"Hall","formatted_address":"1 Main Street, Albany, NY 12207, USA"}
]`

// TestABadAnswerLosesNothing gives a source that was good every bad answer in
// turn, beside a source that stays good.
func TestABadAnswerLosesNothing(t *testing.T) {
	for _, tt := range []struct {
		name   string
		class  string
		answer http.HandlerFunc
	}{
		{"a challenge page with 200", "blocked", says(200, "text/html", "<!doctype html><title>Just a moment...</title>")},
		{"a challenge page with 202", "blocked", says(202, "text/html", "<html><meta http-equiv=refresh content=0></html>")},
		{"forbidden", "blocked", says(403, "text/plain", "no")},
		{"cut short", "drifted", says(200, "application/json", goodFeed[:len(goodFeed)/2])},
		{"another shape", "drifted", says(200, "application/json", `{"error":"later"}`)},
		{"no rows", "empty", says(200, "application/json", `[]`)},
		{"no longer there", "gone", says(404, "text/plain", "no")},
		{"a server's fault", "unreachable", says(500, "text/plain", "no")},
		{"300 MB", "unreachable", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			chunk := bytes.Repeat([]byte(" "), 1<<20)
			for range 300 {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}},
		{"a redirect loop", "unreachable", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			answer := says(200, "application/json", goodFeed)
			shaky := serveFunc(t, func(w http.ResponseWriter, r *http.Request) { answer(w, r) })
			steady := serveFunc(t, says(200, "application/json", goodFeed))
			b.source("shaky", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\nurl = %q", shaky+"/feed"))
			b.source("steady", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\nurl = %q", steady+"/feed"))
			b.must("collect")
			answer = tt.answer
			code, out, errs := b.run("collect", "--json")
			if code != exitFailed {
				t.Errorf("exit %d, want %d", code, exitFailed)
			}
			for _, r := range jsonLines[runLine](t, out) {
				want := map[string]string{"shaky": tt.class, "steady": "unchanged"}[r.Source]
				if r.Class != want {
					t.Errorf("%s: class %q, want %q (%s)", r.Source, r.Class, want, r.Message)
				}
				if r.Class != "unchanged" && !strings.HasSuffix(r.Message, ".") {
					t.Errorf("%s: %q is no sentence", r.Source, r.Message)
				}
			}
			if n := strings.Count(b.must("meetings", "--json"), "\n"); n != 4 {
				t.Errorf("%d of 4 meetings are left\n%s", n, errs)
			}
		})
	}
}

func says(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}
}

// serveFunc answers every path but robots.txt with h.
func serveFunc(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func TestAPrivateAddressIsRefusedUnlessAllowed(t *testing.T) {
	s := serveFunc(t, says(200, "application/json", goodFeed))
	b := newBench(t)
	b.source("near", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\nurl = %q", s+"/feed"))
	b.public = true
	code, out, _ := b.run("collect", "--json")
	runs := jsonLines[runLine](t, out)
	if code != exitFailed || len(runs) != 1 || runs[0].Class != "unreachable" {
		t.Errorf("exit %d, runs %+v", code, runs)
	}
}
