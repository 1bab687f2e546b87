package scraper

import (
	"fmt"
	"slices"
	"strings"

	"openchair/meeting"
)

// csvOptions are a sheet's options.
type csvOptions struct {
	columns  map[string][]string // field → columns, as written
	named    []string            // header, as findHeader found it
	defaults map[string]string   // field → value
	match    map[string]string   // column, folded → value, folded
	at       map[string]int      // column of match → its place
}

func csvOptionsOf(src meeting.Source) (*csvOptions, error) {
	o := &csvOptions{at: map[string]int{}}
	var err error
	if o.columns, err = listOptions(src, "columns"); err != nil {
		return o, err
	}
	for field := range o.columns {
		if !isField(field) {
			return o, fmt.Errorf("option columns: %q is no field: use one of %s", field, fieldNames())
		}
	}
	if o.defaults, err = defaultsOf(src); err != nil {
		return o, err
	}
	match, err := textOptions(src, "match")
	if err != nil {
		return o, err
	}
	o.match = map[string]string{}
	for column, value := range match {
		o.match[columnKey(column)] = meeting.Fold(value)
	}
	return o, nil
}

// defaultsOf are the fields a source sets where a row says nothing.
func defaultsOf(src meeting.Source) (map[string]string, error) {
	defaults, err := textOptions(src, "defaults")
	if err != nil {
		return nil, err
	}
	for field := range defaults {
		if !isField(field) {
			return nil, fmt.Errorf("option defaults: %q is no field: use one of %s", field, fieldNames())
		}
	}
	return defaults, nil
}

// textOptions reads an option that is a table of texts.
func textOptions(src meeting.Source, name string) (map[string]string, error) {
	lists, err := listOptions(src, name)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(lists))
	for key, list := range lists {
		if len(list) != 1 {
			return nil, fmt.Errorf("option %s.%s holds a list: write one text in quotes", name, key)
		}
		out[key] = list[0]
	}
	return out, nil
}

// listOptions reads an option that is a table of texts or lists of texts.
func listOptions(src meeting.Source, name string) (map[string][]string, error) {
	v, ok := src.Options[name]
	if !ok {
		return nil, nil
	}
	table, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("option %s is no table: write [source.options.%s] and a line for each", name, name)
	}
	out := make(map[string][]string, len(table))
	for key, v := range table {
		values, err := textsOf(v)
		if err != nil {
			return nil, fmt.Errorf("option %s.%s: %w", name, key, err)
		}
		out[key] = values
	}
	return out, nil
}

// textsOf is a text, or a list of texts.
func textsOf(v any) ([]string, error) {
	switch v := v.(type) {
	case string:
		return []string{v}, nil
	case []any:
		var out []string
		for _, e := range v {
			s, ok := e.(string)
			if !ok {
				return nil, fmt.Errorf("%v is no text: write it in quotes", e)
			}
			out = append(out, s)
		}
		return out, nil
	}
	return nil, fmt.Errorf("%v is no text: write it in quotes", v)
}

// fields gives each column of a row its field: as the source says, else as
// people usually call it. Of two columns for one field the first counts, unless
// the source names both.
func (o *csvOptions) fields(row []string) []string {
	head := make([]string, len(row))
	taken := map[string]bool{}
	for field, columns := range o.columns {
		for _, c := range columns {
			if i := indexColumn(row, c); i >= 0 {
				head[i], taken[field] = field, true
			}
		}
	}
	for i, name := range row {
		field := columnNames[columnKey(name)]
		if field == "" && isField(strings.ToLower(strings.TrimSpace(name))) {
			field = strings.ToLower(strings.TrimSpace(name))
		}
		if head[i] == "" && field != "" && !taken[field] {
			head[i], taken[field] = field, true
		}
	}
	return o.settle(head, taken)
}

// settle tells apart what one name means in different sheets: an address alone
// is whole, and "meeting time" without a day beside it holds both.
func (o *csvOptions) settle(head []string, taken map[string]bool) []string {
	for i, field := range head {
		switch {
		case o.columns[field] != nil:
		case field == "address" && !taken["city"] && !taken["postal_code"] && !taken["formatted_address"]:
			head[i] = "formatted_address"
		case field == "time" && !taken["day"] && !taken["when"]:
			head[i] = "when"
		}
	}
	return head
}

func indexColumn(row []string, name string) int {
	return slices.IndexFunc(row, func(s string) bool { return columnKey(s) == columnKey(name) })
}

// missing returns a column that the options name and a header doesn't.
func (o *csvOptions) missing(head []string) string {
	for _, field := range sortedKeys(o.columns) {
		for _, c := range o.columns[field] {
			if indexColumn(head, c) < 0 {
				return c
			}
		}
	}
	for _, c := range sortedKeys(o.match) {
		if indexColumn(head, c) < 0 {
			return c
		}
	}
	return ""
}

// order lists the columns that are read: those that the source names in its
// own order, since they may be joined, then the others.
func (o *csvOptions) order(fields []string) []int {
	var order []int
	for _, field := range sortedKeys(o.columns) {
		for _, c := range o.columns[field] {
			order = append(order, indexColumn(o.named, c))
		}
	}
	for i, field := range fields {
		if field != "" && !slices.Contains(order, i) {
			order = append(order, i)
		}
	}
	return order
}

// note remembers a header, and where the columns stand that choose rows.
func (o *csvOptions) note(head []string) {
	o.named = head
	for c := range o.match {
		o.at[c] = indexColumn(head, c)
	}
}

// wanted reports whether a row is one of those that the source chooses.
func (o *csvOptions) wanted(row []string) bool {
	for c, value := range o.match {
		if i := o.at[c]; i >= len(row) || !strings.Contains(meeting.Fold(row[i]), value) {
			return false
		}
	}
	return true
}

// sentence turns an error into words a page may show.
func sentence(err error) string {
	s := err.Error()
	return strings.ToUpper(s[:1]) + s[1:] + "."
}
