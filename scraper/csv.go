package scraper

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// csvStart checks the options and asks for the source's one page:
//
//	[source.options]
//	columns  = { name = "Group", time = ["Time", "AmPm"] }  # field = column, or columns to join
//	defaults = { name = "Celebrate Recovery" }              # where a row says nothing
//	match    = { Type = "open" }                            # only rows whose column says this
func csvStart(src meeting.Source) ([]Request, error) {
	if err := webAddress(src); err != nil {
		return nil, err
	}
	if _, err := csvOptionsOf(src); err != nil {
		return nil, err
	}
	return []Request{{URL: src.URL}}, nil
}

// csvRead reads any delimited sheet: a published Google sheet, the template of
// the 12 Step Meeting List, an export. The delimiter and the row that holds the
// names of the columns are found; names are known by what people usually call
// them, or told by the source.
func csvRead(p Page, src meeting.Source, _ Terms) (Reading, error) {
	opts, err := csvOptionsOf(src)
	if err != nil {
		return Reading{}, &ShapeError{Why: sentence(err)}
	}
	text := pageText(p.Body)
	rows, err := rowsOf(text)
	if err != nil {
		return Reading{}, err
	}
	head, body, err := findHeader(rows, opts)
	if err != nil {
		return Reading{}, err
	}
	s := sheet{head: head, rows: body, opts: opts, first: len(rows) - len(body)}
	return s.read(), nil
}

// rowsOf parts a sheet into rows: text, or a Google sheet as its interface
// answers, {"values": [["Name", …], …]}.
func rowsOf(text string) ([][]string, error) {
	if start := strings.TrimSpace(text); strings.HasPrefix(start, "{") {
		var sheet struct {
			Values [][]any `json:"values"`
		}
		if err := json.Unmarshal([]byte(start), &sheet); err == nil && len(sheet.Values) > 0 {
			return texts(sheet.Values)
		}
	}
	if err := isSheet(text); err != nil {
		return nil, err
	}
	return sheetRows(text)
}

func texts(values [][]any) ([][]string, error) {
	if len(values) > maxRows {
		return nil, &ShapeError{Why: fmt.Sprintf("The sheet holds more than %d rows, which no list of meetings should.", maxRows)}
	}
	rows := make([][]string, len(values))
	for i, row := range values {
		for _, v := range row {
			if v == nil {
				v = ""
			}
			rows[i] = append(rows[i], fmt.Sprint(v))
		}
	}
	return rows, nil
}

// isSheet says what stands where a sheet was due.
func isSheet(text string) error {
	switch start := strings.TrimSpace(firstRunes(text, 200)); {
	case start == "":
		return &ShapeError{Cut: true, Why: "The page is empty where the sheet was due."}
	case start[0] == '<' && strings.Contains(text, "google"):
		return &ShapeError{HTML: true, Why: "A web page stands where the sheet was due. A Google sheet must be published as CSV: its address then ends in output=csv."}
	case start[0] == '<':
		return &ShapeError{HTML: true, Why: "A web page stands where the sheet was due."}
	case start[0] == '{', start[0] == '[':
		return &ShapeError{Why: "JSON stands where the sheet was due: try format meeting-guide."}
	case strings.HasPrefix(start, "PK"), strings.ContainsRune(start, 0):
		return &ShapeError{Why: "It is no text but a file of a spreadsheet program: export it as CSV."}
	}
	return nil
}

// sheet is the rows of a page under their columns.
type sheet struct {
	head    []string // field of each column, "" where it isn't read
	rows    [][]string
	opts    *csvOptions
	first   int   // rows above the first
	order   []int // columns that are read, those of one field as the source orders them
	clock24 bool
	keyed   bool
}

func (s *sheet) read() Reading {
	s.clock24 = s.clocksReach13()
	s.keyed = !s.countsRows()
	s.order = s.opts.order(s.head)
	r := Reading{Listings: make([]Listing, 0, len(s.rows))}
	for i, row := range s.rows {
		if isBlank(row) || !s.opts.wanted(row) {
			continue
		}
		l := s.listing(row)
		if l.Name == "" {
			r.Refused = append(r.Refused, meeting.Refusal{Key: l.Key, Field: "name", Reason: noName})
			if l.Key == "" {
				r.Refused[len(r.Refused)-1].Key = fmt.Sprintf("row %d", s.first+i+1)
			}
			continue
		}
		r.Listings = append(r.Listings, l)
	}
	return r
}

func (s *sheet) listing(row []string) Listing {
	var l Listing
	parts := map[string][]string{}
	for _, i := range s.order {
		field := s.head[i]
		if i >= len(row) || field == "id" && !s.keyed {
			continue
		}
		if v := strings.TrimSpace(row[i]); v != "" {
			if strings.HasSuffix(field, "notes") {
				v = strings.ReplaceAll(v, " | ", "\n")
			}
			parts[field] = append(parts[field], v)
		}
	}
	if half := parts[halfField]; len(half) > 0 && len(parts["time"]) > 0 {
		parts["time"] = append(parts["time"], half...)
	}
	delete(parts, halfField)
	for field, values := range parts {
		setField(&l, field, strings.Join(values, joiner(field)))
	}
	for field, value := range s.opts.defaults {
		setField(&l, field, value)
	}
	settleFields(&l, s.clock24)
	return l
}

// joiner parts the values of several columns for one field.
func joiner(field string) string {
	if listFields[field] != nil {
		return ", "
	}
	if strings.HasSuffix(field, "notes") {
		return "\n"
	}
	return " "
}

// clocksReach13: a sheet that writes 19:30 means mornings where it writes 7:30.
func (s *sheet) clocksReach13() bool {
	at := slices.Index(s.head, "time")
	if at < 0 || slices.Contains(s.head, halfField) {
		return false
	}
	for _, row := range s.rows {
		if at < len(row) {
			if h, _, ok := hoursMinutes(strings.TrimSpace(row[at])); ok && (h >= 13 || h == 0 || strings.HasPrefix(strings.TrimSpace(row[at]), "0")) {
				return true
			}
		}
	}
	return false
}

// countsRows: an id that only counts the rows is nobody's key, for the rows
// below a new one are numbered anew.
func (s *sheet) countsRows() bool {
	at := slices.Index(s.head, "id")
	if at < 0 {
		return false
	}
	first := -1
	for i, row := range s.rows {
		if at >= len(row) {
			return false
		}
		n, err := strconv.Atoi(strings.TrimSpace(row[at]))
		if i == 0 {
			first = n
		}
		if err != nil || n != first+i || first > 2 {
			return false
		}
	}
	return len(s.rows) > 1
}

func isBlank(row []string) bool {
	return !slices.ContainsFunc(row, func(s string) bool { return strings.TrimSpace(s) != "" })
}
