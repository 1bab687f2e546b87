package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

// ErrLost says that a run is no longer the caller's: its lease ran out and
// another process has closed it. What it read must not be applied.
var ErrLost = errors.New("the run was closed by another process")

const interruptedMessage = "The run was interrupted before it ended. What was known stays. It is tried again."

// Begin starts a run of a source and leases the source to it until now+lease.
// meeting.ErrRunning while another run holds it, here or in another process. A
// run whose lease has run out is closed first.
func (db *DB) Begin(ctx context.Context, source, owner string, now time.Time, lease time.Duration) (run int64, err error) {
	err = db.write(ctx, db.quick, func(tx *sql.Tx) error {
		if err := interrupt(ctx, tx, now, "source = ?4 AND lease_until <= ?2", source); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `INSERT INTO run (source, owner, class, started, lease_until)
			VALUES (?1, ?2, 'running', ?3, ?4) ON CONFLICT DO NOTHING RETURNING id`,
			source, owner, millis(now), millis(now.Add(lease))).Scan(&run)
	})
	if errors.Is(err, sql.ErrNoRows) {
		err = meeting.ErrRunning
	}
	if err != nil {
		return 0, fmt.Errorf("begin a run of source %s: %w", source, err)
	}
	return run, nil
}

// interrupt closes running rows as interrupted. The source is not to blame:
// its failures stay what they were and it need not back off.
func interrupt(ctx context.Context, tx *sql.Tx, now time.Time, which string, arg any) error {
	_, err := tx.ExecContext(ctx, `UPDATE run SET class = ?1, finished = ?2, message = ?3, interrupted = 1, lease_until = NULL,
		failures = COALESCE((SELECT p.failures FROM run p WHERE p.source = run.source AND p.id < run.id ORDER BY p.id DESC LIMIT 1), 0)
		WHERE class = 'running' AND `+which, string(meeting.Unreachable), millis(now), interruptedMessage, arg)
	return err
}

// Renew extends a run's lease to now+lease. ErrLost once it was closed.
func (db *DB) Renew(ctx context.Context, run int64, now time.Time, lease time.Duration) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `UPDATE run SET lease_until = ?1 WHERE id = ?2 AND class = 'running'`, millis(now.Add(lease)), run)
		if n == 0 && err == nil {
			err = ErrLost
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("renew run %d: %w", run, err)
	}
	return nil
}

// Release ends every run that an owner left under way. A daemon calls it at
// start, when nothing of its own can be running.
func (db *DB) Release(ctx context.Context, owner string, now time.Time) error {
	err := db.write(ctx, db.quick, func(tx *sql.Tx) error { return interrupt(ctx, tx, now, "owner = ?4", owner) })
	if err != nil {
		return fmt.Errorf("release runs of %s: %w", owner, err)
	}
	return nil
}
