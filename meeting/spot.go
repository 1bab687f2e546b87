package meeting

import (
	"slices"
	"strings"
)

// Spot is a place one can search around.
type Spot struct {
	Name     string // of the town
	Code     string // postal, where it was asked for
	State    string // code where there is one
	Country  string // ISO 3166-1 alpha-2, or as listings write it
	Lat, Lon float64
	People   int // who live there; 0 = not known
	Meetings int // how many listings told of it; 0 = it comes from elsewhere
}

// Label says a spot in one line: "02139, Cambridge, MA, US".
func (s Spot) Label() string {
	var parts []string
	for _, p := range []string{s.Code, s.Name, s.State, s.Country} {
		if p != "" && !slices.Contains(parts, p) {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// Area is a country, or a state of one.
type Area struct{ Country, State string }

// AreasNamed returns what a name or code may be: "GA" is Georgia in the United
// States, and Gabon.
func AreasNamed(name string) []Area {
	x, key := places(), placeKey(name)
	if key == "" {
		return nil
	}
	var areas []Area
	for _, country := range [...]string{"us", "ca", "au"} {
		if p, ok := x.states[country+"/"+key]; ok {
			areas = append(areas, Area{strings.ToUpper(p.code), strings.ToUpper(p.state)})
		}
	}
	for _, part := range partsOfBritain {
		if placeKey(part) == key {
			areas = append(areas, Area{"GB", part})
		}
	}
	if p, ok := x.countries[key]; ok {
		areas = append(areas, Area{Country: strings.ToUpper(p.code)})
	}
	return areas
}

var partsOfBritain = []string{"England", "Scotland", "Wales", "Northern Ireland"}
