package storage

import (
	"context"
	"database/sql"
	"slices"
	"sync"

	"openchair/meeting"
)

// Bounds of what runs apply in one transaction: whoever else waits to write
// waits for all of it.
const (
	mostTogether = 4
	mostListed   = 5000 // meetings, unless one run lists more
)

// applyJob is one run that waits to be applied.
type applyJob struct {
	ctx     context.Context
	harvest meeting.Harvest
	run     meeting.Run // as stored
	err     error
	done    chan struct{}
}

// applyQueue holds the runs that wait for the writer. Many of them dirty the
// same pages of the indexes, which one transaction writes once.
type applyQueue struct {
	mu      sync.Mutex
	waiting []*applyJob
}

func (q *applyQueue) add(j *applyJob) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, j)
}

// take returns those that waited longest.
func (q *applyQueue) take() []*applyJob {
	q.mu.Lock()
	defer q.mu.Unlock()
	n, listed := 0, 0
	for ; n < min(mostTogether, len(q.waiting)); n++ {
		listed += len(q.waiting[n].harvest.Meetings)
		if n > 0 && listed > mostListed {
			break
		}
	}
	jobs := slices.Clone(q.waiting[:n])
	q.waiting = slices.Delete(q.waiting, 0, n)
	return jobs
}

// leave reports whether the run still waited, and does no more.
func (q *applyQueue) leave(j *applyJob) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.waiting, j)
	if i < 0 {
		return false
	}
	q.waiting = slices.Delete(q.waiting, i, i+1)
	return true
}

// together applies a run: whoever comes to write takes along those that wait.
func (db *DB) together(j *applyJob) error {
	db.queue.add(j)
	for {
		select {
		case <-j.done:
			return j.err
		case db.gate <- struct{}{}:
			db.applyJobs(db.queue.take())
			<-db.gate
		case <-j.ctx.Done():
			if db.queue.leave(j) {
				return j.ctx.Err()
			}
			<-j.done
			return j.err
		}
	}
}

// applyJobs applies runs in one transaction. Where one of them fails, nothing of
// it was done, and each is applied by itself: none suffers for another.
func (db *DB) applyJobs(jobs []*applyJob) {
	var err error
	if len(jobs) > 1 {
		err = db.applyAll(context.WithoutCancel(jobs[0].ctx), jobs)
	}
	for _, j := range jobs {
		if len(jobs) == 1 || err != nil {
			j.err = db.applyAll(j.ctx, []*applyJob{j})
		}
		close(j.done)
	}
}

func (db *DB) applyAll(ctx context.Context, jobs []*applyJob) error {
	return db.transact(ctx, db.quick, func(tx *sql.Tx) error {
		for _, j := range jobs {
			a := &apply{ctx: j.ctx, run: j.harvest.Run}
			if err := a.in(tx, j.harvest); err != nil {
				return err
			}
			j.run = a.run
		}
		return settle(ctx, tx)
	})
}
