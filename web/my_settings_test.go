package web

import (
	"html"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

func TestSettingsByThePage(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	rec := w.do("POST", manage+"/settings", "name=Choir&discretion=neutral&alarm=30&language=es&past=14&cancelled=1")
	if rec.Code != 303 || rec.Header().Get("Location") != manage+"?saved=1#settings" {
		t.Fatalf("%d %s", rec.Code, rec.Header().Get("Location"))
	}
	c := w.store.calendars[1]
	if c.Name != "Choir" || c.Discretion != meeting.Neutral || c.AlarmMinutes != 30 || c.Language != "es" || c.PastDays != 14 || !c.ShowCancelled {
		t.Errorf("kept %+v", c)
	}
	body := w.get(manage + "?saved=1").Body.String()
	checkHTML(t, body)
	for _, want := range []string{`value="Choir"`, `value="neutral" id="d-neutral" checked`, `<option value="30" selected>30 minutes`, `<option value="es" lang="es" selected>`,
		`<option value="14" selected>`, `id="cancelled" checked`, englishMy.Saved} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	w.do("PATCH", apiPath(manage), `{"alarm_minutes":45}`)
	if !strings.Contains(w.get(manage).Body.String(), `<option value="45" selected>`) {
		t.Error("what was set by program is not offered")
	}
	for _, form := range []string{"name=x&discretion=loud&alarm=0&language=en&past=7", "name=x&discretion=full&alarm=soon&language=en&past=7", "name=x"} {
		if rec := w.do("POST", manage+"/settings", form); rec.Code != 422 || w.store.calendars[1].Name != "Choir" {
			t.Errorf("%s: %d", form, rec.Code)
		}
	}
}

func TestTitlesOfOnesOwnByThePage(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2")
	w.do("POST", manage+"/titles", "t-aaaaaaaaaaaaaaa1=Choir&t-aaaaaaaaaaaaaaa2=")
	if got := w.store.calendars[1].Aliases; len(got) != 1 || got["aaaaaaaaaaaaaaa1"] != "Choir" {
		t.Errorf("kept %v", got)
	}
	body := w.get(manage + "/titles").Body.String()
	checkHTML(t, body)
	if !strings.Contains(body, `name="t-aaaaaaaaaaaaaaa1" maxlength="100" autocomplete="off" value="Choir"`) {
		t.Error("the title is not shown")
	}
	w.do("POST", manage+"/titles", "t-aaaaaaaaaaaaaaa1=")
	if got := w.store.calendars[1].Aliases; len(got) != 0 {
		t.Errorf("after taking it away: %v", got)
	}
}

func TestFollowingASearchByThePage(t *testing.T) {
	w := newWorld(t)
	body := w.get("/find?program=smart&day=monday").Body.String()
	if !strings.Contains(body, `formaction="/calendars" name="follow"`) {
		t.Error("a search can't be followed")
	}
	if strings.Contains(w.get("/find").Body.String(), `name="follow"`) {
		t.Error("all meetings can be followed")
	}
	rec := w.do("POST", "/calendars", "program=smart&day=monday&attendance=online&follow=1")
	manage := rec.Header().Get("Location")
	if rec.Code != 303 {
		t.Fatalf("%d", rec.Code)
	}
	first := w.store.calendars[1].Searches
	if len(first) != 1 || !slices.Equal(first[0].Programs, []string{"smart"}) || first[0].Days.Len() != 1 || first[0].Soonest {
		t.Fatalf("follows %+v", first)
	}
	for range 2 { // the second time it is there already
		w.do("POST", manage+"/searches", "program=aa&follow=1")
	}
	if got := w.store.calendars[1].Searches; len(got) != 2 {
		t.Fatalf("follows %+v", got)
	}
	body = w.get(manage).Body.String()
	checkHTML(t, body)
	if !strings.Contains(body, "SMART Recovery, In person / Online / Hybrid, Monday") && !strings.Contains(body, "Monday") {
		t.Error("the page does not say what it follows")
	}
	key := html.UnescapeString(regexp.MustCompile(`name="drop" value="([^"]+)"`).FindStringSubmatch(body)[1])
	w.do("POST", manage+"/searches/drop", "drop="+url.QueryEscape(key))
	w.do("POST", manage+"/searches/drop", "drop="+url.QueryEscape(key))
	if got := w.store.calendars[1].Searches; len(got) != 1 || got[0].Programs[0] != "aa" {
		t.Errorf("follows %+v", got)
	}
	if rec := w.do("POST", manage+"/searches", "text="); rec.Code != 422 {
		t.Errorf("a search of all: %d", rec.Code)
	}
}

func TestRotatingByThePageCanBeSentTwice(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	to := regexp.MustCompile(`name="to" value="([a-z2-7]+)"`).FindStringSubmatch(w.get(manage).Body.String())[1]
	for range 2 {
		rec := w.do("POST", manage+"/rotate", "to="+to)
		if rec.Code != 303 || rec.Header().Get("Location") != "/my/"+to+"?moved=1" {
			t.Fatalf("%d %s", rec.Code, rec.Header().Get("Location"))
		}
	}
	body := w.get("/my/" + to + "?moved=1").Body.String()
	if !strings.Contains(body, englishMy.RotatedTitle) || strings.Contains(body, feed) {
		t.Error("the new page does not say that it is new")
	}
	for _, form := range []string{"to=short", "to=", "to=" + newManage()} {
		if rec := w.do("POST", manage+"/rotate", form); rec.Code != 404 {
			t.Errorf("%s: %d", form, rec.Code)
		}
	}
}

func TestPanicByThePage(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.get(feed)
	if rec := w.do("POST", manage+"/panic", "on=1"); rec.Code != 303 {
		t.Fatalf("%d", rec.Code)
	}
	body := w.get(manage).Body.String()
	checkHTML(t, body)
	if !strings.Contains(body, englishMy.PanicNow) || !strings.Contains(body, "1 chosen meeting") {
		t.Error("the page does not say what was done and what is kept")
	}
	if strings.Contains(w.get(feed).Body.String(), "SUMMARY") {
		t.Error("still published")
	}
	w.do("POST", manage+"/panic", "on=0")
	if !strings.Contains(w.get(feed).Body.String(), "SUMMARY") {
		t.Error("not published again")
	}
}

func TestDeletingByThePageWantsToBeMeant(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	if rec := w.do("POST", manage+"/delete", "x=1"); rec.Code != 422 || len(w.store.calendars) != 1 {
		t.Errorf("without its box: %d", rec.Code)
	}
	rec := w.do("POST", manage+"/delete", "sure=1")
	if rec.Code != 200 || len(w.store.calendars) != 0 || !strings.Contains(rec.Body.String(), englishMy.Deleted.Title) {
		t.Errorf("%d", rec.Code)
	}
}

func TestNoGETChangesACalendar(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.get(feed)
	writes, version := w.store.writes, w.store.calendars[1].Version
	for _, path := range []string{feed, manage, manage + "/find", manage + "/titles", manage + "/all.json", apiPath(manage),
		manage + "/panic", manage + "/rotate", manage + "/delete", manage + "/settings", manage + "/searches", apiPath(manage) + "/panic", apiPath(manage) + "/rotate"} {
		w.get(path)
	}
	if w.store.writes != writes || w.store.calendars[1].Version != version {
		t.Errorf("%d writes", w.store.writes-writes)
	}
}

func TestLinksThatOpenACalendarCarryItsAddress(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	body := w.get(manage).Body.String()
	webcal := "webcal://meetings.example.org" + feed
	hrefs := map[string]bool{}
	for _, m := range regexp.MustCompile(`href="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		hrefs[html.UnescapeString(m[1])] = true
	}
	for _, want := range []string{
		webcal,
		"https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal),
		"https://outlook.live.com/calendar/0/addfromweb?url=" + url.QueryEscape(testURL+feed) + "&name=My+calendar",
	} {
		if !hrefs[want] {
			t.Errorf("no link to %s", want)
		}
	}
	if len(testURL+feed) > 256 {
		t.Error("the address is too long for calendar programs")
	}
	if !strings.Contains(body, `<svg class="qr"`) {
		t.Error("no code for a camera")
	}
}

// No secret stands in a log, whatever is asked, nor do its answers let a browser
// tell others where it was.
func TestAddressesStandInNoLogAndNoReferer(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	secrets := []string{strings.TrimPrefix(manage, "/my/"), strings.TrimSuffix(strings.TrimPrefix(feed, "/c/"), ".ics")}
	ask := func() {
		for _, req := range [][2]string{{"GET", feed}, {"HEAD", feed}, {"POST", feed}, {"GET", feed + "x"}, {"GET", "/C" + feed[2:]}, {"GET", manage}, {"GET", manage + "/nothing"},
			{"GET", manage + "/titles"}, {"POST", manage + "/settings"}, {"POST", manage + "/panic"}, {"POST", manage + "/searches"}, {"GET", apiPath(manage)}, {"PATCH", apiPath(manage)},
			{"POST", apiPath(manage) + "/panic"}, {"PUT", apiPath(manage)}, {"GET", "/?m=" + secrets[0]}} {
			rec := w.do(req[0], req[1], "")
			if rec.Header().Get("Referrer-Policy") != "no-referrer" && rec.Code != http.StatusNotModified {
				t.Errorf("%s %.20s: Referrer-Policy %q", req[0], req[1], rec.Header().Get("Referrer-Policy"))
			}
		}
	}
	ask()
	w.store.fail = errBroken
	ask()
	w.store.fail = nil
	w.do("POST", manage+"/rotate", "to="+newManage())
	ask()
	for _, secret := range secrets {
		if strings.Contains(w.log.String(), secret) || strings.Contains(w.log.String(), secret[:12]) {
			t.Errorf("a secret is in the log")
		}
		for _, bucket := range w.store.buckets {
			if strings.Contains(bucket, secret) {
				t.Errorf("a secret is in a bucket's name")
			}
		}
	}
	if !strings.Contains(w.log.String(), `route="GET /c/{file}"`) {
		t.Error("polls are not logged by their route")
	}
}

func TestSettingsInSpanish(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	body := w.get("/es" + manage).Body.String()
	for _, want := range []string{spanishMy.Title, spanishMy.PanicOn, `action="/es` + manage + `/settings"`, `action="/es` + manage + `/rotate"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	rec := w.do("POST", "/es"+manage+"/panic", "on=1")
	if rec.Code != 303 || rec.Header().Get("Location") != "/es"+manage {
		t.Errorf("%d to %q", rec.Code, rec.Header().Get("Location"))
	}
	if rec := w.get("/es/search.ics?program=smart"); rec.Code != 200 {
		t.Errorf("a search as a calendar: %d", rec.Code)
	}
}

// Both tables say everything: a word that is missing would leave a button bare.
func TestMyWordsAreWhole(t *testing.T) {
	for name, words := range map[string]myWords{"en": englishMy, "es": spanishMy} {
		v := reflect.ValueOf(words)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%s lacks %s", name, v.Type().Field(i).Name)
			}
		}
		for _, n := range []int{0, 1, 2} {
			if words.Days(n) == "" || words.LeftOut(n) == "" {
				t.Errorf("%s says nothing for %d", name, n)
			}
		}
	}
}
