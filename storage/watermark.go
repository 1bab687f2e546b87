package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Watermark returns up to when something was done; the zero time where never.
func (db *DB) Watermark(ctx context.Context, name string) (t time.Time, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT at FROM watermark WHERE name = ?1`, name).Scan(stamp{&t})
	if err = some(err); err != nil {
		return time.Time{}, fmt.Errorf("watermark %s: %w", name, err)
	}
	return t, nil
}

// SetWatermark remembers up to when something was done.
func (db *DB) SetWatermark(ctx context.Context, name string, t time.Time) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error { return setWatermark(ctx, tx, name, t.UnixMilli()) })
	if err != nil {
		return fmt.Errorf("set watermark %s: %w", name, err)
	}
	return nil
}

func setWatermark(ctx context.Context, tx *sql.Tx, name string, at int64) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO watermark (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = excluded.at`, name, at)
	return err
}
