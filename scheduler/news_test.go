package scheduler

import (
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// changed is a meeting of Tuesdays 19:00 in New York that has moved there from
// 18:00.
func changed(readers ...meeting.Reminder) *meeting.News {
	return &meeting.News{Meeting: tuesdays(), Readers: readers, Changes: []meeting.Change{
		{ID: 41, Kind: meeting.Edited, Fields: []meeting.FieldChange{{Field: "schedule.start", Old: "18:00", New: "19:00"}}},
	}}
}

func TestWhenNewsLeave(t *testing.T) {
	utc := func(day, hour, minute int) time.Time { return time.Date(2026, 3, day, hour, minute, 0, 0, time.UTC) }
	// Tuesday the 3rd at 18:00 in New York, as it was, is 23:00 UTC.
	quiet := meeting.Reminder{ID: 7, Zone: "Europe/Berlin", QuietFrom: meeting.NewClock(22, 0), QuietTo: meeting.NewClock(9, 0)}
	for _, c := range []struct {
		name      string
		r         meeting.Reminder
		now, want time.Time
	}{
		{"within three hours: at once", meeting.Reminder{ID: 7}, utc(3, 21, 0), utc(3, 21, 0)},
		{"today: when it has settled", meeting.Reminder{ID: 7}, utc(3, 12, 0), utc(3, 12, 10)},
		{"later: in the morning, New York's", meeting.Reminder{ID: 7}, utc(1, 15, 0), utc(2, 13, 0)},
		{"later: in the reader's morning", meeting.Reminder{ID: 7, Zone: "Europe/Berlin"}, utc(1, 15, 0), utc(2, 7, 0)},
		{"later, at night", meeting.Reminder{ID: 7}, utc(2, 4, 0), utc(2, 13, 0)},
		{"in the morning and yet in quiet hours", quiet, utc(1, 15, 0), utc(2, 8, 0)},
		{"today, in quiet hours", quiet, utc(3, 5, 0), utc(3, 8, 0)},
		{"within three hours, in quiet hours that last too long", quiet, utc(3, 21, 30), utc(3, 21, 30)},
	} {
		t.Run(c.name, func(t *testing.T) {
			letters := changeLetters(changed(c.r), c.now)
			if len(letters) != 1 {
				t.Fatalf("%d letters", len(letters))
			}
			l := letters[0]
			if !l.SendAt.Equal(c.want) || l.Since != 40 || l.Kind != meeting.ChangeLetter || l.Meeting != "tuesdays" || l.Reminder != 7 {
				t.Errorf("letter %+v, want it to leave at %v", l, c.want)
			}
			if start := utc(3, 23, 0); !l.Start.Equal(start) || !l.Expires.Equal(start) || !l.SendAt.Before(l.Expires) || l.Date != meeting.NewDate(2026, 3, 3) {
				t.Errorf("letter %+v, want it to help until the start as it was", l)
			}
		})
	}
}

// moved is a weekly meeting in New York that has moved to another hall.
func moved(day time.Weekday, start meeting.Clock, r meeting.Reminder) *meeting.News {
	m := tuesdays()
	m.Schedule.Days, m.Schedule.Start = meeting.NewWeekdays(day), start
	return &meeting.News{Meeting: m, Readers: []meeting.Reminder{r}, Changes: []meeting.Change{
		{ID: 41, Kind: meeting.Edited, Fields: []meeting.FieldChange{{Field: "place.name", Old: "Old hall", New: "New hall"}}},
	}}
}

func TestNoMorningIsWaitedForThatComesTooLate(t *testing.T) {
	utc := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, time.UTC)
	}
	berlin := meeting.Reminder{ID: 7, Zone: "Europe/Berlin"}
	quiet := meeting.Reminder{ID: 7, QuietFrom: meeting.NewClock(21, 0), QuietTo: meeting.NewClock(9, 0)}
	for _, c := range []struct {
		name      string
		day       time.Weekday
		start     meeting.Clock
		r         meeting.Reminder
		now, want time.Time
	}{
		{"after the start", time.Tuesday, meeting.NewClock(7, 57), meeting.Reminder{ID: 7}, utc(3, 2, 12, 52), utc(3, 2, 13, 2)},
		{"minutes before it", time.Tuesday, meeting.NewClock(8, 5), meeting.Reminder{ID: 7}, utc(3, 2, 13, 5), utc(3, 2, 13, 15)},
		{"less than three hours before it", time.Tuesday, meeting.NewClock(10, 59), meeting.Reminder{ID: 7}, utc(3, 2, 13, 5), utc(3, 2, 13, 15)},
		{"three hours before it: in time", time.Tuesday, meeting.NewClock(11, 0), meeting.Reminder{ID: 7}, utc(3, 2, 13, 5), utc(3, 3, 13, 0)},
		{"the reader's, an hour before it", time.Tuesday, meeting.NewClock(3, 0), berlin, utc(3, 2, 7, 55), utc(3, 2, 8, 5)},
		{"after the start, where the day before has an hour more", time.Sunday, meeting.NewClock(7, 30), meeting.Reminder{ID: 7}, utc(10, 31, 12, 20), utc(10, 31, 12, 30)},
		{"quiet, until it begins", time.Tuesday, meeting.NewClock(15, 30), meeting.Reminder{ID: 7, QuietFrom: meeting.NewClock(7, 0), QuietTo: meeting.NewClock(15, 0)}, utc(3, 2, 20, 10), utc(3, 2, 20, 20)},
		{"after the start, and the night before is quiet", time.Tuesday, meeting.NewClock(7, 57), quiet, utc(3, 2, 12, 52), utc(3, 2, 14, 0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := changeLetters(moved(c.day, c.start, c.r), c.now)[0]
			if !l.SendAt.Equal(c.want) {
				t.Errorf("it leaves at %v for the start at %v, want %v", l.SendAt, l.Start, c.want)
			}
		})
	}
}

