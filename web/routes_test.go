package web

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"openchair/meeting"
)

func TestEveryRouteAnswers(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.store.reminders[7] = meeting.Reminder{ID: 7}
	for _, tt := range []struct {
		method, path string
		status       int
		kind         string
	}{
		{"GET", "/", 200, "text/html"},
		{"HEAD", "/", 200, "text/html"},
		{"GET", "/?near=philadelphia", 200, "text/html"},
		{"GET", "/?near=nowhere-known", 200, "text/html"},
		{"GET", "/meetings/aaaaaaaaaaaaaaa1", 200, "text/html"},
		{"GET", "/meetings/aaaaaaaaaaaaaaa6?zone=Europe/Madrid", 200, "text/html"},
		{"GET", "/meetings/aaaaaaaaaaaaaaa7?zone=%00", 200, "text/html"},
		{"GET", "/meetings/aaaaaaaaaaaaaaa1.ics", 200, "text/calendar"},
		{"GET", "/meetings/none", 404, "text/html"},
		{"GET", "/programs", 200, "text/html"},
		{"GET", "/programs?for=secular&for=nonsense", 200, "text/html"},
		{"GET", "/my", 200, "text/html"},
		{"GET", "/privacy", 200, "text/html"},
		{"GET", "/about", 200, "text/html"},
		{"GET", "/manifest.webmanifest", 200, "application/manifest+json"},
		{"GET", "/icon.png", 200, "image/png"},
		{"GET", "/zone.js", 200, "text/javascript"},
		{"GET", "/find?text=zzz&day=monday", 200, "text/html"},
		{"GET", "/find?day=noday&program=none&attendance=x&for=x&after=junk&m=%00", 200, "text/html"},
		{"GET", manage, 200, "text/html"},
		{"GET", manage + "/find", 200, "text/html"},
		{"GET", manage + "/week", 200, "text/html"},
		{"GET", manage + "/week?from=2026-12-01&zone=Europe/Madrid", 200, "text/html"},
		{"GET", manage + "/week?from=9999-99-99&zone=%00", 200, "text/html"},
		{"GET", manage + "/week.txt", 200, "text/plain"},
		{"GET", manage + "/", 303, ""},
		{"GET", "/my/" + strings.Repeat("a", 32) + "/week", 404, "text/html"},
		{"GET", "/my/" + strings.Repeat("a", 32) + "/week.txt", 404, "text/html"},
		{"GET", "/my/aaaa", 404, "text/html"},
		{"GET", "/my/" + strings.Repeat("a", 32), 404, "text/html"},
		{"GET", "/my/" + strings.Repeat("a", 32) + "/find", 404, "text/html"},
		{"GET", feed, 200, "text/calendar; charset=utf-8"},
		{"HEAD", feed, 200, "text/calendar; charset=utf-8"},
		{"GET", strings.TrimSuffix(feed, ".ics"), 404, "text/html"},
		{"GET", "/c/" + strings.Repeat("a", 32) + ".ics", 404, "text/html"},
		{"POST", feed, 405, "text/html"},
		{"GET", "/confirm/confirm-7", 200, "text/html"},
		{"GET", "/confirm/stop-7", 404, "text/html"},
		{"GET", "/confirm/confirm-8", 404, "text/html"},
		{"GET", "/stop/stop-7", 200, "text/html"},
		{"GET", "/stop/nonsense", 404, "text/html"},
		{"POST", "/stop/nonsense", 404, "text/html"},
		{"GET", "/api/v1/meetings", 200, "application/json"},
		{"GET", "/api/v1/meetings/aaaaaaaaaaaaaaa1", 200, "application/json"},
		{"GET", "/api/v1/meetings/none", 404, "application/problem+json"},
		{"GET", "/api/v1/programs", 200, "application/json"},
		{"GET", "/api/v1/sources", 200, "application/json"},
		{"GET", "/api/v1/nothing", 404, "application/problem+json"},
		{"DELETE", "/api/v1/meetings", 405, "application/problem+json"},
		{"GET", "/api/v1/calendars", 405, "application/problem+json"},
		{"GET", "/health", 200, "application/json"},
		{"GET", "/robots.txt", 200, "text/plain"},
		{"GET", "/favicon.svg", 200, "image/svg+xml"},
		{"GET", stylePath, 200, "text/css"},
		{"GET", "/style.css", 200, "text/css"},
		{"GET", "/nowhere", 404, "text/html"},
		{"DELETE", "/", 405, "text/html"},
		{"GET", "/calendars", 405, "text/html"},
	} {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			rec := w.do(tt.method, tt.path, "")
			if rec.Code != tt.status || !strings.HasPrefix(rec.Header().Get("Content-Type"), tt.kind) {
				t.Errorf("got %d %q, want %d %q", rec.Code, rec.Header().Get("Content-Type"), tt.status, tt.kind)
			}
			if tt.status == 405 && rec.Header().Get("Allow") == "" {
				t.Error("405 without Allow")
			}
			checkHeaders(t, rec.Header())
			if tt.kind == "text/html" && tt.method != "HEAD" && tt.method != "DELETE" {
				checkHTML(t, rec.Body.String())
			}
		})
	}
}

