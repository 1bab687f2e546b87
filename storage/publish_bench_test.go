package storage_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	world "openchair/internal/corpus"
	"openchair/meeting"
	"openchair/storage"
)

// benchCalendars is how many calendars BenchmarkChangedMeeting makes, over a
// quarter as many meetings: set OPENCHAIR_BENCH_CALENDARS to 1000000 for what
// must be reached.
func benchCalendars(b *testing.B) int {
	text := os.Getenv("OPENCHAIR_BENCH_CALENDARS")
	if text == "" {
		return 20_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1000 {
		b.Fatalf("OPENCHAIR_BENCH_CALENDARS %q: want a number from 1000", text)
	}
	return n
}

// BenchmarkChangedMeeting applies a run that changes one meeting, in a store of
// many calendars of which a fifth follow a standing search: at most 5 ms, plus
// what each calendar costs that holds it.
func BenchmarkChangedMeeting(b *testing.B) {
	n := benchCalendars(b)
	file := filepath.Join(b.TempDir(), "store.db")
	db := open(b, file)
	begun := time.Now()
	fillMeetings(b, db, n/4)
	fillCalendars(b, db, file, n)
	script(b, file, "PRAGMA wal_checkpoint(TRUNCATE)") // else the first runs move what was filled in out of the log
	b.Logf("%d calendars over %d meetings made in %s", n, n/4, time.Since(begun).Round(time.Second))
	for _, holders := range []int{0, 10, 100, 1000} {
		// Of one source's one meeting, some miles from another: the searches
		// around there may concern it, and it is just too far for each.
		one := world.Meetings(1, 1)
		one[0].Place.Latitude += 0.2
		source := fmt.Sprint("one-", holders)
		apply(b, db, meeting.OK, source, tuesday, one)
		hold(b, file, source, holders)
		b.Run(fmt.Sprint("held-by-", holders), func(b *testing.B) {
			used := cpu(b)
			published := newest(b, db)
			for i := 0; b.Loop(); i++ {
				one[0].Schedule.Start, one[0].Digest = (one[0].Schedule.Start+1)%(24*60), fmt.Sprint(b.N, "-", i)
				run := apply(b, db, meeting.OK, source, tuesday.Add(time.Duration(i+1)*time.Minute), one)
				if run.Counts.Changed != 1 {
					b.Fatalf("%d changed", run.Counts.Changed)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "ms/change")
			if _, changed, all, err := db.Published(b.Context(), published); err != nil || all || len(changed) != holders {
				b.Errorf("%d calendars changed, all %t, %v", len(changed), all, err)
			}
			b.ReportMetric((cpu(b)-used).Seconds()*1000/float64(b.N), "cpu-ms/change")
		})
	}
}

func newest(b *testing.B, db *storage.DB) int64 {
	n, _, _, err := db.Published(b.Context(), 0)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// cpu is what this process used so far: it tells what a change costs where
// others use the machine too.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// fillMeetings collects meetings of sources of a thousand each.
func fillMeetings(b *testing.B, db *storage.DB, n int) {
	b.Helper()
	for i := 0; i*1000 < n; i++ {
		apply(b, db, meeting.OK, fmt.Sprint("source-", i), tuesday, world.Meetings(uint64(i+1), min(1000, n-i*1000)))
	}
}

// fillCalendars makes n calendars of eight meetings each, one in 250 with a
// search of its own that fifty share.
func fillCalendars(b *testing.B, db *storage.DB, file string, n int) {
	b.Helper()
	searches := n / 250
	made := 0
	for ms := world.Meetings(1, 1000); made < searches; made++ {
		m := &ms[made%len(ms)]
		f := meeting.Filter{Programs: []string{m.Program}, Days: m.Schedule.HeldDays(), Attendance: []meeting.Attendance{m.Attendance}}
		for km := 1 + float64(made/len(ms))/10; ; km /= 2 {
			if f.Near = (&meeting.Near{Lat: m.Place.Latitude, Lon: m.Place.Longitude, Km: km}); !m.Place.Located() {
				f.Near, f.Text = nil, fmt.Sprint(m.Name, " ", made)
			}
			_, err := db.CreateCalendar(b.Context(), meeting.Calendar{Searches: []meeting.Filter{f}},
				fmt.Appendf(nil, "search feed %d", made), fmt.Appendf(nil, "search manage %d", made), tuesday)
			var many *meeting.TooManyError
			if errors.As(err, &many) {
				continue
			}
			if err != nil {
				b.Fatal(err)
			}
			break
		}
	}
	script(b, file, fmt.Sprintf(`PRAGMA synchronous = off; PRAGMA cache_size = -400000; BEGIN;
		CREATE TABLE pick AS SELECT id FROM meeting;
		DROP INDEX calendar_meeting_meeting;
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			INSERT INTO calendar (feed_hash, manage_hash, version, name, discretion, language, created, polled)
			SELECT randomblob(32), randomblob(32), 1, '', 'full', 'en', 0, '2026-03-03' FROM n;
		WITH p (i) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7))
			INSERT INTO calendar_meeting (calendar, position, meeting)
			SELECT c.id, p.i, (SELECT k.id FROM pick k WHERE k.rowid = 1 + abs(random() + c.id) %% (SELECT MAX(rowid) FROM pick)) FROM calendar c JOIN p;
		INSERT INTO calendar_search (calendar, position, search)
			SELECT c.id, 0, s.id FROM calendar c JOIN search s ON s.id = (SELECT MIN(id) FROM search) + c.id %% %d
			WHERE c.id %% 5 = 0 AND NOT EXISTS (SELECT 1 FROM calendar_search cs WHERE cs.calendar = c.id);
		CREATE INDEX calendar_meeting_meeting ON calendar_meeting (meeting, calendar);
		DROP TABLE pick; COMMIT`, n, searches))
}

// hold lets some calendars hold the meeting of a source that has one.
func hold(b *testing.B, file, source string, calendars int) {
	b.Helper()
	script(b, file, fmt.Sprintf(`INSERT INTO calendar_meeting (calendar, position, meeting)
		SELECT c.id, 100 + %[2]d, m.id FROM calendar c JOIN meeting m ON m.source = '%[1]s'
		WHERE c.id %% 7 = 0 ORDER BY c.id %% 1009 LIMIT %[2]d`, source, calendars))
}

func script(b *testing.B, file, text string) {
	b.Helper()
	db := raw(b, file)
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(b.Context(), text); err != nil {
		b.Fatal(err)
	}
}
