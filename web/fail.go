package web

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"openchair/meeting"
)

// notice is a page that says one thing: what happened, what was kept, what to
// do next.
type notice struct {
	Title string
	Words []string // a paragraph each
	// Button posts to the address of the page itself; empty = a link home.
	Button string
}

// fail answers an error: a problem to programs, a page to people.
func (s *site) fail(w http.ResponseWriter, r *http.Request, status int, n notice) {
	w.Header().Set("Cache-Control", "no-store")
	if strings.HasPrefix(r.URL.Path, "/api/") {
		s.problem(w, problem{Status: status, Title: n.Title, Detail: strings.Join(n.Words, " ")})
		return
	}
	s.notice(w, r, status, n)
}

// broke logs what went wrong on our side, once, and answers without details.
func (s *site) broke(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("route", route(r)), slog.Any("error", err))
	}
	s.fail(w, r, http.StatusInternalServerError, s.text.Broken)
}

// missing answers 404 in words of its own where err is ErrNotFound.
func (s *site) missing(w http.ResponseWriter, r *http.Request, err error, n notice) {
	if errors.Is(err, meeting.ErrNotFound) {
		s.fail(w, r, http.StatusNotFound, n)
		return
	}
	s.broke(w, r, err)
}
