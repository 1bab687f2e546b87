package web

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// world is a site over a fake store, with its log at hand.
type world struct {
	http.Handler
	store *fakeStore
	log   bytes.Buffer
	now   time.Time
}

const testURL = "https://meetings.example.org"

func newWorld(t testing.TB, change ...func(*Config)) *world {
	t.Helper()
	w := &world{store: newFakeStore(testMeetings()...), now: testNow}
	cfg := Config{
		PublicURL: testURL, Store: w.store, Keys: fakeKeys{}, Render: fakeRender, Lists: fakeLists{}, Programs: testPrograms, Sources: testSources,
		Log: slog.New(slog.NewTextHandler(&w.log, nil)), Now: func() time.Time { return w.now }, Version: "test",
	}
	for _, c := range change {
		c(&cfg)
	}
	h, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	w.Handler = h
	return w
}

// do sends a request; a body that begins with { goes as JSON, else as a form.
func (w *world) do(method, target, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if body[0] == '{' {
			r.Header.Set("Content-Type", "application/json")
		}
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	rec := httptest.NewRecorder()
	w.ServeHTTP(rec, r)
	return rec
}

func (w *world) get(target string, header ...string) *httptest.ResponseRecorder {
	return w.do("GET", target, "", header...)
}

// makeCalendar returns the paths of a new calendar of the given meetings.
func (w *world) makeCalendar(t testing.TB, ids ...string) (feed, manage string) {
	t.Helper()
	rec := w.do("POST", "/calendars", url.Values{"m": ids}.Encode())
	if rec.Code != http.StatusSeeOther {
		t.Fatalf("POST /calendars: %d %s", rec.Code, rec.Body)
	}
	manage = rec.Header().Get("Location")
	return "/c/" + feedOf(strings.TrimPrefix(manage, "/my/")) + ".ics", manage
}

var (
	errBroken = errors.New("disk on fire")
	quiet     = slog.New(slog.DiscardHandler)
)

func clockAt(t time.Time) func() time.Time { return func() time.Time { return t } }

// panicky is a store whose runs can't even be asked for.
type panicky struct{ *fakeStore }

func (panicky) LastRuns(context.Context) (map[string]meeting.Health, error) { panic("no runs") }

// picky is a store that refuses a cursor it did not give.
type picky struct{ *fakeStore }

func (p picky) Search(ctx context.Context, f meeting.Filter, now time.Time) (meeting.Found, error) {
	if f.After == "junk" {
		return meeting.Found{}, errors.New("no such cursor")
	}
	return p.fakeStore.Search(ctx, f, now)
}
