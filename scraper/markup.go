package scraper

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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

func hasClass(n *html.Node, class string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	all := attrOf(n, "class")
	return strings.Contains(all, class) && slices.Contains(strings.Fields(all), class)
}

// blockOf is what can be read of an element, its lines parted by line breaks.
func blockOf(n *html.Node) string { return strings.Join(linesOf(n), "\n") }

// siblingLines are what can be read of a node and those that follow it, line by
// line, until end says so.
func siblingLines(n *html.Node, end func(*html.Node) bool) []string {
	var b strings.Builder
	for ; n != nil && !end(n); n = n.NextSibling {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(sourceBreaks.Replace(n.Data))
		case n.Type != html.ElementNode || isHidden(n):
		case n.DataAtom == atom.Br, isBlock(n):
			b.WriteByte('\n')
			appendText(&b, n, isHidden)
			b.WriteByte('\n')
		default:
			appendText(&b, n, isHidden)
		}
	}
	return linesIn(b.String())
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
