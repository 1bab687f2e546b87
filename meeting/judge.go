package meeting

import (
	"fmt"
	"slices"
)

// Bounds of a believable run, promise 5 of the design.
const (
	shrunkPercent     = 50 // of the median of the last eight good runs
	shrunkLost        = 10 // losing more than this many …
	shrunkLostPercent = 20 // … and more than this part of the median
	driftPoints       = 20 // percentage points a fill rate may fall
	driftLeast        = 5  // in at least so many listings
)

// Judge says whether a complete read of a source may be believed, given what
// the source listed before: OK, Empty, Shrunk or Drifted, and a sentence.
func Judge(m Memory, listed int, fill Fill) (Class, string) {
	switch {
	case listed == 0 && m.NoneListed:
		return DeclaredEmpty, "The list is empty, as a volunteer accepted."
	case listed == 0:
		return Empty, "The list has the right shape but no meetings. What was known stays."
	}
	if was := median(m.Stored); was > 0 {
		lost := was - listed
		if 100*listed < shrunkPercent*was || lost > shrunkLost && 100*lost > shrunkLostPercent*was {
			return Shrunk, fmt.Sprintf("The list holds %d meetings where %d are usual. What was known stays until a volunteer looks.", listed, was)
		}
	}
	for _, f := range fill.against(m.LastFill) {
		if drifted(f.before, m.LastListed, f.now, listed) {
			return Drifted, fmt.Sprintf("Only %d of %d meetings have %s, where %d of %d had before. What was known stays until a volunteer looks.",
				f.now, listed, f.what, f.before, m.LastListed)
		}
	}
	return OK, ""
}

type fillPair struct {
	what        string
	now, before int
}

func (f Fill) against(before Fill) []fillPair {
	return []fillPair{
		{"a day and a time", f.Time, before.Time},
		{"a place", f.Place, before.Place},
		{"coordinates", f.Point, before.Point},
		{"a link or telephone to join", f.Join, before.Join},
	}
}

// drifted compares two fill rates; the fall counts in listings of the new run.
// In whole numbers, so that a fall of exactly the bound is one.
func drifted(before, listedBefore, now, listed int) bool {
	if listedBefore == 0 {
		return false
	}
	fall := before*listed - now*listedBefore // over both counts
	return 100*fall >= driftPoints*listedBefore*listed && fall >= driftLeast*listedBefore
}

func median(ns []int) int {
	if len(ns) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(ns))
	return s[len(s)/2]
}
