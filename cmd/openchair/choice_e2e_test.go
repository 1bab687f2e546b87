package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
)

// TestACalendarsLife walks through all that a person may do with a calendar, as
// a program does it, on a daemon beside which another process collects.
func TestACalendarsLife(t *testing.T) {
	b := newBench(t)
	s := newSite(t)
	list := func(minute int) {
		s.replace("/feed", fmt.Appendf(nil, `[{"slug":"lamp","name":"Lamplighters","day":2,"time":"19:%02d","types":["O"],"location":"Hall","formatted_address":"1 Main Street","timezone":"UTC"}]`, minute))
	}
	list(0)
	b.source("hall", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nurl = %q\nzone = \"UTC\"", s.URL+"/feed"))
	b.must("collect")
	base := b.serve()

	var made struct{ Feed, Manage string }
	postTo(t, base+"/api/v1/calendars", map[string]any{"searches": []any{map[string]any{"programs": []string{"aa"}, "days": []string{"tuesday"}}}}, http.StatusCreated, &made)
	api := func(manage string) string { return strings.Replace(manage, "/my/", "/api/v1/calendars/", 1) }
	send(t, http.MethodPatch, api(made.Manage), `{"name":"Secretname evenings","language":"es"}`, http.StatusOK)

	resp, body := get(t, made.Feed, "")
	if events := eventsIn(t, body); events != 1 || !bytes.Contains(body, []byte("Lamplighters")) || !bytes.Contains(body, []byte("Secretname")) {
		t.Fatalf("%d events found by a search:\n%s", events, body)
	}
	etag, modified := resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
	list(30)
	b.must("collect")
	time.Sleep(time.Second) // what another process did is seen by then
	resp, body = get(t, made.Feed, etag)
	if resp.StatusCode != http.StatusOK || !bytes.Contains(body, []byte("T193000")) || resp.Header.Get("Last-Modified") < modified {
		t.Errorf("a second after another process's change: %s", resp.Status)
	}

	send(t, http.MethodPost, api(made.Manage)+"/panic", "", http.StatusOK)
	if _, body = get(t, made.Feed, ""); eventsIn(t, body) != 0 || bytes.Contains(body, []byte("Secretname")) || bytes.Contains(body, []byte("Lamplighters")) {
		t.Errorf("published in a panic:\n%s", body)
	}
	send(t, http.MethodPost, api(made.Manage)+"/panic", `{"on":false}`, http.StatusOK)
	if _, body = get(t, made.Feed, ""); eventsIn(t, body) != 1 {
		t.Errorf("after a panic:\n%s", body)
	}

	old := made
	postTo(t, api(old.Manage)+"/rotate", struct{}{}, http.StatusOK, &made)
	if _, body = get(t, made.Feed, ""); eventsIn(t, body) != 1 {
		t.Errorf("at the new address:\n%s", body)
	}
	resp, body = get(t, old.Feed, "")
	if resp.StatusCode != http.StatusOK || eventsIn(t, body) != 0 || bytes.Contains(body, []byte("Secretname")) || !bytes.Contains(body, []byte("dirección")) ||
		bytes.Contains(body, []byte(filepath.Base(made.Feed))) {
		t.Errorf("at the old address: %s\n%s", resp.Status, body)
	}
	if resp, _ := get(t, old.Manage, ""); resp.StatusCode != http.StatusGone {
		t.Errorf("the old page: %s", resp.Status)
	}

	send(t, http.MethodDelete, api(made.Manage), "", http.StatusNoContent)
	for _, address := range []string{made.Feed, made.Manage, old.Feed, old.Manage} {
		if resp, _ := get(t, address, ""); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s after it was deleted: %s", address, resp.Status)
		}
	}
	holdsNothing(t, b.dir, "Secretname")
}

// send sends a request with a JSON body.
func send(t *testing.T, method, url, body string, want int) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != want {
		t.Fatalf("%s %s: %s, want %d: %s %v", method, url, resp.Status, want, answer, err)
	}
}

// eventsIn counts the events of a calendar that has to be valid.
func eventsIn(t *testing.T, body []byte) int {
	t.Helper()
	cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil {
		t.Fatalf("%v:\n%s", err, body)
	}
	return len(cal.Events())
}

// holdsNothing looks for words in every file of a directory, write-ahead log
// and all.
func holdsNothing(t *testing.T, dir, words string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "openchair.db*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files of the store", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(words)) {
			t.Errorf("%s still holds %q", filepath.Base(file), words)
		}
	}
}
