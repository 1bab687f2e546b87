package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"openchair/feeds"
	"openchair/meeting"
	"openchair/scheduler"
	"openchair/scraper"
	"openchair/storage"
)

// stage is what a source does from one day on, and what must be known after it.
type stage struct {
	name  string
	days  int // how long it does so; 0 = one day
	plays func(*script)
	class meeting.Class
	// told counts changes by kind that were written; where there are none, not a
	// byte of a calendar may differ.
	told  map[meeting.ChangeKind]int
	known int // meetings listed; 0 = 30
}

const followedRows = 30

// row is one invented meeting of the followed source, unlike any other.
type followedRow struct {
	slug, name, start string
	n                 int
}

// script is the followed source as its wire shows it.
type script struct {
	mu     sync.Mutex
	rows   []followedRow
	answer func(s *script, r *http.Request) (*http.Response, error)
}

func newScript() *script {
	s := &script{answer: (*script).feed}
	for i := range followedRows {
		s.rows = append(s.rows, followedRow{fmt.Sprint("slug-", i), fmt.Sprint("Lamp ", i), fmt.Sprintf("%02d:15", 6+i%14), i})
	}
	return s
}

// RoundTrip answers as the stage has it; robots.txt is never there.
func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	answer := s.answer
	s.mu.Unlock()
	if r.URL.Path == "/robots.txt" && r.Context().Err() == nil && !s.silent() {
		return says404(r), nil
	}
	return answer(s, r)
}

func (s *script) silent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.answer(s, nil)
	return errors.Is(err, errNobody)
}

var errNobody = errors.New("connection refused")

func says404(r *http.Request) *http.Response { return reply(r, 404, "text/plain", "not here") }

func reply(r *http.Request, status int, kind, body string) *http.Response {
	return &http.Response{StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

func (s *script) feed(r *http.Request) (*http.Response, error) {
	return reply(r, 200, "application/json", followedFeed(s.rows)), nil
}

func followedFeed(rows []followedRow) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		when := fmt.Sprintf(`,"day":%d,"time":%q`, r.n%7, r.start)
		if r.start == "" {
			when = ""
		}
		out[i] = fmt.Sprintf(`{"slug":%q,"name":%q%s,"types":["O"],"location":"House %d","formatted_address":"%d Elm Row, Albany, NY 12207, USA"}`, r.slug, r.name, when, r.n, r.n+1)
	}
	return "[" + strings.Join(out, ",") + "]"
}

// fixed answers every request alike.
func fixed(status int, kind, body string) func(*script) {
	return func(s *script) {
		s.answer = func(_ *script, r *http.Request) (*http.Response, error) { return reply(r, status, kind, body), nil }
	}
}

func feeding(edit func(rows []followedRow) []followedRow) func(*script) {
	return func(s *script) {
		shown := edit(slices.Clone(s.rows))
		s.answer = func(_ *script, r *http.Request) (*http.Response, error) {
			return reply(r, 200, "application/json", followedFeed(shown)), nil
		}
	}
}

// keeping is feeding what stays so.
func keeping(edit func(rows []followedRow) []followedRow) func(*script) {
	return func(s *script) {
		s.rows = edit(s.rows)
		s.answer = (*script).feed
	}
}

func asBefore(rows []followedRow) []followedRow { return rows }

