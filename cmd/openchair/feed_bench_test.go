package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"openchair/internal/corpus"
	"openchair/meeting"
)

// BenchmarkFeed answers polls of a calendar of 25 meetings through the whole
// handler and the real store: first the 304 that most polls get, then the 200.
func BenchmarkFeed(b *testing.B) {
	handler, feed := benchFeed(b)
	etag := poll(b, handler, feed, "", http.StatusOK)
	b.Run("304", func(b *testing.B) {
		for b.Loop() {
			poll(b, handler, feed, etag, http.StatusNotModified)
		}
	})
	b.Run("200", func(b *testing.B) {
		for b.Loop() {
			poll(b, handler, feed, "", http.StatusOK)
		}
	})
}

func poll(b *testing.B, handler http.Handler, path, etag string, want int) string {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	if etag != "" {
		r.Header.Set("If-None-Match", etag)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Code != want {
		b.Fatalf("GET %s: %d, want %d", path, w.Code, want)
	}
	return w.Header().Get("ETag")
}

// benchFeed collects an office and makes a calendar of 25 of its meetings.
func benchFeed(b *testing.B) (http.Handler, string) {
	b.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if i, err := strconv.ParseUint(strings.TrimPrefix(r.URL.Path, "/feed/"), 10, 64); err == nil {
			w.Write(corpus.Feed(i, 2000)) //nolint:errcheck // the client has gone
			return
		}
		http.NotFound(w, r)
	}))
	defer site.Close()
	h := benchHouse(b, site.URL, 1, "http://openchair.example")
	b.Cleanup(func() {
		if err := h.close(); err != nil {
			b.Error(err)
		}
	})
	if _, err := h.newCollector("bench").Collect(context.Background(), h.enabled()[0]); err != nil {
		b.Fatal(err)
	}
	h.log = loud()
	handler, err := h.web()
	if err != nil {
		b.Fatal(err)
	}
	ms, _, err := h.db.Meetings(context.Background(), meeting.Filter{Limit: 25}, time.Now())
	if err != nil {
		b.Fatal(err)
	}
	var ids []string
	for _, m := range ms {
		ids = append(ids, m.ID)
	}
	return handler, feedPath(b, handler, ids)
}

func feedPath(b *testing.B, handler http.Handler, ids []string) string {
	b.Helper()
	body, err := json.Marshal(map[string]any{"meetings": ids})
	if err != nil {
		b.Fatal(err)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/api/v1/calendars", bytes.NewReader(body)))
	var made struct{ Feed string }
	if err := json.Unmarshal(w.Body.Bytes(), &made); err != nil {
		b.Fatalf("%v: %s", err, w.Body)
	}
	feed, err := url.Parse(made.Feed)
	if err != nil {
		b.Fatal(err)
	}
	return feed.Path
}
