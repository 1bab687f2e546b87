package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// Mark says what became of a letter, durably before it returns. Retry makes it
// wait until next with one attempt more; every other outcome ends it. A sent
// letter stays sent. A dead one suppresses its address, and with the last letter
// of an ended reminder the reminder goes. meeting.ErrNotFound where it was
// deleted meanwhile. Marks that come together share one commit.
func (db *DB) Mark(ctx context.Context, letter int64, o meeting.Outcome, why string, next time.Time) error {
	j := &markJob{letter: letter, outcome: o, why: why, next: next, done: make(chan struct{})}
	if db.marks.join(j) {
		go db.commitMarks()
	}
	select {
	case <-j.done:
	case <-ctx.Done():
		return fmt.Errorf("mark letter %d %s: %w", letter, o, ctx.Err())
	}
	if j.err != nil {
		return fmt.Errorf("mark letter %d %s: %w", letter, o, j.err)
	}
	return nil
}

// markJob is one mark that waits for its commit.
type markJob struct {
	letter  int64
	outcome meeting.Outcome
	why     string
	next    time.Time
	err     error
	done    chan struct{}
}

// commitMarks writes all marks that wait, a transaction for each gathering. They
// are gathered once it is our turn to write.
func (db *DB) commitMarks() {
	ctx := context.Background() // each waits as long as its own context lets it
	for db.marks.more() {
		var jobs []*markJob
		db.marks.gather()
		began := time.Now()
		err := db.write(ctx, db.sure, func(tx *sql.Tx) (err error) {
			jobs = db.marks.take()
			return writeMarks(ctx, tx, jobs)
		})
		if err != nil && len(jobs) == 0 {
			jobs = db.marks.take() // it never came to our turn
		}
		db.marks.learn(len(jobs), began)
		for _, j := range jobs {
			if err != nil {
				j.err = err
			}
			close(j.done)
		}
	}
}

// end is how letters end, nearly all of them alike.
type end struct {
	outcome meeting.Outcome
	why     string
}

// writeMarks writes marks, those that say the same at once. What is wrong with
// one alone is kept for whoever asked; an error is the store's and ends the
// transaction.
func writeMarks(ctx context.Context, tx *sql.Tx, jobs []*markJob) error {
	alike := map[end][]int64{}
	known := map[int64]bool{}
	for _, j := range jobs {
		var err error
		switch j.outcome {
		case meeting.Retry:
			known[j.letter], err = j.again(ctx, tx)
		case meeting.Sent, meeting.Dead, meeting.Expired, meeting.Dropped:
			e := end{j.outcome, j.why}
			alike[e] = append(alike[e], j.letter)
		default:
			j.err = fmt.Errorf("outcome %q is unknown", j.outcome)
		}
		if err != nil {
			return err
		}
	}
	for e, letters := range alike {
		if err := e.write(ctx, tx, letters, known); err != nil {
			return err
		}
	}
	for _, j := range jobs {
		if !known[j.letter] && j.err == nil {
			j.err = meeting.ErrNotFound
		}
	}
	return nil
}

// again lets a letter wait once more. It reports whether there is one.
func (j *markJob) again(ctx context.Context, tx *sql.Tx) (bool, error) {
	n, err := affected(ctx, tx, `UPDATE letter SET why = ?2, owner = NULL, leased_until = NULL,
		send_at = CASE WHEN state = 'waiting' THEN ?3 ELSE send_at END,
		attempts = CASE WHEN state = 'waiting' THEN attempts + 1 ELSE attempts END
		WHERE id = ?1`, j.letter, j.why, j.next.UnixMilli())
	return n > 0, err
}

// write ends letters. Those that there are become known.
func (e end) write(ctx context.Context, tx *sql.Tx, letters []int64, known map[int64]bool) error {
	return inChunks(letters, 3, func(marks string, args []any) error {
		ended, err := collect(ctx, tx, scanEnded, `UPDATE letter SET why = ?1, owner = NULL, leased_until = NULL,
			state = CASE WHEN state = 'sent' THEN state ELSE ?2 END
			WHERE id IN (`+marks+`) RETURNING id, reminder, kind, state`, append([]any{e.why, string(e.outcome)}, args...)...)
		if err != nil {
			return err
		}
		for _, l := range ended {
			known[l.id] = true
			if err := l.follow(ctx, tx, e.why); err != nil {
				return err
			}
		}
		return nil
	})
}

// endedLetter is a letter that nobody tries again.
type endedLetter struct {
	id, reminder int64
	kind         meeting.LetterKind
	state        meeting.Outcome
}

func scanEnded(rows *sql.Rows) (l endedLetter, err error) {
	return l, rows.Scan(&l.id, &l.reminder, &l.kind, &l.state)
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
