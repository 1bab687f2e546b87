package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"openchair/internal/corpus"
	"openchair/meeting"
	"openchair/storage"
)

// BenchmarkSearch asks the find page's handler for meetings near a place, on a
// day, of a type, with words: half of the questions name the place, half give
// coordinates. It prints the median and the 99th percentile, which at
// 250,000 meetings must stay within 5 and 25 ms; so many are searched where
// OPENCHAIR_SEARCH_MEETINGS says so, else 20,000. Where a file is named by
// OPENCHAIR_SEARCH_STORE, the store is made there once and used again.
func BenchmarkSearch(b *testing.B) {
	handler, db := searchHouse(b)
	for _, c := range []struct {
		name string
		ask  func(r *rand.Rand) url.Values
	}{
		{"near-day-type-text", func(r *rand.Rand) url.Values { return around(r, "day", "type", "text") }},
		{"near-day-type-text-json", func(r *rand.Rand) url.Values { return around(r, "day", "type", "text", "json") }},
		{"near", func(r *rand.Rand) url.Values { return around(r) }},
		{"near-day-nearest", func(r *rand.Rand) url.Values { return around(r, "day", "nearest") }},
		{"typo", func(r *rand.Rand) url.Values { return around(r, "typo") }},
		{"text-day", func(r *rand.Rand) url.Values { return asks(r, "text", "day") }},
		{"day-program", func(r *rand.Rand) url.Values { return asks(r, "day", "program") }},
		{"front", func(*rand.Rand) url.Values { return url.Values{} }},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			var took []time.Duration
			found := 0
			ask := func() {
				v := c.ask(r)
				path := "/find?" + v.Encode()
				begun := time.Now()
				w := httptest.NewRecorder()
				if v.Has("limit") {
					path = "/api/v1/meetings?" + v.Encode()
				}
				handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
				took = append(took, time.Since(begun))
				if w.Code != http.StatusOK {
					b.Fatalf("%s: %d %s", path, w.Code, w.Body)
				}
				found += w.Body.Len()
			}
			for range 20 { // the first readers warm what the others share
				ask()
			}
			took = took[:0]
			for b.Loop() {
				for range 300 {
					ask()
				}
			}
			slices.Sort(took)
			ms := func(p float64) float64 {
				return float64(took[int(float64(len(took)-1)*p)].Microseconds()) / 1000
			}
			b.ReportMetric(ms(0.5), "p50-ms")
			b.ReportMetric(ms(0.99), "p99-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
	n, err := db.Count(b.Context(), meeting.Filter{})
	if err != nil || n == 0 {
		b.Fatal(n, err)
	}
}

var (
	searchPlaces = []string{"Boston, MA", "Philadelphia", "London", "Denver, CO", "Springfield, MA", "São Paulo", "Seattle", "10001", "Toronto", "Dublin"}
	searchPoints = []string{"40.71,-74.00", "34.05,-118.24", "41.88,-87.63", "51.51,-0.13", "-33.87,151.21", "52.52,13.40", "19.43,-99.13", "39.95,-75.17"}
	searchWords  = []string{"lamp", "door", "step study", "table", "steady", "hall", "trinity", "newcomers", "main street", "elm", "library", "cafe elan", "strasse", "candle"}
	searchTypos  = []string{"trinty", "libary", "communtiy center", "fellowshipp", "newcomres"}
	searchTypes  = []string{"O", "C", "D", "BE", "W", "ST", "X"}
)

func around(r *rand.Rand, also ...string) url.Values {
	v := asks(r, also...)
	within := []string{"5km", "10km", "25km", "50km"}[r.IntN(4)]
	v.Set("within", within)
	if r.IntN(2) == 0 {
		v.Set("near", searchPlaces[r.IntN(len(searchPlaces))])
	} else if v.Has("limit") {
		v.Set("near", searchPoints[r.IntN(len(searchPoints))])
	} else {
		v.Set("at", searchPoints[r.IntN(len(searchPoints))])
	}
	return v
}

func asks(r *rand.Rand, about ...string) url.Values {
	v := url.Values{}
	for _, what := range about {
		switch what {
		case "day":
			v.Set("day", []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}[r.IntN(7)])
		case "type":
			v.Set("type", searchTypes[r.IntN(len(searchTypes))])
		case "text":
			v.Set("text", searchWords[r.IntN(len(searchWords))])
		case "typo":
			v.Set("text", searchTypos[r.IntN(len(searchTypos))])
		case "program":
			v.Set("program", []string{"aa", "na", "smart", "lifering"}[r.IntN(4)])
		case "nearest":
			v.Set("order", "nearest")
		case "json":
			v.Set("limit", "25")
		}
	}
	return v
}

// searchHouse is the handler of a house whose store holds an invented world.
func searchHouse(b *testing.B) (http.Handler, *storage.DB) {
	b.Helper()
	n := 20_000
	if s := os.Getenv("OPENCHAIR_SEARCH_MEETINGS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	h := benchHouse(b, "http://127.0.0.1:9", 1, "http://openchair.example")
	file := cmp.Or(os.Getenv("OPENCHAIR_SEARCH_STORE"), filepath.Join(b.TempDir(), "search.db"))
	db, err := storage.Open(b.Context(), file)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	if have, err := db.Count(b.Context(), meeting.Filter{Witnesses: true}); err != nil {
		b.Fatal(err)
	} else if have != n {
		fillStore(b, db, n)
	}
	if err := h.db.Close(); err != nil {
		b.Fatal(err)
	}
	h.db = db
	g := *h.flags
	g.NoCatalog, g.SourcesDir = false, ""
	if h.catalog, err = g.catalog(); err != nil {
		b.Fatal(err)
	}
	handler, err := h.web()
	if err != nil {
		b.Fatal(err)
	}
	return handler, db
}

func fillStore(b *testing.B, db *storage.DB, n int) {
	b.Helper()
	for all := corpus.Meetings(1, n); len(all) > 0; {
		list := all[:min(corpus.PerSource, len(all))]
		all = all[len(list):]
		if err := collectAs(b.Context(), db, list[0].Source, list, time.Now()); err != nil {
			b.Fatal(err)
		}
	}
}

// collectAs applies listings as one good run of a source.
func collectAs(ctx context.Context, db *storage.DB, source string, list []meeting.Collected, now time.Time) error {
	id, err := db.Begin(ctx, source, "bench", now, time.Hour)
	if err != nil {
		return err
	}
	run := meeting.Run{ID: id, Source: source, Class: meeting.OK, Started: now, Finished: now}
	run.Counts.Listed, run.Counts.Stored = len(list), len(list)
	if _, err = db.Apply(ctx, meeting.Harvest{Run: run, Fingerprint: "f", Meetings: list}); err != nil {
		return fmt.Errorf("%s: %w", source, err)
	}
	return nil
}
