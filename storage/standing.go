package storage

import (
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
	text := canonical(f)
	err = tx.QueryRowContext(ctx, `SELECT id FROM search WHERE filter = ?1`, text).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	w, err := matching(f)
	if err != nil {
		return 0, err
	}
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM meeting m`+w.String(), w.args...).Scan(&n); err != nil {
		return 0, err
	}
	if n > meeting.MaxHeld {
		return 0, &meeting.TooManyError{Found: n}
	}
	if err := tx.QueryRowContext(ctx, `INSERT INTO search (filter) VALUES (?1) RETURNING id`, text).Scan(&id); err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO search_meeting (search, meeting) SELECT `+w.arg(id)+`, m.id FROM meeting m`+w.String()+` ORDER BY m.id`, w.args...)
	return id, err
}

// dropSearches deletes those of the searches that no calendar has any more.
func dropSearches(ctx context.Context, tx *sql.Tx, ids []int64) error {
	return inChunks(ids, 1, func(marks string, args []any) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM search WHERE id IN (`+marks+`)
			AND NOT EXISTS (SELECT 1 FROM calendar_search cs WHERE cs.search = search.id)`, args...)
		return err
	})
}

// canonical is how a search is kept: only what chooses meetings.
func canonical(f meeting.Filter) string {
	f.Soonest, f.Limit, f.After, f.Retired = false, 0, "", false
	return record(f)
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