// A day that falls out weeks ahead is news of that day, not of the next one.
func TestADayWeeksAheadWaitsForTheMorning(t *testing.T) {
	now := time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC) // 2:00 in New York, 17 hours before the next start
	out := meeting.NewDate(2026, 3, 27)
	n := changed(meeting.Reminder{ID: 7})
	n.Meeting.Schedule.Days = meeting.EveryDay
	n.Meeting.Schedule.Except = []meeting.DateRange{{First: out, Last: out}}
	n.Changes[0].Fields = []meeting.FieldChange{{Field: "schedule.except", New: out.String()}}
	l := changeLetters(n, now)[0]
	start := time.Date(2026, 3, 27, 23, 0, 0, 0, time.UTC)
	if want := time.Date(2026, 3, 2, 13, 0, 0, 0, time.UTC); !l.SendAt.Equal(want) || l.Date != out || !l.Start.Equal(start) || !l.Expires.Equal(start) {
		t.Errorf("letter %+v, want it to leave at %v and to help until %v", l, want, start)
	}
	n.Changes[0].Fields = append(n.Changes[0].Fields, meeting.FieldChange{Field: "place.name", Old: "Old hall", New: "New hall"})
	if l := changeLetters(n, now)[0]; !l.SendAt.Equal(now.Add(settle)) || l.Date != meeting.NewDate(2026, 3, 2) {
		t.Errorf("with another hall from today on: letter %+v", l)
	}
}

// Whenever a change is seen, its reader has as much notice as is left, or three
// hours and the time it settles less.
func TestNewsLeaveInTimeWheneverTheyAreSeen(t *testing.T) {
	night := time.Date(2026, 11, 1, 6, 0, 0, 0, time.UTC) // New York puts its clocks back
	for hour := range 24 {
		for now := night.Add(-50 * time.Hour); now.Before(night.Add(50 * time.Hour)); now = now.Add(7 * time.Minute) {
			for _, day := range []time.Weekday{time.Saturday, time.Sunday, time.Monday} {
				l := changeLetters(moved(day, meeting.NewClock(hour, 30), meeting.Reminder{ID: 7}), now)[0]
				if got, least := l.Start.Sub(l.SendAt), min(l.Start.Sub(now), notice-settle); got < least {
					t.Fatalf("seen at %v, it leaves at %v for the start at %v", now, l.SendAt, l.Start)
				}
			}
		}
	}
}

// Of one meeting one letter waits at a time, and what is more than a day away
// leaves in the morning only: a list that flaps is told of once a day.
func TestAListThatFlapsIsToldOfOnceADay(t *testing.T) {
	moments := map[time.Time]int{}
	begin := time.Date(2026, 3, 4, 6, 0, 0, 0, time.UTC) // the night after one
	for now := begin; now.Before(begin.Add(72 * time.Hour)); now = now.Add(20 * time.Minute) {
		for _, l := range changeLetters(changed(meeting.Reminder{ID: 7}), now) {
			if l.Start.Sub(now) < atOnce {
				t.Fatalf("at %v the start %v is near", now, l.Start)
			}
			moments[l.SendAt]++
		}
	}
	if len(moments) != 4 { // 8:00 in New York on the 4th, 5th, 6th and 7th
		t.Errorf("216 changes in three days leave at %v", moments)
	}
	for at := range moments {
		if at.Hour() != 13 || at.Minute() != 0 {
			t.Errorf("one leaves at %v", at)
		}
	}
}

