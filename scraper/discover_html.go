package scraper

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

var (
	anyTable  = cascadia.MustCompile("table")
	tableRow  = cascadia.MustCompile("tr")
	tableCell = cascadia.MustCompile("th, td")
	tableHead = cascadia.MustCompile("thead tr")
	anyLink   = cascadia.MustCompile("a[href]")
)

// tableClues are for tables whose first row names the columns, in the words
// that a sheet's may.
func (w *webPage) tableClues() []clue {
	var out []clue
	for _, table := range cascadia.QueryAll(w.root, anyTable) {
		if options := tableOptions(table); options != nil {
			out = append(out, clue{format: "html", url: w.base.String(), why: "a table whose columns have known names", options: options})
		}
	}
	return out
}

// tableOptions are the selectors that read a table; nil where its columns are
// no meetings'.
func tableOptions(table *html.Node) map[string]any {
	rows := cascadia.QueryAll(table, tableRow)
	if len(rows) < 2 || hasTable(table) { // a table that only lays out
		return nil
	}
	options := map[string]any{}
	for i, cell := range cascadia.QueryAll(rows[0], tableCell) {
		field := columnNames[columnKey(lineOf(cell))]
		if field == halfField {
			field = "time" // "7:00" and "PM" in two columns
		}
		if !isField(field) {
			continue
		}
		selector := fmt.Sprintf("td:nth-child(%d)", i+1)
		switch before := options[field].(type) {
		case nil:
			options[field] = selector
		case string:
			options[field] = []any{before, selector}
		}
	}
	if options["name"] == nil && options["group"] != nil {
		options["name"] = options["group"]
		delete(options, "group")
	}
	if options["name"] == nil || options["when"] == nil && (options["day"] == nil || options["time"] == nil) {
		return nil
	}
	if name, ok := options["name"].(string); ok && options["url"] == nil && linked(rows[1:]) {
		options["url"] = name + " a attr:href"
	}
	rest := "tbody tr:not(:first-child)"
	if cascadia.Query(table, tableHead) != nil {
		rest = "tbody tr"
	}
	options["row"] = tableName(table) + " " + rest
	return options
}

func hasTable(table *html.Node) bool {
	for n := range table.Descendants() {
		if n.Data == "table" && n.Type == html.ElementNode {
			return true
		}
	}
	return false
}

func linked(rows []*html.Node) bool {
	for _, row := range rows {
		if cascadia.Query(row, anyLink) != nil {
			return true
		}
	}
	return false
}

var plainName = regexp.MustCompile(`^[A-Za-z][\w-]*$`)

// tableName selects a table by its id or its first class, where it has one.
func tableName(table *html.Node) string {
	if id := attrOf(table, "id"); plainName.MatchString(id) {
		return "table#" + id
	}
	if class, _, _ := strings.Cut(strings.TrimSpace(attrOf(table, "class")), " "); plainName.MatchString(class) {
		return "table." + class
	}
	return "table"
}
