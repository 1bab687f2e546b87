package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	netmail "net/mail"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	gomail "github.com/wneessen/go-mail"

	"openchair/mail"
	"openchair/meeting"
	"openchair/scheduler"
	"openchair/storage"
)

// BenchmarkPlanning plans the 10,000 reminders that are due in the next minute,
// among as many as there are: a second and 40 MB at most, and the same whatever
// their number. The floor is the bare insert of as many letters.
func BenchmarkPlanning(b *testing.B) {
	sizes := []int{10_000, 100_000}
	if full() {
		sizes = append(sizes, 1_000_000)
	}
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			const due = 10_000
			starts := make([]time.Time, 20_000)
			soon := time.Now().Add(time.Hour + time.Minute).Truncate(time.Minute)
			for i := range starts {
				starts[i] = soon.Add(time.Duration(i%10_000) * time.Minute) // the first of each round is due
			}
			for i := range 4000 {
				starts[i] = soon
			}
			c := newCrowd(b, starts)
			c.manyReaders(b, n, due, soon)
			db := c.open(b)
			defer db.Close()
			var took, floor, cpu time.Duration
			var peak int
			for b.Loop() {
				b.StopTimer()
				c.unplan(b, soon)
				before := resetPeak(b)
				b.StartTimer()
				begin, used := time.Now(), cpuTime(b)
				planned, err := scheduler.PlanDue(b.Context(), db, time.Now().UTC())
				took, cpu = time.Since(begin), cpuTime(b)-used
				b.StopTimer()
				if err != nil || planned != due {
					b.Fatalf("planned %d of %d: %v", planned, due, err)
				}
				peak = max(peak, peakMemory(b)-before)
				floor = c.insertBare(b)
				b.StartTimer()
			}
			b.ReportMetric(float64(took.Milliseconds()), "ms")
			b.ReportMetric(float64(cpu.Milliseconds()), "ms-cpu") // others' load aside
			b.ReportMetric(float64(peak)/1e6, "MB")
			b.ReportMetric(float64(took)/float64(floor), "×insert")
		})
	}
}

