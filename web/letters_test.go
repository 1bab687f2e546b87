package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// reminders is the API's path for a manage path.
func reminders(manage string) string {
	return "/api/v1/calendars/" + strings.TrimPrefix(manage, "/my/") + "/reminders"
}

func TestAWishIsSealedAndAsksToConfirm(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	rec := w.do("POST", reminders(manage), `{"email":"Robin@Example.org","lead_minutes":[1440,60,60]}`)
	if rec.Code != 202 {
		t.Fatalf("%d %s", rec.Code, rec.Body)
	}
	if len(w.store.reminders) != 1 || len(w.store.letters) != 1 {
		t.Fatalf("%d reminders, %d letters", len(w.store.reminders), len(w.store.letters))
	}
	for id, r := range w.store.reminders {
		if id <= 0 || !slices.Equal(r.Leads, []int{60, 1440}) || r.Discretion != meeting.Neutral || !r.Confirmed.IsZero() || r.Calendar != 1 {
			t.Errorf("reminder %+v", r)
		}
		if strings.Contains(strings.ToLower(string(r.Email)+string(r.EmailHash)), "robin") {
			t.Error("the address is not sealed")
		}
		l := w.store.letters[0]
		if l.Kind != meeting.ConfirmLetter || l.Reminder != id || !l.SendAt.Equal(testNow) || !l.Expires.Equal(testNow.Add(48*time.Hour)) {
			t.Errorf("letter %+v", l)
		}
	}
}

func TestTheAnswerDoesNotTellWhetherAnAddressIsKnown(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	ask := func() (int, string, http.Header) {
		rec := w.do("POST", reminders(manage), `{"email":"robin@example.org"}`)
		return rec.Code, rec.Body.String(), rec.Header()
	}
	code, body, header := ask()
	for _, known := range []string{"asked before", "confirmed"} {
		again, same, sameHeader := ask()
		if code != 202 || again != code || same != body || len(header) != len(sameHeader) {
			t.Errorf("first %d %s, %s %d %s", code, body, known, again, same)
		}
		for id, r := range w.store.reminders {
			r.Confirmed = testNow
			w.store.reminders[id] = r
		}
	}
	if strings.Contains(body, "robin") {
		t.Error("the answer repeats the address")
	}
}

func TestWishProblems(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		status     int
		parameter  string
	}{
		{"no at", `{"email":"robin"}`, 422, "email"},
		{"a name", `{"email":"Robin <robin@example.org>"}`, 422, "email"},
		{"a second header", `{"email":"robin@example.org\r\nBcc: x@example.org"}`, 422, "email"},
		{"several", `{"email":"a@example.org, b@example.org"}`, 422, "email"},
		{"not ASCII", `{"email":"röbin@example.org"}`, 422, "email"},
		{"too long", `{"email":"` + strings.Repeat("a", 250) + `@example.org"}`, 422, "email"},
		{"no leads", `{"email":"robin@example.org","lead_minutes":[]}`, 422, "lead_minutes"},
		{"lead of nothing", `{"email":"robin@example.org","lead_minutes":[0]}`, 422, "lead_minutes"},
		{"lead over a week", `{"email":"robin@example.org","lead_minutes":[10081]}`, 422, "lead_minutes"},
		{"six leads", `{"email":"robin@example.org","lead_minutes":[1,2,3,4,5,6]}`, 422, "lead_minutes"},
		{"half minutes", `{"email":"robin@example.org","lead_minutes":[1.5]}`, 400, "lead_minutes"},
		{"unknown field", `{"email":"robin@example.org","name":"Robin"}`, 400, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
			rec := w.do("POST", reminders(manage), tt.body)
			if p := decode[problem](t, rec); rec.Code != tt.status || p.Parameter != tt.parameter {
				t.Errorf("%d %+v", rec.Code, p)
			}
			if len(w.store.reminders) != 0 {
				t.Error("kept all the same")
			}
		})
	}
}

func TestWishOfAnUnknownCalendarIsNotFound(t *testing.T) {
	w := newWorld(t)
	if rec := w.do("POST", reminders("/my/"+newManage()), `{"email":"robin@example.org"}`); rec.Code != 404 {
		t.Errorf("got %d", rec.Code)
	}
}

