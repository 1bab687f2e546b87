package scraper

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// collectSite is pages by address that know validators and count what is asked.
type collectSite struct {
	pages map[string]string
	etags bool           // answer 304 where the body is as it was
	fail  map[string]int // status instead of the page
	asked []string
}

func (s *collectSite) RoundTrip(r *http.Request) (*http.Response, error) {
	u := r.URL.String()
	if r.URL.Path == "/robots.txt" {
		return fetchAnswer(404, ""), nil
	}
	s.asked = append(s.asked, u)
	if status := s.fail[u]; status != 0 {
		return fetchAnswer(status, "no"), nil
	}
	body, ok := s.pages[u]
	if !ok {
		return fetchAnswer(404, "no"), nil
	}
	if !s.etags {
		return fetchAnswer(200, body), nil
	}
	tag := fmt.Sprintf(`"%d-%x"`, len(body), body[:min(len(body), 30)])
	if r.Header.Get("If-None-Match") == tag {
		return fetchAnswer(304, "", "ETag: "+tag), nil
	}
	return fetchAnswer(200, body, "ETag: "+tag), nil
}

// bench collects from a site without delays.
func (s *collectSite) bench() *collectBench {
	return newCollectBench(NewFetcher(FetchOptions{Transport: s}), "http://a.example/1")
}

// collectThree is a site of three pages, each leading to the next.
func collectThree(etags bool) *collectSite {
	rows := collectRows(30)
	return &collectSite{etags: etags, fail: map[string]int{}, pages: map[string]string{
		"http://a.example/1": collectPage{Rows: rows[:10], Next: []string{"http://a.example/2"}}.String(),
		"http://a.example/2": collectPage{Rows: rows[10:20], Next: []string{"http://a.example/3", "http://a.example/1"}}.String(),
		"http://a.example/3": collectPage{Rows: rows[20:]}.String(),
	}}
}

func TestARunReadsAllPagesInOrder(t *testing.T) {
	site := collectThree(true)
	b := site.bench()
	run := b.run(t, meeting.OK)
	if run.Counts.Listed != 30 || run.Evidence.Pages != 3 || run.Message != "30 meetings read." {
		t.Errorf("%+v, %+v, %q", run.Counts, run.Evidence, run.Message)
	}
	if run.Fill != (meeting.Fill{Time: 30, Place: 30}) {
		t.Errorf("fill %+v", run.Fill)
	}
	h := b.store.harvest(t)
	if got := h.Pages[1]; got.URL != "http://a.example/2" || got.Digest == "" || got.ETag == "" || !slices.Equal(got.Next, []string{"http://a.example/3", "http://a.example/1"}) {
		t.Errorf("second page: %+v", got)
	}
	if !slices.IsSortedFunc(h.Meetings, func(x, y meeting.Collected) int { return strings.Compare(x.SourceKey, y.SourceKey) }) {
		t.Error("meetings are not in the order published")
	}
}

func TestAnUnchangedSourceIsNotRead(t *testing.T) {
	for _, etags := range []bool{true, false} {
		site := collectThree(etags)
		b := site.bench()
		b.run(t, meeting.OK)
		site.asked, b.reads.n = nil, 0
		run := b.run(t, meeting.Unchanged)
		if len(site.asked) != 3 || b.reads.n != 0 {
			t.Errorf("etags %v: asked %v, read %d pages", etags, site.asked, b.reads.n)
		}
		if h := b.store.harvest(t); h.Meetings != nil || h.Pages != nil || run.Evidence.Pages != 3 {
			t.Errorf("etags %v: %+v", etags, h)
		}
	}
}

func TestOneChangedPageMakesAllBeRead(t *testing.T) {
	for _, etags := range []bool{true, false} {
		site := collectThree(etags)
		b := site.bench()
		b.run(t, meeting.OK)
		rows := append(collectRows(30)[20:], collectRow{Key: "new", Name: "New", Day: "friday", Time: "08:00", Place: "Hall"})
		site.pages["http://a.example/3"] = collectPage{Rows: rows}.String()
		site.asked = nil
		run := b.run(t, meeting.OK)
		if run.Counts.Listed != 31 {
			t.Errorf("etags %v: %+v", etags, run.Counts)
		}
		// With validators two pages came as 304 and are asked for again; without,
		// their bodies are at hand.
		want := map[bool]int{true: 5, false: 3}[etags]
		if len(site.asked) != want {
			t.Errorf("etags %v: asked %v", etags, site.asked)
		}
		b.run(t, meeting.Unchanged)
	}
}

