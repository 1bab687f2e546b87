package web

import (
	"flag"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"openchair/meeting"
)

var update = flag.Bool("update", false, "write golden files anew")

// golden compares got with testdata/name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs:\n%s\nrun with -update if that is meant", file, got)
	}
}

func TestCardsAreDrawnTheSameWay(t *testing.T) {
	body := newWorld(t).get("/find?m=aaaaaaaaaaaaaaa2").Body.String()
	cards := regexp.MustCompile(`(?s)<h2 class="day">.*?</h2>|<article.*?</article>`).FindAllString(body, -1)
	golden(t, "cards.html", strings.Join(cards, "\n")+"\n")
}

// names lists the meetings a page shows, in order.
func names(body string) (out []string) {
	for _, m := range regexp.MustCompile(`<h3 id="[^"]*"><a href="[^"]*"><bdi>([^<]*)</bdi>`).FindAllStringSubmatch(body, -1) {
		out = append(out, html.UnescapeString(m[1]))
	}
	return out
}

func TestFindFilters(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"", []string{"Four Points at Lunch Street", "How Was Your Week", "Tuesday Sitting", "Dawn Watch", "Atardecer en el puerto", "Church Basement", "The Long Table"}},
		{"text=PINE+street", []string{"Tuesday Sitting"}},
		{"program=aa", []string{"Dawn Watch", "Atardecer en el puerto", "Church Basement"}},
		{"day=tuesday", []string{"Four Points at Lunch Street", "How Was Your Week", "Tuesday Sitting"}},
		{"attendance=online", []string{"Four Points at Lunch Street", "Tuesday Sitting", "Dawn Watch"}},
		{"attendance=in_person", []string{"How Was Your Week", "Tuesday Sitting", "Atardecer en el puerto", "Church Basement"}},
		{"attendance=in_person&attendance=online&day=tuesday", []string{"Four Points at Lunch Street", "How Was Your Week", "Tuesday Sitting"}},
		{"for=secular", []string{"Four Points at Lunch Street", "How Was Your Week", "The Long Table"}},
		{"for=secular&for=women", []string{"The Long Table"}},
		{"for=secular&for=buddhist", nil},
		{"for=secular&program=aa", nil},
		{"for=unheard-of&program=unheard-of&day=someday", []string{"Four Points at Lunch Street", "How Was Your Week", "Tuesday Sitting", "Dawn Watch", "Atardecer en el puerto", "Church Basement", "The Long Table"}},
	} {
		body := w.get("/find?" + tt.query).Body.String()
		if got := names(body); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", tt.query, got, tt.want)
		}
		if len(tt.want) > 0 && !strings.Contains(body, "<h2>"+english.Meetings(len(tt.want))+"</h2>") {
			t.Errorf("%s: not counted as %s", tt.query, english.Meetings(len(tt.want)))
		}
	}
}

func TestTheFormKeepsWhatWasAsked(t *testing.T) {
	body := newWorld(t).get("/find?text=street&program=smart&day=tuesday&attendance=online&for=secular").Body.String()
	for _, want := range []string{
		`type="search" value="street"`, `<option value="smart" selected>`, `<option value="tuesday" selected>`,
		`value="online" id="f-attendance-online" checked`, `value="secular" id="f-for-secular" checked`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the form lacks %s", want)
		}
	}
}

func TestOnlyProgramsThatAreCollectedAreOffered(t *testing.T) {
	body := newWorld(t).get("/find").Body.String()
	for _, absent := range []string{"Al-Anon", "Family and friends"} {
		if strings.Contains(body, absent) {
			t.Errorf("%s is offered, though its source is switched off", absent)
		}
	}
	if !strings.Contains(body, "6 lists of 6 programs.") || !strings.Contains(body, `value="women"`) {
		t.Error("what is collected is not offered and counted")
	}
}

