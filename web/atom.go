package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"openchair/meeting"
)

// atomFeed is RFC 4287, as far as changes need it.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// changesAtom is /changes.atom: what changed last, of everything, a program or
// a source.
func (s *site) changesAtom(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	f := meeting.ChangeFilter{Program: q.Get("program"), Source: q.Get("source"), Limit: changesShown}
	if _, ok := s.programs[f.Program]; f.Program != "" && !ok {
		s.fail(w, r, http.StatusNotFound, s.text.NoPage)
		return
	}
	if _, ok := s.sources[f.Source]; f.Source != "" && !ok {
		s.fail(w, r, http.StatusNotFound, s.text.NoPage)
		return
	}
	changes, err := s.Store.LatestChanges(r.Context(), f)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	body, err := xml.MarshalIndent(s.atom(f, changes), "", " ")
	if err != nil {
		s.broke(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=300")
	fmt.Fprintf(w, "%s%s\n", xml.Header, body) //nolint:errcheck // the client has gone
}

func (s *site) atom(f meeting.ChangeFilter, changes []meeting.ToldChange) atomFeed {
	words := s.statusWords()
	self := s.PublicURL + "/changes.atom"
	title := words.Changes
	query := url.Values{}
	if f.Program != "" {
		query.Set("program", f.Program)
		title += ": " + clean(s.programs[f.Program].Name)
	}
	if f.Source != "" {
		query.Set("source", f.Source)
		title += ": " + s.sourceName(s.sources[f.Source])
	}
	if len(query) > 0 {
		self += "?" + query.Encode()
	}
	feed := atomFeed{Title: title, ID: self, Author: "Openchair", Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{{"self", self}, {"alternate", s.PublicURL + "/status"}}}
	for i, c := range changes {
		at := c.At.UTC().Format(time.RFC3339)
		if i == 0 {
			feed.Updated = at
		}
		feed.Entries = append(feed.Entries, atomEntry{
			Title: clip(clean(c.Name), longestName) + ": " + words.Change(c.Kind), Updated: at,
			ID:      fmt.Sprintf("%s/changes/%d", s.PublicURL, c.ID),
			Link:    atomLink{"", s.PublicURL + "/status/meetings/" + c.Meeting},
			Summary: s.changeSummary(c),
		})
	}
	return feed
}

func (s *site) changeSummary(c meeting.ToldChange) string {
	words := s.statusWords()
	var lines []string
	for _, f := range s.changeRow(c).Fields {
		lines = append(lines, fmt.Sprintf("%s: %s %s, %s %s", f.Field, words.Was, orDash(f.Old), words.Is, orDash(f.New)))
	}
	return strings.Join(lines, "; ")
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
