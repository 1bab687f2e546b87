package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// BenchmarkServed polls a calendar of 25 meetings through a real server over
// two kept connections, beside bare http.ServeContent of the same bytes: at
// least 0.7 of it, for the 200 and for the 304. The two take turns, so that
// what else the machine does hurts both.
func BenchmarkServed(b *testing.B) {
	handler, feed := benchFeed(b)
	rec := httptest.NewRecorder()
	handler.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, feed, nil))
	body, etag := rec.Body.Bytes(), rec.Header().Get("ETag")
	bare := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
		w.Header().Set("ETag", etag)
		http.ServeContent(w, r, "", time.Unix(1e9, 0), bytes.NewReader(body))
	})
	ours, theirs := serveBench(b, handler), serveBench(b, bare)
	for _, c := range []struct {
		name, ask string
		want      int
	}{
		{"200", "", http.StatusOK},
		{"304", "If-None-Match: " + etag + "\r\n", http.StatusNotModified},
	} {
		b.Run(c.name, func(b *testing.B) {
			ask := []byte("GET " + feed + " HTTP/1.1\r\nHost: localhost\r\n" + c.ask + "\r\n")
			const turn = 200 // requests a connection
			var own, floor time.Duration
			var n int
			for b.Loop() {
				floor += polls(b, theirs, ask, c.want, turn)
				own += polls(b, ours, ask, c.want, turn)
				n += turn * connections
			}
			b.ReportMetric(float64(floor)/float64(own), "of-ServeContent")
			b.ReportMetric(float64(n)/own.Seconds(), "polls/s")
			b.ReportMetric(float64(own.Microseconds())/float64(n), "µs/poll")
		})
	}
}

const connections = 2

// serveBench starts a server and opens connections to it.
func serveBench(b *testing.B, h http.Handler) []net.Conn {
	b.Helper()
	srv := httptest.NewServer(h)
	b.Cleanup(srv.Close)
	var conns []net.Conn
	for range connections {
		c, err := net.Dial("tcp", srv.Listener.Addr().String())
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { c.Close() })
		conns = append(conns, c)
	}
	return conns
}

// polls asks n times over each connection and returns how long that took.
func polls(b *testing.B, conns []net.Conn, ask []byte, want, n int) time.Duration {
	begun := time.Now()
	var all sync.WaitGroup
	for _, c := range conns {
		all.Go(func() {
			r := bufio.NewReaderSize(c, 64<<10)
			for range n {
				if _, err := c.Write(ask); err != nil {
					b.Error(err)
					return
				}
				if err := skipAnswer(r, want); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	return time.Since(begun)
}

// skipAnswer reads one answer as cheaply as can be.
func skipAnswer(r *bufio.Reader, want int) error {
	line, err := r.ReadSlice('\n')
	if err != nil || !bytes.Contains(line, []byte(" "+strconv.Itoa(want)+" ")) {
		return fmt.Errorf("got %q, %w", line, err)
	}
	length := 0
	for len(line) > 2 {
		if line, err = r.ReadSlice('\n'); err != nil {
			return err
		}
		if value, ok := strings.CutPrefix(string(line), "Content-Length: "); ok {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
	}
	_, err = io.CopyN(io.Discard, r, int64(length))
	return err
}

// loud logs every request, as the daemon does, to nowhere.
func loud() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
