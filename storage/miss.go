package storage

import "openchair/meeting"

// miss notes what a complete run did not list and retires what has been absent
// for long enough. Each absence is written once, when it begins; how many runs
// it has lasted follows from the runs.
func (a *apply) miss(absent []*known) error {
	a.run.Counts.Missed, a.run.Counts.Retired = len(absent), 0
	var fresh, gone []string
	runs := make(map[int64]int)
	for _, k := range absent {
		if k.missingRun == 0 {
			fresh = append(fresh, k.id)
			continue
		}
		if _, ok := runs[k.missingRun]; !ok {
			n, err := a.completeSince(k.missingRun)
			if err != nil {
				return err
			}
			runs[k.missingRun] = n
		}
		if meeting.Retires(runs[k.missingRun], a.run.Finished.Sub(k.since)) {
			gone = append(gone, k.id)
		}
	}
	if err := a.noteMissing(fresh); err != nil {
		return err
	}
	return a.retire(gone)
}

// completeSince counts the complete runs from one on, this one included, whose
// row does not say so yet.
func (a *apply) completeSince(run int64) (n int, err error) {
	err = a.one(`SELECT COUNT(*) FROM run WHERE source = ?1 AND id >= ?2 AND `+goodRun, []any{a.run.Source, run}, &n)
	return n + 1, err
}

// noteMissing keeps when a meeting was last confirmed, which runs no longer say.
func (a *apply) noteMissing(ids []string) error {
	return inChunks(ids, 4, func(marks string, args []any) error {
		args = append([]any{a.run.ID, millis(a.run.Finished), millis(a.before.good)}, args...)
		_, err := a.tx.ExecContext(a.ctx, `UPDATE meeting SET missing_run = ?1, missing_since = ?2, last_confirmed = ?3 WHERE id IN (`+marks+`)`, args...)
		return err
	})
}

func (a *apply) retire(ids []string) error {
	a.run.Counts.Retired = len(ids)
	for _, id := range ids {
		if err := a.note(id, meeting.Retired, nil); err != nil {
			return err
		}
	}
	return inChunks(ids, 2, func(marks string, args []any) error {
		_, err := a.tx.ExecContext(a.ctx, `UPDATE meeting SET retired = ?1, last_changed = ?1, sequence = sequence + 1, next_start = NULL WHERE id IN (`+marks+`)`,
			append([]any{millis(a.run.Finished)}, args...)...)
		return err
	})
}
