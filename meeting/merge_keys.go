package meeting

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
)

// Keys of listings that may be one: what has no key in common with another
// source's is never one with it, unless it was before. Keys are hashes, and so
// prove nothing.

var keySeed = maphash.MakeSeed()

// moment is program and time as one hash.
func (w *Witness) moment() uint64 {
	return maphash.Comparable(keySeed, [2]string{w.Program, w.Time})
}

// linkKeys is the key of one link at one time; none where nothing is held.
func (w *Witness) linkKeys() []uint64 {
	if w.Link == "" || w.Time == "" {
		return nil
	}
	return []uint64{w.moment() ^ maphash.String(keySeed, w.Link)}
}

// doorKeys are those of the four squares nearest to a door, at one time. Rows
// are 0.004° high, some 440 m, and columns as wide at their row: two doors
// within reach of each other always share one.
func (w *Witness) doorKeys() []uint64 {
	if !w.Located || w.Time == "" {
		return nil
	}
	const height = 0.004
	at, moment := w.Lat/height, w.moment()
	keys := make([]uint64, 0, 4)
	for _, row := range [2]float64{math.Floor(at), math.Floor(at) + side(at)} {
		across := w.Lon / (height / max(0.01, math.Cos(row*height*math.Pi/180)))
		for _, col := range [2]float64{math.Floor(across), math.Floor(across) + side(across)} {
			keys = append(keys, moment^maphash.Comparable(keySeed, [2]float64{row, col}))
		}
	}
	return keys
}

// side is the neighbour that a place within a row or column is nearer to.
func side(at float64) float64 {
	if at-math.Floor(at) < 0.5 {
		return -1
	}
	return 1
}

// Sieve finds which of a great many listings have a key in common with another
// source's, in little memory: only those, and what was one before, need be
// held and merged.
type Sieve struct {
	marks   []keyMark
	sources map[string]int32
	n       int32
}

// keyMark says that a listing has a key.
type keyMark struct {
	key         uint64
	source, nth int32
}

// Add takes in a listing. Of it only Program, Source, Link, Time and door count.
func (s *Sieve) Add(w *Witness) {
	if s.sources == nil {
		s.sources = make(map[string]int32)
	}
	source, ok := s.sources[w.Source]
	if !ok {
		source = int32(len(s.sources))
		s.sources[w.Source] = source
	}
	for _, keys := range [...][]uint64{w.linkKeys(), w.doorKeys()} {
		for _, key := range keys {
			s.marks = append(s.marks, keyMark{key, source, s.n})
		}
	}
	s.n++
}

// Left returns which of the listings are left, counted from 0 as they were
// added.
func (s *Sieve) Left() []int32 {
	slices.SortFunc(s.marks, func(a, b keyMark) int { return cmp.Compare(a.key, b.key) })
	var left []int32
	for first := 0; first < len(s.marks); {
		last, shared := first, false
		for ; last < len(s.marks) && s.marks[last].key == s.marks[first].key; last++ {
			shared = shared || s.marks[last].source != s.marks[first].source
		}
		for _, m := range s.marks[first:last] {
			if shared {
				left = append(left, m.nth)
			}
		}
		first = last
	}
	slices.Sort(left)
	return slices.Compact(left)
}
