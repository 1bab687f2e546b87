package meeting

import (
	"slices"
	"testing"
	"time"
)

// someMeeting is a listing of an invented office.
func someMeeting() Meeting {
	return Meeting{
		ID: "m1", Program: "aa", Source: "aa-here", SourceKey: "tuesday-nooners", Name: "Tuesday Nooners", Attendance: InPerson,
		Schedule: Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(12, 0), Minutes: 60,
			Zone: "America/New_York", ZoneFrom: ZoneFromSource, Confirmed: true},
		Place: Place{Name: "Grange Hall", Address: "1 Mill Road", Latitude: 40.5, Longitude: -75.25},
		Types: []string{"O", "X"}, Languages: []string{"en"}, URL: "https://example.org/m1",
	}
}

func TestDiffNamesEveryField(t *testing.T) {
	for field, change := range map[string]func(*Meeting){
		"name":                      func(m *Meeting) { m.Name = "New" },
		"group":                     func(m *Meeting) { m.Group = "New" },
		"program":                   func(m *Meeting) { m.Program = "na" },
		"attendance":                func(m *Meeting) { m.Attendance = Hybrid },
		"notes":                     func(m *Meeting) { m.Notes = "New" },
		"url":                       func(m *Meeting) { m.URL = "New" },
		"types":                     func(m *Meeting) { m.Types = []string{"O"} },
		"languages":                 func(m *Meeting) { m.Languages = nil },
		"online.url":                func(m *Meeting) { m.Join.URL = "New" },
		"online.notes":              func(m *Meeting) { m.Join.Notes = "New" },
		"online.phone":              func(m *Meeting) { m.Join.Phone = "New" },
		"online.phone_notes":        func(m *Meeting) { m.Join.PhoneNotes = "New" },
		"online.provider":           func(m *Meeting) { m.Join.Provider = "New" },
		"place.name":                func(m *Meeting) { m.Place.Name = "New" },
		"place.address":             func(m *Meeting) { m.Place.Address = "New" },
		"place.city":                func(m *Meeting) { m.Place.City = "New" },
		"place.state":               func(m *Meeting) { m.Place.State = "New" },
		"place.postal_code":         func(m *Meeting) { m.Place.PostalCode = "New" },
		"place.country":             func(m *Meeting) { m.Place.Country = "New" },
		"place.region":              func(m *Meeting) { m.Place.Region = "New" },
		"place.notes":               func(m *Meeting) { m.Place.Notes = "New" },
		"place.latitude":            func(m *Meeting) { m.Place.Latitude++ },
		"place.longitude":           func(m *Meeting) { m.Place.Longitude++ },
		"place.approximate":         func(m *Meeting) { m.Place.Approximate = true },
		"schedule.start":            func(m *Meeting) { m.Schedule.Start++ },
		"schedule.duration_minutes": func(m *Meeting) { m.Schedule.Minutes++ },
		"schedule.zone":             func(m *Meeting) { m.Schedule.Zone = "Europe/Berlin" },
		"schedule.zone_from":        func(m *Meeting) { m.Schedule.ZoneFrom = ZoneFromListing },
		"schedule.rrule":            func(m *Meeting) { m.Schedule.Days = EveryDay },
		"schedule.from":             func(m *Meeting) { m.Schedule.From = 20000 },
		"schedule.until":            func(m *Meeting) { m.Schedule.Until = 20000 },
		"schedule.moved":            func(m *Meeting) { m.Schedule.Moved = []Move{{Date: 1, To: 2, Start: 3}} },
		"schedule.except":           func(m *Meeting) { m.Schedule.Except = []DateRange{{1, 2}} },
		"schedule.dates":            func(m *Meeting) { m.Schedule.Dates = []Date{20000} },
		"schedule.text":             func(m *Meeting) { m.Schedule.Text = "New" },
		"schedule.confirmed":        func(m *Meeting) { m.Schedule.Confirmed = false },
	} {
		old, new := someMeeting(), someMeeting()
		change(&new)
		got := Diff(&old, &new)
		if len(got) != 1 || got[0].Field != field || got[0].Old == got[0].New {
			t.Errorf("%s: %+v", field, got)
		}
	}
}

func TestDiffTellsBeforeAndAfter(t *testing.T) {
	old, new := someMeeting(), someMeeting()
	new.Schedule.Start, new.Schedule.Days = NewClock(12, 30), NewWeekdays(time.Monday, time.Tuesday)
	new.Types = []string{"C", "X"}
	want := []FieldChange{
		{"schedule.start", "12:00", "12:30"},
		{"schedule.rrule", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=MO,TU"},
		{"types", "O X", "C X"},
	}
	if got := Diff(&old, &new); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestDiffKnowsWhichWeeks(t *testing.T) {
	old, new := someMeeting(), someMeeting()
	old.Schedule.Interval, old.Schedule.Anchor = 2, NewDate(2026, 11, 24)
	new.Schedule.Interval, new.Schedule.Anchor = 2, NewDate(2026, 12, 8)
	if got := Diff(&old, &new); len(got) != 0 {
		t.Errorf("two weeks later is the same fortnight: %v", got)
	}
	new.Schedule.Anchor = NewDate(2026, 12, 1)
	want := []FieldChange{{"schedule.anchor", "2026-11-24", "2026-12-01"}}
	if got := Diff(&old, &new); !slices.Equal(got, want) {
		t.Errorf("the other week: %v", got)
	}
	new.Schedule.Anchor = 0
	if got := Diff(&old, &new); len(got) != 1 || got[0].New != "" {
		t.Errorf("no known week: %v", got)
	}
}

func TestWhatIsNoChange(t *testing.T) {
	old, new := someMeeting(), someMeeting()
	new.ID, new.Source, new.SourceKey, new.Twin = "m2", "s2", "k2", "t2"
	now := time.Now()
	new.Updated, new.FirstSeen, new.LastConfirmed, new.LastChanged, new.Retired, new.Sequence = now, now, now, now, now, 7
	new.Schedule.Interval = 1 // as 0
	new.Schedule.Anchor = 20000
	new.Schedule.Except, new.Schedule.Dates = []DateRange{}, []Date{}
	if got := Diff(&old, &new); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