func TestWhatDoesNotMatterIsNotTold(t *testing.T) {
	n := changed(meeting.Reminder{ID: 7})
	n.Changes[0].Fields[0] = meeting.FieldChange{Field: "notes", Old: "a", New: "b"}
	if letters := changeLetters(n, time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)); len(letters) != 0 {
		t.Errorf("letters %+v", letters)
	}
}

func TestNewsOfNoKnownStartHelpForAWeek(t *testing.T) {
	n := changed(meeting.Reminder{ID: 7})
	n.Meeting.Schedule.Kind, n.Meeting.Schedule.Confirmed = meeting.Appointment, false
	now := time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	letters := changeLetters(n, now)
	if len(letters) != 1 || !letters[0].Start.IsZero() || !letters[0].Expires.Equal(now.Add(newsHelp)) {
		t.Errorf("letters %+v", letters)
	}
}

func TestChangesAndDoubtsAreToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, p := newStore(reminder()), &post{}
		s.news, s.doubtful = []meeting.News{*changed(meeting.Reminder{ID: 7})}, []meeting.News{{Meeting: daily("m", "UTC", 20, 0), Readers: []meeting.Reminder{{ID: 7}}}}
		outboxFor(t, s, p, func(*Outbox) { time.Sleep(5 * 24 * time.Hour) })
		kinds := map[meeting.LetterKind]int{}
		for _, l := range p.tried {
			kinds[l.Kind]++
		}
		if len(kinds) != 2 || kinds[meeting.ChangeLetter] != 1 || kinds[meeting.DoubtLetter] != 1 {
			t.Errorf("letters %v, want one of each", kinds)
		}
	})
}

func TestOverviews(t *testing.T) {
	utc := func(day, hour, minute int) time.Time { return time.Date(2026, 3, day, hour, minute, 0, 0, time.UTC) }
	daily := meeting.Reminder{ID: 7, Confirmed: time.Unix(1, 0), Overview: meeting.DailyOverview, OverviewAt: meeting.NewClock(7, 0), Zone: "Europe/Berlin"}
	weekly := daily
	weekly.Overview, weekly.OverviewDay = meeting.WeeklyOverview, time.Sunday
	for _, c := range []struct {
		name    string
		r       meeting.Reminder
		due     time.Time
		now     time.Time
		sendAt  time.Time // zero = none
		expires time.Time
		next    time.Time
	}{
		// Tuesday 19:00 in New York is Wednesday 01:00 in Berlin.
		{"of a day with nothing ahead", daily, utc(3, 6, 0), utc(3, 5, 59), time.Time{}, time.Time{}, utc(4, 6, 0)},
		{"of a day", daily, utc(2, 6, 0), utc(2, 5, 59), time.Time{}, time.Time{}, utc(3, 6, 0)},
		{"of a week, until the day is over", weekly, utc(1, 6, 0), utc(1, 5, 59), utc(1, 6, 0), utc(1, 23, 0), utc(8, 6, 0)},
		{"of a week, late", weekly, utc(1, 6, 0), utc(1, 11, 0), utc(1, 11, 0), utc(1, 23, 0), utc(8, 6, 0)},
		{"of a week, a day late", weekly, utc(1, 6, 0), utc(2, 11, 0), time.Time{}, time.Time{}, utc(8, 6, 0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			letters, next := Plan(meeting.Planned{Reminder: c.r, Meetings: []meeting.Meeting{tuesdays()}, Due: c.due}, c.now.Add(planAhead), c.now)
			if !next.Equal(c.next) {
				t.Errorf("next %v, want %v", next, c.next)
			}
			if c.sendAt.IsZero() {
				if len(letters) > 0 {
					t.Errorf("letters %+v", letters)
				}
				return
			}
			if len(letters) != 1 || letters[0].Kind != meeting.OverviewLetter || !letters[0].SendAt.Equal(c.sendAt) || !letters[0].Expires.Equal(c.expires) {
				t.Errorf("letters %+v", letters)
			}
		})
	}
}
