package scheduler

import (
	"strings"
	"testing"
	"time"
)

func TestCheckSpec(t *testing.T) {
	for _, c := range []struct{ spec, err string }{
		{"17 */6 * * *", ""},
		{"  5 4 * * 0 ", ""},
		{"@daily", ""},
		{"", "empty"},
		{"   ", "empty"},
		{"TZ=0", "names a zone"},
		{"CRON_TZ=Europe/Berlin 0 6 * * *", "names a zone"},
		{"@every 1h", "starts anew"},
		{"@every -5s", "starts anew"},
		{"0 0 * * 7", "can't be read"},
		{"0 0 * *", "can't be read"},
		{"0 0 0 * * *", "can't be read"},
		{"61 * * * *", "can't be read"},
		{"*/0 * * * *", "can't be read"},
		{"0 0 30 2 *", "never comes"},
		{"tomorrow", "can't be read"},
	} {
		err := CheckSpec(c.spec)
		if c.err == "" && err != nil {
			t.Errorf("%q: %v", c.spec, err)
		}
		if c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err) || !strings.Contains(err.Error(), "17 */6 * * *")) {
			t.Errorf("%q: err = %v, want %q and a remedy", c.spec, err, c.err)
		}
	}
}

func FuzzCheckSpec(f *testing.F) {
	for _, s := range []string{"17 */6 * * *", "TZ=0", "@every -5s", "* * * * *", "@", "0 0 30 2 *", "1-0 * * * *", "*/9999999999999999999 * * * *"} {
		f.Add(s)
	}
	from := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, spec string) {
		s, err := parseSpec(spec)
		if err != nil {
			return
		}
		if next := s.Next(from); !next.After(from) {
			t.Errorf("%q: the tick after %v is %v", spec, from, next)
		}
	})
}

func TestMissed(t *testing.T) {
	s, err := parseSpec("0 6 * * *")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 8, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name string
		last time.Time
		want bool
	}{
		{"never ran", time.Time{}, true},
		{"ran after the last tick", now.Add(-5 * time.Hour), false},
		{"ran at the last tick", now.Add(-6 * time.Hour), false},
		{"ran before the last tick", now.Add(-7 * time.Hour), true},
		{"ran weeks ago", now.AddDate(0, -1, 0), true},
		{"last run given in another zone", now.Add(-7 * time.Hour).In(time.FixedZone("", -5*3600)), true},
		{"ran in the future, by a clock put back", now.AddDate(0, 1, 0), false},
	} {
		if got := missed(s, c.last, now); got != c.want {
			t.Errorf("%s: missed = %v", c.name, got)
		}
	}
}
