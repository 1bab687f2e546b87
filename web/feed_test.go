package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func TestFeedConditions(t *testing.T) {
	w := newWorld(t)
	feed, _ := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	first := w.get(feed)
	tag, modified := first.Header().Get("ETag"), first.Header().Get("Last-Modified")
	if tag == "" || strings.HasPrefix(tag, "W/") || modified != testNow.Format(http.TimeFormat) {
		t.Fatalf("ETag %q, Last-Modified %q", tag, modified)
	}
	for _, tt := range []struct {
		name, method string
		header       []string
		status       int
	}{
		{"nothing asked", "GET", nil, 200},
		{"same tag", "GET", []string{"If-None-Match", tag}, 304},
		{"same tag, weak", "GET", []string{"If-None-Match", "W/" + tag}, 304},
		{"one of several tags", "GET", []string{"If-None-Match", `"x", ` + tag}, 304},
		{"any tag", "GET", []string{"If-None-Match", "*"}, 304},
		{"another tag", "GET", []string{"If-None-Match", `"x"`}, 200},
		{"another tag beats an equal time", "GET", []string{"If-None-Match", `"x"`, "If-Modified-Since", modified}, 200},
		{"same tag beats an older time", "GET", []string{"If-None-Match", tag, "If-Modified-Since", testNow.Add(-time.Hour).Format(http.TimeFormat)}, 304},
		{"equal time", "GET", []string{"If-Modified-Since", modified}, 304},
		{"older time", "GET", []string{"If-Modified-Since", testNow.Add(-time.Second).Format(http.TimeFormat)}, 200},
		{"a time that is none", "GET", []string{"If-Modified-Since", "yesterday"}, 200},
		{"head", "HEAD", nil, 200},
		{"head, same tag", "HEAD", []string{"If-None-Match", tag}, 304},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rec := w.do(tt.method, feed, "", tt.header...)
			if rec.Code != tt.status {
				t.Fatalf("got %d, want %d", rec.Code, tt.status)
			}
			if rec.Header().Get("ETag") != tag || rec.Header().Get("Last-Modified") != modified {
				t.Errorf("validators %q %q", rec.Header().Get("ETag"), rec.Header().Get("Last-Modified"))
			}
			wantBody := tt.status == 200 && tt.method == "GET"
			if (rec.Body.Len() > 0) != wantBody {
				t.Errorf("body of %d bytes", rec.Body.Len())
			}
			if tt.status == 200 && rec.Header().Get("Content-Length") != fmt.Sprint(first.Body.Len()) {
				t.Errorf("Content-Length %q", rec.Header().Get("Content-Length"))
			}
		})
	}
}

func TestFeedIsRenderedByNeedAndKept(t *testing.T) {
	renders := 0
	w := newWorld(t, func(c *Config) {
		c.Render = func(cal meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
			renders++
			return fakeRender(cal, ms)
		}
	})
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2")
	tag := w.get(feed).Header().Get("ETag")
	w.get(feed)
	if renders != 1 {
		t.Errorf("two polls of an unchanged calendar: %d renders", renders)
	}
	w.do("POST", manage+"/meetings", "remove=aaaaaaaaaaaaaaa2")
	rec := w.get(feed, "If-None-Match", tag)
	if rec.Code != 200 || renders != 2 || rec.Header().Get("ETag") == tag {
		t.Errorf("after a change: %d, %d renders, tag %q", rec.Code, renders, rec.Header().Get("ETag"))
	}
}

