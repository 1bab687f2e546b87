package meeting

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// Whatever a filter matches has one of its keys: over random filters and
// meetings, crowded so that many match.
func TestWhatAFilterMatchesHasOneOfItsKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	some := func(from ...string) (out []string) {
		for _, s := range from {
			if r.IntN(3) == 0 {
				out = append(out, s)
			}
		}
		return out
	}
	matched, plausible, tested := 0, 0, 0
	for range 3000 {
		f := Filter{Programs: some("aa", "na", "smart"), Sources: some("hill", "vale")}
		if r.IntN(2) == 0 {
			f.Days = Weekdays(r.IntN(128))
		}
		for _, a := range some(string(InPerson), string(Online), string(Hybrid)) {
			f.Attendance = append(f.Attendance, Attendance(a))
		}
		if r.IntN(2) == 0 {
			f.Near = &Near{Lat: r.Float64()*176 - 88, Lon: r.Float64()*360 - 180, Km: r.ExpFloat64() * 60, Online: r.IntN(3) == 0}
			if r.IntN(4) == 0 {
				f.Near.Lon = 180 - r.Float64()/100
			}
		}
		keys := f.Keys()
		if len(keys) == 0 || len(keys) > 2*mostKeys {
			t.Fatalf("%d keys of %+v", len(keys), f)
		}
		for range 40 {
			m := Meeting{Program: pick("aa", "na", "smart"), Source: pick("hill", "vale"), Attendance: Attendance(pick(string(InPerson), string(Online), string(Hybrid)))}
			m.Schedule = Schedule{Kind: Weekly, Days: NewWeekdays(time.Weekday(r.IntN(7)))}
			if r.IntN(8) == 0 {
				m.Schedule.Kind = Appointment
			}
			m.Place = Place{Latitude: r.Float64()*180 - 90, Longitude: r.Float64()*360 - 180}
			if f.Near != nil && r.IntN(4) > 0 {
				m.Place.Latitude, m.Place.Longitude = f.Near.Lat+r.NormFloat64()*0.5, f.Near.Lon+r.NormFloat64()
				if m.Place.Longitude > 180 {
					m.Place.Longitude -= 360
				}
			}
			tested++
			common := slices.ContainsFunc(m.Keys(), func(k string) bool { return slices.Contains(keys, k) })
			if common {
				plausible++
			}
			if f.Matches(&m) {
				matched++
				if !common {
					t.Fatalf("%+v matches %+v, and they share no key:\n%q\n%q", f, m, keys, m.Keys())
				}
			}
		}
	}
	if matched < 1000 || plausible > tested/2 {
		t.Errorf("%d matched, %d plausible of %d", matched, plausible, tested)
	}
}

func TestAMeetingHasFewKeys(t *testing.T) {
	m := Meeting{Program: "aa", Source: "hill", Attendance: Hybrid, Schedule: Schedule{Kind: Weekly, Days: EveryDay}, Place: Place{Latitude: 1, Longitude: 2}}
	if n := len(m.Keys()); n > 100 {
		t.Errorf("%d keys", n)
	}
}
