package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// write runs do in one transaction of a writing pool. The gate keeps writers of
// this process in line, so that none of them polls for SQLite's lock.
func (db *DB) write(ctx context.Context, pool *sql.DB, do func(*sql.Tx) error) error {
	select {
	case db.gate <- struct{}{}:
		defer func() { <-db.gate }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return db.transact(ctx, pool, do)
}

// transact is write for whoever has the gate.
func (db *DB) transact(ctx context.Context, pool *sql.DB, do func(*sql.Tx) error) error {
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	defer db.writes.Add(1) // also where it is not known whether it was committed
	return tx.Commit()
}

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// collect reads every row of a query by scan.
func collect[T any](ctx context.Context, q querier, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

func scanOne[T any](rows *sql.Rows) (v T, err error) { return v, rows.Scan(&v) }

// affected runs a statement and returns how many rows it wrote.
func affected(ctx context.Context, q querier, query string, args ...any) (int, error) {
	res, err := q.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// millis is a moment as the store keeps it; the zero time is null.
func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// stamp scans what millis wrote.
type stamp struct{ *time.Time }

func (s stamp) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*s.Time = time.Time{}
	case int64:
		*s.Time = time.UnixMilli(v).UTC()
	default:
		return fmt.Errorf("a moment is %T in the store", v)
	}
	return nil
}

// day scans a date kept as YYYY-MM-DD.
type day struct{ *meeting.Date }

func (d day) Scan(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("a day is %T in the store", v)
	}
	return d.UnmarshalText([]byte(s))
}

// asJSON scans a list or a record kept as JSON.
type asJSON struct{ v any }

func (j asJSON) Scan(v any) error {
	s, ok := v.(string)
	if !ok {
		return fmt.Errorf("a list is %T in the store", v)
	}
	if s == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(s), j.v)
}

// list is what asJSON scans. Only plain lists and records are kept so, which
// always have a JSON form.
func list[T any](v []T) string {
	if len(v) == 0 {
		return "[]"
	}
	return record(v)
}

func record(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("storage: %T has no JSON form: %v", v, err))
	}
	return string(b)
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// placeholders returns "?n, ?n+1, …" for count parameters.
func placeholders(b *strings.Builder, n, count int) {
	for i := range count {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('?')
		b.WriteString(strconv.Itoa(n + i))
	}
}
