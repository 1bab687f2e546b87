package web

import (
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func TestMakingACalendarByThePage(t *testing.T) {
	w := newWorld(t)
	rec := w.do("POST", "/calendars", "m=aaaaaaaaaaaaaaa2&m=aaaaaaaaaaaaaaa1&m=aaaaaaaaaaaaaaa2&discreet=1&text=grace&program=")
	if loc := rec.Header().Get("Location"); rec.Code != 303 || !isSecret(strings.TrimPrefix(loc, "/my/")) {
		t.Fatalf("%d, Location %q", rec.Code, loc)
	}
	c := w.store.calendars[1]
	if !slices.Equal(c.Meetings, []string{"aaaaaaaaaaaaaaa2", "aaaaaaaaaaaaaaa1"}) || c.Discretion != meeting.Neutral {
		t.Errorf("calendar %+v", c)
	}
	for form, want := range map[string]string{"text=x": english.ChooseOne, "m=nope": english.UnknownMeetings} {
		rec := w.do("POST", "/calendars", form)
		if rec.Code != 422 || !strings.Contains(rec.Body.String(), want) {
			t.Errorf("%s: %d", form, rec.Code)
		}
	}
	if rec := w.do("POST", "/calendars", "m="+strings.Repeat("x", maxBody)); rec.Code != 400 {
		t.Errorf("a form too big: %d", rec.Code)
	}
}

func TestTheCalendarsPage(t *testing.T) {
	w := newWorld(t)
	w.store.meetings[1].Retired = testNow
	w.store.calendars[1] = nil
	delete(w.store.calendars, 1)
	feed, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa3", "aaaaaaaaaaaaaaa6", "aaaaaaaaaaaaaaa7")
	w.store.calendars[1].Meetings = append(w.store.calendars[1].Meetings, "aaaaaaaaaaaaaaa2")
	body := w.get(manage).Body.String()
	for what, want := range map[string]string{
		"the feed's address":    `readonly value="` + testURL + feed + `"`,
		"a link to subscribe":   `href="webcal://meetings.example.org` + feed + `"`,
		"the count":             "5 chosen meetings",
		"the warning":           english.KeepTitle,
		"a doubtful schedule":   english.Unsure,
		"a meeting not held":    "Not meeting for now.",
		"a retired meeting":     english.NoLonger,
		"a schedule":            "Tuesdays 6:00 – 7:30 pm, New York time",
		"the agenda":            "Tuesday 1 December",
		"a way to choose more":  manage + "/find",
		"a way to ask for mail": `action="` + manage + `/reminders"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s: %s", what, want)
		}
	}
	if got := names(body); !slices.Equal(got, []string{"Four Points at Lunch Street", "Tuesday Sitting", "Four Points at Lunch Street"}) {
		t.Errorf("agenda of two weeks: %q", got)
	}
}

func TestTheLargestCalendarsPageStaysSmall(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.PushKey = strings.Repeat("k", 87) })
	w.store.meetings = nil
	var ids []string
	for i := range maxMeetings {
		m := testMeetings()[i%5]
		m.ID = strings.Repeat("z", 13) + string([]byte{'0' + byte(i/100), '0' + byte(i/10%10), '0' + byte(i%10)})
		m.Schedule.Days = meeting.EveryDay
		m.Schedule.Kind = meeting.Weekly
		ids = append(ids, m.ID)
		w.store.meetings = append(w.store.meetings, m)
	}
	_, manage := w.makeCalendar(t, ids...)
	body := w.get(manage).Body.String()
	checkHTML(t, body)
	rows := 0
	for _, path := range []string{manage, manage + "?from=36", manage + "?from=72", manage + "?from=108", manage + "?from=144", manage + "?from=180", manage + "?from=999", manage + "?from=-1"} {
		n := strings.Count(w.get(path).Body.String(), `name="remove"`)
		if rows += n; n > mostRows {
			t.Errorf("%s: %d rows", path, n)
		}
	}
	if rows != maxMeetings+2*mostRows {
		t.Errorf("%d rows on all pages", rows)
	}
	if !strings.Contains(body, "more times in these two weeks") {
		t.Error("the agenda does not say that it is cut")
	}
}

func TestAddingAndRemovingMeetings(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2", "aaaaaaaaaaaaaaa3")
	for _, tt := range []struct {
		form string
		code int
		want []string
	}{
		{"remove=aaaaaaaaaaaaaaa2", 303, []string{"aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa3"}},
		{"remove=aaaaaaaaaaaaaaa2", 303, []string{"aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa3"}},
		{"m=aaaaaaaaaaaaaaa5&m=aaaaaaaaaaaaaaa1", 303, []string{"aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa3", "aaaaaaaaaaaaaaa5"}},
		{"m=nope", 422, []string{"aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa3", "aaaaaaaaaaaaaaa5"}},
		{"remove=aaaaaaaaaaaaaaa1&remove=aaaaaaaaaaaaaaa3&remove=aaaaaaaaaaaaaaa5", 303, nil},
	} {
		rec := w.do("POST", manage+"/meetings", tt.form)
		if got := w.store.calendars[1].Meetings; rec.Code != tt.code || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %d, %q", tt.form, rec.Code, got)
		}
	}
	if version := w.store.calendars[1].Version; version != 4 {
		t.Errorf("version %d: a change that changes nothing must not count", version)
	}
	if rec := w.do("POST", "/my/"+newManage()+"/meetings", "remove=x"); rec.Code != 404 {
		t.Errorf("unknown calendar: %d", rec.Code)
	}
}

func TestChoosingMoreStaysUnderTheCalendar(t *testing.T) {
	w := newWorld(t)
	_, manage := w.makeCalendar(t, "aaaaaaaaaaaaaaa1")
	body := w.get(manage + "/find?program=smart&day=monday").Body.String()
	for _, want := range []string{`action="` + manage + `/find"`, `formaction="` + manage + `/meetings"`, `href="` + manage + `/find?program=smart"`, english.AddToCalendar} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(body, `name="discreet"`) {
		t.Error("the page offers what only a new calendar takes")
	}
}

func TestAgendaIsInOrderAndBounded(t *testing.T) {
	w := newWorld(t)
	s := &site{Config: Config{Now: clockAt(testNow)}, words: meeting.WordsFor("en"), text: &english}
	ms := w.store.meetings
	for i := range ms {
		ms[i].Schedule.Kind, ms[i].Schedule.Days = meeting.Weekly, meeting.EveryDay
	}
	groups, left := s.agenda(ms)
	shown := 0
	var last meeting.Date
	for _, g := range groups {
		if g.day <= last {
			t.Errorf("%s stands after %s", g.day, last)
		}
		last = g.day
		shown += len(g.Cards)
	}
	due := 0
	for i := range ms {
		for range ms[i].Occurrences(testNow, testNow.Add(agendaDays*24*time.Hour)) {
			due++
		}
	}
	if shown != agendaMost || shown+left != due {
		t.Errorf("%d shown, %d left, %d due", shown, left, due)
	}
}
