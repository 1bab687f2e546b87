package scraper

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"openchair/meeting"
)

func optOut(t *testing.T, text string) (*OptOut, string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "opt-out.txt")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	o, err := LoadOptOut(file)
	if err != nil {
		t.Fatal(err)
	}
	return o, file
}

func TestAHostThatOptedOutStandsForItsSubdomains(t *testing.T) {
	o, file := optOut(t, "# asked in May\nExample.org. # the office\n\nmeetings.example.net\n")
	refuses := func(address string) bool {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		return o.Refuses(u)
	}
	for address, want := range map[string]bool{
		"https://example.org/feed": true, "https://www.EXAMPLE.org:8443/": true, "https://a.b.example.org./": true,
		"https://notexample.org/": false, "https://example.org.evil.test/": false, "https://example.net/": false, "https://meetings.example.net": true,
	} {
		if refuses(address) != want {
			t.Errorf("%s: refused %v", address, !want)
		}
	}
	if err := os.WriteFile(file, []byte("other.example\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, time.Now(), time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if refuses("https://example.org") || !refuses("https://other.example") {
		t.Error("the list was not read anew")
	}
	if (*OptOut)(nil).Refuses(&url.URL{Host: "example.org"}) {
		t.Error("no list refuses")
	}
}

func TestAnOptOutListThatIsWrongIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "o")
	if _, err := LoadOptOut(file); err == nil {
		t.Error("a file that is not there was taken")
	}
	if err := os.WriteFile(file, []byte("example.org\nhttps://example.net/\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadOptOut(file); err == nil || !strings.Contains(err.Error(), "o:2:") {
		t.Errorf("an address for a host: %v", err)
	}
	if _, err := LoadOptOut(""); err != nil {
		t.Errorf("the shipped list: %v", err)
	}
}

// Neither the first request, nor robots.txt, nor a redirect reaches such a host.
func TestAHostThatOptedOutIsNeverAsked(t *testing.T) {
	var asked atomic.Int32
	closed := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked.Add(1) }))
	t.Cleanup(closed.Close)
	port := closed.URL[strings.LastIndex(closed.URL, ":"):]
	open := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			http.Redirect(w, r, "http://localhost"+port+"/feed", http.StatusFound)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(open.Close)
	o, _ := optOut(t, "localhost\n")
	f := NewFetcher(FetchOptions{OptOut: o, Transport: http.DefaultTransport})
	for _, address := range []string{"http://localhost" + port + "/feed", open.URL + "/feed"} {
		_, err := f.Fetch(t.Context(), Request{URL: address}, nil)
		if !errors.As(err, new(*OptedOutError)) {
			t.Errorf("%s: %v", address, err)
		}
		if v := classify(err, nil, meeting.Source{URL: address}, true); v.class != meeting.RobotsDenied || !strings.Contains(v.message, "localhost asked us not to read it") {
			t.Errorf("%s: %s %s", address, v.class, v.message)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("it was asked %d times", n)
	}
}
