package storage_test

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

const victimEnv = "OPENCHAIR_TEST_VICTIM"

// TestMain lets this binary be the process that TestAKillLeavesTheStoreWhole
// kills: it collects again and again until it dies.
func TestMain(m *testing.M) {
	if file := os.Getenv(victimEnv); file != "" {
		os.Exit(victim(file))
	}
	os.Exit(m.Run())
}

func victim(file string) int {
	ctx := context.Background()
	db, err := storage.Open(ctx, file)
	if err != nil {
		return 1
	}
	all := corpus("hill", 300)
	for n := 0; ; n++ {
		at := tuesday.Add(time.Duration(n) * time.Minute)
		if err := db.Release(ctx, "victim", at); err != nil {
			return 1
		}
		id, err := db.Begin(ctx, "hill", "victim", at, time.Minute)
		if err != nil {
			return 1
		}
		count := 1 + (n*97)%len(all)
		for i := range count {
			all[i].Digest, all[i].Name = at.String(), at.String()
		}
		_, err = db.Apply(ctx, meeting.Harvest{Meetings: all[:count], Run: meeting.Run{ID: id, Source: "hill", Class: meeting.OK, Finished: at,
			Counts: meeting.Counts{Listed: count, Stored: count}}})
		if err != nil {
			return 1
		}
	}
}

func TestAKillLeavesTheStoreWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes for two seconds")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "store.db")
	for range 6 {
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), victimEnv+"="+file)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(150*time.Millisecond + rand.N(200*time.Millisecond))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
			t.Fatalf("the victim ended by itself: %v", err)
		}
		checkAfterKill(t, file)
	}
}

func checkAfterKill(t *testing.T, file string) {
	t.Helper()
	db := open(t, file)
	if got := one[string](t, raw(t, file), "PRAGMA integrity_check"); got != "ok" {
		t.Fatalf("integrity: %s", got)
	}
	checkRunsAgree(t, file)
	runs, err := db.Runs(t.Context(), "hill", 0)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range runs {
		if r.Class == meeting.Running && i > 0 {
			t.Errorf("run %d still runs behind others", r.ID)
		}
	}
}

// checkRunsAgree says whether the meetings listed are those of the last good
// run, and so whether runs were applied whole or not at all.
func checkRunsAgree(t *testing.T, file string) {
	t.Helper()
	db := raw(t, file)
	listed := one[int](t, db, "SELECT COUNT(*) FROM meeting WHERE missing_run IS NULL AND retired IS NULL")
	said := one[int](t, db, "SELECT COALESCE((SELECT stored FROM run WHERE class = 'ok' ORDER BY id DESC LIMIT 1), 0)")
	if listed != said {
		t.Errorf("%d meetings are listed, the last good run stored %d", listed, said)
	}
}
