package web

import (
	"errors"
	"net/http"
	"strings"

	"openchair/meeting"
)

// publicCaching lets caches on the way keep what holds no secret, and serve it
// for a day while this house does not answer.
var publicCaching = []string{"public, max-age=900, stale-if-error=86400"}

// meetingFile is one meeting as a calendar: /meetings/{id}.ics. A listing that
// is a witness of another leads to the one that counts.
func (s *site) meetingFile(w http.ResponseWriter, r *http.Request) {
	id, ok := strings.CutSuffix(r.PathValue("file"), ".ics")
	if !ok {
		s.fail(w, r, http.StatusNotFound, s.text.NoPage)
		return
	}
	m, err := s.Store.Meeting(r.Context(), id)
	if err == nil && m.WitnessOf != "" {
		m, err = s.Store.Meeting(r.Context(), m.WitnessOf)
	}
	if errors.Is(err, meeting.ErrNotFound) {
		s.fail(w, r, http.StatusNotFound, s.text.NoMeeting)
		return
	}
	s.servePublic(w, r, meeting.Calendar{Name: m.Name}, []meeting.Meeting{m}, err)
}

// searchFile is what a search finds as a calendar: /search.ics, with the
// parameters of /api/v1/meetings. Beyond what a calendar holds it says how many
// it leaves out.
func (s *site) searchFile(w http.ResponseWriter, r *http.Request) {
	f, wrong := s.readQuery(r)
	if wrong == nil && !limits(&f) {
		wrong = &problem{Status: http.StatusBadRequest, Detail: s.myWords().SearchEmpty}
	}
	if wrong != nil {
		s.problem(w, *wrong)
		return
	}
	f.Limit, f.After, f.Soonest, f.Nearest = meeting.MaxHeld, "", false, false
	ms, next, err := s.Store.Meetings(r.Context(), f, s.now())
	c := meeting.Calendar{Name: s.searchWords(&f)}
	if err == nil && next != "" {
		var n int
		n, err = s.Store.Count(r.Context(), f)
		c.LeftOut = max(0, n-len(ms))
	}
	s.servePublic(w, r, c, ms, err)
}

// servePublic writes a calendar that holds no secret and is nobody's.
func (s *site) servePublic(w http.ResponseWriter, r *http.Request, c meeting.Calendar, ms []meeting.Meeting, err error) {
	c.Discretion, c.Language, c.PastDays = meeting.Full, s.text.Lang, meeting.DefaultPastDays
	var body []byte
	if err == nil {
		body, err = s.bounded(c, ms)
	}
	if err != nil {
		s.logFeed(r, err)
		w.Header().Set("Retry-After", retrySoon)
		s.fail(w, r, http.StatusServiceUnavailable, s.text.Broken)
		return
	}
	w.Header()["Cache-Control"] = publicCaching
	newKept(nil, meeting.Rendering{ETag: strongTag(body), Body: body}).serveAs(w, r)
}
