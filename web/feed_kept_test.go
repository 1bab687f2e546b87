package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// counting counts what is read of calendars.
type counting struct {
	*fakeStore
	reads, looks int
}

func (c *counting) RenderingHead(ctx context.Context, hash []byte) (meeting.Rendering, error) {
	c.reads++
	return c.fakeStore.RenderingHead(ctx, hash)
}

func (c *counting) Rendering(ctx context.Context, hash []byte) (meeting.Rendering, error) {
	c.reads++
	return c.fakeStore.Rendering(ctx, hash)
}

func (c *counting) Published(ctx context.Context, after int64) (int64, []int64, bool, error) {
	c.looks++
	return c.fakeStore.Published(ctx, after)
}

func countingWorld(t *testing.T) (*world, *counting) {
	var c *counting
	w := newWorld(t, func(cfg *Config) {
		c = &counting{fakeStore: cfg.Store.(*fakeStore)}
		cfg.Store = c
	})
	return w, c
}

func TestPollsOfAnUnchangedCalendarAskNothingOfTheStore(t *testing.T) {
	w, c := countingWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2")
	first := w.get(feed)
	tag := first.Header().Get("ETag")
	w.get(feed) // sees the write that kept the bytes
	reads, looks := c.reads, c.looks
	for range 3 {
		if rec := w.get(feed); rec.Body.String() != first.Body.String() {
			t.Fatalf("%d: other bytes", rec.Code)
		}
		if rec := w.get(feed, "If-None-Match", tag); rec.Code != 304 {
			t.Fatalf("got %d", rec.Code)
		}
	}
	if c.reads != reads || c.looks != looks {
		t.Errorf("%d reads, %d looks for six polls", c.reads-reads, c.looks-looks)
	}
	w.do("POST", manage+"/meetings", "remove=aaaaaaaaaaaaaaa2")
	if rec := w.get(feed, "If-None-Match", tag); rec.Code != 200 || rec.Header().Get("ETag") == tag {
		t.Errorf("after a change: %d", rec.Code)
	}
}

func TestKeptBytesKnowWhenTheyGrowOld(t *testing.T) {
	old := testNow.AddDate(0, 0, 3)
	w := newWorld(t, func(c *Config) {
		c.Until = func(c meeting.Calendar, ms []meeting.Meeting, now time.Time) time.Time {
			if c.PastDays != meeting.DefaultPastDays || len(ms) != 1 || !now.Equal(testNow) {
				t.Errorf("asked of %+v with %d meetings at %s", c, len(ms), now)
			}
			return old
		}
	})
	feed, _ := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.get(feed)
	for _, r := range w.store.renderings {
		if !r.Until.Equal(old) {
			t.Errorf("kept until %s", r.Until)
		}
	}
	if len(w.store.renderings) != 1 {
		t.Errorf("%d kept", len(w.store.renderings))
	}
}

func TestAnotherProcessesChangeIsSeenWithinASecond(t *testing.T) {
	w, c := countingWorld(t)
	feed, _ := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2")
	w.get(feed)
	tag := w.get(feed).Header().Get("ETag")
	looks := c.looks
	w.get(feed)
	if c.looks != looks {
		t.Error("asked again at once")
	}
	w.now = w.now.Add(time.Second)
	w.get(feed, "If-None-Match", tag)
	if c.looks != looks+1 {
		t.Errorf("asked %d times after a second", c.looks-looks)
	}
}

