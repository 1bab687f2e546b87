package scraper

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/text/language"

	"openchair/meeting"
)

var titleElement = cascadia.MustCompile("title")

// described gives a source an id and a name by its site, and a country by its
// host where it says one.
func described(src meeting.Source, p Page, clue clue) meeting.Source {
	host := strings.TrimPrefix(hostOf(p.URL), "www.")
	src.ID = idFrom(cmp.Or(src.Program, "new") + "-" + host)
	src.Name = host
	if w, err := webPageOf(p); err == nil {
		if n := cascadia.Query(w.root, titleElement); n != nil && lineOf(n) != "" {
			src.Name = maskContacts(cleanLine(lineOf(n), 80), "")
		}
	}
	if tag, err := language.Parse(clue.language); err == nil && src.Language == clue.language {
		base, _ := tag.Base()
		src.Language = base.String()
	}
	src.Country = cmp.Or(src.Country, countryOfHost(host))
	return src
}

func idFrom(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(s))
	return strings.Trim(s, "-")
}

// countryOfHost is the country that the end of a host names, as .de and .uk do.
func countryOfHost(host string) string {
	end := strings.ToUpper(host[strings.LastIndexByte(host, '.')+1:])
	switch {
	case end == "UK":
		return "GB"
	case slices.Contains(generalEnds, end) || !countryCode.MatchString(end):
		return ""
	}
	if r, err := language.ParseRegion(end); err != nil || !r.IsCountry() {
		return ""
	}
	return end
}

// generalEnds are those of countries that the whole world uses.
var generalEnds = []string{"ME", "TV", "IO", "CO", "CC", "AI", "FM", "LY", "WS", "TO"}

func byCount(counts map[string]int) []string {
	names := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(names, func(a, b string) int { return counts[b] - counts[a] })
	return names
}

// Table is the source as a table for a catalogue file. It is switched off until
// somebody has asked its owner.
func (f *Found) Table(now time.Time) string {
	s := f.Source
	count := countOf(f.Meetings, "meeting")
	if f.AtLeast {
		count = "at least " + count
	}
	var b strings.Builder
	line := func(key, value, note string) {
		if note != "" {
			note = "  # " + note
		}
		fmt.Fprintf(&b, "%s = %q%s\n", key, value, note)
	}
	b.WriteString("[[source]]\n")
	line("id", s.ID, "")
	line("program", s.Program, missing(s.Program, "name the program, as aa"))
	line("name", s.Name, "")
	line("format", s.Format, f.Why)
	line("url", s.URL, "")
	line("zone", s.Zone, missing(s.Zone, "say where most meetings are, as America/New_York"))
	if s.Country != "" {
		line("country", s.Country, "")
	}
	line("language", cmp.Or(s.Language, "en"), "")
	b.WriteString("enabled = false  # until its owner agrees\n")
	line("licence", "ask first", "")
	line("verified", fmt.Sprintf("%s, discovered: %s read", now.UTC().Format(time.DateOnly), count), "")
	if len(s.Options) > 0 {
		b.WriteString("\n[source.options]\n")
		for _, key := range sortedKeys(s.Options) {
			texts, err := textsOf(s.Options[key])
			switch {
			case err == nil && len(texts) == 1:
				line(key, texts[0], "")
			case err == nil:
				quoted := make([]string, len(texts))
				for i, text := range texts {
					quoted[i] = strconv.Quote(text)
				}
				fmt.Fprintf(&b, "%s = [%s]\n", key, strings.Join(quoted, ", "))
			}
		}
	}
	return b.String()
}

func missing(value, remedy string) string {
	if value == "" {
		return remedy
	}
	return ""
}
