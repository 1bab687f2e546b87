package storage

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
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

// marks are those that wait. While one commit is under way the next gathers.
type marks struct {
	mu        sync.Mutex
	waiting   []*markJob
	writing   bool
	many      chan struct{} // closed once enough wait
	enough    int           // how many are waited for
	hold      int           // commits until one more is hoped for again
	took      time.Duration // that commit
	committed time.Time
}

// join reports whether somebody must begin to write.
func (m *marks) join(j *markJob) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.waiting = append(m.waiting, j)
	if m.many != nil && len(m.waiting) >= m.enough {
		close(m.many)
		m.many = nil
	}
	begin := !m.writing
	m.writing = true
	return begin
}

// more reports whether any wait; without one, nobody writes any more.
func (m *marks) more() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.writing = len(m.waiting) > 0
	return m.writing
}

// take returns all that wait.
func (m *marks) take() []*markJob {
	m.mu.Lock()
	defer m.mu.Unlock()
	jobs := m.waiting
	m.waiting, m.many = nil, nil
	return jobs
}

// gather waits, where marks come together, for as many as were committed last,
// and now and then for one more: one commit for all of them is sooner done than
// two. It waits for twice as long as that commit took, at most.
func (m *marks) gather() {
	m.mu.Lock()
	if len(m.waiting) >= m.enough || time.Since(m.committed) > mostGather {
		m.mu.Unlock()
		return
	}
	many := make(chan struct{})
	m.many = many
	most := time.NewTimer(min(2*m.took, mostGather))
	m.mu.Unlock()
	defer most.Stop()
	select {
	case <-many:
	case <-most.C:
	}
}

const (
	mostGather = 5 * time.Millisecond
	holdFor    = 16
)

// learn remembers a commit of n marks.
func (m *marks) learn(n int, began time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case n < m.enough:
		m.enough, m.hold = n, holdFor
	case m.hold > 0:
		m.enough, m.hold = n, m.hold-1
	default:
		m.enough = n + 1
	}
	m.committed = time.Now()
	m.took = m.committed.Sub(began)
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
			for _, j := range jobs {
				if err := j.write(ctx, tx); err != nil {
					return err
				}
			}
			return nil
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

// write writes one mark. What is wrong with it alone is kept for whoever asked;
// an error is the store's and ends the transaction.
func (j *markJob) write(ctx context.Context, tx *sql.Tx) error {
	var n int
	var err error
	switch j.outcome {
	case meeting.Retry:
		n, err = affected(ctx, tx, `UPDATE letter SET why = ?2, owner = NULL, leased_until = NULL,
			send_at = CASE WHEN state = 'waiting' THEN ?3 ELSE send_at END,
			attempts = CASE WHEN state = 'waiting' THEN attempts + 1 ELSE attempts END
			WHERE id = ?1`, j.letter, j.why, j.next.UnixMilli())
	case meeting.Sent, meeting.Dead, meeting.Expired, meeting.Dropped:
		n, err = affected(ctx, tx, `UPDATE letter SET why = ?2, owner = NULL, leased_until = NULL,
			state = CASE WHEN state = 'sent' THEN state ELSE ?3 END
			WHERE id = ?1`, j.letter, j.why, string(j.outcome))
		if err == nil && j.outcome == meeting.Dead {
			err = j.suppress(ctx, tx)
		}
		if err == nil {
			err = lastLetterGone(ctx, tx, j.letter)
		}
	default:
		j.err = fmt.Errorf("outcome %q is unknown", j.outcome)
		return nil
	}
	if n == 0 && err == nil {
		j.err = meeting.ErrNotFound
	}
	return err
}

func (j *markJob) suppress(ctx context.Context, tx *sql.Tx) error {
	hashes, err := collect(ctx, tx, scanOne[[]byte], `SELECT r.email_hash FROM letter l JOIN reminder r ON r.id = l.reminder WHERE l.id = ?1 AND l.state = 'dead'`, j.letter)
	if err != nil || len(hashes) == 0 {
		return err
	}
	return suppress(ctx, tx, hashes[0], j.why, time.Now())
}
