package web

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// hostile is a meeting every field of which attacks the page.
func hostile() meeting.Meeting {
	const script = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`
	return meeting.Meeting{
		ID: `x"><script>alert(3)</script>`, Program: script, Source: script, SourceKey: script,
		Name:  "\u202egnp.exe\u2066" + script + strings.Repeat("n", 10_000) + "\x00\x1b[31m",
		Group: script, Attendance: meeting.Hybrid,
		Schedule: meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Tuesday), Start: meeting.NewClock(18, 0), Minutes: 60,
			Zone: "America/New_York", Text: script, Confirmed: true},
		Place: meeting.Place{Name: script, Address: "\u202e" + script + strings.Repeat("a", 10_000), City: script},
		Join:  meeting.Join{URL: "javascript:alert(4)", Phone: script, Provider: script, Notes: script},
		Types: []string{script, strings.Repeat("t", 10_000)}, Languages: []string{script},
		Notes: script, URL: " javascript:alert(5)", LastConfirmed: testNow,
	}
}

func TestHostileListingsShowAsText(t *testing.T) {
	unheld := hostile()
	unheld.ID, unheld.Schedule.Confirmed, unheld.Schedule.Zone = "unheld", false, `<script>`
	odd := hostile()
	odd.ID, odd.Attendance, odd.Join.URL, odd.URL = "odd", `"><script>`, "data:text/html,<script>", "https://good.example@evil.example/"
	w := newWorld(t)
	w.store.meetings = []meeting.Meeting{hostile(), unheld, odd}
	_, manage := w.makeCalendar(t, hostile().ID, "unheld", "odd")
	for _, path := range []string{"/", "/find", "/programs", "/meetings/" + hostile().ID, manage, manage + "/find", "/find?text=zzz&m=" + url.QueryEscape(hostile().ID), `/find?text=%22%3E%3Cscript%3E&m=%22%3E%3Cscript%3E`} {
		body := w.get(path).Body.String()
		checkHTML(t, body)
		body = ownScript.ReplaceAllString(body, "")
		for _, bad := range []string{"<script", "<img", "javascript:", "data:text", "evil.example@", "good.example@", "\u202e", "\u2066", "\x00", "\x1b"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
		if regexp.MustCompile(`n{200}|a{300}|t{100}`).MatchString(body) {
			t.Errorf("%s shows a text of 10,000 characters", path)
		}
		if path == "/find" && !strings.Contains(html.UnescapeString(body), `gnp.exe"'><script>alert(1)</script>`) {
			t.Error("the name is not shown as text")
		}
	}
	if body := w.get("/api/v1/meetings").Body.String(); strings.Contains(body, "<script") {
		t.Error("the API's JSON holds a tag")
	}
}

// TestSecretsStandInNoLog visits every secret address, rightly, wrongly and
// while the store fails.
func TestSecretsStandInNoLog(t *testing.T) {
	w := newWorld(t, func(c *Config) {
		c.Render = func(meeting.Calendar, []meeting.Meeting) ([]byte, error) { return nil, errBroken }
	})
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	mistyped := "/my/" + strings.TrimPrefix(manage, "/my/")[:31] + "/"
	w.store.reminders[12345] = meeting.Reminder{ID: 12345}
	visit := func() {
		for _, path := range []string{feed, manage, manage + "/find?text=grace", mistyped, strings.ToUpper(manage), feed + "/x", "/" + feed,
			"/confirm/confirm-12345", "/stop/stop-12345", "/confirm/confirm-54321", "/oops" + manage} {
			for _, method := range []string{"GET", "POST", "PUT"} {
				w.do(method, path, "")
			}
		}
		w.do("POST", reminders(manage), `{"email":"robin@example.org"}`)
		w.do("POST", manage+"/reminders", "email=robin%40example.org&lead=60")
	}
	visit()
	w.store.fail = errBroken
	visit()
	log := w.log.String()
	for _, secret := range []string{strings.TrimPrefix(manage, "/my/")[:31], strings.TrimPrefix(feed, "/c/")[:32], "12345", "54321", "robin", "grace", "192.0.2.1"} {
		if strings.Contains(strings.ToLower(log), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	for _, want := range []string{`route="GET /c/{file}"`, `route="GET /my/{manage}"`, "route=none", errBroken.Error()} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %s", want)
		}
	}
}

func TestTheHostHeaderIsNeverTrusted(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	header := []string{"X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example", "X-Forwarded-Proto", "http"}
	for _, rec := range []struct{ method, path, body string }{
		{"GET", "/", ""}, {"GET", manage, ""}, {"GET", "/nowhere", ""}, {"POST", "/calendars", "m=aaaaaaaaaaaaaaa1"},
		{"POST", "/api/v1/calendars", `{"meetings":["aaaaaaaaaaaaaaa1"]}`}, {"GET", "/api/v1/meetings", ""}, {"GET", "//evil.example/..", ""},
	} {
		got := w.do(rec.method, "http://evil.example"+rec.path, rec.body, header...)
		if all := got.Body.String() + strings.Join(got.Header().Values("Location"), " "); strings.Contains(all, "evil.example") && rec.path != "//evil.example/.." {
			t.Errorf("%s %s names the host it was asked by", rec.method, rec.path)
		}
	}
	if page := w.get(manage).Body.String(); !strings.Contains(page, testURL+"/c/") || !strings.Contains(page, `href="webcal://meetings.example.org/c/`) {
		t.Error("the calendar's page does not show its public address")
	}
}

func TestNoGetChangesAnything(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.store.reminders[7] = meeting.Reminder{ID: 7}
	before := w.store.writes
	token := strings.TrimPrefix(manage, "/my/")
	for _, path := range []string{
		"/find?m=aaaaaaaaaaaaaaa1&discreet=1", "/calendars?m=aaaaaaaaaaaaaaa1", manage, manage + "?asked=1", manage + "/find?m=aaaaaaaaaaaaaaa2",
		manage + "/meetings?remove=aaaaaaaaaaaaaaa1", manage + "/reminders?email=a@example.org&lead=60", feed,
		"/confirm/confirm-7", "/stop/stop-7?List-Unsubscribe=One-Click", "/api/v1/meetings", "/api/v1/meetings/aaaaaaaaaaaaaaa1",
		"/api/v1/calendars", "/api/v1/calendars/" + token + "/reminders", "/api/v1/programs", "/api/v1/sources", "/health", "/robots.txt",
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			w.do(method, path, "")
		}
	}
	if w.store.writes != before || len(w.store.calendars) != 1 || len(w.store.letters) != 0 || len(w.store.buckets) != 1 {
		t.Errorf("%d writes by GET", w.store.writes-before)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "plain", "a\u202eb", "\xff\xfe", " x \n\t y ", "\u2067\u200f", strings.Repeat("é", 300)} {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		got := clean(s)
		if clean(got) != got {
			t.Errorf("clean(%q) = %q, and again %q", s, got, clean(got))
		}
		for _, r := range got {
			if turnsDirection(r) || r < ' ' || r == 0x7f {
				t.Errorf("clean(%q) keeps %U", s, r)
			}
		}
		if n = n&0xff + 1; len([]rune(clip(got, n))) > n {
			t.Errorf("clip to %d gives %q", n, clip(got, n))
		}
	})
}

