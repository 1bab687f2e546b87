package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"openchair/meeting"
)

// MissedNews returns at most limit letters of changes that did not leave while
// they helped, which is over now, and what each was to tell: to its one reader,
// or to nobody where it is no longer wanted or another letter has told it.
// TellMissed takes the letters.
func (db *DB) MissedNews(ctx context.Context, now time.Time, limit int) (missed []meeting.Letter, news []meeting.News, err error) {
	missed, err = collect(ctx, db.read, scanLetter, selectLetter+`
		WHERE state = 'expired' AND kind = 'change' AND upto = 0 AND expires <= ?1 ORDER BY expires, id`+limitTo(limit), millis(now))
	for i := range missed {
		if err != nil {
			break
		}
		var n meeting.News
		n, err = db.missed(ctx, &missed[i])
		news = append(news, n)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("changes that were not told in time: %w", err)
	}
	return missed, news, nil
}

// missed returns what one letter was to tell.
func (db *DB) missed(ctx context.Context, l *meeting.Letter) (n meeting.News, err error) {
	n.Meeting.ID = l.Meeting
	err = db.readNews(ctx, &n)
	if errors.Is(err, meeting.ErrNotFound) {
		return meeting.News{}, nil
	}
	n.Readers = slices.DeleteFunc(n.Readers, func(r meeting.Reminder) bool { return r.ID != l.Reminder })
	if err != nil || len(n.Readers) == 0 {
		return n, err
	}
	told := int64(0)
	err = db.read.QueryRowContext(ctx, `SELECT COALESCE(MAX(upto), 0) FROM letter WHERE reminder = ?1 AND kind = 'change' AND meeting = ?2`, l.Reminder, l.Meeting).Scan(&told)
	if err == nil && told > l.Since {
		n.Readers = nil
	}
	if err == nil {
		n.Changes, err = db.ChangesSince(ctx, l.Meeting, l.Since)
	}
	return n, err
}

// TellMissed lets missed letters wait again, those of again with their new
// moments and days, and drops the rest.
func (db *DB) TellMissed(ctx context.Context, missed, again []meeting.Letter) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		for _, l := range missed {
			_, err := tx.ExecContext(ctx, `UPDATE letter SET state = 'dropped', why = 'what had changed is told or not wanted' WHERE id = ?1 AND state = 'expired'`, l.ID)
			if err != nil {
				return err
			}
		}
		for _, l := range again {
			_, err := tx.ExecContext(ctx, `UPDATE letter SET state = 'waiting', why = '', attempts = 0, date = ?2, send_at = ?3, start = ?4, expires = ?5 WHERE id = ?1 AND state = 'dropped'`,
				l.ID, l.Date.String(), millis(l.SendAt), millis(l.Start), millis(l.Expires))
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("tell changes that were not told in time: %w", err)
	}
	return nil
}
