package storage

import (
	"database/sql"
	"path/filepath"
	"testing"
)

func openForTest(t *testing.T) *DB {
	t.Helper()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// What shrinks memory must not open what takes some.
func TestShrinkingOpensNoConnection(t *testing.T) {
	db := openForTest(t)
	db.sure.SetMaxIdleConns(0) // closes the one there is
	if err := db.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Shrink(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]int{"quick": 1, "sure": 0, "read": 1} {
		pool := map[string]*sql.DB{"quick": db.quick, "sure": db.sure, "read": db.read}[name]
		if s := pool.Stats(); s.OpenConnections != want || s.InUse != 0 {
			t.Errorf("%s: %d connections, %d in use", name, s.OpenConnections, s.InUse)
		}
	}
}

func TestEachConnectionThatWritesHasTheWritersSettings(t *testing.T) {
	db := openForTest(t)
	setting := func(pool *sql.DB, name string) (n int) {
		t.Helper()
		if err := pool.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	const inMemory = 2
	for name, pool := range map[string]*sql.DB{"quick": db.quick, "sure": db.sure} {
		pool.SetMaxIdleConns(0) // each of the next is a new one
		for range 2 {
			if got := setting(pool, "wal_autocheckpoint"); got != 8000 {
				t.Errorf("%s: wal_autocheckpoint is %d", name, got)
			}
			if got := setting(pool, "temp_store"); got != inMemory {
				t.Errorf("%s: temp_store is %d", name, got)
			}
			if got := setting(pool, "foreign_keys"); got != 1 {
				t.Errorf("%s: foreign_keys is %d", name, got)
			}
		}
	}
}
