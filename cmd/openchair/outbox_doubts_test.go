package main

import (
	"slices"
	"testing"
	"time"

	"openchair/meeting"
)

// A second year in Santiago, of meetings that come and go, written by hand like
// the first. The reader wants letters four hours before, an overview on Sundays
// a quarter of an hour after midnight, and is quiet from 22:00 to 08:00.
var yearOfDoubts = expected{
	reminders: []weeks{
		// New York, Tuesdays 19:00.
		{"ny", "01-04", "03-28", "20:00", "24:00"},
		{"ny", "04-04", "10-24", "19:00", "23:00"},
		{"ny", "10-31", "12-26", "20:00", "24:00"},
		// London, Wednesdays 20:00; it changed on 26 March and 29 October. No list
		// confirms it in May and in September, and its letters say so.
		{"london", "01-05", "03-22", "16:00", "20:00"},
		{"london", "03-29", "10-25", "15:00", "19:00"},
		{"london", "11-01", "12-27", "16:00", "20:00"},
		// Santiago, Thursdays 11:00: 7:00 is quiet, so its letters leave at 8:00.
		// On 4 August it has been missing long enough.
		{"santiago", "01-06", "03-09", "11:00", "14:00"},
		{"santiago", "03-16", "08-03", "12:00", "15:00"},
	},
	overviews: []weeks{
		// 0:15 in summer, in winter, and on 15 October, when the clock goes from
		// midnight to one: then it leaves at 1:15.
		{"", "01-02", "03-05", "03:15", ""},
		{"", "03-12", "10-15", "04:15", ""},
		{"", "10-22", "12-31", "03:15", ""},
	},
	news: []newsLetter{
		{meeting.ChangeLetter, "ny", "2000-05-30", "2000-05-30T12:15"},       // a new link, on the day
		{meeting.DoubtLetter, "santiago", "2000-08-03", "2000-08-03T12:00"},  // missing, so unconfirmed since Wednesday, 26 July
		{meeting.ChangeLetter, "santiago", "2000-08-10", "2000-08-05T12:00"}, // retired: on the next morning
		{meeting.DoubtLetter, "london", "2000-04-12", "2000-04-11T12:00"},    // unconfirmed since Monday, 3 April
		{meeting.DoubtLetter, "london", "2000-09-06", "2000-09-05T12:00"},    // and again since Monday, 28 August
	},
}

func TestAYearOfOverviewsDoubtsAndAMeetingThatEnds(t *testing.T) {
	const poll = 3 * time.Hour
	inTheYear(t, func(y *yearOf2000) {
		london, santiago := weekly("london", "Europe/London", time.Wednesday, 20, 0), weekly("santiago", "America/Santiago", time.Thursday, 11, 0)
		london.Source = "chapter"
		y.list = []meeting.Collected{weekly("ny", "America/New_York", time.Tuesday, 19, 0), london, santiago}
		y.run()
		y.subscribe(meeting.Reminder{Leads: []int{240}, Overview: meeting.WeeklyOverview, OverviewDay: time.Sunday, OverviewAt: meeting.NewClock(0, 15),
			Zone: "America/Santiago", Language: "es", QuietFrom: meeting.NewClock(22, 0), QuietTo: meeting.NewClock(8, 0)})
		y.letters(poll, y.doubts)
		y.check(poll, yearOfDoubts, 190)
	})
}

// doubts lets the year pass: every third day at 12:05 the sources are collected,
// but London's rests from 3 April to 30 May and from 28 August to 27 September.
// On 30 May New York has a new link; from 29 July on Santiago is not listed.
func (y *yearOf2000) doubts() {
	all := slices.Clone(y.list)
	for at := moment("2000-01-01T12:05"); at.Year() == 2000; at = at.AddDate(0, 0, 3) {
		time.Sleep(time.Until(at))
		y.list = slices.Clone(all)
		if !at.Before(moment("2000-05-30T12:05")) {
			y.list[0].Join.URL, y.list[0].Digest = "https://meet.example/new", "linked"
		}
		y.list = slices.DeleteFunc(y.list, func(m meeting.Collected) bool {
			rests := at.After(moment("2000-04-03T12:05")) && at.Before(moment("2000-05-30T12:05")) || at.After(moment("2000-08-28T12:05")) && at.Before(moment("2000-09-27T12:05"))
			return m.Source == "chapter" && rests || m.SourceKey == "santiago" && !at.Before(moment("2000-07-29T12:05"))
		})
		y.run()
	}
	time.Sleep(time.Until(time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)))
}
