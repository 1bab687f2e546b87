package scraper

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestRobotsRules(t *testing.T) {
	wordpress := "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"
	for _, c := range []struct {
		name, file, path string
		allowed          bool
	}{
		{"nothing said", "", "/x", true},
		{"WordPress and its feed", wordpress, "/wp-admin/admin-ajax.php?action=meetings", true},
		{"WordPress and its desk", wordpress, "/wp-admin/options.php", false},
		{"all forbidden", "User-agent: *\nDisallow: /", "/x", false},
		{"an asterisk forbids all", "User-agent: *\nDisallow: *", "/x", false},
		{"an empty Disallow forbids nothing", "User-agent: *\nDisallow:", "/x", true},
		{"we by name", "User-agent: openchair\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", true},
		{"we by name, forbidden", "User-agent: OpenChair/2.0\nDisallow: /a", "/a/b", false},
		{"we let in, all others not", "User-agent: Openchair\nDisallow:\n\nUser-agent: *\nDisallow: /", "/x", true},
		{"another by name", "User-agent: other\nDisallow: /", "/x", true},
		{"two agents, one group", "User-agent: other\nUser-agent: openchair\nDisallow: /a", "/a", false},
		{"equal rules: the milder wins", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
		{"the longer rule wins", "User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", false},
		{"a pattern", "User-agent: *\nDisallow: /*.json$", "/list.json", false},
		{"a pattern's end", "User-agent: *\nDisallow: /*.json$", "/list.json?x=1", true},
		{"a query", "User-agent: *\nDisallow: /client_interface/json/?switcher=GetSearchResults", "/client_interface/json/?switcher=GetSearchResults&page_num=1", false},
		{"a bad line before the rules", "Disallow: /\nCrawl-delay: soon\nUser-agent: *\nCrawl-delay: -1\nDisallow: /a", "/a", false},
		{"a bad line leaves the rest", "Disallow: /\nUser-agent: *\nDisallow: /a", "/b", true},
		{"carriage returns", "User-agent: *\rDisallow: /a\r", "/a", false},
		{"comments and a mark", "\ufeff# hello\nUser-agent: * # all\nDisallow: /a # no", "/a", false},
		{"a web page in its place", "<!doctype html><html>User-agent: *", "/x", true},
		{"the root", "User-agent: *\nDisallow: /$", "", false},
	} {
		r, err := parseRobots(toUTF8([]byte(c.file), ""), Agent("1.0", "mailto:us@example.org"))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		u, err := url.Parse("http://a.example" + c.path)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.allow(u); got != c.allowed {
			t.Errorf("%s: %s allowed %v, tidied to\n%s", c.name, c.path, got, tidyRobots(c.file))
		}
	}
}

func TestCrawlDelayIsHonouredToTenSeconds(t *testing.T) {
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 3\n":                                   3 * time.Second,
		"User-agent: *\nCrawl-delay: 0.1\n":                                 DefaultDelay,
		"User-agent: *\nDisallow: /x\nCrawl-delay: 600":                     10 * time.Second,
		"User-agent: openchair\nCrawl-delay: 2\nUser-agent: *\nDisallow: /": 2 * time.Second,
	} {
		synctest.Test(t, func(t *testing.T) {
			var last time.Time
			f := fetchBy(func(r *http.Request) (*http.Response, error) {
				defer func() { last = time.Now() }()
				if r.URL.Path == "/robots.txt" {
					return fetchAnswer(200, file), nil
				}
				if got := time.Since(last); got != want {
					t.Errorf("%q: %s came after %v, want %v", file, r.URL.Path, got, want)
				}
				return fetchAnswer(200, ""), nil
			})
			for _, p := range []string{"/1", "/2"} {
				if _, err := f.Fetch(t.Context(), Request{URL: "http://a.example" + p}, nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestRobotsFileIsKeptADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := map[string]int{}
		f := fetchBy(func(r *http.Request) (*http.Response, error) {
			asked[r.URL.String()]++
			return fetchAnswer(200, ""), nil
		})
		fetch := func(u string) {
			t.Helper()
			if _, err := f.Fetch(t.Context(), Request{URL: u}, nil); err != nil {
				t.Error(err)
			}
		}
		fetch("http://a.example/1")
		time.Sleep(23 * time.Hour)
		fetch("http://a.example/2")
		fetch("http://a.example:8080/")
		if asked["http://a.example/robots.txt"] != 1 || asked["http://a.example:8080/robots.txt"] != 1 {
			t.Errorf("within a day: %v", asked)
		}
		time.Sleep(2 * time.Hour)
		fetch("http://a.example/3")
		if asked["http://a.example/robots.txt"] != 2 {
			t.Errorf("after a day: %v", asked)
		}
	})
}

func TestRobotsAnswers(t *testing.T) {
	for _, c := range []struct {
		status int
		ok     bool
	}{{404, true}, {401, true}, {403, true}, {410, true}, {500, false}, {503, false}, {304, false}} {
		synctest.Test(t, func(t *testing.T) {
			f := fetchBy(func(r *http.Request) (*http.Response, error) {
				if r.URL.Path == "/robots.txt" {
					return fetchAnswer(c.status, ""), nil
				}
				if !c.ok {
					t.Errorf("%d: asked for %s all the same", c.status, r.URL)
				}
				return fetchAnswer(200, ""), nil
			})
			_, err := f.Fetch(t.Context(), Request{URL: "http://a.example/"}, nil)
			var unread *RobotsUnreadError
			if (err == nil) != c.ok || (err != nil && !errors.As(err, &unread)) {
				t.Errorf("%d: %v", c.status, err)
			}
		})
	}
}

func TestAHugeRobotsFileIsReadAsFarAsItGoes(t *testing.T) {
	file := "User-agent: *\nDisallow: /a\n" + strings.Repeat("# padding\n", 100_000)
	f := fetchBy(func(r *http.Request) (*http.Response, error) { return fetchAnswer(200, file), nil })
	f.opts.Delay = 0
	var denied *RobotsDeniedError
	if _, err := f.Fetch(t.Context(), Request{URL: "http://a.example/a"}, nil); !errors.As(err, &denied) {
		t.Errorf("got %v", err)
	}
}

// Whatever a site calls its robots.txt, it is read, and asking about a page
// neither fails nor panics.
func FuzzParseRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a$\nCrawl-delay: 1e9", "/a")
	f.Add("user-agent:\r\nallow: *\x00\nUser-agent: o\nDisallow: %", "/%zz?")
	f.Add("User-agent: openchair / 1\nDisallow: /\xff*\xfe", "")
	f.Fuzz(func(t *testing.T, file, path string) {
		r, err := parseRobots(toUTF8([]byte(file), ""), "Openchair/1.0")
		if err != nil {
			t.Fatalf("%q: %v", file, err)
		}
		if r.delay < 0 || r.delay > crawlLimit {
			t.Fatalf("delay %v", r.delay)
		}
		r.allow(&url.URL{Path: path})
	})
}