func TestLastModifiedGrowsWithTheBytesAndNeverFalls(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2", "aaaaaaaaaaaaaaa3")
	modified := func() time.Time {
		m, err := http.ParseTime(w.get(feed).Header().Get("Last-Modified"))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	first := modified()
	w.do("POST", manage+"/meetings", "remove=aaaaaaaaaaaaaaa2")
	second := modified() // within the same second
	w.now = w.now.Add(-time.Hour)
	w.do("POST", manage+"/meetings", "remove=aaaaaaaaaaaaaaa3")
	third := modified()
	if !second.After(first) || !third.After(second) {
		t.Errorf("%v, %v, %v do not grow", first, second, third)
	}
	w.store.calendars[1].Version++ // a new version of the same bytes
	w.store.writes++
	if fourth := modified(); !fourth.Equal(third) {
		t.Errorf("same bytes, Last-Modified %v then %v", third, fourth)
	}
}

func TestLastBytesAreServedWhileRenderingFails(t *testing.T) {
	var fail func() ([]byte, error)
	w := newWorld(t, func(c *Config) {
		c.Render = func(cal meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
			if fail != nil {
				return fail()
			}
			return fakeRender(cal, ms)
		}
	})
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2")
	kept := w.get(feed)
	w.do("POST", manage+"/meetings", "remove=aaaaaaaaaaaaaaa2")
	for name, f := range map[string]func() ([]byte, error){
		"error": func() ([]byte, error) { return nil, errors.New("no ink") },
		"panic": func() ([]byte, error) { panic("no ink") },
	} {
		fail = f
		w.log.Reset()
		rec := w.get(feed)
		if rec.Code != 200 || rec.Body.String() != kept.Body.String() || rec.Header().Get("ETag") != kept.Header().Get("ETag") {
			t.Errorf("%s: %d, not the last bytes", name, rec.Code)
		}
		if !strings.Contains(w.log.String(), "no ink") {
			t.Errorf("%s: the fault is not logged", name)
		}
		if rec := w.get(feed, "If-None-Match", kept.Header().Get("ETag")); rec.Code != 304 {
			t.Errorf("%s: conditional poll: %d", name, rec.Code)
		}
	}
	fail = nil
	if rec := w.get(feed); rec.Body.String() == kept.Body.String() {
		t.Error("the fault is over and the old bytes still stand")
	}
}

func TestFeedOfAStoreThatFailsAsksToComeBack(t *testing.T) {
	w := newWorld(t)
	feed, _ := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.store.fail = errBroken
	if rec := w.get(feed); rec.Code != 503 || rec.Header().Get("Retry-After") == "" {
		t.Errorf("got %d, Retry-After %q", rec.Code, rec.Header().Get("Retry-After"))
	}
}

// polling is a store that holds one current rendering, as SQLite would give it.
type polling struct {
	*fakeStore
	kept meeting.Rendering
	hash string
}

func (p *polling) RenderingHead(_ context.Context, hash []byte) (meeting.Rendering, error) {
	if string(hash) != p.hash {
		return meeting.Rendering{}, meeting.ErrNotFound
	}
	head := p.kept
	head.Body = nil
	return head, nil
}

func (p *polling) Rendering(_ context.Context, hash []byte) (meeting.Rendering, error) {
	if string(hash) != p.hash {
		return meeting.Rendering{}, meeting.ErrNotFound
	}
	return p.kept, nil
}

// BenchmarkPoll is a calendar client's poll: 304 and 200 of a 30 KB calendar,
// beside http.ServeContent of the same bytes.
func BenchmarkPoll(b *testing.B) {
	body := []byte(strings.Repeat("SUMMARY:AA: Tuesday Nooners\r\n", 1000))
	feed := feedOf(newManage())
	p := &polling{newFakeStore(), meeting.Rendering{Calendar: 1, Version: 1, Current: true, ETag: strongTag(body), Modified: testNow, Body: body}, string(hashSecret(feed))}
	w := newWorld(b, func(c *Config) { c.Store, c.Log = p, slog.New(slog.NewTextHandler(io.Discard, nil)) })
	serve := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
		w.Header().Set("ETag", p.kept.ETag)
		http.ServeContent(w, r, "", testNow, bytes.NewReader(body))
	})
	for _, bb := range []struct {
		name string
		h    http.Handler
		tag  string
		want int
	}{
		{"304", w, p.kept.ETag, 304},
		{"200", w, "", 200},
		{"ServeContent304", serve, p.kept.ETag, 304},
		{"ServeContent200", serve, "", 200},
	} {
		b.Run(bb.name, func(b *testing.B) {
			r := httptest.NewRequest("GET", "/c/"+feed+".ics", nil)
			if bb.tag != "" {
				r.Header.Set("If-None-Match", bb.tag)
			}
			b.ReportAllocs()
			for b.Loop() {
				rec := &discard{header: http.Header{}}
				bb.h.ServeHTTP(rec, r)
				if rec.status != bb.want {
					b.Fatalf("got %d", rec.status)
				}
			}
		})
	}
}

// discard is an answer that nobody keeps.
type discard struct {
	header http.Header
	status int
}

func (d *discard) Header() http.Header { return d.header }
func (d *discard) WriteHeader(s int)   { d.status = s }
func (d *discard) Write(b []byte) (int, error) {
	if d.status == 0 {
		d.status = http.StatusOK
	}
	return len(b), nil
}