func TestNothingFoundSuggestsLoosening(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"program=smart&day=monday", []string{"1 on any day"}},
		{"for=buddhist&text=street&day=sunday", []string{"1 on any day"}},
		{"attendance=online&program=lifering", []string{"1 in person or online", "3 in all programs"}},
		{"for=secular&program=aa", []string{"3 of every kind", "3 in all programs"}},
		{"text=zzz&day=monday", []string{"every meeting we know of"}},
		{"text=pine+street&attendance=online&day=monday&language=es", []string{"some with those words, elsewhere or at other times"}},
	} {
		body := w.get("/find?m=aaaaaaaaaaaaaaa2&" + tt.query).Body.String()
		links := regexp.MustCompile(`<li><a href="(/[^"]*)">([^<]*)</a></li>`).FindAllStringSubmatch(body, -1)
		var got []string
		for _, l := range links {
			got = append(got, l[2])
			href := html.UnescapeString(l[1])
			n := len(names(w.get(href).Body.String()))
			if counted := unicode.IsDigit(rune(l[2][0])); n == 0 || counted && !strings.HasPrefix(l[2], fmt.Sprint(n)+" ") {
				t.Errorf("%s leads to %d meetings", l[2], n)
			}
			if !strings.Contains(href, "m=aaaaaaaaaaaaaaa2") {
				t.Errorf("%s loses the choice", href)
			}
		}
		for _, want := range tt.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %q is not among %q", tt.query, want, got)
			}
		}
	}
	for query, want := range map[string]string{
		"program=smart&day=monday":           "<h2>No SMART Recovery meetings on Monday</h2>",
		"text=a%3Cb&attendance=online":       "<h2>No meetings with “a&lt;b” of the kind you ticked</h2>",
		"program=aa&day=sunday&text=nowhere": "<h2>No AA meetings on Sunday with “nowhere”</h2>",
	} {
		if body := w.get("/find?" + query).Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s: the page lacks %s", query, want)
		}
	}
	w.store.meetings = nil
	if body := w.get("/find").Body.String(); !strings.Contains(body, english.NoneKnown) {
		t.Error("an empty store is not told from a search too narrow")
	}
}

func TestTheChoiceRidesAlong(t *testing.T) {
	w := newWorld(t)
	body := w.get("/find?program=aa&m=aaaaaaaaaaaaaaa1&m=aaaaaaaaaaaaaaa5&m=unknown").Body.String()
	for _, id := range []string{"aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa5"} {
		if !regexp.MustCompile(`name="m" value="` + id + `"[^>]* checked>`).MatchString(body) {
			t.Errorf("%s is not chosen any more", id)
		}
	}
	if strings.Contains(body, `value="unknown"`) {
		t.Error("an id nobody knows rides along")
	}
	if !strings.Contains(body, `<b class="n"><span>2</span></b> chosen`) || !strings.Contains(body, `formmethod="post" formaction="/calendars"`) {
		t.Error("no bar that counts two and leads on")
	}
}

func TestPagesShowEveryMeetingOnce(t *testing.T) {
	w := newWorld(t)
	for i := range 60 {
		m := testMeetings()[i%5]
		m.ID, m.Name = fmt.Sprintf("b%015d", i), fmt.Sprintf("Meeting %d", i)
		m.Schedule.Days = meeting.NewWeekdays(time.Weekday(i % 7))
		w.store.meetings = append(w.store.meetings, m)
	}
	seen := map[string]bool{}
	pages := 0
	for after := ""; ; pages++ {
		body := w.get("/find?after=" + url.QueryEscape(after)).Body.String()
		checkHTML(t, body)
		if !strings.Contains(body, "<h2>67 meetings</h2>") {
			t.Error("the count is not of the whole search")
		}
		for _, n := range names(body) {
			if seen[n] {
				t.Errorf("%s is shown twice", n)
			}
			seen[n] = true
		}
		next := regexp.MustCompile(`name="after" value="([^"]*)"`).FindStringSubmatch(body)
		if next == nil {
			break
		}
		after = html.UnescapeString(next[1])
	}
	if len(seen) != 67 || pages != 2 {
		t.Errorf("%d meetings on %d pages", len(seen), pages+1)
	}
}

