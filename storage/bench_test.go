package storage_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

// bare inserts the same rows into one table without an index, in one
// transaction: row by row through a prepared statement, or several rows to a
// statement.
func bare(b *testing.B, file string, columns []string, rows [][]any, batch int) time.Duration {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+file+"?_journal_mode=WAL&_synchronous=NORMAL&_txlock=immediate")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE bare (" + strings.Join(columns, ", ") + ")"); err != nil {
		b.Fatal(err)
	}
	begun := time.Now()
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	mark := "(" + strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",") + "),"
	var stmt *sql.Stmt
	for chunk := range slices.Chunk(rows, batch) {
		if stmt == nil || len(chunk) < batch {
			if stmt, err = tx.Prepare("INSERT INTO bare VALUES " + strings.TrimSuffix(strings.Repeat(mark, len(chunk)), ",")); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := stmt.Exec(slices.Concat(chunk...)...); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}

// stored reads the rows that a store holds, for bare to insert again.
func stored(b *testing.B, file string) (columns []string, all [][]any) {
	b.Helper()
	rows, err := raw(b, file).Query("SELECT * FROM meeting")
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	if columns, err = rows.Columns(); err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		values := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			b.Fatal(err)
		}
		all = append(all, values)
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return columns, all
}

// BenchmarkApplyNew applies the first run of a source and reports how many
// times the bare insert of its rows that takes: one row a statement (x-bare)
// and several (x-bare-batched).
func BenchmarkApplyNew(b *testing.B) {
	const n = 2000
	all := corpus("hill", n)
	var own, single, batched time.Duration
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		dir := b.TempDir()
		db := open(b, filepath.Join(dir, "store.db"))
		b.StartTimer()
		begun := time.Now()
		apply(b, db, meeting.OK, "hill", tuesday, all)
		own += time.Since(begun)
		b.StopTimer()
		columns, rows := stored(b, filepath.Join(dir, "store.db"))
		if len(rows) != n {
			b.Fatalf("%d rows are stored", len(rows))
		}
		single += bare(b, filepath.Join(dir, "single.db"), columns, rows, 1)
		batched += bare(b, filepath.Join(dir, "batched.db"), columns, rows, 30)
		b.StartTimer()
	}
	b.ReportMetric(float64(own)/float64(single), "x-bare")
	b.ReportMetric(float64(own)/float64(batched), "x-bare-batched")
	b.ReportMetric(float64(own.Milliseconds())/float64(b.N), "ms/apply")
}

// BenchmarkApplyHundredSources applies the first runs of 100 sources of 1,000
// meetings each to one store.
func BenchmarkApplyHundredSources(b *testing.B) {
	all := corpus("source", 1000)
	var own, single time.Duration
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		db := open(b, filepath.Join(dir, "store.db"))
		b.StartTimer()
		begun := time.Now()
		for i := range 100 {
			apply(b, db, meeting.OK, fmt.Sprint("source-", i), tuesday, all)
		}
		own += time.Since(begun)
		b.StopTimer()
		columns, rows := stored(b, filepath.Join(dir, "store.db"))
		single += bare(b, filepath.Join(dir, "single.db"), columns, rows, 1)
		b.StartTimer()
	}
	b.ReportMetric(float64(own)/float64(single), "x-bare")
	b.ReportMetric(own.Seconds()/float64(b.N), "s/100k")
}

// BenchmarkUnchangedRun begins and applies an unchanged run: at most 2 ms.
func BenchmarkUnchangedRun(b *testing.B) {
	db := open(b, filepath.Join(b.TempDir(), "store.db"))
	apply(b, db, meeting.OK, "hill", tuesday, corpus("hill", 2000))
	for i := 0; b.Loop(); i++ {
		apply(b, db, meeting.Unchanged, "hill", tuesday.Add(time.Duration(i)*time.Minute), nil)
	}
}

// BenchmarkApplyOnePercent applies a run of 10,000 meetings of which 1 %
// changed: at most 300 ms.
func BenchmarkApplyOnePercent(b *testing.B) {
	db := open(b, filepath.Join(b.TempDir(), "store.db"))
	all := corpus("hill", 10_000)
	apply(b, db, meeting.OK, "hill", tuesday, all)
	changed := 0
	for i := 0; b.Loop(); i++ {
		for j := i % 100; j < len(all); j += 100 {
			all[j].Schedule.Start = (all[j].Schedule.Start + 30) % (24 * 60)
			all[j].Digest = fmt.Sprint(i, " ", j)
		}
		changed += apply(b, db, meeting.OK, "hill", tuesday.Add(time.Duration(i)*time.Minute), all).Counts.Changed
	}
	b.ReportMetric(float64(changed)/float64(b.N), "changed/op")
}

