package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"openchair/meeting"
)

// ZonePoint returns the zone that a version of the borders gave for a point;
// known is false where nothing is kept under it.
func (db *DB) ZonePoint(ctx context.Context, p meeting.GridPoint, data string) (zone string, known bool, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT zone FROM zone_point WHERE lat = ?1 AND lon = ?2 AND data = ?3`, p.Lat, p.Lon, data).Scan(&zone)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", false, nil
	case err != nil:
		return "", false, fmt.Errorf("zone of a point: %w", err)
	}
	return zone, true, nil
}

// KeepZonePoint keeps the zone of a point, instead of what an older version
// said of it.
func (db *DB) KeepZonePoint(ctx context.Context, p meeting.GridPoint, data, zone string) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO zone_point (lat, lon, data, zone) VALUES (?1, ?2, ?3, ?4)
			ON CONFLICT (lat, lon) DO UPDATE SET data = excluded.data, zone = excluded.zone`, p.Lat, p.Lon, data, zone)
		return err
	})
	if err != nil {
		return fmt.Errorf("keep the zone of a point: %w", err)
	}
	return nil
}
