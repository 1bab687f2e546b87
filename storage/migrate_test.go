package storage_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"openchair/storage"
)

// raw opens the file beneath a store.
func raw(t testing.TB, file string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func one[T any](t testing.TB, db *sql.DB, query string) (v T) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), query).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAnEmptyFileGetsTheWholeSchemaOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new.db")
	open(t, file)
	steps, err := filepath.Glob("migrations/sqlite/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := raw(t, file)
	if v := one[int](t, db, "PRAGMA user_version"); v != len(steps) || v == 0 {
		t.Errorf("version %d after %d migrations", v, len(steps))
	}
	before := one[int](t, db, "PRAGMA schema_version")
	open(t, file)
	if after := one[int](t, db, "PRAGMA schema_version"); after != before {
		t.Error("opening again changed the schema")
	}
}

func TestMigrationsAreNumberedOneByOne(t *testing.T) {
	steps, err := filepath.Glob("migrations/sqlite/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for i, step := range steps {
		if want := fmt.Sprintf("%04d_", i+1); !strings.HasPrefix(filepath.Base(step), want) {
			t.Errorf("%s stands where %s was due", step, want)
		}
	}
}

func TestProcessesMayOpenANewFileTogether(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new.db")
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			db, err := storage.Open(t.Context(), file)
			if err != nil {
				t.Error(err)
				return
			}
			t.Cleanup(func() { db.Close() })
		})
	}
	wg.Wait()
}

func TestANewerSchemaIsRefusedInWords(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new.db")
	open(t, file)
	if _, err := raw(t, file).Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	_, err := storage.Open(t.Context(), file)
	if err == nil || !strings.Contains(err.Error(), "newer openchair (schema 99") {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsNoStoreIsRefused(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("Not a store at all.\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{text, dir, filepath.Join(dir, "absent", "x.db")} {
		if _, err := storage.Open(t.Context(), file); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestOnlyTheOwnerMayReadTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new.db")
	db := open(t, file)
	if err := db.SetWatermark(t.Context(), "x", tuesday); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{file, file + "-wal", file + "-shm"} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %s", filepath.Base(name), info.Mode())
		}
	}
}

func TestADatabaseOthersCanReadIsTakenFromTheirEyes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "o.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := storage.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, file := range []string{path, path + "-wal"} {
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, info.Mode().Perm(), err)
		}
	}
}
