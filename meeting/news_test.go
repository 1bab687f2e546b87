package meeting

import (
	"testing"
	"time"
)

func TestTold(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) // a Monday
	plain := Meeting{Attendance: InPerson, Schedule: Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(19, 0), Minutes: 60, Zone: "America/New_York", Confirmed: true},
		Place: Place{Name: "St. Paul's", Address: "1 Hill Road"}, Join: Join{URL: "https://example.org/1?pwd=abc", Notes: "Passcode 1234", Phone: "+1 555 0100", PhoneNotes: "Code: 049244"}}
	edit := func(f func(*Meeting)) func(*Meeting) { return f }
	for _, c := range []struct {
		name string
		kind ChangeKind
		edit func(*Meeting)
		want bool
	}{
		{"another time", Edited, edit(func(m *Meeting) { m.Schedule.Start = NewClock(20, 0) }), true},
		{"another day", Edited, edit(func(m *Meeting) { m.Schedule.Days = NewWeekdays(time.Friday) }), true},
		{"another zone", Edited, edit(func(m *Meeting) { m.Schedule.Zone = "America/Chicago" }), true},
		{"a zone of the same clock", Edited, edit(func(m *Meeting) { m.Schedule.Zone = "America/Detroit" }), false},
		{"another place", Edited, edit(func(m *Meeting) { m.Place.Address = "2 Hill Road" }), true},
		{"a place in other marks", Edited, edit(func(m *Meeting) { m.Place.Name = "St Pauls" }), false},
		{"another link", Edited, edit(func(m *Meeting) { m.Join.URL = "https://example.org/2" }), true},
		{"another passcode in the link, in large letters", Edited, edit(func(m *Meeting) { m.Join.URL = "https://example.org/1?pwd=ABc" }), true},
		{"the passcode gone", Edited, edit(func(m *Meeting) { m.Join.Notes = "" }), true},
		{"the passcode gone, and the meeting's number not", Edited, edit(func(m *Meeting) { m.Join.Notes = "ID 555 010 0123" }), true},
		{"another passcode", Edited, edit(func(m *Meeting) { m.Join.Notes = "Passcode 12345" }), true},
		{"another telephone", Edited, edit(func(m *Meeting) { m.Join.Phone = "+1 555 0101" }), true},
		{"no telephone any more", Edited, edit(func(m *Meeting) { m.Join.Phone = "" }), true},
		{"a telephone written otherwise", Edited, edit(func(m *Meeting) { m.Join.Phone = "1-555-0100" }), false},
		{"the PIN of the telephone gone", Edited, edit(func(m *Meeting) { m.Join.PhoneNotes = "" }), true},
		{"another PIN of the telephone", Edited, edit(func(m *Meeting) { m.Join.PhoneNotes = "Code: 049245" }), true},
		{"the PIN of the telephone in other words", Edited, edit(func(m *Meeting) { m.Join.PhoneNotes = "Press 049244#" }), false},
		{"words beside the passcode", Edited, edit(func(m *Meeting) { m.Join.Notes = "The passcode is 1234" }), false},
		{"inactive", Edited, edit(func(m *Meeting) { m.Attendance = Inactive }), true},
		{"in doubt", Edited, edit(func(m *Meeting) { m.Schedule.Confirmed = false }), true},
		{"closed this week", Edited, edit(func(m *Meeting) { m.Closed = []DateRange{{NewDate(2026, 3, 3), NewDate(2026, 3, 3)}} }), true},
		{"closed in three weeks", Edited, edit(func(m *Meeting) { m.Closed = []DateRange{{NewDate(2026, 3, 24), NewDate(2026, 3, 24)}} }), true},
		{"closed next year", Edited, edit(func(m *Meeting) { m.Closed = []DateRange{{NewDate(2027, 3, 2), NewDate(2027, 3, 2)}} }), false},
		{"this week's date left out", Edited, edit(func(m *Meeting) { m.Schedule.Except = []DateRange{{NewDate(2026, 3, 3), NewDate(2026, 3, 3)}} }), true},
		{"one date moved", Edited, edit(func(m *Meeting) {
			m.Schedule.Moved = []Move{{Date: NewDate(2026, 3, 3), To: NewDate(2026, 3, 4), Start: NewClock(19, 0)}}
		}), true},
		{"it ends, later than anybody looks", Edited, edit(func(m *Meeting) { m.Schedule.Until = NewDate(2026, 12, 1) }), false},
		{"it ends now", Edited, edit(func(m *Meeting) { m.Schedule.Until = NewDate(2026, 3, 2) }), true},
		{"another name", Edited, edit(func(m *Meeting) { m.Name = "Lantern" }), false},
		{"other words", Edited, edit(func(m *Meeting) { m.Notes = "Bring a cushion" }), false},
		{"retired", Retired, edit(func(m *Meeting) { m.Retired = now }), true},
		{"revived", Revived, edit(func(m *Meeting) {}), true},
		{"added", Added, edit(func(m *Meeting) {}), false},
		{"under a new key", Rekeyed, edit(func(m *Meeting) {}), false},
		{"read anew, held at another time", Reread, edit(func(m *Meeting) { m.Schedule.Start = NewClock(20, 0) }), true},
		{"read anew, no longer held", Reread, edit(func(m *Meeting) { m.Schedule.Confirmed = false }), true},
		{"read anew, at the same time elsewhere", Reread, edit(func(m *Meeting) { m.Place.Address = "2 Hill Road" }), false},
		{"read anew, one more day", Reread, edit(func(m *Meeting) { m.Schedule.Days = NewWeekdays(time.Tuesday, time.Friday) }), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			is := plain
			c.edit(&is)
			if got := Told(&is, []Change{{Kind: c.kind, Fields: Diff(&plain, &is)}}, now); got != c.want {
				t.Errorf("told = %v, want %v; fields %v", got, c.want, Diff(&plain, &is))
			}
		})
	}
}

