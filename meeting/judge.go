package meeting

import (
	"cmp"
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
	for _, f := range filled {
		now := f.count(&fill)
		if before, of := f.usual(m); drifted(before, of, now, listed) {
			return Drifted, fmt.Sprintf("Only %d of %d meetings have %s, where %d of %d are usual. What was known stays until a volunteer looks.",
				now, listed, f.what, before, of)
		}
	}
	return OK, ""
}

// filling is one thing that listings carry or don't.
type filling struct {
	what  string
	count func(*Fill) int
}

var filled = []filling{
	{"a day and a time", func(f *Fill) int { return f.Time }},
	{"a place", func(f *Fill) int { return f.Place }},
	{"coordinates", func(f *Fill) int { return f.Point }},
	{"a link or telephone to join", func(f *Fill) int { return f.Join }},
	{"a type", func(f *Fill) int { return f.Types }},
}

// usual returns what was filled, and of how many listings, in the middle one of
// the last good runs by rate: one odd run is no measure, and a decline over
// several runs is seen.
func (f *filling) usual(m Memory) (before, listed int) {
	type read struct{ filled, listed int }
	var reads []read
	for i := range min(len(m.Fills), len(m.Stored)) {
		if m.Stored[i] > 0 {
			reads = append(reads, read{f.count(&m.Fills[i]), m.Stored[i]})
		}
	}
	if len(reads) == 0 {
		return 0, 0
	}
	slices.SortFunc(reads, func(a, b read) int { return cmp.Compare(a.filled*b.listed, b.filled*a.listed) })
	mid := reads[len(reads)/2]
	return mid.filled, mid.listed
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
