package storage

import (
	"database/sql"
	"time"

	"openchair/meeting"
)

// vote asks the runs of the last minutes, this one included, whether most hosts
// are silent. Then the fault is ours: this run is no failure of its source, and
// neither are the others, which are still owed.
func (a *apply) vote() error {
	if !a.run.Silent() || a.run.Interrupted {
		return nil
	}
	since := a.run.Finished.Add(-meeting.OutageWithin)
	answered, err := a.answers(since)
	if err != nil {
		return err
	}
	answered[a.run.Evidence.Host] = false
	if !meeting.Outage(answered) {
		return nil
	}
	a.run.Interrupted, a.run.Message = true, meeting.OutageMessage
	_, err = a.tx.ExecContext(a.ctx, `UPDATE run SET interrupted = 1, message = ?1, not_before = NULL,
		failures = COALESCE((SELECT p.failures FROM run p WHERE p.source = run.source AND p.id < run.id ORDER BY p.id DESC LIMIT 1), 0)
		WHERE id IN (SELECT n.id FROM run n ORDER BY n.id DESC LIMIT ?2) AND silent = 1 AND interrupted = 0 AND finished >= ?3`,
		meeting.OutageMessage, newestRuns, millis(since))
	return err
}

// newestRuns is how far back runs are looked at: more than end in ten minutes.
const newestRuns = 2000

// answers tells of each host that runs asked since a moment whether it answered
// the last of them.
func (a *apply) answers(since time.Time) (map[string]bool, error) {
	type told struct {
		host   string
		silent bool
	}
	all, err := collect(a.ctx, a.tx, func(rows *sql.Rows) (t told, err error) { return t, rows.Scan(&t.host, &t.silent) },
		`SELECT host, silent FROM run WHERE id IN (SELECT n.id FROM run n ORDER BY n.id DESC LIMIT ?1) AND class <> 'running' AND host <> '' AND finished >= ?2 ORDER BY finished, id`,
		newestRuns, millis(since))
	answered := make(map[string]bool)
	for _, t := range all {
		answered[t.host] = !t.silent
	}
	return answered, err
}
