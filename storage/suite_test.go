package storage_test

import (
	"path/filepath"
	"testing"

	"openchair/storage"
	"openchair/storage/storagetest"
)

func TestSQLiteBehavesAsEveryEngine(t *testing.T) {
	storagetest.Run(t, func(t *testing.T) func() *storage.DB {
		file := filepath.Join(t.TempDir(), "store with ? and #.db")
		return func() *storage.DB { return open(t, file) }
	})
}

func TestSQLiteFindsTheSameEitherWay(t *testing.T) {
	storage.AskTheIndex(t)
	storagetest.RunGroup(t, "finding", func(t *testing.T) func() *storage.DB {
		file := filepath.Join(t.TempDir(), "store.db")
		return func() *storage.DB { return open(t, file) }
	})
}

func open(t testing.TB, file string) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), file)
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
