package web

import (
	"html/template"
	"net/http"
	"strconv"
	"time"

	"openchair/meeting"
)

// Most rows of the volunteers' pages.
const (
	runsShown    = 50
	changesShown = 100
	refusedShown = 200
)

// runRow is one run in a list.
type runRow struct {
	W                                *statusWords
	Href, When, Class, Tone, Message string
	Source                           string // where runs of several stand together
	Counts                           []string
	Waits                            bool
}

type sourcePage struct {
	page
	W        *statusWords
	Row      statusRow
	Facts    []fact
	Course   template.HTML
	Runs     []runRow
	Changes  []changeRow
	Atom     string
	Waiting  string // address of the run that waits
	Meetings string // address of its meetings
}

// fact is a word and what it stands for.
type fact struct{ Word, Is, Href string }

// statusSource is /status/{source}: a source with its runs and what changed.
func (s *site) statusSource(w http.ResponseWriter, r *http.Request) {
	src, ok := s.sources[r.PathValue("source")]
	if !ok {
		s.fail(w, r, http.StatusNotFound, s.text.NoPage)
		return
	}
	st, err := s.statusOf(r.Context(), src)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	runs, err := s.Store.Runs(r.Context(), src.ID, runsShown)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	changes, err := s.Store.LatestChanges(r.Context(), meeting.ChangeFilter{Source: src.ID, Limit: changesShown})
	if err != nil {
		s.broke(w, r, err)
		return
	}
	words := s.statusWords()
	p := sourcePage{W: words, Atom: "/changes.atom?source=" + src.ID}
	p.page, p.Row, p.Course = s.deskPage(r, st.Name), s.statusRow(st, meeting.ToldChange{}), course(st.Course)
	p.Row.Name, p.Facts = "", s.sourceFacts(st) // its name stands above
	if st.Waiting != 0 {
		p.Waiting = s.runPath(st.Waiting)
	}
	for _, run := range runs {
		p.Runs = append(p.Runs, s.runRow(run, run.ID == st.Waiting))
	}
	for _, c := range changes {
		p.Changes = append(p.Changes, s.changeRow(c))
	}
	s.show(w, r, http.StatusOK, "status-source", p)
}

func (s *site) runPath(id int64) string { return s.to("/runs/" + strconv.FormatInt(id, 10)) }

func (s *site) sourceFacts(st sourceStatus) []fact {
	words, h := s.statusWords(), st.Health
	facts := []fact{
		{words.Program, clean(st.Program.Name), ""},
		{words.Address, clip(clean(st.Source.URL), longestPlace), webLink(st.Source.URL)},
		{words.Permission, words.Licence(clean(st.Source.Licence)), ""},
		{words.CheckedBy, clean(st.Source.Verified), ""},
		{words.LastTry, moment(h.LastTry), ""},
		{words.LastGood, moment(h.LastGood), ""},
		{words.NextRun, moment(st.Next), ""},
	}
	var told []fact
	for _, f := range facts {
		if f.Is != "" {
			told = append(told, f)
		}
	}
	return told
}

// moment writes a time for volunteers of many zones.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04") + " UTC"
}

func (s *site) runRow(run meeting.Run, waits bool) runRow {
	words := s.statusWords()
	at := run.Finished
	if at.IsZero() {
		at = run.Started
	}
	return runRow{
		W: words, Href: s.runPath(run.ID), When: moment(at), Class: words.Class(run.Class), Tone: tone(run.Class),
		Message: words.SentenceOf(run), Counts: words.Counts(run.Counts), Waits: waits,
	}
}
