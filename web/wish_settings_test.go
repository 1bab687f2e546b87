package web

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/internal/guard"
	"openchair/meeting"
)

func TestEveryWishIsTakenByProgramAndByPage(t *testing.T) {
	want := meeting.Reminder{Calendar: 1, Channel: meeting.ByEmail, Leads: []int{60, 1440}, QuietFrom: meeting.NewClock(22, 0), QuietTo: meeting.NewClock(7, 30),
		Overview: meeting.WeeklyOverview, OverviewAt: meeting.NewClock(8, 15), OverviewDay: time.Saturday, Discretion: meeting.Full,
		PlainText: true, MapLinks: true, Zone: "America/Santiago", Language: "es"}
	check := func(t *testing.T, w *world) {
		t.Helper()
		if len(w.store.reminders) != 1 {
			t.Fatalf("%d reminders", len(w.store.reminders))
		}
		for _, got := range w.store.reminders {
			got.ID, got.Email, got.EmailHash, got.OldHashes, got.Created = 0, nil, nil, nil, time.Time{}
			if g, w := wishOf(&got), wishOf(&want); !slices.Equal(g.Leads, w.Leads) || g.QuietFrom != w.QuietFrom || g.QuietTo != w.QuietTo || g.Overview != w.Overview ||
				g.OverviewAt != w.OverviewAt || g.OverviewDay != w.OverviewDay || g.Discretion != w.Discretion || !g.PlainText || !g.MapLinks || g.Zone != w.Zone || g.Language != w.Language || got.Channel != want.Channel {
				t.Errorf("got %+v\nwant %+v", got, want)
			}
		}
	}
	t.Run("program", func(t *testing.T) {
		w := newWorld(t)
		_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
		rec := w.do("POST", reminders(manage), `{"email":"robin@example.org","lead_minutes":[1440,60],"quiet_from":"22:00","quiet_to":"07:30","overview":"weekly",
			"overview_at":"08:15","overview_day":6,"discretion":"full","plain_text":true,"map_links":true,"zone":"America/Santiago","language":"es"}`)
		if rec.Code != 202 {
			t.Fatalf("%d %s", rec.Code, rec.Body)
		}
		check(t, w)
	})
	t.Run("page", func(t *testing.T) {
		w := newWorld(t)
		_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
		form := url.Values{"email": {"robin@example.org"}, "channel": {"email"}, "lead": {"60", "1440"}, "quiet_from": {"22:00"}, "quiet_to": {"07:30"}, "overview": {"weekly"},
			"overview_at": {"08:15"}, "overview_day": {"6"}, "discretion": {"full"}, "plain": {"1"}, "maps": {"1"}, "zone": {"America/Santiago"}, "language": {"es"}}
		if rec := w.do("POST", manage+"/reminders", form.Encode()); rec.Code != 303 {
			t.Fatalf("%d %s", rec.Code, rec.Body)
		}
		check(t, w)
	})
}

func TestWhatIsWrongWithAWishIsNamed(t *testing.T) {
	for _, tt := range []struct{ body, parameter string }{
		{`"quiet_from":"22:00"`, "quiet_from"},
		{`"quiet_from":"25:00","quiet_to":"07:00"`, "quiet_from"},
		{`"overview":"hourly"`, "overview"},
		{`"overview_at":"noon"`, "overview_at"},
		{`"overview_day":7`, "overview_day"},
		{`"discretion":"loud"`, "discretion"},
		{`"zone":"Mars/Base"`, "zone"},
		{`"language":"tlh"`, "language"},
		{`"channel":"pigeon"`, "email"},
		{`"channel":"ntfy","topic":"http://ntfy.example/t"`, "topic"},
		{`"channel":"ntfy","topic":"https://user:pass@ntfy.example/t"`, "topic"},
		{`"channel":"webpush","subscription":{"endpoint":"https://push.example/1"}`, "subscription"},
	} {
		w := newWorld(t)
		_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
		rec := w.do("POST", reminders(manage), `{"email":"robin@example.org",`+tt.body+`}`)
		if tt.parameter == "email" {
			rec = w.do("POST", reminders(manage), `{"email":"robin",`+tt.body+`}`)
		}
		if p := decode[problem](t, rec); rec.Code != 422 || p.Parameter != tt.parameter {
			t.Errorf("%s: %d %+v", tt.body, rec.Code, p)
		}
		if len(w.store.reminders) != 0 {
			t.Errorf("%s: kept all the same", tt.body)
		}
	}
}

// pushing opens the ways beside mail, to public addresses.
func pushing(c *Config) {
	check := func(_ context.Context, address string) error {
		if strings.Contains(address, "10.0.0.1") {
			return fmt.Errorf("checked: %w", &guard.RefusedError{Address: "10.0.0.1", Why: "private"})
		}
		return nil
	}
	c.PushKey = "the-public-key"
	c.Targets = map[meeting.Channel]func(context.Context, string) error{meeting.ByNtfy: check, meeting.ByWebPush: check}
}

