package web

import (
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"openchair/meeting"
)

// OpenLists writes the meetings in formats that other programs read. Each writes
// while it reads, and ends in the middle at the first error.
type OpenLists interface {
	MeetingGuide(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error
	Sheet(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error
	// BMLT reads a question; its error says to whoever asked what is wrong.
	BMLT(q url.Values) (BMLTAnswer, error)
}

// BMLTAnswer answers one question of BMLT's interface. Filter bounds the meetings
// it needs; ok is false where it needs none.
type BMLTAnswer interface {
	Filter() (f meeting.Filter, ok bool)
	Write(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error
}

const (
	typeJSON       = "application/json; charset=utf-8"
	typeCSV        = "text/csv; charset=utf-8; header=present"
	typeJavaScript = "text/javascript; charset=utf-8"
)

func (s *site) guideList(w http.ResponseWriter, r *http.Request) {
	s.openList(w, r, typeJSON, meeting.Filter{}, s.Lists.MeetingGuide)
}

func (s *site) guideListOf(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if _, ok := s.programs[id]; !ok {
		s.fail(w, r, http.StatusNotFound, s.text.NoPage)
		return
	}
	s.openList(w, r, typeJSON, meeting.Filter{Programs: []string{id}}, s.Lists.MeetingGuide)
}

func (s *site) sheetList(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Disposition", `attachment; filename="meetings.csv"`)
	s.openList(w, r, typeCSV, meeting.Filter{}, s.Lists.Sheet)
}

// bmlt answers BMLT's own address for questions, /client_interface/json/.
func (s *site) bmlt(w http.ResponseWriter, r *http.Request) {
	a, err := s.Lists.BMLT(r.URL.Query())
	if err != nil {
		s.failBMLT(w, err)
		return
	}
	f, _ := a.Filter()
	s.openList(w, r, typeJSON, f, a.Write)
}

// bmltScript answers the same as a script that calls a function of the page
// that asked, as BMLT's widgets want it.
func (s *site) bmltScript(w http.ResponseWriter, r *http.Request) {
	a, err := s.Lists.BMLT(r.URL.Query())
	callback := r.URL.Query().Get("callback")
	if err == nil && !isCallback(callback) {
		err = fmt.Errorf("callback %.40q is no name of a function", callback)
	}
	if err != nil {
		s.failBMLT(w, err)
		return
	}
	f, _ := a.Filter()
	s.openList(w, r, typeJavaScript, f, func(w io.Writer, ms iter.Seq2[meeting.Meeting, error]) error {
		if _, err := io.WriteString(w, "/**/"+callback+"("); err != nil {
			return err
		}
		if err := a.Write(w, ms); err != nil {
			return err
		}
		_, err := io.WriteString(w, ");")
		return err
	})
}

func (s *site) failBMLT(w http.ResponseWriter, err error) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	s.problem(w, problem{Status: http.StatusBadRequest, Detail: err.Error()})
}

// isCallback: letters, digits, underscores, dollars and dots, as names of
// functions are made of, so that no question can put code into an answer.
func isCallback(s string) bool {
	return s != "" && len(s) <= 100 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$.") == "" &&
		strings.IndexByte("0123456789.", s[0]) < 0
}

// openList streams a list. It says how new it is, so that who asks often asks
// cheaply; any page of any site may read it.
func (s *site) openList(w http.ResponseWriter, r *http.Request, kind string, f meeting.Filter, write func(io.Writer, iter.Seq2[meeting.Meeting, error]) error) {
	state, changed, err := s.Store.ListState(r.Context())
	if err != nil {
		s.Log.Error("list not written", "route", route(r), "error", err)
		s.fail(w, r, http.StatusServiceUnavailable, s.text.Broken)
		return
	}
	// What limited a meeting is told until its day is over.
	head := meeting.Rendering{ETag: fmt.Sprintf(`W/"%s-%s"`, state, meeting.DateOf(s.now().UTC())), Modified: changed}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cache-Control", "public, max-age=300")
	h.Set("ETag", head.ETag)
	if !changed.IsZero() {
		h.Set("Last-Modified", changed.UTC().Format(http.TimeFormat))
	}
	if r.Header.Get("If-None-Match") != "" && matches(r.Header.Values("If-None-Match"), strings.TrimPrefix(head.ETag, "W/")) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", kind)
	if r.Method == http.MethodHead {
		return
	}
	out := &patient{w: w, ctl: http.NewResponseController(w)}
	if err := write(out, s.Store.EachMeeting(r.Context(), f)); err != nil {
		if r.Context().Err() == nil {
			s.Log.Error("list cut off", "route", route(r), "error", err)
		}
		panic(http.ErrAbortHandler) // so that nobody takes a part for the whole
	}
}

// patient lets a long list take its time, as long as it is being read.
type patient struct {
	w   io.Writer
	ctl *http.ResponseController
	n   int
}

// listStep is how long a reader may take for each listBytes.
const (
	listStep  = time.Minute
	listBytes = 1 << 20
)

func (p *patient) Write(b []byte) (int, error) {
	if p.n == 0 || p.n > listBytes {
		p.n = 0
		p.ctl.SetWriteDeadline(time.Now().Add(listStep)) //nolint:errcheck // a recorder in a test has none
	}
	p.n += len(b)
	return p.w.Write(b)
}
