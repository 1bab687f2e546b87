package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"
)

// jsonFlag makes a command print one JSON value a line.
type jsonFlag struct {
	JSON bool `name:"json" help:"Print JSON, one value a line."`
}

// printer writes rows as an aligned table, or values as JSON lines.
type printer struct {
	asJSON bool
	table  *tabwriter.Writer
	json   *json.Encoder
}

func (f jsonFlag) printer(w io.Writer, columns ...string) *printer {
	p := &printer{asJSON: f.JSON, table: tabwriter.NewWriter(w, 0, 4, 2, ' ', 0), json: json.NewEncoder(w)}
	p.json.SetEscapeHTML(false)
	if !p.asJSON && len(columns) > 0 {
		fmt.Fprintln(p.table, strings.Join(columns, "\t"))
	}
	return p
}

// row prints v as JSON, or the cells as one line of the table.
func (p *printer) row(v any, cells ...any) error {
	if p.asJSON {
		return p.json.Encode(v)
	}
	line := make([]string, len(cells))
	for i, c := range cells {
		line[i] = oneLine(fmt.Sprint(c))
	}
	_, err := fmt.Fprintln(p.table, strings.Join(line, "\t"))
	return err
}

func (p *printer) flush() error { return p.table.Flush() }

// oneLine keeps a listing's text from breaking the table or steering the terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || (r >= 0x80 && r < 0xa0) || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) {
			return ' '
		}
		return r
	}, s)
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// ago says how long before now t was, roughly; "never" for the zero time.
func ago(t, now time.Time) string {
	if t.IsZero() {
		return "never"
	}
	switch d := now.Sub(t); {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h ago", int(d.Hours()))
	default:
		return fmt.Sprintf("%d days ago", int(d.Hours()/24))
	}
}

// onTerminal reports whether w is a terminal, where progress may be drawn.
func onTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