// cpuTime is how long this process has computed.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// manyReaders adds n confirmed readers of two meetings each, by few statements.
// Of them due are due at the first start, an hour before it.
func (c *crowd) manyReaders(b *testing.B, n, due int, soon time.Time) {
	b.Helper()
	db := c.raw(b)
	moment := soon.Add(-time.Hour)
	for _, query := range []string{
		"PRAGMA synchronous = OFF",
		fmt.Sprintf(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
			INSERT INTO calendar (id, feed_hash, manage_hash, version, name, discretion, language, created)
			SELECT i, CAST(printf('f%%031d', i) AS BLOB), CAST(printf('m%%031d', i) AS BLOB), 1, '', 'neutral', 'en', 1 FROM n`, n),
		"CREATE TEMP TABLE pick (i INTEGER PRIMARY KEY, id TEXT)",
	} {
		if _, err := db.Exec(query); err != nil {
			b.Fatal(err)
		}
	}
	// One connection has the temporary table: all that needs it is one transaction.
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.Exec("CREATE TEMP TABLE IF NOT EXISTS pick (i INTEGER PRIMARY KEY, id TEXT)"); err != nil {
		b.Fatal(err)
	}
	for i, id := range c.meetings {
		if _, err := tx.Exec("INSERT OR REPLACE INTO pick VALUES (?1, ?2)", i, id); err != nil {
			b.Fatal(err)
		}
	}
	for _, query := range []string{
		fmt.Sprintf(`INSERT INTO calendar_meeting (calendar, position, meeting)
			SELECT c.id, 0, p.id FROM calendar c JOIN pick p ON p.i = CASE WHEN c.id <= %d THEN c.id %% 4000 ELSE 4000 + c.id %% 16000 END`, due),
		`INSERT INTO calendar_meeting (calendar, position, meeting) SELECT c.id, 1, p.id FROM calendar c JOIN pick p ON p.i = 4000 + (c.id * 7 + 1) % 5900`,
		fmt.Sprintf(`INSERT INTO reminder (id, calendar, channel, email, email_hash, wish, created, confirmed, stale, next_due)
			SELECT id, id, 'email', zeroblob(60), CAST(printf('%%032d', id) AS BLOB), '{"leads":[60],"discretion":"neutral","zone":"America/Santiago","language":"es"}', 1, 1, 0,
			%d + CASE WHEN id <= %d THEN 0 ELSE 600000 + (id %% 10000) * 60000 END FROM calendar`, moment.UnixMilli(), due),
		"ANALYZE",
	} {
		if _, err := tx.Exec(query); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
}

// unplan makes those that were planned due again.
func (c *crowd) unplan(b *testing.B, soon time.Time) {
	b.Helper()
	for _, query := range []string{"DELETE FROM letter",
		fmt.Sprintf("UPDATE reminder SET next_due = %d WHERE id <= 10000", soon.Add(-time.Hour).UnixMilli())} {
		if _, err := c.raw(b).Exec(query); err != nil {
			b.Fatal(err)
		}
	}
}

// insertBare is the floor: as many letters, row by row in one transaction.
func (c *crowd) insertBare(b *testing.B) time.Duration {
	b.Helper()
	db := c.raw(b)
	if _, err := db.Exec("DELETE FROM letter"); err != nil {
		b.Fatal(err)
	}
	begin := time.Now()
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	defer tx.Rollback()
	insert, err := tx.Prepare(`INSERT INTO letter (kind, reminder, meeting, date, lead, send_at, start, expires) VALUES ('reminder', ?1, ?2, '2026-01-01', 60, 1, 2, 2)`)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 10_000 {
		if _, err := insert.Exec(i+1, c.meetings[i%4000]); err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin)
}

// resetPeak lets the process's peak of memory be counted anew, and returns what
// it holds now, in bytes.
func resetPeak(b *testing.B) int {
	b.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Skipf("the peak of memory can't be counted anew here: %v", err)
	}
	return peakMemory(b)
}

// peakMemory is VmHWM of this process, in bytes.
func peakMemory(b *testing.B) int {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kb int
	if _, err := fmt.Sscanf(strings.TrimSpace(rest), "%d kB", &kb); err != nil {
		b.Fatal(err)
	}
	return kb << 10
}

// BenchmarkSending sends letters from the outbox to a mail server on loopback
// with eight senders, each letter's mark durable (synchronous=FULL) before its
// sender's next letter leaves, and prints how fast that is beside a bare loop
// of the mail library in the same run: 45 % at least. The floor composes the
// very words of our letters and sends them over eight connections of its own;
// it reads nothing, marks nothing and waits for no disk. Both take turns, five
// each, as one turn alone may be a fifth off. Neither signs: an RSA key of 2048
// bits costs a millisecond a letter and would hide all else.
func BenchmarkSending(b *testing.B) {
	letters := 2000
	if full() {
		letters = 10_000
	}
	var n int
	var ours, bare time.Duration
	for b.Loop() {
		for range 5 {
			b.StopTimer()
			sink := newCounter(b)
			s := newSending(b, sink, letters)
			b.StartTimer()
			ours += s.run(b, sink, letters)
			b.StopTimer()
			s.end(b, letters)
			bare += bareLoop(b, sink, letters)
			n += letters
			b.StartTimer()
		}
	}
	b.ReportMetric(float64(n)/ours.Seconds(), "letters/s")
	b.ReportMetric(float64(n)/bare.Seconds(), "bare/s")
	b.ReportMetric(float64(bare)/float64(ours), "×bare")
}

// sending is a store whose letters are due, and what sends them.
type sending struct {
	*crowd
	db        *storage.DB
	transport mail.Transport
	outbox    *scheduler.Outbox
}

func newSending(b *testing.B, sink *counter, letters int) *sending {
	b.Helper()
	start := time.Now().Add(50 * time.Minute).Truncate(time.Minute)
	c := newCrowd(b, []time.Time{start, start, start, start, start})
	c.read(b, letters, 60, func(i int) string { return c.meetings[i%5] })
	db := c.open(b)
	if n, err := scheduler.PlanDue(b.Context(), db, time.Now().UTC()); err != nil || n != letters {
		b.Fatal(n, err)
	}
	server, err := mail.ParseSMTPURL("smtp://" + sink.address)
	if err != nil {
		b.Fatal(err)
	}
	sender := mail.Sender{From: netmail.Address{Name: "Group reminder", Address: "letters@openchair.example"}}
	transport := &mail.Throttled{Transport: mail.NewSMTP(server, sender)}
	postman := mail.Postman{Store: db, Keys: c.keys, Transport: transport, Sender: sender, PublicURL: "https://openchair.example"}
	return &sending{c, db, transport, &scheduler.Outbox{Store: db, Read: postman.Read, Owner: "bench", Senders: 8, Log: slog.New(slog.DiscardHandler)}}
}

// run sends all letters and returns how long the server waited for the last.
func (s *sending) run(b *testing.B, sink *counter, letters int) (took time.Duration) {
	b.Helper()
	ctx, cancel := context.WithCancel(b.Context())
	var wg sync.WaitGroup
	begin := time.Now()
	wg.Go(func() {
		if err := s.outbox.Run(ctx); err != nil {
			b.Error(err)
		}
	})
	for sink.count() < letters && time.Since(begin) < 5*time.Minute {
		time.Sleep(time.Millisecond)
	}
	took = time.Since(begin)
	cancel()
	wg.Wait()
	return took
}

// end checks that all letters are marked.
func (s *sending) end(b *testing.B, letters int) {
	b.Helper()
	if err := s.transport.Close(); err != nil {
		b.Log(err)
	}
	if states := s.states(b); states[string(meeting.Sent)] != letters {
		b.Fatalf("states %v", states)
	}
	s.db.Close()
}

// bareLoop sends as many letters of the same words over eight connections and
// does nothing else; it returns how long that took.
func bareLoop(b *testing.B, sink *counter, letters int) time.Duration {
	b.Helper()
	host, port, _ := strings.Cut(sink.address, ":")
	text, html := wordsOf(b, sink.one, "text/plain"), wordsOf(b, sink.one, "text/html")
	var n int
	if _, err := fmt.Sscan(port, &n); err != nil {
		b.Fatal(err)
	}
	var wg sync.WaitGroup
	begin := time.Now()
	for range 8 {
		wg.Go(func() {
			client, err := gomail.NewClient(host, gomail.WithPort(n), gomail.WithTLSPolicy(gomail.NoTLS), gomail.WithoutNoop())
			if err != nil {
				b.Error(err)
				return
			}
			conn, err := client.DialToSMTPClientWithContext(b.Context())
			if err != nil {
				b.Error(err)
				return
			}
			defer client.CloseWithSMTPClient(conn) //nolint:errcheck // the sink is ours
			for i := range letters / 8 {
				m := gomail.NewMsg()
				m.SetMessageIDWithValue(fmt.Sprintf("bare%d@openchair.example", i))
				if err := m.From("letters@openchair.example"); err != nil {
					b.Error(err)
					return
				}
				if err := m.To(fmt.Sprintf("bare%d@openchair.example", i)); err != nil {
					b.Error(err)
					return
				}
				m.Subject("Your 7:00 pm group")
				m.SetBodyString(gomail.TypeTextPlain, text)
				m.AddAlternativeString(gomail.TypeTextHTML, html)
				if err := client.SendWithSMTPClient(conn, m); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	return time.Since(begin)
}

// wordsOf returns one part of a letter.
func wordsOf(b *testing.B, raw []byte, kind string) string {
	b.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		b.Fatal(err)
	}
	words, err := partOf(m, kind)
	if err != nil {
		b.Fatal(err)
	}
	return words
}
