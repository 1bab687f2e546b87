package web

import (
	"strings"
	"testing"

	"openchair/meeting"
)

func TestTheFrontPageAnswersWhatStartsWithinTheHour(t *testing.T) {
	w := newWorld(t)
	body := w.get("/").Body.String()
	if got := names(body); len(got) != 1 || got[0] != "Four Points at Lunch Street" {
		t.Errorf("online now: %q", got)
	}
	if !strings.Contains(body, `href="https://zoom.us/j/123"`) || strings.Contains(body, `type="checkbox"`) {
		t.Error("no button to join, or one to choose")
	}
	near := w.get("/?at=39.95,-75.16").Body.String()
	if !strings.Contains(near, english.Site.NowNearby) || strings.Contains(body, english.Site.NowNearby) {
		t.Error("what is near is shown unasked, or not when asked for")
	}
}

func TestTheFrontPageSaysWhatComesNextWhereNothingIsNow(t *testing.T) {
	w := newWorld(t)
	w.store.meetings = w.store.meetings[4:5]
	body := w.get("/").Body.String()
	if !strings.Contains(body, english.Site.NowNext) || len(names(body)) != 1 {
		t.Errorf("nothing now: %q", names(body))
	}
}

func TestOldSearchesOfTheFrontPageLeadOn(t *testing.T) {
	rec := newWorld(t).get("/es/?text=grace")
	if rec.Code != 301 || rec.Header().Get("Location") != "/es/find?text=grace" {
		t.Errorf("%d to %q", rec.Code, rec.Header().Get("Location"))
	}
}

func TestTheOneBoxTellsPlacesFromWords(t *testing.T) {
	w := newWorld(t)
	for asked, want := range map[string]string{
		"lowcroft":     "/es/find?near=lowcroft",
		"philadelphia": "/es/find?text=philadelphia",
		"19107":        "/es/find?near=19107",
		"lunch":        "/es/find?text=lunch",
		"zzz":          "/es/find?text=zzz",
	} {
		rec := w.get("/es/?find=" + asked)
		if rec.Code != 303 || rec.Header().Get("Location") != want {
			t.Errorf("%s: %d to %q, want %q", asked, rec.Code, rec.Header().Get("Location"), want)
		}
	}
	w.store.meetings[0].Name = "Lowcroft Friends"
	if to := w.get("/?find=lowcroft").Header().Get("Location"); to != "/find?text=lowcroft" {
		t.Errorf("words that a meeting has lead to %q", to)
	}
	w.store.meetings[1].Place.City = "Lowcroft"
	if to := w.get("/?find=lowcroft").Header().Get("Location"); to != "/find?near=lowcroft" {
		t.Errorf("a town whose meetings have its name leads to %q", to)
	}
	if body := w.get("/").Body.String(); !strings.Contains(body, `name="find"`) {
		t.Error("no box")
	}
}

func TestHelpLinesOfTheReadersCountryStandFirst(t *testing.T) {
	w := newWorld(t)
	open := func(accept string) string {
		body := w.get("/", "Accept-Language", accept).Body.String()
		_, help, _ := strings.Cut(body, `id="help"`)
		help, _, _ = strings.Cut(help, "<details>")
		return help
	}
	if help := open("en-GB"); !strings.Contains(help, `<a href="tel:116123">116 123</a>`) || strings.Contains(help, "988") {
		t.Errorf("to a reader in Britain: %s", help)
	}
	if help := open("en"); strings.Contains(help, "tel:") {
		t.Errorf("to a reader of no country: %s", help)
	}
}

