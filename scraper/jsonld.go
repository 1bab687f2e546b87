package scraper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"openchair/meeting"
)

// jsonldStart asks for the page. Its options choose events, as ical's do.
func jsonldStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	if _, err := choiceOf(src); err != nil {
		return nil, err
	}
	return []Request{{URL: src.URL}}, nil
}

// jsonldRead reads the events of schema.org that a web page holds for search
// engines, or a page that is JSON-LD itself. One block that is no JSON costs
// that block.
func jsonldRead(p Page, src meeting.Source, _ Terms) (Reading, error) {
	g := graph{page: p, nodes: map[string]map[string]any{}, seen: map[string]bool{}}
	var err error
	if g.choice, err = choiceOf(src); err != nil {
		return Reading{}, &ShapeError{Why: sentence(err)}
	}
	blocks, err := jsonldBlocks(p.Body)
	if err != nil {
		return Reading{}, err
	}
	var roots []any
	for i, block := range blocks {
		root, err := jsonldBlock(block)
		if err != nil {
			g.refuse(fmt.Sprintf("block %d", i+1), "", "script", firstRunes(block, 40), "This block of data is no JSON. It comes back by itself once the page is right.")
			continue
		}
		roots = append(roots, root)
	}
	for _, root := range roots {
		g.index(root)
	}
	for _, root := range roots {
		g.find(root)
	}
	switch {
	case g.events == 0 && len(blocks) == 0:
		return withoutData(p)
	case g.events == 0:
		return Reading{}, g.noEvents(len(blocks))
	case g.events > maxLdEvents:
		return Reading{}, &ShapeError{Why: fmt.Sprintf("The page names more than %d events, which refer to each other.", maxLdEvents)}
	}
	g.reading.Listings = append(g.reading.Listings, reachTo(groupInstances(g.single, p.Fetched, src.Zone), g.horizon)...)
	return g.reading, nil
}

// withoutData says what a page is that holds no block of data.
func withoutData(p Page) (Reading, error) {
	w, err := webPageOf(p)
	if err != nil {
		return Reading{}, err
	}
	return w.withoutRows("The page holds no data of schema.org (JSON-LD): look for a feed, or read it by format html.")
}

// noEvents says what stands where events were due.
func (g *graph) noEvents(blocks int) error {
	if len(g.reading.Refused) == blocks {
		return &ShapeError{Why: "No block of data on the page is JSON."}
	}
	return &ShapeError{Why: "The page's data of schema.org (JSON-LD) name no event: look for another page, or a feed."}
}

var ldType = []byte("application/ld+json")

// jsonldBlocks are the texts of a page's JSON-LD scripts, or the page itself.
func jsonldBlocks(body []byte) ([]string, error) {
	body = bytes.TrimSpace(body)
	switch {
	case len(body) == 0:
		return nil, &ShapeError{Cut: true, Why: "The page is empty where events were due."}
	case body[0] == '{', body[0] == '[':
		return []string{pageText(body)}, nil
	}
	var blocks []string
	z := html.NewTokenizer(strings.NewReader(pageText(body)))
	for in := false; ; {
		switch z.Next() {
		case html.ErrorToken:
			return blocks, nil
		case html.StartTagToken:
			in = isDataScript(z)
		case html.TextToken:
			if in {
				blocks = append(blocks, string(z.Raw()))
			}
		case html.EndTagToken:
			in = false
		}
	}
}

func isDataScript(z *html.Tokenizer) bool {
	name, more := z.TagName()
	if atom.Lookup(name) != atom.Script {
		return false
	}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "type" && bytes.HasPrefix(bytes.ToLower(bytes.TrimSpace(value)), ldType) {
			return true
		}
	}
	return false
}

// Marks that old pages put around data so that browsers pass it over.
var (
	ldBefore = []string{"//", "/*", "*/", "<!--", "<![CDATA["}
	ldBehind = []string{"//", "/*", "*/", "-->", "]]>", ";"}
)

// jsonldBlock reads one block: raw line breaks in texts, wrappings and a
// semicolon at the end are let pass.
func jsonldBlock(text string) (any, error) {
	r := newReader(trimMarks(trimMarks(text, strings.TrimPrefix, ldBefore), strings.TrimSuffix, ldBehind))
	root, err := r.tree()
	if err != nil {
		return nil, err
	}
	return root, r.end()
}

// trimMarks trims marks and white space until there are none.
func trimMarks(s string, trim func(s, mark string) string, marks []string) string {
	for before := ""; s != before; {
		before, s = s, strings.TrimSpace(s)
		for _, mark := range marks {
			s = trim(s, mark)
		}
	}
	return s
}

// graph is what the blocks of a page say together.
type graph struct {
	page    Page
	choice  choice
	nodes   map[string]map[string]any // by @id, for what refers to them
	seen    map[string]bool           // events that stand in two blocks
	events  int
	horizon string
	single  []Listing
	reading Reading
}

// index notes the nodes that others refer to by @id.
func (g *graph) index(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.index(e)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 && len(v) > len(g.nodes[id]) {
			g.nodes[id] = v
		}
		for _, e := range v {
			g.index(e)
		}
	}
}

// Properties that lead to people, or back to where one came from.
var ldPassed = map[string]bool{
	"organizer": true, "performer": true, "contactPoint": true, "author": true, "attendee": true, "contributor": true, "director": true,
	"superEvent": true, "eventSchedule": true, "location": true, "offers": true,
}

// find walks all that could hold an event: lists, @graph, items, an
// organization's events.
func (g *graph) find(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.find(e)
		}
	case map[string]any:
		if isEvent(v) {
			g.event(v, nil)
			return
		}
		for _, name := range sortedKeys(v) {
			if !ldPassed[name] {
				g.find(v[name])
			}
		}
	}
}

func isEvent(v map[string]any) bool {
	return slices.ContainsFunc(ldTexts(v["@type"]), func(s string) bool {
		name := ldName(s)
		return name == "EventSeries" || strings.HasSuffix(name, "Event")
	})
}

func (g *graph) refuse(key, name, field, value, reason string) {
	g.reading.Refused = append(g.reading.Refused, meeting.Refusal{Key: key, Name: shown(name), Field: field, Value: shown(value), Reason: reason})
}

// ldName is the last part of a name of schema.org, which may be written as an
// address.
func ldName(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexAny(s, "/:#")+1:]
}

// ldText is a value as text: the first of several, a literal's @value, the name
// of a thing.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
	case []any:
		for _, e := range v {
			if s := ldText(e); s != "" {
				return s
			}
		}
	case map[string]any:
		for _, name := range [...]string{"@value", "value", "alternateName", "name", "url", "@id"} {
			if s := ldText(v[name]); s != "" {
				return s
			}
		}
	}
	return ""
}

// ldTexts is a value as a list of texts.
func ldTexts(v any) []string {
	list, ok := v.([]any)
	if !ok {
		return appendNonEmpty(nil, ldText(v))
	}
	var out []string
	for _, e := range list {
		out = appendNonEmpty(out, ldText(e))
	}
	return out
}