func checkHeaders(t *testing.T, h http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"Referrer-Policy":         "no-referrer",
		"X-Content-Type-Options":  "nosniff",
	} {
		if got := strings.Replace(strings.Replace(h.Get(name), "; script-src 'self'", "", 1), "; "+workerSrc, "", 1); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if h.Get("Permissions-Policy") == "" || len(h.Values("Set-Cookie")) > 0 {
		t.Errorf("Permissions-Policy %q, cookies %q", h.Get("Permissions-Policy"), h.Values("Set-Cookie"))
	}
}

var loads = regexp.MustCompile(`(?i)(<script|<iframe|<img|<link[^>]+https?:|<[^>]*\sstyle=|javascript:|<form[^>]+action="[^/"])`)

// handler finds an event handler in a tag, values of attributes aside.
var handler = regexp.MustCompile(`(?i)<[^>]*\son[a-z]+=`)

var attributeValue = regexp.MustCompile(`="[^"]*"`)

// ownScript is a script of ours, which a page does without.
var ownScript = regexp.MustCompile(`<script src="/[a-z]+\.js\?v=[0-9a-f]+" defer></script>`)

var alternate = regexp.MustCompile(`<link rel="alternate" hreflang="[a-z]+" href="https://meetings\.example\.org/[^"]*">`)

// checkHTML holds every page to: a language, one main heading, no script but ours, no
// inline style, nothing from elsewhere, and few bytes.
func checkHTML(t *testing.T, html string) {
	t.Helper()
	if !strings.Contains(html, `<html lang="en">`) || strings.Count(html, "<h1") != 1 {
		t.Error("page without language or single main heading")
	}
	// Links to the same page in another language are followed by people only.
	html = alternate.ReplaceAllString(html, "")
	if bad := loads.FindString(ownScript.ReplaceAllString(html, "")); bad != "" {
		t.Errorf("page holds %q", bad)
	}
	if bad := handler.FindString(attributeValue.ReplaceAllString(html, `=""`)); bad != "" {
		t.Errorf("page holds %q", bad)
	}
	n := len(html)
	for path, body := range map[string][]byte{
		stylePath: styleSheet, statusPath: statusSheet, weekPath: weekSheet, findStylePath: findSheet,
		findScriptPath: findScript, zoneScriptPath: zoneScript, myScriptPath: myScript, pushScriptPath: pushScript,
	} {
		if strings.Contains(html, path) {
			n += len(body)
		}
	}
	if n > 60<<10 {
		t.Errorf("page, style and script are %d bytes, over 60 KB", n)
	}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(html, -1) {
		if strings.Count(html, ` id="`+m[1]+`"`) != 1 {
			t.Errorf("id %q stands twice", m[1])
		}
	}
}

