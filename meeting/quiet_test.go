package meeting

import (
	"testing"
	"time"
)

func TestMomentOfALetter(t *testing.T) {
	at := func(zone string, day, hour, minute int) time.Time {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		return time.Date(2026, 3, day, hour, minute, 0, 0, loc)
	}
	ny := func(day, hour, minute int) time.Time { return at("America/New_York", day, hour, minute) }
	for _, c := range []struct {
		name     string
		from, to Clock
		zone     string
		start    time.Time
		lead     int
		want     time.Time
	}{
		{"no quiet hours", 0, 0, "", ny(3, 7, 0), 60, ny(3, 6, 0)},
		{"outside of them", NewClock(22, 0), NewClock(7, 0), "", ny(3, 19, 0), 60, ny(3, 18, 0)},
		{"in them, and their end still helps", NewClock(22, 0), NewClock(7, 0), "", ny(3, 7, 30), 60, ny(3, 7, 0)},
		{"their end is ten minutes before the start", NewClock(22, 0), NewClock(7, 0), "", ny(3, 7, 10), 60, ny(3, 7, 0)},
		{"their end is too late", NewClock(22, 0), NewClock(7, 0), "", ny(3, 7, 9), 60, ny(2, 21, 59)},
		{"a start within them", NewClock(22, 0), NewClock(7, 0), "", ny(3, 6, 0), 60, ny(2, 21, 59)},
		{"a long lead waits for the morning", NewClock(22, 0), NewClock(7, 0), "", ny(3, 23, 0), 1440, ny(3, 7, 0)},
		{"at their very begin", NewClock(22, 0), NewClock(7, 0), "", ny(3, 23, 0), 60, ny(3, 21, 59)},
		{"at their very end", NewClock(22, 0), NewClock(7, 0), "", ny(3, 8, 0), 60, ny(3, 7, 0)},
		{"at noon", NewClock(12, 0), NewClock(14, 0), "", ny(3, 14, 30), 60, ny(3, 14, 0)},
		{"on the reader's clock", NewClock(22, 0), NewClock(7, 0), "Europe/Berlin", ny(3, 19, 0), 60, at("Europe/Berlin", 3, 21, 59)},
		// On the 8th New York's 02:30 does not exist: quiet hours end at 03:30.
		{"an end in a gap", NewClock(22, 0), NewClock(2, 30), "", ny(8, 4, 0), 120, ny(8, 3, 30)},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Reminder{QuietFrom: c.from, QuietTo: c.to, Zone: c.zone}
			got := r.Moment(c.start, c.lead)
			if !got.Equal(c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if !got.Before(c.start) {
				t.Error("it is not before the start")
			}
		})
	}
}

func TestAwake(t *testing.T) {
	utc := func(day, hour, minute int) time.Time { return time.Date(2026, 3, day, hour, minute, 0, 0, time.UTC) }
	r := Reminder{QuietFrom: NewClock(22, 0), QuietTo: NewClock(7, 0)}
	for _, c := range []struct {
		name           string
		t, start, want time.Time
	}{
		{"by day", utc(3, 12, 0), utc(3, 19, 0), utc(3, 12, 0)},
		{"at night", utc(3, 2, 0), utc(3, 19, 0), utc(3, 7, 0)},
		{"at night, before an early start", utc(3, 2, 0), utc(3, 7, 30), utc(3, 2, 0)},
		{"at night, with no start", utc(2, 23, 0), time.Time{}, utc(3, 7, 0)},
	} {
		if got := r.Awake(c.t, c.start, time.Hour, time.UTC); !got.Equal(c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// Whatever the wishes, a letter never leaves in quiet hours unless nothing later
// would help, and never at or after the start.
func FuzzMoment(f *testing.F) {
	f.Add(int64(1772582400), 60, int16(1320), int16(420))
	f.Add(int64(1793494800), 1440, int16(0), int16(1439))
	f.Fuzz(func(t *testing.T, start int64, lead int, from, to int16) {
		lead = 1 + floorMod(lead, 7*24*60)
		s := time.Unix(floorMod64(start, 4e9), 0).In(time.UTC)
		r := Reminder{QuietFrom: Clock(floorMod(int(from), 1440)), QuietTo: Clock(floorMod(int(to), 1440)), Zone: "America/Santiago"}
		got := r.Moment(s, lead)
		if !got.Before(s) {
			t.Fatalf("%v for a start at %v", got, s)
		}
		if _, _, quiet := r.quietAt(got, time.UTC); quiet && r.span() < 24*60-1 {
			t.Fatalf("%v is in quiet hours", got)
		}
	})
}

func floorMod64(a, n int64) int64 { return (a%n + n) % n }

// span is how long quiet hours are, in minutes.
func (r *Reminder) span() int { return floorMod(int(r.QuietTo-r.QuietFrom), 1440) }
