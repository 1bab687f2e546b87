package scraper

import (
	"encoding/json"
	"testing"

	"openchair/meeting"
)

// detailFormat lists rows on one page, whose notes stand on pages of their own:
// {"rows": {"key": "address of its page"}} and then {"notes": "…"}.
func detailFormat(string) (Format, error) {
	return Format{Name: "detail", Version: 1, Read: readDetail, Start: func(src meeting.Source) ([]Request, error) {
		return []Request{{URL: src.URL}}, nil
	}}, nil
}

func readDetail(p Page, _ meeting.Source, _ Terms) (Reading, error) {
	var page struct {
		Rows  [][2]string `json:"rows"`
		Notes string      `json:"notes"`
	}
	if err := json.Unmarshal(p.Body, &page); err != nil {
		return Reading{}, &ShapeError{Why: "It is no list."}
	}
	var r Reading
	for _, row := range page.Rows {
		l := Listing{Key: row[0], Name: "Lamp " + row[0], Days: []string{"monday"}, Time: "19:00"}
		r.Next = append(r.Next, Request{URL: row[1], Optional: true, Rows: []Listing{l}})
	}
	for _, l := range p.Rows {
		l.Notes = page.Notes
		r.Listings = append(r.Listings, l)
	}
	return r, nil
}

func TestDetailPagesAddToTheRowsThatLeadToThem(t *testing.T) {
	site := &collectSite{etags: true, fail: map[string]int{}, pages: map[string]string{
		"http://a.example/1": `{"rows": [["one", "http://a.example/a"], ["two", "http://a.example/gone"], ["three", "http://a.example/a"], ["four", "http://a.example/1"]]}`,
		"http://a.example/a": `{"notes": "Ring twice."}`,
	}}
	b := site.bench()
	b.Formats, b.Normalise = detailFormat, Normalise
	b.run(t, meeting.OK)
	got := map[string]string{}
	for _, m := range b.store.harvest(t).Meetings {
		got[m.SourceKey] = m.Notes
	}
	want := map[string]string{"one": "Ring twice.", "two": "", "three": "Ring twice.", "four": ""}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for key, notes := range want {
		if n, ok := got[key]; !ok || n != notes {
			t.Errorf("%s: listed %t, notes %q, want %q", key, ok, n, notes)
		}
	}
	if len(site.asked) != 3 {
		t.Errorf("asked %v", site.asked)
	}
	b.run(t, meeting.Unchanged)
}
