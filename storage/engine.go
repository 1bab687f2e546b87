package storage

import (
	"context"
	"strings"

	"openchair/meeting"
)

// engine is what a store's engine does in its own way: it finds meetings by
// words and by place. All other SQL is portable.
type engine interface {
	// words returns the condition that the text of m holds every word.
	words(w *where, words []string) string
	// around returns the condition that m has a door in a cube around a point,
	// which holds all that lies within the chord and perhaps more.
	around(w *where, at meeting.Point, chord2 float64) string
	// terms lists the words known of a beginning, with how many meetings hold each.
	terms(ctx context.Context, q querier, beginning string) ([]term, error)
}

type term struct {
	word string
	held int
}

// sqliteEngine finds words by FTS4 and places by R*Tree, which every build of
// SQLite holds. Both are asked once, before any row is read.
type sqliteEngine struct{}

func (sqliteEngine) words(w *where, words []string) string {
	asked := make([]string, len(words))
	for i, word := range words {
		asked[i] = word // letters and digits only: no operator, no quote
		if !meeting.WholeWord(word) {
			asked[i] += "*"
		}
	}
	return "m.doc IN (SELECT docid FROM meeting_words WHERE meeting_words MATCH " + w.arg(strings.Join(asked, " ")) + ")"
}

func (sqliteEngine) around(w *where, at meeting.Point, chord2 float64) string {
	reach := chordReach(chord2)
	var sides []string
	for _, d := range []struct {
		axis string
		at   float64
	}{{"x", at.X}, {"y", at.Y}, {"z", at.Z}} {
		sides = append(sides, d.axis+"0 <= "+w.arg(finite(d.at+reach)), d.axis+"1 >= "+w.arg(finite(d.at-reach)))
	}
	return "m.doc IN (SELECT doc FROM meeting_place WHERE " + strings.Join(sides, " AND ") + ")"
}

func (sqliteEngine) terms(ctx context.Context, q querier, beginning string) ([]term, error) {
	return collect(ctx, q, scanTerm, `SELECT term, documents FROM meeting_terms WHERE term >= ?1 AND term < ?2 AND col = 0`, beginning, beginning+"\U0010ffff")
}
