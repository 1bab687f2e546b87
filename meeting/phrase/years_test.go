package phrase

import (
	"testing"
	"time"

	"openchair/meeting"
)

func on(t *testing.T, day string) meeting.Date {
	t.Helper()
	if day == "" {
		return 0
	}
	d, err := meeting.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Names and notes are read on a day, near to which dates without a year are.
// Without one they stay in doubt.
func TestADateWithoutAYearInANameOrANote(t *testing.T) {
	for _, c := range []struct {
		today, words string
		day          time.Weekday
		note         bool
		want         string
	}{
		{"2026-11-24", "Lamp Group (no meetings Dec 21 through Jan 4)", mon, false, "weekly, not 2026-12-21..2027-01-04, “no meetings Dec 21 through Jan 4”"},
		{"2026-11-24", "No meetings Dec 21 through Jan 4.", mon, true, "weekly, not 2026-12-21..2027-01-04, “No meetings Dec 21 through Jan 4”"},
		{"2027-01-02", "No meetings Dec 21 through Jan 4.", mon, true, "weekly, not 2026-12-21..2027-01-04, “No meetings Dec 21 through Jan 4”"},
		{"2027-01-05", "No meetings Dec 21 through Jan 4.", mon, true, "weekly, not 2027-12-21..2028-01-04, “No meetings Dec 21 through Jan 4”"},
		{"", "No meetings Dec 21 through Jan 4.", mon, true, "weekly, unconfirmed, “No meetings Dec 21 through Jan 4”"},
		{"2026-02-10", "Lamp Group until March 29", sun, false, "weekly, until 2026-03-29, “until March 29”"},
		{"2026-05-10", "Lamp Group until March 29", sun, false, "weekly, until 2026-03-29, “until March 29”"},
		{"2026-02-10", "Lamp Group until March 29", tue, false, "weekly, unconfirmed, “until March 29”"}, // no Tuesday
		{"", "Lamp Group until March 29", sun, false, "weekly, unconfirmed, “until March 29”"},
		{"2026-03-02", "Lamp Group until March 29, 2027", mon, false, "weekly, until 2027-03-29, “until March 29, 2027”"},
	} {
		text := Look(c.words, on(t, c.today))
		read := text.Read
		if c.note {
			read = text.ReadNotes
		}
		if got, _ := read(weekly("19:00", c.day)); gist(got) != c.want {
			t.Errorf("%q on %s: %s, want %s", c.words, c.today, gist(got), c.want)
		}
	}
}
