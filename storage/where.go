package storage

import (
	"fmt"
	"strconv"
	"strings"

	"openchair/meeting"
)

// where builds the conditions of a query with numbered parameters.
type where struct {
	engine
	parts []string
	args  []any
	few   bool // the engine finds the few that may be meant
}

// arg keeps a value and returns the parameter that stands for it.
func (w *where) arg(v any) string {
	w.args = append(w.args, v)
	return "?" + strconv.Itoa(len(w.args))
}

func (w *where) add(condition string) { w.parts = append(w.parts, condition) }

// String returns " WHERE …", or nothing where there is no condition.
func (w *where) String() string {
	if len(w.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.parts, " AND ")
}

func (w *where) limit(n int) string {
	if n <= 0 {
		return ""
	}
	return " LIMIT " + w.arg(n)
}

func oneOf[T ~string](w *where, column string, values []T) {
	if len(values) == 0 {
		return
	}
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = w.arg(string(v))
	}
	w.add(column + " IN (" + strings.Join(marks, ", ") + ")")
}

// maxValues bounds a filter, so that no address makes a query that an engine refuses.
const maxValues = 10_000

// matching turns a filter into conditions on table meeting as m that choose
// what meeting.Filter.Matches does.
func matching(f meeting.Filter) (where, error) {
	w := where{engine: sqliteEngine{}}
	if n := len(f.IDs) + len(f.Programs) + len(f.Sources) + len(f.Attendance) + len(f.Types) + len(f.Languages); n > maxValues {
		return w, fmt.Errorf("the filter names %d values: use at most %d", n, maxValues)
	}
	oneOf(&w, "m.id", f.IDs)
	oneOf(&w, "m.program", f.Programs)
	oneOf(&w, "m.source", f.Sources)
	oneOf(&w, "m.attendance", f.Attendance)
	if f.Days != 0 {
		w.add("(m.held_days & " + w.arg(int64(f.Days)) + ") <> 0")
	}
	w.clock(f)
	w.lists(f)
	if !f.Retired {
		w.add("m.retired IS NULL")
	}
	if !f.Witnesses && len(f.IDs) == 0 { // whoever names one by its id gets it
		w.add("m.witness_of IS NULL")
	}
	w.near(f.Near)
	if words := f.Words(); len(words) > 0 {
		w.few = true
		w.add(w.engine.words(&w, words))
	}
	return w, nil
}

// clock bounds the start by the meeting's own clock, kept as HH:MM.
func (w *where) clock(f meeting.Filter) {
	if !f.Timed() {
		return
	}
	from, before := "m.start >= "+w.arg(f.From.String()), ""
	if f.To != 0 {
		before = "m.start < " + w.arg(f.To.String())
	}
	w.add("m.held_days <> 0")
	switch {
	case before == "":
		w.add(from)
	case f.From < f.To:
		w.add(from + " AND " + before)
	default:
		w.add("(" + from + " OR " + before + ")")
	}
}

// lists looks into columns that hold lists as JSON: what is looked for is a
// value with its quotes.
func (w *where) lists(f meeting.Filter) {
	holds := func(column, quoted string) string { return "instr(" + column + ", " + w.arg(quoted) + ") > 0" }
	for _, t := range f.Types {
		w.add(holds("m.types", record(t)))
	}
	if f.Accessible {
		w.anyOf(meeting.AccessTypes, func(t string) string { return holds("m.types", record(t)) })
	}
	w.anyOf(f.Languages, func(l string) string {
		quoted := record(l)
		return holds("m.languages", quoted) + " OR " + holds("m.languages", quoted[:len(quoted)-1]+"-")
	})
}

func (w *where) anyOf(values []string, condition func(string) string) {
	if len(values) == 0 {
		return
	}
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = condition(v)
	}
	w.add("(" + strings.Join(parts, " OR ") + ")")
}

// near asks for a door within a distance: the engine finds what may be, and a
// sum of squares decides.
func (w *where) near(n *meeting.Near) {
	if n == nil {
		return
	}
	at := n.Point()
	near := w.engine.around(w, at, n.Chord2()) + " AND " + w.chord2(at) + " <= " + w.arg(finite(n.Chord2()))
	if n.Online {
		near = "(m.attendance IN ('online', 'hybrid') OR (" + near + "))"
	} else {
		w.few = true
	}
	w.add(near)
}

// chord2 is meeting.Point.Chord2, in its order of sums.
func (w *where) chord2(p meeting.Point) string {
	var squares []string
	for _, d := range []struct {
		column string
		at     float64
	}{{"m.x", p.X}, {"m.y", p.Y}, {"m.z", p.Z}} {
		less := "(" + d.column + " - " + w.arg(finite(d.at)) + ")"
		squares = append(squares, less+" * "+less)
	}
	return "(" + strings.Join(squares, " + ") + ")"
}
