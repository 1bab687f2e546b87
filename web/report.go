package web

import (
	"net/http"
	"time"

	"openchair/meeting"
)

// longestReport is how much of a visitor's words is kept, in characters.
const longestReport = 1000

// reportsPerClient keeps the volunteers' queue readable.
var reportsPerClient = limit{"report", 10, time.Hour}

type reportPage struct {
	page
	W     *statusWords
	Row   card
	Path  string
	Kinds []option
	Wrong string
}

// askReport is the form by which anybody says that something is wrong. It asks
// for no name.
func (s *site) askReport(w http.ResponseWriter, r *http.Request) {
	s.showReport(w, r, http.StatusOK, "")
}

func (s *site) showReport(w http.ResponseWriter, r *http.Request, status int, wrong string) {
	m, err := s.Store.Meeting(r.Context(), r.PathValue("id"))
	if err != nil {
		s.missing(w, r, err, s.text.NoMeeting)
		return
	}
	words := s.statusWords()
	p := reportPage{page: s.page(r, words.ReportTitle), W: words, Row: s.row(&m), Path: s.to("/meetings/" + m.ID + "/report"), Wrong: wrong}
	for _, k := range meeting.ReportKinds {
		p.Kinds = append(p.Kinds, option{Name: "what", Value: string(k), Word: words.Fault(k), On: r.PostForm.Get("what") == string(k)})
	}
	s.show(w, r, status, "report", p)
}

func (s *site) report(w http.ResponseWriter, r *http.Request) {
	if !s.readForm(w, r) {
		return
	}
	what := meeting.ReportKind(r.PostForm.Get("what"))
	if s.statusWords().Fault(what) == "" {
		s.showReport(w, r, http.StatusUnprocessableEntity, s.statusWords().SayWhat)
		return
	}
	if !s.take(w, r, reportsPerClient, client(r)) {
		return
	}
	err := s.Store.AddReport(r.Context(), meeting.Report{
		At: s.now(), Meeting: r.PathValue("id"), What: what, Text: s.masked(r.PostForm.Get("text"), longestReport),
	})
	if err != nil {
		s.missing(w, r, err, s.text.NoMeeting)
		return
	}
	s.notice(w, r, http.StatusOK, s.statusWords().Thanks)
}
