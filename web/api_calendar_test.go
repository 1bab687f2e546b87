package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

// apiPath is the API's path of a calendar.
func apiPath(manage string) string {
	return "/api/v1/calendars/" + strings.TrimPrefix(manage, "/my/")
}

func long(letter string) string { return strings.Repeat(letter, 40) }

func read[T any](t *testing.T, body []byte) (v T) {
	t.Helper()
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return v
}

func TestACalendarIsChangedByProgramFieldByField(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2")
	rec := w.do("PATCH", apiPath(manage), `{"name":"Evenings","discretion":"neutral","aliases":{"aaaaaaaaaaaaaaa1":" Choir\n"},"alarm_minutes":30,
		"language":"es","cancelled":true,"past_days":14,"meetings":["aaaaaaaaaaaaaaa1","aaaaaaaaaaaaaaa3"],
		"searches":[{"programs":["smart"],"attendance":["online"],"days":["monday","friday"],"from":"17:00"}]}`)
	if rec.Code != 200 {
		t.Fatalf("%d %s", rec.Code, rec.Body)
	}
	got := read[calendarJSON](t, rec.Body.Bytes())
	c := w.store.calendars[1]
	if got.Name != "Evenings" || got.Discretion != "neutral" || got.Aliases["aaaaaaaaaaaaaaa1"] != "Choir" || got.AlarmMinutes != 30 || got.Language != "es" ||
		!got.Cancelled || got.PastDays != 14 || !slices.Equal(got.Meetings, c.Meetings) || len(got.Searches) != 1 || got.Searches[0].From != meeting.NewClock(17, 0) {
		t.Errorf("answered %+v", got)
	}
	if !slices.Equal(c.Meetings, []string{"aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa3"}) || c.Searches[0].Programs[0] != "smart" || !c.ShowCancelled {
		t.Errorf("kept %+v", c)
	}
	version := c.Version
	rec = w.do("PATCH", apiPath(manage), `{"alarm_minutes":0}`)
	c = w.store.calendars[1]
	if rec.Code != 200 || c.AlarmMinutes != 0 || c.Name != "Evenings" || c.Version != version+1 {
		t.Errorf("%d: %+v", rec.Code, c)
	}
	again := read[calendarJSON](t, w.get(apiPath(manage)).Body.Bytes())
	if again.Name != "Evenings" || !strings.HasSuffix(again.Manage, manage) || again.Most != meeting.MaxHeld {
		t.Errorf("read again: %+v", again)
	}
}

func TestWhatDoesNotFitACalendarIsRefusedAndChangesNothing(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	before := *w.store.calendars[1]
	for _, tt := range []struct {
		body      string
		status    int
		parameter string
	}{
		{`{"nam":"x"}`, 400, ""},
		{`{"name":7}`, 400, "name"},
		{`{"name":"x"} {}`, 400, ""},
		{`{"discretion":"loud"}`, 422, "discretion"},
		{`{"language":"xx"}`, 422, "language"},
		{`{"alarm_minutes":-1}`, 422, "alarm_minutes"},
		{`{"alarm_minutes":100000}`, 422, "alarm_minutes"},
		{`{"past_days":400}`, 422, "past_days"},
		{`{"name":"x","meetings":["nobody"]}`, 422, "meetings"},
		{`{"aliases":{"nobody":"x"}}`, 422, "aliases"},
		{`{"searches":[{}]}`, 422, "searches[0]"},
		{`{"searches":[{"programs":["aa"]},{"programs":["nope"]}]}`, 422, "searches[1].programs"},
		{`{"searches":[{"programms":["aa"]}]}`, 400, ""},
		{`{"searches":[{"ids":["aaaaaaaaaaaaaaa1"]}]}`, 400, ""},
		{`{"searches":[{"days":["noday"]}]}`, 400, ""},
		{`{"searches":[{"near":{"lat":99,"lon":0,"km":5}}]}`, 422, "searches[0].near"},
		{`{"searches":[{"text":"` + long("a") + " " + long("b") + " " + long("c") + " " + long("d") + " " + long("e") + " " + long("f") + `"}]}`, 422, "searches[0]"},
		{`{"searches":[` + strings.Repeat(`{"programs":["aa"]},`, 10) + `{"programs":["aa"]}]}`, 422, "searches"},
	} {
		rec := w.do("PATCH", apiPath(manage), tt.body)
		p := read[problem](t, rec.Body.Bytes())
		if rec.Code != tt.status || p.Parameter != tt.parameter || rec.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%.60s: %d %+v", tt.body, rec.Code, p)
		}
	}
	if after := *w.store.calendars[1]; after.Version != before.Version || after.Name != before.Name {
		t.Errorf("changed to %+v", after)
	}
	if rec := w.do("PATCH", "/api/v1/calendars/"+newManage(), `{"name":"x"}`); rec.Code != 404 {
		t.Errorf("an unknown calendar: %d", rec.Code)
	}
}

