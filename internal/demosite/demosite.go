// Package demosite is a small invented site that lists meetings in two real
// formats, so that the whole product can be seen without a network. Nothing in
// it exists: no group, no place, no link.
package demosite

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// MeetingGuidePath and BMLTRoot are where the two formats are served.
const (
	MeetingGuidePath = "/wp-json/tsml/meetings"
	BMLTRoot         = "/main_server"
)

// Handler serves the site. One meeting of each format starts within Soon of now,
// so that a reminder can be seen arriving.
func Handler(now time.Time) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+MeetingGuidePath, func(w http.ResponseWriter, r *http.Request) {
		serveJSON(w, r, meetingGuide(now))
	})
	mux.HandleFunc("GET "+BMLTRoot+"/client_interface/json/", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Query().Get("switcher") {
		case "GetServerInfo":
			serveJSON(w, r, serverInfo)
		case "GetFormats":
			serveJSON(w, r, formats)
		case "GetSearchResults":
			serveJSON(w, r, searchPage(bmlt(now), r.URL.Query().Get("page_num")))
		default:
			http.NotFound(w, r)
		}
	})
	mux.HandleFunc("GET /robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	})
	return mux
}

// Sources returns the two source tables, as an operator would write them.
func Sources(base string) string {
	return fmt.Sprintf(`# Two invented sources, one of each format.
[[source]]
id = "demo-harbor-office"
program = "aa"
name = "Harbor office"
format = "meeting-guide"
url = %q
zone = "America/New_York"
country = "US"
language = "en"
cron = "*/10 * * * *"
licence = "invented for the demo"

[[source]]
id = "demo-river-region"
program = "na"
name = "River region"
format = "bmlt"
url = %q
zone = "America/Chicago"
country = "US"
language = "en"
cron = "5-59/10 * * * *"
licence = "invented for the demo"
`, base+MeetingGuidePath, base+BMLTRoot+"/")
}

func serveJSON(w http.ResponseWriter, r *http.Request, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	etag := fmt.Sprintf(`"%x"`, fnv(body))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Write(body) //nolint:errcheck // the client has gone
}

func fnv(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// searchPage gives everything on page 1, as a small server does.
func searchPage(rows []row, page string) []row {
	if page != "" && page != "1" {
		return []row{}
	}
	return rows
}
