package storage

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
)

// bulkParams bounds the parameters of one statement: few enough for every
// engine, many enough that the round trip no longer counts.
const bulkParams = 1600

// bulk inserts rows of one table, several to a statement. What stands in a
// column of every row of a full batch is handed over once. After an error the
// transaction must be given up: rows may be there or not.
type bulk struct {
	ctx    context.Context
	tx     *sql.Tx
	head   string // "INSERT INTO t (a, b) VALUES "
	tail   string // " ON CONFLICT …"
	cols   int
	args   []any
	shared []bool // columns that were alike in each row of every full batch; nil = none came yet
	full   string // the statement for a full batch
	packed []any  // its parameters
}

func newBulk(ctx context.Context, tx *sql.Tx, table string, columns []string, tail string) *bulk {
	return &bulk{ctx: ctx, tx: tx, cols: len(columns), tail: tail,
		head: sqliteEngine{}.insert() + table + " (" + strings.Join(columns, ", ") + ") VALUES "}
}

func (b *bulk) add(values ...any) error {
	b.args = append(b.args, values...)
	if len(b.args)+b.cols <= bulkParams {
		return nil
	}
	b.share()
	b.packed = b.pack(b.packed[:0])
	return b.send(b.full, b.packed)
}

// flush sends what is left.
func (b *bulk) flush() error {
	if len(b.args) == 0 {
		return nil
	}
	return b.send(b.statement(make([]bool, b.cols)), b.args)
}

func (b *bulk) send(query string, args []any) error {
	_, err := b.tx.ExecContext(b.ctx, query, args...)
	b.args = b.args[:0]
	return err
}

// share finds which columns are still alike, and the statement for that. They
// only grow fewer, so that few statements are made.
func (b *bulk) share() {
	if b.shared == nil {
		b.shared = slices.Repeat([]bool{true}, b.cols)
	}
	for col, alike := range b.shared {
		for i := col + b.cols; alike && i < len(b.args); i += b.cols {
			alike = alikeValues(b.args[col], b.args[i])
		}
		if alike != b.shared[col] {
			b.shared[col], b.full = alike, ""
		}
	}
	if b.full == "" {
		b.full = b.statement(b.shared)
	}
}

// alikeValues: bytes are never taken for alike, as they can't be compared.
func alikeValues(a, b any) bool {
	switch a.(type) {
	case nil, string, int64, float64, bool:
		return a == b
	}
	return false
}

// pack appends the values that rows share, once, and then all others.
func (b *bulk) pack(to []any) []any {
	for col, shared := range b.shared {
		if shared {
			to = append(to, b.args[col])
		}
	}
	for i, v := range b.args {
		if !b.shared[i%b.cols] {
			to = append(to, v)
		}
	}
	return to
}

// statement inserts the rows at hand, whose parameters stand as pack puts them.
func (b *bulk) statement(shared []bool) string {
	marks, next := make([]int, b.cols), 1
	for col := range marks {
		if shared[col] {
			marks[col], next = next, next+1
		}
	}
	var s strings.Builder
	s.WriteString(b.head)
	for i := range len(b.args) / b.cols {
		separate(&s, i, "(", "),(")
		for col, mark := range marks {
			if !shared[col] {
				mark, next = next, next+1
			}
			separate(&s, col, "?", ",?")
			s.WriteString(strconv.Itoa(mark))
		}
	}
	s.WriteString(")" + b.tail)
	return s.String()
}

func separate(s *strings.Builder, i int, first, between string) {
	if i == 0 {
		between = first
	}
	s.WriteString(between)
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
