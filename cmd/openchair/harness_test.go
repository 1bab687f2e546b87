package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// bench is a newcomer's machine: a directory with a database and sources.
type bench struct {
	t      *testing.T
	dir    string
	public bool          // only public addresses, as an operator runs it
	log    *lockedBuffer // of the daemon that was served last
}

func newBench(t *testing.T) *bench {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "sources"), 0o755); err != nil {
		t.Fatal(err)
	}
	return &bench{t: t, dir: dir}
}

// flags are what every command of the bench gets.
func (b *bench) flags() []string {
	return []string{
		"--db", filepath.Join(b.dir, "openchair.db"), "--sources", filepath.Join(b.dir, "sources"),
		"--no-catalog", "--delay", "0s", "--listen", "127.0.0.1:0", "--log-level", "error",
		"--allow-private=" + strconv.FormatBool(!b.public),
	}
}

// source writes one source table.
func (b *bench) source(id, table string) {
	b.t.Helper()
	text := "[[source]]\nid = \"" + id + "\"\n" + table + "\n"
	if err := os.WriteFile(filepath.Join(b.dir, "sources", id+".toml"), []byte(text), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// run carries out one command and returns what it printed.
func (b *bench) run(args ...string) (code int, out, errs string) {
	b.t.Helper()
	return b.runWith("", args...)
}

func (b *bench) runWith(input string, args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = run(b.t.Context(), append(args, b.flags()...), streams{in: strings.NewReader(input), out: &stdout, err: &stderr})
	return code, stdout.String(), stderr.String()
}

// mustRead is must with something on standard input.
func (b *bench) mustRead(input string, args ...string) string {
	b.t.Helper()
	code, out, errs := b.runWith(input, args...)
	if code != exitDone {
		b.t.Fatalf("openchair %s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

// must carries out a command that has to end well.
func (b *bench) must(args ...string) string {
	b.t.Helper()
	code, out, errs := b.run(args...)
	if code != exitDone {
		b.t.Fatalf("openchair %s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

// serve starts the daemon and returns where it answers. It is stopped, and has
// to stop within ten seconds, when the test ends.
func (b *bench) serve(args ...string) (publicURL string) {
	b.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	r, w := io.Pipe()
	done := make(chan int, 1)
	errs := &lockedBuffer{}
	b.log = errs
	go func() {
		done <- run(ctx, append(append([]string{"serve"}, b.flags()...), args...), streams{in: strings.NewReader(""), out: w, err: errs})
		w.Close()
	}()
	b.t.Cleanup(func() {
		stop()
		select {
		case code := <-done:
			if code != exitDone {
				b.t.Errorf("serve ended with %d: %s", code, errs.String())
			}
		case <-time.After(10 * time.Second):
			b.t.Error("serve did not stop within 10 s")
		}
	})
	lines := bufio.NewScanner(r)
	if !lines.Scan() {
		b.t.Fatalf("serve said nothing: %s", errs.String())
	}
	publicURL, ok := strings.CutPrefix(lines.Text(), "Openchair answers on ")
	if !ok {
		b.t.Fatalf("serve said %q: %s", lines.Text(), errs.String())
	}
	go io.Copy(io.Discard, r) //nolint:errcheck // until serve closes it
	return publicURL
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// jsonLines decodes what a command printed with --json.
func jsonLines[T any](t *testing.T, out string) []T {
	t.Helper()
	var all []T
	for dec := json.NewDecoder(strings.NewReader(out)); dec.More(); {
		var v T
		if err := dec.Decode(&v); err != nil {
			t.Fatalf("output is not JSON lines: %v\n%s", err, out)
		}
		all = append(all, v)
	}
	return all
}

// runLine is a run as collect --json prints it.
type runLine struct {
	Run     int64
	Source  string
	Class   string
	Message string
	Counts  struct{ Listed, Stored, New, Changed, Renamed, Missed, Retired, Refused int }
	Refused []struct{ Key, Name, Field, Value, Reason string }
}

// meetingLine is a meeting as meetings --json prints it.
type meetingLine struct {
	ID         string
	Name       string
	Source     string
	SourceKey  string `json:"source_key"`
	Attendance string
	Schedule   struct {
		RRule, Start, Zone, Text string
		ZoneFrom                 string `json:"zone_from"`
		Minutes                  int    `json:"duration_minutes"`
		Confirmed                bool
	}
}

// site serves files by path on loopback; replace swaps one while it runs.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	files map[string][]byte
}

func newSite(t *testing.T) *site {
	s := &site{files: map[string][]byte{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		body, ok := s.files[r.URL.Path]
		s.mu.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(body) //nolint:errcheck // the client has gone
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) replace(path string, body []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[path] = body
}

// sampleDir finds the folder of real listings beside the checkout, or skips.
func sampleDir(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../../shared/samples")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no real listings here: ../shared/samples is absent beside the checkout")
	}
	return dir
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