func TestHelpLinesThatSayTooLittleAreRefused(t *testing.T) {
	for _, bad := range []string{"[[line]]\ncountry='US'\nname='x'", "[[line]]\ncountry='USA'\nname='x'\ncall='1'", "line",
		"[[line]]\ncountry='US'\nname='x'\ncall='1'\nverified='not yet'", "[[line]]\ncountry='US'\nname='x'\ncall='1'\npage='https://x.example'\nverified='soon'",
	} {
		if _, err := readHelplines([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestEveryHelpLineNamesItsOwnPage(t *testing.T) {
	lines, err := readHelplines(helplineFile)
	if err != nil || len(lines) == 0 {
		t.Fatal(len(lines), err)
	}
	for _, h := range lines {
		if !strings.HasPrefix(h.Page, "https://") {
			t.Errorf("%s: page %q", h.Name, h.Page)
		}
	}
	if body := newWorld(t).get("/").Body.String(); strings.Count(body, `href="tel:`) != len(lines) || strings.Count(body, lines[0].Page) != 1 {
		t.Error("lines or their pages are not on the front page")
	}
}

func TestAMeetingWithADoorLeadsToAMap(t *testing.T) {
	w := newTown(t)
	page := func(id string) string { return w.get("/meetings/aaaaaaaaaaaaaaa" + id).Body.String() }
	w.store.meetings[5].Place = meeting.Place{Name: "Grace Church", Address: "12 Bay Street", City: "Astoria"}
	for id, want := range map[string]string{"2": `?mlat=39.95899&amp;mlon=-75.16000#map=17/39.95899/-75.16000`, "6": `search?query=12&#43;Bay&#43;Street%2C&#43;Astoria`} {
		link := `<a class="btn" href="https://www.openstreetmap.org/` + want + `" rel="noreferrer nofollow">Open a map at openstreetmap.org</a>`
		if !strings.Contains(page(id), link) {
			t.Errorf("%s: no %s", id, link)
		}
	}
	w.store.meetings[1].Retired = testNow
	for _, id := range []string{"1", "2", "7"} {
		if strings.Contains(page(id), meeting.MapHost) {
			t.Errorf("%s: a map, though nobody is expected at a door", id)
		}
	}
}

func TestAMeetingsPage(t *testing.T) {
	w := newWorld(t)
	w.store.pastOf = map[string][]meeting.Change{"aaaaaaaaaaaaaaa1": {
		{At: testNow, Kind: meeting.Edited, Fields: []meeting.FieldChange{{Field: "schedule.start", Old: "17:00", New: "18:00"}}},
		{At: testNow, Kind: meeting.Reread, Fields: []meeting.FieldChange{{Field: "name", Old: "ours", New: "alone"}}},
	}}
	body := w.get("/meetings/aaaaaaaaaaaaaaa1?zone=Europe/Madrid").Body.String()
	for _, want := range []string{
		"Tuesdays 6:00 – 7:30 pm, New York time", "Wednesday 25 November, midnight – 1:30 am, Madrid time", `href="https://zoom.us/j/123"`, `<p class="paper"><bdi>https://zoom.us/j/123</bdi></p>`,
		"SMART&#39;s list this morning", `href="/meetings/aaaaaaaaaaaaaaa1.ics"`, "18:00", "17:00", `data-start="2026-11-24T18:00-05:00"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(body, "<bdi>ours") || strings.Contains(body, "<bdi>alone") {
		t.Error("what only our reading changed is told")
	}
	if doubt := w.get("/es/meetings/aaaaaaaaaaaaaaa6").Body.String(); !strings.Contains(doubt, "every other Sunday") || strings.Contains(doubt, "data-start") {
		t.Error("a meeting in doubt has a next date, or lost its words")
	}
}

func TestAWitnessLeadsToTheMeetingThatCounts(t *testing.T) {
	w := newWorld(t)
	w.store.meetings[1].WitnessOf = "aaaaaaaaaaaaaaa1"
	if got := w.get("/es/meetings/aaaaaaaaaaaaaaa2").Header().Get("Location"); got != "/es/meetings/aaaaaaaaaaaaaaa1" {
		t.Errorf("leads to %q", got)
	}
}

func TestProgramsAreComparedByWhatAPersonChooses(t *testing.T) {
	w := newWorld(t)
	body := w.get("/programs?for=secular&for=women").Body.String()
	if !strings.Contains(body, "Women for Sobriety") || strings.Contains(body, "LifeRing") {
		t.Error("the programs are not those asked for")
	}
	if !strings.Contains(body, `href="/find?program=wfs"`) || !strings.Contains(body, "<dt>Way</dt><dd>Secular</dd>") {
		t.Error("a program lacks its meetings or its facts")
	}
}
