package web

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"openchair/meeting"
)

var allTestMeetings = []string{
	"aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2", "aaaaaaaaaaaaaaa3", "aaaaaaaaaaaaaaa4", "aaaaaaaaaaaaaaa5", "aaaaaaaaaaaaaaa6", "aaaaaaaaaaaaaaa7",
}

// newWeek is a world with a calendar of all meetings, some of which say more.
func newWeek(t testing.TB) (w *world, manage string) {
	w = newWorld(t)
	w.store.meetings[0].Join.Notes = "Passcode 2468. The host lets people in from ten minutes before, and " + strings.Repeat("again ", 12)
	w.store.meetings[3].Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2026, time.December, 9), Last: meeting.NewDate(2026, time.December, 9)}}
	_, manage = w.makeCalendar(t, allTestMeetings...)
	return w, manage
}

func TestAWeekInPlainText(t *testing.T) {
	w, manage := newWeek(t)
	golden(t, "week.txt", w.get(manage+"/week.txt?zone=Europe/Madrid").Body.String())
	w.do("POST", manage+"/settings", url.Values{"discretion": {"neutral"}, "language": {"es"}, "alarm": {"0"}, "past": {"7"}}.Encode())
	golden(t, "week_es.txt", w.get("/es"+manage+"/week.txt?from=2026-12-01&zone=America/New_York").Body.String())
}

func TestAWeekToPrint(t *testing.T) {
	w, manage := newWeek(t)
	body := w.get(manage + "/week?zone=Europe/Madrid").Body.String()
	checkHTML(t, body)
	_, sheet, _ := strings.Cut(body, "<main")
	sheet, _, _ = strings.Cut(sheet, "</main>")
	golden(t, "week.html", sheet)
}

func TestNoSecretAddressStandsInAWeek(t *testing.T) {
	w, manage := newWeek(t)
	secret := strings.TrimPrefix(manage, "/my/")
	for _, path := range []string{"/week", "/week.txt", "/week?from=2026-12-01&zone=Europe/Madrid&weeks=2"} {
		for _, lang := range []string{"", "/es"} {
			rec := w.get(lang + manage + path)
			body := rec.Body.String()
			if rec.Code != 200 || strings.Contains(body, secret) || strings.Contains(body, feedOf(secret)) {
				t.Errorf("%s%s: %d, or it holds a secret", lang, path, rec.Code)
			}
			if h := rec.Header(); h.Get("Cache-Control") != "no-store" || !strings.Contains(h.Get("X-Robots-Tag"), "noindex") {
				t.Errorf("%s%s: %v", lang, path, h)
			}
		}
	}
	if to := w.get(manage + "/").Header().Get("Location"); to != manage {
		t.Errorf("the way back leads to %q", to)
	}
}

func TestPlainTextKeepsTo72Columns(t *testing.T) {
	w, manage := newWeek(t)
	w.store.meetings[0].Name = strings.Repeat("Long name ", 12)
	w.store.meetings[2].Place.Address = strings.Repeat("22 Pine Street, ", 9)
	for line := range strings.Lines(w.get("/es" + manage + "/week.txt?weeks=2&zone=Asia/Kolkata").Body.String()) {
		if utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > textWidth {
			t.Errorf("too wide: %q", line)
		}
	}
}