func TestNewValidatorsOfAnUnchangedPageAreRemembered(t *testing.T) {
	site := collectThree(false)
	b := site.bench()
	b.run(t, meeting.OK)
	site.etags = true
	b.run(t, meeting.Unchanged)
	if h := b.store.harvest(t); len(h.Pages) != 3 || h.Pages[0].ETag == "" || h.Pages[0].Digest == "" || len(h.Pages[0].Next) != 1 {
		t.Errorf("%+v", h.Pages)
	}
}

func TestAnotherReadingTrustsNoValidator(t *testing.T) {
	site := collectThree(true)
	b := site.bench()
	b.run(t, meeting.OK)
	for name, change := range map[string]func(*meeting.Source){
		"zone":     func(s *meeting.Source) { s.Zone = "America/Chicago" },
		"country":  func(s *meeting.Source) { s.Country = "CA" },
		"language": func(s *meeting.Source) { s.Language = "fr" },
		"program":  func(s *meeting.Source) { s.Program = "na" },
		"options":  func(s *meeting.Source) { s.Options = map[string]any{"x": int64(1)} },
	} {
		b.reads.n = 0
		change(&b.src)
		if b.run(t, meeting.OK); b.reads.n != 3 {
			t.Errorf("%s: %d pages were read", name, b.reads.n)
		}
	}
	b.src.Cron, b.src.Name, b.src.Licence = "1 1 * * *", "Another", "ask first"
	b.run(t, meeting.Unchanged)
}

func TestTermsTeachLaterPages(t *testing.T) {
	site := &collectSite{pages: map[string]string{
		"http://a.example/1": collectPage{Rows: []collectRow{}, Terms: map[string]string{"7": "Open"}, Next: []string{"http://a.example/2"}}.String(),
		"http://a.example/2": collectPage{Rows: []collectRow{{Key: "k", Name: "A", Type: "7"}}}.String(),
	}}
	b := site.bench()
	b.run(t, meeting.OK)
	if got := b.store.harvest(t).Meetings[0].Types; !slices.Equal(got, []string{"Open"}) {
		t.Errorf("types %v", got)
	}
}

func TestOptionalPages(t *testing.T) {
	optional := func() *collectSite {
		return &collectSite{fail: map[string]int{}, pages: map[string]string{
			"http://a.example/1":    collectPage{Rows: collectRows(20), Maybe: []string{"http://a.example/more"}}.String(),
			"http://a.example/more": collectPage{Rows: []collectRow{{Key: "more", Name: "More", Day: "sunday", Time: "10:00", Place: "Hall"}}}.String(),
		}}
	}
	more := "http://a.example/more"
	t.Run("failing from the start is left out", func(t *testing.T) {
		site := optional()
		site.fail[more] = 403
		b := site.bench()
		if run := b.run(t, meeting.OK); run.Counts.Listed != 20 || len(b.store.harvest(t).Pages) != 1 {
			t.Errorf("%+v", run)
		}
		b.reads.n = 0
		if b.run(t, meeting.Unchanged); b.reads.n != 0 {
			t.Error("read anew though nothing changed")
		}
		delete(site.fail, more)
		if run := b.run(t, meeting.OK); run.Counts.Listed != 21 {
			t.Errorf("once it is there: %+v", run.Counts)
		}
	})
	t.Run("failing for the moment ends even the first run", func(t *testing.T) {
		site := optional()
		site.fail[more] = 502
		b := site.bench()
		b.run(t, meeting.Unreachable)
		if got := b.store.keys("src"); len(got) != 0 {
			t.Errorf("a part was stored: %v", got)
		}
	})
	t.Run("failing for the moment ends the run", func(t *testing.T) {
		for _, changed := range []bool{false, true} {
			site := optional()
			b := site.bench()
			b.run(t, meeting.OK)
			site.fail[more] = 500
			if changed {
				site.pages["http://a.example/1"] = strings.Replace(site.pages["http://a.example/1"], "Group 1", "Group One", 1)
			}
			b.run(t, meeting.Unreachable)
			if !slices.Contains(b.store.keys("src"), "more") {
				t.Error("a meeting went missing")
			}
		}
	})
	t.Run("gone for good is left out", func(t *testing.T) {
		site := optional()
		b := site.bench()
		b.run(t, meeting.OK)
		delete(site.pages, more)
		if run := b.run(t, meeting.OK); run.Counts.Listed != 20 {
			t.Errorf("%+v", run.Counts)
		}
	})
	t.Run("asking to be left alone ends the run", func(t *testing.T) {
		site := optional()
		b := newCollectBench(NewFetcher(FetchOptions{Transport: fetchScript(func(r *http.Request) (*http.Response, error) {
			if r.URL.String() == more {
				return fetchAnswer(429, "", "Retry-After: 3600"), nil
			}
			return site.RoundTrip(r)
		})}), "http://a.example/1")
		if run := b.run(t, meeting.Blocked); run.RetryAfter.IsZero() {
			t.Error("when to come back is not said")
		}
	})
	t.Run("turned into a web page ends the run", func(t *testing.T) {
		site := optional()
		b := site.bench()
		b.run(t, meeting.OK)
		site.pages[more] = "<html>Maintenance</html>"
		b.run(t, meeting.Blocked)
	})
}

