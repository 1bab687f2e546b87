package meeting

import "testing"

func TestPublicHolidaysOfTheMeetingsPlace(t *testing.T) {
	in := func(country, state, zone string) Meeting {
		return Meeting{Attendance: InPerson, Place: Place{Country: country, State: state}, Schedule: Schedule{Zone: zone}}
	}
	ny := in("USA", "NY", "America/New_York")
	for _, c := range []struct {
		name string
		m    Meeting
		day  string
		want bool
	}{
		{"Thanksgiving", ny, "2026-11-26", true},
		{"the day before", ny, "2026-11-25", false},
		{"Independence Day, a Saturday", ny, "2026-07-04", true},
		{"and the Friday it is kept on", ny, "2026-07-03", true},
		{"New Year of 2028 is kept in the old year", ny, "2027-12-31", true},
		{"Thanksgiving elsewhere", in("GB", "", "Europe/London"), "2026-11-26", false},
		{"Boxing Day", in("United Kingdom", "", "Europe/London"), "2026-12-26", true},
		{"Canada's own Thanksgiving", in("CA", "ON", "America/Toronto"), "2026-10-12", true},
		{"Easter Monday in Bavaria", in("DE", "Bayern", "Europe/Berlin"), "2026-04-06", true},
		{"Epiphany in Bavaria", in("DE", "BY", "Europe/Berlin"), "2026-01-06", true},
		{"no Epiphany in Berlin", in("Germany", "Berlin", "Europe/Berlin"), "2026-01-06", false},
		{"Melbourne's own day", in("AU", "Victoria", "Australia/Melbourne"), "2026-11-03", true},
		{"not Sydney's", in("AU", "NSW", "Australia/Sydney"), "2026-11-03", false},
		{"by the zone where no country is said", in("", "", "America/Chicago"), "2026-12-25", true},
		{"nothing is known", in("", "", "Asia/Kathmandu"), "2026-12-25", false},
		{"nothing at all", Meeting{}, "2026-12-25", false},
	} {
		if got := c.m.Holiday(mustDate(t, c.day)); (got != "") != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	online := in("", "", "America/New_York")
	online.Attendance, online.Place.Country = Online, "GB"
	if online.Holiday(mustDate(t, "2026-11-26")) == "" {
		t.Error("an online meeting keeps the holidays of its zone")
	}
}

func TestAHolidayIsCheckedWhereTheListingIsSilent(t *testing.T) {
	day := mustDate(t, "2026-12-25")
	for notes, want := range map[string]bool{
		"":                                    true,
		"Ring the bell.":                      true,
		"No meeting on holidays.":             false,
		"Meets 365 days a year":               false,
		"Open on Christmas":                   false,
		"Nicht an Feiertagen.":                false,
		"No hay reunión los días festivos.":   false,
		"Keine Treffen an Feiertag":           false,
		"1365 Main Street, holidaytown":       true,
		"Fermé les jours fériés.":             false,
		"Op feestdagen gesloten, vraag eerst": false,
	} {
		m := someMeeting()
		m.Place.Country, m.Notes = "US", notes
		if got := m.CheckHoliday(day); got != want {
			t.Errorf("%q: %v", notes, got)
		}
	}
}

func BenchmarkHoliday(b *testing.B) {
	m := someMeeting()
	m.Place.Country = "US"
	for day := Date(20000); b.Loop(); day++ {
		m.CheckHoliday(20000 + day%2000)
	}
}
