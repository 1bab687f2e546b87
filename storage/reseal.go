package storage

import (
	"context"
	"database/sql"
	"fmt"
)

// Reseal hands every sealed address to turn, and keeps what it returns: the
// address sealed anew and the hash it is found by, or nil to leave it. It
// returns how many were changed. Where turn errs nothing is changed. It is how
// a new key takes over: an address found by two hashes would be two readers.
func (db *DB) Reseal(ctx context.Context, turn func(sealed []byte) (anew, hash []byte, err error)) (n int, err error) {
	err = db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n = 0
		rows, err := collect(ctx, tx, scanSealed, `SELECT id, email FROM reminder ORDER BY id`)
		if err != nil {
			return err
		}
		for _, r := range rows {
			anew, hash, err := turn(r.email)
			if err != nil {
				return fmt.Errorf("reminder %d: %w", r.id, err)
			}
			if anew == nil {
				continue
			}
			if _, err := tx.ExecContext(ctx, `UPDATE reminder SET email = ?2, email_hash = ?3 WHERE id = ?1`, r.id, anew, hash); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("seal addresses anew: %w", err)
	}
	return n, nil
}

// Sealed reports whether any address is kept at all.
func (db *DB) Sealed(ctx context.Context) (any bool, err error) {
	if err = db.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM reminder)`).Scan(&any); err != nil {
		return false, fmt.Errorf("look for sealed addresses: %w", err)
	}
	return any, nil
}

type sealedRow struct {
	id    int64
	email []byte
}

func scanSealed(rows *sql.Rows) (r sealedRow, err error) { return r, rows.Scan(&r.id, &r.email) }
