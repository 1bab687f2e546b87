package corpus

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"openchair/meeting"
)

// Meetings returns n plausible meetings of all programs around the world, as
// runs would read them: most in and around large towns, the others by turns in
// every zone that a country keeps. Each source lists a thousand or less; IDs are
// unset, as the store gives them.
func Meetings(seed uint64, n int) []meeting.Collected {
	r := rand.New(rand.NewPCG(seed, 3))
	all := make([]meeting.Collected, n)
	for i := range all {
		all[i] = newMeeting(r, seed, i)
	}
	return all
}

// PerSource is how many meetings stand on one invented list.
const PerSource = 1000

func newMeeting(r *rand.Rand, seed uint64, i int) meeting.Collected {
	at := town(r, i)
	m := meeting.Meeting{
		Program: programs[zipf(r, len(programs))], Source: fmt.Sprintf("office-%d", i/PerSource),
		SourceKey: fmt.Sprintf("group-%d-%d", seed, i),
		Name:      name(r, at), Group: pick(r, groups), Notes: pick(r, notes), Languages: []string{at.language},
		Types: types(r), Attendance: attendance(r), Schedule: schedule(r, at.zone),
		Updated: time.Date(2026, time.Month(1+r.IntN(10)), 1+r.IntN(28), 12, 0, 0, 0, time.UTC),
	}
	m.URL = "https://office.example/meetings/" + m.SourceKey + "/"
	if m.Attendance != meeting.Online {
		m.Place = door(r, at)
	} else if r.IntN(3) == 0 { // where its people come from
		m.Place = meeting.Place{City: at.name, State: at.state, Country: at.country, Latitude: at.lat, Longitude: at.lon, Approximate: true}
	}
	if m.Attendance != meeting.InPerson {
		m.Join = meeting.Join{URL: fmt.Sprintf("https://zoom.us/j/%010d", r.IntN(1e9)), Provider: "Zoom"}
	}
	return meeting.Collected{Meeting: m, Digest: fmt.Sprintf("%x-%x", seed, i)}
}

func name(r *rand.Rand, at city) string {
	switch r.IntN(8) {
	case 0:
		return at.name + " " + pick(r, seconds)
	case 1:
		return "Saint " + pick(r, saints) + "’s " + pick(r, seconds)
	case 2:
		return pick(r, foreign) + " " + pick(r, seconds)
	}
	return pick(r, firsts) + " " + pick(r, seconds)
}

// door is a house somewhere in town: most near its middle, some far out.
func door(r *rand.Rand, at city) meeting.Place {
	km := 4 + math.Abs(r.NormFloat64())*18
	if at.remote {
		km = 1 + math.Abs(r.NormFloat64())*4
	}
	angle := r.Float64() * 2 * math.Pi
	lat := at.lat + km*math.Sin(angle)/111
	lon := at.lon + km*math.Cos(angle)/(111*math.Cos(at.lat*math.Pi/180))
	street := fmt.Sprintf("%d %s %s", 1+r.IntN(900), pick(r, trees), pick(r, ways))
	code := fmt.Sprintf("%s%02d", at.postal, r.IntN(100))
	p := meeting.Place{
		Name: pick(r, venues), Address: street + ", " + at.name + ", " + at.state + " " + code, City: at.name, State: at.state, PostalCode: code,
		Country: at.country, Region: pick(r, []string{"North", "South", "East", "West"}), Latitude: math.Round(lat*1e6) / 1e6, Longitude: math.Round(lon*1e6) / 1e6,
	}
	if r.IntN(25) == 0 {
		p.Approximate, p.Address = true, at.name
	}
	return p
}

func attendance(r *rand.Rand) meeting.Attendance {
	switch n := r.IntN(20); {
	case n < 12:
		return meeting.InPerson
	case n < 17:
		return meeting.Online
	case n < 19:
		return meeting.Hybrid
	}
	return meeting.Inactive
}

func types(r *rand.Rand) []string {
	kinds := map[string]bool{pick(r, []string{"O", "O", "C"}): true, pick(r, codes): true, pick(r, codes): true}
	var out []string
	for _, c := range append([]string{"O", "C"}, codes...) {
		if kinds[c] {
			out = append(out, c)
			kinds[c] = false
		}
	}
	return out
}

func schedule(r *rand.Rand, zone string) meeting.Schedule {
	s := meeting.Schedule{
		Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Weekday(r.IntN(7))), Start: meeting.NewClock(6+r.IntN(17), 15*r.IntN(4)),
		Minutes: []int{60, 60, 75, 90}[r.IntN(4)], Zone: zone, ZoneFrom: meeting.ZoneFromSource, Confirmed: true,
	}
	switch r.IntN(40) {
	case 0:
		s.Days = meeting.EveryDay
	case 1:
		s.Days |= meeting.NewWeekdays(time.Weekday(r.IntN(7)))
	case 2, 3:
		s.Kind, s.Ordinals = meeting.Monthly, meeting.NewOrdinals(1+r.IntN(4))
	case 4:
		s.Kind, s.Days, s.Start, s.Confirmed, s.Text = meeting.Appointment, 0, 0, false, "call for the time"
	case 5:
		s.Confirmed, s.Text = false, "most weeks"
	case 6:
		s.Kind, s.Days, s.Dates = meeting.Dated, 0, []meeting.Date{meeting.NewDate(2026, time.Month(1+r.IntN(12)), 1+r.IntN(28))}
	}
	return s
}

// perRemote is how many meetings there are to one far from the large towns.
const perRemote = 8

// town picks where a meeting is; large ones hold more.
func town(r *rand.Rand, i int) city {
	if far := zoneTowns(); i%perRemote == 0 {
		return far[i/perRemote%len(far)]
	}
	return cities[zipf(r, len(cities))]
}

// zipf picks one of n, the first ones more often.
func zipf(r *rand.Rand, n int) int {
	return min(n-1, int(float64(n)*math.Pow(r.Float64(), 1.8)))
}
