package meeting

import (
	"testing"
	"time"
)

func TestWhatIsTroubleForVolunteers(t *testing.T) {
	for name, c := range map[string]struct {
		h    Health
		p    Punctuality
		want Trouble
	}{
		"well":                              {Health{Class: OK}, OnTime, ""},
		"one failure":                       {Health{Class: Unreachable, Failures: 1}, OnTime, ""},
		"failing for longer than it may":    {Health{Class: Unreachable, Failures: 4}, Late, FallsBack},
		"well, but not asked for days":      {Health{Class: OK}, Stale, FallsBack},
		"quarantined":                       {Health{Class: Shrunk, Failures: 1}, OnTime, Waits},
		"gone":                              {Health{Class: Gone, Failures: 1}, OnTime, Refuses},
		"robots.txt":                        {Health{Class: RobotsDenied, Failures: 1}, OnTime, Refuses},
		"never read, first try":             {Health{Class: Unreachable, Failures: 1}, Unread, ""},
		"never read, and failing":           {Health{Class: Unreachable, Failures: 2}, Unread, FallsBack},
		"never asked yet":                   {Health{}, Unread, ""},
		"declared empty is good":            {Health{Class: DeclaredEmpty}, OnTime, ""},
		"blocked waits for a person":        {Health{Class: Blocked, Failures: 2}, Stale, Waits},
		"of no shape we know":               {Health{Class: NotUnderstood, Failures: 1}, OnTime, Refuses},
		"unreliable, whatever its last run": {Health{Class: Unchanged}, Unreliable, FallsBack},
	} {
		if got := TroubleOf(c.h, c.p); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestVolunteersAreToldOncePerFlipAndEveryWeek(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	var a Alert
	for i, step := range []struct {
		after time.Duration
		t     Trouble
		tell  bool
	}{
		{0, "", false},
		{time.Hour, FallsBack, true},
		{time.Hour, FallsBack, false},
		{time.Hour, Refuses, false}, // the same trouble to a volunteer
		{time.Hour, Waits, true},    // but this asks for a decision
		{time.Hour, Refuses, false},
		{6 * 24 * time.Hour, Refuses, false},
		{24 * time.Hour, Refuses, true}, // a week after the last word
		{time.Hour, "", true},           // over
		{time.Hour, "", false},
		{time.Hour, Waits, true},
	} {
		now = now.Add(step.after)
		var tell bool
		if a, tell = a.Next(step.t, now); tell != step.tell {
			t.Errorf("step %d (%q): tell %v", i, step.t, tell)
		}
	}
}

func TestTroubleKeepsItsBeginning(t *testing.T) {
	began := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	a, _ := Alert{}.Next(FallsBack, began)
	a, _ = a.Next(Waits, began.Add(time.Hour))
	if !a.Since.Equal(began) {
		t.Errorf("since %v", a.Since)
	}
}
