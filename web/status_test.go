package web

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// deskWorld is a world with a run that waits, a volunteer and a change.
func deskWorld(t *testing.T) *world {
	t.Helper()
	var w *world
	w = newWorld(t, func(c *Config) {
		c.Schedule = func(string, time.Time) (time.Duration, time.Time) {
			return 6 * time.Hour, w.now.Add(time.Hour)
		}
		c.Mask = func(s string) string { return strings.ReplaceAll(s, "555-0100", "…") }
	})
	w.store.health["aa-harbor"] = meeting.Health{Source: "aa-harbor", Class: meeting.Shrunk, Message: "The list holds 3 meetings where 40 are usual.", Run: 2, Meetings: 40, LastGood: w.now.Add(-3 * time.Hour)}
	w.store.health["smart-list"] = meeting.Health{Source: "smart-list", Class: meeting.Unchanged, Run: 3, Meetings: 7, LastGood: w.now.Add(-20 * time.Minute)}
	w.store.health["dharma-list"] = meeting.Health{Source: "dharma-list", Class: meeting.Unreachable, Failures: 30, LastGood: w.now.AddDate(0, 0, -8)}
	w.store.runs = []meeting.Run{
		{ID: 1, Source: "aa-harbor", Class: meeting.OK, Finished: w.now.Add(-9 * time.Hour), Counts: meeting.Counts{Listed: 40, Stored: 40}},
		{ID: 2, Source: "aa-harbor", Class: meeting.Shrunk, Finished: w.now.Add(-3 * time.Hour), Message: "The list holds 3 meetings where 40 are usual.",
			Counts: meeting.Counts{Listed: 3, Refused: 1}, Fill: meeting.Fill{Time: 2}, Evidence: meeting.Evidence{Status: 200, Type: "text/html", Bytes: 2000, Pages: 1, First: "<script>alert(1)</script>"},
			Refused: []meeting.Refusal{{Key: "x", Name: "<b>X</b>", Field: "time", Value: "25:00", Reason: "25:00 is not a time."}}},
	}
	w.store.waiting = map[string]int64{"aa-harbor": 2}
	w.store.changes = []meeting.ToldChange{{Change: meeting.Change{ID: 9, Run: 1, Meeting: "aaaaaaaaaaaaaaa1", At: w.now.Add(-9 * time.Hour), Kind: meeting.Edited,
		Fields: []meeting.FieldChange{{Field: "schedule.start", Old: "19:00", New: "20:00"}}}, Name: "Harbor <i>", Program: "aa", Source: "aa-harbor"}}
	w.store.volunteers = map[string]meeting.Volunteer{string(hashSecret("right key")): {ID: 1, Name: "desk"}}
	w.store.sessions, w.store.verified = map[string]meeting.Volunteer{}, map[string]string{}
	return w
}

func signedIn(t *testing.T, w *world) (cookie string) {
	t.Helper()
	rec := w.do("POST", "/volunteers/sign-in", "key=+RIGHT+key+")
	if rec.Code != 303 {
		t.Fatalf("sign in: %d %s", rec.Code, rec.Body)
	}
	set := rec.Header().Get("Set-Cookie")
	for _, want := range []string{"__Host-volunteer=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(set, want) {
			t.Errorf("the cookie lacks %s: %s", want, set)
		}
	}
	cookie, _, _ = strings.Cut(set, ";")
	return cookie
}

