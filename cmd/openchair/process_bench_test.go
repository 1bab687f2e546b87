package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"openchair/internal/corpus"
)

// BenchmarkProcess builds the program and watches it from outside: the most
// memory that collecting 100,000 meetings from 100 sources takes, how soon the
// daemon answers, and what it holds at rest, a minute after its last run.
func BenchmarkProcess(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "openchair")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i, err := strconv.ParseUint(strings.TrimPrefix(r.URL.Path, "/feed/"), 10, 64)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		if i == borderFeed {
			io.WriteString(w, `[{"slug":"b","name":"Border","day":1,"time":"19:00","location":"Hall","formatted_address":"1 Elm Row, El Paso, TX 79901, USA","latitude":31.7619,"longitude":-106.485}]`) //nolint:errcheck // the client has gone
			return
		}
		w.Write(corpus.Feed(i, 1000)) //nolint:errcheck // the client has gone
	}))
	b.Cleanup(site.Close)
	for b.Loop() {
		own, withChild := collectPeak(b, binary, site.URL, 100)
		b.ReportMetric(mb(own), "MB-peak-collect")
		b.ReportMetric(mb(withChild), "MB-peak-zone-child")
		ready, rest := serveAtRest(b, binary, site.URL, 7) // as many meetings as all samples hold
		b.ReportMetric(float64(ready.Milliseconds()), "ms-ready")
		b.ReportMetric(mb(rest), "MB-at-rest")
	}
}

// BenchmarkTenThousand collects 10,000 listings of one source in a process of
// its own, as data and as a web page, and prints by how much it grows over one
// that collects a single listing: at most 64 MB.
func BenchmarkTenThousand(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "openchair")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	page := func(n int) []byte {
		var out bytes.Buffer
		out.WriteString("<html><body><table>")
		for _, r := range corpus.Rows(1, n) {
			fmt.Fprintf(&out, `<tr class="m"><td class="n"><a href="/m/%s">%s</a></td><td class="t">Tuesdays 7:00 – 8:30 pm</td><td class="l">%s</td><td class="a">%s</td></tr>`, r.Slug, r.Name, r.Location, r.FormattedAddress)
		}
		out.WriteString("</table></body></html>")
		return out.Bytes()
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/1.json":
			w.Write(corpus.Feed(1, 1)) //nolint:errcheck // the client has gone
		case "/10000.json":
			w.Write(corpus.Feed(1, 10000)) //nolint:errcheck // the client has gone
		case "/1.html":
			w.Write(page(1)) //nolint:errcheck // the client has gone
		case "/10000.html":
			w.Write(page(10000)) //nolint:errcheck // the client has gone
		default:
			http.NotFound(w, r)
		}
	}))
	b.Cleanup(site.Close)
	options := "[source.options]\nrow = \"tr.m\"\nname = \".n\"\nurl = \".n a\"\nwhen = \".t\"\nlocation = \".l\"\nformatted_address = \".a\"\n"
	for b.Loop() {
		for _, c := range []struct{ name, format, options string }{{"json", "meeting-guide", ""}, {"html", "html", options}} {
			one := onePeak(b, binary, site.URL+"/1."+c.name, c.format, c.options)
			all := onePeak(b, binary, site.URL+"/10000."+c.name, c.format, c.options)
			b.ReportMetric(mb(all-one), "MB-over-idle-"+c.name)
		}
	}
}

func onePeak(b *testing.B, binary, url, format, options string) int64 {
	b.Helper()
	dir := b.TempDir()
	table := fmt.Sprintf("[[source]]\nid = \"one\"\nprogram = \"aa\"\nformat = %q\nurl = %q\nzone = \"America/New_York\"\n%s", format, url, options)
	if err := os.WriteFile(filepath.Join(dir, "one.toml"), []byte(table), 0o644); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(binary, "collect", "--db", filepath.Join(dir, "openchair.db"), "--sources", dir, "--no-catalog", "--allow-private", "--delay", "0s")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
}

// borderFeed lists a venue whose zone only its coordinates tell.
const borderFeed = 1 << 20

func mb(bytes int64) float64 { return float64(bytes) / (1 << 20) }

func processArgs(b *testing.B, site string, sources int) []string {
	b.Helper()
	dir := b.TempDir()
	var toml strings.Builder
	for i := range sources + 1 {
		if i == sources {
			i = borderFeed
		}
		fmt.Fprintf(&toml, "[[source]]\nid = \"office-%d\"\nprogram = \"aa\"\nformat = \"meeting-guide\"\nurl = \"%s/feed/%d\"\nzone = \"America/New_York\"\ncron = \"0 0 1 1 *\"\n", i, site, i)
	}
	if err := os.WriteFile(filepath.Join(dir, "offices.toml"), []byte(toml.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	return []string{"--db", filepath.Join(dir, "openchair.db"), "--sources", dir, "--no-catalog", "--allow-private", "--delay", "0s", "--listen", "127.0.0.1:0"}
}

// collectPeak returns the most that collecting held, and the most that it or
// its child held that knows the borders of the zones: the system counts the
// child's to the parent when both have ended.
func collectPeak(b *testing.B, binary, site string, sources int) (own, withChild int64) {
	b.Helper()
	var out bytes.Buffer
	cmd := exec.Command(binary, append([]string{"collect"}, processArgs(b, site, sources)...)...)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case err := <-ended:
			if err != nil {
				b.Fatalf("%v\n%s", err, out.Bytes())
			}
			return own, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
		case <-time.After(20 * time.Millisecond):
			own = max(own, peakOf(cmd.Process.Pid))
		}
	}
}

// peakOf is the most a process has held so far, in bytes; 0 once it has ended.
func peakOf(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, found := strings.Cut(string(status), "VmHWM:")
	if !found {
		return 0
	}
	kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		return 0
	}
	return kb << 10
}

// serveAtRest starts a daemon whose sources are all due, and returns how soon
// it answers and what it holds a minute after they have been collected.
func serveAtRest(b *testing.B, binary, site string, sources int) (ready time.Duration, rest int64) {
	b.Helper()
	cmd := exec.Command(binary, append([]string{"serve"}, processArgs(b, site, sources)...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	started := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			b.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			b.Errorf("the daemon did not stop cleanly: %v", err)
		}
	}()
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		b.Fatal("the daemon said nothing")
	}
	base := strings.TrimPrefix(lines.Text(), "Openchair answers on ")
	resp, err := http.Get(base + "/health")
	if err != nil {
		b.Fatal(err)
	}
	ready = time.Since(started)
	resp.Body.Close()
	time.Sleep(75 * time.Second) // runs begin within 5 s and take less than 10
	return ready, residentOf(b, cmd.Process.Pid)
}

func residentOf(b *testing.B, pid int) int64 {
	b.Helper()
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		b.Skip("this system does not tell what a process holds")
	}
	pages, err := strconv.ParseInt(strings.Fields(string(statm))[1], 10, 64)
	if err != nil {
		b.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}
