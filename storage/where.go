package storage

import (
	"fmt"
	"strconv"
	"strings"

	"openchair/meeting"
)

// where builds the conditions of a query with numbered parameters.
type where struct {
	parts []string
	args  []any
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

// Bounds of a filter, so that no address makes a query that an engine refuses.
const (
	maxText   = 4096 // bytes
	maxWords  = 64
	maxValues = 10_000
)

// matching turns a filter into conditions on table meeting as m.
func matching(f meeting.Filter) (where, error) {
	var w where
	if n := len(f.IDs) + len(f.Programs) + len(f.Sources) + len(f.Attendance); n > maxValues {
		return w, fmt.Errorf("the filter names %d values: use at most %d", n, maxValues)
	}
	oneOf(&w, "m.id", f.IDs)
	oneOf(&w, "m.program", f.Programs)
	oneOf(&w, "m.source", f.Sources)
	oneOf(&w, "m.attendance", f.Attendance)
	if f.Days != 0 {
		w.add("(m.held_days & " + w.arg(int64(f.Days)) + ") <> 0")
	}
	if !f.Retired {
		w.add("m.retired IS NULL")
	}
	if !f.Witnesses && len(f.IDs) == 0 { // whoever names one by its id gets it
		w.add("m.witness_of IS NULL")
	}
	return w, w.words(f.Text)
}

// words asks for every word of a text, folded as the column is.
func (w *where) words(text string) error {
	words := strings.Fields(folded(text))
	if len(words) > maxWords || len(text) > maxText {
		return fmt.Errorf("the text to look for is too long: use at most %d words", maxWords)
	}
	for _, word := range words {
		w.add("m.search LIKE " + w.arg("%"+likeEscaper.Replace(word)+"%") + ` ESCAPE '\'`)
	}
	return nil
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
