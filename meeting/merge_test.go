package meeting

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
	"time"
)

var mergeDay = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// told is an invented listing of one source.
func told(source, name string, lat, lon float64, zone string, hour int, edit ...func(*Meeting)) *Meeting {
	m := &Meeting{ID: source + "/" + name, Program: "aa", Source: source, Name: name, Attendance: InPerson, FirstSeen: mergeDay,
		Place:    Place{Address: "1 Elm Row", Latitude: lat, Longitude: lon},
		Schedule: Schedule{Kind: Weekly, Days: NewWeekdays(time.Tuesday), Start: NewClock(hour, 0), Minutes: 60, Zone: zone, Confirmed: true}}
	for _, e := range edit {
		e(m)
	}
	return m
}

func linked(link string) func(*Meeting) {
	return func(m *Meeting) { m.Attendance, m.Place, m.Join.URL = Online, Place{}, link }
}

func witnesses(ms ...*Meeting) []Witness {
	ws := make([]Witness, len(ms))
	for i, m := range ms {
		ws[i] = WitnessOf(m, mergeDay)
	}
	return ws
}

func TestMergeFindsOneMeetingInTwoSources(t *testing.T) {
	const ny, chicago = "America/New_York", "America/Chicago"
	lamp := told("office", "Harbor Lamp", 41.9, -87.6, chicago, 19)
	for _, c := range []struct {
		name string
		a, b *Meeting
		one  bool
	}{
		{"the same door and name", lamp, told("list", "Harbor Lamp", 41.9, -87.6, chicago, 19), true},
		{"140 m apart, a longer name", lamp, told("list", "Harbor Lamp Group", 41.90126, -87.6, chicago, 19), true},
		{"170 m apart", lamp, told("list", "Harbor Lamp", 41.90153, -87.6, chicago, 19), false},
		{"another name at the same door", lamp, told("list", "Nooners", 41.9, -87.6, chicago, 19), false},
		{"another time", lamp, told("list", "Harbor Lamp", 41.9, -87.6, chicago, 20), false},
		{"another day", lamp, told("list", "Harbor Lamp", 41.9, -87.6, chicago, 19, func(m *Meeting) { m.Schedule.Days = NewWeekdays(time.Friday) }), false},
		{"another program", lamp, told("list", "Harbor Lamp", 41.9, -87.6, chicago, 19, func(m *Meeting) { m.Program = "na" }), false},
		{"one source never merges with itself", lamp, told("office", "Harbor Lamp 2", 41.9, -87.6, chicago, 19), false},
		{"an approximate place is no door", lamp, told("list", "Harbor Lamp", 41.9, -87.6, chicago, 19, func(m *Meeting) { m.Place.Approximate = true }), false},
		{"one link, other names", told("office", "Lamp", 0, 0, ny, 19, linked("https://zoom.us/j/1?pwd=a")), told("list", "Sea", 0, 0, ny, 19, linked("https://ZOOM.us/j/1")), true},
		{"one link in two zones", told("office", "Lamp", 0, 0, ny, 19, linked("https://zoom.us/j/1")), told("list", "Lamp", 0, 0, chicago, 18, linked("https://zoom.us/j/1")), true},
		{"one link at another time", told("office", "Lamp", 0, 0, ny, 19, linked("https://zoom.us/j/1")), told("list", "Lamp", 0, 0, chicago, 19, linked("https://zoom.us/j/1")), false},
		{"one weekly, one monthly", lamp, told("list", "Harbor Lamp", 41.9, -87.6, chicago, 19, func(m *Meeting) { m.Schedule.Kind, m.Schedule.Ordinals = Monthly, NewOrdinals(1) }), false},
		{"an unconfirmed one", lamp, told("list", "Harbor Lamp", 41.9, -87.6, chicago, 19, func(m *Meeting) { m.Schedule.Confirmed = false }), false},
		{"across the date line", told("office", "Lamp", -16.8, 179.9999, "Pacific/Fiji", 19), told("list", "Lamp", -16.8, -179.9999, "Pacific/Fiji", 19), false}, // rare, and then two
	} {
		if got := len(Merge(witnesses(c.a, c.b), nil)) == 1; got != c.one {
			t.Errorf("%s: one %v, want %v", c.name, got, c.one)
		}
	}
}

func TestMergeKeepsTheOriginator(t *testing.T) {
	early := func(m *Meeting) { m.FirstSeen = mergeDay.Add(-time.Hour) }
	ws := witnesses(told("list", "Lamp", 41.9, -87.6, "America/Chicago", 19, early), told("office", "Lamp", 41.9, -87.6, "America/Chicago", 19))
	if got := fmt.Sprint(Merge(ws, nil)); got != "map[1:0]" {
		t.Errorf("first known: %s", got)
	}
	ws[0].Gathered = true
	if got := fmt.Sprint(Merge(ws, nil)); got != "map[0:1]" {
		t.Errorf("one that gathers gives way: %s", got)
	}
}

