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
	apart, err := db.apart(ctx)
	if err != nil {
		return nil, err
	}
	witness := meeting.Witnesses(now)
	kept := make(map[string]standing) // of witnesses alone
	ws, err := collect(ctx, db.read, func(rows *sql.Rows) (w meeting.Witness, err error) {
		var k standing
		if w, k.by, k.disagrees, err = scanWitness(rows, witness); k != (standing{}) {
			kept[w.ID] = k
		}
		return w, err
	}, selectWitness)
	if err != nil {
		return nil, err
	}
	// Sorted here: in the order of ids the rows would be read from all over the file.
	slices.SortFunc(ws, func(a, b meeting.Witness) int { return cmp.Compare(a.ID, b.ID) })
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

// selectWitness reads what is listed, and of what is not what was one with
// another before.
const selectWitness = `SELECT id, program, source, name, join_url, attendance, latitude, longitude, approximate,
	kind, days, interval_weeks, anchor, ordinals, months, dates, start, zone, first_day, last_day, confirmed,
	first_seen, retired, gathered, COALESCE(witness_of, ''), witness_by, disagrees
	FROM meeting m
	WHERE retired IS NULL OR witness_of IS NOT NULL OR EXISTS (SELECT 1 FROM meeting w WHERE w.witness_of = m.id)`

func scanWitness(rows *sql.Rows, of func(*meeting.Meeting) meeting.Witness) (w meeting.Witness, by meeting.MergeSign, disagrees bool, err error) {
	var m meeting.Meeting
	s, p := &m.Schedule, &m.Place
	err = rows.Scan(&m.ID, &m.Program, &m.Source, &m.Name, &m.Join.URL, &m.Attendance, &p.Latitude, &p.Longitude, &p.Approximate,
		&s.Kind, &s.Days, &s.Interval, day{&s.Anchor}, &s.Ordinals, &s.Months, asJSON{&s.Dates}, clock{&s.Start}, &s.Zone, day{&s.From}, day{&s.Until}, &s.Confirmed,
		stamp{&m.FirstSeen}, stamp{&m.Retired}, &m.Gathered, &m.WitnessOf, &by, &disagrees)
	return of(&m), by, disagrees, err
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
