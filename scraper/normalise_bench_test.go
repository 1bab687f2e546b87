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
	n := 0
	for b.Loop() {
		var rows []struct {
			Name, Slug, Notes, Updated, URL, Time, Day, Location, Latitude, Longitude, Region, Group string
			EndTime                                                                                  string `json:"end_time"`
			LocationNotes                                                                            string `json:"location_notes"`
			Address                                                                                  string `json:"formatted_address"`
			ConferenceURL                                                                            string `json:"conference_url"`
			Phone                                                                                    string `json:"conference_phone"`
			ID                                                                                       int
			Types                                                                                    []string
		}
		if err := json.Unmarshal(p.Body, &rows); err != nil {
			b.Fatal(err)
		}
		n += len(rows)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "listings/s")
}

func BenchmarkMeetingGuideRead(b *testing.B) {
	p, src := benchFeed(b)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r, err := meetingGuideRead(p, src, nil)
		if err != nil {
			b.Fatal(err)
		}
		n += len(r.Listings)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "listings/s")
}

// BenchmarkReadAndNormalise is what collecting costs before the store: at least
// 20,000 listings a second on one core.
func BenchmarkReadAndNormalise(b *testing.B) {
	p, src := benchFeed(b)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		r, err := meetingGuideRead(p, src, nil)
		if err != nil {
			b.Fatal(err)
		}
		for i := range r.Listings {
			if _, refused := Normalise(r.Listings[i], src); refused != nil {
				b.Fatal(refused)
			}
		}
		n += len(r.Listings)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "listings/s")
}
