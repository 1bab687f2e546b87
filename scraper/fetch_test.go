package scraper

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"openchair/internal/guard"
	"openchair/meeting"
)

// fetchScript answers requests without a socket, so that a bubble's clock runs.
type fetchScript func(*http.Request) (*http.Response, error)

func (f fetchScript) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// fetchAnswer builds a response; headers come as "Name: value".
func fetchAnswer(status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for _, line := range headers {
		k, v, _ := strings.Cut(line, ": ")
		h.Add(k, v)
	}
	return &http.Response{
		StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Header: h,
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

// fetchPlain answers robots.txt with 404 and leaves the rest to page.
func fetchPlain(page fetchScript) fetchScript {
	return func(r *http.Request) (*http.Response, error) {
		if r.URL.Path == "/robots.txt" {
			return fetchAnswer(404, ""), nil
		}
		return page(r)
	}
}

// fetchBy returns a Fetcher with the default numbers over a script.
func fetchBy(s fetchScript) *Fetcher {
	o := DefaultFetchOptions(Agent("1.0", "https://example.org/contact"))
	o.Transport = s
	return NewFetcher(o)
}

func TestOneHostIsAskedOneAtATimeAndApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		under, ended := map[string]int{}, map[string]time.Time{}
		f := fetchBy(func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			host := r.URL.Host
			if under[host]++; under[host] > 1 {
				t.Errorf("%s: two requests at a time", host)
			}
			if e, ok := ended[host]; ok && time.Since(e) < DefaultDelay {
				t.Errorf("%s: only %v apart", host, time.Since(e))
			}
			mu.Unlock()
			time.Sleep(200 * time.Millisecond)
			mu.Lock()
			under[host]--
			ended[host] = time.Now()
			mu.Unlock()
			return fetchAnswer(200, "ok"), nil
		})
		start := time.Now()
		var wg sync.WaitGroup
		for _, u := range []string{"http://a.example/1", "http://a.example/2", "http://A.example:80/3", "http://b.example/1", "http://a.example:8080/1"} {
			wg.Go(func() {
				if _, err := f.Fetch(t.Context(), Request{URL: u}, nil); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		// robots.txt and three pages, 0.2 s each and 0.5 s apart; the others beside them.
		if took := time.Since(start); took != 4*200*time.Millisecond+3*DefaultDelay {
			t.Errorf("took %v", took)
		}
	})
}

func TestWaitingForATurnEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := fetchBy(fetchPlain(func(r *http.Request) (*http.Response, error) {
			time.Sleep(30 * time.Second)
			return fetchAnswer(200, "slow"), nil
		}))
		go f.Fetch(context.Background(), Request{URL: "http://a.example/slow"}, nil)
		synctest.Wait()
		time.Sleep(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		_, err := f.Fetch(ctx, Request{URL: "http://a.example/next"}, nil)
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != time.Second {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
		time.Sleep(time.Minute) // the slow one ends
		if _, err := f.Fetch(t.Context(), Request{URL: "http://a.example/later"}, nil); err != nil {
			t.Errorf("the turn was lost: %v", err)
		}
	})
}

func TestAgentIsSentAndOnlyGzipIsAskedFor(t *testing.T) {
	var got http.Header
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { got = r.Header }))
	defer srv.Close()
	f := NewFetcher(FetchOptions{Agent: Agent("1.0", "https://example.org/contact\n"), Transport: guard.Guard{AllowPrivate: true}.Transport()})
	if _, err := f.Fetch(t.Context(), Request{URL: srv.URL + "/page#part"}, nil); err != nil {
		t.Fatal(err)
	}
	if ua := got.Get("User-Agent"); ua != "Openchair/1.0 (+https://example.org/contact )" {
		t.Errorf("User-Agent %q", ua)
	}
	if e := got.Get("Accept-Encoding"); e != "gzip" {
		t.Errorf("Accept-Encoding %q", e)
	}
	if got.Get("Cookie") != "" || got.Get("Referer") != "" {
		t.Errorf("sent %v", got)
	}
}

func TestConditionalRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := fetchBy(fetchPlain(func(r *http.Request) (*http.Response, error) {
			if r.Header.Get("If-None-Match") == `"one"` && r.Header.Get("If-Modified-Since") == "Mon, 02 Mar 2026 10:00:00 GMT" {
				return fetchAnswer(304, "", `ETag: "two"`), nil
			}
			return fetchAnswer(200, "body", `ETag: "one"`, "Last-Modified: Mon, 02 Mar 2026 10:00:00 GMT"), nil
		}))
		first, err := f.Fetch(t.Context(), Request{URL: "http://a.example/list"}, nil)
		if err != nil || first.NotModified || string(first.Page.Body) != "body" {
			t.Fatalf("first: %+v, %v", first, err)
		}
		want := meeting.PageState{URL: "http://a.example/list", ETag: `"one"`, LastModified: "Mon, 02 Mar 2026 10:00:00 GMT",
			Digest: "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5"}
		if fmt.Sprint(first.State) != fmt.Sprint(want) {
			t.Errorf("state %+v", first.State)
		}
		again, err := f.Fetch(t.Context(), Request{URL: "http://a.example/list"}, &first.State)
		if err != nil || !again.NotModified || again.State.ETag != `"two"` || again.State.LastModified != want.LastModified {
			t.Errorf("again: %+v, %v", again, err)
		}
	})
}

func TestA304ThatWasNotAskedForIsNoPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := fetchBy(fetchPlain(func(r *http.Request) (*http.Response, error) { return fetchAnswer(304, ""), nil }))
		_, err := f.Fetch(t.Context(), Request{URL: "http://a.example/"}, &meeting.PageState{Digest: "x"})
		var status *StatusError
		if !errors.As(err, &status) || status.Status != 304 {
			t.Errorf("got %v", err)
		}
	})
}

func TestRetriesAreFewAndPatient(t *testing.T) {
	broken := errors.New("connection reset")
	for _, c := range []struct {
		name     string
		answers  []*http.Response // nil = a broken connection
		asked    int
		ok       bool
		min, max time.Duration
	}{
		{"busy twice", []*http.Response{fetchAnswer(503, ""), fetchAnswer(502, ""), fetchAnswer(200, "")}, 3, true, 5 * time.Second, 8 * time.Second},
		{"always busy", []*http.Response{fetchAnswer(504, "")}, 3, false, 5 * time.Second, 8 * time.Second},
		{"a broken connection", []*http.Response{nil, fetchAnswer(200, "")}, 2, true, time.Second, 2 * time.Second},
		{"asked to wait a little", []*http.Response{fetchAnswer(429, "", "Retry-After: 8"), fetchAnswer(200, "")}, 2, true, 8 * time.Second, 9 * time.Second},
		{"asked to wait long", []*http.Response{fetchAnswer(503, "", "Retry-After: 3600")}, 1, false, 0, time.Second},
		{"trouble that lasts", []*http.Response{fetchAnswer(500, "")}, 1, false, 0, time.Second},
		{"not there", []*http.Response{fetchAnswer(404, "")}, 1, false, 0, time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				asked := 0
				f := fetchBy(fetchPlain(func(r *http.Request) (*http.Response, error) {
					a := c.answers[min(asked, len(c.answers)-1)]
					asked++
					if a == nil {
						return nil, broken
					}
					fresh := *a
					fresh.Body = io.NopCloser(strings.NewReader(""))
					return &fresh, nil
				}))
				start := time.Now()
				_, err := f.Fetch(t.Context(), Request{URL: "http://a.example/"}, nil)
				took := time.Since(start) - DefaultDelay // after robots.txt
				if (err == nil) != c.ok || asked != c.asked || took < c.min || took > c.max {
					t.Errorf("asked %d times in %v: %v", asked, took, err)
				}
			})
		})
	}
}

