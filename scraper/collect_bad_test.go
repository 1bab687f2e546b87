package scraper

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"openchair/internal/guard"
	"openchair/meeting"
)

func collectLog(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }

const (
	collectChallenge = `<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><script>(function(){window._cf_chl_opt={cvId:'3'};}());</script></body></html>`
	collectCaptcha   = `<html><head><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2Flist"></head></html>`
)

// collectBad is a site on loopback whose /list goes bad in one way or another.
type collectBad struct {
	name    string
	handler http.HandlerFunc
	first   meeting.Class // at the first run ever
	later   meeting.Class // after a good run
	says    string        // in the message
	status  int           // in the evidence
}

func collectBadInputs(sent *atomic.Int64) []collectBad {
	write := func(status int, kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			io.WriteString(w, body)
		}
	}
	good := collectPage{Rows: collectRows(20)}.String()
	bomb := fetchZipped(8 << 20)
	return []collectBad{
		{"a challenge with 200", write(200, "text/html", collectChallenge), meeting.Blocked, meeting.Blocked, "web page", 200},
		{"a challenge with 202", write(202, "text/html", collectCaptcha), meeting.Blocked, meeting.Blocked, "check for browsers", 202},
		{"a challenge with 403", write(403, "text/html", collectChallenge), meeting.Blocked, meeting.Blocked, "check for browsers", 403},
		{"a challenge with 503", write(503, "text/html", collectChallenge), meeting.Blocked, meeting.Blocked, "check for browsers", 503},
		{"a web page", write(200, "text/html", "<!doctype html><p>Our meetings have moved"), meeting.Blocked, meeting.Blocked, "web page", 200},
		{"a locked feed", write(401, "application/json", `{"code":"feed_restricted"}`), meeting.Blocked, meeting.Blocked, "does not let us", 401},
		{"cut short", write(200, "application/json", good[:len(good)/2]), meeting.Drifted, meeting.Drifted, "ends in the middle", 200},
		{"another shape", write(200, "application/json", `{"error":{"code":"x"}}`), meeting.NotUnderstood, meeting.Drifted, "not the list we expected", 200},
		{"not there", write(404, "text/html", "<h1>Not found</h1>"), meeting.Gone, meeting.Gone, "no longer", 404},
		{"gone", write(410, "text/plain", "gone"), meeting.Gone, meeting.Gone, "no longer", 410},
		{"its own trouble", write(500, "text/html", "<h1>Critical error</h1>"), meeting.Unreachable, meeting.Unreachable, "trouble of its own", 500},
		{"an answer nobody gives", write(418, "text/plain", "short"), meeting.NotUnderstood, meeting.NotUnderstood, "do not understand", 418},
		{"300 MB", fetchEndless(sent, bytes.Repeat([]byte(`{"rows":[`), 8192), 300<<20), meeting.Unreachable, meeting.Unreachable, "far more", 0},
		{"300 MB declared", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(300<<20))
			io.WriteString(w, "[")
		}, meeting.Unreachable, meeting.Unreachable, "far more", 0},
		{"a gzip bomb", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb)
		}, meeting.Unreachable, meeting.Unreachable, "far more", 0},
		{"a gzip file", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/gzip")
			w.Write(bomb)
		}, meeting.Unreachable, meeting.Unreachable, "far more", 0},
		{"a circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/list", http.StatusFound) },
			meeting.Unreachable, meeting.Unreachable, "in a circle", 0},
		{"inward", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:9/list", http.StatusFound)
		}, meeting.Unreachable, meeting.Unreachable, "not public", 0},
		{"never answers", func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		}, meeting.Unreachable, meeting.Unreachable, "in time", 0},
	}
}

// collectServe serves a handler under a public name: nothing on loopback is
// permitted but it.
func collectServe(t *testing.T, h http.Handler) *Fetcher {
	t.Helper()
	srv := httptest.NewServer(h)
	tr := guard.Guard{Hosts: map[string]string{"public.example:80": srv.Listener.Addr().String()}}.Transport()
	t.Cleanup(func() { tr.CloseIdleConnections(); srv.Close() })
	return NewFetcher(FetchOptions{Transport: tr, MaxBody: 1 << 20})
}