func TestRowsThatShareAKey(t *testing.T) {
	a := collectRow{Key: "slug", Alt: "90", Name: "A", Day: "monday", Time: "19:00", Place: "Church"}
	b := collectRow{Key: "slug", Alt: "101", Name: "B", Day: "monday", Time: "19:00", Place: "Library"}
	bare := collectRow{Key: "slug", Name: "B", Day: "monday", Time: "19:00", Place: "Library"}
	bareLater := bare
	bareLater.Time = "20:00"
	other := collectRow{Key: "slug", Name: "B", Day: "tuesday", Time: "20:00", Place: "Library"}
	third := collectRow{Key: "slug", Name: "C", Day: "monday", Time: "19:00", Place: "Annex"}
	copied := a
	copied.Alt = "95"
	for _, c := range []struct {
		name string
		rows []collectRow
		want []string
	}{
		{"listed twice", []collectRow{a, a}, []string{"slug"}},
		{"copied under another second key", []collectRow{copied, a}, []string{"slug"}},
		{"told apart by the second key", []collectRow{a, b}, []string{"slug", "slug/101"}},
		{"told apart by the place", []collectRow{bare, third}, nil},
		{"two at one place", []collectRow{bare, other, third}, nil},
	} {
		want := c.want
		for range 6 {
			site := &collectSite{pages: map[string]string{"http://a.example/1": collectPage{Rows: c.rows}.String()}}
			bench := site.bench()
			run := bench.run(t, meeting.OK)
			got := bench.store.keys("src")
			if want == nil {
				want = got
			}
			if !slices.Equal(got, want) || len(slices.Compact(got)) != run.Counts.Listed {
				t.Errorf("%s: %v, want %v", c.name, got, want)
			}
			rand.Shuffle(len(c.rows), func(i, j int) { c.rows[i], c.rows[j] = c.rows[j], c.rows[i] })
		}
	}
	names := func(rows ...collectRow) map[string]string {
		site := &collectSite{pages: map[string]string{"http://a.example/1": collectPage{Rows: rows}.String()}}
		bench := site.bench()
		bench.run(t, meeting.OK)
		out := map[string]string{}
		for _, m := range bench.store.harvest(t).Meetings {
			out[m.Place.Name] = m.Twin
		}
		return out
	}
	if before, after := names(bare, third), names(third, bareLater); !maps.Equal(before, after) {
		t.Errorf("a moved time renamed a twin: %v, then %v", before, after)
	}
}

func TestDoubtfulRunsAreQuarantined(t *testing.T) {
	const url = "http://a.example/1"
	without := collectRows(40)
	for i := range without {
		without[i].Time = ""
	}
	unnamed := collectRows(40)
	for i := range unnamed {
		unnamed[i].Name = ""
	}
	for _, c := range []struct {
		name, page string
		class      meeting.Class
		waiting    int
	}{
		{"no rows", collectPage{Rows: []collectRow{}}.String(), meeting.Empty, 0},
		{"far fewer", collectPage{Rows: collectRows(10)}.String(), meeting.Shrunk, 10},
		{"times vanished", collectPage{Rows: without}.String(), meeting.Drifted, 40},
		{"no row can be read", collectPage{Rows: unnamed}.String(), meeting.Drifted, 0},
		{"cut short", collectPage{Rows: collectRows(40)}.String()[:500], meeting.Drifted, 0},
		{"another shape", `{"error":"no"}`, meeting.Drifted, 0},
		{"null", `null`, meeting.Drifted, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := &collectSite{pages: map[string]string{url: collectPage{Rows: collectRows(40)}.String()}}
			b := site.bench()
			b.run(t, meeting.OK)
			good := site.pages[url]
			site.pages[url] = c.page
			run := b.run(t, c.class)
			h := b.store.harvest(t)
			if len(h.Meetings) != c.waiting || (c.waiting > 0) != (len(h.Pages) == 1 && h.Fingerprint != "") && c.class != meeting.Empty {
				t.Errorf("%d wait, %d pages", len(h.Meetings), len(h.Pages))
			}
			if !strings.Contains(run.Message, "stays") {
				t.Errorf("message %q", run.Message)
			}
			b.run(t, c.class) // the same again is no news and no confirmation
			site.pages[url] = good
			b.run(t, meeting.Unchanged)
		})
	}
}

