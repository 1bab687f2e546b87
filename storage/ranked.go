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

// inRank lists the meetings that have a rank by it, then the others by id.
// total is how many there are on all pages, -1 where that was not counted.
func (db *DB) inRank(ctx context.Context, f meeting.Filter) (ms []meeting.Meeting, next string, total int, err error) {
	after := ranked{rank: sql.NullFloat64{Float64: -1 << 62, Valid: true}}
	if f.After != "" {
		if after, err = parseCursor(f.After); err != nil {
			return nil, "", 0, err
		}
	}
	w, err := matching(ctx, db.read, f)
	if err != nil {
		return nil, "", 0, err
	}
	var all []ranked
	if total = -1; w.found {
		all, total, err = db.found(ctx, &w, f, after)
	} else {
		all, err = db.halves(ctx, f, after)
	}
	ms, next = shown(all, f.Limit)
	return ms, next, total, err
}

// halves walks along the order. It asks twice, because engines differ on where
// null is sorted.
func (db *DB) halves(ctx context.Context, f meeting.Filter, after ranked) (all []ranked, err error) {
	if after.rank.Valid {
		if all, err = db.half(ctx, f, after, more(f.Limit)); err != nil {
			return nil, err
		}
		after = ranked{}
	}
	rest := more(f.Limit) - len(all)
	if f.Limit > 0 && rest <= 0 {
		return all, nil
	}
	others, err := db.half(ctx, f, after, max(rest, 0))
	return append(all, others...), err
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

// found lists once what the engine finds, counts it, and reads whole only what
// is shown. total is -1 where nothing is shown after a cursor.
func (db *DB) found(ctx context.Context, w *where, f meeting.Filter, after ranked) (all []ranked, total int, err error) {
	few := "WITH few AS MATERIALIZED (SELECT m.id AS id, " + w.rank(f) + " AS rank" + w.read() + ") "
	follows := ""
	switch {
	case f.After == "":
	case after.rank.Valid:
		from := w.arg(after.rank.Float64)
		follows = " WHERE rank IS NULL OR (rank, id) > (" + from + ", " + w.arg(after.ID) + ")"
	default:
		follows = " WHERE rank IS NULL AND id > " + w.arg(after.ID)
	}
	page := "SELECT id, rank FROM few" + follows + " ORDER BY rank IS NULL, rank, id" + w.limit(more(f.Limit))
	query := few + selectOnly + ", s.rank, (SELECT COUNT(*) FROM few) FROM (" + page + ") s CROSS JOIN meeting m ON m.id = s.id ORDER BY s.rank IS NULL, s.rank, s.id"
	all, err = collect(ctx, db.read, func(rows *sql.Rows) (u ranked, err error) { return scanRanked(rows, &total) }, query, w.args...)
	if len(all) == 0 && f.After != "" {
		total = -1
	}
	return all, total, err
}

// inOrder ranks by what the index holds and reads whole only what is shown.
func (db *DB) inOrder(ctx context.Context, w *where, rank, order string, limit int) ([]ranked, error) {
	few := "SELECT m.id AS shown, " + rank + " AS rank" + w.read() + " " + order + w.limit(limit)
	query := selectOnly + ", s.rank FROM (" + few + ") s CROSS JOIN meeting m ON m.id = s.shown ORDER BY s.rank IS NULL, s.rank, s.shown"
	return collect(ctx, db.read, func(rows *sql.Rows) (ranked, error) { return scanRanked(rows) }, query, w.args...)
}

// half reads one half of the order, the half that its cursor stands in.
func (db *DB) half(ctx context.Context, f meeting.Filter, after ranked, limit int) ([]ranked, error) {
	w, err := matching(ctx, db.read, f)
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

// rank is what the order goes by.
func (w *where) rank(f meeting.Filter) string {
	if f.Nearest && f.Near != nil {
		return w.chord2(f.Near.Point())
	}
	return "m.next_start"
}

// scanRanked scans a meeting, its rank, and what else was asked.
func scanRanked(rows *sql.Rows, also ...any) (u ranked, err error) {
	var r row
	err = rows.Scan(append(append(r.fields(), &u.rank), also...)...)
	u.Meeting = r.Meeting
	return u, err
}
