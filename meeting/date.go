package meeting

import (
	"fmt"
	"time"
)

// Date is a calendar day, counted in days since 1970-01-01, without a zone.
// The zero Date means "no date".
type Date int32

const dateLayout = "2006-01-02"

// NewDate returns the Date of a proleptic Gregorian day; out-of-range months
// and days roll over as time.Date rolls them.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DateOf returns the day that t's own zone shows.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// ParseDate reads YYYY-MM-DD. It is read by hand: lists hold a great many.
func ParseDate(s string) (Date, error) {
	if len(s) == len(dateLayout) && s[4] == '-' && s[7] == '-' {
		year, okYear := decimal(s[:4])
		month, okMonth := decimal(s[5:7])
		day, okDay := decimal(s[8:])
		d := NewDate(year, time.Month(month), day)
		if y, m, n := d.Civil(); okYear && okMonth && okDay && y == year && int(m) == month && n == day {
			return d, nil
		}
	}
	return 0, notDate(s)
}

// notDate is an error that costs nothing where nobody asks for its words.
type notDate string

func (s notDate) Error() string { return fmt.Sprintf("date %q is not YYYY-MM-DD", string(s)) }

// decimal reads digits and nothing else.
func decimal(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, true
}

// Civil returns year, month and day.
func (d Date) Civil() (int, time.Month, int) { return d.utc().Date() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d)+4)%7 + 7) % 7) }

// IsZero reports whether d is "no date".
func (d Date) IsZero() bool { return d == 0 }

// String returns YYYY-MM-DD, or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format(dateLayout)
}

func (d Date) utc() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// MarshalText and UnmarshalText use YYYY-MM-DD, and "" for no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDate(string(b))
	*d = v
	return err
}

// DateRange is a run of days, both ends included.
type DateRange struct {
	First Date `json:"first"`
	Last  Date `json:"last"`
}

// Has reports whether d lies in the range.
func (r DateRange) Has(d Date) bool { return r.First <= d && d <= r.Last }

// Clock is a wall-clock time of day in minutes since midnight, 0 to 1439.
type Clock int16

// NewClock returns the Clock for an hour and a minute.
func NewClock(hour, minute int) Clock { return Clock(hour*60 + minute) }

// Hour and Minute take the clock apart.
func (c Clock) Hour() int { return int(c) / 60 }

// Minute returns the minute of the hour.
func (c Clock) Minute() int { return int(c) % 60 }

// Valid reports whether c lies within one day.
func (c Clock) Valid() bool { return c >= 0 && c < 24*60 }

// String returns "HH:MM", 24 hours.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour(), c.Minute()) }

// MarshalText and UnmarshalText use HH:MM.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (c *Clock) UnmarshalText(b []byte) error {
	v, err := ParseClock(string(b))
	*c = v
	return err
}

// ParseClock reads "HH:MM", 24 hours.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("time %q is not HH:MM", s)
	}
	return NewClock(t.Hour(), t.Minute()), nil
}