func TestLettersOffIsSaidEverywhere(t *testing.T) {
	why := english.KeyAway
	w := newWorld(t, func(c *Config) { c.LettersOff = true })
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	for _, path := range []string{"/find", "/status", manage} {
		if body := w.get(path).Body.String(); !strings.Contains(body, why) || strings.Contains(body, `type="email"`) {
			t.Errorf("%s does not say that letters are off", path)
		}
	}
	rec := w.do("POST", reminders(manage), `{"email":"robin@example.org"}`)
	if p := decode[problem](t, rec); rec.Code != 503 || p.Detail != "Letters are off here: "+why+"." {
		t.Errorf("%d %+v", rec.Code, p)
	}
	if rec := w.do("POST", manage+"/reminders", "email=robin%40example.org&lead=60"); rec.Code != 503 {
		t.Errorf("form: %d", rec.Code)
	}
	if len(w.store.reminders) != 0 {
		t.Error("a wish was kept")
	}
}

// Without its key a right link looks like a wrong one: its reader, who has no log,
// is told that it may hold and what to do.
func TestALinkIsToBeKeptWhileLettersAreOff(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.LettersOff = true })
	for prefix, n := range map[string]notice{"": english.LinkWaits, "/es": spanish.LinkWaits} {
		for _, request := range []string{"GET /stop/token", "POST /stop/token", "GET /confirm/token", "POST /confirm/token", "GET /letters/token", "POST /letters/token", "POST /letters/token/stop"} {
			method, path, _ := strings.Cut(request, " ")
			rec := w.do(method, prefix+path, "")
			if body := rec.Body.String(); rec.Code != 503 || strings.Contains(body, "key") || !strings.Contains(body, n.Title) || !strings.Contains(body, n.Words[0]) {
				t.Errorf("%s %s%s: %d\n%s", method, prefix, path, rec.Code, body)
			}
		}
	}
}

// Why none is sent by e-mail is said in English everywhere: pages in another
// language mark it so.
func TestWhyLettersAreOffIsSaidInThePagesLanguageOrMarked(t *testing.T) {
	const why = "no mail server is configured"
	for name, off := range map[string]func(*Config){"all": func(c *Config) { c.LettersOff = true }, "by e-mail": func(c *Config) { c.MailOff = why }} {
		w := newWorld(t, off)
		_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
		for _, rec := range []*httptest.ResponseRecorder{w.get("/es/find"), w.get("/es/status"), w.get("/es" + manage),
			w.do("POST", "/es"+manage+"/reminders", "email=robin%40example.org&lead=60")} {
			body := strings.ReplaceAll(rec.Body.String(), `<span lang="en">`+why+`</span>`, "")
			if strings.Contains(body, why) || strings.Contains(body, english.KeyAway) {
				t.Errorf("%s off: %d\n%s", name, rec.Code, rec.Body)
			}
		}
		rec := w.do("POST", "/es"+manage+"/reminders", "email=robin%40example.org&lead=60")
		if body := rec.Body.String(); rec.Code != 503 || !strings.Contains(body, spanish.NotAsked.Words[0]) && !strings.Contains(body, spanishLetters.MailOff+".") {
			t.Errorf("%s off, asked for: %d\n%s", name, rec.Code, body)
		}
	}
}

func TestLettersByThePage(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	rec := w.do("POST", manage+"/reminders", "email=robin%40example.org&lead=60&lead=1440")
	if rec.Code != 303 || rec.Header().Get("Location") != manage+"?asked=1#letters" {
		t.Fatalf("%d %q", rec.Code, rec.Header().Get("Location"))
	}
	if !strings.Contains(w.get(manage+"?asked=1").Body.String(), english.Asked) {
		t.Error("the page does not say that a letter is on its way")
	}
	rec = w.do("POST", manage+"/reminders", "email=robin&lead=1440")
	body := rec.Body.String()
	if rec.Code != 422 || !strings.Contains(body, english.BadAddress) || !strings.Contains(body, `value="robin"`) || !strings.Contains(body, `value="1440" id="l-1440" checked`) {
		t.Errorf("%d: what was wrong, and what was typed, is not shown", rec.Code)
	}
	if rec := w.do("POST", manage+"/reminders", "email=robin%40example.org&lead=soon"); rec.Code != 422 {
		t.Errorf("a lead that is no number: %d", rec.Code)
	}
}