func TestBadInputEndsInItsClassAndLosesNothing(t *testing.T) {
	var sent atomic.Int64
	good := collectPage{Rows: collectRows(20)}.String()
	for _, c := range collectBadInputs(&sent) {
		t.Run(c.name, func(t *testing.T) {
			var bad atomic.Bool
			bad.Store(true)
			mux := http.NewServeMux()
			mux.HandleFunc("/list", func(w http.ResponseWriter, r *http.Request) {
				if bad.Load() {
					c.handler(w, r)
					return
				}
				io.WriteString(w, good)
			})
			f := collectServe(t, mux)
			if c.says == "in time" {
				f.opts.Timeout = 300 * time.Millisecond
			}
			b := newCollectBench(f, "http://public.example/list")
			var log strings.Builder
			b.Log = collectLog(&log)

			run := b.run(t, c.first)
			if !strings.Contains(run.Message, c.says) || !strings.HasSuffix(run.Message, "Nothing has been read from it yet.") {
				t.Errorf("first: %q", run.Message)
			}
			bad.Store(false)
			b.run(t, meeting.OK)
			bad.Store(true)
			run = b.run(t, c.later)
			if !strings.Contains(run.Message, c.says) || !strings.HasSuffix(run.Message, "What was known stays.") {
				t.Errorf("later: %q", run.Message)
			}
			if run.Evidence.Status != c.status || len(b.store.keys("src")) != 20 {
				t.Errorf("evidence %+v, %d meetings", run.Evidence, len(b.store.keys("src")))
			}
			if strings.Contains(log.String(), "panic") {
				t.Errorf("log: %s", log.String())
			}
		})
	}
	if sent.Load() > 64<<20 {
		t.Errorf("%d MB of an endless body were taken", sent.Load()>>20)
	}
}

func TestLatin1IsRead(t *testing.T) {
	page := strings.Replace(collectPage{Rows: collectRows(1)}.String(), "Group 0", "Caf\xe9 Group", 1)
	b := newCollectBench(collectServe(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, page)
	})), "http://public.example/list")
	b.run(t, meeting.OK)
	if name := b.store.harvest(t).Meetings[0].Name; name != "Café Group" {
		t.Errorf("name %q", name)
	}
}

func TestRobotsEndARun(t *testing.T) {
	for _, c := range []struct {
		status int
		body   string
		class  meeting.Class
		says   string
	}{
		{200, "User-agent: *\nDisallow: /list", meeting.RobotsDenied, "asks programs not to read"},
		{500, "", meeting.Unreachable, "rules for programs"},
		{404, "", meeting.OK, "read"},
	} {
		b := newCollectBench(collectServe(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(c.status)
				io.WriteString(w, c.body)
				return
			}
			io.WriteString(w, collectPage{Rows: collectRows(1)}.String())
		})), "http://public.example/list")
		if run := b.run(t, c.class); !strings.Contains(run.Message, c.says) {
			t.Errorf("%d: %q", c.status, run.Message)
		}
	}
}

func TestRetryAfterEndsTheRunAndIsReported(t *testing.T) {
	b := newCollectBench(collectServe(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(map[bool]int{true: 404, false: 429}[r.URL.Path == "/robots.txt"])
	})), "http://public.example/list")
	run := b.run(t, meeting.Blocked)
	if in := time.Until(run.RetryAfter); in < 59*time.Minute || in > time.Hour {
		t.Errorf("retry in %v", in)
	}
}

func TestAHostThatCannotBeReached(t *testing.T) {
	for says, cause := range map[string]error{
		"We could not reach a.example. ":                             syscall.ECONNREFUSED,
		"We could not reach a.example: no such name is known.":       &net.DNSError{Err: "no such host", Name: "a.example", IsNotFound: true},
		"We could not reach a.example safely: its certificate is":    &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}},
		"a.example leads to an address that is not public (10.0.0.1": &guard.RefusedError{Address: "10.0.0.1:80", Why: "private"},
		"We could not reach a.example: it did not answer in time.":   os.ErrDeadlineExceeded,
	} {
		for _, page := range []bool{true, false} {
			synctest.Test(t, func(t *testing.T) {
				b := newCollectBench(fetchBy(func(r *http.Request) (*http.Response, error) {
					if page && r.URL.Path == "/robots.txt" {
						return fetchAnswer(404, ""), nil
					}
					return nil, &net.OpError{Op: "dial", Net: "tcp", Err: cause}
				}), "http://a.example/list")
				if run := b.run(t, meeting.Unreachable); !strings.HasPrefix(run.Message, says) {
					t.Errorf("%v: %q", cause, run.Message)
				}
			})
		}
	}
}

func TestOneBadSourceHarmsNoOther(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/good", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, collectPage{Rows: collectRows(5)}.String())
	})
	mux.HandleFunc("/panic", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, collectPage{Rows: []collectRow{{Name: "panic in the format"}}}.String())
	})
	mux.HandleFunc("/html", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<html>") })
	b := newCollectBench(collectServe(t, mux), "")
	want := map[string]meeting.Class{"good": meeting.OK, "panic": meeting.NotUnderstood, "html": meeting.Blocked, "missing": meeting.Gone}
	var wg sync.WaitGroup
	for id, class := range want {
		wg.Go(func() {
			src := b.src
			src.ID, src.URL = id, "http://public.example/"+id
			if run, err := b.Collect(t.Context(), src); err != nil || run.Class != class {
				t.Errorf("%s: %s, %v", id, run.Class, err)
			}
		})
	}
	wg.Wait()
	if len(b.store.keys("good")) != 5 {
		t.Errorf("good: %v", b.store.keys("good"))
	}
}

