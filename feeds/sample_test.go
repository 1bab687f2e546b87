package feeds

import (
	"fmt"
	"time"

	"openchair/meeting"
)

var programs = map[string]meeting.Program{
	"aa":    {ID: "aa", Name: "Alcoholics Anonymous", ShortName: "AA"},
	"smart": {ID: "smart", Name: "SMART Recovery", ShortName: "SMART"},
}

func programOf(id string) meeting.Program { return programs[id] }

var testOptions = Options{PublicURL: "https://chair.example", Programs: programOf}

var seen = time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)

func day(y int, m time.Month, d int) meeting.Date { return meeting.NewDate(y, m, d) }

func clock(h, m int) meeting.Clock { return meeting.NewClock(h, m) }

func weekly(zone string, start meeting.Clock, days ...time.Weekday) meeting.Schedule {
	return meeting.Schedule{
		Kind: meeting.Weekly, Days: meeting.NewWeekdays(days...), Start: start, Minutes: 60,
		Zone: zone, ZoneFrom: meeting.ZoneFromListing, Confirmed: true,
	}
}

// sample is a meeting as the store gives it, in person and complete.
func sample(n int, s meeting.Schedule) meeting.Meeting {
	return meeting.Meeting{
		ID: fmt.Sprintf("m%015d", n), Program: "aa", Source: "aa-example", SourceKey: fmt.Sprint(n),
		Name: fmt.Sprintf("Steps & Stories %d", n), Group: "Harbour Group", Attendance: meeting.InPerson, Schedule: s,
		Place: meeting.Place{
			Name: "St. Anne's Hall", Address: "12 Quay Street, Portside, ME 04101, USA", City: "Portside", State: "ME",
			Country: "US", Notes: "Side door; ring twice", Latitude: 43.657123, Longitude: -70.258934,
		},
		Types: []string{"O", "D"}, Languages: []string{"en"}, Notes: "Coffee from half past.\nAll are welcome, always.",
		URL: "https://aa.example.org/meetings/steps?day=2", FirstSeen: seen, LastChanged: seen.Add(time.Hour), LastConfirmed: seen, Sequence: 2,
	}
}

// online is the same meeting on a screen.
func online(n int, s meeting.Schedule) meeting.Meeting {
	m := sample(n, s)
	m.Attendance, m.Place = meeting.Online, meeting.Place{City: "Portside", Country: "US", Approximate: true, Latitude: 43, Longitude: -70}
	m.Join = meeting.Join{
		URL: "https://zoom.example/j/123456789?pwd=q,w;e", Notes: "Passcode: 1234", Provider: "Zoom",
		Phone: "+1 (646) 555-0123", PhoneNotes: "ID 123 456 789#",
	}
	return m
}

// kinds holds one meeting of every kind of schedule, in different zones.
func kinds() []meeting.Meeting {
	two := weekly("Europe/Berlin", clock(19, 30), time.Tuesday)
	two.Interval, two.Anchor = 2, day(2026, 1, 6)
	nth := weekly("America/Chicago", clock(18, 0), time.Thursday)
	nth.Kind, nth.Ordinals = meeting.Monthly, meeting.NewOrdinals(2, 4)
	last := weekly("Australia/Sydney", clock(10, 0), time.Saturday)
	last.Kind, last.Ordinals = meeting.Monthly, meeting.NewOrdinals(-1)
	closed := weekly("America/New_York", clock(12, 0), time.Monday, time.Wednesday, time.Friday)
	closed.Except = []meeting.DateRange{{First: day(2026, 7, 1), Last: day(2026, 7, 12)}, {First: day(2026, 12, 25), Last: day(2026, 12, 25)}}
	closed.Until = day(2026, 12, 30)
	dated := weekly("America/Los_Angeles", clock(9, 0))
	dated.Kind, dated.Dates = meeting.Dated, []meeting.Date{day(2026, 3, 7), day(2026, 3, 9), day(2026, 10, 31)}
	night := weekly("Europe/London", clock(23, 30), time.Sunday)
	night.Minutes = 90
	school := weekly("Asia/Kolkata", clock(20, 0), time.Wednesday)
	school.Months = meeting.NewMonths(time.September, time.October, time.November)
	hybrid := sample(7, night)
	hybrid.Attendance, hybrid.Join = meeting.Hybrid, online(7, night).Join
	moved := weekly("America/Denver", clock(18, 30), time.Monday, time.Wednesday)
	moved.Except = []meeting.DateRange{{First: day(2026, 4, 6), Last: day(2026, 4, 6)}}
	moved.Moved = []meeting.Move{
		{Date: day(2026, 3, 9), To: day(2026, 3, 10), Start: clock(12, 0)},
		{Date: day(2026, 10, 26), To: day(2026, 10, 26), Start: clock(17, 0), Minutes: 120},
		{Date: day(2026, 11, 25), To: day(2026, 11, 1), Start: clock(9, 15)},
	}
	shut := sample(10, weekly("Pacific/Auckland", clock(7, 30), time.Tuesday, time.Friday))
	shut.Closed = []meeting.DateRange{{First: day(2026, 3, 30), Last: day(2026, 4, 10)}, {First: day(2026, 9, 25), Last: day(2026, 9, 29)}}
	shut.Schedule.Moved = []meeting.Move{{Date: day(2026, 4, 7), To: day(2026, 4, 12), Start: clock(10, 0)}, {Date: day(2026, 4, 17), To: day(2026, 4, 1), Start: clock(10, 0)}}
	return []meeting.Meeting{
		sample(1, weekly("America/New_York", clock(19, 0), time.Tuesday, time.Thursday)),
		online(2, two), sample(3, nth), sample(4, last), sample(5, closed), sample(6, dated), hybrid, online(8, school),
		sample(9, moved), shut,
	}
}

// left holds one meeting of every sort that has no sure time.
func left() []meeting.Meeting {
	doubt := sample(20, weekly("America/New_York", clock(7, 0), time.Sunday))
	doubt.Name, doubt.Schedule.Confirmed, doubt.Schedule.Text = "Every Other Dawn", false, "every other Sunday"
	ask := sample(21, meeting.Schedule{Kind: meeting.Appointment, Zone: "America/New_York", Confirmed: true})
	ask.Name = "Ask First"
	gone := sample(22, weekly("America/New_York", clock(7, 0), time.Monday))
	gone.Name, gone.Retired = "Old Timers", seen
	idle := sample(23, weekly("America/New_York", clock(7, 0), time.Monday))
	idle.Name, idle.Attendance = "Winter Break", meeting.Inactive
	return []meeting.Meeting{doubt, ask, gone, idle}
}
