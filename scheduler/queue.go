package scheduler

import (
	"slices"
	"sync"
	"time"
)

// queue starts runs of sources, first come first served, each source at most
// once at a time. A run that lasts long is mostly waiting for its site, so it
// gives its place in the pool to another and goes on beside it: a few slow
// sources never hold up the rest.
type queue struct {
	run       func(source string)
	idle      func() // nothing runs, nothing waits
	places    int    // runs that may be young at a time
	most      int    // runs at a time, old ones included
	slowAfter time.Duration

	mu      sync.Mutex
	waiting []string
	running map[string]bool // true = has given its place away
	young   int
	closed  bool
	done    sync.WaitGroup
}

// waitersPerPlace bounds how many runs may wait for their sites beside the young
// ones: they hold a connection and little else.
const waitersPerPlace = 16

func newQueue(places int, slowAfter time.Duration, run func(string), idle func()) *queue {
	return &queue{run: run, idle: idle, places: places, most: waitersPerPlace * places, slowAfter: slowAfter, running: make(map[string]bool)}
}

// push asks for a run. It reports false where one is waiting or running
// already, or the queue is closed.
func (q *queue) push(source string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	_, running := q.running[source]
	if q.closed || running || slices.Contains(q.waiting, source) {
		return false
	}
	q.waiting = append(q.waiting, source)
	q.start()
	return true
}

// start begins what there is room for. The lock is held.
func (q *queue) start() {
	for !q.closed && len(q.waiting) > 0 && q.young < q.places && len(q.running) < q.most {
		source := q.waiting[0]
		q.waiting = q.waiting[1:]
		q.running[source] = false
		q.young++
		q.done.Go(func() { q.work(source) })
	}
}

func (q *queue) work(source string) {
	slow := time.AfterFunc(q.slowAfter, func() { q.giveWay(source) })
	defer func() {
		slow.Stop()
		q.finish(source)
	}()
	q.run(source)
}

func (q *queue) giveWay(source string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if gave, running := q.running[source]; running && !gave {
		q.running[source] = true
		q.young--
		q.start()
	}
}

func (q *queue) finish(source string) {
	q.mu.Lock()
	if !q.running[source] {
		q.young--
	}
	delete(q.running, source)
	q.start()
	quiet := len(q.running) == 0 && len(q.waiting) == 0 && !q.closed
	q.mu.Unlock()
	if quiet && q.idle != nil {
		q.idle()
	}
}

// close forgets what waits and returns when what runs has ended.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.waiting = nil
	q.mu.Unlock()
	q.done.Wait()
}
