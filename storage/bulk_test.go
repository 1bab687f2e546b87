package storage

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
)

// Columns that rows share at first, and no more later, and never.
func TestABulkInsertsWhatItWasGiven(t *testing.T) {
	for _, rows := range []int{1, 2, bulkParams / 5, bulkParams/5 + 1, 4*bulkParams/5 + 7} {
		t.Run(fmt.Sprint(rows), func(t *testing.T) {
			db := pool(filepath.Join(t.TempDir(), "bulk.db"), "")
			t.Cleanup(func() {
				if err := db.Close(); err != nil {
					t.Error(err)
				}
			})
			if _, err := db.Exec("CREATE TABLE t (a, b, c, d, e)"); err != nil {
				t.Fatal(err)
			}
			give := func(i int) [5]any {
				row := [5]any{int64(i), "same", nil, []byte{1}, "first"}
				if i > 2*bulkParams/5 {
					row[4] = "second"
				}
				if i == 3*bulkParams/5+2 {
					row[2] = 1.5
				}
				return row
			}
			insertBulk(t, db, rows, give)
			for i := range rows {
				got := [5]any{}
				if err := db.QueryRow("SELECT a, b, c, d, e FROM t WHERE a = ?1", i).Scan(&got[0], &got[1], &got[2], &got[3], &got[4]); err != nil {
					t.Fatalf("row %d: %v", i, err)
				}
				if want := give(i); fmt.Sprint(got) != fmt.Sprint(want) {
					t.Fatalf("row %d is %v, not %v", i, got, want)
				}
			}
		})
	}
}

func insertBulk(t *testing.T, db *sql.DB, rows int, give func(i int) [5]any) {
	t.Helper()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	b := newBulk(t.Context(), tx, "t", []string{"a", "b", "c", "d", "e"}, "")
	for i := range rows {
		row := give(i)
		if err := b.add(row[:]...); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.flush(); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}
