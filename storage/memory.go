package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"openchair/meeting"
)

// goodReads is how many ok runs a new one is judged by, promise 5 of the design.
const goodReads = 8

// Memory returns what is remembered of a source for its next run. A source
// never heard of has an empty memory.
func (db *DB) Memory(ctx context.Context, source string) (m meeting.Memory, err error) {
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return m, fmt.Errorf("memory of source %s: %w", source, err)
	}
	defer tx.Rollback()
	for _, load := range []func(context.Context, *sql.Tx, string, *meeting.Memory) error{loadReads, loadLast, loadPages, loadSwitch} {
		if err := load(ctx, tx, source, &m); err != nil {
			return meeting.Memory{}, fmt.Errorf("memory of source %s: %w", source, err)
		}
	}
	return m, nil
}

// loadReads reads the last ok runs: what they listed, and of the newest what
// it was read by and how well it was filled.
func loadReads(ctx context.Context, tx *sql.Tx, source string, m *meeting.Memory) error {
	type read struct {
		fingerprint string
		listed      int
		fill        meeting.Fill
	}
	reads, err := collect(ctx, tx, func(rows *sql.Rows) (r read, err error) {
		return r, rows.Scan(&r.fingerprint, &r.listed, &r.fill.Time, &r.fill.Place, &r.fill.Point, &r.fill.Join, &r.fill.Types)
	}, `SELECT fingerprint, listed, fill_time, fill_place, fill_point, fill_join, fill_types
		FROM run WHERE source = ?1 AND class = 'ok' AND id >= `+lastAccepted+` ORDER BY id DESC LIMIT ?2`, source, goodReads)
	for i, r := range reads {
		if i == 0 {
			m.Fingerprint, m.LastListed = r.fingerprint, r.listed
		}
		m.Stored, m.Fills = append(m.Stored, r.listed), append(m.Fills, r.fill)
	}
	return err
}

// lastAccepted is the newest run of a source by which a volunteer accepted
// another: what was before it is no measure any more.
const lastAccepted = `COALESCE((SELECT MAX(a.id) FROM run a WHERE a.source = ?1 AND a.accepts <> 0), 0)`

// loadLast reads how the last runs ended. A run that was interrupted is still
// owed and so is not the last.
func loadLast(ctx context.Context, tx *sql.Tx, source string, m *meeting.Memory) error {
	row := func(query string, into ...any) error {
		err := tx.QueryRowContext(ctx, query, source).Scan(into...)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	}
	return errors.Join(
		row(`SELECT started FROM run WHERE source = ?1 AND class <> 'running' AND interrupted = 0 ORDER BY id DESC LIMIT 1`, stamp{&m.LastRun}),
		row(`SELECT failures, not_before FROM run WHERE source = ?1 AND class <> 'running' ORDER BY id DESC LIMIT 1`, &m.Failures, stamp{&m.NotBefore}),
		row(`SELECT finished, class = 'declared-empty' AND EXISTS (SELECT 1 FROM run d WHERE d.id = `+lastAccepted+` AND d.class = 'declared-empty')
			FROM run WHERE source = ?1 AND `+goodRun+` ORDER BY id DESC LIMIT 1`, stamp{&m.LastGood}, &m.NoneListed),
	)
}

func loadPages(ctx context.Context, q *sql.Tx, source string, m *meeting.Memory) error {
	pages, err := collect(ctx, q, scanPage, `SELECT url, etag, last_modified, digest, next FROM page WHERE source = ?1`, source)
	m.Pages = make(map[string]meeting.PageState, len(pages))
	for _, p := range pages {
		m.Pages[p.URL] = p
	}
	return err
}

func scanPage(rows *sql.Rows) (p meeting.PageState, err error) {
	return p, rows.Scan(&p.URL, &p.ETag, &p.LastModified, &p.Digest, asJSON{&p.Next})
}