func TestASourceNeverReadIsNotUnderstood(t *testing.T) {
	for name, page := range map[string]string{
		"another shape": `{"error":"no"}`, "no row can be read": collectPage{Rows: []collectRow{{Key: "a"}, {Key: "b"}}}.String(),
	} {
		b := (&collectSite{pages: map[string]string{"http://a.example/1": page}}).bench()
		if run := b.run(t, meeting.NotUnderstood); !strings.HasSuffix(run.Message, "Nothing has been read from it yet.") {
			t.Errorf("%s: %q", name, run.Message)
		}
	}
}

func TestDeclaredEmptyIsGood(t *testing.T) {
	b := (&collectSite{pages: map[string]string{"http://a.example/1": collectPage{Rows: []collectRow{}, Declared: "No meetings in August."}.String()}}).bench()
	if run := b.run(t, meeting.DeclaredEmpty); !strings.Contains(run.Message, "No meetings in August.") {
		t.Errorf("%q", run.Message)
	}
}

func TestRefusedRowsAreNamedAndCounted(t *testing.T) {
	rows := append(collectRows(3),
		collectRow{Key: "nameless"}, collectRow{Key: "late", Name: "Late", Day: "monday", Time: "25:99"},
		collectRow{Key: "bug", Name: "panic in normalising"})
	b := (&collectSite{pages: map[string]string{"http://a.example/1": collectPage{Rows: rows}.String()}}).bench()
	run := b.run(t, meeting.OK)
	if run.Counts.Listed != 6 || run.Counts.Stored != 3 || run.Counts.Refused != 3 || len(run.Refused) != 3 {
		t.Errorf("%+v", run.Counts)
	}
	for i, key := range []string{"nameless", "late", "bug"} {
		if run.Refused[i].Key != key || run.Refused[i].Reason == "" {
			t.Errorf("refusal %d: %+v", i, run.Refused[i])
		}
	}
	if run.Message != "3 meetings read, 3 rows refused." {
		t.Errorf("%q", run.Message)
	}
}

func TestAPanicInAFormatHarmsOneRunOnly(t *testing.T) {
	b := (&collectSite{pages: map[string]string{"http://a.example/1": collectPage{Rows: []collectRow{{Key: "x", Name: "panic in the format"}}}.String()}}).bench()
	var log strings.Builder
	b.Log = collectLog(&log)
	run := b.run(t, meeting.NotUnderstood)
	if strings.Contains(run.Message, "unforeseen") || !strings.Contains(log.String(), "unforeseen") {
		t.Errorf("message %q, log %s", run.Message, log.String())
	}
}

func TestBoundsOfARun(t *testing.T) {
	endless := fetchScript(fetchPlain(func(r *http.Request) (*http.Response, error) {
		return fetchAnswer(200, collectPage{Rows: collectRows(1), Next: []string{r.URL.String() + "1"}}.String()), nil
	}))
	t.Run("pages", func(t *testing.T) {
		b := newCollectBench(NewFetcher(FetchOptions{Transport: endless}), "http://a.example/1")
		b.MaxPages = 5
		if run := b.run(t, meeting.Unreachable); run.Evidence.Pages != 5 || b.reads.n != 5 {
			t.Errorf("%+v", run.Evidence)
		}
	})
	t.Run("bytes", func(t *testing.T) {
		b := newCollectBench(NewFetcher(FetchOptions{Transport: endless}), "http://a.example/1")
		b.MaxBytes = 1000
		if run := b.run(t, meeting.Unreachable); run.Evidence.Bytes < 1000 || run.Evidence.Bytes > 2000 {
			t.Errorf("%+v", run.Evidence)
		}
	})
	t.Run("time", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			b := newCollectBench(NewFetcher(FetchOptions{Transport: endless, Delay: 7 * time.Second}), "http://a.example/1")
			b.MaxTime = time.Minute
			if run := b.run(t, meeting.Unreachable); run.Evidence.Duration != time.Minute || !strings.Contains(run.Message, "too long") {
				t.Errorf("%v, %q", run.Evidence.Duration, run.Message)
			}
		})
	})
}