func TestRetryAfterIsReported(t *testing.T) {
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	for v, want := range map[string]time.Time{
		"":                              {},
		"soon":                          {},
		"-5":                            {},
		"0":                             {},
		"120":                           now.Add(2 * time.Minute),
		"99999999999999":                now.Add(7 * 24 * time.Hour),
		"Mon, 02 Mar 2026 11:00:00 GMT": now.Add(time.Hour),
		"Mon, 02 Mar 2025 11:00:00 GMT": {},
		"Mon, 02 Mar 2099 11:00:00 GMT": now.Add(7 * 24 * time.Hour),
	} {
		if got := retryAfter(http.Header{"Retry-After": {v}}, now); !got.Equal(want) {
			t.Errorf("%q: %v, want %v", v, got, want)
		}
	}
}

func TestAHostThatNeverAnswersIsWaitedForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		f := fetchBy(fetchPlain(func(r *http.Request) (*http.Response, error) {
			asked++
			<-r.Context().Done()
			return nil, r.Context().Err()
		}))
		start := time.Now()
		_, err := f.Fetch(t.Context(), Request{URL: "http://a.example/"}, nil)
		if !errors.Is(err, context.DeadlineExceeded) || asked != 1 || time.Since(start) != DefaultTimeout+DefaultDelay {
			t.Errorf("asked %d times in %v: %v", asked, time.Since(start), err)
		}
		var page *PageError
		if !errors.As(err, &page) {
			t.Errorf("%v is no PageError", err)
		}
	})
}

func TestRedirectsAreFollowedAndChecked(t *testing.T) {
	far := func(r *http.Request) *http.Response {
		var n int
		fmt.Sscanf(r.URL.Path, "/far/%d", &n)
		if n == 0 {
			return fetchAnswer(200, "arrived")
		}
		return fetchAnswer(302, "", fmt.Sprintf("Location: /far/%d", n-1))
	}
	f := fetchBy(fetchPlain(func(r *http.Request) (*http.Response, error) {
		switch r.URL.Path {
		case "/circle":
			return fetchAnswer(301, "", "Location: /back"), nil
		case "/back":
			return fetchAnswer(307, "", "Location: http://a.example/circle"), nil
		case "/file":
			return fetchAnswer(302, "", "Location: file:///etc/passwd"), nil
		case "/nowhere":
			return fetchAnswer(302, ""), nil
		case "/nonsense":
			return fetchAnswer(302, "", "Location: http://[::1"), nil
		}
		return far(r), nil
	}))
	f.opts.Delay = 0
	for path, want := range map[string]string{
		"/far/0": "", "/far/10": "", "/far/11": "more than 10", "/circle": "in a circle",
		"/file": "no web page", "/nowhere": "status 302", "/nonsense": "can't be read",
	} {
		res, err := f.Fetch(t.Context(), Request{URL: "http://a.example" + path}, nil)
		switch {
		case want == "" && (err != nil || string(res.Page.Body) != "arrived" || res.Page.URL != "http://a.example/far/0"):
			t.Errorf("%s: %v %+v", path, err, res.Page)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: got %v, want %q", path, err, want)
		}
	}
}

func TestARedirectObeysTheOtherHostsRobots(t *testing.T) {
	f := fetchBy(func(r *http.Request) (*http.Response, error) {
		switch r.URL.String() {
		case "http://a.example/list":
			return fetchAnswer(302, "", "Location: http://b.example/list"), nil
		case "http://b.example/robots.txt":
			return fetchAnswer(200, "User-agent: *\nDisallow: /list"), nil
		case "http://b.example/list":
			t.Error("asked for a page that robots.txt forbids")
		}
		return fetchAnswer(404, ""), nil
	})
	f.opts.Delay = 0
	var denied *RobotsDeniedError
	if _, err := f.Fetch(t.Context(), Request{URL: "http://a.example/list"}, nil); !errors.As(err, &denied) || denied.URL != "http://b.example/list" {
		t.Errorf("got %v", err)
	}
}

