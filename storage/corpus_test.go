package storage_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

// tuesday is when these tests take place.
var tuesday = time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)

// corpus makes n plausible meetings of one source, always the same.
func corpus(source string, n int) []meeting.Collected {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	all := make([]meeting.Collected, n)
	for i := range all {
		city := pick("Springfield", "Riverton", "Oakdale", "Fairview", "Lake Forest")
		all[i] = meeting.Collected{Digest: fmt.Sprintf("%064x", i), Meeting: meeting.Meeting{
			Program: "aa", Source: source, SourceKey: fmt.Sprint(10_000 + i),
			Name:       pick("Early", "Tuesday", "Serenity", "New Freedom", "Happy Hour", "Nooners") + " " + pick("Group", "Meeting", "Step Study"),
			Group:      pick("", "Hill Group", "Valley Group"),
			Attendance: meeting.Attendances[r.IntN(3)],
			Schedule: meeting.Schedule{Kind: meeting.Weekly, Days: meeting.Weekdays(1 << r.IntN(7)), Start: meeting.NewClock(6+r.IntN(16), 30*r.IntN(2)),
				Minutes: 60, Zone: "America/New_York", ZoneFrom: meeting.ZoneFromSource, Confirmed: true},
			Place: meeting.Place{Name: pick("St. Mark", "First Baptist", "Unity") + " Church", Address: fmt.Sprintf("%d Main Street, %s, PA 19%03d, USA", 1+r.IntN(999), city, r.IntN(999)),
				City: city, State: "PA", PostalCode: fmt.Sprintf("19%03d", r.IntN(999)), Country: "US", Region: pick("North", "South", "Center City"),
				Notes: "Enter by the side door and go down to the basement.", Latitude: 39 + r.Float64(), Longitude: -75 - r.Float64()},
			Join:  meeting.Join{URL: fmt.Sprintf("https://zoom.us/j/%010d", r.IntN(1e9)), Notes: "Passcode is in the name of the group.", Provider: "Zoom"},
			Types: []string{"D", "O", "X"}, Languages: []string{"en"},
			Notes:   "Birthdays on the last meeting of the month. Business meeting after.",
			URL:     fmt.Sprintf("https://example.org/meetings/%d", i),
			Updated: tuesday.AddDate(0, 0, -r.IntN(500)),
		}}
	}
	return all
}

// apply collects a source once at a moment.
func apply(t testing.TB, db *storage.DB, class meeting.Class, source string, at time.Time, listed []meeting.Collected) meeting.Run {
	t.Helper()
	id, err := db.Begin(t.Context(), source, "test", at, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	h := meeting.Harvest{Fingerprint: "f", Meetings: listed, Run: meeting.Run{ID: id, Source: source, Class: class, Finished: at,
		Counts: meeting.Counts{Listed: len(listed), Stored: len(listed)}}}
	run, err := db.Apply(t.Context(), h)
	if err != nil {
		t.Fatal(err)
	}
	return run
}
