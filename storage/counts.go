package storage

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"openchair/meeting"
)

// Count returns how many meetings a filter chooses, whatever f.Limit and
// f.After say.
func (db *DB) Count(ctx context.Context, f meeting.Filter) (n int, err error) {
	w, err := matching(ctx, db.read, f)
	if err == nil {
		err = db.read.QueryRowContext(ctx, "SELECT COUNT(*)"+w.read(), w.args...).Scan(&n)
	}
	if err != nil {
		return 0, fmt.Errorf("count meetings: %w", err)
	}
	return n, nil
}

// Any reports whether a filter chooses any meeting. It looks first for one that
// holds the words as they stand.
func (db *DB) Any(ctx context.Context, f meeting.Filter) (found bool, err error) {
	if f.Text != "" {
		found, err = db.anyBy(ctx, sqliteEngine{}.whole(), f)
	}
	if !found && err == nil {
		found, err = db.anyBy(ctx, sqliteEngine{}, f)
	}
	if err != nil {
		return false, fmt.Errorf("look for any meeting: %w", err)
	}
	return found, nil
}

func (db *DB) anyBy(ctx context.Context, e engine, f meeting.Filter) (found bool, err error) {
	w, err := matchingBy(ctx, db.read, e, f)
	if err != nil {
		return false, err
	}
	return found, db.read.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1"+w.read()+")", w.args...).Scan(&found)
}

// Counts returns how many meetings each filter chooses. Those that look for the
// same words in the same place, or in circles around it, are counted in one go.
func (db *DB) Counts(ctx context.Context, fs []meeting.Filter) ([]int, error) {
	counts := make([]int, len(fs))
	done := make([]bool, len(fs))
	for i := range fs {
		if done[i] {
			continue
		}
		var alike []int
		for j := i; j < len(fs); j++ {
			if !done[j] && beginAlike(&fs[i], &fs[j]) {
				alike, done[j] = append(alike, j), true
			}
		}
		if err := db.countAlike(ctx, fs, alike, counts); err != nil {
			return nil, fmt.Errorf("count meetings: %w", err)
		}
	}
	return counts, nil
}

func beginAlike(a, b *meeting.Filter) bool {
	return a.Retired == b.Retired && a.Witnesses == b.Witnesses && len(a.IDs) == 0 && len(b.IDs) == 0 &&
		slices.Equal(a.Words(), b.Words()) && (reflect.DeepEqual(a.Near, b.Near) || onlyCircles(*a, *b))
}

// onlyCircles reports whether two filters differ only in how far they look.
func onlyCircles(a, b meeting.Filter) bool {
	if a.Near == nil || b.Near == nil {
		return false
	}
	near := *a.Near
	near.Km, a.Near = b.Near.Km, &near
	return reflect.DeepEqual(a, b)
}

// countAlike reads once what any of them means, and tells by the conditions that
// each has for itself.
func (db *DB) countAlike(ctx context.Context, fs []meeting.Filter, alike []int, counts []int) error {
	shared := fs[alike[0]]
	for _, i := range alike[1:] {
		shared = inCommon(shared, fs[i])
	}
	w := newWhere()
	w.chosen(shared)
	own, sums, into := make([]string, len(alike)), make([]string, len(alike)), make([]any, len(alike))
	for n, i := range alike {
		if err := bounded(fs[i]); err != nil {
			return err
		}
		own[n] = w.itself(shared, fs[i])
		sums[n], into[n] = "COUNT(CASE WHEN "+own[n]+" THEN 1 END)", &counts[i]
	}
	w.add("(" + strings.Join(own, " OR ") + ")")
	if err := w.find(ctx, db.read, shared); err != nil {
		return err
	}
	return db.read.QueryRowContext(ctx, "SELECT "+strings.Join(sums, ", ")+w.read(), w.args...).Scan(into...)
}

// itself is what a filter asks for beyond what it shares.
func (w *where) itself(shared, f meeting.Filter) string {
	own := where{engine: w.engine, args: w.args}
	own.chosen(f)
	if f.Near != nil && f.Near.Km < shared.Near.Km {
		own.near(f.Near)
	}
	w.args = own.args
	return cmp.Or(strings.Join(own.parts, " AND "), "1 = 1")
}

// inCommon keeps the limits that two filters share.
func inCommon(a, b meeting.Filter) meeting.Filter {
	common := meeting.Filter{Retired: a.Retired, Witnesses: a.Witnesses, Near: a.Near, Text: a.Text}
	if a.Near != nil && a.Near.Km < b.Near.Km {
		common.Near = b.Near
	}
	if a.Days == b.Days {
		common.Days = a.Days
	}
	if a.From == b.From && a.To == b.To {
		common.From, common.To = a.From, a.To
	}
	common.Programs = same(a.Programs, b.Programs)
	common.Sources = same(a.Sources, b.Sources)
	common.Attendance = same(a.Attendance, b.Attendance)
	common.Types = same(a.Types, b.Types)
	common.Languages = same(a.Languages, b.Languages)
	common.Accessible = a.Accessible && b.Accessible
	return common
}

func same[T comparable](a, b []T) []T {
	if slices.Equal(a, b) {
		return a
	}
	return nil
}
