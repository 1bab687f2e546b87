package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"openchair/meeting"
)

// SetSwitch switches a source on or off, whatever the catalogue says, until it
// is switched otherwise. Off ends a run under way: what it read is not applied.
// With retire all its meetings are retired at once, because a person says that
// they can't be relied on; once it is on again its next run brings them back.
func (db *DB) SetSwitch(ctx context.Context, s meeting.Switch, retire bool) (retired int, err error) {
	err = db.write(ctx, db.sure, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO source_switch (source, enabled, why, at) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (source) DO UPDATE SET enabled = excluded.enabled, why = excluded.why, at = excluded.at`, s.Source, s.Enabled, s.Why, millis(s.At))
		if err != nil || s.Enabled {
			return err
		}
		if err := interrupt(ctx, tx, s.At, "source = ?4", s.Source); err != nil || !retire {
			return err
		}
		retired, err = retireAll(ctx, tx, s.Source, s.At)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("switch source %s: %w", s.Source, err)
	}
	return retired, nil
}

// retireAll retires what a source lists, and forgets its pages: when it comes
// back, its list as it was must not pass for unchanged.
func retireAll(ctx context.Context, tx *sql.Tx, source string, now time.Time) (n int, err error) {
	before, err := lastChange(ctx, tx)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO change (run, meeting, at, kind, fields)
		SELECT 0, id, ?2, 'retired', '[]' FROM meeting WHERE source = ?1 AND retired IS NULL ORDER BY source_key, twin`, source, millis(now)); err != nil {
		return 0, err
	}
	n, err = affected(ctx, tx, `UPDATE meeting SET retired = ?2, last_changed = ?2, sequence = sequence + 1, next_start = NULL,
		last_confirmed = COALESCE(last_confirmed, (SELECT r.finished FROM run r WHERE r.source = ?1 AND r.`+goodRun+` ORDER BY r.id DESC LIMIT 1))
		WHERE source = ?1 AND retired IS NULL`, source, millis(now))
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM page WHERE source = ?1`, source); err != nil {
		return 0, err
	}
	return n, bumpChanged(ctx, tx, before)
}

// Switches returns every source that a person switched, by its id.
func (db *DB) Switches(ctx context.Context) (map[string]meeting.Switch, error) {
	all, err := collect(ctx, db.read, scanSwitch, selectSwitch)
	if err != nil {
		return nil, fmt.Errorf("switches of sources: %w", err)
	}
	by := make(map[string]meeting.Switch, len(all))
	for _, s := range all {
		by[s.Source] = s
	}
	return by, nil
}

const selectSwitch = `SELECT source, enabled, why, at FROM source_switch`

func scanSwitch(rows *sql.Rows) (s meeting.Switch, err error) {
	return s, rows.Scan(&s.Source, &s.Enabled, &s.Why, stamp{&s.At})
}

// loadSwitch reads whether a person switched a source.
func loadSwitch(ctx context.Context, tx *sql.Tx, source string, m *meeting.Memory) error {
	all, err := collect(ctx, tx, scanSwitch, selectSwitch+` WHERE source = ?1`, source)
	if len(all) > 0 {
		m.Switch = &all[0]
	}
	return err
}
