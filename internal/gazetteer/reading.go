package gazetteer

import (
	"cmp"
	"slices"
	"strings"

	"openchair/meeting"
)

// reading is one way to read what was asked: a town, and where it should lie.
type reading struct {
	name  string           // folded
	areas [][]meeting.Area // what each word about its area may mean
}

// readings takes a text apart: at its commas, else word by word from the end.
// The whole as a name comes first, "Mexico City" before a city called Mexico.
func readings(text string) []reading {
	fold := func(s string) string { return strings.Join(meeting.SearchWords(s), " ") }
	var out []reading
	if name, area, ok := strings.Cut(text, ","); ok {
		r := reading{name: fold(name)}
		for part := range strings.SplitSeq(area, ",") {
			if areas := meeting.AreasNamed(strings.TrimSpace(part)); len(areas) > 0 {
				r.areas = append(r.areas, areas) // one that nobody knows says nothing
			}
		}
		return append(out, r)
	}
	words := meeting.SearchWords(text)
	if len(words) == 0 {
		return nil
	}
	out = append(out, reading{name: strings.Join(words, " ")})
	for n := len(words) - 1; n > 0 && n >= len(words)-3; n-- {
		if areas := meeting.AreasNamed(strings.Join(words[n:], " ")); len(areas) > 0 {
			out = append(out, reading{name: strings.Join(words[:n], " "), areas: [][]meeting.Area{areas}})
		}
	}
	return out
}

func (r reading) holds(s meeting.Spot) bool {
	for _, areas := range r.areas {
		if !slices.ContainsFunc(areas, func(a meeting.Area) bool {
			return isIn(s, a)
		}) {
			return false
		}
	}
	return true
}

// isIn compares by code or name: listings write their countries and states in
// many ways, or leave out the country.
func isIn(s meeting.Spot, a meeting.Area) bool {
	if a.State != "" {
		return slices.ContainsFunc(meeting.AreasNamed(s.State), func(b meeting.Area) bool { return b == a }) && (s.Country == "" || isIn(s, meeting.Area{Country: a.Country}))
	}
	return s.Country == a.Country || slices.Contains(meeting.AreasNamed(s.Country), a)
}

// keep returns those of the spots that lie where the reading says.
func (r reading) keep(spots []meeting.Spot) []meeting.Spot {
	var kept []meeting.Spot
	for _, s := range spots {
		if r.holds(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// rank puts the likeliest first: in the reader's country a town counts for ten.
func rank(found []meeting.Spot, country string) {
	weight := func(s meeting.Spot) int {
		if s.Country == country {
			return s.People * 10
		}
		return s.People
	}
	slices.SortStableFunc(found, func(a, b meeting.Spot) int { return cmp.Compare(weight(b), weight(a)) })
}
