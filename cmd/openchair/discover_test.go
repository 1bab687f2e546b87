package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What discover prints is saved, checked and collected as it stands.
func TestDiscoverPrintsASourceThatCanBeCollected(t *testing.T) {
	b := newBench(t)
	site := serveFunc(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			says(200, "text/html", `<html lang="en"><title>Hill meetings</title><link rel="alternate" type="application/json" title="Meetings Feed" href="/feed">`)(w, r)
		case "/feed":
			says(200, "application/json", feedOf(12))(w, r)
		default:
			http.NotFound(w, r)
		}
	})
	code, table, errs := b.run("discover", "--program", "aa", site+"/")
	if code != exitDone || !strings.Contains(errs, "meetings read: 12; pages asked for: 2") {
		t.Fatalf("exit %d: %s", code, errs)
	}
	file := filepath.Join(t.TempDir(), "hill.toml")
	if err := os.WriteFile(file, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := b.must("check", file); !strings.Contains(said, "Listed 12, read 12, refused 0") || !strings.Contains(table, `zone = "America/New_York"`) {
		t.Errorf("check said %s of\n%s", said, table)
	}
	code, _, errs = b.run("discover", site+"/none")
	if code != exitFailed || !strings.Contains(errs, "can't be read") {
		t.Errorf("a page that is not there: exit %d: %s", code, errs)
	}
}
