package scraper

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

// said is a schedule in one line: its rule or its dates, its clock and zone,
// what is left out, and the words.
func said(s meeting.Schedule) string {
	parts := []string{s.RRule()}
	if parts[0] == "" {
		parts[0] = string(s.Kind)
		for _, d := range s.Dates {
			parts = append(parts, d.String())
		}
	}
	if s.Timed() {
		parts = append(parts, fmt.Sprintf("%s+%d %s", s.Start, s.Minutes, s.Zone))
	}
	if !s.From.IsZero() {
		parts = append(parts, "from "+s.From.String())
	}
	if !s.Until.IsZero() {
		parts = append(parts, "until "+s.Until.String())
	}
	for _, e := range s.Except {
		parts = append(parts, "not "+e.First.String())
	}
	for _, m := range s.Moved {
		parts = append(parts, fmt.Sprintf("%s moved to %s %s", m.Date, m.To, m.Start))
		if m.Minutes > 0 {
			parts[len(parts)-1] += fmt.Sprintf("+%d", m.Minutes)
		}
	}
	if !s.Confirmed {
		parts = append(parts, "unconfirmed")
	}
	if s.Text != "" {
		parts = append(parts, "“"+s.Text+"”")
	}
	return strings.Join(parts, " ")
}

func TestNormaliseReadsARecurrence(t *testing.T) {
	weekApart := []string{"2026-12-08T19:00", "2026-12-15T19:00", "2026-12-22T19:00"}
	for _, c := range []struct {
		name string
		zone string
		r    Recurrence
		want string
	}{
		{"a weekly rule", "", Recurrence{Start: "2026-12-01T19:00", End: "2026-12-01T20:30", RRule: "FREQ=WEEKLY"},
			"FREQ=WEEKLY;BYDAY=TU 19:00+90 America/New_York from 2026-12-01"},
		{"one that has begun says nothing by its first day", "", Recurrence{Start: "2019-12-03T19:00", RRule: "FREQ=WEEKLY", Begun: true},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"},
		{"the zone of the event", "America/Chicago", Recurrence{Start: "2026-12-01T19:00", RRule: "FREQ=WEEKLY;BYDAY=TU,TH", Begun: true},
			"FREQ=WEEKLY;BYDAY=TU,TH 19:00+60 America/Chicago"},
		{"a rule in UTC is another day in its zone", "", Recurrence{Start: "2026-12-02T00:00Z", End: "2026-12-02T01:00Z", RRule: "FREQ=WEEKLY;BYDAY=WE", Begun: true},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"},
		{"one that names no day is of the local day", "", Recurrence{Start: "2026-12-02T00:00Z", RRule: "FREQ=WEEKLY", Begun: true},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"},
		{"weeks of the month in UTC can't be moved", "", Recurrence{Start: "2026-12-02T00:00Z", RRule: "FREQ=MONTHLY;BYDAY=1WE", Begun: true},
			"FREQ=MONTHLY;BYDAY=1TU 19:00+60 America/New_York unconfirmed “by the calendar's rule FREQ=MONTHLY;BYDAY=1WE”"},
		{"days left out", "", Recurrence{Start: "2026-12-01T19:00", RRule: "FREQ=WEEKLY", Begun: true, Except: []string{"2026-12-29T19:00", "2026-12-22"}},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York not 2026-12-22 not 2026-12-29"},
		{"a moved day", "", Recurrence{Start: "2026-12-01T19:00", RRule: "FREQ=WEEKLY", Begun: true, Moves: []Move{{From: "2026-12-22T19:00", Start: "2026-12-23T18:00"}}},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York 2026-12-22 moved to 2026-12-23 18:00"},
		{"a day that takes longer", "", Recurrence{Start: "2026-12-01T19:00", RRule: "FREQ=WEEKLY", Begun: true, Moves: []Move{{From: "2026-12-22T19:00", Start: "2026-12-22T19:00", End: "2026-12-22T21:00"}}},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York 2026-12-22 moved to 2026-12-22 19:00+120"},
		{"a day that was only named anew", "", Recurrence{Start: "2026-12-01T19:00", RRule: "FREQ=WEEKLY", Begun: true, Moves: []Move{{From: "2026-12-22T19:00", Start: "2026-12-22T19:00", End: "2026-12-22T20:00"}}},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"},
		{"a rule no schedule holds", "", Recurrence{Start: "2026-12-01T19:00", RRule: "FREQ=MONTHLY;BYMONTHDAY=1"},
			"dated 2026-12-01 19:00+60 America/New_York unconfirmed “2026-12-01T19:00 by the calendar's rule FREQ=MONTHLY;BYMONTHDAY=1”"},
		{"a single day", "", Recurrence{Start: "2026-12-01T19:00", End: "2026-12-01T23:00"},
			"dated 2026-12-01 19:00+240 America/New_York"},
		{"instances a week apart, as far as the list looks", "", Recurrence{Start: "2026-12-01T19:00", Dates: weekApart, Horizon: "2026-12-27", Begun: true},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"},
		{"instances that end before the list does", "", Recurrence{Start: "2026-12-01T19:00", Dates: weekApart, Horizon: "2027-02-01", Begun: true},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York until 2026-12-22"},
		{"instances that begin later", "", Recurrence{Start: "2026-12-01T19:00", Dates: weekApart, Horizon: "2026-12-27"},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York from 2026-12-01"},
		{"too few to be a rhythm", "", Recurrence{Start: "2026-12-01T19:00", Dates: weekApart[:2], Horizon: "2026-12-20"},
			"dated 2026-12-01 2026-12-08 2026-12-15 19:00+60 America/New_York"},
		{"an instance at another time is kept in words", "", Recurrence{Start: "2026-12-01T19:00", Dates: []string{"2026-12-08T18:00"}},
			"dated 2026-12-01 19:00+60 America/New_York “2026-12-08 at 18:00”"},
		{"a whole day is no time", "", Recurrence{Start: "2026-12-01", RRule: "FREQ=WEEKLY"},
			"appointment unconfirmed “2026-12-01 by the calendar's rule FREQ=WEEKLY”"},
		{"an end before its start", "", Recurrence{Start: "2026-12-01T19:00", End: "2026-12-01T18:00", RRule: "FREQ=WEEKLY", Begun: true},
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"},
	} {
		l := Listing{Key: "lamp", Name: "Lamp", Timezone: c.zone, Recurrence: &c.r}
		m, refused := Normalise(l, mgSource)
		if refused != nil {
			t.Errorf("%s: refused: %v", c.name, refused)
			continue
		}
		if got := said(m.Schedule); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestNormaliseRefusesARecurrenceWithoutAStart(t *testing.T) {
	_, refused := Normalise(Listing{Key: "lamp", Name: "Lamp", Recurrence: &Recurrence{Start: "soon"}}, mgSource)
	if refused == nil || refused.Field != "start" || !strings.Contains(refused.Reason, "“soon” is no day and time") {
		t.Errorf("refused %v", refused)
	}
}

func TestWordsMakeOneListingForEachTime(t *testing.T) {
	for _, c := range []struct {
		name string
		l    Listing
		want []string
	}{
		{"two times", Listing{When: "Tuesdays 7pm and Sundays 10am"}, []string{
			"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York", "FREQ=WEEKLY;BYDAY=SU 10:00+60 America/New_York"}},
		{"one time", Listing{When: "Tue/Thu 7:00 – 8:30 pm"}, []string{"FREQ=WEEKLY;BYDAY=TU,TH 19:00+90 America/New_York"}},
		{"a zone beside the time", Listing{When: "Tuesdays 7pm Pacific"}, []string{"FREQ=WEEKLY;BYDAY=TU 19:00+60 America/Los_Angeles"}},
		{"no time in the words", Listing{When: "by appointment"}, []string{"appointment unconfirmed “by appointment”"}},
		{"fields come first", Listing{When: "Mondays 6pm", Days: []string{"friday"}, Time: "19:00"}, []string{"FREQ=WEEKLY;BYDAY=FR 19:00+60 America/New_York"}},
	} {
		c.l.Key, c.l.Name = "lamp", "Lamp"
		var got []string
		for _, l := range expand(c.l, mgSource) {
			m, refused := Normalise(l, mgSource)
			if refused != nil {
				t.Fatalf("%s: %v", c.name, refused)
			}
			got = append(got, said(m.Schedule))
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestSeveralTimesInWordsAreTwins(t *testing.T) {
	r := (&Collector{}).rows(mgSource)
	if err := r.add(Reading{Listings: []Listing{{Key: "lamp", Name: "Lamp", When: "Tuesdays 7pm and Sundays 10am"}}}); err != nil {
		t.Fatal(err)
	}
	r.settle()
	var got []string
	for _, m := range r.meetings {
		got = append(got, fmt.Sprintf("%s %t %s", m.SourceKey, m.Twin != "", said(m.Schedule)))
	}
	// Sunday comes first among the days, so it keeps the bare key.
	want := "lamp false FREQ=WEEKLY;BYDAY=SU 10:00+60 America/New_York\nlamp true FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"
	if g := strings.Join(sorted(got), "\n"); g != want {
		t.Errorf("got\n%s\nwant\n%s", g, want)
	}
}

func sorted(ss []string) []string {
	slices.Sort(ss)
	return ss
}
