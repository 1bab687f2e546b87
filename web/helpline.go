package web

import (
	_ "embed" // the lines
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"openchair/meeting"
)

//go:embed helplines.toml
var helplineFile []byte

// helpline is a public line to call in distress.
type helpline struct {
	Country string `toml:"country"` // ISO 3166-1
	Name    string `toml:"name"`
	Call    string `toml:"call"`
	Page    string `toml:"page"` // its own, where the number stands
	// Verified is when a person compared the number with that page: a date, or
	// "not yet".
	Verified string `toml:"verified"`
}

// Dial is the number as a link carries it.
func (h helpline) Dial() string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, h.Call)
}

const notYet = "not yet"

func readHelplines(b []byte) ([]helpline, error) {
	var file struct {
		Line []helpline `toml:"line"`
	}
	if err := toml.Unmarshal(b, &file); err != nil {
		return nil, fmt.Errorf("web: help lines: %w", err)
	}
	for _, h := range file.Line {
		if len(h.Country) != 2 || h.Name == "" || h.Dial() == "" {
			return nil, fmt.Errorf("web: help line %q: country, name and call must be given", h.Name)
		}
		if _, err := meeting.ParseDate(h.Verified); webLink(h.Page) == "" || err != nil && h.Verified != notYet {
			return nil, fmt.Errorf("web: help line %q: page must be a link, and verified a date or %q", h.Name, notYet)
		}
	}
	return file.Line, nil
}

// helplinesOf parts the lines into those of a reader's country and the others.
func (s *site) helplinesOf(country string) (mine, others []helpline) {
	for _, h := range s.helplines {
		if h.Country == country {
			mine = append(mine, h)
		} else {
			others = append(others, h)
		}
	}
	return mine, others
}
