package scheduler

import (
	"context"
	"fmt"
	"time"

	"openchair/meeting"
)

// When news leave.
const (
	// settle is how long a change waits for the next one, where there is notice
	// enough: a source that flaps tells its readers once.
	settle = 10 * time.Minute
	// notice is how long before a start its change must be read for a reader to
	// plan anew: to find the way, or another group. Nearer, it leaves at once, and
	// no morning is waited for that leaves less.
	notice = 3 * time.Hour
	// atOnce is how near a start must be for its change not to wait for the
	// morning.
	atOnce  = 24 * time.Hour
	morning = meeting.Clock(8 * 60) // on the reader's clock
	// newsMargin is how long before the start a change must be read to help.
	newsMargin = time.Hour
	// newsHelp is how long news of no known start help.
	newsHelp = 7 * 24 * time.Hour

	newsBatch   = 200
	doubtAfter  = 7 * 24 * time.Hour
	doubtsEvery = time.Hour
)

// NewsStore is what telling readers of changes and doubts asks of the store.
type NewsStore interface {
	News(ctx context.Context, limit int) (all []meeting.News, upto int64, err error)
	Tell(ctx context.Context, now time.Time, letters []meeting.Letter, upto int64) error
	// MissedNews returns letters of changes that did not leave while they helped,
	// and what each was to tell.
	MissedNews(ctx context.Context, now time.Time, limit int) (missed []meeting.Letter, news []meeting.News, err error)
	TellMissed(ctx context.Context, missed, again []meeting.Letter) error
	Doubtful(ctx context.Context, since time.Time, limit int) ([]meeting.News, error)
	TellDoubt(ctx context.Context, m meeting.Meeting, letters []meeting.Letter) error
}

// tell plans the letters of changes that runs have made since it last did.
func tell(ctx context.Context, store NewsStore, now time.Time) error {
	for {
		all, upto, err := store.News(ctx, newsBatch)
		if err != nil {
			return fmt.Errorf("read changes to tell: %w", err)
		}
		if upto == 0 {
			return nil
		}
		var letters []meeting.Letter
		for i := range all {
			letters = append(letters, changeLetters(&all[i], now)...)
		}
		if err := store.Tell(ctx, now, letters, upto); err != nil {
			return fmt.Errorf("plan letters of changes: %w", err)
		}
	}
}

// tellMissed plans anew the letters of changes that could not leave before the
// start they touched: the next one is touched, too.
func tellMissed(ctx context.Context, store NewsStore, now time.Time) error {
	for {
		missed, news, err := store.MissedNews(ctx, now, newsBatch)
		if err != nil {
			return fmt.Errorf("read changes that were not told in time: %w", err)
		}
		if len(missed) == 0 {
			return nil
		}
		var again []meeting.Letter
		for i := range missed {
			for _, l := range changeLetters(&news[i], now) { // one, or none
				l.ID = missed[i].ID
				again = append(again, l)
			}
		}
		if err := store.TellMissed(ctx, missed, again); err != nil {
			return fmt.Errorf("plan letters of changes anew: %w", err)
		}
	}
}

// changeLetters returns a letter to each reader of a meeting that changed in a
// way that matters. It tells what changed after the change before these.
func changeLetters(n *meeting.News, now time.Time) []meeting.Letter {
	if len(n.Readers) == 0 || !meeting.Told(&n.Meeting, n.Changes, now) {
		return nil
	}
	o, known := meeting.Affected(&n.Meeting, n.Changes, now)
	letters := newsOf(n, meeting.ChangeLetter, o, known, now)
	for i := range letters {
		letters[i].Since = n.Changes[0].ID - 1
	}
	return letters
}

// tellDoubts plans the letters about meetings that no list has confirmed for
// long: one in each such stretch.
func tellDoubts(ctx context.Context, store NewsStore, now time.Time) error {
	for {
		all, err := store.Doubtful(ctx, now.Add(-doubtAfter), newsBatch)
		if err != nil {
			return fmt.Errorf("read meetings in doubt: %w", err)
		}
		for i := range all {
			var letters []meeting.Letter
			if o, held := all[i].Meeting.Next(now); held {
				letters = newsOf(&all[i], meeting.DoubtLetter, o, true, now)
			}
			if err := store.TellDoubt(ctx, all[i].Meeting, letters); err != nil {
				return fmt.Errorf("plan letters of doubt: %w", err)
			}
		}
		if len(all) < newsBatch {
			return nil
		}
	}
}

// newsOf returns a letter to each reader of a meeting about the occurrence that
// its news touch: at once where that is near, else in the reader's morning,
// where that comes in time. It helps until that starts.
func newsOf(n *meeting.News, kind meeting.LetterKind, o meeting.Occurrence, known bool, now time.Time) []meeting.Letter {
	zone, err := meeting.Zone(n.Meeting.Schedule.Zone)
	if err != nil {
		zone = time.UTC
	}
	var letters []meeting.Letter
	for i := range n.Readers {
		r := &n.Readers[i]
		l := meeting.Letter{Kind: kind, Reminder: r.ID, Meeting: n.Meeting.ID, Date: meeting.DateOf(now.In(zone)), Expires: now.Add(newsHelp)}
		if known {
			l.Date, l.Start, l.Expires = o.Date, o.Start.UTC(), o.Start.UTC()
		}
		l.SendAt = newsMoment(r, l.Start, now, zone).UTC()
		letters = append(letters, l)
	}
	return letters
}

// newsMoment returns when news leave, never at or after the start they touch.
func newsMoment(r *meeting.Reminder, start, now time.Time, zone *time.Location) time.Time {
	at := now
	if start.IsZero() || start.Sub(now) >= notice {
		at = now.Add(settle)
	}
	if start.IsZero() || start.Sub(now) >= atOnce {
		begin := r.Awake(nextMorning(at, r.Home(zone)), time.Time{}, 0, zone)
		if start.IsZero() || start.Sub(begin) >= notice {
			return begin
		}
	}
	return r.Awake(at, start, newsMargin, zone)
}

// nextMorning returns the next time that the reader's clock shows morning.
func nextMorning(t time.Time, home *time.Location) time.Time {
	day := meeting.DateOf(t.In(home))
	for {
		if begin := meeting.At(day, morning, home); !begin.Before(t) {
			return begin
		}
		day++
	}
}
