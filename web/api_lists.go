package web

import (
	"errors"
	"net/http"
	"time"

	"openchair/meeting"
)

const jsonType = "application/json; charset=utf-8"

// apiMeetings lists meetings by id; next is "" on the last page.
func (s *site) apiMeetings(w http.ResponseWriter, r *http.Request) {
	f, wrong := s.readQuery(r)
	if wrong != nil {
		s.problem(w, *wrong)
		return
	}
	ms, next, err := s.Store.Meetings(r.Context(), f, s.now())
	if errors.Is(err, meeting.ErrCursor) {
		s.problem(w, problem{Status: http.StatusBadRequest, Parameter: "after", Detail: "after must be the next of a page in the same order."})
		return
	}
	if err != nil {
		s.broke(w, r, err)
		return
	}
	if ms == nil {
		ms = []meeting.Meeting{}
	}
	s.json(w, http.StatusOK, jsonType, struct {
		Meetings []meeting.Meeting `json:"meetings"`
		Next     string            `json:"next"`
	}{ms, next})
}

func (s *site) apiMeeting(w http.ResponseWriter, r *http.Request) {
	m, err := s.Store.Meeting(r.Context(), r.PathValue("id"))
	if err != nil {
		s.missing(w, r, err, s.text.NoMeeting)
		return
	}
	s.json(w, http.StatusOK, jsonType, m)
}

type programJSON struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	ShortName string   `json:"short_name"`
	URL       string   `json:"url"`
	Phone     string   `json:"phone,omitempty"`
	About     string   `json:"about"`
	Tags      []string `json:"tags"`
}

func (s *site) apiPrograms(w http.ResponseWriter, _ *http.Request) {
	list := make([]programJSON, 0, len(s.Programs))
	for _, p := range s.Programs {
		list = append(list, programJSON{p.ID, p.Name, p.ShortName, p.URL, p.Phone, p.About, append([]string{}, p.Tags...)})
	}
	s.json(w, http.StatusOK, jsonType, map[string]any{"programs": list})
}

type sourceJSON struct {
	ID       string     `json:"id"`
	Program  string     `json:"program"`
	Name     string     `json:"name"`
	Format   string     `json:"format"`
	URL      string     `json:"url"`
	Zone     string     `json:"zone"`
	Enabled  bool       `json:"enabled"`
	Licence  string     `json:"licence,omitempty"`
	Verified string     `json:"verified,omitempty"`
	Health   healthJSON `json:"health"`
}

// healthJSON is how a source fares. Times are null, and class is "", where it
// was never tried.
type healthJSON struct {
	Class    string  `json:"class"`
	Message  string  `json:"message"`
	Run      int64   `json:"run,omitempty"`
	LastTry  *string `json:"last_try"`
	LastGood *string `json:"last_good"`
	Meetings int     `json:"meetings"`
	Failures int     `json:"failures"`
}

func (s *site) apiSources(w http.ResponseWriter, r *http.Request) {
	runs, err := s.Store.LastRuns(r.Context())
	if err != nil {
		s.broke(w, r, err)
		return
	}
	list := make([]sourceJSON, 0, len(s.Sources))
	for _, src := range s.Sources {
		h := runs[src.ID]
		list = append(list, sourceJSON{
			src.ID, src.Program, src.Name, src.Format, src.URL, src.Zone, src.Enabled, src.Licence, src.Verified,
			healthJSON{string(h.Class), h.Message, h.Run, stamp(h.LastTry), stamp(h.LastGood), h.Meetings, h.Failures},
		})
	}
	s.json(w, http.StatusOK, jsonType, map[string]any{"sources": list})
}

func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	v := t.UTC().Format(time.RFC3339)
	return &v
}