func TestStyleSheetIsSmall(t *testing.T) {
	if len(styleSheet) > 16<<10 {
		t.Errorf("style sheet is %d bytes, over 16 KB", len(styleSheet))
	}
	if strings.Contains(string(styleSheet), "url(") || strings.Contains(string(styleSheet), "@import") {
		t.Error("style sheet loads something")
	}
}

func TestStyleIsKeptOnlyUnderItsOwnVersion(t *testing.T) {
	w := newWorld(t)
	if cc := w.get(stylePath).Header().Get("Cache-Control"); !strings.Contains(cc, "immutable") {
		t.Errorf("current version: Cache-Control %q", cc)
	}
	if cc := w.get("/style.css?v=old").Header().Get("Cache-Control"); strings.Contains(cc, "immutable") {
		t.Errorf("old version: Cache-Control %q", cc)
	}
	if tag := w.get("/style.css").Header().Get("ETag"); w.get("/style.css", "If-None-Match", tag).Code != 304 {
		t.Error("no 304 by ETag")
	}
}

func TestSecretPagesAreNeitherKeptNorListed(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.store.reminders[7] = meeting.Reminder{ID: 7}
	for _, path := range []string{manage, manage + "/find", "/confirm/confirm-7", "/stop/stop-7", "/my/wrong"} {
		h := w.get(path).Header()
		if h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: Cache-Control %q", path, h.Get("Cache-Control"))
		}
		if path != "/my/wrong" && !strings.Contains(h.Get("X-Robots-Tag"), "noindex") {
			t.Errorf("%s: X-Robots-Tag %q", path, h.Get("X-Robots-Tag"))
		}
	}
	robots := w.get("/robots.txt").Body.String()
	for _, p := range []string{"/my/", "/c/", "/confirm/", "/letters/", "/stop/", "/stop-one/", "/es/my/"} {
		if !strings.Contains(robots, "Disallow: "+p+"\n") {
			t.Errorf("robots.txt allows %s", p)
		}
	}
}

func TestHealthFollowsTheStore(t *testing.T) {
	w := newWorld(t)
	if rec := w.get("/health"); strings.TrimSpace(rec.Body.String()) != `{"status":"ok"}` {
		t.Errorf("got %s", rec.Body)
	}
	w.store.fail = errBroken
	if rec := w.get("/health"); rec.Code != 503 {
		t.Errorf("got %d, want 503", rec.Code)
	}
}

func TestStoreFaultsAreTold(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.store.fail = errBroken
	for _, path := range []string{"/", manage, "/confirm/confirm-1", "/api/v1/meetings", "/api/v1/sources"} {
		rec := w.get(path)
		if rec.Code != 500 || strings.Contains(rec.Body.String(), errBroken.Error()) {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
	if !strings.Contains(w.log.String(), errBroken.Error()) {
		t.Error("the fault is not in the log")
	}
}

func TestPanicIsAnsweredAndLogged(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Store = panicky{c.Store.(*fakeStore)} })
	rec := w.get("/api/v1/sources")
	if rec.Code != 500 || !json.Valid(rec.Body.Bytes()) {
		t.Errorf("got %d %s", rec.Code, rec.Body)
	}
	if log := w.log.String(); !strings.Contains(log, "handler panicked") || !strings.Contains(log, "status=500") {
		t.Errorf("log: %s", log)
	}
}

func TestNewRefusesWhatCantWork(t *testing.T) {
	for name, change := range map[string]func(*Config){
		"no public URL":   func(c *Config) { c.PublicURL = "" },
		"a path":          func(c *Config) { c.PublicURL = "https://example.org/chair" },
		"another scheme":  func(c *Config) { c.PublicURL = "ftp://example.org" },
		"no store":        func(c *Config) { c.Store = nil },
		"no clock":        func(c *Config) { c.Now = nil },
		"no way to write": func(c *Config) { c.Render = nil },
		"no open formats": func(c *Config) { c.Lists = nil },
	} {
		cfg := Config{PublicURL: testURL, Store: newFakeStore(), Keys: fakeKeys{}, Render: fakeRender, Lists: fakeLists{}, Log: quiet, Now: clockAt(testNow)}
		change(&cfg)
		if _, err := New(cfg); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