func TestSamePhone(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"+1 555 0100", "1-555-0100", true}, {"1-800-MEETING", "1-800-SUPPORT", false}, {"1-800-MEETING", "1 (800) 633-8464", true},
		{"1-800-MEETING", "1.800.meeting", true}, {"555 0100", "555 0101", false}, {"", "", true}, {"?", "!", false},
	} {
		if got := SamePhone(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestADayThatIsHeldAfterAllIsTold(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) // a Monday
	day := func(year int, month time.Month, d int) []DateRange {
		return []DateRange{{NewDate(year, month, d), NewDate(year, month, d)}}
	}
	for _, c := range []struct {
		name    string
		was, is func(*Meeting)
		want    bool
	}{
		{"closed, and not any more", func(m *Meeting) { m.Closed = day(2026, 3, 3) }, func(*Meeting) {}, true},
		{"left out, and not any more", func(m *Meeting) { m.Schedule.Except = day(2026, 3, 10) }, func(*Meeting) {}, true},
		{"of two days one", func(m *Meeting) { m.Closed = append(day(2026, 3, 3), day(2026, 3, 10)...) }, func(m *Meeting) { m.Closed = day(2026, 3, 10) }, true},
		{"moved, and not any more", func(m *Meeting) {
			m.Schedule.Moved = []Move{{Date: NewDate(2026, 3, 3), To: NewDate(2026, 3, 4), Start: NewClock(18, 30), Minutes: 90}}
		}, func(*Meeting) {}, true},
		{"moved elsewhere than before", func(m *Meeting) {
			m.Schedule.Moved = []Move{{Date: NewDate(2026, 3, 3), To: NewDate(2026, 3, 4), Start: NewClock(18, 30)}}
		}, func(m *Meeting) {
			m.Schedule.Moved = []Move{{Date: NewDate(2026, 3, 3), To: NewDate(2026, 3, 4), Start: NewClock(19, 30)}}
		}, true},
		{"a day that has passed", func(m *Meeting) { m.Closed, m.Schedule.Except = day(2026, 2, 24), day(2026, 2, 17) }, func(*Meeting) {}, false},
		{"a day next year", func(m *Meeting) { m.Closed = day(2027, 3, 2) }, func(*Meeting) {}, false},
		{"days further on, beside one that has passed", func(m *Meeting) { m.Schedule.Until, m.Schedule.Except = NewDate(2026, 3, 5), day(2026, 2, 24) },
			func(m *Meeting) { m.Schedule.Until = NewDate(2026, 3, 20) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			was := Meeting{Attendance: InPerson, Schedule: Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(19, 0), Minutes: 60, Zone: "UTC", Confirmed: true}}
			is := was
			c.was(&was)
			c.is(&is)
			changes := []Change{{Kind: Edited, Fields: Diff(&was, &is)}}
			if got := Told(&is, changes, now); got != c.want {
				t.Errorf("told = %v, want %v; fields %v", got, c.want, changes[0].Fields)
			}
			if before := Before(&is, changes); len(Diff(&was, &before)) > 0 {
				t.Errorf("before it is taken for %+v, was %+v", before, was)
			}
		})
	}
}