func TestSoonAndJustBegunComeFirst(t *testing.T) {
	w := newWorld(t)
	for _, tt := range []struct {
		ahead time.Duration // of the clock, after the start of Four Points
		want  string
	}{
		{-time.Hour, "in 60 minutes"},
		{-time.Minute, "in 1 minute"},
		{5 * time.Minute, "now"},
	} {
		w.now = testNow.Add(20 * time.Minute).Add(tt.ahead)
		body := w.get("/find").Body.String()
		soon := strings.Index(body, english.WithinHour)
		if soon < 0 || !strings.Contains(body[soon:soon+200], `<p class="time">`+tt.want+`</p>`) {
			t.Errorf("%v after the start: %q does not come first", tt.ahead, tt.want)
		}
	}
	w.now = testNow.Add(20*time.Minute + 15*time.Minute)
	if body := w.get("/find?program=smart").Body.String(); strings.Contains(body, english.WithinHour) || !strings.Contains(body, "Tuesday 1 December") {
		t.Error("a meeting a quarter of an hour old is still called next")
	}
}

func TestNothingStandsBeforeWhatBeginsEarlier(t *testing.T) {
	// Monday evening in Los Angeles is Tuesday in New York: the day's name says
	// nothing about which comes first.
	now := time.Date(2026, time.November, 24, 4, 0, 0, 0, time.UTC)
	in := func(id, name, zone string, d time.Weekday, hour int) meeting.Meeting {
		return meeting.Meeting{ID: id, Program: "aa", Source: "aa-harbor", Name: name, Attendance: meeting.Online, Schedule: meeting.Schedule{
			Kind: meeting.Weekly, Days: meeting.NewWeekdays(d), Start: meeting.NewClock(hour, 30), Minutes: 60, Zone: zone, Confirmed: true}}
	}
	s := &site{Config: Config{Now: func() time.Time { return now }}, words: meeting.WordsFor("en"), text: &english}
	groups := s.grouped([]meeting.Meeting{
		in("late", "Los Angeles at ten", "America/Los_Angeles", time.Monday, 22), // 06:30 UTC
		in("early", "London at dawn", "Europe/London", time.Tuesday, 5),          // 05:30 UTC
	}, nil)
	if len(groups) != 2 || groups[0].Word != "Tuesday 24 November" || groups[1].Word != "Monday 23 November" {
		t.Errorf("%+v", groups)
	}
}

func TestACursorThatIsNoneLeadsToTheFirstPage(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Store = picky{c.Store.(*fakeStore)} })
	if rec := w.get("/find?after=junk"); rec.Code != 200 || len(names(rec.Body.String())) != 7 {
		t.Errorf("%d, %d meetings", rec.Code, len(names(rec.Body.String())))
	}
}

func TestEveryTagOfAProgramHasWords(t *testing.T) {
	for _, tag := range meeting.ProgramTags {
		if english.Tags[tag] == "" {
			t.Errorf("tag %s has no words", tag)
		}
	}
}

func TestAKindAndALanguageOfOneNameStandOnce(t *testing.T) {
	w := newWorld(t)
	m := testMeetings()[0]
	m.Types, m.Languages = []string{"S"}, []string{"es"}
	w.store.meetings = []meeting.Meeting{m}
	for _, path := range []string{"/es/find", "/es/meetings/" + m.ID} {
		if n := strings.Count(strings.ToLower(w.get(path).Body.String()), "<li><bdi>español</bdi></li>"); n != 1 {
			t.Errorf("%s says the language %d times", path, n)
		}
	}
}

func TestKindsThatAreKnownStandBeforeWhatAListCallsItsOwn(t *testing.T) {
	m := testMeetings()[0]
	m.Types, m.Languages = []string{"1) DROP TABLE", "AAA our own", "O", "ZZ"}, nil
	w := newWorld(t)
	w.store.meetings = []meeting.Meeting{m}
	for _, path := range []string{"/find", "/meetings/" + m.ID} {
		body := w.get(path).Body.String()
		body = body[strings.Index(body, `<ul class="small`):]
		open, own := strings.Index(body, "<bdi>Open</bdi>"), strings.Index(body, "<bdi>1) DROP TABLE</bdi>")
		if open < 0 || own < open {
			t.Errorf("%s: known at %d, the list's own at %d", path, open, own)
		}
	}
}

func TestWordsThatNobodyUsesAreTheOnesLetGo(t *testing.T) {
	w := newWorld(t)
	body := w.get("/find?text=xylophone&attendance=in_person").Body.String()
	if !strings.Contains(body, "without those words") || strings.Contains(body, "in person or online") {
		t.Errorf("want one way on, without the words:\n%s", body[strings.Index(body, "<main"):])
	}
}