// followedStages is a source's bad fortnight, a stage a day.
func followedStages() []stage {
	const challenge = `<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>`
	return []stage{
		{name: "is read first", plays: keeping(asBefore), class: meeting.OK},
		{name: "stays as it was", plays: keeping(asBefore), class: meeting.Unchanged},
		{name: "goes empty", plays: fixed(200, "application/json", "[]"), class: meeting.Empty},
		{name: "shrinks by 60 %", plays: feeding(func(rows []followedRow) []followedRow { return rows[:followedRows*4/10] }), class: meeting.Shrunk},
		{name: "drifts: times vanish", plays: feeding(func(rows []followedRow) []followedRow {
			for i := range rows[:20] {
				rows[i].start = ""
			}
			return rows
		}), class: meeting.Drifted},
		{name: "ends in the middle", plays: fixed(200, "application/json", followedFeed(newScript().rows)[:900]), class: meeting.Drifted},
		{name: "turns into a challenge page", plays: fixed(200, "text/html", challenge), class: meeting.Blocked},
		{name: "forbids", plays: fixed(403, "text/html", "<html>no</html>"), class: meeting.Blocked},
		{name: "answers 500", plays: fixed(500, "text/plain", "oops"), class: meeting.Unreachable},
		{name: "hangs", plays: func(s *script) {
			s.answer = func(_ *script, r *http.Request) (*http.Response, error) {
				if r == nil {
					return nil, nil
				}
				<-r.Context().Done()
				return nil, r.Context().Err()
			}
		}, class: meeting.Unreachable},
		{name: "is well again", plays: keeping(asBefore), class: meeting.Unchanged},
		{name: "moves without a word", plays: fixed(404, "text/html", "<html>gone</html>"), class: meeting.Gone},
		{name: "says where it moved to", plays: func(s *script) {
			s.answer = func(s *script, r *http.Request) (*http.Response, error) {
				if r != nil && r.URL.Host == "office.example" {
					moved := reply(r, 301, "text/html", "")
					moved.Header.Set("Location", "https://new.example/list.json")
					return moved, nil
				}
				return s.feed(r)
			}
		}, class: meeting.Unchanged},
		{name: "renames every key", plays: keeping(func(rows []followedRow) []followedRow {
			for i := range rows {
				rows[i].slug = fmt.Sprint("post-", 1000+i)
			}
			return rows
		}), class: meeting.OK, told: map[meeting.ChangeKind]int{meeting.Rekeyed: 30}},
		{name: "renames every key and moves three meetings", plays: keeping(func(rows []followedRow) []followedRow {
			for i := range rows {
				rows[i].slug = fmt.Sprint("id-", 5000-i)
			}
			for i := range 3 {
				rows[i].start = "21:45"
			}
			return rows
		}), class: meeting.OK, told: map[meeting.ChangeKind]int{meeting.Rekeyed: 27, meeting.Edited: 3}},
		{name: "counts its rows anew, in another order", plays: keeping(func(rows []followedRow) []followedRow {
			rows = append(rows[7:], rows[:7]...)
			for i := range rows {
				rows[i].slug = fmt.Sprint("id-", 5000-i)
			}
			return rows
		}), class: meeting.OK, told: map[meeting.ChangeKind]int{meeting.Rekeyed: 30}},
		{name: "is silent for a week", days: 7, plays: func(s *script) {
			s.answer = func(*script, *http.Request) (*http.Response, error) { return nil, errNobody }
		}, class: meeting.Unreachable},
		{name: "returns", plays: keeping(asBefore), class: meeting.Unchanged},
		{name: "flaps: a meeting moves", plays: feeding(func(rows []followedRow) []followedRow { rows[0].start = "23:00"; return rows }), class: meeting.OK, told: map[meeting.ChangeKind]int{meeting.Edited: 1}},
		{name: "and moves back", plays: keeping(asBefore), class: meeting.OK, told: map[meeting.ChangeKind]int{meeting.Edited: 1}},
		{name: "drops two meetings", plays: keeping(func(rows []followedRow) []followedRow { return rows[2:] }), class: meeting.OK},
		{name: "for days", days: 3, plays: keeping(asBefore), class: meeting.Unchanged, told: map[meeting.ChangeKind]int{meeting.Retired: 2}, known: 28},
		{name: "and lists them again", plays: func(s *script) {
			first := newScript().rows[:0]
			first = append(first, s.rows...)
			s.rows = append(first, dropped(s)...)
			s.answer = (*script).feed
		}, class: meeting.OK, told: map[meeting.ChangeKind]int{meeting.Revived: 2}},
	}
}

// dropped are the rows of the first list that are shown no more, under keys of
// their own.
func dropped(s *script) (gone []followedRow) {
	for _, r := range newScript().rows {
		if !slices.ContainsFunc(s.rows, func(x followedRow) bool { return x.n == r.n }) {
			r.slug = fmt.Sprint("back-", r.n)
			if r.n < 3 {
				r.start = "21:45"
			}
			gone = append(gone, r)
		}
	}
	return gone
}

// followed is one source being followed day by day.
type followed struct {
	t        *testing.T
	db       *storage.DB
	source   meeting.Source
	calendar meeting.Calendar
	ids      []string
	bytes    []byte
	seen     int64 // the last change
}

// afterStage are called after each stage with what must be known of it: whoever
// shows runs to people looks here whether it is shown rightly.
var afterStage []func(f *followed, s stage)

