package storage

import (
	"context"
	"database/sql"
	"fmt"

	"openchair/meeting"
)

// Telling returns which changes of its meeting a letter has to tell.
// meeting.ErrNotFound where the letter is no more.
func (db *DB) Telling(ctx context.Context, l meeting.Letter) (t meeting.Telling, err error) {
	upto, err := collect(ctx, db.read, scanOne[int64], `SELECT upto FROM letter WHERE id = ?1`, l.ID)
	if err == nil && len(upto) == 0 {
		err = meeting.ErrNotFound
	}
	var before []meeting.EarlierLetter
	if err == nil {
		t.Upto = upto[0]
		before, err = collect(ctx, db.read, scanEarlier, `SELECT since, upto, state = 'waiting', leased_until IS NOT NULL, state = 'expired' FROM letter
			WHERE reminder = ?1 AND kind = 'change' AND meeting = ?2 AND id < ?3 ORDER BY id`, l.Reminder, l.Meeting, l.ID)
	}
	if err != nil {
		return meeting.Telling{}, fmt.Errorf("what letter %d tells: %w", l.ID, err)
	}
	t.After, t.Waits = meeting.ToldBefore(l, before)
	return t, nil
}

func scanEarlier(rows *sql.Rows) (t meeting.EarlierLetter, err error) {
	return t, rows.Scan(&t.Since, &t.Upto, &t.Waiting, &t.Leased, &t.Expired)
}

// Tells keeps, durably before it returns, that a letter tells the changes of its
// meeting up to one; 0 = it surely did not leave, and tells what there will be.
func (db *DB) Tells(ctx context.Context, letter, upto int64) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `UPDATE letter SET upto = ?2 WHERE id = ?1`, letter, upto)
		if err == nil && n == 0 {
			err = meeting.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep what letter %d tells: %w", letter, err)
	}
	return nil
}