func TestARobotsFileThatRedirectsBackDoesNotBlock(t *testing.T) {
	f := fetchBy(func(r *http.Request) (*http.Response, error) {
		switch {
		case r.URL.Path == "/robots.txt" && r.URL.Scheme == "https":
			return fetchAnswer(302, "", "Location: http://a.example/robots.txt"), nil
		case r.URL.Path == "/robots.txt":
			return fetchAnswer(200, "User-agent: *\nDisallow: /other"), nil
		case r.URL.Scheme == "http":
			return fetchAnswer(301, "", "Location: https://a.example/list"), nil
		}
		return fetchAnswer(200, "list"), nil
	})
	f.opts.Delay = 0
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if res, err := f.Fetch(ctx, Request{URL: "http://a.example/list"}, nil); err != nil || string(res.Page.Body) != "list" {
		t.Errorf("got %q, %v", res.Page.Body, err)
	}
}

// fetchEndless writes until the reader goes away and counts what went out.
func fetchEndless(sent *atomic.Int64, chunk []byte, total int64) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for sent.Load() < total {
			n, err := w.Write(chunk)
			sent.Add(int64(n))
			if err != nil {
				return
			}
		}
	}
}

func fetchZipped(size int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(make([]byte, size))
	z.Close()
	return b.Bytes()
}

func TestBodiesAreBounded(t *testing.T) {
	const limit = 1 << 20
	var sent atomic.Int64
	bomb := fetchZipped(8 << 20)
	mux := http.NewServeMux()
	mux.HandleFunc("/stream", fetchEndless(&sent, bytes.Repeat([]byte("x"), 64<<10), 300<<20))
	mux.HandleFunc("/declared", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(300<<20))
		w.Write([]byte("x"))
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb)
	})
	mux.HandleFunc("/file.xml.gz", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/gzip")
		w.Write(bomb)
	})
	mux.HandleFunc("/fits", func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, limit)) })
	mux.HandleFunc("/over", func(w http.ResponseWriter, r *http.Request) { w.Write(make([]byte, limit+1)) })
	srv := httptest.NewServer(mux)
	defer srv.Close()
	f := NewFetcher(FetchOptions{MaxBody: limit, Transport: guard.Guard{AllowPrivate: true}.Transport()})
	for _, path := range []string{"/stream", "/declared", "/bomb", "/file.xml.gz", "/over"} {
		_, err := f.Fetch(t.Context(), Request{URL: srv.URL + path}, nil)
		var bound *BoundError
		if !errors.As(err, &bound) || bound.Limit != limit {
			t.Errorf("%s: got %v", path, err)
		}
	}
	if n := sent.Load(); n > 32<<20 {
		t.Errorf("%d MB of an endless body were taken", n>>20)
	}
	if res, err := f.Fetch(t.Context(), Request{URL: srv.URL + "/fits"}, nil); err != nil || len(res.Page.Body) != limit {
		t.Errorf("a body of just the bound: %d bytes, %v", len(res.Page.Body), err)
	}
}

func TestCompressionIsUndoneOnceOrRefused(t *testing.T) {
	plain := string(make([]byte, 100))
	zipped := string(fetchZipped(100))
	for _, c := range []struct {
		name, body string
		headers    []string
		want       string
		err        bool
	}{
		{"gzip by header", zipped, []string{"Content-Encoding: gzip"}, plain, false},
		{"a gzip file", zipped, []string{"Content-Type: application/gzip"}, plain, false},
		{"brotli", "??", []string{"Content-Encoding: br"}, "", true},
		{"gzip in name only", `[{"name":"A group"}]`, []string{"Content-Encoding: gzip"}, "", true},
		{"a charset nobody knows", "{}", []string{"Content-Type: text/plain; charset=klingon"}, "{}", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := fetchBy(fetchPlain(func(r *http.Request) (*http.Response, error) { return fetchAnswer(200, c.body, c.headers...), nil }))
			f.opts.Delay = 0
			res, err := f.Fetch(t.Context(), Request{URL: "http://a.example/list.xml.gz"}, nil)
			var encoding *EncodingError
			if string(res.Page.Body) != c.want || (err != nil) != c.err || (c.err && !errors.As(err, &encoding)) {
				t.Errorf("got %q, %v", res.Page.Body, err)
			}
		})
	}
}

