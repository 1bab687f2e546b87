package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

const selectHead = `SELECT c.id, c.polled, c.version, r.version, r.modified, r.etag`

const fromFeed = ` FROM calendar c LEFT JOIN rendering r ON r.calendar = c.id WHERE c.feed_hash = ?1`

// Rendering returns the kept bytes of the calendar that is read at an address.
// Where none are kept its Version is 0 and Current false. meeting.ErrNotFound
// for an unknown address.
func (db *DB) Rendering(ctx context.Context, feedHash []byte) (meeting.Rendering, error) {
	var body []byte
	r, err := db.rendering(ctx, selectHead+", r.body"+fromFeed, feedHash, &body)
	r.Body = body
	return r, err
}

// RenderingHead returns the same without the body, which a poll of an unchanged
// calendar does not need.
func (db *DB) RenderingHead(ctx context.Context, feedHash []byte) (meeting.Rendering, error) {
	return db.rendering(ctx, selectHead+fromFeed, feedHash)
}

// RenderingBody returns the bytes that a head told of; meeting.ErrNotFound where
// others have been kept since.
func (db *DB) RenderingBody(ctx context.Context, head meeting.Rendering) (body []byte, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT body FROM rendering WHERE calendar = ?1 AND version = ?2 AND etag = ?3`,
		head.Calendar, head.Version, head.ETag).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		err = meeting.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("bytes of calendar %d: %w", head.Calendar, err)
	}
	return body, nil
}

// rendering is one read by an index, over before anyone could cancel it:
// watching for that would cost as much again.
func (db *DB) rendering(ctx context.Context, query string, feedHash []byte, body ...any) (r meeting.Rendering, err error) {
	var version int64
	var kept sql.NullInt64
	var etag sql.NullString
	into := append([]any{&r.Calendar, day{&r.Polled}, &version, &kept, stamp{&r.Modified}, &etag}, body...)
	err = db.read.QueryRowContext(context.WithoutCancel(ctx), query, feedHash).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		err = meeting.ErrNotFound
	}
	if err != nil {
		return meeting.Rendering{}, fmt.Errorf("rendering: %w", err)
	}
	r.Version, r.ETag = kept.Int64, etag.String
	r.Current = kept.Valid && kept.Int64 == version
	return r, nil
}

// KeepRendering keeps a calendar's bytes instead of those kept before, unless
// those are of a newer version. Modified never falls. Bytes of a calendar that
// is no more are not kept.
func (db *DB) KeepRendering(ctx context.Context, r meeting.Rendering) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		version, err := calendarVersion(ctx, tx, r.Calendar)
		if err != nil || version == 0 {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO rendering (calendar, version, modified, etag, body, good_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
			ON CONFLICT (calendar) DO UPDATE SET version = excluded.version, etag = excluded.etag, body = excluded.body, good_until = excluded.good_until,
				modified = CASE WHEN excluded.modified > rendering.modified THEN excluded.modified ELSE rendering.modified END
			WHERE excluded.version >= rendering.version`,
			r.Calendar, r.Version, r.Modified.UnixMilli(), r.ETag, nonNil(r.Body), millis(r.Until))
		return err
	})
	if err != nil {
		return fmt.Errorf("keep the rendering of calendar %d: %w", r.Calendar, err)
	}
	return nil
}

func nonNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// ageCalendars gives a new version to calendars whose bytes have grown old.
func ageCalendars(ctx context.Context, tx *sql.Tx, now time.Time) error {
	if err := bumpCalendars(ctx, tx, `id IN (SELECT calendar FROM rendering WHERE good_until <= ?1)`, millis(now)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `UPDATE rendering SET good_until = NULL WHERE good_until <= ?1`, millis(now))
	return err
}