func TestOnlyTheButtonConfirms(t *testing.T) {
	w := newWorld(t)
	w.store.reminders[7] = meeting.Reminder{ID: 7}
	for range 3 {
		if body := w.get("/confirm/confirm-7").Body.String(); !strings.Contains(body, `<form method="post"><button`) {
			t.Fatal("no button")
		}
	}
	if !w.store.reminders[7].Confirmed.IsZero() {
		t.Fatal("opening the page confirmed")
	}
	for range 2 { // twice is no error
		if rec := w.do("POST", "/confirm/confirm-7", ""); rec.Code != 200 || !strings.Contains(rec.Body.String(), english.Confirmed.Title) {
			t.Fatalf("%d", rec.Code)
		}
	}
	if !w.store.reminders[7].Confirmed.Equal(testNow) {
		t.Error("not confirmed")
	}
	if rec := w.do("POST", "/confirm/confirm-8", ""); rec.Code != 404 {
		t.Errorf("forgotten reminder: %d", rec.Code)
	}
}

func TestALinkThatConfirmsHoldsForATime(t *testing.T) {
	w := newWorld(t)
	w.store.reminders[7] = meeting.Reminder{ID: 7}
	for until, want := range map[time.Time]int{testNow: 404, testNow.Add(time.Second): 200} {
		for _, method := range []string{"GET", "POST"} {
			if rec := w.do(method, fmt.Sprintf("/confirm/confirm-7~%d", until.Unix()), ""); rec.Code != want {
				t.Errorf("%s %v before its end: %d, want %d", method, until.Sub(testNow), rec.Code, want)
			}
		}
	}
}

func TestStopByPageAndByOneClick(t *testing.T) {
	for name, send := range map[string]func(w *world) int{
		"page":      func(w *world) int { return w.do("POST", "/stop/stop-7", "", "Sec-Fetch-Site", "same-origin").Code },
		"one click": func(w *world) int { return w.do("POST", "/stop/stop-7", "List-Unsubscribe=One-Click").Code },
		"one click from a mail site": func(w *world) int {
			return w.do("POST", "/stop/stop-7", "List-Unsubscribe=One-Click", "Origin", "https://mail.example", "Sec-Fetch-Site", "cross-site").Code
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.store.reminders[7] = meeting.Reminder{ID: 7}
			if w.get("/stop/stop-7"); len(w.store.reminders) != 1 {
				t.Fatal("opening the page stopped the letters")
			}
			if code := send(w); code != 200 || len(w.store.reminders) != 0 {
				t.Fatalf("%d, %d left", code, len(w.store.reminders))
			}
			if code := send(w); code != 200 {
				t.Errorf("again: %d", code)
			}
		})
	}
	w := newWorld(t)
	w.store.reminders[7] = meeting.Reminder{ID: 7}
	if rec := w.do("POST", "/stop/confirm-7", "List-Unsubscribe=One-Click"); rec.Code != 404 || len(w.store.reminders) != 1 {
		t.Error("a token of another purpose stops letters")
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	form := url.Values{"m": {"aaaaaaaaaaaaaaa1"}}.Encode()
	for _, tt := range []struct {
		name   string
		header []string
		status int
	}{
		{"our page", []string{"Sec-Fetch-Site", "same-origin", "Origin", testURL}, 303},
		{"our page under no-referrer", []string{"Sec-Fetch-Site", "same-origin", "Origin", "null"}, 303},
		{"our page in an older browser", []string{"Origin", "null"}, 303},
		{"our page behind a proxy that renames the host", []string{"Origin", testURL}, 303},
		{"no browser", nil, 303},
		{"another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, 403},
		{"another site in an older browser", []string{"Origin", "https://evil.example"}, 403},
		{"a frame of another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "null"}, 403},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			rec := w.do("POST", "http://127.0.0.1:8080/calendars", form, tt.header...)
			if rec.Code != tt.status {
				t.Errorf("got %d, want %d", rec.Code, tt.status)
			}
			if made := len(w.store.calendars) == 1; made != (tt.status == 303) {
				t.Errorf("calendar made: %v", made)
			}
		})
	}
}
