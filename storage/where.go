package storage

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// where builds the conditions of a query with numbered parameters.
type where struct {
	engine
	table string // what m is read from
	parts []string
	args  []any
	found bool // the engine finds those that may be meant
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

// read returns " FROM … m WHERE …".
func (w *where) read() string { return " FROM " + w.table + w.String() }

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

func newWhere() where { return where{engine: sqliteEngine{}, table: "meeting m"} }

// matching turns a filter into conditions on table meeting as m that choose
// what meeting.Filter.Matches does. It asks the store only which way is the
// shorter.
func matching(ctx context.Context, q querier, f meeting.Filter) (where, error) {
	return matchingBy(ctx, q, sqliteEngine{}, f)
}

func matchingBy(ctx context.Context, q querier, e engine, f meeting.Filter) (where, error) {
	w := newWhere()
	w.engine = e
	if err := bounded(f); err != nil {
		return w, err
	}
	w.chosen(f)
	err := w.find(ctx, q, f)
	return w, err
}

func bounded(f meeting.Filter) error {
	if n := len(f.IDs) + len(f.Programs) + len(f.Sources) + len(f.Attendance) + len(f.Types) + len(f.Languages); n > maxValues {
		return fmt.Errorf("the filter names %d values: use at most %d", n, maxValues)
	}
	return nil
}

// chosen adds the conditions that need no engine.
func (w *where) chosen(f meeting.Filter) {
	if !f.Retired {
		w.add("m.retired IS NULL")
	}
	if !f.Witnesses && len(f.IDs) == 0 { // whoever names one by its id gets it
		w.add("m.witness_of IS NULL")
	}
	if f.Days != 0 {
		w.add("(m.held_days & " + w.arg(int64(f.Days)) + ") <> 0")
	}
	w.clock(f)
	oneOf(w, "m.id", f.IDs)
	oneOf(w, "m.program", f.Programs)
	oneOf(w, "m.source", f.Sources)
	oneOf(w, "m.attendance", f.Attendance)
	w.lists(f)
}

// mostDegrees of the earth are what a search names: one that looks farther looks
// everywhere.
const mostDegrees = 60

// Bounds of ways to search. So few near a place have their texts read for words
// at once, and so many rather than asking the index who holds them, unless the
// words are rare: no more meetings hold them as they stand.
var fewTexts, mostTexts, rareWords = 200, 1000, 500

// find sets where the search begins: with all that is near, where that is
// little, or with the meetings that hold the words.
func (w *where) find(ctx context.Context, q querier, f meeting.Filter) (err error) {
	words := f.Words()
	w.found = len(words) > 0 || f.Near != nil
	switch {
	case f.Near != nil && !f.Near.Online:
		err = w.around(ctx, q, f, words)
	case w.found:
		err = w.holding(ctx, q, f, words)
	}
	w.near(f.Near)
	return err
}

// around begins near a place, with the few that are near or with those that hold
// the words.
func (w *where) around(ctx context.Context, q querier, f meeting.Filter, words []string) error {
	near := *w
	near.parts = slices.Clip(w.parts)
	near.stretches(f)
	if len(words) == 0 {
		*w = near
		return nil
	}
	near.near(f.Near)
	few, err := near.few(ctx, q, words)
	if err != nil || few {
		*w = near
		return err
	}
	w.from(w.engine.holding(w, words, nil, false), f.Days)
	w.add(fmt.Sprintf("(f.doc >> %d) IN ", serialBits+dayBits) + w.plots(f.Near))
	return nil
}

// few lists those that are meant, where they are few enough to have their texts
// read for the words.
func (w *where) few(ctx context.Context, q querier, words []string) (bool, error) {
	listed, err := w.engine.few(ctx, q, w, fewTexts)
	if listed == "" && err == nil {
		var n int
		if n, err = w.engine.whole().holders(ctx, q, words, rareWords+1); err == nil && n > rareWords {
			listed, err = w.engine.few(ctx, q, w, mostTexts)
		}
	}
	if err != nil || listed == "" {
		return false, err
	}
	w.table, w.parts = listed, nil
	for _, word := range words {
		w.add("instr(m.search, " + w.arg(meeting.Needle(word)) + ") > 0")
	}
	return true, nil
}

func (w *where) plots(n *meeting.Near) string {
	return w.engine.plots(w, n.Point(), chordReach(n.Chord2()))
}

// holding begins with those that hold the words, near the place or online where
// both will do.
func (w *where) holding(ctx context.Context, q querier, f meeting.Filter, words []string) (err error) {
	var degrees []int64
	afar := f.Near != nil
	if afar {
		if degrees, err = w.engine.degrees(ctx, q, f.Near.Point(), chordReach(f.Near.Chord2())); err != nil {
			return err
		}
	}
	if len(degrees) > mostDegrees {
		degrees, afar = nil, false
	}
	w.from(w.engine.holding(w, words, degrees, afar), f.Days)
	return nil
}

// from reads m in the order of a list of docs, as far as is asked; "" = of all.
// What is held on other days than those is known by its number alone.
func (w *where) from(docs string, days meeting.Weekdays) {
	if docs == "" {
		return
	}
	w.table = docs + " f CROSS JOIN meeting m ON m.doc = f.doc"
	if days != 0 && days != meeting.EveryDay {
		w.add(fmt.Sprintf("(f.doc >> %d & %d) IN (%s)", serialBits, 1<<dayBits-1, strings.Join(dayClasses(days), ", ")))
	}
}

// dayClasses are where meetings stand that may be held on one of the days.
func dayClasses(days meeting.Weekdays) []string {
	classes := []string{strconv.Itoa(anyDay)}
	for left := uint8(days); left != 0; left &= left - 1 {
		classes = append(classes, strconv.Itoa(bits.TrailingZeros8(left)))
	}
	return classes
}

// stretches reads m from the plots around a place, of each the days asked for.
func (w *where) stretches(f meeting.Filter) {
	days := fmt.Sprintf("SELECT 0 AS first, %d AS last", anyDay)
	if f.Days != 0 && f.Days != meeting.EveryDay {
		var each []string
		for _, d := range dayClasses(f.Days) {
			each = append(each, "SELECT "+d+" AS first, "+d+" AS last")
		}
		days = strings.Join(each, " UNION ALL ")
	}
	w.table = fmt.Sprintf("%s p CROSS JOIN (%s) d CROSS JOIN meeting m ON m.doc BETWEEN ((p.plot << %d) + d.first) << %d AND (((p.plot << %[3]d) + d.last + 1) << %[4]d) - 1",
		w.plots(f.Near), days, dayBits, serialBits)
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

// near asks for a door within a distance.
func (w *where) near(n *meeting.Near) {
	if n == nil {
		return
	}
	near := w.chord2(n.Point()) + " <= " + w.arg(finite(n.Chord2()))
	if n.Online {
		near = "(m.attendance IN ('online', 'hybrid') OR " + near + ")"
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
