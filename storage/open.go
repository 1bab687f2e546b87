package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/mattn/go-sqlite3"
)

// DB is an open store. Its methods may be called from any goroutine.
type DB struct {
	path  string
	read  *sql.DB
	quick *sql.DB // what can be collected or planned again: synchronous=NORMAL
	sure  *sql.DB // what a person was promised: synchronous=FULL
	gate  chan struct{}
	queue applyQueue

	writes atomic.Uint64 // commits of this process
}

const (
	busyWait   = 10 * time.Second
	maxReaders = 8
	idleConn   = 15 * time.Second // after which, or at most twice that, a connection goes with all it holds in memory
)

// Open opens the store in a file, creating it with mode 0600 and bringing its
// schema up to date. A schema written by a newer program is refused.
func Open(ctx context.Context, path string) (*DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	if err := touch(abs); err != nil {
		return nil, fmt.Errorf("open store %s: %w: give --db a file in a directory that can be written", path, err)
	}
	db := &DB{path: abs, gate: make(chan struct{}, 1)}
	if err := db.connect(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open store %s: %w", path, err), db.Close())
	}
	return db, nil
}

// touch creates the file, or takes it from others' eyes, so that SQLite, which
// gives its companions the file's mode, never makes one that others can read.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err == nil {
		err = errors.Join(f.Chmod(0o600), f.Close())
	}
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

func (db *DB) connect(ctx context.Context) error {
	db.quick = pool(db.path, "_journal_mode=WAL&_txlock=immediate&_secure_delete=on&_synchronous=NORMAL&_cache_size=-16000", writers...)
	db.sure = pool(db.path, "_txlock=immediate&_secure_delete=on&_synchronous=FULL", writers...)
	db.read = pool(db.path, "_txlock=deferred&_query_only=on")
	db.quick.SetMaxOpenConns(1)
	db.sure.SetMaxOpenConns(1)
	db.read.SetMaxOpenConns(maxReaders)
	db.read.SetMaxIdleConns(maxReaders) // a new one reads the whole schema; unused they go soon
	for _, pool := range []*sql.DB{db.quick, db.sure, db.read} {
		pool.SetConnMaxIdleTime(idleConn)
	}
	if err := patiently(ctx, db.quick.PingContext); err != nil {
		return err
	}
	if err := db.migrate(ctx); err != nil {
		return err
	}
	return db.refill(ctx)
}

// writers are settings of each connection that writes. Runs touch the same index
// pages again and again: moving them out of the log less often (every 32 MB, not
// 4) saves a third of a large collection. And what spills stays in memory: an
// image has no directory for it.
var writers = []string{"PRAGMA wal_autocheckpoint = 8000", "PRAGMA temp_store = MEMORY"}

// pool opens connections to a file, by the driver's options and by statements
// that each new one begins with.
func pool(path, options string, first ...string) *sql.DB {
	name := url.URL{Path: path}
	d := &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		for _, statement := range first {
			if _, err := c.Exec(statement, nil); err != nil {
				return err
			}
		}
		return nil
	}}
	return sql.OpenDB(connector{d, "file:" + name.EscapedPath() + "?_foreign_keys=on&_stmt_cache_size=64&" +
		fmt.Sprintf("_busy_timeout=%d&", busyWait.Milliseconds()) + options})
}

// connector opens connections as its own driver does.
type connector struct {
	driver *sqlite3.SQLiteDriver
	name   string
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.name) }

func (c connector) Driver() driver.Driver { return c.driver }

// patiently repeats what SQLite's busy timeout does not cover: two processes
// that turn on the write-ahead log of a new file together.
func patiently(ctx context.Context, try func(context.Context) error) error {
	for deadline := time.Now().Add(busyWait); ; {
		err := try(ctx)
		if !isBusy(err) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Close closes the store. Rows deleted in its lifetime are gone from the
// write-ahead log too, unless another process still reads it.
func (db *DB) Close() error {
	var errs []error
	for _, pool := range []*sql.DB{db.read, db.sure, db.quick} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// Ping reports whether the store can be read.
func (db *DB) Ping(ctx context.Context) error {
	var n int
	if err := db.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM watermark").Scan(&n); err != nil {
		return fmt.Errorf("read the store: %w", err)
	}
	return nil
}

// Shrink lets go of what connections have in memory only to be quick. It opens
// none for that, and leaves those in peace that are at work.
func (db *DB) Shrink(ctx context.Context) error {
	for _, pool := range []*sql.DB{db.quick, db.sure, db.read} {
		if err := shrink(ctx, pool); err != nil {
			return fmt.Errorf("shrink the store's memory: %w", err)
		}
	}
	return nil
}

func shrink(ctx context.Context, pool *sql.DB) (err error) {
	var idle []*sql.Conn // all at once, so that each is another
	for range pool.Stats().Idle {
		conn, again := pool.Conn(ctx)
		if err = errors.Join(err, again); again == nil {
			idle = append(idle, conn)
		}
	}
	for _, conn := range idle {
		_, again := conn.ExecContext(ctx, "PRAGMA shrink_memory")
		err = errors.Join(err, again, conn.Close())
	}
	return err
}

// forget empties the write-ahead log, so that deleted rows can't be read from
// it. It gives way to a reader that still needs the log: Prune tries again.
func (db *DB) forget(ctx context.Context) error {
	select {
	case db.gate <- struct{}{}:
		defer func() { <-db.gate }()
	case <-ctx.Done():
		return ctx.Err()
	}
	ctx = context.WithoutCancel(ctx) // it is short, and the connection must get its patience back
	conn, err := db.sure.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = 200"); err != nil {
		return err
	}
	var busy, frames, moved int
	err = conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	if isBusy(err) {
		err = nil
	}
	_, again := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout = %d", busyWait.Milliseconds()))
	return errors.Join(err, again)
}

func isBusy(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked)
}
