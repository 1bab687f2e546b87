package meeting

import (
	"testing"
	"time"
)

func TestBackoffDoublesWithinTenPercentUpToSevenDays(t *testing.T) {
	finished := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for failures := 1; failures <= 40; failures++ {
		for run := int64(1); run < 50; run++ {
			got := Backoff(run, failures, finished, time.Time{}).Sub(finished)
			want := 7 * 24 * time.Hour
			if failures < 13 {
				want = 5 * time.Minute << (failures - 1)
			}
			low, high := want-want/10, min(want+want/10, 7*24*time.Hour)
			if got < low || got > high {
				t.Fatalf("after %d failures, run %d waits %s, not %s to %s", failures, run, got, low, high)
			}
		}
	}
}

func TestBackoffKeepsWhatTheSourceAskedFor(t *testing.T) {
	finished := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name  string
		asked time.Duration
		want  time.Duration
	}{
		{"longer than ours", 3 * time.Hour, 3 * time.Hour},
		{"longer than seven days", 30 * 24 * time.Hour, 7 * 24 * time.Hour},
	} {
		if got := Backoff(1, 1, finished, finished.Add(c.asked)).Sub(finished); got != c.want {
			t.Errorf("%s: waits %s, not %s", c.name, got, c.want)
		}
	}
	short := Backoff(1, 1, finished, finished.Add(time.Second))
	if plain := Backoff(1, 1, finished, time.Time{}); !short.Equal(plain) {
		t.Errorf("asked for less than ours: waits until %s, not %s", short, plain)
	}
	if !Backoff(1, 0, finished, finished.Add(time.Hour)).IsZero() {
		t.Error("a good run waits")
	}
}

func TestBackoffSpreadsSourcesThatFailTogether(t *testing.T) {
	seen := map[time.Time]bool{}
	for run := range int64(20) {
		seen[Backoff(run, 5, time.Unix(0, 0), time.Time{})] = true
	}
	if len(seen) < 15 {
		t.Errorf("20 runs share %d moments", len(seen))
	}
}
