package meeting_test

import (
	"testing"

	"openchair/meeting"
)

func TestParseReach(t *testing.T) {
	for in, want := range map[string]string{
		"25km": "25km", "15 mi": "15mi", "5": "5km", "2.5 Miles": "2.5mi", "1 mile": "1mi",
		"": "", "0": "", "-3km": "", "NaN": "", "1e9km": "", "13000mi": "", "5 leagues": "", "km": "", "inf": "",
	} {
		r, err := meeting.ParseReach(in)
		if got := r.String(); err == nil && got != want || err != nil && want != "" {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}

func TestReachIsSaidAsPeopleSayIt(t *testing.T) {
	km, mi := meeting.Reach{N: 5}, meeting.Reach{N: 5, Miles: true}
	for _, tt := range []struct{ got, want float64 }{
		{km.Of(1.26), 1.3}, {km.Of(12.4), 12}, {mi.Of(1.609344), 1}, {mi.Of(40), 25}, {mi.Km(), 8.04672}, {km.Km(), 5},
	} {
		if tt.got != tt.want {
			t.Errorf("got %v, want %v", tt.got, tt.want)
		}
	}
}

func TestParseTimeOfDay(t *testing.T) {
	clock := meeting.NewClock
	for in, want := range map[string][2]meeting.Clock{
		"Evening": {clock(17, 0), clock(22, 0)}, "night": {clock(22, 0), clock(5, 0)}, "9:30 – 12:00": {clock(9, 30), clock(12, 0)}, "22:00-00:00": {clock(22, 0), 0},
	} {
		from, to, err := meeting.ParseTimeOfDay(in)
		if err != nil || [2]meeting.Clock{from, to} != want {
			t.Errorf("%q: %v-%v, %v", in, from, to, err)
		}
	}
	for _, bad := range []string{"", "noonish", "25:00-26:00", "9:00", "9:00-9:00"} {
		if _, _, err := meeting.ParseTimeOfDay(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
