package meeting

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Closure is a place that is closed for some days, as a volunteer said: a hall
// that is being painted, a club that shut. Nothing is held there on them.
type Closure struct {
	ID     int64
	Place  Place // name, address, city, state and the door's coordinates
	Days   DateRange
	Reason string
	Made   time.Time
}

// Covers reports whether a meeting is held at the closed place. One that is
// only online is not, whatever address it gives.
func (c *Closure) Covers(m *Meeting) bool {
	return (m.Attendance == InPerson || m.Attendance == Hybrid) && SamePlace(&c.Place, &m.Place)
}

// ClosedDays returns the days on which a meeting's place is closed, in order,
// what touches or overlaps made one.
func ClosedDays(closures []Closure, m *Meeting) []DateRange {
	var days []DateRange
	for i := range closures {
		if closures[i].Covers(m) {
			days = append(days, closures[i].Days)
		}
	}
	slices.SortFunc(days, func(a, b DateRange) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last)) })
	var joined []DateRange
	for _, d := range days {
		if n := len(joined); n > 0 && d.First <= joined[n-1].Last+1 {
			joined[n-1].Last = max(joined[n-1].Last, d.Last)
		} else {
			joined = append(joined, d)
		}
	}
	return joined
}

// samePlaceApart is how far apart two sources may put one address, in metres.
const samePlaceApart = 1000

// SamePlace reports whether two places are one door: the same address in one
// town, or, however it is written, doors within 150 m whose names are alike.
// Where only one of them has an address, name and town decide.
func SamePlace(a, b *Place) bool {
	located := a.Located() && b.Located()
	var apart float64
	if located {
		apart = Distance(a.Latitude, a.Longitude, b.Latitude, b.Longitude)
	}
	alike := a.Name != "" && b.Name != "" && wordsAlike(Fold(a.Name), Fold(b.Name))
	if located && apart <= sameDoor && alike {
		return true
	}
	if located && apart > samePlaceApart || unequal(a.State, b.State) || unequal(a.Country, b.Country) {
		return false
	}
	if a.Address != "" && b.Address != "" {
		return placeOf(a) == placeOf(b)
	}
	name := Fold(a.Name)
	return name != "" && name == Fold(b.Name) && Fold(a.City) == Fold(b.City)
}

// unequal: both are said and not the same.
func unequal(a, b string) bool { return a != "" && b != "" && Fold(a) != Fold(b) }

// PlacesNamed returns the distinct places among meetings of which every word is
// said in name, address, city or state, in the order they come.
func PlacesNamed(ms []Meeting, words string) []Place {
	var found []Place
	for i := range ms {
		p := &ms[i].Place
		if ms[i].Attendance == Online || placeOf(p) == "" {
			continue
		}
		said := Fold(strings.Join([]string{p.Name, p.Address, p.City, p.State, p.PostalCode}, " "))
		missing := slices.ContainsFunc(strings.Fields(Fold(words)), func(w string) bool { return !strings.Contains(said, w) })
		if !missing && !slices.ContainsFunc(found, func(q Place) bool { return SamePlace(&q, p) }) {
			found = append(found, *p)
		}
	}
	return found
}
