package meeting

import (
	"testing"
	"time"
)

func TestASourceIsLateStaleAndThenNotToBeReliedOn(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		age, interval time.Duration
		want          Punctuality
	}{
		"just read":                           {0, 6 * time.Hour, OnTime},
		"an interval":                         {6 * time.Hour, 6 * time.Hour, OnTime},
		"within the grace":                    {7*time.Hour + 30*time.Minute, 6 * time.Hour, OnTime},
		"past the grace":                      {7*time.Hour + 31*time.Minute, 6 * time.Hour, Late},
		"three intervals":                     {18 * time.Hour, 6 * time.Hour, Stale},
		"a short interval has half an hour":   {29 * time.Minute, 5 * time.Minute, OnTime},
		"and is never stale before it is due": {35 * time.Minute, 5 * time.Minute, Stale},
		"seven days":                          {7 * 24 * time.Hour, 6 * time.Hour, Unreliable},
		"weekly, at seven days":               {7 * 24 * time.Hour, 7 * 24 * time.Hour, OnTime},
		"weekly, past the grace":              {7*24*time.Hour + 6*time.Hour, 7 * 24 * time.Hour, Unreliable},
		"no interval known":                   {50 * time.Hour, 0, OnTime},
	} {
		if got := PunctualityOf(now.Add(-c.age), now, c.interval); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if got := PunctualityOf(time.Time{}, now, time.Hour); got != Unread {
		t.Errorf("never read: %s", got)
	}
}
