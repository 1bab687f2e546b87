package storage

import (
	"context"
	"database/sql"
	"slices"

	"openchair/meeting"
)

// follow is one look at the standing searches that changed meetings concern.
type follow struct {
	ctx     context.Context
	tx      *sql.Tx
	filters map[int64]*meeting.Filter
	lost    map[int64]bool // searches that matched one of the meetings and don't now
}

// followChanged brings what standing searches match up to date with the
// meetings that a query selects, and returns the searches that matched one of
// them before and don't now. A meeting is tested only against searches that
// share a key with it, each once.
func followChanged(ctx context.Context, tx *sql.Tx, meetings string, args ...any) (lost []int64, err error) {
	var any bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM search)`).Scan(&any); err != nil || !any {
		return nil, err
	}
	ids, err := collect(ctx, tx, scanOne[string], meetings, args...)
	if err != nil {
		return nil, err
	}
	f := follow{ctx: ctx, tx: tx, filters: map[int64]*meeting.Filter{}, lost: map[int64]bool{}}
	for some := range slices.Chunk(ids, stretch) {
		if err := f.some(some); err != nil {
			return nil, err
		}
	}
	for id := range f.lost {
		lost = append(lost, id)
	}
	return lost, nil
}

// match is a meeting that a search matches.
type match struct {
	search  int64
	meeting string
}

func scanMatch(rows *sql.Rows) (m match, err error) { return m, rows.Scan(&m.search, &m.meeting) }

func (f *follow) some(ids []string) error {
	before := map[match]bool{}
	var ms []meeting.Meeting
	err := inChunks(ids, 1, func(marks string, args []any) error {
		had, err := collect(f.ctx, f.tx, scanMatch, `SELECT search, meeting FROM search_meeting WHERE meeting IN (`+marks+`)`, args...)
		if err != nil {
			return err
		}
		for _, m := range had {
			before[m] = true
		}
		ms, err = collect(f.ctx, f.tx, scanMeeting, selectMeeting+` WHERE m.id IN (`+marks+`)`, args...)
		return err
	})
	if err != nil {
		return err
	}
	now, err := f.matches(ms)
	if err != nil {
		return err
	}
	return f.keep(before, now)
}

// matches tests each meeting against the searches it may concern.
func (f *follow) matches(ms []meeting.Meeting) (map[match]bool, error) {
	byKey := map[string][]int{}
	for i := range ms {
		for _, key := range ms[i].Keys() {
			byKey[key] = append(byKey[key], i)
		}
	}
	names := make([]string, 0, len(byKey))
	for name := range byKey {
		names = append(names, name)
	}
	type pair struct {
		search int64
		i      int
	}
	plausible := map[pair]bool{}
	err := inChunks(names, 1, func(marks string, args []any) error {
		rows, err := collect(f.ctx, f.tx, scanMatch, `SELECT search, name FROM search_key WHERE name IN (`+marks+`)`, args...)
		for _, row := range rows {
			for _, i := range byKey[row.meeting] {
				plausible[pair{row.search, i}] = true
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	searches := map[int64]bool{}
	for p := range plausible {
		searches[p.search] = true
	}
	if err := f.load(searches); err != nil {
		return nil, err
	}
	now := map[match]bool{}
	for p := range plausible {
		if f.filters[p.search].Matches(&ms[p.i]) {
			now[match{p.search, ms[p.i].ID}] = true
		}
	}
	return now, nil
}

// load reads the filters that are not read yet.
func (f *follow) load(searches map[int64]bool) error {
	var ids []int64
	for id := range searches {
		if f.filters[id] == nil {
			ids = append(ids, id)
		}
	}
	type kept struct {
		id     int64
		filter *meeting.Filter
	}
	return inChunks(ids, 1, func(marks string, args []any) error {
		rows, err := collect(f.ctx, f.tx, func(rows *sql.Rows) (k kept, err error) {
			k.filter = new(meeting.Filter)
			return k, rows.Scan(&k.id, asJSON{k.filter})
		}, `SELECT id, filter FROM search WHERE id IN (`+marks+`)`, args...)
		for _, k := range rows {
			f.filters[k.id] = k.filter
		}
		return err
	})
}

// keep writes what came and went, what came in an order that is the same
// whatever the engine.
func (f *follow) keep(before, now map[match]bool) error {
	var came []match
	for m := range now {
		if !before[m] {
			came = append(came, m)
		}
	}
	slices.SortFunc(came, compareMatches)
	if err := addMatches(f.ctx, f.tx, came); err != nil {
		return err
	}
	for m := range before {
		if now[m] {
			continue
		}
		f.lost[m.search] = true
		if _, err := f.tx.ExecContext(f.ctx, `DELETE FROM search_meeting WHERE search = ?1 AND meeting = ?2`, m.search, m.meeting); err != nil {
			return err
		}
	}
	return nil
}
