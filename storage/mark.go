package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// Mark says what became of letters, durably before it returns, in one commit. A
// sent letter stays sent. A dead one suppresses its address, and with the last
// letter of an ended reminder the reminder goes. Letters that were deleted
// meanwhile are passed over.
func (db *DB) Mark(ctx context.Context, marks ...meeting.Mark) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error { return mark(ctx, tx, marks) })
	if err != nil {
		return fmt.Errorf("mark %d letters: %w", len(marks), err)
	}
	return nil
}

// end is how letters end, nearly all of them alike.
type end struct {
	outcome meeting.Outcome
	why     string
}

func mark(ctx context.Context, tx *sql.Tx, marks []meeting.Mark) error {
	alike := map[end][]int64{}
	for _, m := range marks {
		switch m.Outcome {
		case meeting.Retry:
			if err := again(ctx, tx, m); err != nil {
				return err
			}
		case meeting.Sent, meeting.Dead, meeting.Expired, meeting.Dropped:
			e := end{m.Outcome, m.Why}
			alike[e] = append(alike[e], m.Letter)
		default:
			return fmt.Errorf("letter %d: outcome %q is unknown", m.Letter, m.Outcome)
		}
	}
	for e, letters := range alike {
		if err := e.write(ctx, tx, letters); err != nil {
			return err
		}
	}
	return nil
}

// again lets a letter wait once more.
func again(ctx context.Context, tx *sql.Tx, m meeting.Mark) error {
	tries := 1
	if m.Waited {
		tries = 0
	}
	_, err := tx.ExecContext(ctx, `UPDATE letter SET why = ?2, owner = NULL, leased_until = NULL,
		send_at = CASE WHEN state = 'waiting' THEN ?3 ELSE send_at END,
		attempts = CASE WHEN state = 'waiting' THEN attempts + ?4 ELSE attempts END
		WHERE id = ?1`, m.Letter, m.Why, m.Next.UnixMilli(), tries)
	return err
}

// write ends letters.
func (e end) write(ctx context.Context, tx *sql.Tx, letters []int64) error {
	return inChunks(letters, 3, func(marks string, args []any) error {
		ended, err := collect(ctx, tx, scanEnded, `UPDATE letter SET why = ?1, owner = NULL, leased_until = NULL,
			state = CASE WHEN state = 'sent' THEN state ELSE ?2 END
			WHERE id IN (`+marks+`) RETURNING reminder, kind, state`, append([]any{e.why, string(e.outcome)}, args...)...)
		if err != nil {
			return err
		}
		for _, l := range ended {
			if err := l.follow(ctx, tx, e.why); err != nil {
				return err
			}
		}
		return nil
	})
}

// endedLetter is a letter that nobody tries again.
type endedLetter struct {
	reminder int64
	kind     meeting.LetterKind
	state    meeting.Outcome
}

func scanEnded(rows *sql.Rows) (l endedLetter, err error) {
	return l, rows.Scan(&l.reminder, &l.kind, &l.state)
}

// follow does what the end of a letter means for its reader: a dead address is
// suppressed, and an ended reminder goes with its last letter.
func (l endedLetter) follow(ctx context.Context, tx *sql.Tx, why string) error {
	if l.state == meeting.Dead {
		hashes, err := collect(ctx, tx, scanOne[[]byte], `SELECT email_hash FROM reminder WHERE id = ?1`, l.reminder)
		if err == nil && len(hashes) > 0 {
			err = suppress(ctx, tx, hashes[0], why, time.Now())
		}
		if err != nil {
			return err
		}
	}
	if l.kind == meeting.GoodbyeLetter || l.kind == meeting.DeletedLetter {
		return lastLetterGone(ctx, tx, l.reminder)
	}
	return nil
}