func TestADiscreetWeekNamesNoProgram(t *testing.T) {
	w, manage := newWeek(t)
	w.store.meetings[1].Place.Address = "LifeRing House, 4th and Arch, Philadelphia, PA"
	w.store.meetings[2].Join = meeting.Join{URL: "https://meet.example/recovery-dharma", Provider: "Recovery Dharma Online", Phone: "+1 555 DHARMA"}
	w.store.meetings[5].Schedule.Text = "every other Sunday at Church Basement"
	w.store.calendars[1].Discretion = meeting.Neutral
	w.store.calendars[1].Aliases = map[string]string{"aaaaaaaaaaaaaaa4": "Choir"}
	for _, path := range []string{"/week", "/week.txt"} {
		body := w.get(manage + path + "?weeks=2").Body.String()
		for _, name := range []string{"LifeRing", "SMART", "Recovery Dharma", "Four Points", "Atardecer", "Harbor", "Friends", "Lotus", "DHARMA", "Passcode", "Basement"} {
			if strings.Contains(body, name) {
				t.Errorf("%s tells %q", path, name)
			}
		}
		for _, want := range []string{"Tuesday group", "Choir", "4th and Arch, Philadelphia, PA", "https://zoom.us/j/123", "on its list"} {
			if !strings.Contains(strings.ToLower(body), strings.ToLower(want)) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
		if strings.Contains(body, "recovery-dharma") != (path == "/week") {
			t.Errorf("%s: the link that names a program stands in words, or leads nowhere", path)
		}
	}
}

func TestWeeksFollowEachOther(t *testing.T) {
	w, manage := newWeek(t)
	link := regexp.MustCompile(`href="(\?from=[^"]+)">` + englishWeek.Later)
	path, seen := manage+"/week", []string{}
	for range 3 {
		body := w.get(path).Body.String()
		_, title, _ := strings.Cut(body, "<h1>")
		title, _, _ = strings.Cut(title, "</h1>")
		seen = append(seen, title)
		next := link.FindStringSubmatch(body)
		if next == nil {
			t.Fatal("no later week")
		}
		path = manage + "/week" + strings.ReplaceAll(next[1], "&amp;", "&")
	}
	want := "Week from Tuesday 24 November 2026|Week from Tuesday 1 December 2026|Week from Tuesday 8 December 2026"
	if got := strings.Join(seen, "|"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if body := w.get(manage + "/week.txt?from=2026-12-08").Body.String(); strings.Contains(body, "Atardecer") {
		t.Error("a day it is not held stands in the week")
	}
	if body := w.get(manage + "/week.txt?from=1999-01-01").Body.String(); !strings.Contains(body, "24 NOVEMBER 2026") {
		t.Error("a date far away is not today")
	}
}

func TestTheLongestWeekStaysSmallAndSaysThatItIsCut(t *testing.T) {
	w := newWorld(t)
	w.store.meetings = nil
	var ids []string
	for i := range maxMeetings {
		m := testMeetings()[i%5]
		m.ID = "z" + strings.Repeat("z", 11) + string([]byte{'0' + byte(i/1000), '0' + byte(i/100%10), '0' + byte(i/10%10), '0' + byte(i%10)})
		m.Schedule.Days, m.Schedule.Kind, m.Schedule.Ordinals = meeting.EveryDay, meeting.Weekly, 0
		m.Name, m.Join.Notes = strings.Repeat("Name ", 40), strings.Repeat("Note ", 80)
		if m.Join.URL != "" {
			m.Join.URL = "https://zoom.us/j/123?pwd=" + strings.Repeat("a", 60)
		}
		ids = append(ids, m.ID)
		w.store.meetings = append(w.store.meetings, m)
	}
	_, manage := w.makeCalendar(t, ids...)
	body := w.get(manage + "/week?zone=Asia/Tokyo").Body.String()
	checkHTML(t, body)
	if n := len(body) + len(styleSheet) + len(weekSheet); n > 60<<10 {
		t.Errorf("page and style are %d bytes", n)
	}
	if left := 7*maxMeetings - weekMost; !strings.Contains(body, englishWeek.More(left)) {
		t.Error("it does not say that it is cut")
	}
	if n := strings.Count(w.get(manage+"/week.txt").Body.String(), "\n  Name Name"); n < 7*maxMeetings {
		t.Errorf("the plain text has %d of %d times", n, 7*maxMeetings)
	}
}

func TestAnEmptiedCalendarIsForgottenByDevices(t *testing.T) {
	w, manage := newWeek(t)
	const forget = `"storage"`
	if rec := w.get(manage); rec.Header().Get("Clear-Site-Data") != "" {
		t.Error("a calendar that is well is forgotten")
	}
	if rec := w.do("POST", manage+"/panic", "on=1"); rec.Header().Get("Clear-Site-Data") != forget {
		t.Error("panic: the device that asked keeps it")
	}
	for _, path := range []string{manage, manage + "/week", manage + "/week.txt"} {
		rec := w.get(path)
		if rec.Header().Get("Clear-Site-Data") != forget {
			t.Errorf("%s: another device keeps it", path)
		}
		if path != manage && strings.Contains(rec.Body.String(), "Lunch Street") {
			t.Errorf("%s shows an emptied calendar", path)
		}
	}
	if rec := w.do("POST", manage+"/panic", "on=0"); rec.Header().Get("Clear-Site-Data") != "" {
		t.Error("the end of a panic forgets")
	}
	if rec := w.do("POST", manage+"/delete", ""); rec.Header().Get("Clear-Site-Data") != "" {
		t.Error("a deletion that was not meant forgets")
	}
	if rec := w.do("POST", manage+"/delete", "sure=1"); rec.Header().Get("Clear-Site-Data") != forget {
		t.Error("deletion: the device keeps it")
	}
}

func TestMyCalendarOffersTheWeekAndAWorkerOnlyWhereAskedFor(t *testing.T) {
	w, manage := newWeek(t)
	rec := w.get(manage)
	body := rec.Body.String()
	for _, want := range []string{`href="` + manage + `/week"`, `href="` + manage + `/week.txt"`, `id="offline" hidden`, englishWeek.OfflineWarn} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if csp := rec.Header().Get("Content-Security-Policy"); csp != basePolicy+"; script-src 'self'; worker-src 'self'" {
		t.Error(csp)
	}
	if script := string(myScript); strings.Index(script, "register(") < strings.Index(script, "keep.addEventListener('click'") {
		t.Error("the worker starts unasked")
	}
}
