package web

import (
	"net/http"
	"slices"
	"strings"

	"openchair/meeting"
)

// prose is a page of words: what it says stands in the tables of words.
type prose struct {
	Title string
	Parts []prosePart
}

type prosePart struct {
	Heading string
	Words   []string
}

type prosePage struct {
	page
	W       *sitePhrases
	Prose   prose
	Sources []sourceLine
	Listed  string
	Start   bool // ends with a way to begin
}

// sourceLine is one list that is read, as the page about the site names it.
type sourceLine struct{ Name, URL, Licence string }

func (s *site) privacy(w http.ResponseWriter, r *http.Request) {
	s.showProse(w, r, s.text.Site.Privacy, func(*prosePage) {})
}

// howTo tells what a calendar is, to those who have none.
func (s *site) howTo(w http.ResponseWriter, r *http.Request) {
	s.showProse(w, r, s.text.Site.HowTo, func(p *prosePage) { p.Start = true })
}

func (s *site) aboutSite(w http.ResponseWriter, r *http.Request) {
	s.showProse(w, r, s.text.Site.AboutSite, func(p *prosePage) {
		p.Listed = s.text.Lists(len(s.offered), s.enabled)
		for _, src := range s.Sources {
			if src.Enabled {
				p.Sources = append(p.Sources, sourceLine{s.sourceName(src), webLink(src.URL), clip(clean(src.Licence), 80)})
			}
		}
		slices.SortStableFunc(p.Sources, func(a, b sourceLine) int { return strings.Compare(meeting.Fold(a.Name), meeting.Fold(b.Name)) })
		p.Sources = p.Sources[:min(len(p.Sources), mostSources)]
	})
}

// mostSources is how many lists the page names, so that it stays under 60 KB.
const mostSources = 150

func (s *site) showProse(w http.ResponseWriter, r *http.Request, words prose, more func(*prosePage)) {
	p := prosePage{page: s.page(r, words.Title), W: &s.text.Site, Prose: words}
	more(&p)
	s.show(w, r, http.StatusOK, "prose", p)
}
