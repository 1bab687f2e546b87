package scraper

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

var icalSource = meeting.Source{ID: "cal", Program: "aa", Format: "ical", URL: "https://list.example/c.ics", Zone: "America/New_York", Country: "US", Language: "en"}

func icalOf(lines ...string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCALENDAR\r\n"
}

// icalSays reads one calendar and says its meetings' times, and what was refused.
func icalSays(t *testing.T, text string) []string {
	t.Helper()
	r, err := icalRead(Page{URL: icalSource.URL, Body: []byte(text), Fetched: fixtureDay}, icalSource, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range r.Listings {
		m, refused := Normalise(l, icalSource)
		if refused != nil {
			r.Refused = append(r.Refused, *refused)
			continue
		}
		out = append(out, said(m.Schedule))
	}
	for _, f := range r.Refused {
		out = append(out, "refused "+f.Field+": "+f.Value)
	}
	return out
}

func TestEventsOfACalendar(t *testing.T) {
	event := func(lines ...string) string {
		return icalOf(append(append([]string{"BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp"}, lines...), "END:VEVENT")...)
	}
	for _, c := range []struct{ name, text, want string }{
		{"weekly in a zone", event("DTSTART;TZID=America/Denver:20260106T190000", "RRULE:FREQ=WEEKLY"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/Denver"},
		{"a floating clock is the calendar's", icalOf("X-WR-TIMEZONE:America/Denver", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/Denver"},
		{"or else the source's", event("DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"},
		{"a zone of Windows", event("DTSTART;TZID=Mountain Standard Time:20260106T190000", "RRULE:FREQ=WEEKLY"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/Denver"},
		{"a zone behind a prefix", event("DTSTART;TZID=/citadel.org/20260101_1/America/Denver:20260106T190000", "RRULE:FREQ=WEEKLY"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/Denver"},
		{"a zone that is none", event("DTSTART;TZID=Our Hall:20260106T190000", "RRULE:FREQ=WEEKLY"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York “Our Hall”"},
		{"a folded line", event("DTSTART;TZID=America/", " Denver:20260106T190000", "RRULE:FREQ=WEEKLY;", "\tBYDAY=TU"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/Denver"},
		{"a series that has not begun", event("DTSTART:20270105T190000", "RRULE:FREQ=WEEKLY"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York from 2027-01-05"},
		{"a series that is over", event("DTSTART:20200107T190000", "RRULE:FREQ=WEEKLY;UNTIL=20210101T000000Z"), ""},
		{"a day that is over", event("DTSTART:20200107T190000"), ""},
		{"a day to come, in UTC", event("DTSTART:20261209T000000Z", "DURATION:PT90M"), "dated 2026-12-08 19:00+90 America/New_York"},
		{"a whole day", event("DTSTART;VALUE=DATE:20261209"), "refused start: 20261209"},
		{"called off", event("DTSTART:20261209T190000", "STATUS:CANCELLED"), ""},
		{"called off in its title", icalOf("BEGIN:VEVENT", "UID:1", "SUMMARY:CANCELLED: Lamp", "DTSTART:20261209T190000", "END:VEVENT"), ""},
		{"a series in UTC", event("DTSTART:20260107T000000Z", "RRULE:FREQ=WEEKLY;BYDAY=WE"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York unconfirmed “the calendar gives this series in UTC, which has no summer time”"},
		{"a day left out in another zone", event("DTSTART;TZID=America/New_York:20260106T190000", "RRULE:FREQ=WEEKLY", "EXDATE:20261209T000000Z"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York not 2026-12-08"},
		{"an override that calls off", event("DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "RECURRENCE-ID:20261208T190000", "DTSTART:20261208T190000", "STATUS:CANCELLED"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York not 2026-12-08"},
		{"a past day moved to one to come", event("DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "RECURRENCE-ID:20261117T190000", "DTSTART:20261203T180000", "DTEND:20261203T190000"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York 2026-11-17 moved to 2026-12-03 18:00"},
		{"a day moved within past days", event("DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "RECURRENCE-ID:20261103T190000", "DTSTART:20261104T180000"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"},
		{"a day held elsewhere", event("DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "LOCATION:Mill Hall", "END:VEVENT", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "RECURRENCE-ID:20261208T190000", "DTSTART:20261208T190000", "LOCATION:Old Barn"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York not 2026-12-08"},
		{"a series changed for good", event("DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261208T190000", "DTSTART:20261208T180000"), "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York unconfirmed “from 2026-12-08 on the calendar has another time or place”"},
		{"every other week, said by rule and by name", icalOf("BEGIN:VEVENT", "UID:1", "SUMMARY:Fortnightly Lamp", "DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY;INTERVAL=2", "END:VEVENT"), "FREQ=WEEKLY;BYDAY=TU;INTERVAL=2;WKST=MO 19:00+60 America/New_York “Fortnightly”"},
		{"a line that is none", event("DTSTART;TZID=America/Denver:20260106T190000", "RRULE:FREQ=WEEKLY", "DTEND;TZID=x"), "refused event: a line without a value"},
		{"no name", icalOf("BEGIN:VEVENT", "UID:1", "DTSTART:20261209T190000", "END:VEVENT"), "refused name: "},
	} {
		if got := strings.Join(icalSays(t, c.text), "; "); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Weekly instances in UTC stand an hour apart on both sides of a change of
// clocks, and are one meeting all the same.
func TestInstancesInUTCAreOneSeriesAcrossSummerTime(t *testing.T) {
	loc, err := meeting.Zone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	fetched := time.Date(2026, 10, 10, 0, 0, 0, 0, time.UTC)
	var lines []string
	for day := time.Date(2026, 10, 13, 19, 0, 0, 0, loc); day.Month() != time.December; day = day.AddDate(0, 0, 7) {
		lines = append(lines, "BEGIN:VEVENT", "UID:"+day.Format("0102"), "SUMMARY:Lamp", "DTSTART:"+day.UTC().Format("20060102T150405Z"), "END:VEVENT")
	}
	r, err := icalRead(Page{Body: []byte(icalOf(lines...)), Fetched: fetched}, icalSource, nil)
	if err != nil || len(r.Listings) != 1 {
		t.Fatalf("%d listings, %v", len(r.Listings), err)
	}
	m, refused := Normalise(r.Listings[0], icalSource)
	if want := "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York"; refused != nil || said(m.Schedule) != want {
		t.Errorf("got %s, want %s (%v)", said(m.Schedule), want, refused)
	}
}

func TestWhatIsNoCalendarIsSaid(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "empty"}, {"<html>", "A web page stands"}, {"[]", "is no calendar"},
		{"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1", "cut short"},
		{"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VCALENDAR", "cut short"},
	} {
		_, err := icalRead(Page{Body: []byte(c.text)}, icalSource, nil)
		if !errors.As(err, new(*ShapeError)) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
	src := icalSource
	src.Options = map[string]any{"match": "("}
	if _, err := icalStart(src); err == nil || !strings.Contains(err.Error(), "option match") {
		t.Errorf("%v", err)
	}
}

func FuzzCalendar(f *testing.F) {
	f.Add(icalOf("BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "DTSTART;TZID=America/Denver:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT"))
	f.Add(icalOf("BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "DTSTART:20261209T000000Z", "DURATION:PT90M", "LOCATION:Hall\\, 5 Elm Row", "EXDATE:x,20261209", "END:VEVENT"))
	f.Add("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID\nEND:VEVENT\nEND:VCALENDAR")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := icalRead(Page{Body: []byte(text), Fetched: fixtureDay}, icalSource, nil)
		if err != nil && !errors.As(err, new(*ShapeError)) {
			t.Fatal(err)
		}
		for _, l := range r.Listings {
			Normalise(l, icalSource)
		}
	})
}

func BenchmarkCalendar(b *testing.B) {
	var lines []string
	for i := range 1000 {
		lines = append(lines, "BEGIN:VEVENT", fmt.Sprintf("UID:%d@list.example", i), fmt.Sprintf("SUMMARY:Lamp %d", i),
			fmt.Sprintf("DTSTART;TZID=America/Chicago:201901%02dT190000", 1+i%28), fmt.Sprintf("DTEND;TZID=America/Chicago:201901%02dT203000", 1+i%28), "RRULE:FREQ=WEEKLY",
			"LOCATION:Corner Chapel\\, 12 Elm Row\\, Newton\\, IA 50208\\, USA", "DESCRIPTION:Ring twice. The door on the left.", "END:VEVENT")
	}
	p := Page{Body: []byte(icalOf(lines...)), Fetched: fixtureDay}
	rate(b, func() int { return readAndNormalise(b, p, icalSource, nil) })
}

func TestADayThatACalendarMovedIsHeldWhereItPutIt(t *testing.T) {
	r, err := icalRead(Page{URL: icalSource.URL, Fetched: fixtureDay, Body: []byte(icalOf("BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT",
		"BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "RECURRENCE-ID:20261117T190000", "DTSTART:20261203T180000", "END:VEVENT",
		"BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "RECURRENCE-ID:20261209T000000Z", "DTSTART:20261211T010000Z", "DTEND:20261211T023000Z", "END:VEVENT"))}, icalSource, nil)
	if err != nil || len(r.Listings) != 1 {
		t.Fatalf("%d listings, %v", len(r.Listings), err)
	}
	m, refused := Normalise(r.Listings[0], icalSource)
	if refused != nil {
		t.Fatal(refused)
	}
	var held []string
	for o := range m.Schedule.Occurrences(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 17, 0, 0, 0, 0, time.UTC)) {
		held = append(held, o.Start.Format("Jan 2 15:04"))
	}
	if got, want := strings.Join(held, ", "), "Dec 1 19:00, Dec 3 18:00, Dec 10 20:00, Dec 15 19:00"; got != want {
		t.Errorf("held on %s, want %s", got, want)
	}
}
