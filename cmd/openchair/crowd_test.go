package main

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
	"openchair/storage"
)

// crowd is a store of many readers, made in bulk.
type crowd struct {
	dir      string
	keys     *keyring.Ring
	meetings []string // ids
}

func (c *crowd) db() string { return filepath.Join(c.dir, "openchair.db") }

// newCrowd makes a store that knows weekly meetings which start at the moments
// given, to the minute.
func newCrowd(t testing.TB, starts []time.Time) *crowd {
	t.Helper()
	c := &crowd{dir: t.TempDir()}
	db := c.open(t)
	defer db.Close()
	var err error
	if c.keys, err = keyring.Load(filepath.Join(c.dir, "openchair.key")); err != nil {
		t.Fatal(err)
	}
	h := meeting.Harvest{Fingerprint: "f"}
	for i, start := range starts {
		start = start.UTC()
		key := fmt.Sprintf("k%06d", i)
		c.meetings = append(c.meetings, meeting.NewID("hill", key, ""))
		h.Meetings = append(h.Meetings, meeting.Collected{Digest: key, Meeting: meeting.Meeting{
			Program: "aa", Source: "hill", SourceKey: key, Name: fmt.Sprintf("Group %d", i), Attendance: meeting.InPerson,
			Schedule: meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(start.Weekday()), Start: meeting.NewClock(start.Hour(), start.Minute()),
				Minutes: 60, Zone: "UTC", ZoneFrom: meeting.ZoneFromSource, Confirmed: true},
			Place: meeting.Place{Name: "Hill Church", Address: "1 Hill Road", City: "Hillton", Country: "US"}, Languages: []string{"en"},
		}})
	}
	now := time.Now().UTC()
	id, err := db.Begin(t.Context(), "hill", "test", now, time.Minute)
	if err == nil {
		h.Run = meeting.Run{ID: id, Source: "hill", Class: meeting.OK, Started: now, Finished: now, Counts: meeting.Counts{Listed: len(starts), Stored: len(starts)}}
		_, err = db.Apply(t.Context(), h)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *crowd) open(t testing.TB) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), c.db())
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// raw opens the file beneath the store, for what no person does.
func (c *crowd) raw(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", c.db()+"?_busy_timeout=10000")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// reader is one of the crowd.
func reader(i int) string { return fmt.Sprintf("reader%d@d%d.example", i, i%2000) }

// read adds n confirmed readers with a calendar each, which holds the meeting
// that is chosen for it. Their letters are still to be planned.
func (c *crowd) read(t testing.TB, n, lead int, choose func(i int) string) {
	t.Helper()
	tx, err := c.raw(t).Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	exec := func(query string, args ...any) {
		if _, err := tx.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now().UnixMilli()
	for i := 1; i <= n; i++ {
		sealed, err := c.keys.Seal(reader(i))
		if err != nil {
			t.Fatal(err)
		}
		exec(`INSERT INTO calendar (id, feed_hash, manage_hash, version, name, discretion, language, created) VALUES (?1, ?2, ?3, 1, '', 'neutral', 'en', ?4)`,
			i, fmt.Appendf(nil, "f%08d", i), fmt.Appendf(nil, "m%08d", i), now)
		exec(`INSERT INTO calendar_meeting (calendar, position, meeting) VALUES (?1, 0, ?2)`, i, choose(i))
		exec(`INSERT INTO reminder (id, calendar, channel, email, email_hash, wish, created, confirmed, stale) VALUES (?1, ?1, 'email', ?2, ?3, ?4, ?5, ?5, 1)`,
			i, sealed, c.keys.Hash(reader(i)), fmt.Sprintf(`{"leads":[%d],"discretion":"neutral","zone":"","language":"en"}`, lead), now)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// states counts the letters by what became of them.
func (c *crowd) states(t testing.TB) map[string]int {
	t.Helper()
	rows, err := c.raw(t).Query(`SELECT state, COUNT(*) FROM letter GROUP BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]int{}
	for rows.Next() {
		var state string
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			t.Fatal(err)
		}
		all[state] = n
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
