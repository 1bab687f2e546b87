package meeting

import (
	"testing"
	"time"
)

func TestAMeetingRetiresAfterThreeRunsAnd72Hours(t *testing.T) {
	for _, c := range []struct {
		runs    int
		missing time.Duration
		want    bool
	}{
		{1, 0, false},
		{2, 100 * time.Hour, false},
		{3, 72*time.Hour - time.Second, false},
		{3, 72 * time.Hour, true},
		{9, 71 * time.Hour, false},
		{9, 1000 * time.Hour, true},
	} {
		if got := Retires(c.runs, c.missing); got != c.want {
			t.Errorf("Retires(%d runs, %s) = %v", c.runs, c.missing, got)
		}
	}
}
