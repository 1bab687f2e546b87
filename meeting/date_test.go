package meeting

import (
	"encoding/json"
	"testing"
	"time"
)

func TestDatesReadAndWrite(t *testing.T) {
	for _, s := range []string{"0001-01-01", "1582-10-15", "1899-12-31", "1969-12-31", "1970-01-02", "2000-02-29", "2026-11-24", "9999-12-31"} {
		d, err := ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("%s reads as %v, %v", s, d, err)
		}
		y, m, day := d.Civil()
		want := time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
		if NewDate(y, m, day) != d || d.Weekday() != want.Weekday() {
			t.Errorf("%s is %d-%d-%d, a %v; want a %v", s, y, m, day, d.Weekday(), want.Weekday())
		}
	}
	for _, s := range []string{"", "2026-2-3", "2026-02-30", "24.11.2026", "2026-13-01", "2026-00-10", "2026-01-00", "2026/11-24", "20x6-11-24", "-026-11-24", "2026-1+-24", "２026-11", "2026-11-24T00:00:00Z", " 2026-11-24"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q reads as %v", s, d)
		}
	}
}

func TestDateRollsOver(t *testing.T) {
	if got := NewDate(2026, 13, 32).String(); got != "2027-02-01" {
		t.Error(got)
	}
}

func TestDateIsTheZonesOwn(t *testing.T) {
	at := mustTime(t, "2026-11-24T02:00:00Z")
	if got := DateOf(at.In(mustZone(t, "America/New_York"))).String(); got != "2026-11-23" {
		t.Error(got)
	}
	if got := DateOf(at).String(); got != "2026-11-24" {
		t.Error(got)
	}
}

func TestDateInJSON(t *testing.T) {
	type pair struct{ A, B Date }
	in := pair{A: NewDate(2026, 11, 24)}
	b, err := json.Marshal(in)
	if want := `{"A":"2026-11-24","B":""}`; err != nil || string(b) != want {
		t.Errorf("%s, %v; want %s", b, err, want)
	}
	var out pair
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Errorf("%v, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"A":"tomorrow"}`), &out); err == nil {
		t.Error("a word is read as a date")
	}
}

func TestDateRangeHoldsItsEnds(t *testing.T) {
	r := DateRange{10, 12}
	for d, want := range map[Date]bool{9: false, 10: true, 11: true, 12: true, 13: false} {
		if r.Has(d) != want {
			t.Errorf("%d: %v", d, !want)
		}
	}
}

func TestClocks(t *testing.T) {
	for s, want := range map[string]Clock{"00:00": 0, "07:05": 425, "7:05": 425, "23:59": 1439} {
		if got, err := ParseClock(s); err != nil || got != want || !got.Valid() {
			t.Errorf("%s: %d, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "24:00", "12:60", "7pm", "12:00:00", "-1:00", "12"} {
		if got, err := ParseClock(s); err == nil {
			t.Errorf("%q reads as %v", s, got)
		}
	}
	if got := NewClock(7, 5); got.String() != "07:05" || got.Hour() != 7 || got.Minute() != 5 {
		t.Error(got)
	}
	for _, c := range []Clock{-1, 24 * 60} {
		if c.Valid() {
			t.Errorf("%d is valid", c)
		}
	}
}