func TestMergeStaysWhileAWitnessDisagrees(t *testing.T) {
	ws := witnesses(told("office", "Lamp", 41.9, -87.6, "America/Chicago", 20), told("list", "Lamp", 41.9, -87.6, "America/Chicago", 19))
	if len(Merge(ws, nil)) != 0 {
		t.Fatal("two times are one before anything was known")
	}
	ws[1].With = ws[0].ID
	if got := fmt.Sprint(Merge(ws, nil)); got != "map[1:0]" {
		t.Errorf("a witness left because its source is late: %s", got)
	}
	ws[1].Lat++
	if len(Merge(ws, nil)) != 0 {
		t.Error("a witness that moved away stays")
	}
}

func TestMergeNeverJoinsWhatAPersonSetApart(t *testing.T) {
	ws := witnesses(told("office", "Lamp", 41.9, -87.6, "America/Chicago", 19), told("list", "Lamp", 41.9, -87.6, "America/Chicago", 19))
	ws[1].With = ws[0].ID
	apart := func(a, b string) bool { return a != b }
	if got := Merge(ws, apart); len(got) != 0 {
		t.Errorf("joined all the same: %v", got)
	}
}

// However the lists come, groups hold no source twice, and the order in which
// they come does not matter where nothing is ambiguous.
func TestMergeGroupsHoldEachSourceOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		ws := crowd(r, 200, 4)
		groups := map[int]map[string]bool{}
		for i, head := range Merge(ws, nil) {
			if groups[head] == nil {
				groups[head] = map[string]bool{ws[head].Source: true}
			}
			if groups[head][ws[i].Source] {
				t.Fatalf("%s twice in one group", ws[i].Source)
			}
			groups[head][ws[i].Source] = true
			if ws[i].Time != ws[head].Time || ws[i].Program != ws[head].Program {
				t.Fatalf("%+v joined %+v", ws[i], ws[head])
			}
		}
	}
}

// What the sieve lets go is one with nothing else: merging what is left finds
// the same.
func TestTheSieveLosesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for round := range 100 {
		ws := crowd(r, 50+10*round, 4)
		var sieve Sieve
		for i := range ws {
			sieve.Add(&ws[i])
		}
		var left []Witness
		for _, i := range sieve.Left() {
			left = append(left, ws[i])
		}
		want, got := map[string]string{}, map[string]string{}
		for i, head := range Merge(ws, nil) {
			want[ws[i].ID] = ws[head].ID
		}
		for i, head := range Merge(left, nil) {
			got[left[i].ID] = left[head].ID
		}
		if !maps.Equal(got, want) || len(want) == 0 || len(left) == len(ws) {
			t.Fatalf("%d of %d left: %d merged, want %d", len(left), len(ws), len(got), len(want))
		}
	}
}

// crowd is n listings of several sources about some n/2 meetings.
func crowd(r *rand.Rand, n, sources int) []Witness {
	ws := make([]Witness, n)
	for i := range ws {
		k := r.IntN(n/2 + 1)
		ws[i] = Witness{ID: fmt.Sprint(i), Program: "aa", Source: fmt.Sprint("s", r.IntN(sources)), Name: fmt.Sprintf("group %d of the hill", k%97),
			Lat: 30 + float64(k%1000)/100, Lon: -80 - float64(k/1000)/100, Located: true, Time: fmt.Sprint(k % 300)}
		if k%5 == 0 {
			ws[i].Link, ws[i].Located = fmt.Sprint("https://zoom.us/j/", k), false
		}
	}
	return ws
}

// Prints what one listing costs at each size: the slope.
func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{25_000, 50_000, 100_000, 250_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ws := crowd(rand.New(rand.NewPCG(5, 6)), n, 40)
			merged := 0
			for b.Loop() {
				merged = len(Merge(ws, nil))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/meeting")
			b.ReportMetric(float64(merged), "witnesses")
		})
	}
}

// All at one door and time: the worst that lists can do.
func BenchmarkMergeAtOneDoor(b *testing.B) {
	for _, n := range []int{25_000, 50_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			ws := make([]Witness, n)
			for i := range ws {
				ws[i] = Witness{ID: fmt.Sprint(i), Program: "aa", Source: fmt.Sprint(i % 50), Name: "group", Lat: 40, Lon: -75, Located: true, Time: "t"}
			}
			for b.Loop() {
				Merge(ws, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/meeting")
		})
	}
}
