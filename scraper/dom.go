package scraper

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// webPage is a page as a browser would see it before it runs any script.
type webPage struct {
	root *html.Node
	base *url.URL // what its links are relative to
}

// webPageOf parses a page. Its error is a *ShapeError.
func webPageOf(p Page) (*webPage, error) {
	body := bytes.TrimSpace(p.Body)
	switch {
	case len(body) == 0:
		return nil, &ShapeError{Cut: true, Why: "The page is empty where the list of meetings was due."}
	case !bytes.Contains(body, []byte("<")) || body[0] == '{' || body[0] == '[' || bytes.HasPrefix(body, []byte("%PDF")):
		return nil, &ShapeError{Why: fmt.Sprintf("It is no web page: it begins with %q.", firstRunes(firstWords(body), 20))}
	}
	root, err := html.Parse(strings.NewReader(pageText(p.Body)))
	if err != nil {
		return nil, &ShapeError{Why: fmt.Sprintf("The web page can't be read: %v.", err)}
	}
	w := &webPage{root: root, base: &url.URL{}}
	if u, err := url.Parse(p.URL); err == nil {
		w.base = u
	}
	if b := cascadia.Query(root, baseElement); b != nil {
		if u, err := w.base.Parse(strings.TrimSpace(attrOf(b, "href"))); err == nil {
			w.base = u
		}
	}
	return w, nil
}

var baseElement = cascadia.MustCompile("base[href]")

// link returns what an address on the page leads to, without its fragment; ""
// where it is none of the web.
func (w *webPage) link(ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || strings.HasPrefix(ref, "#") {
		return ""
	}
	u, err := w.base.Parse(ref)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	u.Fragment = ""
	return u.String()
}

// sameSite reports whether an address is on the host of the page.
func (w *webPage) sameSite(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.EqualFold(u.Host, w.base.Host)
}

func attrOf(n *html.Node, name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return n.Attr[i].Val
		}
	}
	return ""
}

// lineOf is what can be read of an element, in one line.
func lineOf(n *html.Node) string { return strings.Join(strings.Fields(textOf(n)), " ") }

// linesOf is what can be read of an element, line by line: each block and each
// <br> breaks a line, and nothing that a browser hides is in it.
func linesOf(n *html.Node) []string { return linesIn(textOf(n)) }

// contentOf is the same without what stands around the content of a page.
func contentOf(n *html.Node) []string {
	var b strings.Builder
	appendText(&b, n, func(n *html.Node) bool { return isHidden(n) || isAround(n) })
	return linesIn(b.String())
}

func linesIn(text string) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// textOf gathers text with line breaks where the page has them.
func textOf(n *html.Node) string {
	var b strings.Builder
	appendText(&b, n, isHidden)
	return b.String()
}

func appendText(b *strings.Builder, n *html.Node, skip func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(sourceBreaks.Replace(c.Data))
		case c.Type != html.ElementNode || skip(c):
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
		case isBlock(c):
			b.WriteByte('\n')
			appendText(b, c, skip)
			b.WriteByte('\n')
		default:
			appendText(b, c, skip)
		}
	}
}

// Line breaks in the page's source mean no more than a space.
var sourceBreaks = strings.NewReplacer("\n", " ", "\r", " ")

// isHidden: what no reader of the page sees.
func isHidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Select, atom.Textarea, atom.Svg, atom.Iframe, atom.Object:
		return true
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// isBlock: elements that stand on lines of their own.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot,
		atom.Tr, atom.Td, atom.Th, atom.Caption, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Section, atom.Article,
		atom.Aside, atom.Header, atom.Footer, atom.Nav, atom.Main, atom.Address, atom.Blockquote, atom.Pre, atom.Hr, atom.Form,
		atom.Fieldset, atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Body, atom.Html:
		return true
	}
	return false
}

// isAround: the parts of a page that stand around its content.
func isAround(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Form:
		return true
	}
	switch attrOf(n, "role") {
	case "navigation", "banner", "contentinfo", "complementary", "search":
		return true
	}
	return false
}
