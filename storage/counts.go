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

// Counts returns how many meetings each filter chooses. Those that look for the
// same words in the same place are counted in one go.
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
		reflect.DeepEqual(a.Near, b.Near) && slices.Equal(a.Words(), b.Words())
}

// countAlike reads once what all of them mean, and tells by the conditions that
// each has for itself.
func (db *DB) countAlike(ctx context.Context, fs []meeting.Filter, alike []int, counts []int) error {
	shared := fs[alike[0]]
	for _, i := range alike[1:] {
		shared = inCommon(shared, fs[i])
	}
	w, err := matching(ctx, db.read, shared)
	if err != nil {
		return err
	}
	sums, into := make([]string, len(alike)), make([]any, len(alike))
	for n, i := range alike {
		own := where{engine: w.engine, args: w.args}
		own.chosen(fs[i])
		w.args = own.args
		sums[n], into[n] = "COUNT(CASE WHEN "+cmp.Or(strings.Join(own.parts, " AND "), "1 = 1")+" THEN 1 END)", &counts[i]
	}
	return db.read.QueryRowContext(ctx, "SELECT "+strings.Join(sums, ", ")+w.read(), w.args...).Scan(into...)
}

// inCommon keeps the limits that two filters share.
func inCommon(a, b meeting.Filter) meeting.Filter {
	common := meeting.Filter{Retired: a.Retired, Witnesses: a.Witnesses, Near: a.Near, Text: a.Text}
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