func TestBodiesBecomeUTF8(t *testing.T) {
	for _, c := range []struct{ name, body, kind, want string }{
		{"utf-8", "Café", "application/json", "Café"},
		{"utf-8 called latin-1", "Café", "text/plain; charset=iso-8859-1", "Café"},
		{"a byte order mark", "\xef\xbb\xbf[]", "application/json", "[]"},
		{"latin-1 undeclared", "Caf\xe9", "application/json", "Café"},
		{"latin-1 declared", "Caf\xe9", "application/json; charset=ISO-8859-1", "Café"},
		{"windows quotes", "\x93a\x94", "application/json; charset=utf-8", "“a”"},
		{"latin-2 declared", "Miros\xb3aw", "text/plain; charset=iso-8859-2", "Mirosław"},
		{"utf-16", "\xff\xfe[\x00\xe9\x00]\x00", "application/json", "[é]"},
		{"late in the page", strings.Repeat("a", 5000) + "\xe9", "application/json", strings.Repeat("a", 5000) + "é"},
		{"empty", "", "", ""},
	} {
		if got := string(toUTF8([]byte(c.body), c.kind)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAPublicSiteThatRedirectsInwardIsRefused(t *testing.T) {
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the inner server was asked") }))
	defer inner.Close()
	outer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, inner.URL+"/list", http.StatusFound)
	}))
	defer outer.Close()
	g := guard.Guard{Hosts: map[string]string{"public.example:80": outer.Listener.Addr().String()}}
	f := NewFetcher(FetchOptions{Transport: g.Transport()})
	var refused *guard.RefusedError
	if _, err := f.Fetch(t.Context(), Request{URL: "http://public.example/list"}, nil); !errors.As(err, &refused) {
		t.Errorf("got %v", err)
	}
}

func TestOnlyWebAddressesAreAsked(t *testing.T) {
	f := fetchBy(func(r *http.Request) (*http.Response, error) {
		t.Errorf("asked for %s", r.URL)
		return fetchAnswer(404, ""), nil
	})
	for _, u := range []string{"", "list", "ftp://a.example/", "file:///etc/passwd", "http://", "http://[::1", "javascript:1"} {
		if _, err := f.Fetch(t.Context(), Request{URL: u}, nil); !errors.Is(err, errAddress) {
			t.Errorf("%q: got %v", u, err)
		}
	}
}

// Whatever the bytes, what comes out is UTF-8 without a mark, and UTF-8 is
// left as it was.
func FuzzToUTF8(f *testing.F) {
	f.Add([]byte("Caf\xe9"), "text/plain; charset=iso-8859-1")
	f.Add([]byte("\xff\xfe[\x00"), "")
	f.Add([]byte("<meta charset=shift_jis>\x82"), "text/html")
	f.Fuzz(func(t *testing.T, b []byte, kind string) {
		out := toUTF8(b, kind)
		if again := toUTF8(out, kind); !bytes.HasPrefix(out, utf8Mark) && !bytes.Equal(again, out) {
			t.Fatalf("%q → %q → %q", b, out, again)
		}
	})
}

func TestErrorsNeverShowAQuery(t *testing.T) {
	const secret = "KEY123"
	broken := fetchScript(func(r *http.Request) (*http.Response, error) { return nil, errors.New("broken") })
	missing := fetchScript(func(r *http.Request) (*http.Response, error) { return fetchAnswer(404, ""), nil })
	away := fetchScript(func(r *http.Request) (*http.Response, error) {
		return fetchAnswer(302, "", "Location: ftp://b.example/x?key="+secret), nil
	})
	for name, transport := range map[string]fetchScript{"a broken connection": broken, "a status": missing, "a redirect": away} {
		_, err := fetchBy(transport).Fetch(t.Context(), Request{URL: "http://a.example/feed?key=" + secret}, nil)
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
