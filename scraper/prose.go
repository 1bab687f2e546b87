package scraper

import (
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// proseStart checks the options and asks for the page:
//
//	[source.options]
//	root = "div.entry-content"      # where the meetings stand; else the page's content
//	match = "group|meeting"         # which lines are meetings
//	not = "office|board"
//	defaults = { name = "SOS" }     # where a line names no group
func proseStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	if _, err := proseOf(src); err != nil {
		return nil, err
	}
	return []Request{{URL: src.URL}}, nil
}

// prose is how a page of words is read.
type prose struct {
	choice
	root cascadia.Selector
	at   phrase.Context
}

func proseOf(src meeting.Source) (*prose, error) {
	c, err := choiceOf(src)
	if err != nil {
		return nil, err
	}
	p := &prose{choice: c, at: phrase.Context{Country: src.Country, Language: src.Language}}
	text, err := textOption(src, "root")
	if err == nil && text != "" {
		p.root, err = selector("root", text)
	}
	return p, err
}

// proseRead reads a page whose lists or paragraphs say "Tuesdays 7:00–8:30 pm,
// Grace Church": each line with a day and a time is a listing. A heading above
// names the day or the group where the line does not.
func proseRead(p Page, src meeting.Source, _ Terms) (Reading, error) {
	rules, err := proseOf(src)
	if err != nil {
		return Reading{}, &ShapeError{Why: sentence(err)}
	}
	w, err := webPageOf(p)
	if err != nil {
		return Reading{}, err
	}
	root := w.root
	if rules.root != nil {
		if root = cascadia.Query(w.root, rules.root); root == nil {
			return Reading{}, &ShapeError{Why: "Nothing on the page matches option root: its markup may have changed."}
		}
	}
	r := Reading{}
	var group, day string
	for _, line := range proseLines(root) {
		switch {
		case line.heading && isDayOnly(line.text, rules.at):
			day = line.text
		case line.heading:
			group, day = line.text, ""
		default:
			if l, ok := rules.listing(line, group, day); ok {
				r.Listings = append(r.Listings, l)
			}
		}
	}
	if len(r.Listings) == 0 {
		return w.withoutRows("No line of the page names a day and a time.")
	}
	return r, nil
}

// proseLine is one line of a page: a heading, or what may be a meeting.
type proseLine struct {
	text    string
	heading bool
	link    string // of a conference service, where the line holds one
}

// proseLines gathers the lines of a page's content with its headings. A list's
// item or a table's row is one line, whatever breaks are in it.
func proseLines(root *html.Node) []proseLine {
	var out []proseLine
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode || isHidden(c) || isAround(c) {
				continue
			}
			switch {
			case isHeading(c):
				out = append(out, proseLine{text: lineOf(c), heading: true})
			case c.DataAtom == atom.Tr || c.DataAtom == atom.Li && !holdsBlocks(c):
				out = append(out, lineFrom(c, strings.Join(linesOf(c), ", ")))
			case holdsBlocks(c):
				walk(c)
			case isBlock(c):
				for _, text := range linesOf(c) {
					out = append(out, lineFrom(c, text))
				}
			}
		}
	}
	walk(root)
	return slices.DeleteFunc(out, func(l proseLine) bool { return l.text == "" })
}

func lineFrom(n *html.Node, text string) proseLine {
	line := proseLine{text: text, heading: isBoldLine(n, text)}
	for a := range n.Descendants() {
		if a.DataAtom == atom.A && line.link == "" {
			line.link = joinLinkIn(attrOf(a, "href"))
		}
	}
	if line.link == "" {
		line.link = joinLinkIn(text)
	}
	return line
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Dt, atom.Caption, atom.Summary, atom.Legend:
		return true
	}
	return false
}

// isBoldLine: a paragraph all in bold without a clock is a heading by another
// name.
func isBoldLine(n *html.Node, text string) bool {
	if n.DataAtom == atom.Tr || len(text) > 80 || mayHoldClock(text) {
		return false
	}
	c := n.FirstChild
	for c != nil && c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
		c = c.NextSibling
	}
	return c != nil && (c.DataAtom == atom.Strong || c.DataAtom == atom.B) && lineOf(c) == text
}

