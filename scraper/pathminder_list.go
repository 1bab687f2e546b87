package scraper

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"openchair/meeting"
)

var (
	pmRows    = cascadia.MustCompile(`.meetinglistrow`)
	pmOldRows = cascadia.MustCompile(`[data-href*="/meetings/"]`) // before mid-2026
	pmAbout   = cascadia.MustCompile(`span.text-center`)
	pmClock   = cascadia.MustCompile(`.meeting-time, [data-utc]`)
	pmOnline  = cascadia.MustCompile(`i.fa-video`)
)

// pmSeen is the term that holds the meetings of the page before.
const pmSeen = "pathminder page"

// pathminderList reads one page of the list and asks for the next until one
// has no rows, or repeats the last as some sites do past the end. A first page
// without rows is no list without meetings: the site may have changed.
func pathminderList(p Page, doc *html.Node, src meeting.Source, known Terms) (Reading, error) {
	mode, err := pathminderMode(src)
	if err != nil {
		return Reading{}, &ShapeError{Why: sentence(err)}
	}
	l := pmListing{page: p, own: pmBase(p, src)}
	found := pmRows.MatchAll(doc)
	if len(found) == 0 {
		found = pmOldRows.MatchAll(doc)
	}
	number := pmPageNumber(p.URL)
	if len(found) == 0 {
		return pmNoRows(doc, number)
	}
	for i, n := range found {
		l.row(n, i+1)
	}
	ids := strings.Join(l.ids, " ")
	if number > 1 && known[pmSeen].Key == ids {
		return Reading{}, nil
	}
	l.reading.Terms = Terms{pmSeen: {ID: pmSeen, Key: ids}}
	if mode == pmListDetail {
		l.detailed()
	}
	if list, err := url.Parse(p.URL); err == nil && number < pmMaxLists {
		l.reading.Next = append(l.reading.Next, Request{URL: pathminderPage(list, number+1), Optional: true})
	}
	return l.reading, nil
}

func pmPageNumber(address string) int {
	u, err := url.Parse(address)
	if err != nil {
		return 1
	}
	n, err := strconv.Atoi(u.Query().Get("page"))
	if err != nil {
		return 1
	}
	return max(1, n)
}

var pmNone = regexp.MustCompile(`(?i)[^.!?\n]*\b(?:no meetings (?:were |are )?(?:found|available|match\w*|listed|scheduled)|there are (?:currently |now )?no meetings|no (?:results|matches) found)\b[^.!?\n]*[.!?]?`)

// pmNoRows is a page past the last, the site's own word that there is nothing,
// or another page altogether.
func pmNoRows(doc *html.Node, number int) (Reading, error) {
	if words := strings.TrimSpace(pmNone.FindString(blockOf(doc))); words != "" && number == 1 {
		return Reading{Declared: shown(words)}, nil
	}
	if number > 1 {
		return Reading{}, nil
	}
	return Reading{}, &ShapeError{Why: "The page has no row of a meeting (class meetinglistrow), nor does it say that there is none: the site may have changed, or the address lacks its search."}
}

type pmListing struct {
	page    Page
	own     string // the site, without a slash
	reading Reading
	ids     []string
}

func pmBase(p Page, src meeting.Source) string {
	u, err := url.Parse(p.URL)
	if err != nil || u.Host == "" {
		u, err = url.Parse(src.URL)
		if err != nil {
			return ""
		}
	}
	return u.Scheme + "://" + u.Host
}

// detailed asks for the page of each row, which says more.
func (l *pmListing) detailed() {
	for _, row := range l.reading.Listings {
		l.reading.Next = append(l.reading.Next, Request{URL: row.URL, Optional: true, Rows: []Listing{row}})
	}
	l.reading.Listings = nil
}

// row reads one row. Names of facilitators, which follow a person's icon, are
// passed over.
func (l *pmListing) row(n *html.Node, number int) {
	id, ok := pmRowID(n)
	if !ok {
		l.reading.Refused = append(l.reading.Refused, meeting.Refusal{
			Key: fmt.Sprintf("row %d", number), Field: "row", Value: shown(firstRunes(firstLine(blockOf(n)), 20)),
			Reason: "This row leads to no page of a meeting, as /meetings/123/. It comes back by itself once it does.",
		})
		return
	}
	l.ids = append(l.ids, id)
	row := Listing{Key: id, URL: l.own + "/meetings/" + id + "/"}
	program := pmRowAbout(n, &row)
	city := pmRowPlace(n)
	pmPlaceWords(&row, city, pmOnline.MatchFirst(n) != nil)
	row.Name = firstOf(city, program, "Meeting #"+id)
	if clock := pmClock.MatchFirst(n); clock != nil {
		pmRowTime(&row, attrOf(clock, "data-utc"), blockOf(clock))
	}
	l.reading.Listings = append(l.reading.Listings, row)
}

func pmRowID(n *html.Node) (id string, ok bool) {
	walkNodes(n, func(n *html.Node) bool {
		if n.Type == html.ElementNode && !ok {
			if id, ok = pathminderID(attrOf(n, "href")); !ok {
				id, ok = pathminderID(attrOf(n, "data-href"))
			}
		}
		return !ok
	})
	return id, ok
}

// pmRowAbout reads program, audiences and languages, one a line.
func pmRowAbout(n *html.Node, row *Listing) (program string) {
	about := pmAbout.MatchFirst(n)
	if about == nil {
		return ""
	}
	lines := linesOf(about)
	if len(lines) == 0 {
		return ""
	}
	program = pmProgram(lines[0])
	row.Types = appendNonEmpty(row.Types, program)
	rest := lines[1:]
	if n := len(rest); n > 1 || n == 1 && pmNamesLanguages(rest[0]) {
		row.Languages, rest = pmLanguages(rest[n-1]), rest[:n-1]
	}
	for _, line := range rest {
		row.Types = append(row.Types, pmAudiences(line)...)
	}
	return program
}

// pmRowPlace is the text of the column for "City, State". The column that
// follows a person's icon holds names, and what names no known place may too.
func pmRowPlace(row *html.Node) (city string) {
	person := false
	walkNodes(row, func(n *html.Node) bool {
		switch {
		case hasClass(n, "fa-user"), hasClass(n, "fa-users"):
			person = true
		case hasClass(n, "d-md-block") && !hasClass(n, "text-center"):
			if !person && city == "" {
				city = strings.Join(linesOf(n), ", ")
			}
			person = false
			return false
		}
		return true
	})
	if _, state, _ := strings.Cut(city, ", "); !meeting.IsPlace(last(strings.Split(state, ", "))) {
		return ""
	}
	return city
}
