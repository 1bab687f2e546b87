package web

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"openchair/meeting"
)

// polledAfter is how long the days on which calendars were asked for are
// gathered, so that a poll waits for no write.
const polledAfter = 5 * time.Second

// polled gathers which calendars were asked for today, to be kept as a day:
// never the hour, and once a day.
type polled struct {
	keep func(ctx context.Context, calendars []int64, day meeting.Date) error
	log  *slog.Logger

	mu        sync.Mutex
	day       meeting.Date
	calendars []int64
	due       bool
}

func (p *polled) add(calendar int64, day meeting.Date) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calendars = append(p.calendars, calendar)
	p.day = max(p.day, day)
	if !p.due {
		p.due = true
		time.AfterFunc(polledAfter, p.flush)
	}
}

func (p *polled) flush() {
	p.mu.Lock()
	calendars, day := p.calendars, p.day
	p.calendars, p.due = nil, false
	p.mu.Unlock()
	if len(calendars) == 0 {
		return
	}
	if err := p.keep(context.Background(), calendars, day); err != nil {
		p.log.Warn("the day of polls not kept; the next poll tries again tomorrow", "error", err)
	}
}

// asked notes that a calendar was asked for, once a day.
func (s *site) asked(k *keptFeed) {
	today := meeting.DateOf(s.now())
	was := k.day.Load()
	if was < int64(today) && k.day.CompareAndSwap(was, int64(today)) {
		s.polled.add(k.Calendar, today)
	}
}
