package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"openchair/meeting"
)

// programsPage shows the programs side by side.
type programsPage struct {
	page
	W        *sitePhrases
	Chips    []option
	Programs []programCard
}

// programCard is a program by what a person chooses by: the same rows for each.
type programCard struct {
	ID, Name, About string
	Rows            []factLine
	Phone, Dial     string
	URL             string
	Meetings        string // how many, empty = none known here
	Find            string
}

func (s *site) programsList(w http.ResponseWriter, r *http.Request) {
	p := programsPage{page: s.page(r, s.text.Site.ProgramsTitle), W: &s.text.Site}
	asked := r.URL.Query()["for"]
	for _, tag := range tagsOf(s.Programs) {
		p.Chips = append(p.Chips, option{"for", tag, s.tagWord(tag), slices.Contains(asked, tag)})
	}
	for i := range s.Programs {
		program := &s.Programs[i]
		if slices.ContainsFunc(asked, func(t string) bool { return !slices.Contains(program.Tags, t) }) {
			continue
		}
		c := s.programCard(program)
		n, err := s.Store.Count(r.Context(), meeting.Filter{Programs: []string{program.ID}})
		if err != nil {
			s.broke(w, r, err)
			return
		}
		if n > 0 {
			c.Meetings, c.Find = s.text.Meetings(n), s.to("/find")+"?program="+url.QueryEscape(program.ID)
		}
		p.Programs = append(p.Programs, c)
	}
	slices.SortStableFunc(p.Programs, func(a, b programCard) int { return strings.Compare(meeting.Fold(a.Name), meeting.Fold(b.Name)) })
	s.show(w, r, http.StatusOK, "programs", p)
}

// tagRows part the tags into the questions people ask.
var tagRows = [][]string{
	{"twelve-step", "higher-power", "christian", "buddhist", "secular"},
	{"abstinence", "moderation"},
	{"women", "family"},
	{"peer-led", "trained-facilitators"},
	{"medication-welcome", "attendance-verified"},
}

func (s *site) programCard(p *meeting.Program) programCard {
	c := programCard{ID: p.ID, Name: p.Name, About: s.about(p), Phone: p.Phone, Dial: helpline{Call: p.Phone}.Dial(), URL: webLink(p.URL)}
	for i, tags := range tagRows {
		var words []string
		for _, t := range tags {
			if slices.Contains(p.Tags, t) {
				words = append(words, s.tagWord(t))
			}
		}
		value := strings.Join(words, ", ")
		if value == "" {
			value = s.text.Site.RowNothing[i]
		}
		if value != "" {
			c.Rows = append(c.Rows, factLine{s.text.Site.RowNames[i], value})
		}
	}
	return c
}

// about is what the catalogue says of a program, in the page's language where
// we have it there.
func (s *site) about(p *meeting.Program) string {
	if words, ok := s.text.Site.About[p.ID]; ok {
		return words
	}
	return p.About
}