func TestWhatChangesWhileItIsReadIsNotKept(t *testing.T) {
	k := newKeptFeeds(newFakeStore(), 1<<20)
	hash := []byte("hash")
	old := newKept(hash, meeting.Rendering{Calendar: 1, ETag: `"old"`, Body: []byte("old")})
	begun := k.begin()
	k.drop([]int64{1}, false)
	k.put(begun, old)
	if _, ok := k.get(hash); ok {
		t.Error("bytes from before the change are kept")
	}
	k.put(k.begin(), old)
	if _, ok := k.get(hash); !ok {
		t.Error("nothing is kept")
	}
	k.drop([]int64{1}, false)
	if _, ok := k.get(hash); ok {
		t.Error("a changed calendar passes for current")
	}
	if _, ok := k.last(hash); !ok {
		t.Error("the last bytes are not at hand")
	}
	k.drop(nil, true)
	if _, ok := k.last(hash); ok {
		t.Error("bytes outlive a deletion")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	const most = 100_000
	k := newKeptFeeds(newFakeStore(), most)
	for i := range 200 {
		hash := []byte{byte(i)}
		k.put(k.begin(), newKept(hash, meeting.Rendering{Calendar: int64(i), ETag: `"x"`, Body: make([]byte, 1000+i)}))
		if i == 100 {
			k.get([]byte{90})
		}
	}
	if k.size > most || len(k.byHash) != k.order.Len() || len(k.byCalendar) != k.order.Len() || k.order.Len() < 20 {
		t.Errorf("%d bytes in %d, %d, %d", k.size, len(k.byHash), len(k.byCalendar), k.order.Len())
	}
	sum := 0
	for _, f := range k.byHash {
		sum += f.size()
	}
	if sum != k.size {
		t.Errorf("counted %d of %d", k.size, sum)
	}
	k.put(k.begin(), newKept([]byte("big"), meeting.Rendering{Calendar: 999, Body: make([]byte, most)}))
	if _, ok := k.get([]byte("big")); ok {
		t.Error("one calendar fills the memory")
	}
}

func TestLastBytesAreServedWhileTheStoreDoesNotAnswer(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2")
	kept := w.get(feed)
	w.do("POST", manage+"/meetings", "remove=aaaaaaaaaaaaaaa2")
	w.store.fail = errBroken
	for range 2 {
		rec := w.get(feed)
		if rec.Code != 200 || rec.Body.String() != kept.Body.String() {
			t.Errorf("got %d", rec.Code)
		}
	}
	if rec := w.get(feed, "If-None-Match", kept.Header().Get("ETag")); rec.Code != 304 {
		t.Errorf("conditional: %d", rec.Code)
	}
	if !strings.Contains(w.log.String(), errBroken.Error()) {
		t.Error("the fault is not logged")
	}
	w.store.fail = nil
	w.now = w.now.Add(time.Second)
	if rec := w.get(feed); rec.Body.String() == kept.Body.String() {
		t.Error("the store answers, and the old bytes still stand")
	}
}

func TestFeedIsZippedForThoseWhoTakeIt(t *testing.T) {
	w := newWorld(t)
	feed, _ := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	plain := w.get(feed)
	plainTag := plain.Header().Get("ETag")
	zip := w.get(feed, "Accept-Encoding", "deflate, gzip;q=0.8")
	zipTag := zip.Header().Get("ETag")
	if zip.Header().Get("Content-Encoding") != "gzip" || zipTag == plainTag || strings.HasPrefix(zipTag, "W/") {
		t.Fatalf("encoding %q, tags %s and %s", zip.Header().Get("Content-Encoding"), zipTag, plainTag)
	}
	r, err := gzip.NewReader(bytes.NewReader(zip.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || string(got) != plain.Body.String() {
		t.Errorf("unzipped: %v, %q", err, got)
	}
	for _, tt := range []struct {
		name, accept, tag string
		status            int
		told, encoding    string
	}{
		{"zipped again", "gzip", zipTag, 304, zipTag, ""},
		{"plain again", "", plainTag, 304, plainTag, ""},
		{"had it plain, takes it zipped now", "gzip", plainTag, 304, plainTag, ""},
		{"had it zipped, takes it plain now", "", zipTag, 304, zipTag, ""},
		{"a proxy weakened the tag", "gzip", "W/" + plainTag, 304, plainTag, ""},
		{"refused", "gzip;q=0, *;q=1", `"x"`, 200, plainTag, ""},
		{"any coding", "*", `"x"`, 200, zipTag, "gzip"},
		{"another coding", "br", `"x"`, 200, plainTag, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rec := w.get(feed, "Accept-Encoding", tt.accept, "If-None-Match", tt.tag)
			h := rec.Header()
			if rec.Code != tt.status || h.Get("ETag") != tt.told || h.Get("Content-Encoding") != tt.encoding || h.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%d, ETag %s, encoding %q, Vary %q", rec.Code, h.Get("ETag"), h.Get("Content-Encoding"), h.Get("Vary"))
			}
		})
	}
}

func TestAnAddressThatWasGivenUpSaysWhereToLook(t *testing.T) {
	var rendered meeting.Calendar
	w := newWorld(t, func(c *Config) {
		c.Render = func(cal meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
			rendered = cal
			return fakeRender(cal, ms)
		}
	})
	read, manage := newManage(), newManage()
	w.store.old[string(hashSecret(read))] = meeting.OldAddress{Language: "es", Since: testNow.Add(-time.Hour)}
	w.store.old[string(hashSecret(manage))] = meeting.OldAddress{Manages: true}
	rec := w.get("/c/" + read + ".ics")
	if rec.Code != 200 || !rendered.Moved || rendered.Language != "es" || rec.Header().Get("Last-Modified") != testNow.Add(-time.Hour).Format(http.TimeFormat) {
		t.Errorf("%d, %+v", rec.Code, rendered)
	}
	if again := w.get("/c/"+read+".ics", "If-None-Match", rec.Header().Get("ETag")); again.Code != 304 {
		t.Errorf("again: %d", again.Code)
	}
	if rec := w.get("/c/" + manage + ".ics"); rec.Code != 404 {
		t.Errorf("an address to manage is read: %d", rec.Code)
	}
}

func TestAPanicPublishesNothingOfACalendar(t *testing.T) {
	c := meeting.Calendar{ID: 1, Name: "Recovery", Language: "en", Panicked: testNow, Aliases: map[string]string{"a": "b"}, LeftOut: 3}
	if got := shown(c); got.Name != "" || got.Aliases != nil || got.LeftOut != 0 || got.ID != 1 {
		t.Errorf("got %+v", got)
	}
	c.Panicked = time.Time{}
	if got := shown(c); got.Name != "Recovery" {
		t.Errorf("after it: %+v", got)
	}
}

func TestTheDayOfAPollIsKeptOnceADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		feed, _ := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
		kept := func() []meeting.Date {
			w.store.mu.Lock()
			defer w.store.mu.Unlock()
			return w.store.polled[1]
		}
		days := func() []meeting.Date {
			time.Sleep(2 * polledAfter)
			synctest.Wait()
			return kept()
		}
		day := meeting.DateOf(testNow)
		for range 3 {
			w.get(feed)
		}
		if kept() != nil {
			t.Error("a poll waited for the write")
		}
		if got := days(); !slices.Equal(got, []meeting.Date{day}) {
			t.Errorf("after three polls of a day: %v", got)
		}
		w.now = w.now.Add(24 * time.Hour)
		tag := w.get(feed).Header().Get("ETag")
		w.get(feed, "If-None-Match", tag)
		if got := days(); !slices.Equal(got, []meeting.Date{day, day + 1}) {
			t.Errorf("after two days: %v", got)
		}
	})
}

func TestPollsAreKeptWhenTheSiteCloses(t *testing.T) {
	var kept []int64
	p := &polled{log: quiet, keep: func(_ context.Context, calendars []int64, _ meeting.Date) error {
		kept = append(kept, calendars...)
		return errors.New("logged")
	}}
	p.due = true // no timer
	p.add(7, 1)
	(&Site{polled: p}).Close()
	(&Site{polled: p}).Close()
	if !slices.Equal(kept, []int64{7}) {
		t.Errorf("kept %v", kept)
	}
}

func TestAFeedStaysUnderAMegabyteAndSaysWhatItLeavesOut(t *testing.T) {
	var last meeting.Calendar
	s := &site{Config: Config{Render: func(c meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
		last = c
		return bytes.Repeat([]byte("x"), 500+9000*len(ms)), nil
	}}}
	for n, left := range map[int]int{0: 0, 1: 0, 100: 0, 200: 84} {
		body, err := s.bounded(meeting.Calendar{}, make([]meeting.Meeting, n))
		if err != nil || len(body) > maxFeed || last.LeftOut != left {
			t.Errorf("%d meetings: %d bytes, %d left out, %v", n, len(body), last.LeftOut, err)
		}
	}
}
