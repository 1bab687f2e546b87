package meeting

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

func group(name, place, city string, day time.Weekday, hour int) *Meeting {
	return &Meeting{Name: name, Attendance: InPerson, Place: Place{Address: place, City: city},
		Schedule: Schedule{Kind: Weekly, Days: NewWeekdays(day), Start: NewClock(hour, 0), Minutes: 60, Confirmed: true}}
}

func online(name, link string, day time.Weekday, hour int) *Meeting {
	m := group(name, "", "", day, hour)
	m.Attendance, m.Join.URL = Online, link
	return m
}

func TestMatchFindsThePredecessor(t *testing.T) {
	mill := group("Harbor Lamp", "1 Elm Row", "Chicago", time.Monday, 19)
	for _, c := range []struct {
		name  string
		gone  *Meeting
		fresh *Meeting
		same  bool
	}{
		{"renamed key only", mill, group("Harbor Lamp", "1 Elm Row", "Chicago", time.Monday, 19), true},
		{"another time", mill, group("Harbor Lamp", "1 Elm Row", "Chicago", time.Monday, 20), true},
		{"another day", mill, group("Harbor Lamp", "1 Elm Row", "Chicago", time.Friday, 19), true},
		{"another door in town", mill, group("Harbor Lamp", "9 Oak Street", "Chicago", time.Monday, 19), true},
		{"accents and case", mill, group("HARBOR  LAMP", "1 elm row", "Chicago", time.Monday, 19), true},
		{"a name that grew", mill, group("Harbor Lamp Group", "1 Elm Row", "Chicago", time.Monday, 19), true},
		{"same link, a name that grew", online("Lamp", "https://zoom.us/j/1", time.Monday, 19), online("Lamp Beginners", "https://zoom.us/j/1?pwd=2", time.Monday, 19), true},
		{"same name online, another link", online("Lamp", "https://zoom.us/j/1", time.Monday, 19), online("Lamp", "https://zoom.us/j/2", time.Monday, 19), true},
		{"another town", mill, group("Harbor Lamp", "9 Oak Street", "Peoria", time.Monday, 19), false},
		{"another door and another time", mill, group("Harbor Lamp", "9 Oak Street", "Chicago", time.Monday, 20), false},
		{"another name at the same door and time", mill, group("Nooners", "1 Elm Row", "Chicago", time.Monday, 19), false},
		{"a time alone", mill, group("Nooners", "9 Oak Street", "Chicago", time.Monday, 19), false},
		{"a day and a town alone", mill, group("Nooners", "9 Oak Street", "Chicago", time.Monday, 20), false},
		{"same name online, another day and link", online("Lamp", "https://zoom.us/j/1", time.Monday, 19), online("Lamp", "https://zoom.us/j/2", time.Friday, 19), false},
	} {
		if got := len(Match([]*Meeting{c.gone}, []*Meeting{c.fresh})) == 1; got != c.same {
			t.Errorf("%s: matched %v, want %v", c.name, got, c.same)
		}
	}
}

func TestMatchFarAwayInOneTownIsAnother(t *testing.T) {
	a, b := group("Lamp", "1 Elm Row", "Springfield", time.Monday, 19), group("Lamp", "2 Oak", "Springfield", time.Monday, 19)
	a.Place.Latitude, a.Place.Longitude = 39.8, -89.6
	b.Place.Latitude, b.Place.Longitude = 42.1, -72.6
	if len(Match([]*Meeting{a}, []*Meeting{b})) != 0 {
		t.Error("two towns of one name are one")
	}
}

func TestMatchTellsTheDaysOfOneGroupApart(t *testing.T) {
	var gone, fresh []*Meeting
	for d := time.Monday; d <= time.Friday; d++ {
		gone = append(gone, group("Nooners", "1 Elm Row", "Chicago", d, 12))
		fresh = append(fresh, group("Nooners", "1 Elm Row", "Chicago", time.Monday+time.Friday-d, 12))
	}
	for f, g := range Match(gone, fresh) {
		if fresh[f].Schedule.Days != gone[g].Schedule.Days {
			t.Errorf("%v became %v", gone[g].Schedule.Days, fresh[f].Schedule.Days)
		}
	}
}

func TestMatchLeavesDoubtUnmatched(t *testing.T) {
	gone := []*Meeting{group("Lamp", "1 Elm Row", "Chicago", time.Monday, 19), group("Lamp", "1 Elm Row", "Chicago", time.Tuesday, 19)}
	fresh := []*Meeting{group("Lamp", "1 Elm Row", "Chicago", time.Friday, 19)}
	if got := Match(gone, fresh); len(got) != 0 {
		t.Errorf("of two that are as like, one was taken: %v", got)
	}
}

// Whatever the lists, no two share a predecessor, and a list matched with
// itself in another order finds every meeting again.
func TestMatchIsOneToOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var all []*Meeting
		for range 1 + r.IntN(60) {
			m := group(fmt.Sprint("Group ", r.IntN(8)), fmt.Sprint(r.IntN(6), " Elm Row"), fmt.Sprint("Town ", r.IntN(2)), time.Weekday(r.IntN(7)), 6+r.IntN(3))
			if r.IntN(3) == 0 {
				m = online(m.Name, fmt.Sprint("https://zoom.us/j/", r.IntN(5)), m.Schedule.Days.Days()[0], m.Schedule.Start.Hour())
			}
			all = append(all, m)
		}
		other := make([]*Meeting, len(all))
		for i, j := range r.Perm(len(all)) {
			other[i] = all[j]
		}
		pairs, taken := Match(all, other), map[int]bool{}
		for f, g := range pairs {
			if taken[g] {
				t.Fatalf("two share predecessor %d", g)
			}
			taken[g] = true
			if len(Diff(all[g], other[f])) > 0 {
				t.Fatalf("%+v became %+v", all[g], other[f])
			}
		}
		if len(pairs) != len(all) {
			t.Fatalf("%d of %d found again", len(pairs), len(all))
		}
	}
}

func BenchmarkMatchAllRenamed(b *testing.B) {
	for _, n := range []int{2_500, 5_000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var gone, fresh []*Meeting
			for i := range n {
				gone = append(gone, group("Meeting", fmt.Sprint(i/5, " Elm Row"), "Chicago", time.Weekday(i%7), 6+i%12))
				fresh = append(fresh, group("Meeting", fmt.Sprint(i/5, " Elm Row"), "Chicago", time.Weekday(i%7), 7+i%12))
			}
			for b.Loop() {
				if len(Match(gone, fresh)) != n {
					b.Fatal("not all found")
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/meeting")
		})
	}
}
