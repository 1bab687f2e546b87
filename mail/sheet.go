package mail

import (
	"embed"
	"fmt"
	htmltemplate "html/template"
	"io"
	"strings"
	texttemplate "text/template"
)

// sheet is all that a letter says, of whatever kind, in the order it is read.
// Every string is one line; none but a card's own words come from a source.
type sheet struct {
	Lang    string
	Subject string
	Lead    [][]string // what it is about, first of all: paragraphs of lines
	Cards   []card
	Next    string // what leads over to the cards below
	Others  []card
	Then    string // what leads over to the button
	Button  *link
	After   []string
	Foot    string
	Links   []link
}

// link is an address and what it does, in words.
type link struct{ Words, URL string }

//go:embed templates
var files embed.FS

var (
	textSheet = texttemplate.Must(texttemplate.ParseFS(files, "templates/letter.txt.tmpl"))
	htmlSheet = htmltemplate.Must(htmltemplate.ParseFS(files, "templates/letter.html.tmpl"))
)

// write lays a sheet out as a letter; the HTML part is left out where only
// plain text is wanted.
func (s *sheet) write(plain bool) (w words, err error) {
	w.Subject = s.Subject
	w.Text = wrap(filled(&err, 1024, func(to io.Writer) error { return textSheet.Execute(to, s) }))
	if !plain {
		w.HTML = filled(&err, 4096, func(to io.Writer) error { return htmlSheet.Execute(to, s) })
	}
	if err != nil {
		return words{}, fmt.Errorf("write a letter: %w", err)
	}
	return w, nil
}

// filled returns what fill writes, about so many bytes.
func filled(err *error, about int, fill func(io.Writer) error) string {
	var b strings.Builder
	b.Grow(about)
	if *err == nil {
		*err = fill(&b)
	}
	return b.String()
}