func FuzzWebLink(f *testing.F) {
	for _, s := range []string{"https://a.example/x?y#z", "javascript:alert(1)", "//a", "http://u:p@a", "HTTPS://A", " https://a", "https:\n//a", "https://", "https://[::1", "http://0\"0", "http://<a>/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := webLink(s)
		if got == "" {
			return
		}
		u, err := url.Parse(got)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || strings.ContainsAny(got, " \n\t<>\"") {
			t.Errorf("webLink(%q) = %q", s, got)
		}
	})
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"", "text=a&day=mon&program=aa&attendance=online&for=secular&m=x&after=y", "m=1&m=1&m=", "near=Boston&within=5mi&time=evening&type=W&language=es&access=1&order=nearest", "at=1,2&time=9:00-10:00&within=1e3km", "day=%00&text=%ff"} {
		f.Add(s)
	}
	cfg := Config{Programs: testPrograms}
	s := &site{Config: cfg, programs: map[string]meeting.Program{"aa": testPrograms[0]}, tags: tagsOf(testPrograms),
		words: meeting.WordsFor("en"), text: &english}
	f.Fuzz(func(t *testing.T, raw string) {
		values, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		q := s.readSearch(values)
		again, err := url.ParseQuery(strings.TrimPrefix(q.query(), "?"))
		if err != nil {
			t.Fatal(err)
		}
		back := s.readSearch(again)
		if back.query() != q.query() {
			t.Errorf("%q is written as %q and read as %q", raw, q.query(), back.query())
		}
		if f, ok := q.filter(); ok && len(q.Tags) > 0 && len(f.Programs) == 0 {
			t.Error("a kind no program has lists all programs")
		}
	})
}

func FuzzReadAddress(f *testing.F) {
	for _, s := range []string{"a@b.example", "A@B.EXAMPLE", "a b@c", `"a b"@c.example`, "a@[127.0.0.1]", "a@b\r\nx: y", "@", "a@"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := readAddress(s)
		if !ok {
			return
		}
		if again, ok := readAddress(got); !ok || again != got || strings.ContainsAny(got, "\r\n\x00 <>") {
			t.Errorf("readAddress(%q) = %q", s, got)
		}
	})
}
