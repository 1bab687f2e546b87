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
	"strings"
	"testing"
	"time"

	"openchair/internal/corpus"
	"openchair/meeting"
	"openchair/storage"
)

// BenchmarkSearch asks the handlers of the find page and of the API as people
// do: near large towns, small ones and places with nobody around, by name and
// by coordinates, on a day, of a type, with words that many meetings hold, few,
// or none. It prints the median and the 99th percentile, which for near + day +
// type + text at 250,000 meetings must stay within 5 and 25 ms, page and JSON;
// so many are searched where OPENCHAIR_SEARCH_MEETINGS says so, else 20,000.
// Where a file is named by OPENCHAIR_SEARCH_STORE, the store is made there once
// and used again.
func BenchmarkSearch(b *testing.B) {
	handler, db := searchHouse(b)
	for _, about := range [][]string{
		{"near", "day", "type", "text"}, {"near", "day", "type", "text", "json"},
		{"near", "day", "type", "common"}, {"near", "day", "type", "slip"}, {"near", "day", "type", "absent"}, {"far", "day", "type", "text"},
		{"near"}, {"near", "day", "nearest"}, {"near", "text"}, {"near", "online", "day"},
		{"text", "day"}, {"day", "program"}, {"all"},
	} {
		b.Run(strings.Join(about, "-"), func(b *testing.B) { askOften(b, handler, about) })
	}
	n, err := db.Count(b.Context(), meeting.Filter{})
	if err != nil || n == 0 {
		b.Fatal(n, err)
	}
}

// percentile is in milliseconds.
func percentile(took []time.Duration, p float64) float64 {
	slices.Sort(took)
	return float64(took[int(float64(len(took)-1)*p)].Microseconds()) / 1000
}

// askOften prints how long answers take, all and those that show something, how
// many cards a page shows, and how many pages show none and look for ways on.
func askOften(b *testing.B, handler http.Handler, about []string) {
	r := rand.New(rand.NewPCG(1, 2))
	var took, found []time.Duration
	cards, none := 0, 0
	ask := func() {
		path, shown := "/find?", "<article"
		if slices.Contains(about, "json") {
			path, shown = "/api/v1/meetings?", `"source_key"`
		}
		path += asks(r, about).Encode()
		request, w := httptest.NewRequest(http.MethodGet, path, nil), httptest.NewRecorder()
		begun := time.Now()
		handler.ServeHTTP(w, request)
		took = append(took, time.Since(begun))
		if w.Code != http.StatusOK {
			b.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		n := strings.Count(w.Body.String(), shown)
		if cards += n; n == 0 {
			none++
		} else {
			found = append(found, took[len(took)-1])
		}
		if slow := os.Getenv("OPENCHAIR_SEARCH_SLOW"); slow != "" && took[len(took)-1] > 15*time.Millisecond {
			b.Logf("%v %d cards: %s", took[len(took)-1], n, path)
		}
	}
	for range 20 { // the first readers warm what the others share
		ask()
	}
	took, found, cards, none = took[:0], found[:0], 0, 0
	for b.Loop() {
		for range 300 {
			ask()
		}
	}
	asked := float64(len(took))
	b.ReportMetric(percentile(took, 0.5), "p50-ms")
	b.ReportMetric(percentile(took, 0.99), "p99-ms")
	if len(found) > 0 {
		b.ReportMetric(percentile(found, 0.5), "found-p50-ms")
		b.ReportMetric(percentile(found, 0.99), "found-p99-ms")
	}
	b.ReportMetric(float64(cards)/asked, "cards")
	b.ReportMetric(float64(none)/asked*100, "%none")
	b.ReportMetric(0, "ns/op")
}

var (
	searchPlaces = []string{"Boston, MA", "Philadelphia", "London", "Denver, CO", "Springfield, MA", "São Paulo", "Seattle", "10001", "Toronto", "Dublin",
		"Kathmandu", "Punta Arenas", "Boise, ID", "Fargo, ND", "Reykjavík", "Nuuk", "90210", "Chicago", "Sydney", "Tucson, AZ"}
	searchPoints = []string{"40.71,-74.00", "34.05,-118.24", "41.88,-87.63", "51.51,-0.13", "-33.87,151.21", "52.52,13.40", "19.43,-99.13", "39.95,-75.17",
		"46.88,-102.79", "-22.56,17.08", "63.75,-68.52", "29.76,-95.37", "48.85,2.35", "36.60,-81.20"}
	// Held by many meetings, by those of a town or a few, and by none.
	searchWords = []string{"lamp", "door", "step study", "steady", "trinity", "newcomers", "elm", "cafe elan", "strasse", "hill group", "clare", "columba kettle",
		"cambridge", "north oak", "brigid", "nueva vida", "meditation", "wheelchair", "birch lane", "denver", "district 12", "quiet"}
	searchCommon = []string{"hall", "lamp", "door", "open", "step", "library", "street", "group"}
	searchSlips  = []string{"trinty", "libary", "communtiy center", "fellowshipp", "newcomres", "stedy", "brigit", "chestnutt"}
	searchAbsent = []string{"xylophone", "qwzy", "lamp xylophone", "zeppelin"}
	searchTypes  = []string{"O", "C", "D", "BE", "W", "ST", "X", "M", "SP", "MED"}
	searchDays   = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)

// asks makes one question about that.
func asks(r *rand.Rand, about []string) url.Values {
	v := url.Values{}
	any := func(name string, values []string) { v.Set(name, values[r.IntN(len(values))]) }
	json := slices.Contains(about, "json")
	for _, what := range about {
		switch what {
		case "near", "far":
			any("within", map[string][]string{"near": {"5km", "10km", "25km", "50km"}, "far": {"100km", "250km"}}[what])
			if r.IntN(2) == 0 {
				any("near", searchPlaces)
			} else if json {
				any("near", searchPoints)
			} else {
				any("at", searchPoints)
			}
		case "day":
			any("day", searchDays)
		case "type":
			any("type", searchTypes)
		case "text":
			any("text", searchWords)
		case "common":
			any("text", searchCommon)
		case "slip":
			any("text", searchSlips)
		case "absent":
			any("text", searchAbsent)
		case "program":
			any("program", []string{"aa", "na", "smart", "lifering"})
		case "online":
			v.Add("attendance", "in_person")
			v.Add("attendance", "online")
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
	if err := db.Prune(b.Context(), time.Now()); err != nil { // as the daemon does, which tidies the indexes
		b.Fatal(err)
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
