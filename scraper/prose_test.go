package scraper

import (
	"strings"
	"testing"
)

func TestLinesThatAreMeetings(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"time and place", `<li>Tuesdays 7:00–8:30 pm, Grace Church</li>`, "Grace Church|Tuesdays 7:00–8:30 pm|Grace Church|"},
		{"group, time, place", `<li>Lamp: Tuesdays 7 pm, Grace Church, 5 Elm Row</li>`, "Lamp|Tuesdays 7 pm|Grace Church|5 Elm Row"},
		{"the heading names the group", `<h2>Lamp</h2><p>Tuesdays 7 pm in the library</p>`, "Lamp|Tuesdays 7 pm|library|"},
		{"the heading names the day", `<h2>Tuesday</h2><p>7 pm Grace Church</p>`, "Grace Church|Tuesday 7 pm|Grace Church|"},
		{"group above day", `<h2>Lamp</h2><h3>Tuesdays</h3><p>7 pm</p><p>noon</p>`, "Lamp|Tuesdays 7 pm||; Lamp|Tuesdays noon||"},
		{"a bold line is a heading", `<p><strong>Lamp</strong></p><p>Tuesdays 7 pm</p>`, "Lamp|Tuesdays 7 pm||"},
		{"a row of a table", `<table><tr><td>Tuesday</td><td>7 pm</td><td>Grace Church</td></tr></table>`, "Grace Church|Tuesday, 7 pm|Grace Church|"},
		{"words that only lead to the time", `<h2>Lamp</h2><p>We meet every Tuesday at 7 pm at Grace Church.</p>`, "Lamp|every Tuesday at 7 pm|Grace Church|"},
		{"lines parted by breaks", `<p>Lamp: Mon 7 pm<br>Harbour: Tue 8 pm</p>`, "Lamp|Mon 7 pm||; Harbour|Tue 8 pm||"},
		{"an item with paragraphs", `<ul><li><p>Lamp: Mon 7 pm</p><p>Grace Church</p></li></ul>`, "Lamp|Mon 7 pm||"},
		{"office hours are no meeting", `<p>Lamp: Mon 7 pm</p><p>Office hours: Mon to Fri 9 am to 5 pm</p>`, "Lamp|Mon 7 pm||"},
		{"nor is what stands around the page", `<nav>Lamp: Mon 7 pm</nav><p>Harbour: Tue 8 pm</p><footer>Call Mon 9 am</footer>`, "Harbour|Tue 8 pm||"},
		{"nor a clock without a day", `<p>Doors open at 6:30 pm</p><p>Lamp: Mon 7 pm</p>`, "Lamp|Mon 7 pm||"},
		{"nor a hidden line", `<p style="display: none">Old: Mon 7 pm</p><p>Lamp: Mon 7 pm</p>`, "Lamp|Mon 7 pm||"},
	} {
		src := webSource("prose", nil)
		r, err := proseRead(Page{URL: src.URL, Body: []byte(c.body)}, src, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		for _, l := range r.Listings {
			got = append(got, strings.Join([]string{l.Name, l.When, l.Location, l.Address}, "|"))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, g, c.want)
		}
	}
}

func TestOptionsOfProse(t *testing.T) {
	src := webSource("prose", map[string]any{"root": "#list", "not": "board", "defaults": map[string]any{"name": "Lamp", "city": "Newton"}})
	r, err := proseRead(Page{URL: src.URL, Body: []byte(`<p>Else: Mon 7 pm</p><div id="list"><p>Tue 7 pm</p><p>Board: Wed 7 pm</p></div>`)}, src, nil)
	if err != nil || len(r.Listings) != 1 || r.Listings[0].Name != "Lamp" || r.Listings[0].City != "Newton" {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := proseRead(Page{URL: src.URL, Body: []byte(`<p>Else: Mon 7 pm</p>`)}, src, nil); err == nil || !strings.Contains(err.Error(), "option root") {
		t.Errorf("%v", err)
	}
	if _, err := proseStart(webSource("prose", map[string]any{"root": "["})); err == nil || !strings.Contains(err.Error(), "option root") {
		t.Errorf("%v", err)
	}
}

func TestAPageOfWordsWithoutATimeIsNotUnderstood(t *testing.T) {
	src := webSource("prose", nil)
	_, err := proseRead(Page{URL: src.URL, Body: []byte("<p>" + strings.Repeat("We are a friendly group. ", 20) + "</p>")}, src, nil)
	if err == nil || !strings.Contains(err.Error(), "No line of the page names a day and a time.") {
		t.Errorf("%v", err)
	}
}
