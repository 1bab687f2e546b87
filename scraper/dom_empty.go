package scraper

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// A page without meetings is one of three: the source says in words that it
// has none, a script or a frame puts them there, or they are simply missing.

// shellText is the most a page says, its navigation left out, where a script
// fills the rest; in characters.
const shellText = 300

// withoutRows says which of the three a page is: the source's own words where
// it has no meetings, else a *ShapeError, which says missing in its last words.
func (w *webPage) withoutRows(missing string) (Reading, error) {
	body := cascadia.Query(w.root, bodyElement)
	if body == nil {
		return Reading{}, &ShapeError{Why: missing}
	}
	lines := contentOf(body)
	if utf8.RuneCountInString(strings.Join(lines, " ")) <= shellText {
		if why := w.filledIn(body); why != "" {
			return Reading{}, &ShapeError{Browser: true, Why: why}
		}
	}
	if i := slices.IndexFunc(lines, saysNone); i >= 0 {
		return Reading{Declared: lines[i]}, nil
	}
	return Reading{}, &ShapeError{Why: missing}
}

// filledIn says what puts the meetings into a page that holds next to nothing,
// "" where nothing does.
func (w *webPage) filledIn(body *html.Node) string {
	const script = "The page is filled in by a script in the browser: look for a feed behind it"
	if n := cascadia.Query(body, frameElement); n != nil {
		if link := w.link(attrOf(n, "src")); link != "" && !w.sameSite(link) {
			return "The page shows a frame from " + hostOf(link) + ": use that address, or look for a feed behind it."
		}
	}
	if cascadia.Query(w.root, scriptElement) == nil {
		return ""
	}
	asks := slices.ContainsFunc(cascadia.QueryAll(w.root, noScript), func(n *html.Node) bool {
		return strings.Contains(strings.ToLower(deepText(n)), "javascript")
	})
	if asks || slices.ContainsFunc(cascadia.QueryAll(body, shellRoot), isHollow) || hasCustomHollow(body) {
		return script + "."
	}
	return ""
}

var (
	bodyElement   = cascadia.MustCompile("body")
	frameElement  = cascadia.MustCompile("iframe[src]")
	scriptElement = cascadia.MustCompile("script")
	noScript      = cascadia.MustCompile("noscript")
	shellRoot     = cascadia.MustCompile("#root, #app, #__next, #__nuxt, #___gatsby, #q-app, #svelte, #react-root, #tsml-ui, [ng-app], [data-reactroot], [id$=-root], [id$=-app]")
)

// isHollow: an element that holds at most a word such as "Loading…".
func isHollow(n *html.Node) bool { return utf8.RuneCountInString(lineOf(n)) <= 40 }

// hasCustomHollow looks for an element of the page's own making
// (<meeting-finder>) that is empty.
func hasCustomHollow(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.DataAtom == 0 && strings.Contains(c.Data, "-") && isHollow(c) {
			return true
		}
	}
	return false
}

// deepText is all text of an element; in a <noscript> it is markup too.
func deepText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// saysNone reports whether a whole sentence says that there are no meetings. A
// search that found nothing says no such thing, nor does one about holidays.
func saysNone(line string) bool {
	for s := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == '.' || r == '!' || r == ';' }) {
		if noMeetings.MatchString(strings.ToLower(strings.TrimSpace(s))) {
			return true
		}
	}
	return false
}

const (
	atPresent = `(?:at this time|at the moment|at present|at the present time|right now|for now|currently|presently|now|here|yet|until further notice|in our area|in this area)`
	someKind  = `(?:(?:other|regular|public|scheduled|upcoming|active|local|current|in-person|online|face-to-face|group|support|recovery)\s+)*`
)

var noMeetings = regexp.MustCompile(`^(?:(?:sorry|unfortunately),?\s+)?(?:` + atPresent + `,?\s+)?` +
	`(?:(?:there are|we have|we hold|we list)\s+(?:` + atPresent + `\s+)?)?no\s+` + someKind + `meetings?` +
	`(?:\s+(?:are\s+)?(?:` + atPresent + `\s+)?(?:listed|scheduled|planned|held|available|being held))?(?:\s+` + atPresent + `)*$`)
