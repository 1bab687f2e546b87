package meeting

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestWordsOfALanguage(t *testing.T) {
	for _, lang := range []string{"en", "en-US", "EN-gb", "", "xx", "tlh-Latn"} {
		if w := WordsFor(lang); w.Lang != "en" {
			t.Errorf("%q gets %q", lang, w.Lang)
		}
	}
}

// A table with a word left out would leave a hole in somebody's letter.
func TestTablesAreWhole(t *testing.T) {
	for lang, w := range languages {
		var holes func(path string, v reflect.Value)
		holes = func(path string, v reflect.Value) {
			switch v.Kind() {
			case reflect.Struct:
				for i := range v.NumField() {
					holes(path+"."+v.Type().Field(i).Name, v.Field(i))
				}
			case reflect.Array:
				for i := range v.Len() {
					if path == lang+".month" && i == 0 {
						continue
					}
					holes(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
				}
			default:
				if v.IsZero() {
					t.Errorf("%s is empty", path)
				}
			}
		}
		holes(lang, reflect.ValueOf(*w))
	}
}

func TestClockAsPeopleSayIt(t *testing.T) {
	for clock, want := range map[string]string{
		"00:00": "midnight", "00:05": "12:05 am", "07:00": "7:00 am", "11:59": "11:59 am",
		"12:00": "12:00 noon", "12:30": "12:30 pm", "19:00": "7:00 pm", "23:59": "11:59 pm",
	} {
		c, _ := ParseClock(clock)
		if got := WordsFor("en").Clock(c); got != want {
			t.Errorf("%s is %q, want %q", clock, got, want)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		start   string
		minutes int
		want    string
	}{
		{"19:00", 90, "7:00 – 8:30 pm"},
		{"07:00", 60, "7:00 – 8:00 am"},
		{"11:30", 60, "11:30 am – 12:30 pm"},
		{"11:00", 60, "11:00 am – 12:00 noon"},
		{"12:00", 60, "12:00 noon – 1:00 pm"},
		{"12:15", 60, "12:15 – 1:15 pm"},
		{"23:00", 60, "11:00 pm – midnight"},
		{"00:00", 60, "midnight – 1:00 am"},
		{"23:30", 60, "11:30 pm – 12:30 am"},
		{"19:00", 23 * 60, "7:00 pm – 6:00 pm"}, // not "7:00 – 6:00 pm"
		{"19:00", 24 * 60, "from 7:00 pm"},
		{"19:00", 0, "7:00 pm"},
		{"19:00", -5, "7:00 pm"},
	} {
		start, _ := ParseClock(c.start)
		if got := WordsFor("en").Span(start, c.minutes); got != c.want {
			t.Errorf("%s for %d: %q, want %q", c.start, c.minutes, got, c.want)
		}
	}
}

func TestSpanOfShowsTheClocksOfThatNight(t *testing.T) {
	s := held("America/New_York", "01:30")
	s.Days = EveryDay
	o, _ := s.Next(mustTime(t, "2026-03-08T00:00:00-05:00"))
	if got := WordsFor("en").SpanOf(o); got != "1:30 – 3:30 am" {
		t.Errorf("%q", got)
	}
	o.End = o.Start.Add(25 * time.Hour)
	if got := WordsFor("en").SpanOf(o); got != "from 1:30 am" {
		t.Errorf("%q", got)
	}
}

func TestZoneByItsCity(t *testing.T) {
	for name, want := range map[string]string{
		"America/New_York": "New York time", "America/Argentina/Buenos_Aires": "Buenos Aires time", "Europe/London": "London time",
		"UTC": "UTC", "Etc/UTC": "UTC", "Etc/GMT+5": "5 hours behind UTC", "Etc/GMT-10": "10 hours ahead of UTC", "Etc/GMT+0": "UTC",
		"US/Eastern": "Eastern time", "EST5EDT": "Eastern time", "America/Port-au-Prince": "Port-au-Prince time", "": "",
	} {
		if got := WordsFor("en").Zone(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestNoZoneIsSaidByAnAbbreviation(t *testing.T) {
	for _, name := range ZoneNames() {
		got := WordsFor("en").Zone(name)
		if got != "UTC" && (got == strings.ToUpper(got) || strings.ContainsAny(got, "0123456789/_") && !strings.Contains(got, "UTC") ||
			!strings.HasSuffix(got, " time") && !strings.HasSuffix(got, " UTC")) {
			t.Errorf("%s is %q", name, got)
		}
	}
}

func TestWhen(t *testing.T) {
	days := NewWeekdays
	mon, tue, wed, thu, fri, sat, sun := time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday
	const clock = " 7:00 – 8:30 pm"
	for _, c := range []struct {
		name, want string
		s          Schedule
	}{
		{"weekly", "Tuesdays" + clock, Schedule{Kind: Weekly, Days: days(tue)}},
		{"two days", "Tuesdays and Sundays" + clock, Schedule{Kind: Weekly, Days: days(sun, tue)}},
		{"three days", "Mondays, Wednesdays and Fridays" + clock, Schedule{Kind: Weekly, Days: days(mon, wed, fri)}},
		{"weekend", "Saturdays and Sundays" + clock, Schedule{Kind: Weekly, Days: days(sat, sun)}},
		{"workdays", "Monday to Friday" + clock, Schedule{Kind: Weekly, Days: days(mon, tue, wed, thu, fri)}},
		{"a run of days", "Friday to Sunday" + clock, Schedule{Kind: Weekly, Days: days(fri, sat, sun)}},
		{"a run does not turn the week", "Mondays, Saturdays and Sundays" + clock, Schedule{Kind: Weekly, Days: days(sat, sun, mon)}},
		{"every day", "every day" + clock, Schedule{Kind: Weekly, Days: EveryDay}},
		{"every other", "every other Sunday" + clock, Schedule{Kind: Weekly, Days: days(sun), Interval: 2}},
		{"every other week", "every other week on Mondays and Sundays" + clock, Schedule{Kind: Weekly, Days: days(mon, sun), Interval: 2}},
		{"every third week is not the third", "every 3 weeks on Sundays" + clock, Schedule{Kind: Weekly, Days: days(sun), Interval: 3}},
		{"ordinals", "1st and 3rd Tuesdays" + clock, Schedule{Kind: Monthly, Days: days(tue), Ordinals: NewOrdinals(1, 3)}},
		{"one ordinal", "2nd Tuesday of the month" + clock, Schedule{Kind: Monthly, Days: days(tue), Ordinals: NewOrdinals(2)}},
		{"last", "last Friday of the month" + clock, Schedule{Kind: Monthly, Days: days(fri), Ordinals: NewOrdinals(-1)}},
		{"ordinals of two days", "1st and last Tuesdays and Fridays" + clock, Schedule{Kind: Monthly, Days: days(fri, tue), Ordinals: NewOrdinals(1, -1)}},
		{"second to last", "2nd to last Friday of the month" + clock, Schedule{Kind: Monthly, Days: days(fri), Ordinals: NewOrdinals(-2)}},
		{"all but the last", "Fridays except the last of the month" + clock, Schedule{Kind: Monthly, Days: days(fri), Ordinals: NewOrdinals(-2, -3, -4, -5)}},
		{"all but the second", "Mondays except the 2nd of the month" + clock, Schedule{Kind: Monthly, Days: days(mon), Ordinals: NewOrdinals(1, 3, 4, 5)}},
		{"the first of all days", "the 1st of each day of the week" + clock, Schedule{Kind: Monthly, Days: EveryDay, Ordinals: NewOrdinals(1)}},
		{"two of all days", "the 1st and last of each day of the week" + clock, Schedule{Kind: Monthly, Days: EveryDay, Ordinals: NewOrdinals(1, -1)}},
		{"all days but the second", "every day except the 2nd of the month" + clock, Schedule{Kind: Monthly, Days: EveryDay, Ordinals: NewOrdinals(1, 3, 4, 5)}},
		{"all five", "Mondays" + clock, Schedule{Kind: Monthly, Days: days(mon), Ordinals: NewOrdinals(1, 2, 3, 4, 5)}},
		{"in two months", "Tuesdays" + clock + ", in January and October", Schedule{Kind: Weekly, Days: days(tue), Months: NewMonths(10, 1)}},
		{"not in the summer", "Tuesdays" + clock + ", not in July or August", Schedule{Kind: Weekly, Days: days(tue), Months: NewMonths(1, 2, 3, 4, 5, 6, 9, 10, 11, 12)}},
		{"in all months", "Tuesdays" + clock, Schedule{Kind: Weekly, Days: days(tue), Months: NewMonths(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)}},
		{"until", "Tuesdays" + clock + ", until 18 December 2026", Schedule{Kind: Weekly, Days: days(tue), Until: NewDate(2026, 12, 18)}},
		{"one date", "24 December 2026" + clock, Schedule{Kind: Dated, Dates: []Date{NewDate(2026, 12, 24)}}},
		{"two dates", "24 December 2026 and 2 January 2027" + clock, Schedule{Kind: Dated, Dates: []Date{NewDate(2027, 1, 2), NewDate(2026, 12, 24)}}},
		{"many dates", "1 May 2026, 2 May 2026, 3 May 2026 and 2 more dates" + clock,
			Schedule{Kind: Dated, Dates: []Date{NewDate(2026, 5, 1), NewDate(2026, 5, 2), NewDate(2026, 5, 3), NewDate(2026, 5, 4), NewDate(2026, 5, 5)}}},
		{"four dates", "1 May 2026, 2 May 2026, 3 May 2026 and 4 May 2026" + clock,
			Schedule{Kind: Dated, Dates: []Date{NewDate(2026, 5, 1), NewDate(2026, 5, 2), NewDate(2026, 5, 3), NewDate(2026, 5, 4)}}},
		{"by appointment", "by appointment", Schedule{Kind: Appointment}},
		{"nothing known", "by appointment", Schedule{}},
		{"from a day", "Tuesdays" + clock + ", from 19 July 2026", Schedule{Kind: Weekly, Days: days(tue), From: NewDate(2026, time.July, 19)}},
		{"not on a day", "Tuesdays" + clock + ", not on 24 December 2026", Schedule{Kind: Weekly, Days: days(tue),
			Except: []DateRange{{First: NewDate(2026, time.December, 24), Last: NewDate(2026, time.December, 24)}}}},
		{"not for a while", "Tuesdays" + clock + ", not from 21 December 2026 to 4 January 2027", Schedule{Kind: Weekly, Days: days(tue),
			Except: []DateRange{{First: NewDate(2026, time.December, 21), Last: NewDate(2027, time.January, 4)}}}},
		{"holidays, which no field holds", "Tuesdays" + clock + " (No mtgs on holidays)", Schedule{Kind: Weekly, Days: days(tue), Text: "No mtgs on holidays"}},
		{"only the words of holidays", "Tuesdays" + clock + " (Closed on holidays)", Schedule{Kind: Weekly, Days: days(tue), Text: "Tuesdays at 7 · Closed on holidays"}},
		{"an appointment in the source's words", "by appointment (Ask at the desk)", Schedule{Kind: Appointment, Text: "Ask at the desk"}},
		{"confirmed words are not repeated", "Tuesdays" + clock, Schedule{Kind: Weekly, Days: days(tue), Text: "Tuesdays at 7"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.s.Start, c.s.Minutes, c.s.Confirmed = NewClock(19, 0), 90, true
			if got := WordsFor("en").When(&c.s); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWhenInDoubtIsTheSourcesOwnWords(t *testing.T) {
	for _, c := range []struct {
		text, want string
		kind       Kind
	}{
		{"every other\n Tuesday", "every other Tuesday, 7:00 – 8:30 pm (not confirmed)", Weekly},
		{"alternate Tuesdays at 7pm", "alternate Tuesdays at 7pm (not confirmed)", Weekly},
		{"will switch to 8:00", "will switch to 8:00 (not confirmed)", Weekly},
		{"every other Tuesday at noon", "every other Tuesday at noon (not confirmed)", Weekly},
		{"2nd & 4th, or so", "2nd & 4th, or so, 7:00 – 8:30 pm (not confirmed)", Weekly},
		{"", "Tuesdays 7:00 – 8:30 pm (not confirmed)", Weekly},
		{"call before you come", "call before you come (not confirmed)", Appointment},
		{"", "by appointment", Appointment},
	} {
		s := Schedule{Kind: c.kind, Days: NewWeekdays(time.Tuesday), Start: NewClock(19, 0), Minutes: 90, Text: c.text}
		if got := WordsFor("en").When(&s); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestMisplacedSaysWhy(t *testing.T) {
	s := Schedule{Kind: Weekly, Days: NewWeekdays(time.Monday), Start: NewClock(10, 30), Minutes: 60}
	s.Text = WordsFor("en").Misplaced(&s)
	want := "Mondays 10:30 – 11:30 am, but the list's time zone does not fit this place (not confirmed)"
	if got := WordsFor("en").When(&s); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestDayAttendanceType(t *testing.T) {
	w := WordsFor("en")
	for got, want := range map[string]string{
		w.Day(NewDate(2026, 11, 24)):      "Tuesday 24 November",
		w.Day(0):                          "",
		w.Weekday(time.Sunday):            "Sunday",
		w.Attendance(InPerson):            "In person",
		w.Attendance(Hybrid):              "In person and online",
		w.Attendance(Attendance("other")): "other",
		w.Type("ASL"):                     "American Sign Language",
		w.Type("ONL"):                     "Online",
		w.Type("Chips on Saturday"):       "Chips on Saturday",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, a := range Attendances {
		if w.Attendance(a) == string(a) {
			t.Errorf("%s has no word", a)
		}
	}
}

func TestTitle(t *testing.T) {
	aa := Program{Name: "Alcoholics Anonymous", ShortName: "AA"}
	for _, c := range []struct {
		p                   Program
		name, full, neutral string
		s                   Schedule
	}{
		{aa, "Tuesday Nooners", "AA: Tuesday Nooners", "Tuesday group", Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday)}},
		{aa, "AA Nooners", "AA Nooners", "Weekly group", Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday, time.Friday)}},
		{aa, "alcoholics anonymous: Nooners", "alcoholics anonymous: Nooners", "Monthly group", Schedule{Kind: Monthly, Days: NewWeekdays(time.Tuesday)}},
		{aa, "Beavers", "AA: Beavers", "Monday group", Schedule{Kind: Monthly, Days: NewWeekdays(time.Monday), Ordinals: NewOrdinals(1, 2, 3, 4, 5)}},
		{aa, "Cranes", "AA: Cranes", "Weekly group", Schedule{Kind: Monthly, Days: EveryDay, Ordinals: NewOrdinals(-1, -2, -3, -4, -5)}},
		{aa, "Daws", "AA: Daws", "Monthly group", Schedule{Kind: Monthly, Days: NewWeekdays(time.Monday), Ordinals: NewOrdinals(1, 2, 3, 4)}},
		{aa, "Aardvarks", "AA: Aardvarks", "Group", Schedule{Kind: Dated}},
		{aa, "  Night \n Owls ", "AA: Night Owls", "Group", Schedule{Kind: Appointment}},
		{aa, "", "AA meeting", "Tuesday group", Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Interval: 2}},
		{Program{Name: "LifeRing"}, "Downtown", "LifeRing: Downtown", "Weekly group", Schedule{Kind: Weekly, Days: EveryDay}},
		{Program{}, "Downtown", "Downtown", "Group", Schedule{}},
		{Program{}, "", "Group", "Group", Schedule{}},
	} {
		m := &Meeting{Name: c.name, Attendance: Online, Schedule: c.s}
		if got := WordsFor("en").Title(c.p, m, Full); got != c.full {
			t.Errorf("full: got %q, want %q", got, c.full)
		}
		for _, d := range []Discretion{Neutral, "", "unknown"} {
			if got := WordsFor("en").Title(c.p, m, d); got != c.neutral {
				t.Errorf("%s: got %q, want %q", d, got, c.neutral)
			}
		}
	}
}

func TestAhead(t *testing.T) {
	now := mustTime(t, "2026-11-24T19:00:00Z")
	for wait, want := range map[time.Duration]string{
		61 * time.Minute: "", time.Hour: "in 60 minutes", 20*time.Minute + 59*time.Second: "in 20 minutes", 20 * time.Minute: "in 20 minutes",
		119 * time.Second: "in 1 minute", 59 * time.Second: "now", 0: "now", -14 * time.Minute: "now", -15 * time.Minute: "",
		-72 * time.Hour: "", 72 * time.Hour: "",
	} {
		if got := WordsFor("en").Ahead(now.Add(wait), now); got != want {
			t.Errorf("%v: %q, want %q", wait, got, want)
		}
	}
}

func TestFreshness(t *testing.T) {
	for _, c := range []struct {
		name, confirmed, now, who, want string
		doubt                           bool
	}{
		{"this morning", "2026-11-24T07:00:00-05:00", "2026-11-24T20:00:00-05:00", "AA", "on AA's list this morning", false},
		{"by its own clock, not UTC's", "2026-11-24T21:00:00-05:00", "2026-11-24T22:00:00-05:00", "AA", "on AA's list this evening", false},
		{"afternoon", "2026-11-24T12:00:00-05:00", "2026-11-24T20:00:00-05:00", "SMART", "on SMART's list this afternoon", false},
		{"in the night", "2026-11-24T00:30:00-05:00", "2026-11-24T20:00:00-05:00", "AA", "on AA's list today", false},
		{"midnight passed", "2026-11-23T23:59:00-05:00", "2026-11-24T00:01:00-05:00", "AA", "on AA's list yesterday", false},
		{"days ago", "2026-11-19T10:00:00-05:00", "2026-11-24T09:00:00-05:00", "AA", "on AA's list on Thursday", false},
		{"six days", "2026-11-18T10:00:00-05:00", "2026-11-24T09:00:00-05:00", "AA", "on AA's list on Wednesday", false},
		{"seven days", "2026-11-17T23:00:00-05:00", "2026-11-24T01:00:00-05:00", "AA", "not confirmed for 7 days: call before you go", true},
		{"nine days", "2026-11-15T10:00:00-05:00", "2026-11-24T09:00:00-05:00", "AA", "not confirmed for 9 days: call before you go", true},
		{"a clock that is ahead", "2026-11-24T10:00:00-05:00", "2026-11-23T09:00:00-05:00", "AA", "on AA's list this morning", false},
		{"a name in s", "2026-11-23T10:00:00-05:00", "2026-11-24T09:00:00-05:00", "Families", "on Families' list yesterday", false},
		{"nobody's", "2026-11-23T10:00:00-05:00", "2026-11-24T09:00:00-05:00", " ", "on its list yesterday", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := &Meeting{LastConfirmed: mustTime(t, c.confirmed).UTC(), Schedule: Schedule{Zone: "America/New_York"}}
			got, doubt := WordsFor("en").Freshness(m, c.who, mustTime(t, c.now).UTC())
			if got != c.want || doubt != c.doubt {
				t.Errorf("got %q, %v; want %q", got, doubt, c.want)
			}
		})
	}
}

func TestFreshnessWithoutAnAnswer(t *testing.T) {
	now := mustTime(t, "2026-11-24T12:00:00Z")
	if got, doubt := WordsFor("en").Freshness(&Meeting{}, "AA", now); got != "not confirmed: call before you go" || !doubt {
		t.Errorf("%q, %v", got, doubt)
	}
	m := &Meeting{LastConfirmed: now, Retired: now}
	if got, doubt := WordsFor("en").Freshness(m, "AA", now); got != "no longer on AA's list: call before you go" || !doubt {
		t.Errorf("%q, %v", got, doubt)
	}
	m = &Meeting{LastConfirmed: now.Add(-time.Hour), Schedule: Schedule{Zone: "Nowhere"}}
	if got, _ := WordsFor("en").Freshness(m, "AA", now); got != "on AA's list this morning" {
		t.Errorf("%q", got)
	}
}

// Hardly a format has one label for two codes; a slip in the table would.
func TestTypesAreKnown(t *testing.T) {
	if len(englishTypes) < 80 {
		t.Errorf("%d types", len(englishTypes))
	}
	seen := map[string]string{}
	for code, label := range englishTypes {
		if other, ok := seen[label]; ok || label == "" || label != strings.TrimSpace(label) {
			t.Errorf("%s is %q, as is %s", code, label, other)
		}
		seen[label] = code
	}
}

func ExampleWords_When() {
	w := WordsFor("en")
	for _, s := range []Schedule{
		{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(19, 0), Minutes: 90, Confirmed: true},
		{Kind: Monthly, Days: NewWeekdays(time.Tuesday), Ordinals: NewOrdinals(1, 3), Start: NewClock(12, 0), Minutes: 60, Confirmed: true},
		{Kind: Weekly, Days: NewWeekdays(time.Sunday), Start: NewClock(10, 0), Minutes: 60, Text: "every other Sunday"},
		{Kind: Appointment, Confirmed: true},
	} {
		fmt.Println(w.When(&s))
	}
	// Output:
	// Tuesdays 7:00 – 8:30 pm
	// 1st and 3rd Tuesdays 12:00 noon – 1:00 pm
	// every other Sunday, 10:00 – 11:00 am (not confirmed)
	// by appointment
}

func TestZonesSayWhatTheyWereTakenFrom(t *testing.T) {
	w := WordsFor("en")
	for _, c := range []struct {
		from ZoneFrom
		want string
	}{
		{ZoneFromListing, "New York time"}, {ZoneFromWords, "New York time"}, {ZoneFromPlace, "New York time"},
		{ZoneFromPoint, "New York time, taken from the map"}, {ZoneFromSource, "New York time, taken from its list"},
	} {
		if got := w.ZoneOf(&Schedule{Zone: "America/New_York", ZoneFrom: c.from}); got != c.want {
			t.Errorf("%s: %q, want %q", c.from, got, c.want)
		}
	}
	if got := w.ZoneOf(&Schedule{ZoneFrom: ZoneFromSource}); got != "" {
		t.Errorf("no zone: %q", got)
	}
}

func TestFreshnessTellsWhatAPersonConfirmed(t *testing.T) {
	now := mustTime(t, "2026-11-24T17:00:00Z")
	for _, c := range []struct {
		listed, person int // days ago; -1 = never
		want           string
		doubt          bool
	}{
		{0, 0, "on AA's list this afternoon", false},
		{9, 0, "confirmed by a person today", false},
		{9, 1, "confirmed by a person yesterday", false},
		{9, 3, "confirmed by a person on Saturday", false},
		{9, 8, "not confirmed for 9 days: call before you go", true},
		{3, 5, "on AA's list on Saturday", false},
		{5, 3, "confirmed by a person on Saturday", false},
		{-1, 2, "confirmed by a person on Sunday", false},
	} {
		m := someMeeting()
		if m.LastConfirmed = now.AddDate(0, 0, -c.listed); c.listed < 0 {
			m.LastConfirmed = time.Time{}
		}
		m.Verified = now.AddDate(0, 0, -c.person)
		if got, doubt := WordsFor("en").Freshness(&m, "AA", now); got != c.want || doubt != c.doubt {
			t.Errorf("listed %d, confirmed %d days ago: %q %v, want %q %v", c.listed, c.person, got, doubt, c.want, c.doubt)
		}
	}
	m := someMeeting()
	m.Place.Country = "US"
	for language, want := range map[string]string{"en": "check: holiday", "es": "comprueba: festivo"} {
		if got := WordsFor(language).Check(&m, mustDate(t, "2026-12-25")); got != want {
			t.Errorf("%s: %q", language, got)
		}
	}
	if got := WordsFor("en").Check(&m, mustDate(t, "2026-12-23")); got != "" {
		t.Errorf("a working day: %q", got)
	}
}
