package storage

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"

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

// spellWord looks first among the words that begin as this one does: few people
// miss the first letters, and nobody the first.
func (db *DB) spellWord(ctx context.Context, word string) (string, error) {
	if meeting.TyposForgiven(word) == 0 {
		return word, nil
	}
	for _, e := range []engine{sqliteEngine{}.whole(), sqliteEngine{}} {
		if n, err := e.holders(ctx, db.read, []string{word}, 1); err != nil || n > 0 {
			return word, err
		}
	}
	letters := []rune(word)
	for same := 3; same > 0; same-- {
		all, err := sqliteEngine{}.terms(ctx, db.read, string(letters[:same]))
		if better := nearest(word, all); err != nil || better != word {
			return better, err
		}
	}
	return word, nil
}

// nearest is the word with the fewest slips, of those the one that most hold;
// the word itself where none is near enough.
func nearest(word string, all []term) string {
	best, held, most := word, 0, meeting.TyposForgiven(word)
	for _, t := range all {
		d := meeting.Typos(word, t.word, most)
		if d < most || d == most && t.held > held {
			best, held, most = t.word, t.held, min(d, most)
		}
	}
	return best
}
