package scraper

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"openchair/meeting"
)

func webSource(format string, options map[string]any) meeting.Source {
	return meeting.Source{ID: "web", Program: "sos", Format: format, URL: "https://list.example/page", Zone: "America/New_York", Country: "US", Language: "en", Options: options}
}

func TestRowsOfAPage(t *testing.T) {
	read := func(t *testing.T, body string, options map[string]any) Reading {
		t.Helper()
		src := webSource("html", options)
		r, err := htmlRead(Page{URL: src.URL, Body: []byte(body)}, src, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	t.Run("a field may be an attribute, of the row too", func(t *testing.T) {
		r := read(t, `<li data-id="7"><a href="x/1#top" title="Lamp">more</a> Mon 7pm</li>`, map[string]any{"row": "li", "slug": "attr:data-id", "name": "a attr:title", "url": "a", "when": "li"})
		l := r.Listings[0]
		if l.Key != "7" || l.Name != "Lamp" || l.URL != "https://list.example/x/1" {
			t.Errorf("%+v", l)
		}
	})
	t.Run("several selectors are joined", func(t *testing.T) {
		r := read(t, `<p><b>Lamp</b><i>Tuesday</i><u>7 pm</u></p>`, map[string]any{"row": "p", "name": "b", "when": []any{"i", "u"}})
		if l := r.Listings[0]; l.When != "Tuesday 7 pm" {
			t.Errorf("when %q", l.When)
		}
	})
	t.Run("a heading says the day of a time in words", func(t *testing.T) {
		r := read(t, `<h3>Tuesday</h3><p><b>Lamp</b><i>7 – 8:30 pm</i></p><p><b>Own</b><i>Friday 7 pm</i></p>`, map[string]any{"row": "p", "name": "b", "when": "i", "heading": "h3"})
		if r.Listings[0].When != "Tuesday 7 – 8:30 pm" || r.Listings[1].When != "Friday 7 pm" {
			t.Errorf("%q, %q", r.Listings[0].When, r.Listings[1].When)
		}
	})
	t.Run("links to other sites are no pages of the list", func(t *testing.T) {
		r := read(t, `<p><b>Lamp</b></p><a rel="next" href="https://elsewhere.example/2">x</a>`, map[string]any{"row": "p", "name": "b", "next": "a[rel=next]"})
		if len(r.Next) != 0 {
			t.Errorf("next %v", r.Next)
		}
	})
	t.Run("a row's own page says more", func(t *testing.T) {
		options := map[string]any{"row": "p", "name": "b", "when": "i", "detail": map[string]any{"link": "a", "notes": ".n", "time": ".t"}}
		r := read(t, `<p><a href="/d"><b>Lamp</b></a><i>Monday</i></p>`, options)
		if len(r.Next) != 1 || !r.Next[0].Optional || len(r.Next[0].Rows) != 1 {
			t.Fatalf("%+v", r)
		}
		src := webSource("html", options)
		r, err := htmlRead(Page{URL: r.Next[0].URL, Body: []byte(`<div class="n">Ring<br>twice</div><p class="t">7 pm</p>`), Rows: r.Next[0].Rows}, src, nil)
		if err != nil || r.Listings[0].Notes != "Ring\ntwice" {
			t.Fatalf("%+v, %v", r, err)
		}
	})
}

func TestWrongSelectorsNameTheRemedy(t *testing.T) {
	for _, c := range []struct {
		options map[string]any
		want    string
	}{
		{nil, "option row is missing"},
		{map[string]any{"row": "p"}, "no field has a selector"},
		{map[string]any{"row": "p[", "name": "b"}, `option row: "p[" is no CSS selector`},
		{map[string]any{"row": "p", "name": "b attr:"}, "name one attribute after attr:"},
		{map[string]any{"row": "p", "name": 3}, "option name: 3 is no text"},
		{map[string]any{"row": "p", "name": "b", "next": 3}, "option next is no text"},
		{map[string]any{"row": "p", "name": "b", "detail": "a"}, "option detail needs a link"},
		{map[string]any{"row": "p", "name": "b", "detail": map[string]any{"link": "a", "phone": "i"}}, `"phone" is no field`},
		{map[string]any{"row": "p", "name": "b", "detail": map[string]any{"link": "a"}}, "option detail names no field"},
	} {
		if _, err := htmlStart(webSource("html", c.options)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.options, err, c.want)
		}
	}
}

// A page without rows says which of three things it is.
func TestAPageWithoutMeetings(t *testing.T) {
	for _, c := range []struct {
		name, body, want string
		browser          bool
	}{
		{"its markup has changed", `<main><div>Lamp, Monday</div></main>` + strings.Repeat("<p>Much to read about us.</p>", 20), `Nothing on the page matches row "p.m"`, false},
		{"a script fills it", `<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script src="x.js"></script>`, "filled in by a script", true},
		{"an element of its own fills it", `<meeting-finder></meeting-finder><script src="x.js"></script>`, "filled in by a script", true},
		{"a frame holds it", `<h1>Meetings</h1><iframe src="https://sheets.example/x"></iframe>`, "a frame from sheets.example", true},
		{"nothing", ``, "empty", false},
		{"data", `[{"name": "Lamp"}]`, "It is no web page", false},
	} {
		src := webSource("html", map[string]any{"row": "p.m", "name": "b"})
		_, err := htmlRead(Page{URL: src.URL, Body: []byte(c.body)}, src, nil)
		var shape *ShapeError
		if !errors.As(err, &shape) || !strings.Contains(shape.Why, c.want) || shape.Browser != c.browser {
			t.Errorf("%s: %+v", c.name, err)
		}
	}
}

func TestASourceThatSaysItHasNone(t *testing.T) {
	for _, c := range []struct {
		words string
		none  bool
	}{
		{"There are currently no meetings in our area.", true}, {"No meetings at this time.", true}, {"Sorry, no upcoming meetings", true},
		{"No meetings on public holidays.", false}, {"No meetings match your search", false}, {"No meeting 4th Friday", false},
	} {
		src := webSource("html", map[string]any{"row": "p.m", "name": "b"})
		r, err := htmlRead(Page{URL: src.URL, Body: []byte("<main><h1>Meetings</h1><p>" + c.words + "</p></main>")}, src, nil)
		if (r.Declared != "") != c.none || (err == nil) != c.none {
			t.Errorf("%q: declared %q, %v", c.words, r.Declared, err)
		}
	}
}

func TestABrowsersPageIsToldInTheRun(t *testing.T) {
	src := webSource("html", map[string]any{"row": "p.m", "name": "b"})
	site := &collectSite{fail: map[string]int{}, pages: map[string]string{src.URL: `<noscript>Please enable JavaScript.</noscript><div id="app"></div><script src="x.js"></script>`}}
	b := site.bench()
	b.src, b.Formats, b.Normalise = src, nil, nil
	run := b.run(t, meeting.NotUnderstood)
	if !strings.Contains(run.Message, "shows its meetings to browsers only") {
		t.Error(run.Message)
	}
}

func FuzzWebPages(f *testing.F) {
	for _, s := range []string{
		`<h3>Tuesday</h3><p class="m"><b>Lamp</b><i>7 pm</i><a href="x">y</a></p>`,
		`<ul><li>Tuesdays 7:00–8:30 pm, Grace Church</li></ul>`,
		`<table><tbody id="meetings_tbody"><tr class="attendance-online"><td class="time" data-sort="5-19:30-"></td><td class="name"><a href="/meetings/x/">X</a></td></tr></tbody></table><script>var locations = {"1":{"meetings":[{"day":1}]}};</script>`,
		`<div id="tsml-ui" data-src="//x/y.json"></div>`,
	} {
		f.Add(s)
	}
	sources := []meeting.Source{
		webSource("html", map[string]any{"row": "p", "name": "b", "when": "i", "url": "a", "heading": "h3", "next": "a", "detail": map[string]any{"link": "a", "notes": "p"}}),
		webSource("prose", nil), webSource("tsml-page", nil),
	}
	f.Fuzz(func(t *testing.T, body string) {
		for _, src := range sources {
			format, err := FormatByName(src.Format)
			if err != nil {
				t.Fatal(err)
			}
			r, err := format.Read(Page{URL: src.URL, Body: []byte(body)}, src, nil)
			if err != nil && !errors.As(err, new(*ShapeError)) {
				t.Fatal(err)
			}
			for _, l := range r.Listings {
				for _, l := range expand(l, src) {
					Normalise(l, src)
				}
			}
		}
	})
}

// BenchmarkWebPages reads and normalises pages of a thousand meetings.
func BenchmarkWebPages(b *testing.B) {
	var rows, lines, table strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&rows, `<tr class="m"><td class="t">7:%02d pm – 8:30 pm</td><td><a href="/m/%d"><b>Lamp %d</b></a></td><td class="p">Corner Chapel<br>%d Elm Row, Newton, IA 50208</td></tr>`, i%60, i, i, i)
		fmt.Fprintf(&lines, `<li>Lamp %d: Tuesdays 7:%02d – 8:30 pm, Corner Chapel, %d Elm Row, Newton, IA 50208</li>`, i, i%60, i)
		fmt.Fprintf(&table, `<tr class="attendance-in_person"><td class="time" data-sort="2-19:%02d-x"></td><td class="name"><a href="/meetings/lamp-%d/">Lamp</a></td><td class="location"><div class="location-name">Corner Chapel</div></td><td class="address">%d Elm Row</td><td class="types">Open</td></tr>`, i%60, i, i)
	}
	for _, c := range []struct {
		format, body string
		options      map[string]any
	}{
		{"html", "<h3>Tuesday</h3><table>" + rows.String() + "</table>", map[string]any{"row": "tr.m", "name": "b", "time": ".t", "formatted_address": ".p", "url": "a", "heading": "h3"}},
		{"prose", "<h3>Lamps</h3><ul>" + lines.String() + "</ul>", nil},
		{"tsml-page", `<table><tbody id="meetings_tbody">` + table.String() + "</tbody></table>", nil},
	} {
		b.Run(c.format, func(b *testing.B) {
			src := webSource(c.format, c.options)
			rate(b, func() int {
				n := readAndNormalise(b, Page{URL: src.URL, Body: []byte(c.body)}, src, nil)
				if n != 1000 {
					b.Fatal(n)
				}
				return n
			})
		})
	}
}
