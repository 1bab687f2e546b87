package storage

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"openchair/meeting"
)

// upcoming is a meeting with its place in the order of next starts.
type upcoming struct {
	meeting.Meeting
	next sql.NullInt64
}

func (u *upcoming) cursor() string {
	if !u.next.Valid {
		return "none." + u.ID
	}
	return strconv.FormatInt(u.next.Int64, 10) + "." + u.ID
}

func parseCursor(s string) (u upcoming, err error) {
	next, id, ok := strings.Cut(s, ".")
	u.ID = id
	if ok && next == "none" {
		return u, nil
	}
	n, err := strconv.ParseInt(next, 10, 64)
	if !ok || err != nil {
		return u, fmt.Errorf("cursor %q is none that this list gave: begin without one", s)
	}
	u.next = sql.NullInt64{Int64: n, Valid: true}
	return u, nil
}

// soonest lists the meetings that have a next start by it, then the others by
// id: two queries, because engines differ on where null is sorted.
func (db *DB) soonest(ctx context.Context, f meeting.Filter) ([]meeting.Meeting, string, error) {
	after := upcoming{next: sql.NullInt64{Int64: -1 << 62, Valid: true}}
	var err error
	if f.After != "" {
		if after, err = parseCursor(f.After); err != nil {
			return nil, "", err
		}
	}
	var all []upcoming
	if after.next.Valid {
		if all, err = db.upcoming(ctx, f, after, more(f.Limit)); err != nil {
			return nil, "", err
		}
		after = upcoming{}
	}
	if rest := more(f.Limit) - len(all); f.Limit <= 0 || rest > 0 {
		others, err := db.upcoming(ctx, f, after, max(rest, 0))
		if err != nil {
			return nil, "", err
		}
		all = append(all, others...)
	}
	all, next := page(all, f.Limit, (*upcoming).cursor)
	ms := make([]meeting.Meeting, len(all))
	for i := range all {
		ms[i] = all[i].Meeting
	}
	return ms, next, nil
}

// upcoming reads one half of the order, the half that its cursor stands in.
func (db *DB) upcoming(ctx context.Context, f meeting.Filter, after upcoming, limit int) ([]upcoming, error) {
	w, err := matching(f)
	if err != nil {
		return nil, err
	}
	order := " ORDER BY m.next_start, m.id"
	if after.next.Valid {
		w.add("m.next_start IS NOT NULL")
		w.add("(m.next_start, m.id) > (" + w.arg(after.next.Int64) + ", " + w.arg(after.ID) + ")")
	} else {
		w.add("m.next_start IS NULL")
		w.add("m.id > " + w.arg(after.ID))
		order = " ORDER BY m.id"
	}
	return collect(ctx, db.read, scanUpcoming, selectUpcoming+w.String()+order+w.limit(limit), w.args...)
}

var selectUpcoming = strings.TrimSuffix(selectMeeting, fromMeeting) + ", m.next_start" + fromMeeting

func scanUpcoming(rows *sql.Rows) (u upcoming, err error) {
	var r row
	err = rows.Scan(append(r.fields(), &u.next)...)
	u.Meeting = r.Meeting
	return u, err
}
