package web

import (
	"time"

	"openchair/meeting"
)

// now is a Tuesday evening in New York: 2026-11-24 17:40 there.
var testNow = time.Date(2026, 11, 24, 22, 40, 0, 0, time.UTC)

var testPrograms = []meeting.Program{
	{ID: "aa", Name: "Alcoholics Anonymous", ShortName: "AA", Tags: []string{"twelve-step"}},
	{ID: "smart", Name: "SMART Recovery", ShortName: "SMART Recovery", Tags: []string{"secular", "abstinence"}},
	{ID: "lifering", Name: "LifeRing", ShortName: "LifeRing", Tags: []string{"secular"}},
	{ID: "dharma", Name: "Recovery Dharma", ShortName: "Recovery Dharma", Tags: []string{"buddhist"}},
	{ID: "wfs", Name: "Women for Sobriety", ShortName: "WFS", Tags: []string{"secular", "women"}},
	{ID: "alanon", Name: "Al-Anon Family Groups", ShortName: "Al-Anon", Tags: []string{"twelve-step", "family"}},
	{ID: "mm", Name: "Moderation Management", ShortName: "MM", Tags: []string{"secular", "moderation"}},
}

var testSources = []meeting.Source{
	{ID: "smart-list", Program: "smart", Name: "SMART", Format: "meeting-guide", URL: "https://smart.example/list", Enabled: true},
	{ID: "lifering-list", Program: "lifering", Name: "LifeRing", Format: "meeting-guide", URL: "https://ring.example/list", Enabled: true},
	{ID: "dharma-list", Program: "dharma", Name: "Recovery Dharma", Format: "meeting-guide", URL: "https://dharma.example/list", Enabled: true},
	{ID: "aa-harbor", Program: "aa", Name: "Harbor office", Format: "meeting-guide", URL: "https://harbor.example/list", Enabled: true},
	{ID: "wfs-list", Program: "wfs", Enabled: true},
	{ID: "mm-list", Program: "mm", Enabled: true},
	{ID: "alanon-list", Program: "alanon"},
}

// testMeetings are invented.
func testMeetings() []meeting.Meeting {
	hours := func(h int) time.Time { return testNow.Add(-time.Duration(h) * time.Hour) }
	weekly := func(d time.Weekday, h, m, minutes int, zone string) meeting.Schedule {
		return meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(d), Start: meeting.NewClock(h, m),
			Minutes: minutes, Zone: zone, ZoneFrom: meeting.ZoneFromListing, Confirmed: true}
	}
	const ny = "America/New_York"
	first := weekly(time.Tuesday, 19, 30, 60, ny)
	first.Kind, first.Ordinals, first.Text = meeting.Monthly, meeting.NewOrdinals(4), "4th Tuesday"
	doubt := weekly(time.Sunday, 10, 0, 60, ny)
	doubt.Confirmed, doubt.Text = false, "every other Sunday, call for dates"
	return []meeting.Meeting{
		{ID: "aaaaaaaaaaaaaaa1", Program: "smart", Source: "smart-list", SourceKey: "4711", Name: "Four Points at Lunch Street", Attendance: meeting.Online,
			Schedule: weekly(time.Tuesday, 18, 0, 90, ny), Join: meeting.Join{URL: "https://zoom.us/j/123", Provider: "Zoom"},
			Types: []string{"O"}, Languages: []string{"en"}, LastConfirmed: hours(9), URL: "https://smart.example/m/4711"},
		{ID: "aaaaaaaaaaaaaaa2", Program: "lifering", Source: "lifering-list", Name: "How Was Your Week", Attendance: meeting.InPerson,
			Schedule: weekly(time.Tuesday, 19, 0, 90, ny), Place: meeting.Place{Name: "Friends Meeting House", Address: "4th and Arch, Philadelphia, PA"},
			Types: []string{"X"}, Languages: []string{"en"}, LastConfirmed: hours(30)},
		{ID: "aaaaaaaaaaaaaaa3", Program: "dharma", Source: "dharma-list", Name: "Tuesday Sitting", Attendance: meeting.Hybrid,
			Schedule: first, Place: meeting.Place{Name: "Lotus Room", Address: "22 Pine Street, Philadelphia, PA"}, Join: meeting.Join{URL: "https://meet.example/x"},
			LastConfirmed: hours(9 * 24)},
		{ID: "aaaaaaaaaaaaaaa4", Program: "aa", Source: "aa-harbor", Name: "Atardecer en el puerto", Attendance: meeting.InPerson,
			Schedule: weekly(time.Wednesday, 12, 15, 60, "America/Los_Angeles"), Place: meeting.Place{Name: "Harbor Hall", Address: "1 Quay, Astoria, OR"},
			Types: []string{"O", "D"}, Languages: []string{"es", "en"}, LastConfirmed: hours(2)},
		{ID: "aaaaaaaaaaaaaaa5", Program: "aa", Source: "aa-harbor", Name: "Dawn Watch", Attendance: meeting.Online,
			Schedule: weekly(time.Wednesday, 6, 30, 60, "Europe/London"), Join: meeting.Join{Phone: "+44 20 7946 0000", Provider: ""}, Languages: []string{"en"}, LastConfirmed: hours(2)},
		{ID: "aaaaaaaaaaaaaaa6", Program: "aa", Source: "aa-harbor", Name: "Church Basement", Attendance: meeting.InPerson,
			Schedule: doubt, Place: meeting.Place{Name: "Grace Church", City: "Astoria", State: "OR"}, LastConfirmed: hours(2)},
		{ID: "aaaaaaaaaaaaaaa7", Program: "wfs", Source: "smart-list", Name: "The Long Table", Attendance: meeting.Inactive,
			Schedule: weekly(time.Thursday, 18, 0, 60, ny), Place: meeting.Place{Address: "9 Elm Street, Philadelphia, PA"}, LastConfirmed: hours(9)},
	}
}
