package scraper

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openchair/meeting"
)

func pmSource(mode, url string) meeting.Source {
	src := meeting.Source{ID: "lamp", Program: "smart", Format: "pathminder", URL: url, Zone: "America/New_York", Country: "US", Language: "en"}
	if mode != "" {
		src.Options = map[string]any{"mode": mode}
	}
	return src
}

func TestPathminderStartsWhereItsModeSays(t *testing.T) {
	for _, c := range []struct{ mode, url, want string }{
		{"", "https://meet.example/", "https://meet.example/sitemap.xml"},
		{"", "https://meet.example/meetings/?location=Here", "https://meet.example/sitemap.xml"},
		{"sitemap", "https://meet.example/maps/one.xml", "https://meet.example/maps/one.xml"},
		{"list", "https://meet.example", "https://meet.example/meetings/?finder_form=true&page=1"},
		{"list-detail", "https://meet.example/meetings/?location=Mapleton&coordinates=50", "https://meet.example/meetings/?coordinates=50&finder_form=true&location=Mapleton&page=1"},
	} {
		got, err := pathminderStart(pmSource(c.mode, c.url))
		if err != nil || len(got) != 1 || got[0].URL != c.want {
			t.Errorf("%q %s: got %v, %v, want %s", c.mode, c.url, got, err, c.want)
		}
	}
	for _, c := range []struct{ mode, url, want string }{
		{"rows", "https://meet.example/", "option mode is rows: use sitemap, list or list-detail"},
		{"list", "https://meet.example/sitemap.xml", "give the address of the list"},
		{"", "meet.example", "begin it with https://"},
	} {
		if _, err := pathminderStart(pmSource(c.mode, c.url)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q %s: error %v lacks %q", c.mode, c.url, err, c.want)
		}
	}
}

func TestPathminderReadsHowOftenFromWords(t *testing.T) {
	wednesday := meeting.NewWeekdays(3)
	for words, want := range map[string]string{
		"Every Wednesday, 1:00 PM to 3:00 PM":                       "FREQ=WEEKLY;BYDAY=WE 13:00 120",
		"Every other Wednesday, 11:30 PM to 1:00 AM":                "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 23:30 90",
		"Second and fourth Wednesday of each month, 6:00 PM":        "FREQ=MONTHLY;BYDAY=2WE,4WE 18:00 0",
		"Second, third, fourth, and last Wednesday of each month":   "FREQ=MONTHLY;BYDAY=2WE,3WE,4WE,-1WE  0",
		"Every second Wednesday of the month, 12:00 AM to 12:30 AM": "FREQ=MONTHLY;BYDAY=2WE 00:00 30",
		"Every second Wednesday":                                    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE  0",
		"Wednesdays 4:00 PM":                                        "FREQ=WEEKLY;BYDAY=WE 16:00 0",
	} {
		r := pmWords(words)
		if got := fmt.Sprint(r.rrule(wednesday), " ", r.clock, " ", r.minutes); got != want || r.every == "" {
			t.Errorf("%s: got %s (%q), want %s", words, got, r.every, want)
		}
	}
	for _, words := range []string{"", "1:00 PM", "by request", "The 15th of the month"} {
		if r := pmWords(words); r.every != "" {
			t.Errorf("%q is read as %q", words, r.every)
		}
	}
}

// pmDetail reads the page of meeting 5 and says its schedule.
func pmDetail(t *testing.T, body string, rows ...Listing) (Listing, string) {
	t.Helper()
	src := pmSource("", "https://meet.example/")
	r, err := pathminderRead(Page{URL: "https://meet.example/meetings/5/", Body: []byte(body), Fetched: fixtureDay, Rows: rows}, src, nil)
	if err != nil || len(r.Listings) != 1 {
		t.Fatalf("read %v, %v from %s", r, err, body)
	}
	m, refused := Normalise(r.Listings[0], src)
	if refused != nil {
		t.Fatal(refused)
	}
	return r.Listings[0], said(m.Schedule)
}

