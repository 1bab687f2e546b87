// Package gazetteer knows where towns and postal codes are, without asking
// anybody: towns of the world by name, and the codes of the United States. What
// it ships is searched where it lies, so that it takes no memory until asked.
//
// Towns are GeoNames' (CC BY 4.0); update.sh says how both tables are made.
package gazetteer

import (
	_ "embed" // the tables
	"regexp"
	"strconv"
	"strings"

	"openchair/meeting"
)

// Bytes, not strings: those stand among the program's constants, of which the
// system has all in memory.
var (
	//go:embed data/cities.tsv
	cities []byte
	//go:embed data/zips.tsv
	zips []byte
)

//go:embed aliases.tsv
var aliases string

var zipForm = regexp.MustCompile(`^(\d{5})(?:-?\d{4})?$`)

// Find returns the places that a text may mean, the likeliest first: "Boston,
// MA", "Boston Massachusetts", "02139", "42.36, -71.06". Slips in a name are
// forgiven where nothing has it exactly. country, an ISO code or "", is where
// the reader probably is.
func Find(text, country string) []meeting.Spot {
	if found := find(text, country, true); len(found) > 0 {
		return found
	}
	return find(text, country, false)
}

// Named returns the towns and codes that are called so, the likeliest first. It
// forgives nothing, and costs next to nothing.
func Named(text, country string) []meeting.Spot { return find(text, country, true) }

func find(text, country string, exact bool) []meeting.Spot {
	if s, ok := point(text); ok {
		return []meeting.Spot{s}
	}
	if m := zipForm.FindStringSubmatch(strings.TrimSpace(text)); m != nil {
		return lookup(zips, m[1])
	}
	for _, r := range readings(text) {
		if found := named(r, exact); len(found) > 0 {
			rank(found, country)
			return found
		}
	}
	return nil
}

// point reads "42.36, -71.06".
func point(text string) (s meeting.Spot, ok bool) {
	f := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
	if len(f) != 2 {
		return s, false
	}
	lat, err1 := strconv.ParseFloat(f[0], 64)
	lon, err2 := strconv.ParseFloat(f[1], 64)
	if err1 != nil || err2 != nil || !(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180) {
		return s, false
	}
	return meeting.Spot{Name: f[0] + ", " + f[1], Lat: lat, Lon: lon}, true
}

// named finds towns of a reading's name that lie where it says.
func named(r reading, exact bool) []meeting.Spot {
	var found []meeting.Spot
	keys := []string{r.name}
	if other, ok := alias(r.name); ok {
		keys = append(keys, other)
	}
	if !exact {
		keys = similar(r.name)
	}
	for _, key := range keys {
		found = append(found, r.keep(lookup(cities, key))...)
	}
	return found
}

func alias(name string) (string, bool) {
	for line := range strings.Lines(aliases) {
		if other, ok := strings.CutPrefix(line, name+"\t"); ok {
			return strings.TrimSpace(other), true
		}
	}
	return "", false
}