func TestOneRunOfASourceAtATime(t *testing.T) {
	b := collectThree(false).bench()
	if _, err := b.store.Begin(t.Context(), "src", "other", time.Now(), time.Minute); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Collect(t.Context(), b.src); !errors.Is(err, meeting.ErrRunning) || !strings.Contains(err.Error(), "src") {
		t.Errorf("got %v", err)
	}
}

// collectHanging never answers a page.
var collectHanging = fetchPlain(func(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
})

func TestAStoppedRunIsWrittenDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newCollectBench(fetchBy(collectHanging), "http://a.example/1")
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		start := time.Now()
		run, err := b.Collect(ctx, b.src)
		if err != nil || run.Class != meeting.Unreachable || time.Since(start) != 5*time.Second {
			t.Fatalf("%v after %v: %+v", err, time.Since(start), run)
		}
		if !run.Interrupted {
			t.Error("the source is blamed for our stopping")
		}
		if !strings.HasPrefix(run.Message, "The run was stopped") || len(b.store.holder) != 0 {
			t.Errorf("%q, held %v", run.Message, b.store.holder)
		}
	})
}

func TestTheLeaseIsRenewedWhileTheRunGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := fetchBy(collectHanging)
		f.opts.Timeout = 10 * time.Minute
		b := newCollectBench(f, "http://a.example/1")
		b.run(t, meeting.Unreachable)
		if b.store.renewed != 60 { // every third of a lease, for 10 minutes
			t.Errorf("renewed %d times", b.store.renewed)
		}
	})
}

func TestALostLeaseEndsTheRunUnwritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := fetchBy(collectHanging)
		f.opts.Timeout = 10 * time.Minute
		b := newCollectBench(f, "http://a.example/1")
		b.store.lost = true
		start := time.Now()
		_, err := b.Collect(t.Context(), b.src)
		if !errors.Is(err, errLeaseLost) || !strings.Contains(err.Error(), "src") {
			t.Fatalf("got %v", err)
		}
		if took := time.Since(start); took > DefaultLease {
			t.Errorf("worked on for %v with a lease of %v", took, DefaultLease)
		}
		if len(b.store.harvests) != 0 {
			t.Error("wrote a run that is no longer ours")
		}
	})
}

func TestAStoreThatFailsIsAnError(t *testing.T) {
	b := collectThree(false).bench()
	b.store.amnesia = errors.New("disk full")
	run, err := b.Collect(t.Context(), b.src)
	if err == nil || !strings.Contains(err.Error(), "disk full") || run.Class != meeting.Unreachable || len(b.store.holder) != 0 {
		t.Errorf("memory: %v, %+v", err, run)
	}
	b.store.amnesia, b.store.broken = nil, errors.New("disk full")
	if _, err = b.Collect(t.Context(), b.src); err == nil || !strings.Contains(err.Error(), "disk full") || len(b.store.holder) != 0 {
		t.Errorf("apply: %v", err)
	}
}

func TestAFingerprintStandsForTheReading(t *testing.T) {
	src := meeting.Source{URL: "http://a.example/", Zone: "Europe/Paris", Options: map[string]any{"b": int64(1), "a": "x"}}
	f := Format{Name: "bmlt", Version: 1}
	spring := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	same := src
	same.Options = map[string]any{"a": "x", "b": int64(1)}
	if Fingerprint(src, f, spring) != Fingerprint(same, f, spring) || len(Fingerprint(src, f, spring)) != 64 {
		t.Error("not stable")
	}
	newer := f
	newer.Version++
	if Fingerprint(src, f, spring) == Fingerprint(src, newer, spring) {
		t.Error("a newer reader has the same fingerprint")
	}
	for after, same := range map[time.Duration]bool{-time.Second: false, 90 * 24 * time.Hour: true, 91 * 24 * time.Hour: false, 366 * 24 * time.Hour: false} {
		if got := Fingerprint(src, f, spring) == Fingerprint(src, f, spring.Add(after)); got != same {
			t.Errorf("after %v the fingerprint is the same: %v", after, got)
		}
	}
}
