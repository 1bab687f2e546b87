package storage

import (
	"context"
	"fmt"
	"iter"
	"time"

	"openchair/meeting"
)

// Meetings returns the meetings a filter chooses, at most f.Limit, and the
// cursor to pass as f.After for those that follow; "" at the end. The cursor
// stays good while meetings come and go: none that stays is left out. In the
// order of f.Soonest a meeting that begins while someone turns pages is shown
// again at its next start.
//
// Next starts are those that Apply and Advance counted; the moment is for
// engines that count them when asked.
func (db *DB) Meetings(ctx context.Context, f meeting.Filter, _ time.Time) (ms []meeting.Meeting, next string, err error) {
	if f.Soonest || f.Nearest {
		ms, next, _, err = db.inRank(ctx, f)
	} else {
		ms, err = db.byID(ctx, f)
		ms, next = page(ms, f.Limit, func(m *meeting.Meeting) string { return m.ID })
	}
	if err != nil {
		return nil, "", fmt.Errorf("meetings: %w", err)
	}
	return ms, next, nil
}

// Search returns a page of what a filter chooses, as Meetings does, and counts
// all of it: where the engine finds it at once, in one go.
func (db *DB) Search(ctx context.Context, f meeting.Filter, now time.Time) (found meeting.Found, err error) {
	found.Total = -1
	if f.Soonest || f.Nearest {
		found.Meetings, found.Next, found.Total, err = db.inRank(ctx, f)
	} else {
		found.Meetings, found.Next, err = db.Meetings(ctx, f, now)
	}
	switch {
	case err != nil:
		return meeting.Found{}, fmt.Errorf("search: %w", err)
	case found.Total >= 0:
	case f.After == "" && found.Next == "":
		found.Total = len(found.Meetings)
	default:
		found.Total, err = db.Count(ctx, f)
	}
	return found, err
}

// page cuts off the one row too many that was asked for to learn of more.
func page[T any](all []T, limit int, cursor func(*T) string) ([]T, string) {
	if limit <= 0 || len(all) <= limit {
		return all, ""
	}
	all = all[:limit]
	return all, cursor(&all[limit-1])
}

// more is the limit that tells whether there is another page.
func more(limit int) int {
	if limit <= 0 {
		return 0
	}
	return limit + 1
}

func (db *DB) byID(ctx context.Context, f meeting.Filter) ([]meeting.Meeting, error) {
	w, err := matching(ctx, db.read, f)
	if err != nil {
		return nil, err
	}
	if f.After != "" {
		w.add("m.id > " + w.arg(f.After))
	}
	query := selectOnly + w.read() + " ORDER BY m.id" + w.limit(more(f.Limit))
	if w.found { // in an order that is not theirs: whole only what is shown
		query = selectOnly + " FROM meeting m WHERE m.id IN (SELECT m.id" + w.read() + " ORDER BY m.id" + w.limit(more(f.Limit)) + ") ORDER BY m.id"
	}
	return collect(ctx, db.read, scanMeeting, query, w.args...)
}

// EachMeeting streams what a filter chooses in the order of ids, all of it
// whatever f.Limit says. It reads a stretch at a time and holds no lock between
// them, so that a slow reader hinders nobody.
func (db *DB) EachMeeting(ctx context.Context, f meeting.Filter) iter.Seq2[meeting.Meeting, error] {
	return func(yield func(meeting.Meeting, error) bool) {
		f.Limit, f.Soonest, f.Nearest = stretch, false, false
		for {
			ms, next, err := db.Meetings(ctx, f, time.Time{})
			if err != nil {
				yield(meeting.Meeting{}, err)
				return
			}
			for _, m := range ms {
				if !yield(m, nil) {
					return
				}
			}
			if f.After = next; next == "" {
				return
			}
		}
	}
}

// stretch is how many rows a stream reads at a time.
const stretch = 250

// Meeting returns one meeting, retired or not; meeting.ErrNotFound for an
// unknown id.
func (db *DB) Meeting(ctx context.Context, id string) (meeting.Meeting, error) {
	ms, err := collect(ctx, db.read, scanMeeting, selectMeeting+" WHERE m.id = ?1", id)
	if err == nil && len(ms) == 0 {
		err = meeting.ErrNotFound
	}
	if err != nil {
		return meeting.Meeting{}, fmt.Errorf("meeting %s: %w", id, err)
	}
	return ms[0], nil
}
