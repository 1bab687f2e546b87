package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
)

//go:embed templates/*.html
var templateFiles embed.FS

type pages struct{ *template.Template }

func parsePages() (*pages, error) {
	t, err := template.New("").ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("web: templates: %w", err)
	}
	return &pages{t}, nil
}

// page is what every page's frame needs.
type page struct {
	T        *phrases
	Title    string
	Style    string
	Sheet    string // a second style sheet; empty = none
	Root     string // what paths of this language begin with: "" or "/es"
	Nav      string // first part of the path, which names the chapter of the site
	Chapters []chapter
	Tongues  []tongue
	Offer    *tongue // the language a browser asks for, where the front page is in another
	Lists    string  // how much is listed; empty = not said
	Version  string  // of the program
	Clock    string  // script that says starts on the reader's clock
	Private  bool    // stands under a secret address
	Cookie   bool    // a volunteer looks, who has one
}

// page is the frame of a page that everyone may see; privatePage of one that
// stands under a secret address.
func (s *site) page(r *http.Request, title string) page {
	nav, _ := firstSegment(r.URL.Path)
	p := page{
		T: s.text, Title: title, Style: stylePath, Clock: zoneScriptPath, Version: s.Version,
		Root: s.prefix, Nav: nav, Tongues: s.tonguesOf(r, false),
	}
	p.Chapters = s.chapters(r.URL.Path)
	if r.URL.Path == "/" {
		p.Offer = s.offerTongue(r)
	}
	return p
}

// deskPage is the frame of a page about lists and runs.
func (s *site) deskPage(r *http.Request, title string) page {
	p := s.page(r, title)
	p.Sheet = statusPath
	return p
}

// chapter is one way of the list that every page begins with.
type chapter struct {
	Href, Word string
	On         bool
}

func (s *site) chapters(path string) []chapter {
	nav, _ := firstSegment(path)
	var out []chapter
	for _, c := range []struct{ pattern, path, word string }{
		{"GET /{$}", "/", s.text.NavNow}, {"GET /find", "/find", s.text.NavFind},
		{"GET /programs", "/programs", s.text.NavPrograms}, {"GET /my", "/my", s.text.NavMy}, {"GET /status", "/status", s.text.NavStatus},
	} {
		if s.answers(c.pattern) {
			out = append(out, chapter{s.to(c.path), c.word, nav == c.path})
		}
	}
	return out
}

func (s *site) privatePage(r *http.Request, title string) page {
	p := s.page(r, title)
	p.Private, p.Tongues = true, s.tonguesOf(r, true)
	return p
}

// show writes a page whole or not at all.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, name string, data any) {
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, data); err != nil {
		s.Log.Error("page not written", "route", route(r), "error", err)
		http.Error(w, s.text.Broken.Title, http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-cache")
	}
	writePage(w, r, status, b.Bytes())
}

func (s *site) notice(w http.ResponseWriter, r *http.Request, status int, n notice) {
	p := s.privatePage(r, n.Title)
	p.Tongues = nil // its address may be a secret that was given up
	s.show(w, r, status, "notice", struct {
		page
		Notice notice
	}{p, n})
}
