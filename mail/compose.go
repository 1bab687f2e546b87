package mail

import (
	"embed"
	"fmt"
	htmltemplate "html/template"
	"io"
	"strings"
	texttemplate "text/template"

	"openchair/meeting"
)

//go:embed templates
var templates embed.FS

// language is what letters need in one language beyond meeting.Words: its
// templates, in a directory of its own, and how soon a start is.
type language struct {
	text  map[meeting.LetterKind]*texttemplate.Template
	html  map[meeting.LetterKind]*htmltemplate.Template
	ahead func(ahead) string
}

var languages = map[string]language{"en": load("en", englishAhead)}

var kinds = []meeting.LetterKind{meeting.ConfirmLetter, meeting.ReminderLetter}

// load parses the templates of a language; all of them are part of the
// program, so that a fault shows when it starts.
func load(lang string, ahead func(ahead) string) language {
	l := language{
		text:  make(map[meeting.LetterKind]*texttemplate.Template),
		html:  make(map[meeting.LetterKind]*htmltemplate.Template),
		ahead: ahead,
	}
	for _, kind := range kinds {
		file := "templates/" + lang + "/" + string(kind)
		l.text[kind] = texttemplate.Must(texttemplate.ParseFS(templates, file+".txt.tmpl"))
		l.html[kind] = htmltemplate.Must(htmltemplate.ParseFS(templates, file+".html.tmpl", "templates/style.html.tmpl"))
	}
	return l
}

// languageOf returns the language nearest to a BCP 47 code, English where
// there is none.
func languageOf(code string) (string, language) {
	base, _, _ := strings.Cut(strings.ToLower(code), "-")
	if l, ok := languages[base]; ok {
		return base, l
	}
	return "en", languages["en"]
}

// write fills the templates of a kind with what a letter says.
func (l language) write(kind meeting.LetterKind, data any) (w words, err error) {
	text, html := l.text[kind], l.html[kind]
	if text == nil {
		return words{}, fmt.Errorf("write a letter: kind %q is not known", kind)
	}
	file := string(kind) + ".txt.tmpl"
	w.Subject = filled(&err, func(to io.Writer) error { return text.ExecuteTemplate(to, "subject", data) })
	w.Text = wrap(filled(&err, func(to io.Writer) error { return text.ExecuteTemplate(to, file, data) }))
	w.HTML = filled(&err, func(to io.Writer) error { return html.Execute(to, data) })
	if err != nil {
		return words{}, fmt.Errorf("write a letter of kind %s: %w", kind, err)
	}
	return w, nil
}

func filled(err *error, fill func(io.Writer) error) string {
	var b strings.Builder
	if *err == nil {
		*err = fill(&b)
	}
	return b.String()
}