// BenchmarkApplyOnePercentMemory applies the same and prints the peak of live
// heap over that before, which holds the listings themselves: at most 64 MB.
func BenchmarkApplyOnePercentMemory(b *testing.B) {
	db := open(b, filepath.Join(b.TempDir(), "store.db"))
	apply(b, db, meeting.OK, "hill", tuesday, corpus("hill", 10_000))
	var most uint64
	for i := 0; b.Loop(); i++ {
		runtime.GC()
		idle := heapNow()
		stop, peak := make(chan struct{}), make(chan uint64)
		go watchHeap(stop, peak)
		all := corpus("hill", 10_000)
		for j := i % 100; j < len(all); j += 100 {
			all[j].Name, all[j].Digest = fmt.Sprint("Renamed ", i), fmt.Sprint(i, " ", j)
		}
		apply(b, db, meeting.OK, "hill", tuesday.Add(time.Duration(i)*time.Minute), all)
		close(stop)
		most = max(most, <-peak-idle)
	}
	b.ReportMetric(float64(most)/(1<<20), "MB-over-idle")
}

func heapNow() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

func watchHeap(stop chan struct{}, peak chan<- uint64) {
	var most uint64
	for {
		most = max(most, heapNow())
		select {
		case <-stop:
			peak <- most
			return
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// BenchmarkMergeStore merges a store in which every second meeting of one
// source is another's too, at several sizes: what one listing costs is the slope.
// The first pass writes what it finds, the others find nothing new.
func BenchmarkMergeStore(b *testing.B) {
	for _, n := range []int{25_000, 50_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			db := open(b, filepath.Join(b.TempDir(), "store.db"))
			all := corpus("hill", n/4)
			for _, source := range []string{"hill", "dale", "moor", "lake"} {
				for i := range all {
					if source != "hill" && i%2 == 0 {
						all[i].Place.Latitude++
						all[i].Join.URL += source
					}
				}
				apply(b, db, meeting.OK, source, tuesday, all)
			}
			begun := time.Now()
			changed, err := db.Merge(b.Context(), tuesday)
			first := time.Since(begun)
			for b.Loop() {
				if _, err := db.Merge(b.Context(), tuesday); err != nil {
					b.Fatal(err)
				}
			}
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(first.Seconds(), "s-first")
			b.ReportMetric(float64(changed), "witnesses")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/listing")
		})
	}
}

// BenchmarkReread applies 10,000 meetings that a new reader read alike.
func BenchmarkReread(b *testing.B) {
	db := open(b, filepath.Join(b.TempDir(), "store.db"))
	all := corpus("hill", 10_000)
	apply(b, db, meeting.OK, "hill", tuesday, all)
	for i := 0; b.Loop(); i++ {
		id, err := db.Begin(b.Context(), "hill", "test", tuesday, time.Hour)
		if err != nil {
			b.Fatal(err)
		}
		_, err = db.Apply(b.Context(), meeting.Harvest{Fingerprint: fmt.Sprint(i), Meetings: all,
			Run: meeting.Run{ID: id, Class: meeting.OK, Finished: tuesday}})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRendering reads kept bytes, and their head alone, by address: at
// most 15 µs for the head.
func BenchmarkRendering(b *testing.B) {
	db := open(b, filepath.Join(b.TempDir(), "store.db"))
	feeds := calendars(b, db, 200)
	for _, c := range []struct {
		name string
		read func(feed []byte) (meeting.Rendering, error)
	}{
		{"head", func(feed []byte) (meeting.Rendering, error) { return db.RenderingHead(b.Context(), feed) }},
		{"whole", func(feed []byte) (meeting.Rendering, error) { return db.Rendering(b.Context(), feed) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if r, err := c.read(feeds[i%len(feeds)]); err != nil || !r.Current {
					b.Fatal(r, err)
				}
			}
		})
	}
}

func calendars(b *testing.B, db *storage.DB, n int) (feeds [][]byte) {
	b.Helper()
	for i := range n {
		feed := fmt.Appendf(nil, "feed %032d", i)
		c, err := db.CreateCalendar(b.Context(), meeting.Calendar{}, feed, fmt.Appendf(nil, "manage %d", i), tuesday)
		if err != nil {
			b.Fatal(err)
		}
		body := []byte(strings.Repeat("BEGIN:VEVENT\r\n", 1000))
		err = db.KeepRendering(b.Context(), meeting.Rendering{Calendar: c.ID, Version: 1, ETag: `"e"`, Modified: tuesday, Body: body})
		if err != nil {
			b.Fatal(err)
		}
		feeds = append(feeds, feed)
	}
	return feeds
}

// BenchmarkFind lists a first page and counts over 20,000 meetings.
func BenchmarkFind(b *testing.B) {
	db := open(b, filepath.Join(b.TempDir(), "store.db"))
	apply(b, db, meeting.OK, "hill", tuesday, corpus("hill", 20_000))
	for _, c := range []struct {
		name string
		f    meeting.Filter
	}{
		{"page", meeting.Filter{Limit: 50}},
		{"soonest", meeting.Filter{Limit: 50, Soonest: true}},
		{"soonest-text-day", meeting.Filter{Limit: 50, Soonest: true, Text: "serenity unity", Days: meeting.NewWeekdays(time.Monday)}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if ms, _, err := db.Meetings(b.Context(), c.f, tuesday); err != nil || len(ms) == 0 {
					b.Fatal(len(ms), err)
				}
			}
		})
	}
	b.Run("count-text", func(b *testing.B) {
		for b.Loop() {
			if n, err := db.Count(b.Context(), meeting.Filter{Text: "serenity"}); err != nil || n == 0 {
				b.Fatal(n, err)
			}
		}
	})
	b.Run("each", func(b *testing.B) {
		for b.Loop() {
			for _, err := range db.EachMeeting(b.Context(), meeting.Filter{}) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkBinding asks the schema a question with a bound parameter, and prints
// how long that takes beside the same question without one: as long, or the
// engine plans the statement anew each time (then it is five times and more).
func BenchmarkBinding(b *testing.B) {
	file := filepath.Join(b.TempDir(), "store.db")
	open(b, file)
	db, err := sql.Open("sqlite3", "file:"+file+"?_stmt_cache_size=64")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	const times = 200
	ask := func(query string, args ...any) time.Duration {
		begin := time.Now()
		for range times {
			rows, err := db.Query(query, args...)
			if err != nil {
				b.Fatal(err)
			}
			if err := errors.Join(rows.Err(), rows.Close()); err != nil {
				b.Fatal(err)
			}
		}
		return time.Since(begin)
	}
	const query = `SELECT w.id, MIN(sm.id) FROM calendar_search cs JOIN search_meeting sm ON sm.search = cs.search
		JOIN meeting w ON w.id = sm.meeting WHERE cs.calendar = ?1 GROUP BY 1 ORDER BY 2`
	bound, fixed := time.Hour, time.Hour
	for b.Loop() {
		bound = min(bound, ask(query, 12345))
		fixed = min(fixed, ask(strings.ReplaceAll(query, "?1", "12345")))
	}
	b.ReportMetric(float64(bound.Microseconds())/times, "µs/query")
	b.ReportMetric(float64(bound)/float64(fixed), "×fixed")
}

// BenchmarkMark marks letters one by one, each durably.
func BenchmarkMark(b *testing.B) {
	db := open(b, filepath.Join(b.TempDir(), "store.db"))
	c, err := db.CreateCalendar(b.Context(), meeting.Calendar{}, []byte("f"), []byte("m"), tuesday)
	if err != nil {
		b.Fatal(err)
	}
	r := meeting.Reminder{ID: 7, Calendar: c.ID, Email: []byte("e"), EmailHash: []byte("h")}
	if err := db.AddReminder(b.Context(), r, meeting.Letter{Kind: meeting.ConfirmLetter, SendAt: tuesday, Expires: tuesday.Add(time.Hour)}, tuesday); err != nil {
		b.Fatal(err)
	}
	ls, err := db.Claim(b.Context(), tuesday, "bench", time.Hour, 1)
	if err != nil || len(ls) != 1 {
		b.Fatal(ls, err)
	}
	for b.Loop() {
		if err := db.Mark(b.Context(), meeting.Mark{Letter: ls[0].ID, Outcome: meeting.Retry, Next: tuesday}); err != nil {
			b.Fatal(err)
		}
	}
}
