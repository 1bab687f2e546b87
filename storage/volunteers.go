package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"openchair/meeting"
)

// ErrTaken: another volunteer has this name.
var ErrTaken = errors.New("this name is taken")

// AddVolunteer keeps who may decide, and the hash of their key.
func (db *DB) AddVolunteer(ctx context.Context, name string, keyHash []byte, now time.Time) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `INSERT INTO volunteer (name, key_hash, created) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO NOTHING`, name, keyHash, millis(now))
		if err == nil && n == 0 {
			err = ErrTaken
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("add volunteer %q: %w", name, err)
	}
	return nil
}

// RemoveVolunteer ends a volunteer's key and every session made with it. What
// they did stays on record.
func (db *DB) RemoveVolunteer(ctx context.Context, name string) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n, err := affected(ctx, tx, `DELETE FROM volunteer WHERE name = ?1`, name)
		if err == nil && n == 0 {
			err = meeting.ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("remove volunteer %q: %w", name, err)
	}
	return nil
}

const selectVolunteer = `SELECT v.id, v.name, v.created FROM volunteer v `

func scanVolunteer(rows *sql.Rows) (v meeting.Volunteer, err error) {
	return v, rows.Scan(&v.ID, &v.Name, stamp{&v.Created})
}

// Volunteers lists them by name.
func (db *DB) Volunteers(ctx context.Context) ([]meeting.Volunteer, error) {
	all, err := collect(ctx, db.read, scanVolunteer, selectVolunteer+`ORDER BY v.name`)
	if err != nil {
		return nil, fmt.Errorf("volunteers: %w", err)
	}
	return all, nil
}

// SignIn begins a session for whoever holds the key of this hash, until a
// moment; meeting.ErrNotFound where nobody does.
func (db *DB) SignIn(ctx context.Context, keyHash, sessionHash []byte, until time.Time) (v meeting.Volunteer, err error) {
	err = db.write(ctx, db.sure, func(tx *sql.Tx) error {
		if v, err = oneVolunteer(ctx, tx, `WHERE v.key_hash = ?1`, keyHash); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO volunteer_session (hash, volunteer, until) VALUES (?1, ?2, ?3)`, sessionHash, v.ID, millis(until))
		return err
	})
	if err != nil {
		return v, fmt.Errorf("sign in: %w", err)
	}
	return v, nil
}

// SignedIn returns whose session it is; meeting.ErrNotFound where it is none,
// or none any more.
func (db *DB) SignedIn(ctx context.Context, sessionHash []byte, now time.Time) (meeting.Volunteer, error) {
	v, err := oneVolunteer(ctx, db.read, `JOIN volunteer_session s ON s.volunteer = v.id WHERE s.hash = ?1 AND s.until > ?2`, sessionHash, millis(now))
	if err != nil {
		return v, fmt.Errorf("session: %w", err)
	}
	return v, nil
}

// SignOut ends a session.
func (db *DB) SignOut(ctx context.Context, sessionHash []byte) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM volunteer_session WHERE hash = ?1`, sessionHash)
		return err
	})
	if err != nil {
		return fmt.Errorf("sign out: %w", err)
	}
	return nil
}

func oneVolunteer(ctx context.Context, q querier, which string, args ...any) (meeting.Volunteer, error) {
	found, err := collect(ctx, q, scanVolunteer, selectVolunteer+which, args...)
	if err == nil && len(found) == 0 {
		err = meeting.ErrNotFound
	}
	if err != nil {
		return meeting.Volunteer{}, err
	}
	return found[0], nil
}

// NoteDeed keeps what a volunteer did.
func (db *DB) NoteDeed(ctx context.Context, d meeting.Deed) error {
	err := db.write(ctx, db.sure, func(tx *sql.Tx) error { return noteDeed(ctx, tx, d) })
	if err != nil {
		return fmt.Errorf("note what %s did: %w", d.Volunteer, err)
	}
	return nil
}

func noteDeed(ctx context.Context, tx *sql.Tx, d meeting.Deed) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO deed (at, volunteer, what, subject, note) VALUES (?1, ?2, ?3, ?4, ?5)`,
		millis(d.At), d.Volunteer, string(d.What), d.Subject, d.Note)
	return err
}

// Deeds lists what volunteers did, newest first; limit 0 = all.
func (db *DB) Deeds(ctx context.Context, limit int) ([]meeting.Deed, error) {
	var w where
	all, err := collect(ctx, db.read, func(rows *sql.Rows) (d meeting.Deed, err error) {
		return d, rows.Scan(stamp{&d.At}, &d.Volunteer, &d.What, &d.Subject, &d.Note)
	}, `SELECT at, volunteer, what, subject, note FROM deed ORDER BY id DESC`+w.limit(limit), w.args...)
	if err != nil {
		return nil, fmt.Errorf("what volunteers did: %w", err)
	}
	return all, nil
}
