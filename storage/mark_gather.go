package storage

import (
	"sync"
	"time"
)

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
