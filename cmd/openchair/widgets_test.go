package main

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestAWidgetOfBMLTShowsTheMeetings lets crouton, the widget that most sites of
// NA use, show a daemon's meetings in a browser. OPENCHAIR_CROUTON names the
// directory of its npm package.
func TestAWidgetOfBMLTShowsTheMeetings(t *testing.T) {
	dir := os.Getenv("OPENCHAIR_CROUTON")
	if dir == "" {
		t.Skip("OPENCHAIR_CROUTON names no directory of the widget: skipped")
	}
	if _, err := os.Stat(filepath.Join(dir, "crouton.js")); err != nil {
		t.Skipf("the widget is not there: %v", err)
	}
	needs(t, "chromium")
	b, s := newBench(t), newSite(t)
	s.replace("/public.ics", []byte(everyKindAsCalendar(t, time.Now().UTC())))
	b.source("kinds", "program = \"na\"\nformat = \"ical\"\nurl = \""+s.URL+"/public.ics\"\nzone = \"America/New_York\"\ncountry = \"US\"\nlicence = \"shared openly\"")
	b.must("collect")
	base := b.serve("--mail-dir", t.TempDir())
	page := httptest.NewServer(widgetPage(dir, base))
	defer page.Close()

	shown := textOf(browse(t, page.URL))
	for _, want := range []string{"Lantern", "Harbour", "Quay", "7:00 pm", "6:30 pm"} {
		if !strings.Contains(strings.ToLower(shown), strings.ToLower(want)) {
			t.Errorf("the widget shows no %q:\n%s", want, shown)
		}
	}
	if strings.Contains(shown, "Bridge") {
		t.Error("a meeting of every other week is shown as weekly")
	}
	if slices.Contains(strings.Fields(shown), "NaN") || strings.Contains(shown, "Invalid") || strings.Contains(shown, "undefined") {
		t.Errorf("the widget did not understand something:\n%s", shown)
	}
}

func widgetPage(dir, base string) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /crouton/", http.StripPrefix("/crouton/", http.FileServer(http.Dir(dir))))
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div id="bmlt-tabs"></div>
<script src="/crouton/crouton.js"></script>
<script>var crouton = new Crouton({root_server: %q, custom_query: "&services[]=", noMap: true, show_map: "0", has_tabs: false, language: "en-US", short_language: "en"}); crouton.render();</script>
</body></html>`, base)
	})
	return mux
}

// browse opens a page in a browser and returns what stands in it once its
// scripts have run.
func browse(t *testing.T, address string) string {
	t.Helper()
	home := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server", "--disable-dev-shm-usage",
		"--user-data-dir="+home, "--enable-logging=stderr", "--virtual-time-budget=30000", "--dump-dom", address)
	var console strings.Builder
	cmd.Stderr = &console
	cmd.Env = append(withoutProxies(os.Environ()), "HOME="+home)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("chromium: %v\n%s", err, out)
	}
	for line := range strings.SplitSeq(console.String(), "\n") {
		if strings.Contains(line, "CONSOLE") {
			t.Log(line)
		}
	}
	return string(out)
}

var (
	scripts = regexp.MustCompile(`(?s)<(script|style)\b.*?</(script|style)>`)
	markup  = regexp.MustCompile(`<[^>]*>`)
)

// textOf is what a person reads of a page.
func textOf(page string) string {
	page = markup.ReplaceAllString(scripts.ReplaceAllString(page, " "), " ")
	return strings.Join(strings.Fields(html.UnescapeString(page)), " ")
}