func TestACalendarMayBeOfSearchesAlone(t *testing.T) {
	w := newWorld(t)
	rec := w.do("POST", "/api/v1/calendars", `{"searches":[{"programs":["smart"]}]}`)
	if rec.Code != 201 || len(w.store.calendars[1].Searches) != 1 || w.store.calendars[1].PastDays != meeting.DefaultPastDays {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

func TestRotatingByProgram(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	kept := w.get(feed)
	rec := w.do("POST", apiPath(manage)+"/rotate", "")
	made := read[map[string]string](t, rec.Body.Bytes())
	newFeed := strings.TrimPrefix(made["feed"], testURL)
	if rec.Code != 200 || newFeed == feed || !strings.HasPrefix(made["manage"], testURL+"/my/") {
		t.Fatalf("%d %s", rec.Code, rec.Body)
	}
	if rec := w.get(newFeed); rec.Code != 200 || rec.Body.String() != kept.Body.String() {
		t.Errorf("at the new address: %d", rec.Code)
	}
	old := w.get(feed, "If-None-Match", kept.Header().Get("ETag"))
	if old.Code != 200 || strings.Contains(old.Body.String(), "SUMMARY") || strings.Contains(old.Body.String(), strings.TrimSuffix(newFeed, ".ics")) {
		t.Errorf("at the old one: %d %s", old.Code, old.Body)
	}
	page := w.get(manage)
	if page.Code != http.StatusGone || !strings.Contains(page.Body.String(), englishMy.Moved.Title) || strings.Contains(page.Body.String(), "/my/") {
		t.Errorf("the old page: %d", page.Code)
	}
	if rec := w.get(apiPath(manage)); rec.Code != http.StatusGone || rec.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("the old address of the API: %d", rec.Code)
	}
	if rec := w.do("POST", apiPath(manage)+"/rotate", ""); rec.Code != http.StatusGone {
		t.Errorf("rotated by an old address: %d", rec.Code)
	}
}

func TestPanicByProgram(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.do("PATCH", apiPath(manage), `{"name":"Recovery"}`)
	full := w.get(feed).Body.String()
	for _, body := range []string{"", `{"on":true}`} {
		if rec := w.do("POST", apiPath(manage)+"/panic", body); rec.Code != 200 || !strings.Contains(rec.Body.String(), testNow.Format("2006-01-02")) {
			t.Errorf("%q: %d %s", body, rec.Code, rec.Body)
		}
		if got := w.get(feed).Body.String(); strings.Contains(got, "SUMMARY") {
			t.Errorf("still published: %s", got)
		}
	}
	if rec := w.do("POST", apiPath(manage)+"/panic", `{"off":true}`); rec.Code != 400 {
		t.Errorf("an unknown field: %d", rec.Code)
	}
	if rec := w.do("POST", apiPath(manage)+"/panic", `{"on":false}`); rec.Code != 200 || strings.TrimSpace(rec.Body.String()) != `{"panicked":null}` {
		t.Errorf("off: %d %s", rec.Code, rec.Body)
	}
	if got := w.get(feed).Body.String(); got != full {
		t.Errorf("after it: %s", got)
	}
}

func TestAllThatIsHeldIsToldWithAddressesMaskedAndCanBeDeleted(t *testing.T) {
	w := newWorld(t)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	w.store.reminders[7] = meeting.Reminder{ID: 7, Calendar: 1, Email: []byte("open robin@example.org"), Channel: meeting.ByEmail, Leads: []int{60}, Confirmed: testNow}
	for _, path := range []string{apiPath(manage), manage + "/all.json"} {
		rec := w.get(path)
		got := read[calendarJSON](t, rec.Body.Bytes())
		if rec.Code != 200 || len(got.Reminders) != 1 || got.Reminders[0].Address != "r…@example.org" || strings.Contains(rec.Body.String(), "robin") {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
		if rec.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: kept by caches", path)
		}
	}
	w.get(feed)
	if rec := w.do("DELETE", apiPath(manage), ""); rec.Code != 204 || len(w.store.calendars) != 0 {
		t.Errorf("deleted: %d", rec.Code)
	}
	for _, path := range []string{apiPath(manage), manage, feed} {
		if rec := w.get(path); rec.Code != 404 {
			t.Errorf("%s after that: %d", path, rec.Code)
		}
	}
}

func TestMaskedAddresses(t *testing.T) {
	for _, tt := range []struct {
		channel       meeting.Channel
		address, want string
	}{
		{meeting.ByEmail, "robin@example.org", "r…@example.org"},
		{"", "é@example.org", "é…@example.org"},
		{meeting.ByNtfy, "https://ntfy.example/secret-topic", "https://ntfy.example/…"},
		{meeting.ByWebPush, `{"endpoint":"https://push.example/x@y"}`, "…"},
		{meeting.ByEmail, "", "…"},
	} {
		if got := masked(tt.channel, tt.address); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.channel, tt.address, got, tt.want)
		}
	}
}
