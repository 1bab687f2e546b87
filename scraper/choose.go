package scraper

import (
	"fmt"
	"regexp"
	"strings"

	"openchair/meeting"
)

// chooseOptions let a source whose calendar holds other things too say which
// events are meetings.
var chooseOptions = []string{"match", "not", "defaults"}

// choice says which events of a calendar are meetings: those whose title or
// categories match one pattern and don't match another, in any case.
type choice struct {
	match, not *regexp.Regexp
	defaults   map[string]string
}

func choiceOf(src meeting.Source) (choice, error) {
	var c choice
	var err error
	if c.match, err = patternOption(src, "match"); err != nil {
		return c, err
	}
	if c.not, err = patternOption(src, "not"); err != nil {
		return c, err
	}
	c.defaults, err = defaultsOf(src)
	return c, err
}

func patternOption(src meeting.Source, name string) (*regexp.Regexp, error) {
	s, err := textOption(src, name)
	if s == "" || err != nil {
		return nil, err
	}
	p, err := regexp.Compile("(?i)" + s)
	if err != nil {
		return nil, fmt.Errorf("option %s: %w: write a regular expression as in RE2", name, err)
	}
	return p, nil
}

// textOption reads an option that is one text, "" where it is not given.
func textOption(src meeting.Source, name string) (string, error) {
	v, ok := src.Options[name]
	if !ok {
		return "", nil
	}
	s, ok := v.(string)
	if !ok || strings.TrimSpace(s) == "" {
		return "", fmt.Errorf("option %s is no text: write it in quotes", name)
	}
	return s, nil
}

// wants reports whether an event is one of the source's meetings.
func (c *choice) wants(title string, categories []string) bool {
	text := title + "\n" + strings.Join(categories, "\n")
	return (c.match == nil || c.match.MatchString(text)) && (c.not == nil || !c.not.MatchString(text))
}

// fill gives a listing what the source sets for all.
func (c *choice) fill(l *Listing) {
	for field, value := range c.defaults {
		setField(l, field, value)
	}
}
