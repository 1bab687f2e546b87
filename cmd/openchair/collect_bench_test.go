package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"openchair/internal/corpus"
	"openchair/meeting"
)

// BenchmarkCollect collects from loopback into an empty database, and prints
// the time as a multiple of the floor: json.Unmarshal into the feed's own
// struct and a bare bulk insert of the same rows, measured in the same run.
func BenchmarkCollect(b *testing.B) {
	for _, size := range []struct{ sources, rows int }{{1, 2000}, {100, 1000}} {
		b.Run(fmt.Sprintf("%dx%d", size.sources, size.rows), func(b *testing.B) {
			feeds := make([][]byte, size.sources)
			for i := range feeds {
				feeds[i] = corpus.Feed(uint64(i), size.rows)
			}
			var floor, collect, unchanged, parse time.Duration
			for b.Loop() {
				u, f := bareFloor(b, feeds)
				parse, floor = parse+u, floor+f
				c, again := collectAgain(b, feeds, false)
				collect, unchanged = collect+c, unchanged+again
			}
			b.ReportMetric(collect.Seconds()/floor.Seconds(), "x-floor")
			b.ReportMetric(unchanged.Seconds()/parse.Seconds(), "unchanged/unmarshal")
		})
	}
}

// BenchmarkCollectNotModified prints what a source costs that answers 304.
func BenchmarkCollectNotModified(b *testing.B) {
	feeds := make([][]byte, 100)
	for i := range feeds {
		feeds[i] = corpus.Feed(uint64(i), 200)
	}
	var again time.Duration
	for b.Loop() {
		_, d := collectAgain(b, feeds, true)
		again += d
	}
	b.ReportMetric(again.Seconds()*1000/float64(b.N*len(feeds)), "ms/source")
}

// bareFloor is what nobody can do without: reading the JSON, and inserting the
// rows into one bare table. It returns both the first part and the whole.
func bareFloor(b *testing.B, feeds [][]byte) (unmarshal, whole time.Duration) {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_journal_mode=WAL&_synchronous=NORMAL")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	fields := strings.Split("slug,name,day,time,end_time,types,location,location_notes,address,latitude,longitude,region,grp,conference_url,conference_phone,notes,url,updated", ",")
	if _, err := db.Exec("CREATE TABLE row (id INTEGER PRIMARY KEY, " + strings.Join(fields, ",") + ")"); err != nil {
		b.Fatal(err)
	}
	for _, feed := range feeds {
		start := time.Now()
		var rows []corpus.Row
		if err := json.Unmarshal(feed, &rows); err != nil {
			b.Fatal(err)
		}
		unmarshal += time.Since(start)
		bareInsert(b, db, fields, rows)
		whole += time.Since(start)
	}
	return unmarshal, whole
}

func bareInsert(b *testing.B, db *sql.DB, fields []string, rows []corpus.Row) {
	b.Helper()
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	insert, err := tx.Prepare("INSERT INTO row (" + strings.Join(fields, ",") + ") VALUES (" + strings.Repeat("?,", len(fields)-1) + "?)")
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range rows {
		if _, err := insert.Exec(r.Slug, r.Name, r.Day, r.Time, r.EndTime, strings.Join(r.Types, " "), r.Location, r.LocationNotes, r.FormattedAddress,
			r.Latitude, r.Longitude, r.Region, r.Group, r.ConferenceURL, r.ConferencePhone, r.Notes, r.URL, r.Updated); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}

// collectAgain serves the feeds, collects them into an empty database and then
// several times more, of which it returns the median. With validators those are
// answered 304.
func collectAgain(b *testing.B, feeds [][]byte, validators bool) (first, again time.Duration) {
	b.Helper()
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/feed/"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if validators {
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") == `"1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		w.Write(feeds[i]) //nolint:errcheck // the client has gone
	}))
	defer site.Close()
	h := benchHouse(b, site.URL, len(feeds), "")
	defer h.db.Close()
	c := collectCmd{}
	collect := func() time.Duration {
		start := time.Now()
		runs, err := c.collect(context.Background(), h, h.enabled(), streams{out: discard{}, err: discard{}})
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range runs {
			if !r.Class.Good() {
				b.Fatalf("%s: %s: %s", r.Source, r.Class, r.Message)
			}
		}
		return time.Since(start)
	}
	const times = 15
	first = collect()
	runtime.GC() // what the first left behind is not the next one's cost
	all := make([]time.Duration, times)
	for i := range all {
		all[i] = collect()
	}
	return first, slices.Sorted(slices.Values(all))[times/2]
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func benchHouse(b *testing.B, site string, sources int, publicURL string) *house {
	b.Helper()
	dir := b.TempDir()
	var toml strings.Builder
	for i := range sources {
		fmt.Fprintf(&toml, "[[source]]\nid = \"office-%d\"\nprogram = \"aa\"\nformat = \"meeting-guide\"\nurl = \"%s/feed/%d\"\nzone = \"America/New_York\"\n", i, site, i)
	}
	if err := os.WriteFile(filepath.Join(dir, "offices.toml"), []byte(toml.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	g := &globals{DB: filepath.Join(dir, "openchair.db"), SourcesDir: dir, NoCatalog: true, AllowPrivate: true, FetchTimeout: time.Minute, Workers: 4, LogLevel: "error", Listen: "127.0.0.1:0", KeyFile: filepath.Join(dir, "openchair.key")}
	h, err := openHouse(context.Background(), g, g.logger(discard{}), publicURL)
	if err != nil {
		b.Fatal(err)
	}
	if n, _, err := h.db.Meetings(context.Background(), meeting.Filter{Limit: 1}, time.Now()); err != nil || len(n) != 0 {
		b.Fatalf("not an empty database: %v %v", n, err)
	}
	return h
}
