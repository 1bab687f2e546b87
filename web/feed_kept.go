package web

import (
	"container/list"
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"openchair/meeting"
)

const (
	// mostKept bounds the bytes of calendars kept in memory, before the store.
	mostKept = 64 << 20
	// entryCost is what one costs beside its bytes, about.
	entryCost = 600
	// seenWithin is how long another process's change may go unseen.
	seenWithin = 500 * time.Millisecond
)

// keptFeed is a calendar's bytes in memory. Body is nil where only its head was
// needed so far.
type keptFeed struct {
	meeting.Rendering
	hash     string
	modified string
	zipTag   string
	day      atomic.Int64 // the day it was last known to be asked for

	stale bool          // guarded by keptFeeds
	place *list.Element // guarded by keptFeeds
	zip   func() []byte
}

func newKept(hash []byte, r meeting.Rendering) *keptFeed {
	k := &keptFeed{Rendering: r, hash: string(hash), modified: r.Modified.UTC().Format(http.TimeFormat), zipTag: zippedTag(r.ETag)}
	k.day.Store(int64(r.Polled))
	k.zip = sync.OnceValue(func() []byte { return zipped(r.Body) })
	return k
}

// size is a bound: what is zipped is no longer than the whole.
func (k *keptFeed) size() int { return entryCost + 2*len(k.Body) }

// keptFeeds keeps the bytes of the calendars asked for last, so that most polls
// ask nothing of the store. It learns from the store which calendars changed:
// at once of this process's own changes, within seenWithin of others'.
type keptFeeds struct {
	store interface {
		Writes() uint64
		Published(ctx context.Context, after int64) (newest int64, calendars []int64, all bool, err error)
	}
	most int // bytes

	look   sync.Mutex // held while the store is asked
	writes atomic.Uint64
	looked atomic.Int64 // nanoseconds since 1970
	newest int64        // guarded by look

	mu         sync.Mutex
	size       int
	drops      uint64
	byHash     map[string]*keptFeed
	byCalendar map[int64]*keptFeed
	order      list.List // of *keptFeed, the one asked for last in front
}

func newKeptFeeds(store Store, most int) *keptFeeds {
	k := &keptFeeds{store: store, most: most, byHash: map[string]*keptFeed{}, byCalendar: map[int64]*keptFeed{}}
	k.writes.Store(^uint64(0)) // nothing is known yet
	return k
}

// refresh drops what changed since it was asked last. While the store does not
// answer, what is known stands, and it is asked again after seenWithin.
func (k *keptFeeds) refresh(ctx context.Context, now time.Time) error {
	if k.fresh(now) {
		return nil
	}
	k.look.Lock()
	defer k.look.Unlock()
	if k.fresh(now) {
		return nil
	}
	writes := k.store.Writes()
	newest, calendars, all, err := k.store.Published(ctx, k.newest)
	k.looked.Store(now.UnixNano())
	k.writes.Store(writes)
	if err != nil {
		return err
	}
	k.newest = newest
	k.drop(calendars, all)
	return nil
}

func (k *keptFeeds) fresh(now time.Time) bool {
	age := now.UnixNano() - k.looked.Load()
	return k.writes.Load() == k.store.Writes() && age >= 0 && age < int64(seenWithin)
}

// drop takes calendars for changed. Their bytes stay at hand for when the store
// does not answer; where it can't be said which changed, none do.
func (k *keptFeeds) drop(calendars []int64, all bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if all {
		k.order.Init()
		clear(k.byHash)
		clear(k.byCalendar)
		k.size = 0
	}
	for _, id := range calendars {
		if f := k.byCalendar[id]; f != nil {
			f.stale = true
		}
	}
	if all || len(calendars) > 0 {
		k.drops++
	}
}

// get returns what is kept and current.
func (k *keptFeeds) get(hash []byte) (f *keptFeed, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f, ok = k.byHash[string(hash)]
	if !ok || f.stale {
		return nil, false
	}
	k.order.MoveToFront(f.place)
	return f, true
}

// last returns the last bytes known, current or not.
func (k *keptFeeds) last(hash []byte) (f *keptFeed, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f, ok = k.byHash[string(hash)]
	return f, ok && f.Body != nil
}

// begin is asked before the store is, and handed to put: what changed in
// between is not kept.
func (k *keptFeeds) begin() uint64 {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.drops
}

func (k *keptFeeds) put(begun uint64, f *keptFeed) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if begun != k.drops || f.size() > k.most/8 {
		return
	}
	if was := k.byCalendar[f.Calendar]; was != nil {
		k.remove(was)
	}
	k.byHash[f.hash], k.byCalendar[f.Calendar] = f, f
	f.place = k.order.PushFront(f)
	for k.size += f.size(); k.size > k.most; {
		k.remove(k.order.Back().Value.(*keptFeed))
	}
}

// forget drops an address that leads nowhere any more.
func (k *keptFeeds) forget(hash []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if f := k.byHash[string(hash)]; f != nil {
		k.remove(f)
	}
}

func (k *keptFeeds) remove(f *keptFeed) {
	k.order.Remove(f.place)
	k.size -= f.size()
	delete(k.byHash, f.hash)
	delete(k.byCalendar, f.Calendar)
}