func TestPathminderTrustsTheCalendarBlockThenTheNextDate(t *testing.T) {
	block := func(start, zone, rule string) string {
		return `<div class="addeventatc"><span class="start">` + start + `</span><span class="timezone">` + zone + `</span><span class="recurring">` + rule + `</span></div>`
	}
	at := func(utc, words string) string {
		return `<i data-utc="` + utc + `"></i><strong>Schedule:</strong> ` + words
	}
	for _, c := range []struct{ name, page, want string }{
		{"the block comes before words and next date", block("2024-03-02 06:00", "America/Los_Angeles", "FREQ=WEEKLY;BYDAY=SA") + at("2026-11-28T14:00:00+00:00", "Every Saturday, 2:00 PM to 3:30 PM"),
			"FREQ=WEEKLY;BYDAY=SA 06:00+90 America/Los_Angeles"},
		{"a block without a rule takes it from words, on its own day", block("2026-11-27 18:00", "America/Los_Angeles", "") + at("2026-11-28T02:00:00+00:00", "Every other Saturday, 2:00 AM"),
			"FREQ=WEEKLY;BYDAY=FR;INTERVAL=2;WKST=MO 18:00+60 America/Los_Angeles"},
		{"a rule in UTC beside a local start is in doubt", block("2026-11-27 18:00", "America/Los_Angeles", "FREQ=WEEKLY;BYDAY=SA") + at("", "Every Saturday, 2:00 AM"),
			"FREQ=WEEKLY;BYDAY=SA 18:00+60 America/Los_Angeles unconfirmed “Every Saturday”"},
		{"a series that has not begun", block("2027-03-06 06:00", "America/Los_Angeles", "FREQ=WEEKLY;BYDAY=SA"),
			"FREQ=WEEKLY;BYDAY=SA 06:00+60 America/Los_Angeles from 2027-03-06"},
		{"weekly in UTC moves with the zone", at("2026-11-25T01:00:00+00:00", "Every Wednesday, 1:00 AM to 2:15 AM"),
			"FREQ=WEEKLY;BYDAY=TU 20:00+75 America/New_York"},
		{"several days in UTC", at("2026-11-25T01:00:00+00:00", "Every Monday and Wednesday, 1:00 AM to 2:00 AM"),
			"FREQ=WEEKLY;BYDAY=TU,SU 20:00+60 America/New_York"},
		{"several days of another zone are in doubt", at("2026-11-25T01:00:00+00:00", "Every Monday and Wednesday, 8:00 PM"),
			"FREQ=WEEKLY;BYDAY=TU,SU 20:00+60 America/New_York unconfirmed “Every Monday and Wednesday”"},
		{"ordinals that the next date contradicts", at("2026-11-25T18:00:00+00:00", "First Wednesday of each month"),
			"FREQ=MONTHLY;BYDAY=1WE 13:00+60 America/New_York unconfirmed “First Wednesday of each month”"},
		{"the last one", at("2026-11-25T18:00:00+00:00", "Last Wednesday of each month"),
			"FREQ=MONTHLY;BYDAY=-1WE 13:00+60 America/New_York"},
		{"no word of how often", at("2026-11-25T18:00:00+00:00", "6:00 PM"),
			"FREQ=WEEKLY;BYDAY=WE 13:00+60 America/New_York unconfirmed “The list names only the next date.”"},
	} {
		if _, got := pmDetail(t, c.page); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestPathminderWithoutAnyReliableTimeIsUnconfirmed(t *testing.T) {
	l, got := pmDetail(t, `<title>Meeting #5 Lamp</title><strong>Schedule:</strong> Every Monday, 4:00 PM`)
	if l.Recurrence != nil || !strings.Contains(got, "appointment") || !strings.Contains(got, "unconfirmed") || strings.Contains(got, "4:00") {
		t.Errorf("got %s", got)
	}
}

func TestPathminderNamesAMeeting(t *testing.T) {
	for title, want := range map[string]string{
		"SMART Recovery USA - Meeting #9234 Mapleton, California":       "Mapleton, California|",
		"LifeRing Meeting: #1067 - Global - West Coast Early Lamps":     "West Coast Early Lamps|Global",
		"LifeRing Meeting: #12 - UK - Men - Tuesday":                    "Men - Tuesday|UK",
		"SMART Recovery Australia - Meeting #3":                         "|",
		"  SMART Recovery USA -\n Meeting #77 - Oldbridge, Ohio, USA  ": "Oldbridge, Ohio, USA|",
	} {
		name, region, ok := pmName(title)
		if got := name + "|" + region; !ok || got != want {
			t.Errorf("%q: got %q, %t", title, got, ok)
		}
	}
	if _, _, ok := pmName("Welcome"); ok {
		t.Error("a title without a number names a meeting")
	}
}

func TestPathminderDetailAddsToItsRow(t *testing.T) {
	row := Listing{Key: "5", Name: "Mapleton, Ohio", City: "Mapleton", State: "Ohio", Types: []string{"4-Point Recovery"}, Attendance: "online",
		Recurrence: &Recurrence{Start: "2026-11-25T01:00Z", RRule: "FREQ=WEEKLY;BYDAY=WE", Begun: true}, Unconfirmed: pmOnlyNext}
	l, got := pmDetail(t, `<title>Meeting #5</title><strong>Schedule:</strong> Every Wednesday, 1:00 AM to 2:00 AM<br><strong>Passcode:</strong> 00112233`, row)
	if got != "FREQ=WEEKLY;BYDAY=TU 20:00+60 America/New_York" || l.Name != row.Name || l.Attendance != "online" || len(l.Types) != 1 || l.ConferenceNote != "Passcode: 00112233" {
		t.Errorf("got %s of %+v", got, l)
	}
	_, err := pathminderRead(Page{URL: "https://meet.example/meetings/5/", Body: []byte("<p>moved</p>"), Rows: []Listing{row}}, pmSource("list-detail", "https://meet.example/"), nil)
	if !errors.As(err, new(*ShapeError)) {
		t.Errorf("a page without a meeting: %v", err)
	}
}

func TestPathminderNeverKeepsFacilitators(t *testing.T) {
	for _, file := range []string{"list.html", "detail.html", "cards.html"} {
		golden, err := os.ReadFile(filepath.Join("testdata/pathminder", strings.TrimSuffix(file, ".html")+".golden"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"Robin", "Sasha", "@list.example"} {
			if strings.Contains(string(golden), name) {
				t.Errorf("%s keeps %s", file, name)
			}
		}
	}
}

func TestPathminderListEnds(t *testing.T) {
	src := pmSource("list", "https://meet.example/meetings/")
	row := `<div class="meetinglistrow"><a href="/meetings/%s/"><b class="meeting-time" data-utc="2026-11-25T01:00:00+00:00">Every Wednesday</b></a></div>`
	page := func(n int, body string, known Terms) (Reading, error) {
		return pathminderRead(Page{URL: fmt.Sprintf("https://meet.example/meetings/?page=%d", n), Body: []byte("<html>" + body)}, src, known)
	}
	first, err := page(1, fmt.Sprintf(row, "1"), nil)
	if err != nil || len(first.Listings) != 1 || len(first.Next) != 1 || !first.Next[0].Optional || !strings.Contains(first.Next[0].URL, "page=2") {
		t.Fatalf("first page: %+v, %v", first, err)
	}
	for name, c := range map[string]struct {
		page           int
		body, declared string
		wrong          bool
	}{
		"no rows past the first":        {page: 2, body: "Find a meeting"},
		"the last page again":           {page: 2, body: fmt.Sprintf(row, "1")},
		"no rows on the first":          {page: 1, body: "Find a meeting", wrong: true},
		"a sentence of a script":        {page: 1, body: "<script>'No meetings found.'</script>", wrong: true},
		"the site's word for no search": {page: 1, body: "<p>Sorry. No meetings were found near you.</p>", declared: "No meetings were found near you."},
	} {
		r, err := page(c.page, c.body, first.Terms)
		if c.wrong != (err != nil) || err != nil && !errors.As(err, new(*ShapeError)) || r.Declared != c.declared || len(r.Listings)+len(r.Next) > 0 {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func TestPathminderSitemapOfAnotherShape(t *testing.T) {
	src := pmSource("", "https://meet.example/")
	for name, c := range map[string]struct {
		body      string
		cut, html bool
	}{
		"no meeting":   {body: "<urlset><url><loc>https://meet.example/about/</loc></url></urlset>"},
		"cut short":    {body: "<urlset><url><loc>https://meet.example/meetings/1/</loc></url><url><lo", cut: true},
		"another page": {body: "<html><body>Hello</body></html>", html: true},
		"nothing":      {body: " ", cut: true},
	} {
		_, err := pathminderRead(Page{URL: "https://meet.example/sitemap.xml", Body: []byte(c.body)}, src, nil)
		var shape *ShapeError
		if !errors.As(err, &shape) || shape.Cut != c.cut || shape.HTML != c.html {
			t.Errorf("%s: %#v", name, err)
		}
	}
	r, err := pathminderRead(Page{URL: "https://meet.example/sitemap.xml", Body: []byte(`<sitemapindex><sitemap><loc>https://meet.example/sitemap-2.xml</loc></sitemap></sitemapindex>`)}, src, nil)
	if err != nil || len(r.Next) != 1 || r.Next[0].Optional {
		t.Errorf("an index of sitemaps: %+v, %v", r, err)
	}
}

func FuzzPathminderRead(f *testing.F) {
	fixtures, err := filepath.Glob("testdata/pathminder/*.[hx]*ml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range fixtures {
		body, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, true)
		f.Add(body, false)
	}
	src := pmSource("list-detail", "https://meet.example/")
	f.Fuzz(func(t *testing.T, body []byte, detail bool) {
		p := Page{URL: "https://meet.example/meetings/?page=1", Body: body, Fetched: fixtureDay}
		if detail {
			p.URL = "https://meet.example/meetings/5/"
		}
		r, err := pathminderRead(p, src, nil)
		if err != nil && !errors.As(err, new(*ShapeError)) {
			t.Fatalf("error %v is no ShapeError", err)
		}
		for _, n := range r.Next {
			r.Listings = append(r.Listings, n.Rows...)
		}
		for _, l := range r.Listings {
			if l.Key == "" {
				t.Fatalf("no key: %+v", l)
			}
			Normalise(l, src)
		}
	})
}

// BenchmarkPathminderDetail reads pages of single meetings, each with the head,
// menus and foot of a real page: at least 3,000 listings a second on one core.
func BenchmarkPathminderDetail(b *testing.B) {
	body, err := os.ReadFile("testdata/pathminder/detail.html")
	if err != nil {
		b.Fatal(err)
	}
	menu := strings.Repeat(`<li class="nav-item"><a class="nav-link" href="/about/">About our meetings</a></li>`, 80)
	page := strings.Replace(string(body), "<nav>", "<nav><ul>"+menu+"</ul>", 1)
	benchReadAndNormalise(b, pathminderRead, Page{URL: "https://meet.example/meetings/5/", Status: 200, Body: []byte(page), Fetched: fixtureDay}, pmSource("", "https://meet.example/"))
}

func BenchmarkPathminderList(b *testing.B) {
	body, err := os.ReadFile("testdata/pathminder/list.html")
	if err != nil {
		b.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(body), `<div class="container">`)
	rows, _, _ = strings.Cut(rows, `<div class="row meetinglistrow"><span`)
	page := strings.Replace(string(body), `<div class="container">`, `<div class="container">`+strings.Repeat(rows, 16), 1)
	benchReadAndNormalise(b, pathminderRead, Page{URL: "https://meet.example/meetings/", Status: 200, Body: []byte(page)}, pmSource("list", "https://meet.example/"))
}

// benchReadAndNormalise measures what collecting costs before the store.
func benchReadAndNormalise(b *testing.B, read func(Page, meeting.Source, Terms) (Reading, error), p Page, src meeting.Source) {
	b.Helper()
	rate(b, func() int { return readPage(b, read, p, src) })
}

func TestPathminderReadsMorePagesThanOthersMay(t *testing.T) {
	pages := map[string]string{}
	var locs strings.Builder
	for i := range DefaultMaxPages + 20 {
		address := fmt.Sprintf("https://meet.example/meetings/%d/", i+1)
		fmt.Fprintf(&locs, "<url><loc>%s</loc></url>", address)
		pages[address] = fmt.Sprintf(`<title>Meeting #%d - Lamp %d</title><i data-utc="2026-11-25T01:00:00+00:00"></i><b>Schedule:</b> Every Wednesday`, i+1, i+1)
	}
	delete(pages, "https://meet.example/meetings/7/") // gone since the map was written
	pages["https://meet.example/sitemap.xml"] = "<urlset>" + locs.String() + "</urlset>"
	site := &collectSite{etags: true, fail: map[string]int{}, pages: pages}
	b := site.bench()
	b.Formats, b.Normalise = FormatByName, Normalise
	b.src = pmSource("", "https://meet.example/")
	b.run(t, meeting.OK)
	if n := len(b.store.harvest(t).Meetings); n != DefaultMaxPages+19 {
		t.Errorf("%d meetings", n)
	}
	b.run(t, meeting.Unchanged)
}

func TestPartsAroundAMeetingAreCut(t *testing.T) {
	for body, want := range map[string]string{
		"<p>a<nav class=x><a>b</a></nav>c<nav>d</nav>e": "<p>ace",
		"<navigator>a</navigator>":                      "<navigator>a</navigator>",
		"a<nav>b":                                       "a<nav>b",
		"<nav>a<nav>b</nav>c</nav>d":                    "<nav>ac</nav>d",
		"":                                              "",
	} {
		if got := string(withoutParts([]byte(body), "nav")); got != want {
			t.Errorf("%s: got %s, want %s", body, got, want)
		}
	}
}

func readPage(b *testing.B, read func(Page, meeting.Source, Terms) (Reading, error), p Page, src meeting.Source) int {
	b.Helper()
	r, err := read(p, src, nil)
	if err != nil {
		b.Fatal(err)
	}
	for i := range r.Listings {
		if _, refused := Normalise(r.Listings[i], src); refused != nil {
			b.Fatal(refused)
		}
	}
	return len(r.Listings)
}
