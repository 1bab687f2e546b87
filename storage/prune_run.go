package storage

import (
	"context"
	"database/sql"
	"time"

	"openchair/meeting"
)

// pruneRuns deletes runs meeting.RunsKept after they ended, and of those it
// keeps what they saw and refused meeting.EvidenceKept after. What later runs
// are judged by and derived from stays: the newest run of a source, the last
// good one, the good reads it is measured by, what a volunteer accepted, what
// waits, and the runs since one that a meeting is missing from.
func pruneRuns(ctx context.Context, tx *sql.Tx, now time.Time) error {
	const settled = ` class <> 'running' AND id NOT IN (SELECT w.run FROM waiting w) AND finished <= ?1
		AND id <> COALESCE((SELECT MAX(g.id) FROM run g WHERE g.source = run.source AND g.` + goodRun + `), 0)`
	for _, d := range []struct {
		query string
		kept  time.Duration
	}{
		{`UPDATE run SET evidence = '{}', refusals = '[]' WHERE (evidence <> '{}' OR refusals <> '[]') AND` + settled, meeting.EvidenceKept},
		{`DELETE FROM run WHERE accepts = 0 AND` + settled + `
			AND id <> (SELECT MAX(n.id) FROM run n WHERE n.source = run.source)
			AND (class <> 'ok' OR id < COALESCE((SELECT k.id FROM run k WHERE k.source = run.source AND k.class = 'ok' ORDER BY k.id DESC LIMIT 1 OFFSET 7), 0))
			AND id < COALESCE((SELECT MIN(m.missing_run) FROM meeting m WHERE m.source = run.source AND m.missing_run IS NOT NULL AND m.retired IS NULL), id + 1)`, meeting.RunsKept},
		{`DELETE FROM change WHERE at <= ?1`, meeting.ChangesKept},
	} {
		if _, err := tx.ExecContext(ctx, d.query, millis(now.Add(-d.kept))); err != nil {
			return err
		}
	}
	return nil
}
