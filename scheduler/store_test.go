package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	"openchair/meeting"
)

// row is one letter and what became of it.
type row struct {
	meeting.Letter
	outcome meeting.Outcome // "" = not finished
	why     string
	leased  time.Time
}

// store is the outbox of one reminder in memory, by the contract of storage.
type store struct {
	mu        sync.Mutex
	planned   meeting.Planned
	version   int64 // of what was planned
	watermark time.Time
	rows      []*row
	fault     error // of every call but Mark
	commits   []int // marks in each commit
	markFault int   // how many marks fail
	markTakes time.Duration
	plans     int
	due       time.Time // of the first letter not planned
	rests     []string
	news      []meeting.News
	doubtful  []meeting.News
	upto      int64 // of news
}

func newStore(r meeting.Reminder, ms ...meeting.Meeting) *store {
	return &store{planned: meeting.Planned{Reminder: r, Version: 1, Meetings: ms}}
}

// change changes what the calendar holds, as a run or a person does.
func (s *store) change(f func(*meeting.Planned)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&s.planned)
	s.planned.Version++
}

func (s *store) ToPlan(_ context.Context, until time.Time) iter.Seq2[[]meeting.Planned, error] {
	return func(yield func([]meeting.Planned, error) bool) {
		s.mu.Lock()
		p, fault := s.planned, s.fault
		p.Stale, p.Due = s.version != p.Version, s.due
		p.Meetings = slices.Clone(p.Meetings)
		s.mu.Unlock()
		if fault != nil {
			yield(nil, fault)
		} else if p.Stale || !p.Due.IsZero() && !p.Due.After(until) {
			yield([]meeting.Planned{p}, nil)
		}
	}
}

func (s *store) Plan(_ context.Context, ps []meeting.Planned, _ time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range ps {
		s.plans++
		if p.Stale {
			s.rows = slices.DeleteFunc(s.rows, func(r *row) bool {
				return r.outcome == "" && !slices.ContainsFunc(p.Letters, func(l meeting.Letter) bool { return same(l, r.Letter) })
			})
		}
		for _, l := range p.Letters {
			s.upsert(l)
		}
		s.version, s.due = p.Version, p.Next
	}
	return s.fault
}

func (s *store) PlanAnew(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.version = -1
	return s.fault
}

func (s *store) News(context.Context, int) ([]meeting.News, int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.news) == 0 {
		return nil, 0, s.fault
	}
	return s.news, s.upto + 1, s.fault
}

func (s *store) Tell(_ context.Context, _ time.Time, letters []meeting.Letter, upto int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range letters {
		s.upsert(l)
	}
	s.news, s.upto = nil, upto
	return s.fault
}

func (s *store) MissedNews(context.Context, time.Time, int) ([]meeting.Letter, []meeting.News, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return nil, nil, s.fault
}

func (s *store) TellMissed(context.Context, []meeting.Letter, []meeting.Letter) error {
	return fmt.Errorf("nothing was missed")
}

func (s *store) Doubtful(context.Context, time.Time, int) ([]meeting.News, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.doubtful, s.fault
}

func (s *store) TellDoubt(_ context.Context, _ meeting.Meeting, letters []meeting.Letter) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range letters {
		s.upsert(l)
	}
	s.doubtful = nil
	return s.fault
}

func (s *store) SetRest(_ context.Context, _, why string, _ time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rests = append(s.rests, why)
	return s.fault
}

func same(a, b meeting.Letter) bool {
	return a.Kind == b.Kind && a.Since == b.Since && a.Reminder == b.Reminder && a.Meeting == b.Meeting && a.Date == b.Date && a.Lead == b.Lead
}

func (s *store) upsert(l meeting.Letter) {
	for _, r := range s.rows {
		if same(r.Letter, l) {
			if r.outcome == "" {
				r.SendAt, r.Start, r.Expires = l.SendAt, l.Start, l.Expires
			}
			return
		}
	}
	l.ID = int64(len(s.rows) + 1)
	s.rows = append(s.rows, &row{Letter: l})
}

func (s *store) Watermark(context.Context, string) (time.Time, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.watermark, s.fault
}

func (s *store) SetWatermark(_ context.Context, _ string, t time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watermark = t
	return s.fault
}

func (s *store) NextSend(context.Context) (next time.Time, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.rows {
		if r.outcome == "" && (next.IsZero() || r.SendAt.Before(next)) {
			next = r.SendAt
		}
	}
	return next, s.fault
}

func (s *store) Claim(_ context.Context, now time.Time, _ string, lease time.Duration, n int) ([]meeting.Letter, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.SortFunc(s.rows, func(a, b *row) int { return cmp.Or(a.SendAt.Compare(b.SendAt), cmp.Compare(a.ID, b.ID)) })
	var letters []meeting.Letter
	for _, r := range s.rows {
		switch {
		case r.outcome != "" || r.SendAt.After(now) || r.leased.After(now):
		case !r.Expires.After(now):
			r.outcome = meeting.Expired
		case len(letters) < n:
			r.leased = now.Add(lease)
			letters = append(letters, r.Letter)
		}
	}
	return letters, s.fault
}

func (s *store) Mark(_ context.Context, marks ...meeting.Mark) error {
	time.Sleep(s.markTakes)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.markFault > 0 {
		s.markFault--
		return fmt.Errorf("database is locked")
	}
	s.commits = append(s.commits, len(marks))
	for _, m := range marks {
		for _, r := range s.rows {
			if r.ID != m.Letter {
				continue
			}
			r.leased, r.why = time.Time{}, m.Why
			if m.Outcome == meeting.Retry {
				r.SendAt = m.Next
				if !m.Waited {
					r.Attempts++
				}
			} else {
				r.outcome = m.Outcome
			}
		}
	}
	return nil
}

// outcomes returns what became of every letter, by its first planning.
func (s *store) outcomes() []meeting.Outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.SortFunc(s.rows, func(a, b *row) int { return cmp.Compare(a.ID, b.ID) })
	var all []meeting.Outcome
	for _, r := range s.rows {
		all = append(all, r.outcome)
	}
	return all
}