func TestTheStatusPageTellsTroubleFirstInWordsAndShape(t *testing.T) {
	w := deskWorld(t)
	for _, path := range []string{"/status", "/status/aa-harbor", "/runs/2", "/status/meetings/aaaaaaaaaaaaaaa1", "/volunteers", "/meetings/aaaaaaaaaaaaaaa1/report"} {
		rec := w.get(path)
		if rec.Code != 200 {
			t.Errorf("%s: %d", path, rec.Code)
		}
		checkHTML(t, rec.Body.String())
		if path != "/meetings/aaaaaaaaaaaaaaa1/report" && !strings.Contains(rec.Body.String(), `href="`+statusPath+`"`) {
			t.Errorf("%s is not dressed", path)
		}
		if rec := w.get("/es" + path); rec.Code != 200 || !strings.Contains(rec.Body.String(), `<html lang="es">`) {
			t.Errorf("/es%s: %d", path, rec.Code)
		}
	}
	body := w.get("/status").Body.String()
	at := -1
	for _, want := range []string{"2 lists need a look", "waits for a decision", "Harbor office", `<rect class="held"`, "3 hours ago", "in 1 hour", "don’t rely on this", "Recovery Dharma", "on time"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, name := range []string{"These need a look", "Harbor office", "Read as they should be", "SMART"} {
		i := strings.LastIndex(body, ">"+name)
		if i < 0 {
			i = strings.LastIndex(body, name)
		}
		if i < at {
			t.Errorf("%s stands too early", name)
		}
		at = i
	}
}

func TestASourceSwitchedOffByHandIsNoTrouble(t *testing.T) {
	w := deskWorld(t)
	w.store.switches = map[string]meeting.Switch{"aa-harbor": {Source: "aa-harbor", Why: "The office asked."}}
	body := w.get("/status").Body.String()
	if !strings.Contains(body, "Off: The office asked.") || !strings.Contains(body, "1 list needs a look") {
		t.Error("the page does not say who asked, or still counts it")
	}
}

func TestAWitnessThatDisagreesIsShownAsSuch(t *testing.T) {
	w := deskWorld(t)
	other := w.store.meetings[0]
	other.ID, other.Source, other.WitnessOf, other.WitnessBy = "bbbbbbbbbbbbbbb1", "smart-list", w.store.meetings[0].ID, meeting.SameDoor
	for _, disagrees := range []bool{false, true} {
		other.Disagrees = disagrees
		w.store.witnesses = []meeting.Meeting{other}
		for _, path := range []string{"/meetings/" + w.store.meetings[0].ID, "/status/meetings/" + w.store.meetings[0].ID} {
			body := w.get(path).Body.String()
			if !strings.Contains(body, "Also on these lists") || !strings.Contains(body, "the same door and a like name") {
				t.Errorf("%s does not name the witness", path)
			}
			if strings.Contains(body, "gives another time:") != disagrees {
				t.Errorf("%s: disagrees %v is not told", path, disagrees)
			}
		}
	}
}

func TestARunTellsWhatItSawAndRefused(t *testing.T) {
	body := deskWorld(t).get("/runs/2").Body.String()
	for _, want := range []string{"held back: far shorter than usual", "200 text/html", "66 % (2 / 3)", "25:00 is not a time.", "&lt;script&gt;alert(1)&lt;/script&gt;", "Volunteers can decide after signing in"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(body, "/runs/2/accept") {
		t.Error("a visitor is offered to accept")
	}
}

func TestStatusAsData(t *testing.T) {
	w := deskWorld(t)
	var got struct{ Sources []statusJSON }
	if err := json.Unmarshal(w.get("/status.json").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	first := got.Sources[0]
	if len(got.Sources) != len(testSources) || first.ID != "aa-harbor" || first.Waiting != 2 || first.Trouble != meeting.Waits || len(first.Course) != 2 || first.Interval != 21600 {
		t.Errorf("%+v", first)
	}
}

func TestChangesCanBeFollowed(t *testing.T) {
	w := deskWorld(t)
	for path, want := range map[string]int{"/changes.atom": 1, "/changes.atom?program=aa": 1, "/changes.atom?source=aa-harbor": 1, "/changes.atom?source=smart-list": 0} {
		rec := w.get(path)
		var feed atomFeed
		if err := xml.Unmarshal(rec.Body.Bytes(), &feed); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if len(feed.Entries) != want || feed.ID != testURL+path || feed.Updated == "" {
			t.Errorf("%s: %+v", path, feed)
		}
		if want == 1 && (feed.Entries[0].Title != "Harbor <i>: changed" || feed.Entries[0].Summary != "Start: was 19:00, is 20:00") {
			t.Errorf("%+v", feed.Entries[0])
		}
	}
	if rec := w.get("/changes.atom?source=none"); rec.Code != 404 {
		t.Errorf("no such source: %d", rec.Code)
	}
}

func TestAVolunteerSignsInDecidesAndIsOnRecord(t *testing.T) {
	w := deskWorld(t)
	if rec := w.do("POST", "/volunteers/sign-in", "key=guess"); rec.Code != 403 || rec.Header().Get("Set-Cookie") != "" {
		t.Errorf("a guess: %d", rec.Code)
	}
	for _, path := range []string{"/runs/2/accept", "/runs/2/reject", "/status/meetings/aaaaaaaaaaaaaaa1/verify", "/reports/1/close"} {
		if rec := w.do("POST", path, "note=x"); rec.Code != 403 || len(w.store.deeds) != 0 {
			t.Errorf("%s without a session: %d", path, rec.Code)
		}
	}
	cookie := signedIn(t, w)
	if body := w.get("/runs/2", "Cookie", cookie).Body.String(); !strings.Contains(body, `action="/runs/2/accept"`) || !strings.Contains(body, "<dt>"+englishStatus.Address+"</dt>") {
		t.Error("a volunteer can't look at the list, or not accept")
	}
	if body := w.get("/volunteers", "Cookie", cookie).Body.String(); !strings.Contains(body, englishStatus.NoDeeds) || strings.Contains(body, english.Promise) {
		t.Error("the desk says nothing of deeds, or that there are no cookies")
	}
	if rec := w.do("POST", "/runs/2/accept", "note=seen+555-0100", "Cookie", cookie); rec.Code != 303 || !strings.HasPrefix(rec.Header().Get("Location"), "/runs/") {
		t.Fatalf("accept: %d", rec.Code)
	}
	if rec := w.do("POST", "/runs/2/reject", "", "Cookie", cookie); rec.Code != 409 {
		t.Errorf("a run that is settled: %d", rec.Code)
	}
	w.do("POST", "/status/meetings/aaaaaaaaaaaaaaa1/verify", "note=called", "Cookie", cookie)
	want := "[accepted 2 seen … verified aaaaaaaaaaaaaaa1 called]"
	var got []string
	for _, d := range w.store.deeds {
		got = append(got, string(d.What), d.Subject, d.Note)
	}
	if fmt.Sprint(got) != want || w.store.verified["aaaaaaaaaaaaaaa1"] != "called" {
		t.Errorf("on record: %v, want %s", got, want)
	}
	if body := w.get("/volunteers", "Cookie", cookie).Body.String(); !strings.Contains(body, `<a href="/status/meetings/aaaaaaaaaaaaaaa1"><bdi>Four Points at Lunch Street</bdi></a>`) {
		t.Error("the desk does not name the meeting that was confirmed")
	}
	w.do("POST", "/volunteers/sign-out", "", "Cookie", cookie)
	if rec := w.do("POST", "/runs/2/reject", "", "Cookie", cookie); rec.Code != 403 {
		t.Errorf("after signing out: %d", rec.Code)
	}
}

func TestAVisitorsReportReachesTheDesk(t *testing.T) {
	w := deskWorld(t)
	path := "/meetings/aaaaaaaaaaaaaaa1/report"
	if rec := w.do("POST", path, "text=locked"); rec.Code != 422 || len(w.store.reports) != 0 {
		t.Errorf("without saying what: %d", rec.Code)
	}
	if rec := w.do("POST", path, "what=not-held&text=locked,+call+555-0100"); rec.Code != 200 || !strings.Contains(rec.Body.String(), "Thank you") {
		t.Fatalf("report: %d", rec.Code)
	}
	if got := w.store.reports[0]; got.Text != "locked, call …" || got.What != meeting.NotHeld {
		t.Errorf("kept: %+v", got)
	}
	cookie := signedIn(t, w)
	if body := w.get("/volunteers", "Cookie", cookie).Body.String(); !strings.Contains(body, "locked, call …") || !strings.Contains(body, "It is not held") {
		t.Error("the desk does not show it")
	}
	if body := w.get("/status/meetings/aaaaaaaaaaaaaaa1").Body.String(); strings.Contains(body, "locked") {
		t.Error("everybody can read it")
	}
	w.do("POST", "/reports/1/close", "note=moved", "Cookie", cookie)
	if w.store.reports[0].By != "desk" {
		t.Error("it is not closed")
	}
	var last *httptest.ResponseRecorder
	for range reportsPerClient.uses + 1 {
		last = w.do("POST", path, "what=time")
	}
	if last.Code != 429 {
		t.Errorf("a flood: %d", last.Code)
	}
}

func TestStatusSentencesAreSaidInThePagesLanguage(t *testing.T) {
	w := deskWorld(t)
	const recorded = "The list holds 3 meetings where 40 are usual."
	said := spanishStatus.Sentences[meeting.Shrunk]
	for _, path := range []string{"/status", "/status/aa-harbor"} {
		if body := w.get(path).Body.String(); !strings.Contains(body, recorded) {
			t.Errorf("%s does not say what was recorded", path)
		}
		if body := w.get("/es" + path).Body.String(); !strings.Contains(body, said) || strings.Contains(body, recorded) {
			t.Errorf("/es%s is not in Spanish", path)
		}
	}
	body := w.get("/es/runs/2").Body.String()
	if !strings.Contains(body, said) || !strings.Contains(body, recorded) || !strings.Contains(body, spanishStatus.Recorded) {
		t.Error("a run's page lacks its sentence or its evidence")
	}
	if strings.Contains(w.get("/runs/2").Body.String(), englishStatus.Recorded) {
		t.Error("what was recorded stands twice")
	}
	interrupted := meeting.Run{Class: meeting.Unreachable, Interrupted: true, Message: meeting.OutageMessage}
	if got := spanishStatus.SentenceOf(interrupted); got != spanishStatus.Interrupted {
		t.Errorf("interrupted: %s", got)
	}
	for c := range englishStatus.Classes {
		if englishStatus.Sentence(c, "") == "" || spanishStatus.Sentence(c, "x") == "" {
			t.Errorf("%s has no sentence", c)
		}
	}
}

func TestSpanishCountsAgreeWithTheirWords(t *testing.T) {
	got := strings.Join(spanishStatus.Counts(meeting.Counts{Listed: 9, New: 1, Changed: 2, Missed: 1}), " · ")
	if want := "9 en la lista · 1 nueva · 2 cambiadas · 1 ausente"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNoStatusWordIsMissingInALanguage(t *testing.T) {
	en, es := reflect.ValueOf(englishStatus), reflect.ValueOf(spanishStatus)
	for i := range en.NumField() {
		name := en.Type().Field(i).Name
		if es.Field(i).IsZero() || en.Field(i).IsZero() {
			t.Errorf("%s is missing", name)
		}
		if en.Field(i).Kind() == reflect.Map {
			for _, k := range en.Field(i).MapKeys() {
				if !es.Field(i).MapIndex(k).IsValid() {
					t.Errorf("%s: %v is missing", name, k)
				}
			}
		}
	}
}