func TestASourceIsFollowedThroughABadFortnight(t *testing.T) {
	path := filepath.Join(t.TempDir(), "openchair.db")
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		db, err := storage.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		wire := newScript()
		f := &followed{t: t, db: db, source: meeting.Source{ID: "office", Program: "aa", Name: "The office", Format: "meeting-guide",
			URL: "https://office.example/feed", Zone: "America/New_York", Country: "US", Language: "en", Cron: "17 6 * * *", Enabled: true}}
		collector := &scraper.Collector{Store: db, Owner: "serve", Log: slog.New(slog.DiscardHandler),
			Fetcher: scraper.NewFetcher(scraper.FetchOptions{Transport: wire, Delay: scraper.DefaultDelay})}
		merging := scheduler.NewMerging(db, slog.New(slog.DiscardHandler))
		collecting := &scheduler.Collecting{Sources: []meeting.Source{f.source}, Collect: collector.Collect, Recall: db,
			AfterRun: merging.Note, Idle: merging.Wake, Log: slog.New(slog.DiscardHandler)}
		// Just before the first day's run: the stages change at noon.
		time.Sleep(12 * time.Hour)
		stages := followedStages()
		stages[0].plays(wire)
		var loops sync.WaitGroup
		loops.Go(func() { _ = collecting.Run(ctx) })
		loops.Go(func() { _ = merging.Run(ctx) })
		for i, s := range stages {
			if i > 0 {
				wire.mu.Lock()
				s.plays(wire)
				wire.mu.Unlock()
			}
			wait := time.Duration(max(s.days, 1)) * 24 * time.Hour
			if i == 0 {
				wait = time.Hour // it never ran, and so runs at once
			}
			time.Sleep(wait)
			synctest.Wait()
			f.check(s)
			for _, after := range afterStage {
				after(f, s)
			}
		}
		stop()
		loops.Wait()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}

// check asserts what must be known after a stage.
func (f *followed) check(s stage) {
	f.t.Helper()
	ctx := context.Background()
	health, err := f.db.LastRuns(ctx)
	f.must(err)
	if h := health[f.source.ID]; h.Class != s.class {
		f.t.Errorf("%s: class %s (%s), want %s", s.name, h.Class, h.Message, s.class)
	}
	ms, _, err := f.db.Meetings(ctx, meeting.Filter{Witnesses: true}, time.Now())
	f.must(err)
	want := s.known
	if want == 0 {
		want = followedRows
	}
	if len(ms) != want {
		f.t.Errorf("%s: %d meetings are listed, want %d", s.name, len(ms), want)
	}
	f.firstTime(ms)
	for _, m := range ms {
		if !slices.Contains(f.ids, m.ID) {
			f.t.Errorf("%s: %s (%s) has a new id: it would stand twice in calendars", s.name, m.Name, m.SourceKey)
		}
		if next, ok := m.Next(time.Now()); !ok {
			f.t.Errorf("%s: %s is not held any more", s.name, m.Name)
		} else if time.Until(next.Start) > 8*24*time.Hour {
			f.t.Errorf("%s: %s is held only in %v", s.name, m.Name, next.Start)
		}
	}
	f.told(s)
	f.published(s)
}

// firstTime makes a calendar of three meetings, two of which move later.
func (f *followed) firstTime(ms []meeting.Meeting) {
	if f.ids != nil {
		return
	}
	for _, m := range ms {
		f.ids = append(f.ids, m.ID)
	}
	c, err := f.db.CreateCalendar(context.Background(), meeting.Calendar{Discretion: meeting.Neutral, Language: "en", Meetings: f.ids[:10]},
		[]byte("feed"), []byte("manage"), time.Now())
	f.must(err)
	f.calendar = c
}

func (f *followed) told(s stage) {
	changes, err := f.db.Changes(context.Background(), f.seen, 0)
	f.must(err)
	told := map[meeting.ChangeKind]int{}
	for _, c := range changes {
		told[c.Kind]++
		f.seen = c.ID
	}
	if fmt.Sprint(told) != fmt.Sprint(s.told) {
		f.t.Errorf("%s: changes %v, want %v", s.name, told, s.told)
	}
}

// published asserts that a calendar's bytes stay where nothing was told, and
// that no entry of it ever goes or is cancelled.
func (f *followed) published(s stage) {
	ctx := context.Background()
	ms, err := f.db.CalendarMeetings(ctx, f.calendar.ID)
	f.must(err)
	b, err := feeds.Calendar(f.calendar, ms, feeds.Options{Discretion: meeting.Neutral, Language: "en", PublicURL: "https://chairs.example"})
	f.must(err)
	entries := bytes.Count(b, []byte("BEGIN:VEVENT"))
	if s.known == 0 && (entries < 10 || bytes.Contains(b, []byte("STATUS:CANCELLED"))) {
		f.t.Errorf("%s: the calendar has %d entries of 10, or one is cancelled", s.name, entries)
	}
	real := s.told[meeting.Edited] + s.told[meeting.Retired] + s.told[meeting.Revived]
	if f.bytes != nil && real == 0 && !bytes.Equal(b, f.bytes) {
		f.t.Errorf("%s: the calendar's bytes differ, though nothing changed", s.name)
	}
	f.bytes = b
}

func (f *followed) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}
