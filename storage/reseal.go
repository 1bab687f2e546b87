package storage

import (
	"context"
	"database/sql"
	"fmt"
)

// resealBatch is how many addresses one transaction seals anew: others write in
// between.
const resealBatch = 500

// Reseal hands every sealed address to turn, and keeps what it returns: the
// address sealed anew and the hash it is found by, or nil to leave it. It
// returns how many were changed. Where turn errs it ends, and nothing of the
// batch at hand is changed; begun again it goes on. It is how a new key takes
// over: an address found by two hashes would be two readers.
func (db *DB) Reseal(ctx context.Context, turn func(sealed []byte) (anew, hash []byte, err error)) (n int, err error) {
	for after := int64(-1 << 63); ; {
		rows, err := collect(ctx, db.read, scanSealed, `SELECT id, email FROM reminder WHERE id > ?1 ORDER BY id LIMIT ?2`, after, resealBatch)
		if err != nil {
			return n, fmt.Errorf("seal addresses anew: %w", err)
		}
		if len(rows) == 0 {
			return n, nil
		}
		changed, err := db.resealSome(ctx, rows, turn)
		if n += changed; err != nil {
			return n, fmt.Errorf("seal addresses anew: %w", err)
		}
		after = rows[len(rows)-1].id
	}
}

// resealSome turns some addresses, and writes only where one was turned. One
// that was changed meanwhile is left to be met again.
func (db *DB) resealSome(ctx context.Context, rows []sealedRow, turn func(sealed []byte) (anew, hash []byte, err error)) (n int, err error) {
	type turned struct {
		sealedRow
		anew, hash []byte
	}
	var all []turned
	for _, r := range rows {
		anew, hash, err := turn(r.email)
		if err != nil {
			return 0, fmt.Errorf("reminder %d: %w", r.id, err)
		}
		if anew != nil {
			all = append(all, turned{r, anew, hash})
		}
	}
	if len(all) == 0 {
		return 0, nil
	}
	err = db.write(ctx, db.sure, func(tx *sql.Tx) error {
		n = 0
		for _, t := range all {
			changed, err := affected(ctx, tx, `UPDATE reminder SET email = ?3, email_hash = ?4 WHERE id = ?1 AND email = ?2`, t.id, t.email, t.anew, t.hash)
			if err != nil {
				return err
			}
			n += changed
		}
		return nil
	})
	return n, err
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
