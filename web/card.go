package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// Longest texts of a listing that a card shows, in characters.
const (
	longestName  = 140
	longestRow   = 80 // a name in a list
	longestPlace = 160
	longestOwn   = 120 // the source's own words about time
)

// card is one meeting as every page draws it. Its texts are clean and clipped;
// the template escapes them.
type card struct {
	T      *phrases
	ID     string
	Anchor string // id of the name in the page
	Path   string // of its own page
	Name   string

	Soon   string   // "in 20 minutes"; empty = not soon
	When   string   // the clock where a day stands above, else the whole schedule
	Start  string   // as startOf writes it; empty = not known
	Own    bool     // When is the whole schedule
	Beside []string // zone, and the rule where it is not plainly weekly

	Pin int    // its number on the map; 0 = none
	Far string // from the place searched for

	Shape string // of the way to attend, also the name of its icon
	Place string
	How   string // "Online, by Zoom"
	Join  string // address, where the source publishes one
	Page  string // the meeting's page at the source

	Small []string
	Check string // what to make sure of on that day: "check: holiday"
	Fresh string
	Doubt bool // the freshness is a caution

	Regular string // the whole schedule in one line, for lists
	Gone    string // why it is not in a calendar, where it is not

	Choice, Chosen bool
}

func (s *site) card(m *meeting.Meeting, o meeting.Occurrence, held bool, now time.Time) card {
	c := card{
		T: s.text, ID: m.ID, Anchor: "n-" + m.ID, Path: s.to("/meetings/" + url.PathEscape(m.ID)), Name: clip(clean(m.Name), longestName),
		Shape: string(m.Attendance), Page: webLink(m.URL), Small: s.small(m),
	}
	c.Place, c.How = s.where(m)
	c.Fresh, c.Doubt = s.words.Freshness(m, s.sourceWord(m), now)
	if m.Attendance == meeting.Online || m.Attendance == meeting.Hybrid {
		c.Join = webLink(m.Join.URL)
	}
	if m.Schedule.Timed() {
		c.Beside = []string{clean(s.words.ZoneOf(&m.Schedule))}
	}
	if !held {
		c.When, c.Own = s.schedule(m), true
		return c
	}
	c.Check, c.Start = s.words.Check(m, o.Date), startOf(o)
	c.When, c.Soon = s.words.SpanOf(o), s.words.Ahead(o.Start, now)
	if !plainlyWeekly(&m.Schedule) {
		c.Beside = append(c.Beside, s.rule(&m.Schedule))
	}
	return c
}

// startOf writes a start for the pages' script: the clock there first, then how
// far that is from UTC.
func startOf(o meeting.Occurrence) string { return o.Start.Format("2006-01-02T15:04Z07:00") }

// row is a card for lists: name and whole schedule in one line.
func (s *site) row(m *meeting.Meeting) card {
	c := card{T: s.text, ID: m.ID, Name: clip(clean(m.Name), longestRow)}
	c.Regular = s.schedule(m)
	if m.Schedule.Timed() {
		c.Regular += ", " + clean(s.words.Zone(m.Schedule.Zone))
	}
	switch {
	case !m.Retired.IsZero():
		c.Gone = s.text.NoLonger
	case m.Attendance == meeting.Inactive:
		c.Gone = s.words.Attendance(m.Attendance) + "."
	case !m.Held():
		c.Gone = s.text.Unsure
	}
	return c
}

// schedule says the whole schedule: where no date is certain, in the source's
// own words.
func (s *site) schedule(m *meeting.Meeting) string {
	return clip(clean(s.words.When(&m.Schedule)), longestOwn)
}

// rule says the schedule without its clock, which a card shows anyway.
func (s *site) rule(sch *meeting.Schedule) string {
	clock := " " + s.words.Span(sch.Start, sch.Minutes)
	return clip(clean(strings.Replace(s.words.When(sch), clock, "", 1)), longestOwn)
}

// plainlyWeekly reports whether day and clock say everything.
func plainlyWeekly(sch *meeting.Schedule) bool {
	return sch.Kind == meeting.Weekly && sch.Interval <= 1 && sch.Months == 0
}

// where says where to go, or how to join.
func (s *site) where(m *meeting.Meeting) (place, how string) {
	if m.Attendance != meeting.Online {
		place = placeLine(&m.Place)
	}
	how = s.text.How(m.Attendance, clip(clean(m.Join.Provider), 40), clip(clean(m.Join.Phone), 40), place != "", webLink(m.Join.URL) != "")
	return place, how
}

// placeLine joins the venue and its address, each word of which stands once.
func placeLine(p *meeting.Place) string {
	var parts []string
	for _, part := range []string{p.Name, p.Address} {
		part = clean(part)
		if part != "" && !slices.ContainsFunc(parts, func(had string) bool { return strings.Contains(meeting.Fold(part), meeting.Fold(had)) }) {
			parts = append(parts, part)
		}
	}
	if clean(p.Address) == "" {
		for _, part := range []string{p.City, p.State} {
			if part = clean(part); part != "" {
				parts = append(parts, part)
			}
		}
	}
	return clip(strings.Join(parts, ", "), longestPlace)
}

// How many small words of each sort a card shows.
const (
	mostKinds     = 4
	mostLanguages = 3
)

// small are the small words: program, kind, language.
func (s *site) small(m *meeting.Meeting) []string {
	out := []string{s.programWord(m.Program)}
	for _, word := range s.kinds(m) {
		if word = clip(word, 40); word != "" && len(out) <= mostKinds && !said(out, word) {
			out = append(out, word)
		}
	}
	for i, l := range m.Languages {
		if word := s.language(l); i < mostLanguages && !said(out, word) {
			out = append(out, word)
		}
	}
	return out
}

// kinds are a meeting's types in words. Those that only its list knows come last.
func (s *site) kinds(m *meeting.Meeting) []string {
	var known, own []string
	for _, t := range m.Types {
		if word := s.words.Type(t); word != t {
			known = append(known, clean(word))
		} else {
			own = append(own, clean(t))
		}
	}
	return append(known, own...)
}

// said reports whether a word stands among others already, however written.
func said(words []string, word string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return meeting.Fold(w) == meeting.Fold(word) })
}

func (s *site) programWord(id string) string {
	p := s.programs[id]
	for _, word := range []string{p.ShortName, p.Name, id} {
		if word != "" {
			return clip(clean(word), 60)
		}
	}
	return ""
}

// sourceWord is what people call the list a meeting stands on.
func (s *site) sourceWord(m *meeting.Meeting) string {
	if name := s.sources[m.Source].Name; name != "" {
		return clip(clean(name), 60)
	}
	return s.programWord(m.Program)
}

// language names a language; a code that is not known stands for itself.
func (s *site) language(code string) string {
	if word, ok := s.text.Languages[code]; ok {
		return word
	}
	base, _, _ := strings.Cut(code, "-")
	if word, ok := s.text.Languages[base]; ok {
		return word
	}
	return clip(clean(code), 20)
}

func (s *site) tagWord(tag string) string {
	if word, ok := s.text.Tags[tag]; ok {
		return word
	}
	return strings.ReplaceAll(tag, "-", " ")
}
