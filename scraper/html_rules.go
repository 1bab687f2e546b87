package scraper

import (
	"fmt"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"openchair/meeting"
)

// htmlRules are a source's selectors, compiled.
type htmlRules struct {
	row      cascadia.Selector
	rowText  string
	fields   []htmlField
	heading  cascadia.Selector
	next     cascadia.Selector
	link     cascadia.Selector // to a row's own page
	more     []htmlField       // what that page says
	defaults map[string]string
}

type htmlField struct {
	name      string
	selectors []htmlSelector
}

// htmlSelector picks the text or an attribute of what a selector finds; without
// a selector, of the row itself.
type htmlSelector struct {
	find cascadia.Selector
	attr string
}

func htmlRulesOf(src meeting.Source) (*htmlRules, error) {
	h := &htmlRules{}
	var err error
	if h.rowText, err = textOption(src, "row"); err != nil {
		return nil, err
	}
	if h.rowText == "" {
		return nil, errNoRow
	}
	if h.row, err = selector("row", h.rowText); err != nil {
		return nil, err
	}
	for name, into := range map[string]*cascadia.Selector{"heading": &h.heading, "next": &h.next} {
		text, err := textOption(src, name)
		if err == nil && text != "" {
			*into, err = selector(name, text)
		}
		if err != nil {
			return nil, err
		}
	}
	if h.fields, err = htmlFields(src.Options); err != nil {
		return nil, err
	}
	if len(h.fields) == 0 {
		return nil, fmt.Errorf("no field has a selector: give one for name and when, or day and time; the fields are %s", fieldNames())
	}
	if err := h.detail(src); err != nil {
		return nil, err
	}
	h.defaults, err = defaultsOf(src)
	return h, err
}

// detail reads the rules for the pages of the rows.
func (h *htmlRules) detail(src meeting.Source) error {
	table, ok := src.Options["detail"]
	if !ok {
		return nil
	}
	options, ok := table.(map[string]any)
	link, isText := options["link"].(string)
	if !ok || !isText {
		return fmt.Errorf(`option detail needs a link: write detail = { link = "a", notes = ".notes" }`)
	}
	var err error
	if h.link, err = selector("detail.link", link); err != nil {
		return err
	}
	for key := range options {
		if key != "link" && !isField(key) {
			return fmt.Errorf("option detail: %q is no field: use link and any of %s", key, fieldNames())
		}
	}
	if h.more, err = htmlFields(options); err == nil && len(h.more) == 0 {
		err = fmt.Errorf(`option detail names no field: write detail = { link = "a", notes = ".notes" }`)
	}
	return err
}

// htmlFields are the options that are fields, sorted so that a reading is
// always the same.
func htmlFields(options map[string]any) ([]htmlField, error) {
	var out []htmlField
	for _, name := range sortedKeys(options) {
		if !isField(name) {
			continue
		}
		texts, err := textsOf(options[name])
		if err != nil {
			return nil, fmt.Errorf("option %s: %w", name, err)
		}
		f := htmlField{name: name}
		for _, text := range texts {
			s, err := htmlSelectorOf(name, text)
			if err != nil {
				return nil, err
			}
			f.selectors = append(f.selectors, s)
		}
		out = append(out, f)
	}
	return out, nil
}

// htmlSelectorOf reads "td.name a attr:href", "td.name", "attr:data-id".
func htmlSelectorOf(name, text string) (htmlSelector, error) {
	var s htmlSelector
	if i := strings.LastIndex(text, "attr:"); i >= 0 {
		text, s.attr = text[:i], strings.ToLower(strings.TrimSpace(text[i+len("attr:"):]))
		if s.attr == "" || strings.ContainsAny(s.attr, " \t\"'") {
			return s, fmt.Errorf(`option %s: name one attribute after attr:, as "a attr:href"`, name)
		}
	}
	if text = strings.TrimSpace(text); text == "" {
		if s.attr == "" {
			return s, fmt.Errorf("option %s: the selector is empty", name)
		}
		return s, nil
	}
	var err error
	s.find, err = selector(name, text)
	return s, err
}

func selector(option, text string) (cascadia.Selector, error) {
	s, err := cascadia.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("option %s: %q is no CSS selector: %w", option, text, err)
	}
	return s, nil
}

// linkFields hold an address: of a link they take where it leads.
var linkFields = []string{"url", "conference_url"}

// value is what the selector finds in an element: a link's address for a field
// that is one, the lines of notes, else text in one line.
func (s *htmlSelector) value(w *webPage, n *html.Node, field string) string {
	if s.find != nil {
		if n = cascadia.Query(n, s.find); n == nil {
			return ""
		}
	}
	isLink := slices.Contains(linkFields, field)
	switch {
	case s.attr == "href" || s.attr == "src" || isLink && s.attr != "":
		return w.link(attrOf(n, s.attr))
	case s.attr != "":
		return attrOf(n, s.attr)
	case isLink && attrOf(n, "href") != "":
		return w.link(attrOf(n, "href"))
	case strings.HasSuffix(field, "notes"):
		return strings.Join(linesOf(n), "\n")
	case listFields[field] != nil, field == "location", field == "formatted_address", field == "address":
		return strings.Join(linesOf(n), ", ")
	}
	return lineOf(n)
}
