package meeting

import (
	"math"
	"strconv"
	"strings"
)

// A changed meeting need not be tested against every standing search. Each
// search has keys, of which a meeting that it matches has at least one: where
// (a cell of the map, a source, a program), on which day, and how attended. An
// empty part is anywhere, any day, any way.

// mostKeys bounds a search's keys: parts are left out until they are no more.
const mostKeys = 120

// cellsPerDegree makes a cell of the map about 55 km high.
const cellsPerDegree = 2

// Keys returns the keys of a standing search.
func (f *Filter) Keys() []string {
	places, days, ways := f.placeKeys(), dayKeys(f.Days, ""), wayKeys(f.Attendance)
	switch n := max(1, len(places)); {
	case n*len(days)*len(ways) <= mostKeys:
	case n*len(days) <= mostKeys:
		ways = []string{""}
	case n*len(ways) <= mostKeys:
		days = []string{""}
	default:
		days, ways = []string{""}, []string{""}
	}
	keys := joinKeys(nil, places, days, ways)
	if f.Near != nil && f.Near.Online && strings.HasPrefix(places[0], "c:") {
		keys = joinKeys(keys, f.listKeys(), days, []string{string(Online), string(Hybrid)})
	}
	return keys
}

// placeKeys says where: near a point, else on which list.
func (f *Filter) placeKeys() []string {
	lists := f.listKeys()
	if f.Near == nil {
		return lists
	}
	cells, ok := f.Near.cells()
	if !ok || len(cells)*len(lists) > mostKeys {
		return lists
	}
	var keys []string
	for _, c := range cells {
		for _, l := range lists {
			keys = append(keys, c+l)
		}
	}
	return keys
}

func (f *Filter) listKeys() []string {
	var keys []string
	switch {
	case len(f.Sources) > 0 && len(f.Sources) <= mostKeys/8:
		for _, s := range f.Sources {
			keys = append(keys, "s:"+s)
		}
	case len(f.Programs) > 0 && len(f.Programs) <= mostKeys/8:
		for _, p := range f.Programs {
			keys = append(keys, "p:"+p)
		}
	default:
		keys = []string{""}
	}
	return keys
}

// cells lists those that a circle may touch; ok is false where they are too
// many, or near a pole.
func (n *Near) cells() (keys []string, ok bool) {
	const perDegree = 110.5 // km, the least anywhere
	high := n.Km/perDegree + 0.01
	top := math.Abs(n.Lat) + high
	if !(top < 85) {
		return nil, false
	}
	wide := n.Km/(perDegree*math.Cos(top*math.Pi/180)) + 0.01
	south, north := cell(n.Lat-high), cell(n.Lat+high)
	west, east := cell(n.Lon-wide), cell(n.Lon+wide)
	if (north-south+1)*(east-west+1) > mostKeys/4 {
		return nil, false
	}
	for y := south; y <= north; y++ {
		for x := west; x <= east; x++ {
			keys = append(keys, cellKey(y, x))
		}
	}
	return keys, true
}

func cell(degrees float64) int { return int(math.Floor(degrees * cellsPerDegree)) }

func cellKey(y, x int) string {
	const round = 360 * cellsPerDegree
	x = ((x+round/2)%round+round)%round - round/2
	return "c:" + strconv.Itoa(y) + "," + strconv.Itoa(x) + "/"
}

// Keys returns every key by which a search may look for the meeting.
func (m *Meeting) Keys() []string {
	places := []string{"", "s:" + m.Source, "p:" + m.Program}
	if _, ok := m.Place.Point(); ok {
		c := cellKey(cell(m.Place.Latitude), cell(m.Place.Longitude))
		places = append(places, c, c+"s:"+m.Source, c+"p:"+m.Program)
	}
	return joinKeys(nil, places, append(dayKeys(m.Schedule.HeldDays(), "none"), ""), []string{"", string(m.Attendance)})
}

// dayKeys lists days, or says none.
func dayKeys(days Weekdays, none string) []string {
	var keys []string
	for _, d := range days.Days() {
		keys = append(keys, strconv.Itoa(int(d)))
	}
	if keys == nil {
		keys = []string{none}
	}
	return keys
}

func wayKeys(ways []Attendance) []string {
	if len(ways) == 0 {
		return []string{""}
	}
	keys := make([]string, len(ways))
	for i, a := range ways {
		keys[i] = string(a)
	}
	return keys
}

func joinKeys(keys, places, days, ways []string) []string {
	for _, p := range places {
		for _, d := range days {
			for _, w := range ways {
				keys = append(keys, p+"|"+d+"|"+w)
			}
		}
	}
	return keys
}
