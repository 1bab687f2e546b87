package web

import (
	"encoding/json"
	"net/http"
)

// problem is an error as the API tells it, RFC 9457, with members of our own
// that let a program mend its request.
type problem struct {
	Type      string   `json:"type"`
	Title     string   `json:"title"`
	Status    int      `json:"status"`
	Detail    string   `json:"detail,omitempty"`
	Parameter string   `json:"parameter,omitempty"` // what in the request is wrong
	Allowed   []string `json:"allowed,omitempty"`   // what it may be
	Unknown   []string `json:"unknown,omitempty"`   // meeting ids that are not known
}

// Error makes a problem an error, so that readers of requests can return it.
func (p *problem) Error() string { return p.Title + ": " + p.Detail }

func (s *site) problem(w http.ResponseWriter, p problem) {
	p.Type = "about:blank"
	if p.Title == "" {
		p.Title = http.StatusText(p.Status)
	}
	w.Header().Set("Cache-Control", "no-store")
	s.json(w, p.Status, "application/problem+json", p)
}

// json answers v. An error of Encode is the client having gone: all values are
// our own and encode.
func (s *site) json(w http.ResponseWriter, status int, kind string, v any) {
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(true) // a browser that sniffs finds no tag
	if err := enc.Encode(v); err != nil {
		s.Log.Debug("answer not sent", "error", err)
	}
}
