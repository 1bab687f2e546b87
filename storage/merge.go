package storage

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"openchair/meeting"
)

// Merge finds anew which listings of several sources are one meeting and keeps
// what differs: each witness names the listing that counts, by what they are
// one, and whether it disagrees. It returns how many listings it changed.
// Calendars that hold such a listing get a new version. It reads without a lock;
// what a run changes meanwhile is seen the next time.
func (db *DB) Merge(ctx context.Context, now time.Time) (changed int, err error) {
	found, err := db.merged(ctx, now)
	if err == nil && len(found) > 0 {
		err = db.write(ctx, db.quick, func(tx *sql.Tx) error { return keepMerged(ctx, tx, found, now) })
	}
	if err != nil {
		return 0, fmt.Errorf("merge listings: %w", err)
	}
	return len(found), nil
}

// kinship is what one listing is to another.
type kinship struct {
	id, before string // the listing, and whose witness it was
	of         string // whose witness it is; "" = it counts
	by         meeting.MergeSign
	disagrees  bool
}

// standing is a kinship as it is kept.
type standing struct {
	by        meeting.MergeSign
	disagrees bool
}

// merged returns what is to be kept otherwise than it is.
func (db *DB) merged(ctx context.Context, now time.Time) ([]kinship, error) {
	if several, err := db.several(ctx); err != nil || !several {
		return nil, err
	}
	apart, err := db.apart(ctx)
	if err != nil {
		return nil, err
	}
	witness := meeting.Witnesses(now)
	kept := make(map[string]standing) // of witnesses alone
	ws, err := db.witnesses(ctx, witness, kept)
	if err != nil {
		return nil, err
	}
	first := meeting.Merge(ws, func(a, b string) bool { return apart[pairOf(a, b)] })
	var found []kinship
	for i := range ws {
		k := kinship{id: ws[i].ID, before: ws[i].With}
		if f, ok := first[i]; ok {
			k.of = ws[f].ID
			k.by, k.disagrees = meeting.Explain(&ws[i], &ws[f])
		}
		if k.of != k.before || (standing{k.by, k.disagrees}) != kept[k.id] {
			found = append(found, k)
		}
	}
	return found, nil
}

