package storage

import (
	"context"
	"database/sql"
	"fmt"

	"openchair/meeting"
)

// Alerts returns what volunteers were last told of each source in trouble.
func (db *DB) Alerts(ctx context.Context) (map[string]meeting.Alert, error) {
	all, err := collect(ctx, db.read, func(rows *sql.Rows) (a meeting.Alert, err error) {
		return a, rows.Scan(&a.Source, &a.Trouble, stamp{&a.Since}, stamp{&a.Told})
	}, `SELECT source, trouble, since, told FROM alert`)
	if err != nil {
		return nil, fmt.Errorf("alerts: %w", err)
	}
	by := make(map[string]meeting.Alert, len(all))
	for _, a := range all {
		by[a.Source] = a
	}
	return by, nil
}

// KeepAlerts keeps what volunteers were told. A source without trouble is
// forgotten.
func (db *DB) KeepAlerts(ctx context.Context, told []meeting.Alert) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		for _, a := range told {
			if _, err := tx.ExecContext(ctx, `DELETE FROM alert WHERE source = ?1`, a.Source); err != nil {
				return err
			}
			if a.Trouble == "" {
				continue
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO alert (source, trouble, since, told) VALUES (?1, ?2, ?3, ?4)`,
				a.Source, string(a.Trouble), millis(a.Since), millis(a.Told)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep alerts: %w", err)
	}
	return nil
}
