package scraper

import (
	"path/filepath"
	"strings"
	"testing"

	"openchair/meeting"
)

func TestAPageThatNamesItsFeedLeadsToIt(t *testing.T) {
	src := webSource("tsml-page", nil)
	ui := `<div id="tsml-ui" data-src="/cache.json?17" data-timezone="America/Chicago"></div><script src="app.js"></script>`
	feed := `[{"slug": "lamp", "name": "Lamp", "day": 1, "time": "19:00"}, {"slug": "own", "name": "Own", "day": 1, "time": "19:00", "timezone": "America/Denver"}]`
	site := &collectSite{fail: map[string]int{}, pages: map[string]string{src.URL: ui, "https://list.example/cache.json?17": feed}}
	b := site.bench()
	b.src, b.Formats, b.Normalise = src, nil, nil
	b.run(t, meeting.OK)
	got := map[string]string{}
	for _, m := range b.store.harvest(t).Meetings {
		got[m.SourceKey] = m.Schedule.Zone
	}
	if got["lamp"] != "America/Chicago" || got["own"] != "America/Denver" || len(got) != 2 {
		t.Errorf("zones %v", got)
	}
}

// A key that stands in a page is its owner's: the sheet is read as everybody
// may read it.
func TestASheetBehindAPageIsReadWithoutItsKey(t *testing.T) {
	src := webSource("tsml-page", nil)
	const sheet = "https://docs.google.com/spreadsheets/d/1AbC/export?format=csv"
	site := &collectSite{fail: map[string]int{}, pages: map[string]string{
		src.URL: `<div id="tsml-ui" data-src="https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0" data-google="KEY" data-timezone="America/Chicago"></div>`,
		sheet:   "ID,Name,Day,Time,Full Address\nlamp,Lamp,Monday,7:00 PM,\"1 Elm Row, Newton\"\n",
	}}
	b := site.bench()
	b.src, b.Formats, b.Normalise = src, nil, nil
	b.run(t, meeting.OK)
	ms := b.store.harvest(t).Meetings
	if len(ms) != 1 || ms[0].Name != "Lamp" || said(ms[0].Schedule) != "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/Chicago" {
		t.Errorf("%+v", ms)
	}
	for _, asked := range site.asked {
		if strings.Contains(asked, "KEY") {
			t.Errorf("asked %s", asked)
		}
	}
}

func TestAFeedBehindAPrivateKeyIsNotAskedFor(t *testing.T) {
	src := webSource("tsml-page", nil)
	_, err := tsmlPageRead(Page{URL: src.URL, Body: []byte(`<div id="tsml-ui" data-src="/wp-admin/admin-ajax.php?action=meetings&amp;key=abc"></div>`)}, src, nil)
	if err == nil || !strings.Contains(err.Error(), "a key of its own") || strings.Contains(err.Error(), "abc") {
		t.Errorf("%v", err)
	}
}

func TestPlacesOfAPageThatCantBeReadAreSaid(t *testing.T) {
	src := webSource("tsml-page", nil)
	_, err := tsmlPageRead(Page{URL: src.URL, Body: []byte(`<script>var locations = {"1": {;</script>`)}, src, nil)
	if err == nil || !strings.Contains(err.Error(), "map can't be read") {
		t.Errorf("%v", err)
	}
	_, err = tsmlPageRead(Page{URL: src.URL, Body: []byte("<p>" + strings.Repeat("We are a friendly group. ", 20) + "</p>")}, src, nil)
	if err == nil || !strings.Contains(err.Error(), "no table of the 12 Step Meeting List") {
		t.Errorf("%v", err)
	}
}

func TestTheSampleOfALegacyPage(t *testing.T) {
	file := filepath.Join(samplesDir(t), "pages/tsml-legacy-page-tyler.html")
	src := meeting.Source{ID: "tyler", Program: "aa", Format: "tsml-page", URL: "https://list.example/meetings/", Zone: "America/Chicago", Country: "US", Language: "en"}
	r, err := tsmlPageRead(samplePage(t, file), src, nil)
	if err != nil || len(r.Refused) > 0 {
		t.Fatal(err, r.Refused)
	}
	var got []string
	for _, l := range r.Listings {
		m, refused := Normalise(l, src)
		if refused != nil {
			t.Fatal(refused)
		}
		if !m.Place.Located() {
			t.Errorf("%s has no coordinates", m.SourceKey)
		}
		got = append(got, m.SourceKey+" "+said(m.Schedule))
	}
	want := []string{
		"downtown-suburban-group-11 FREQ=WEEKLY;BYDAY=WE 12:00+60 America/Chicago",
		"downtown-suburban-group-20 FREQ=WEEKLY;BYDAY=FR 19:00+60 America/Chicago",
		"any-lengths-group-7 FREQ=WEEKLY;BYDAY=SU 17:30+60 America/Chicago",
	}
	if strings.Join(sorted(got), "\n") != strings.Join(sorted(want), "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
