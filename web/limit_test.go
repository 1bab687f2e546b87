package web

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestCalendarsPerClientAreLimited(t *testing.T) {
	w := newWorld(t)
	const body = `{"meetings":["aaaaaaaaaaaaaaa1"]}`
	for range calendarsPerClient.uses {
		if rec := w.do("POST", "/api/v1/calendars", body); rec.Code != 201 {
			t.Fatalf("within the limit: %d", rec.Code)
		}
	}
	rec := w.do("POST", "/api/v1/calendars", body)
	if p := decode[problem](t, rec); rec.Code != 429 || p.Status != 429 || rec.Header().Get("Retry-After") != "3600" {
		t.Errorf("%d, Retry-After %q, %+v", rec.Code, rec.Header().Get("Retry-After"), p)
	}
	if rec := w.do("POST", "/calendars", "m=aaaaaaaaaaaaaaa1"); rec.Code != 429 {
		t.Errorf("the page has another limit: %d", rec.Code)
	}
}

func TestWishesPerAddressAreLimitedAcrossCalendars(t *testing.T) {
	w := newWorld(t)
	codes := map[int]int{}
	before := len(w.store.letters)
	for range wishesPerAddress.uses + 2 {
		_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
		codes[w.do("POST", reminders(manage), `{"email":"robin@example.org"}`).Code]++
	}
	// The answer never tells that somebody asked for this address before.
	if codes[202] != wishesPerAddress.uses+2 {
		t.Errorf("got %v", codes)
	}
	if got := len(w.store.letters) - before; got != wishesPerAddress.uses {
		t.Errorf("%d letters were kept, want %d", got, wishesPerAddress.uses)
	}
}

func TestLimitsKnowClientsOnlyByHash(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.do("POST", reminders(manage), `{"email":"robin@example.org"}`)
	if len(w.store.buckets) != 3 {
		t.Fatalf("buckets %q", w.store.buckets)
	}
	for _, b := range w.store.buckets {
		if strings.Contains(b, "192.0.2.1") || strings.Contains(b, "robin") || len(b) < 64 {
			t.Errorf("bucket %q", b)
		}
	}
}

func TestClientIsTheNearestThatCanBeBelieved(t *testing.T) {
	for _, tt := range []struct{ name, remote, forwarded, want string }{
		{"direct", "203.0.113.9:1234", "", "203.0.113.9"},
		{"direct, with a claim", "203.0.113.9:1234", "198.51.100.1", "203.0.113.9"},
		{"a proxy on this machine", "127.0.0.1:1234", "198.51.100.1", "198.51.100.1"},
		{"a proxy, with a claim before", "10.0.0.2:1234", "6.6.6.6, 198.51.100.1", "198.51.100.1"},
		{"a proxy that says nothing", "127.0.0.1:1234", "", "127.0.0.1"},
		{"a proxy that says nonsense", "127.0.0.1:1234", "unknown", "127.0.0.1"},
		{"IPv6 by network", "[2001:db8:1:2:3:4:5:6]:1234", "", "2001:db8:1:2::/64"},
		{"IPv4 in IPv6", "[::ffff:203.0.113.9]:1234", "", "203.0.113.9"},
		{"a name", "pipe", "", "pipe"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = tt.remote
		if tt.forwarded != "" {
			r.Header.Set("X-Forwarded-For", tt.forwarded)
		}
		if got := client(r); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestWishesPerClientAreLimitedWhateverTheAddress(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	ask := func(n int, from string) int {
		r := httptest.NewRequest("POST", reminders(manage), strings.NewReader(fmt.Sprintf(`{"email":"reader%d@example.org"}`, n)))
		r.RemoteAddr = from + ":1234"
		r.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		return rec.Code
	}
	for n := range wishesPerClient.uses {
		if code := ask(n, "203.0.113.9"); code != 202 {
			t.Fatalf("wish %d: %d", n, code)
		}
	}
	if code := ask(99, "203.0.113.9"); code != 429 {
		t.Errorf("one more: %d", code)
	}
	if code := ask(99, "203.0.113.10"); code != 202 {
		t.Errorf("another client: %d", code)
	}
}
