package scheduler

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"openchair/meeting"
)

// TestYearOfLetters runs the year 2000 for one reader of two meetings. What is
// expected is written by hand from the zones' rules of that year: New York
// changed on 2 April and 29 October, Berlin on 26 March and 29 October.
func TestYearOfLetters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const poll = 5 * time.Minute
		night := daily("night", "Europe/Berlin", 2, 30) // in the gap once, in the overlap once
		s, p := newStore(reminder(60), tuesdays(), night), &post{}
		ctx, cancel := context.WithTimeout(t.Context(), 366*24*time.Hour)
		defer cancel()
		o := &Outbox{Store: s, Read: each(p.Write), Owner: "test", Poll: poll, Log: slog.New(slog.DiscardHandler)}
		if err := o.Run(ctx); err != nil {
			t.Fatal(err)
		}
		want := expectedOf2000()
		for i, l := range p.tried {
			key := occurrence{l.Meeting, l.Date}
			start, ok := want[key]
			if !ok {
				t.Fatalf("a letter for %v, which is not expected, or a second one", key)
			}
			delete(want, key)
			if !l.Start.Equal(start) {
				t.Errorf("%v starts %v, want %v", key, l.Start, start)
			}
			if late := p.at[i].Sub(start.Add(-time.Hour)); late < 0 || late > poll {
				t.Errorf("the letter for %v left %v after its moment", key, late)
			}
		}
		if len(want) > 0 {
			t.Errorf("no letter for %v", want)
		}
	})
}

type occurrence struct {
	meeting string
	date    meeting.Date
}

// expectedOf2000 lists the starts of 2000 whose moment lies in the year.
func expectedOf2000() map[occurrence]time.Time {
	want := make(map[occurrence]time.Time)
	first := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 367 {
		day := first.AddDate(0, 0, i)
		date := meeting.DateOf(day)
		offset := time.Hour // Berlin's at 02:30
		if date > meeting.NewDate(2000, 3, 26) && date <= meeting.NewDate(2000, 10, 29) {
			offset = 2 * time.Hour // on the last day the first 02:30 counts
		}
		clock := 2*time.Hour + 30*time.Minute // on 26 March it is 03:30, at the same instant
		keep(want, occurrence{"night", date}, day.Add(clock-offset))
		if day.Weekday() == time.Tuesday {
			offset = -5 * time.Hour
			if date >= meeting.NewDate(2000, 4, 2) && date < meeting.NewDate(2000, 10, 29) {
				offset = -4 * time.Hour
			}
			keep(want, occurrence{"tuesdays", date}, day.Add(19*time.Hour-offset))
		}
	}
	return want
}

func keep(want map[occurrence]time.Time, o occurrence, start time.Time) {
	moment := start.Add(-time.Hour)
	if moment.Year() == 2000 && start.After(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)) {
		want[o] = start
	}
}
