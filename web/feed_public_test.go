package web

import (
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func TestOneMeetingAsACalendar(t *testing.T) {
	w := newWorld(t)
	rec := w.get("/meetings/aaaaaaaaaaaaaaa1.ics")
	h := rec.Header()
	if rec.Code != 200 || strings.Count(rec.Body.String(), "SUMMARY") != 1 || !strings.HasPrefix(h.Get("Cache-Control"), "public") || h.Get("ETag") == "" {
		t.Fatalf("%d %v %s", rec.Code, h, rec.Body)
	}
	if got := w.get("/meetings/aaaaaaaaaaaaaaa1.ics", "If-None-Match", h.Get("ETag")); got.Code != 304 || !strings.HasPrefix(got.Header().Get("Cache-Control"), "public") {
		t.Errorf("asked again: %d", got.Code)
	}
	if got := w.get("/meetings/aaaaaaaaaaaaaaa1.ics", "If-Modified-Since", time.Now().UTC().Format(time.RFC1123)); got.Code != 200 {
		t.Errorf("asked by time, which is not kept: %d", got.Code)
	}
	w.store.meetings[1].WitnessOf = "aaaaaaaaaaaaaaa1"
	if got := w.get("/meetings/aaaaaaaaaaaaaaa2.ics"); got.Body.String() != rec.Body.String() {
		t.Errorf("a witness: %d %s", got.Code, got.Body)
	}
	for path, want := range map[string]int{"/meetings/none.ics": 404, "/meetings/aaaaaaaaaaaaaaa1.pdf": 404} {
		if rec := w.get(path); rec.Code != want {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
	w.store.fail = errBroken
	if rec := w.get("/meetings/aaaaaaaaaaaaaaa1.ics"); rec.Code != 503 || rec.Header().Get("Retry-After") == "" || rec.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("a store that fails: %d %v", rec.Code, rec.Header())
	}
}

func TestASearchAsACalendar(t *testing.T) {
	var rendered meeting.Calendar
	w := newWorld(t, func(c *Config) {
		c.Render = func(cal meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
			rendered = cal
			return fakeRender(cal, ms)
		}
	})
	rec := w.get("/search.ics?program=smart&day=tuesday")
	if rec.Code != 200 || !strings.HasPrefix(rec.Header().Get("Cache-Control"), "public") || rendered.Name == "" || rendered.LeftOut != 0 {
		t.Fatalf("%d %v %+v", rec.Code, rec.Header(), rendered)
	}
	if rec := w.get("/search.ics?program=smart&day=tuesday", "If-None-Match", rec.Header().Get("ETag")); rec.Code != 304 {
		t.Errorf("asked again: %d", rec.Code)
	}
	for query, want := range map[string]int{"": 400, "?program=nope": 400, "?programm=smart": 400} {
		if rec := w.get("/search.ics" + query); rec.Code != want {
			t.Errorf("%s: %d", query, rec.Code)
		}
	}
	one := w.store.meetings[0]
	for i := range meeting.MaxHeld + 5 {
		m := one
		m.ID = "b" + strings.Repeat("x", i)
		w.store.meetings = append(w.store.meetings, m)
	}
	if w.get("/search.ics?program=" + one.Program); rendered.LeftOut < 5 {
		t.Errorf("left out %d", rendered.LeftOut)
	}
}
