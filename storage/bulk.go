package storage

import (
	"context"
	"database/sql"
	"strings"
)

// bulkParams bounds the parameters of one statement: few enough for every
// engine, many enough that the round trip no longer counts.
const bulkParams = 1600

// bulk inserts rows of one table, several to a statement.
type bulk struct {
	ctx  context.Context
	tx   *sql.Tx
	head string // "INSERT INTO t (a, b) VALUES "
	tail string // " ON CONFLICT …"
	cols int
	full string // the statement for a full batch
	args []any
}

func newBulk(ctx context.Context, tx *sql.Tx, table string, columns []string, tail string) *bulk {
	return &bulk{ctx: ctx, tx: tx, cols: len(columns), tail: tail,
		head: "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES "}
}

func (b *bulk) add(values ...any) error {
	b.args = append(b.args, values...)
	if len(b.args)+b.cols <= bulkParams {
		return nil
	}
	if b.full == "" {
		b.full = b.statement(len(b.args) / b.cols)
	}
	return b.send(b.full)
}

// flush sends what is left.
func (b *bulk) flush() error {
	if len(b.args) == 0 {
		return nil
	}
	return b.send(b.statement(len(b.args) / b.cols))
}

func (b *bulk) send(query string) error {
	_, err := b.tx.ExecContext(b.ctx, query, b.args...)
	b.args = b.args[:0]
	return err
}

func (b *bulk) statement(rows int) string {
	var s strings.Builder
	s.WriteString(b.head)
	for i := range rows {
		if i > 0 {
			s.WriteByte(',')
		}
		s.WriteByte('(')
		placeholders(&s, i*b.cols+1, b.cols)
		s.WriteByte(')')
	}
	s.WriteString(b.tail)
	return s.String()
}

// inChunks calls do with "?n, …" lists of at most 500 values that begin at
// parameter first, so that no statement outgrows an engine.
func inChunks[T any](values []T, first int, do func(marks string, args []any) error) error {
	const most = 500
	for len(values) > 0 {
		n := min(most, len(values))
		var b strings.Builder
		placeholders(&b, first, n)
		args := make([]any, n)
		for i, v := range values[:n] {
			args[i] = v
		}
		if err := do(b.String(), args); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}
