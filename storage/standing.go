package storage

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"openchair/meeting"
)

// setSearches replaces a calendar's standing searches, in the order given. Equal
// searches share one row, which goes with the last calendar that has it.
func setSearches(ctx context.Context, tx *sql.Tx, calendar int64, searches []meeting.Filter) error {
	before, err := collect(ctx, tx, scanOne[int64], `SELECT search FROM calendar_search WHERE calendar = ?1`, calendar)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM calendar_search WHERE calendar = ?1`, calendar); err != nil {
		return err
	}
	for i, f := range searches {
		id, err := keepSearch(ctx, tx, f)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO calendar_search (calendar, position, search) VALUES (?1, ?2, ?3)`, calendar, i, id); err != nil {
			return err
		}
	}
	return dropSearches(ctx, tx, before)
}

// keepSearch returns the row that all calendars with an equal search share.
func keepSearch(ctx context.Context, tx *sql.Tx, f meeting.Filter) (id int64, err error) {
	f.Retired, f.Witnesses = false, false
	text := record(f) // its normal form
	err = tx.QueryRowContext(ctx, `SELECT id FROM search WHERE filter = ?1`, text).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	ids, err := matched(ctx, tx, f)
	if err != nil {
		return 0, err
	}
	if err := tx.QueryRowContext(ctx, `INSERT INTO search (filter) VALUES (?1) RETURNING id`, text).Scan(&id); err != nil {
		return 0, err
	}
	matches := make([]match, len(ids))
	for i, m := range ids {
		matches[i] = match{id, m}
	}
	return id, errors.Join(addMatches(ctx, tx, matches), addKeys(ctx, tx, id, f.Keys()))
}

// matched lists what a search matches now. More than a calendar holds is
// refused: nobody can choose from so many, and they would fill it for good.
func matched(ctx context.Context, tx *sql.Tx, f meeting.Filter) ([]string, error) {
	w, err := matching(ctx, tx, f)
	if err != nil {
		return nil, err
	}
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*)`+w.read(), w.args...).Scan(&n); err != nil {
		return nil, err
	}
	if n > meeting.MaxHeld {
		return nil, &meeting.TooManyError{Found: n}
	}
	return collect(ctx, tx, scanOne[string], `SELECT m.id`+w.read()+` ORDER BY m.id`, w.args...)
}

func addMatches(ctx context.Context, tx *sql.Tx, matches []match) error {
	b := newBulk(ctx, tx, "search_meeting", []string{"search", "meeting"}, "")
	for _, m := range matches {
		if err := b.add(m.search, m.meeting); err != nil {
			return err
		}
	}
	return b.flush()
}

func compareMatches(a, b match) int {
	return cmp.Or(cmp.Compare(a.search, b.search), cmp.Compare(a.meeting, b.meeting))
}

func addKeys(ctx context.Context, tx *sql.Tx, search int64, keys []string) error {
	b := newBulk(ctx, tx, "search_key", []string{"name", "search"}, "")
	for _, key := range distinct(keys) {
		if err := b.add(key, search); err != nil {
			return err
		}
	}
	return b.flush()
}

// dropSearches deletes those of the searches that no calendar has any more.
func dropSearches(ctx context.Context, tx *sql.Tx, ids []int64) error {
	return inChunks(ids, 1, func(marks string, args []any) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM search WHERE id IN (`+marks+`)
			AND NOT EXISTS (SELECT 1 FROM calendar_search cs WHERE cs.search = search.id)`, args...)
		return err
	})
}

func readSearches(texts []string) ([]meeting.Filter, error) {
	var fs []meeting.Filter
	for _, text := range texts {
		var f meeting.Filter
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			return nil, fmt.Errorf("a standing search: %w", err)
		}
		fs = append(fs, f)
	}
	return fs, nil
}
