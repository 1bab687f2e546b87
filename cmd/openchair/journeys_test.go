package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"openchair/storage"
)

// TestJourneys lets a browser do on a daemon what people do: find, choose, get
// letters, change their minds. It needs node and Chromium, and fails without
// them: OPENCHAIR_TEST_JOURNEYS=1 asks for it, once
// `npm ci` was run in web/e2e.
func TestJourneys(t *testing.T) {
	dir := filepath.Join("..", "..", "web", "e2e")
	if os.Getenv("OPENCHAIR_TEST_JOURNEYS") == "" {
		t.Skip("OPENCHAIR_TEST_JOURNEYS does not ask for journeys in a browser: skipped")
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "playwright-core")); err != nil {
		t.Fatal("what drives the browser is not there: run npm ci in web/e2e")
	}
	journeys, err := filepath.Glob(filepath.Join(dir, "*.test.js"))
	if err != nil || len(journeys) == 0 {
		t.Fatal("no journeys", err)
	}
	town := newTown(t)
	for _, file := range journeys {
		name := strings.TrimSuffix(filepath.Base(file), ".test.js")
		t.Run(name, func(t *testing.T) { town.walk(t, dir, filepath.Base(file)) })
	}
}

// town is a daemon that has read the invented lists, as a browser meets it.
type town struct{ at, letters, key, push, pushed string }

func newTown(t *testing.T) town {
	t.Helper()
	b, s := newBench(t), newSite(t)
	townSources(t, b, s, time.Now())
	b.run("collect") // one of its lists is gone, so that the command fails
	s.replace("/reading-room", readingRoom(7, "Open Gate"))
	s.replace("/hostile", mustJSON(t, hostileListings("18:15")))
	b.run("collect", "reading-room", "hostile")
	db, err := storage.Open(t.Context(), filepath.Join(b.dir, "openchair.db"))
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	err = collectAs(t.Context(), db, "raw", hostileMeetings(now, 45), now.Add(-time.Hour))
	if err := errors.Join(err, collectAs(t.Context(), db, "raw", hostileMeetings(now, 60), now), db.Close()); err != nil {
		t.Fatal(err)
	}
	if out := b.must("meetings", "--json"); !strings.Contains(out, "Next Hour Online") || !strings.Contains(out, "Raw ") || strings.Contains(out, "Open Gate") {
		t.Fatalf("the lists are not read as they should be:\n%.2000s", out)
	}
	key := regexp.MustCompile(`[a-z2-7]{26}`).FindString(b.must("volunteer", "add", "Desk"))
	letters := t.TempDir()
	push, pushed := newPushService(t)
	return town{at: b.serve("--mail-dir", letters), letters: letters, key: key, push: push, pushed: pushed}
}

// walk runs one file of journeys, and shows what node says of each.
func (w town) walk(t *testing.T, dir, file string) {
	ctx, cancel := context.WithTimeout(t.Context(), 11*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", "--test", "--test-reporter=spec", file)
	cmd.Dir = dir
	cmd.Env = append(withoutProxies(os.Environ()), "OPENCHAIR_AT="+w.at, "OPENCHAIR_LETTERS="+w.letters, "OPENCHAIR_VOLUNTEER="+w.key, "OPENCHAIR_PUSH="+w.push, "OPENCHAIR_PUSHED="+w.pushed)
	cmd.WaitDelay = 5 * time.Second
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	t.Log(said.String())
	if err != nil {
		t.Errorf("%s: %v", file, err)
	}
}
