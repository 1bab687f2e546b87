package meeting

import (
	_ "embed" // the table of boxes
	"fmt"
	"strings"
	"sync"
)

//go:embed zonedata/boxes.tsv
var boxesTable string

// box is a stretch of the earth in degrees. None crosses the date line.
type box struct{ south, west, north, east float64 }

// PointFitsPlace reports whether coordinates may lie in a state or a country,
// so that only a contradiction is false: it is true where either is unknown.
func PointFitsPlace(latitude, longitude float64, country, state string) bool {
	p, ok := places().find(country, state)
	if !ok {
		return true
	}
	b, ok := boxes()[p.code+"/"+p.state]
	if !ok {
		b, ok = boxes()[p.code+"/"]
	}
	return !ok || b.south <= latitude && latitude <= b.north && b.west <= longitude && longitude <= b.east
}

var boxes = sync.OnceValue(func() map[string]box {
	m := map[string]box{}
	for line := range strings.Lines(boxesTable) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 3 {
			continue // the heading
		}
		var b box
		if _, err := fmt.Sscan(f[2], &b.south, &b.west, &b.north, &b.east); err != nil {
			panic("meeting: boxes.tsv: " + line) // the table is ours
		}
		m[placeKey(f[0])+"/"+placeKey(f[1])] = b
	}
	return m
})
