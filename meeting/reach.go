package meeting

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Reach is a distance as a person says it.
type Reach struct {
	N     float64
	Miles bool
}

// kmPerMile is exact.
const kmPerMile = 1.609344

// longestReach is around the whole earth, in kilometres.
const longestReach = 20_100

// ParseReach reads "25km", "15 mi" or "25", which means kilometres.
func ParseReach(s string) (Reach, error) {
	low := strings.ToLower(strings.ReplaceAll(s, " ", ""))
	number := strings.TrimRight(low, "abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.ParseFloat(number, 64)
	unit := low[len(number):]
	miles := slices.Contains([]string{"mi", "mile", "miles"}, unit)
	r := Reach{N: n, Miles: miles}
	if err != nil || math.IsNaN(n) || n <= 0 || r.Km() > longestReach || !miles && unit != "" && unit != "km" {
		return Reach{}, fmt.Errorf("distance %.20q: write it as 25km or 15mi", s)
	}
	return r, nil
}

// Km returns the distance in kilometres.
func (r Reach) Km() float64 {
	if r.Miles {
		return r.N * kmPerMile
	}
	return r.N
}

// String returns what ParseReach reads: "25km".
func (r Reach) String() string { return strconv.FormatFloat(r.N, 'f', -1, 64) + r.Unit() }

// Unit returns "km" or "mi".
func (r Reach) Unit() string {
	if r.Miles {
		return "mi"
	}
	return "km"
}

// Of returns how far so many kilometres are in the unit of r, rounded as people
// say distances: to a tenth below ten, else whole.
func (r Reach) Of(km float64) float64 {
	if r.Miles {
		km /= kmPerMile
	}
	if km < 10 {
		return math.Round(km*10) / 10
	}
	return math.Round(km)
}

// SaysMiles reports whether people in a country (ISO code) say miles.
func SaysMiles(country string) bool {
	return slices.Contains([]string{"US", "GB", "LR", "MM", "PR", "VI", "GU"}, country)
}
