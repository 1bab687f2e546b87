package storage

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"openchair/meeting"
)

// ranked is a meeting with its place in an order: its next start in
// milliseconds, or the square of its distance. Those without one come last.
type ranked struct {
	meeting.Meeting
	rank sql.NullFloat64
}

func (r *ranked) cursor() string {
	if !r.rank.Valid {
		return "none~" + r.ID
	}
	return strconv.FormatFloat(r.rank.Float64, 'f', -1, 64) + "~" + r.ID
}

func parseCursor(s string) (r ranked, err error) {
	rank, id, ok := strings.Cut(s, "~")
	r.ID = id
	if ok && rank == "none" {
		return r, nil
	}
	n, err := strconv.ParseFloat(rank, 64)
	if !ok || err != nil || n != finite(n) {
		return r, fmt.Errorf("%q: %w: begin without one", s, meeting.ErrCursor)
	}
	r.rank = sql.NullFloat64{Float64: n, Valid: true}
	return r, nil
}

// inRank lists the meetings that have a rank by it, then the others by id: two
// queries, because engines differ on where null is sorted.
func (db *DB) inRank(ctx context.Context, f meeting.Filter) ([]meeting.Meeting, string, error) {
	after := ranked{rank: sql.NullFloat64{Float64: -1 << 62, Valid: true}}
	var err error
	if f.After != "" {
		if after, err = parseCursor(f.After); err != nil {
			return nil, "", err
		}
	}
	if all, ok, err := db.few(ctx, f, after); ok || err != nil {
		ms, next := shown(all, f.Limit)
		return ms, next, err
	}
	var all []ranked
	if after.rank.Valid {
		if all, err = db.half(ctx, f, after, more(f.Limit)); err != nil {
			return nil, "", err
		}
		after = ranked{}
	}
	if rest := more(f.Limit) - len(all); f.Limit <= 0 || rest > 0 {
		others, err := db.half(ctx, f, after, max(rest, 0))
		if err != nil {
			return nil, "", err
		}
		all = append(all, others...)
	}
	ms, next := shown(all, f.Limit)
	return ms, next, nil
}

// shown cuts a page and its cursor.
func shown(all []ranked, limit int) ([]meeting.Meeting, string) {
	all, next := page(all, limit, (*ranked).cursor)
	ms := make([]meeting.Meeting, len(all))
	for i := range all {
		ms[i] = all[i].Meeting
	}
	return ms, next
}

// few reads both halves at once where the engine finds the few that may be
// meant: it would have to find them twice. ok is false where it does not.
func (db *DB) few(ctx context.Context, f meeting.Filter, after ranked) (all []ranked, ok bool, err error) {
	w, err := matching(f)
	if err != nil || !w.few {
		return nil, false, err
	}
	rank := w.rank(f)
	switch {
	case f.After == "":
	case after.rank.Valid:
		from := w.arg(after.rank.Float64)
		w.add("(" + rank + " IS NULL OR (" + rank + ", m.id) > (" + from + ", " + w.arg(after.ID) + "))")
	default:
		w.add(rank + " IS NULL AND +m.id > " + w.arg(after.ID))
	}
	all, err = db.inOrder(ctx, &w, rank, "ORDER BY "+rank+" IS NULL, "+rank+", m.id", more(f.Limit))
	return all, true, err
}

// inOrder ranks by what the index holds and reads whole only what is shown.
func (db *DB) inOrder(ctx context.Context, w *where, rank, order string, limit int) ([]ranked, error) {
	few := "SELECT m.id AS shown, " + rank + " AS rank FROM meeting m" + w.String() + " " + order + w.limit(limit)
	query := strings.Replace(selectMeetingAnd("s.rank"), fromMeeting, " FROM ("+few+") s CROSS JOIN meeting m ON m.id = s.shown", 1)
	return collect(ctx, db.read, scanRanked, query+" ORDER BY s.rank IS NULL, s.rank, s.shown", w.args...)
}

// half reads one half of the order, the half that its cursor stands in.
func (db *DB) half(ctx context.Context, f meeting.Filter, after ranked, limit int) ([]ranked, error) {
	w, err := matching(f)
	if err != nil {
		return nil, err
	}
	rank := w.rank(f)
	order := "ORDER BY " + rank + ", m.id"
	if after.rank.Valid {
		w.add(rank + " IS NOT NULL")
		from := w.arg(after.rank.Float64)
		w.add("(" + rank + ", m.id) > (" + from + ", " + w.arg(after.ID) + ")")
	} else {
		w.add(rank + " IS NULL")
		w.add("m.id > " + w.arg(after.ID))
		order = "ORDER BY m.id"
	}
	return db.inOrder(ctx, &w, rank, order, limit)
}

// rank is what the order goes by. Where few are found first, the sign keeps an
// engine from walking all of them in the order of their starts.
func (w *where) rank(f meeting.Filter) string {
	switch {
	case f.Nearest && f.Near != nil:
		return w.chord2(f.Near.Point())
	case w.few:
		return "+m.next_start"
	}
	return "m.next_start"
}

// selectMeetingAnd is selectMeeting with one more column.
func selectMeetingAnd(column string) string {
	return strings.TrimSuffix(selectMeeting, fromMeeting) + ", " + column + fromMeeting
}

func scanRanked(rows *sql.Rows) (u ranked, err error) {
	var r row
	err = rows.Scan(append(r.fields(), &u.rank)...)
	u.Meeting = r.Meeting
	return u, err
}
