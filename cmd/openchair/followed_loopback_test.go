package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// The same source over real connections, as a volunteer would collect it by hand.
func TestASourceIsFollowedOverLoopback(t *testing.T) {
	b := newBench(t)
	var now atomic.Pointer[http.HandlerFunc]
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		(*now.Load())(w, r)
	}))
	t.Cleanup(site.Close)
	b.source("office", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\nurl = %q", site.URL+"/feed"))
	rows := newScript().rows
	list := followedFeed(rows)
	for i := range rows {
		rows[i].slug = fmt.Sprint("post-", i)
	}
	renamed := followedFeed(rows)
	for i := range rows[:20] {
		rows[i].start = ""
	}
	drifted := followedFeed(rows)
	ids := ""
	for _, s := range []struct {
		name, class string
		answer      http.HandlerFunc
	}{
		{"is read first", "ok", says(200, "application/json", list)},
		{"goes empty", "empty", says(200, "application/json", "[]")},
		{"shrinks by 60 %", "shrunk", says(200, "application/json", followedFeed(newScript().rows[:12]))},
		{"drifts", "drifted", says(200, "application/json", drifted)},
		{"turns into a challenge page", "blocked", says(200, "text/html", "<html><title>Just a moment...</title></html>")},
		{"answers 500", "unreachable", says(500, "text/plain", "oops")},
		{"hangs", "unreachable", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		{"moves", "gone", says(404, "text/html", "gone")},
		{"says where it moved to", "unchanged", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/feed" {
				http.Redirect(w, r, "/list.json", http.StatusMovedPermanently)
				return
			}
			says(200, "application/json", list)(w, r)
		}},
		{"renames every key", "ok", says(200, "application/json", renamed)},
		{"returns", "unchanged", says(200, "application/json", renamed)},
	} {
		now.Store(&s.answer)
		_, out, errs := b.run("collect", "--json", "--fetch-timeout", "500ms")
		runs := jsonLines[runLine](t, out)
		if len(runs) != 1 || runs[0].Class != s.class {
			t.Errorf("%s: class of %s%s, want %s", s.name, out, errs, s.class)
		}
		var found []string
		for _, m := range jsonLines[meetingLine](t, b.must("meetings", "--json", "--witnesses")) {
			found = append(found, m.ID)
		}
		if ids == "" {
			ids = strings.Join(found, " ")
		}
		if got := strings.Join(found, " "); got != ids || len(found) != followedRows {
			t.Errorf("%s: %d meetings, want the %d of the first day and no other", s.name, len(found), followedRows)
		}
	}
}
