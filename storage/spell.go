package storage

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"openchair/meeting"
)

// chordReach is how far a cube must reach to hold a chord, roundings of an
// index in single precision included.
func chordReach(chord2 float64) float64 { return math.Sqrt(finite(chord2)) + 1e-6 }

func scanTerm(rows *sql.Rows) (t term, err error) { return t, rows.Scan(&t.word, &t.held) }

// Spell returns a text whose words that no meeting holds are replaced by the
// nearest that some hold, where one is near enough; the same text where there
// is nothing to mend.
func (db *DB) Spell(ctx context.Context, text string) (string, error) {
	words := (&meeting.Filter{Text: text}).Words()
	mended := false
	for i, word := range words {
		better, err := db.spellWord(ctx, word)
		if err != nil {
			return "", fmt.Errorf("look a word up: %w", err)
		}
		mended = mended || better != word
		words[i] = better
	}
	if !mended {
		return text, nil
	}
	return strings.Join(words, " "), nil
}

// spellWord looks among the words with the same first letter: few people miss it.
func (db *DB) spellWord(ctx context.Context, word string) (string, error) {
	most := meeting.TyposForgiven(word)
	if most == 0 {
		return word, nil
	}
	known, err := sqliteEngine{}.terms(ctx, db.read, word)
	if err != nil || len(known) > 0 {
		return word, err
	}
	_, first := utf8.DecodeRuneInString(word)
	all, err := sqliteEngine{}.terms(ctx, db.read, word[:first])
	best, held := word, 0
	for _, t := range all {
		d := meeting.Typos(word, t.word, most)
		if d < most || d == most && t.held > held {
			best, held = t.word, t.held
			if d < most {
				most = d
			}
		}
	}
	return best, err
}
