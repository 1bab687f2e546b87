package meeting

import (
	_ "embed" // the table of places
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed zonedata/places.tsv
var placesTable string

// place is a country, or a state of one, and the zones kept there by law, and
// beside it.
type place struct {
	code, state string
	zones, also []string
}

// ZoneOfPlace returns the zone of a country, or of a state of the United
// States, Canada or Australia, that has exactly one. It takes codes and English
// names. ok is false for Florida, Ontario or New South Wales, which have two.
func ZoneOfPlace(country, state string) (zone string, ok bool) {
	p, ok := places().find(country, state)
	if !ok || len(p.zones) != 1 {
		return "", false
	}
	return p.zones[0], true
}

// ZoneFitsPlace reports whether clocks in zone agree with those of some part of
// a place, so that only a contradiction is false: it is true where either is
// unknown. Zones are compared by what clocks show, not by name.
func ZoneFitsPlace(zone, country, state string) bool {
	p, ok := places().find(country, state)
	if !ok {
		return true
	}
	shown, ok := clocksOf(zone)
	if !ok {
		return true
	}
	for _, z := range slices.Concat(p.zones, p.also) {
		if there, ok := clocksOf(z); ok && there == shown {
			return true
		}
	}
	return false
}

// placeIndex finds places by folded code or name; states by "us/new york".
type placeIndex struct {
	countries, states map[string]*place
}

var places = sync.OnceValue(func() placeIndex {
	index := placeIndex{map[string]*place{}, map[string]*place{}}
	for line := range strings.Lines(placesTable) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 {
			continue // the heading
		}
		p := &place{code: placeKey(f[0]), state: placeKey(f[1]), zones: strings.Fields(f[2]), also: strings.Fields(f[3])}
		for _, name := range append(strings.Split(f[4], "|"), p.ownCode()) {
			if p.state == "" {
				index.countries[placeKey(name)] = p
			} else {
				index.states[p.code+"/"+placeKey(name)] = p
			}
		}
	}
	return index
})

func (p *place) ownCode() string {
	if p.state != "" {
		return p.state
	}
	return p.code
}

var placeSigns = strings.NewReplacer(".", "", "&", " and ", "ʻ", "")

// placeKey folds "U.S.A." and "usa" alike.
func placeKey(s string) string {
	if isPlain(s) && !strings.ContainsAny(s, ".&") {
		return Fold(s)
	}
	return Fold(placeSigns.Replace(s))
}

func (x placeIndex) find(country, state string) (*place, bool) {
	c, ok := x.countries[placeKey(country)]
	if !ok {
		return nil, false
	}
	state = placeKey(state)
	if p, ok := x.states[c.code+"/"+state]; ok {
		return p, true
	}
	// Réunion is a part of France with a clock of its own; codes of states
	// say nothing here, as PA is Palermo in Italy and Panama among countries.
	if p, ok := x.countries[state]; ok && len(state) > 3 {
		return p, true
	}
	return c, true
}

var shownClocks sync.Map // zone name → string

// clocksOf says what a zone's clocks show through two years of the zone data in
// use, as a string to compare.
func clocksOf(zone string) (string, bool) {
	if known, ok := shownClocks.Load(zone); ok {
		return known.(string), true
	}
	loc, err := Zone(zone)
	if err != nil {
		return "", false
	}
	year, _ := strconv.Atoi(ZoneVersion()[:4])
	var offsets []byte
	for day := time.Date(year, 1, 1, 12, 0, 0, 0, time.UTC); day.Year() < year+2; day = day.AddDate(0, 0, 1) {
		_, offset := day.In(loc).Zone()
		offsets = append(offsets, byte(offset/900))
	}
	shownClocks.Store(loc.String(), string(offsets))
	return string(offsets), true
}
