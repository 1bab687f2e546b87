package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// waitFor repeats a look until it is true, up to a generous limit.
func waitFor(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: it never came", what)
		}
	}
}

func TestVolunteersAreToldByMailAndWebhookWhenARunWaits(t *testing.T) {
	b := newBench(t)
	feed := feedOf(30)
	site := serveFunc(t, func(w http.ResponseWriter, r *http.Request) { says(200, "application/json", feed)(w, r) })
	b.source("hill", fmt.Sprintf("program = \"aa\"\nname = \"Hill office\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\ncron = \"@hourly\"\nurl = %q", site+"/feed"))
	b.must("collect")
	feed = feedOf(5)
	b.run("collect") // quarantined, and nobody was told

	var told lockedBuffer
	hooks := serveFunc(t, func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		fmt.Fprintf(&told, "%s %s %s\n", r.Method, r.URL.Path, body)
	})
	t.Setenv("OPENCHAIR_ALERT_HOOK", hooks+"/alert")
	t.Setenv("OPENCHAIR_HEARTBEAT_URL", hooks+"/beat")
	letters := filepath.Join(b.dir, "letters")
	b.source("dale", fmt.Sprintf("program = \"aa\"\nname = \"Dale office\"\nformat = \"meeting-guide\"\nzone = \"America/New_York\"\ncron = \"@hourly\"\nurl = %q", site+"/elsewhere/feed"))
	feed = "<html>Just a moment" // both sources are asked now: one never ran, one was due
	public := b.serve("--mail-dir", letters, "--alert-mail", "desk@example.org")

	waitFor(t, "heartbeat", func() bool { return strings.Contains(told.String(), "GET /beat") })
	waitFor(t, "webhook", func() bool { return strings.Contains(told.String(), `"source":"dale"`) })
	if got := told.String(); !strings.Contains(got, `"page":"`+public+`/status/dale"`) {
		t.Errorf("the webhook was told %s", got)
	}
	waitFor(t, "letter", func() bool {
		files, err := os.ReadDir(letters)
		return err == nil && len(files) > 0
	})
	files, err := filepath.Glob(filepath.Join(letters, "*.eml"))
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	if got := string(readFile(t, files[0])); !strings.Contains(got, "Dale office needs a look") || !strings.Contains(got, "desk@example.org") {
		t.Errorf("the letter says %s", got)
	}

	resp, err := http.Get(public + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	metrics, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`openchair_runs_total{class="`, `source="dale"`, `openchair_outbox_letters{state="waiting"} 0`} {
		if !strings.Contains(string(metrics), want) {
			t.Errorf("/metrics lacks %s", want)
		}
	}
}

func TestVolunteersGetKeysThatAreShownOnce(t *testing.T) {
	b := newBench(t)
	said := b.must("volunteer", "add", "desk")
	if again := b.must("volunteer", "add", "other"); again == said {
		t.Error("two volunteers share a key")
	}
	if code, _, errs := b.run("volunteer", "add", "desk"); code != exitFailed || !strings.Contains(errs, "already") {
		t.Errorf("the same name twice: exit %d, %q", code, errs)
	}
	if got := b.must("volunteer", "list"); !strings.Contains(got, "desk") || !strings.Contains(got, "other") {
		t.Errorf("list: %s", got)
	}
	b.must("volunteer", "remove", "desk")
	if code, _, errs := b.run("volunteer", "remove", "desk"); code != exitFailed || !strings.Contains(errs, "no volunteer") {
		t.Errorf("removed twice: exit %d, %q", code, errs)
	}
	if got := b.must("volunteer", "list"); strings.Contains(got, "desk") {
		t.Errorf("list after removal: %s", got)
	}
	if got := b.must("volunteer", "deeds"); !strings.Contains(got, "WHEN") {
		t.Errorf("deeds: %q", got)
	}
}