func TestAffectedIsTheFirstThatChangesTouch(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	tuesday := time.Date(2026, 3, 3, 19, 0, 0, 0, time.UTC)
	fourth := tuesday.AddDate(0, 0, 21)
	out := []DateRange{{NewDate(2026, 3, 24), NewDate(2026, 3, 24)}}
	for _, c := range []struct {
		name      string
		kind      ChangeKind
		was, edit func(*Meeting)
		want      time.Time
	}{
		{"moved later", Edited, nil, func(m *Meeting) { m.Schedule.Days = NewWeekdays(time.Friday) }, tuesday},
		{"moved earlier", Edited, nil, func(m *Meeting) {
			m.Schedule.Days = NewWeekdays(time.Monday)
			m.Schedule.Start = NewClock(20, 0)
		}, time.Date(2026, 3, 2, 20, 0, 0, 0, time.UTC)},
		{"retired", Retired, nil, func(m *Meeting) { m.Retired = now }, tuesday},
		{"inactive", Edited, nil, func(m *Meeting) { m.Attendance = Inactive }, tuesday},
		{"closed that day", Edited, nil, func(m *Meeting) { m.Closed = []DateRange{{NewDate(2026, 3, 3), NewDate(2026, 3, 3)}} }, tuesday},
		{"elsewhere", Edited, nil, func(m *Meeting) { m.Place.Name = "Annex" }, tuesday},
		{"another link", Edited, nil, func(m *Meeting) { m.Join.URL = "https://video.example/new" }, tuesday},
		{"closed weeks ahead", Edited, nil, func(m *Meeting) { m.Closed = out }, fourth},
		{"left out weeks ahead", Edited, nil, func(m *Meeting) { m.Schedule.Except = out }, fourth},
		{"held after all, weeks ahead", Edited, func(m *Meeting) { m.Schedule.Except = out }, func(m *Meeting) { m.Schedule.Except = nil }, fourth},
		{"moved on that day weeks ahead", Edited, nil, func(m *Meeting) {
			m.Schedule.Moved = []Move{{NewDate(2026, 3, 24), NewDate(2026, 3, 23), NewClock(18, 0), 60}}
		}, time.Date(2026, 3, 23, 18, 0, 0, 0, time.UTC)},
		{"ending", Edited, nil, func(m *Meeting) { m.Schedule.Until = NewDate(2026, 3, 20) }, fourth},
		{"on another day, too", Edited, nil, func(m *Meeting) { m.Schedule.Days = NewWeekdays(time.Tuesday, time.Friday) }, time.Date(2026, 3, 6, 19, 0, 0, 0, time.UTC)},
		{"elsewhere, and left out weeks ahead", Edited, nil, func(m *Meeting) { m.Place.Name, m.Schedule.Except = "Annex", out }, tuesday},
		{"notes, which are not told, and left out weeks ahead", Edited, nil, func(m *Meeting) { m.Notes, m.Schedule.Except = "Bring a cup", out }, fourth},
	} {
		was := Meeting{Attendance: Hybrid, Schedule: Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(19, 0), Minutes: 60, Zone: "UTC", Confirmed: true}}
		if c.was != nil {
			c.was(&was)
		}
		is := was
		c.edit(&is)
		if o, ok := Affected(&is, []Change{{Kind: c.kind, Fields: Diff(&was, &is)}}, now); !ok || !o.Start.Equal(c.want) {
			t.Errorf("%s: %v %v, want %v", c.name, o.Start, ok, c.want)
		}
	}
	never := Meeting{}
	if _, ok := Affected(&never, nil, now); ok {
		t.Error("a meeting that is never held has an occurrence")
	}
}
