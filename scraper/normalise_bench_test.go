package scraper

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"openchair/meeting"
)

// benchSource is a large feed, real where the samples are at hand.
func benchFeed(b *testing.B) (Page, meeting.Source) {
	b.Helper()
	src := meeting.Source{ID: "bench", Program: "aa", Format: "meeting-guide", URL: "https://list.example/feed", Zone: "America/New_York", Country: "US", Language: "en"}
	body, err := os.ReadFile(filepath.Join(samplesDir(b), "aa/tsml-sepia-2020-07-23.json"))
	if err != nil {
		b.Fatal(err)
	}
	return Page{URL: src.URL, Status: 200, Body: body}, src
}

// BenchmarkFloorUnmarshal is the floor: json.Unmarshal into a plain struct.
func BenchmarkFloorUnmarshal(b *testing.B) {
	p, _ := benchFeed(b)
	rate(b, func() int {
		var rows []publishedRow
		if err := json.Unmarshal(p.Body, &rows); err != nil {
			b.Fatal(err)
		}
		return len(rows)
	})
}

// BenchmarkReadAndNormalise is what collecting costs before the store: at least
// 20,000 listings a second on one core.
func BenchmarkReadAndNormalise(b *testing.B) {
	p, src := benchFeed(b)
	rateOver[[]publishedRow](b, p.Body, func() int { return readAndNormalise(b, p, src, nil) })
}
