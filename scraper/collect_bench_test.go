package scraper

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"openchair/internal/guard"
	"openchair/meeting"
)

// collectGuide makes a Meeting Guide feed of n rows as real offices publish them.
func collectGuide(n int) []byte {
	rows := make([]map[string]any, n)
	for i := range rows {
		rows[i] = map[string]any{
			"id": i, "slug": fmt.Sprintf("group-%d", i), "name": fmt.Sprintf("Group %d", i), "day": i % 7, "time": "19:00", "end_time": "20:00",
			"types": []string{"O", "D", "X"}, "location": fmt.Sprintf("Hall %d", i), "formatted_address": fmt.Sprintf("%d Main St, Springfield, PA 19000, USA", i),
			"latitude": 40 + float64(i%100)/100, "longitude": -75.1, "region": "North", "notes": "Ring the bell at the side door. Parking behind the house.",
			"updated": "2026-01-02 03:04:05", "url": fmt.Sprintf("https://example.org/meetings/group-%d", i), "timezone": "America/New_York",
		}
	}
	b, err := json.Marshal(rows)
	if err != nil {
		panic(err)
	}
	return b
}

// benchmarkCollect runs one source of 2,000 meetings over loopback again and
// again, into a store in memory. Compare with BenchmarkCollectFloor.
func benchmarkCollect(b *testing.B, etag string, want meeting.Class, afresh bool) {
	feed := collectGuide(2000)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case etag != "" && r.Header.Get("If-None-Match") == etag:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", etag)
			w.Header().Set("Content-Type", "application/json")
			w.Write(feed)
		}
	}))
	defer srv.Close()
	store := newCollectStore()
	c := &Collector{Store: store, Fetcher: NewFetcher(FetchOptions{Transport: guard.Guard{AllowPrivate: true}.Transport()})}
	src := meeting.Source{ID: "src", Program: "aa", Format: "meeting-guide", URL: srv.URL + "/feed", Zone: "America/New_York", Country: "US"}
	if run, err := c.Collect(context.Background(), src); err != nil || run.Class != meeting.OK {
		b.Fatal(run.Message, err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if afresh {
			clear(store.memory)
		}
		if run, err := c.Collect(context.Background(), src); err != nil || run.Class != want {
			b.Fatal(run.Class, run.Message, err)
		}
		store.harvests = nil
	}
}

func BenchmarkCollectAfresh(b *testing.B) { benchmarkCollect(b, "", meeting.OK, true) }

func BenchmarkCollectUnchangedByDigest(b *testing.B) {
	benchmarkCollect(b, "", meeting.Unchanged, false)
}

func BenchmarkCollectNotModified(b *testing.B) {
	benchmarkCollect(b, `"one"`, meeting.Unchanged, false)
}

// BenchmarkCollectFloor is the floor: the same feed into a struct of the fields
// that are read.
func BenchmarkCollectFloor(b *testing.B) {
	feed := collectGuide(2000)
	b.ReportAllocs()
	for b.Loop() {
		var rows []struct {
			ID                                    int
			Slug, Name, Time, EndTime             string
			Day                                   int
			Types                                 []string
			Location, Region, Notes, Updated, URL string
			FormattedAddress                      string `json:"formatted_address"`
			Latitude, Longitude                   float64
			Timezone                              string
		}
		if err := json.Unmarshal(feed, &rows); err != nil || len(rows) != 2000 {
			b.Fatal(err)
		}
	}
}
