package scraper

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"openchair/meeting"
)

// collectStore is a Store in memory that keeps its contract.
type collectStore struct {
	mu       sync.Mutex
	last     int64
	holder   map[string]int64 // source → running run
	memory   map[string]meeting.Memory
	harvests []meeting.Harvest
	meetings map[string][]meeting.Collected // of the last good read
	renewed  int
	lost     bool  // every Renew fails
	broken   error // every Apply with meetings fails
	amnesia  error // every Memory fails
}

func newCollectStore() *collectStore {
	return &collectStore{holder: map[string]int64{}, memory: map[string]meeting.Memory{}, meetings: map[string][]meeting.Collected{}}
}

func (s *collectStore) Begin(ctx context.Context, source, owner string, now time.Time, lease time.Duration) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.holder[source] != 0 {
		return 0, meeting.ErrRunning
	}
	s.last++
	s.holder[source] = s.last
	return s.last, ctx.Err()
}

func (s *collectStore) Renew(ctx context.Context, run int64, now time.Time, lease time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.renewed++
	if s.lost {
		return errors.New("another process holds it")
	}
	return ctx.Err()
}

func (s *collectStore) Memory(ctx context.Context, source string) (meeting.Memory, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.amnesia != nil {
		return meeting.Memory{}, s.amnesia
	}
	return s.memory[source], ctx.Err()
}

func (s *collectStore) Apply(ctx context.Context, h meeting.Harvest) (meeting.Run, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return meeting.Run{}, err
	}
	if s.broken != nil && h.Meetings != nil {
		return meeting.Run{}, s.broken
	}
	if s.holder[h.Run.Source] != h.Run.ID {
		return meeting.Run{}, errors.New("not the running run")
	}
	delete(s.holder, h.Run.Source)
	s.harvests = append(s.harvests, h)
	m := s.memory[h.Run.Source]
	m.LastRun = h.Run.Started
	switch {
	case h.Run.Class == meeting.OK:
		m.Fingerprint, m.LastListed, m.LastGood = h.Fingerprint, h.Run.Counts.Listed, h.Run.Started
		m.Fills = append([]meeting.Fill{h.Run.Fill}, m.Fills...)
		m.Stored = slices.Insert(m.Stored, 0, h.Run.Counts.Listed)
		m.Pages = map[string]meeting.PageState{}
		for _, p := range h.Pages {
			m.Pages[p.URL] = p
		}
		s.meetings[h.Run.Source] = h.Meetings
	case h.Run.Class == meeting.Unchanged:
		m.LastGood = h.Run.Started
		for _, p := range h.Pages {
			m.Pages[p.URL] = p
		}
	}
	s.memory[h.Run.Source] = m
	return h.Run, nil
}

// harvest returns the last one applied.
func (s *collectStore) harvest(t *testing.T) meeting.Harvest {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.harvests) == 0 {
		t.Fatal("no run was applied")
	}
	return s.harvests[len(s.harvests)-1]
}

// keys lists what is known of a source, as "key" or "key/twin".
func (s *collectStore) keys(source string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, m := range s.meetings[source] {
		k := m.SourceKey
		if m.Twin != "" {
			k += "/" + m.Twin
		}
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