func TestPrivateAddressesAreRefusedWhenTheyAreGiven(t *testing.T) {
	w := newWorld(t, pushing)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	for _, body := range []string{
		`{"channel":"ntfy","topic":"https://10.0.0.1/my-topic"}`,
		`{"channel":"webpush","subscription":{"endpoint":"https://10.0.0.1/1","keys":{"p256dh":"a","auth":"b"}}}`,
	} {
		rec := w.do("POST", reminders(manage), body)
		if p := decode[problem](t, rec); rec.Code != 422 || p.Detail != englishLetters.PrivateTarget {
			t.Errorf("%s: %d %s", body, rec.Code, rec.Body)
		}
	}
	rec := w.do("POST", "/es"+manage+"/reminders", "channel=ntfy&email=https%3A%2F%2F10.0.0.1%2Ftopic&lead=60")
	if rec.Code != 422 || !strings.Contains(rec.Body.String(), spanishLetters.PrivateTarget) {
		t.Errorf("the form: %d", rec.Code)
	}
	if len(w.store.reminders) != 0 {
		t.Error("a wish was kept")
	}
}

func TestDeviceIsSubscribedByTheForm(t *testing.T) {
	w := newWorld(t, pushing)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	page := w.get(manage).Body.String()
	for _, want := range []string{`data-key="the-public-key"`, englishLetters.DeviceOff, pushScriptPath, `name="subscription" value=""`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	given := `{"endpoint":"https://push.example/1","expirationTime":null,"keys":{"p256dh":"a","auth":"b"}}`
	rec := w.do("POST", manage+"/reminders", url.Values{"channel": {"email"}, "email": {""}, "lead": {"60"}, "subscription": {given}}.Encode())
	if at := rec.Header().Get("Location"); rec.Code != 303 || at != manage+"?asked=webpush#letters" {
		t.Fatalf("%d, to %s: %s", rec.Code, at, rec.Body)
	}
	if len(w.store.reminders) != 1 {
		t.Fatalf("%d reminders", len(w.store.reminders))
	}
	for _, r := range w.store.reminders {
		// What makes no difference is not kept, so that a device is known again.
		want := `{"endpoint":"https://push.example/1","keys":{"p256dh":"a","auth":"b"},"vapid":"the-public-key"}`
		if string(r.EmailHash) != string(fakeKeys{}.Hash(want)) || r.Channel != meeting.ByWebPush {
			t.Errorf("kept another subscription, by %s", r.Channel)
		}
	}
	if !strings.Contains(w.get(manage+"?asked=webpush").Body.String(), englishLetters.AskedDevice) {
		t.Error("the page does not say where the note is to be found")
	}
}

func TestWithoutMailRemindersAreStillPushed(t *testing.T) {
	const why = "no mail server is set"
	w := newWorld(t, pushing, func(c *Config) { c.MailOff = why })
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	page := w.get(manage).Body.String()
	if !strings.Contains(page, why) || strings.Contains(page, `<option value="email"`) || !strings.Contains(page, `id="device-ask"`) {
		t.Error("the page does not say that e-mail is off, or offers it, or offers nothing else")
	}
	rec := w.do("POST", reminders(manage), `{"email":"robin@example.org"}`)
	if p := decode[problem](t, rec); rec.Code != 503 || !strings.Contains(p.Detail, why) {
		t.Errorf("by e-mail: %d %s", rec.Code, rec.Body)
	}
	if rec := w.do("POST", reminders(manage), `{"channel":"ntfy","topic":"https://ntfy.example/my-topic"}`); rec.Code != 202 || len(w.store.reminders) != 1 {
		t.Errorf("by ntfy: %d %s", rec.Code, rec.Body)
	}
}

func TestOtherChannelsAreTaken(t *testing.T) {
	for _, body := range []string{
		`{"channel":"ntfy","topic":"https://ntfy.example/my-topic"}`,
		`{"channel":"webpush","subscription":{"endpoint":"https://push.example/1","keys":{"p256dh":"a","auth":"b"}}}`,
		`{"email":"robin@example.org","lead_minutes":[],"overview":"daily"}`,
	} {
		w := newWorld(t, pushing)
		_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
		if rec := w.do("POST", reminders(manage), body); rec.Code != 202 || len(w.store.reminders) != 1 {
			t.Errorf("%s: %d %s", body, rec.Code, rec.Body)
		}
	}
}

// subscribed is a world where reminder 7 is confirmed over two meetings.
func subscribed(t *testing.T) (w *world, manage string) {
	w = newWorld(t)
	_, manage = w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2")
	w.store.reminders[7] = meeting.Reminder{ID: 7, Calendar: 1, Channel: meeting.ByEmail, Confirmed: testNow, Leads: []int{60}, Discretion: meeting.Neutral, Language: "en", OverviewAt: defaultOverviewAt}
	return w, manage
}

func TestThePageOfAnAddressShowsAndChangesItsWishes(t *testing.T) {
	w, _ := subscribed(t)
	before := w.store.writes
	body := w.get("/letters/letters-7").Body.String()
	for _, want := range []string{englishLetters.Title, `value="60" id="l-60" checked`, `value="aaaaaaaaaaaaaaa2" id="m-aaaaaaaaaaaaaaa2" checked`, englishLetters.Stop} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if w.store.writes != before {
		t.Error("opening the page changed something")
	}
	form := url.Values{"lead": {"15"}, "overview_at": {"07:00"}, "overview": {"daily"}, "overview_day": {"0"}, "discretion": {"neutral"}, "language": {"es"}, "zone": {""},
		"known": {"aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2"}, "m": {"aaaaaaaaaaaaaaa2"}}
	rec := w.do("POST", "/letters/letters-7", form.Encode())
	got := w.store.reminders[7]
	if rec.Code != 303 || !slices.Equal(got.Leads, []int{15}) || got.Overview != meeting.DailyOverview || !slices.Equal(got.Except, []string{"aaaaaaaaaaaaaaa1"}) || got.Language != "es" {
		t.Errorf("%d %+v", rec.Code, got)
	}
	if body := w.get(rec.Header().Get("Location")).Body.String(); !strings.Contains(body, englishLetters.Saved) || strings.Contains(body, `id="m-aaaaaaaaaaaaaaa1" checked`) {
		t.Error("what was saved is not shown")
	}
	form.Set("zone", "Mars/Base")
	if rec := w.do("POST", "/letters/letters-7", form.Encode()); rec.Code != 422 || !strings.Contains(rec.Body.String(), englishLetters.BadZone) {
		t.Errorf("an unknown zone: %d", rec.Code)
	}
	for _, path := range []string{"/letters/stop-7", "/letters/letters-8", "/letters/x"} {
		if rec := w.get(path); rec.Code != 404 {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
	if body := w.get("/es/letters/letters-7").Body.String(); !strings.Contains(body, spanishLetters.Title) {
		t.Error("no page in Spanish")
	}
}

func TestStoppingOneAndAllByLinksOfLetters(t *testing.T) {
	w, _ := subscribed(t)
	const one = "/stop-one/stop-one aaaaaaaaaaaaaaa1-7/aaaaaaaaaaaaaaa1"
	path := strings.ReplaceAll(one, " ", "%20")
	if body := w.get(path).Body.String(); !strings.Contains(body, englishLetters.AskStopOne.Button) || len(w.store.reminders[7].Except) != 0 {
		t.Error("opening the link acts, or has no button")
	}
	for range 2 {
		if rec := w.do("POST", path, ""); rec.Code != 200 || !slices.Equal(w.store.reminders[7].Except, []string{"aaaaaaaaaaaaaaa1"}) {
			t.Errorf("%d %+v", rec.Code, w.store.reminders[7])
		}
	}
	if rec := w.do("POST", strings.Replace(path, "/aaaaaaaaaaaaaaa1", "/aaaaaaaaaaaaaaa2", 1), ""); rec.Code != 404 {
		t.Errorf("its token stops another meeting: %d", rec.Code)
	}
	if rec := w.do("POST", "/letters/letters-7/stop", ""); rec.Code != 200 || len(w.store.reminders) != 0 {
		t.Errorf("stop all: %d", rec.Code)
	}
	if l := w.store.letters[len(w.store.letters)-1]; l.Kind != meeting.GoodbyeLetter || l.Reminder != 7 {
		t.Errorf("no last letter: %+v", l)
	}
}

func TestAddressesOfACalendarByProgram(t *testing.T) {
	w, manage := subscribed(t)
	var list struct{ Reminders []addressJSON }
	rec := w.get(reminders(manage))
	if list = decode[struct{ Reminders []addressJSON }](t, rec); len(list.Reminders) != 1 || list.Reminders[0].ID != "7" || list.Reminders[0].State != "confirmed" {
		t.Fatalf("%s", rec.Body)
	}
	if rec := w.do("PATCH", reminders(manage)+"/7", `{"quiet_from":"22:00","quiet_to":"07:00"}`); rec.Code != 200 || !slices.Equal(w.store.reminders[7].Leads, []int{60}) || w.store.reminders[7].QuietFrom != meeting.NewClock(22, 0) {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if rec := w.do("PATCH", reminders(manage)+"/7", `{"lead_minutes":[0]}`); rec.Code != 422 {
		t.Errorf("a lead of nothing: %d", rec.Code)
	}
	if rec := w.do("PATCH", reminders(manage)+"/8", `{}`); rec.Code != 404 {
		t.Errorf("an unknown one: %d", rec.Code)
	}
	if rec := w.get(reminders(manage) + "/7"); !strings.Contains(rec.Body.String(), `"quiet_to":"07:00"`) {
		t.Errorf("%s", rec.Body)
	}
	if rec := w.do("DELETE", reminders(manage)+"/7", ""); rec.Code != 204 || len(w.store.reminders) != 0 {
		t.Errorf("%d", rec.Code)
	}
}