func TestEvidenceNamesNobody(t *testing.T) {
	body := "<p>Ask Pat: pat.doe+x@example.org, PAT%40example.org or pat&#64;example.org,\x00 (555) 010-0199, +1 555.010.0199 or 5550100199. " +
		strings.Repeat("word ", 1000)
	got := firstWords([]byte(body))
	for _, s := range []string{"example.org", "0199", "\x00"} {
		if strings.Contains(got, s) {
			t.Errorf("%q is left in %q", s, got)
		}
	}
	if len(got) > evidenceKept || !strings.HasPrefix(got, "<p>Ask Pat: [e-mail], [e-mail] or [e-mail], [number]") {
		t.Errorf("%q", got)
	}
	// an address that the last byte looked at cuts in two is not shown by half
	for cut := evidenceRaw - 30; cut < evidenceRaw; cut++ {
		long := strings.Repeat("5550100199 ", 200)[:cut] + " someone.with.a.name@example.org and more"
		if got := firstWords([]byte(long)); strings.Contains(got, "someone") {
			t.Fatalf("cut at %d: %q", cut, got)
		}
	}
}

func TestOrdinaryPagesAreNoChallenge(t *testing.T) {
	for body, want := range map[string]bool{
		collectChallenge: true, collectCaptcha: true, "": false,
		`<html><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>Meetings</html>`: false,
		`[{"notes":"ask about _cf_chl_opt"}]`: false,
	} {
		if got := isChallenge(http.Header{}, []byte(body)); got != want {
			t.Errorf("%q: %v", body, got)
		}
	}
	if !isChallenge(http.Header{"Cf-Mitigated": {"challenge"}}, nil) {
		t.Error("Cloudflare's own header was not seen")
	}
}

// The formats themselves, with what stands in their place at one time or another.
func TestBothFormatsTellWhatTheyGot(t *testing.T) {
	guide := string(collectGuide(12))
	row := `{"id_bigint":"7","meeting_name":"A","weekday_tinyint":"2","start_time":"19:00:00","location_street":"1 Main St"}`
	for _, c := range []struct {
		name, format, body string
		class              meeting.Class
		stored             int
	}{
		{"feed", "meeting-guide", guide, meeting.OK, 12},
		{"feed in latin-1", "meeting-guide", strings.ReplaceAll(guide, "Group", "Caf\xe9"), meeting.OK, 12},
		{"feed behind a challenge", "meeting-guide", collectChallenge, meeting.Blocked, 0},
		{"feed cut short", "meeting-guide", guide[:len(guide)-40], meeting.Drifted, 0},
		{"feed of another shape", "meeting-guide", `{"code":"rest_no_route"}`, meeting.NotUnderstood, 0},
		{"feed without rows", "meeting-guide", `[]`, meeting.Empty, 0},
		{"feed of nothing", "meeting-guide", ``, meeting.Drifted, 0},
		{"server", "bmlt", "[" + row + "]", meeting.OK, 1},
		{"server cut short", "bmlt", "[" + row, meeting.Drifted, 0},
		{"server that is a page", "bmlt", "<!DOCTYPE html><html>", meeting.Blocked, 0},
		{"server of another shape", "bmlt", `"no"`, meeting.NotUnderstood, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newCollectBench(collectServe(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" || strings.Contains(r.URL.RawQuery, "switcher=Get") && !strings.Contains(r.URL.RawQuery, "GetSearchResults") {
					http.NotFound(w, r)
					return
				}
				io.WriteString(w, c.body)
			})), "http://public.example/list")
			b.Formats, b.Normalise, b.src.Format, b.src.Country = nil, nil, c.format, "US"
			if run := b.run(t, c.class); run.Counts.Stored != c.stored {
				t.Errorf("%+v", run)
			}
		})
	}
}

func TestNarcononIsNotCollected(t *testing.T) {
	b := newCollectBench(fetchBy(func(r *http.Request) (*http.Response, error) {
		t.Errorf("asked for %s", r.URL)
		return fetchAnswer(404, ""), nil
	}), "https://meetings.narconon.example/list")
	if run := b.run(t, meeting.NotUnderstood); !strings.Contains(run.Message, "never listed") {
		t.Errorf("%q", run.Message)
	}
}
