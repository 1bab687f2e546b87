package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Advance counts anew the next start of at most limit meetings whose next start
// lies before now, the longest past first, and returns how many it advanced.
// A meeting without another start has none from then on.
func (db *DB) Advance(ctx context.Context, now time.Time, limit int) (int, error) {
	n, err := db.advance(ctx, now, limit)
	if err != nil {
		return 0, fmt.Errorf("advance next starts: %w", err)
	}
	return n, nil
}

func (db *DB) advance(ctx context.Context, now time.Time, limit int) (n int, err error) {
	past, err := db.upcomingBefore(ctx, now, limit)
	if err != nil || len(past) == 0 {
		return 0, err
	}
	err = db.write(ctx, db.quick, func(tx *sql.Tx) error {
		n = 0
		for i := range past {
			// Where a run has changed the meeting since, its count stands.
			wrote, err := affected(ctx, tx, `UPDATE meeting SET next_start = ?1 WHERE id = ?2 AND next_start = ?3`,
				nextStart(&past[i].Meeting, now), past[i].ID, int64(past[i].rank.Float64))
			if err != nil {
				return err
			}
			n += wrote
		}
		return nil
	})
	return n, err
}

func (db *DB) upcomingBefore(ctx context.Context, now time.Time, limit int) ([]ranked, error) {
	return collect(ctx, db.read, func(rows *sql.Rows) (ranked, error) { return scanRanked(rows) }, selectOnly+`, m.next_start FROM meeting m WHERE m.next_start < ?1 ORDER BY m.next_start, m.id LIMIT ?2`, millis(now), limit)
}