// holdsBlocks: an element with blocks in it is no line of its own.
func holdsBlocks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !isHidden(c) && (isBlock(c) || holdsBlocks(c)) {
			return true
		}
	}
	return false
}

var noonWords = regexp.MustCompile(`(?i)\b(noon|midnight|mediodía|mediodia|midi|minuit|mittags?|mitternacht|meio-dia|middag)\b`)

func mayHoldClock(text string) bool {
	return strings.ContainsAny(text, "0123456789") || noonWords.MatchString(text)
}

func isDayOnly(text string, at phrase.Context) bool {
	t, ok := phrase.ReadTime(text, at)
	return ok && !t.Whole() && t.Schedule.Timed() && strings.TrimFunc(text[:t.Start]+text[t.End:], isPunct) == ""
}

func isPunct(r rune) bool { return strings.ContainsRune(" .,;:-–—|()*•", r) }

// neverMeetings are lines that name days and times of something else.
var neverMeetings = regexp.MustCompile(`(?i)\b(office hours?|business hours|opening hours|hours of operation|hotline|helpline|answering service|last updated|copyright|posted on|deadline|registration)\b`)

// listing reads a line as one meeting: the time, what stands before it as the
// group, what follows as the place.
func (p *prose) listing(line proseLine, group, day string) (Listing, bool) {
	text := cleanLine(line.text, maxField)
	if !mayHoldClock(text) || neverMeetings.MatchString(text) || !p.wants(text, nil) {
		return Listing{}, false
	}
	times := phrase.ReadTimes(text, p.at)
	if len(times) == 0 {
		return Listing{}, false
	}
	start, end := times[0].Start, times[len(times)-1].End
	l := Listing{When: text[start:end], ConferenceURL: line.link}
	if !times[0].Whole() {
		if day == "" {
			return Listing{}, false
		}
		l.When = day + " " + l.When
		if t, ok := phrase.ReadTime(l.When, p.at); !ok || !t.Whole() {
			return Listing{}, false
		}
	}
	l.Name = groupIn(text[:start])
	setVenue(&l, venueIn(text[end:]))
	if l.Name == "" {
		l.Name = cleanLine(group, maxName)
	}
	p.fill(&l)
	settleWords(&l)
	return l, l.Name != ""
}

// groupIn is the name before a time, "" where the words only lead to it: "We
// meet every".
func groupIn(s string) string {
	s = strings.TrimFunc(leading.ReplaceAllString(s, ""), isPunct)
	if !strings.ContainsFunc(s, func(r rune) bool { return r > '@' }) {
		return ""
	}
	return s
}

var leading = regexp.MustCompile(`(?i)(?:^|\b)(?:(?:we|the group|our group|this group|group|our|the|all)\s+)?(?:meetings?\s+)?(?:(?:are|is|will be)\s+)?(?:now\s+)?(?:meets?|meetings?|held|gathers?)?(?:\s+(?:in person|online|weekly|regularly|on|every|each|at|from))*\s*[:,–-]*\s*$`)

// venueIn is the place after a time, without the words that lead to it.
func venueIn(s string) string {
	s = strings.TrimLeftFunc(s, isPunct)
	s = leadingIn.ReplaceAllString(s, "")
	if at := strings.Index(s, ". "); at > 0 && at+2 < len(s) && !isAbbreviation(s[:at]) {
		s = s[:at]
	}
	return strings.TrimRight(s, " .;,")
}

var leadingIn = regexp.MustCompile(`(?i)^(?:(?:in person|online|on|via|over|at|in|@|im|in der|in den|am|bei|beim|an der|au|à la|à|chez|en el|en la|en|no|na|in het|location:?|where:?|place:?|ort:?|lugar:?|lieu:?)\s+)+(?:the\s+)?`)

// isAbbreviation: "12 Elm St." does not end a sentence.
func isAbbreviation(s string) bool {
	return abbreviations[strings.ToLower(s[strings.LastIndexAny(s, " ,")+1:])]
}

var abbreviations = wordSet(`st ave av rd dr blvd ln ct pl sq hwy pkwy no nr n s e w mt ft rm bldg apt ste str av rev fr`)