// several reports whether more than one source lists meetings: of one, no two are
// ever one meeting.
func (db *DB) several(ctx context.Context) (several bool, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT COALESCE((SELECT MIN(source) FROM meeting) <> (SELECT MAX(source) FROM meeting), FALSE)`).Scan(&several)
	return several, err
}

// witnesses reads, in the order of ids, all that may be another's witness or
// have one, and all that were so before. That is a small part of what is listed,
// which is gone through first: most of a large store is never held in memory.
func (db *DB) witnesses(ctx context.Context, of func(*meeting.Meeting) meeting.Witness, kept map[string]standing) ([]meeting.Witness, error) {
	left, all, err := db.sieved(ctx, of)
	if err != nil {
		return nil, err
	}
	var ws []meeting.Witness
	read := func(where string, wanted func(doc int64) bool, args ...any) error {
		_, err := collect(ctx, db.read, func(rows *sql.Rows) (none struct{}, err error) {
			w, doc, k, err := scanWitness(rows, of)
			if err == nil && wanted(doc) {
				ws = append(ws, w)
			}
			if k != (standing{}) {
				kept[w.ID] = k
			}
			return none, err
		}, selectWitness+where, args...)
		return err
	}
	err = read(` WHERE `+wasOne, func(int64) bool { return true })
	switch {
	case err != nil:
	case 8*len(left) > all: // sought one by one they would cost more than all in a row
		err = read(` WHERE retired IS NULL AND NOT (`+wasOne+`)`, func(doc int64) bool {
			_, ok := slices.BinarySearch(left, doc)
			return ok
		})
	default:
		err = inChunks(left, 1, func(marks string, args []any) error {
			return read(` WHERE doc IN (`+marks+`) AND retired IS NULL AND NOT (`+wasOne+`)`, func(int64) bool { return true }, args...)
		})
	}
	// Sorted here: in the order of ids the rows would be read from all over the file.
	slices.SortFunc(ws, func(a, b meeting.Witness) int { return cmp.Compare(a.ID, b.ID) })
	return ws, err
}

// sieved returns the numbers, in order, of those listings that have in common
// with another source's what makes two listings one, and how many are listed.
func (db *DB) sieved(ctx context.Context, of func(*meeting.Meeting) meeting.Witness) (left []int64, all int, err error) {
	var sieve meeting.Sieve
	docs, err := collect(ctx, db.read, func(rows *sql.Rows) (doc int64, err error) {
		var m meeting.Meeting
		if err = rows.Scan(append([]any{&doc}, whenAndWhere(&m)...)...); err == nil {
			w := of(&m)
			sieve.Add(&w)
		}
		return doc, err
	}, `SELECT doc, `+whenAndWhereColumns+` FROM meeting WHERE retired IS NULL`)
	if err != nil {
		return nil, 0, err
	}
	for _, i := range sieve.Left() {
		left = append(left, docs[i])
	}
	slices.Sort(left)
	return left, len(docs), nil
}

const (
	whenAndWhereColumns = `program, source, join_url, attendance, latitude, longitude, approximate,
	kind, days, interval_weeks, anchor, ordinals, months, dates, start, zone, first_day, last_day, confirmed`
	selectWitness = `SELECT ` + whenAndWhereColumns + `, doc, id, name, first_seen, retired, gathered, COALESCE(witness_of, ''), witness_by, disagrees FROM meeting m`
	wasOne        = `witness_of IS NOT NULL OR EXISTS (SELECT 1 FROM meeting w WHERE w.witness_of = m.id)`
)

// whenAndWhere are the places of whenAndWhereColumns.
func whenAndWhere(m *meeting.Meeting) []any {
	s, p := &m.Schedule, &m.Place
	return []any{&m.Program, &m.Source, &m.Join.URL, &m.Attendance, &p.Latitude, &p.Longitude, &p.Approximate,
		&s.Kind, &s.Days, &s.Interval, day{&s.Anchor}, &s.Ordinals, &s.Months, asJSON{&s.Dates}, clock{&s.Start}, &s.Zone, day{&s.From}, day{&s.Until}, &s.Confirmed}
}

func scanWitness(rows *sql.Rows, of func(*meeting.Meeting) meeting.Witness) (w meeting.Witness, doc int64, k standing, err error) {
	var m meeting.Meeting
	err = rows.Scan(append(whenAndWhere(&m), &doc, &m.ID, &m.Name, stamp{&m.FirstSeen}, stamp{&m.Retired}, &m.Gathered, &m.WitnessOf, &k.by, &k.disagrees)...)
	return of(&m), doc, k, err
}

// keepMerged writes what listings are to each other. A calendar entry made of
// one says another listing's words from now on, or its own again: its sequence
// grows past what was ever shown.
func keepMerged(ctx context.Context, tx *sql.Tx, found []kinship, now time.Time) error {
	before, err := lastChange(ctx, tx)
	if err != nil {
		return err
	}
	changes := newChanges(ctx, tx)
	for _, k := range found {
		if k.of == k.before {
			if _, err := tx.ExecContext(ctx, `UPDATE meeting SET witness_by = ?2, disagrees = ?3 WHERE id = ?1`, k.id, string(k.by), k.disagrees); err != nil {
				return err
			}
			continue
		}
		n, err := affected(ctx, tx, `UPDATE meeting SET witness_of = NULLIF(?2, ''), witness_by = ?3, disagrees = ?4, last_changed = ?5,
			sequence = sequence + 1 + COALESCE((SELECT o.sequence FROM meeting o WHERE o.id = meeting.witness_of), 0)
			WHERE id = ?1 AND COALESCE(witness_of, '') = ?6`, k.id, k.of, string(k.by), k.disagrees, millis(now), k.before)
		if err != nil {
			return err
		}
		if n > 0 {
			fields := []meeting.FieldChange{{Field: "witness_of", Old: k.before, New: k.of}, {Field: "witness_by", New: string(k.by)}}
			if err := changes.add(0, k.id, millis(now), string(meeting.Merged), list(fields)); err != nil {
				return err
			}
		}
	}
	if err := changes.flush(); err != nil {
		return err
	}
	return bumpChanged(ctx, tx, before)
}
