package scraper

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markup parses a web page. Any bytes are one: what is wrong is mended as
// browsers mend it. Its error is a *ShapeError.
func markup(p Page) (*html.Node, error) {
	body := bytes.TrimSpace(p.Body)
	if len(body) == 0 {
		return nil, &ShapeError{Cut: true, Why: "The page is empty where the list of meetings was due."}
	}
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, &ShapeError{Why: "The page can't be read as a web page: " + err.Error() + "."}
	}
	return doc, nil
}

// walkNodes calls visit for n and what it holds, in order; where visit returns
// false, what that node holds is passed over.
func walkNodes(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walkNodes(c, visit)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	all := attribute(n, "class")
	return strings.Contains(all, class) && slices.Contains(strings.Fields(all), class)
}

// nodeText is the text of nodes as a reader sees it: lines where the markup
// breaks them, no scripts.
func nodeText(nodes ...*html.Node) string {
	var b strings.Builder
	for _, n := range nodes {
		writeText(&b, n)
	}
	return tidyLines(b.String())
}

func writeText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\t' {
				return ' '
			}
			return r
		}, n.Data))
		return
	case isUnseen(n):
		return
	}
	if breaksLine(n.DataAtom) {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(b, c)
	}
	if breaksLine(n.DataAtom) {
		b.WriteByte('\n')
	}
}

func isUnseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript:
		return true
	}
	return false
}

func breaksLine(a atom.Atom) bool {
	switch a {
	case atom.Br, atom.P, atom.Div, atom.Li, atom.Tr, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// tidyLines makes white space single and leaves empty lines out.
func tidyLines(s string) string {
	lines := strings.Split(s, "\n")
	out := lines[:0]
	for _, line := range lines {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
