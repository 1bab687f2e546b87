package meeting

import (
	"cmp"
	"slices"
	"strings"
)

// sameDoor is how far apart two sources may put one door, in metres.
const sameDoor = 150

// Merge finds which listings of several sources are one meeting, promise 8 of
// the design: the same program, day and time, and either the same link or doors
// within 150 m and names that are alike. Of one source no two are ever one. What
// was one before stays so while link or door and name say so, also where a
// source now gives another time: it is then a witness that disagrees.
//
// The result gives for each listing that is another's witness the index of the
// one that counts: the originator, that is a source that does not merely gather,
// among those one that is still listed, and among those the one that was known
// first. So one that is listed no more hands its readers to a witness, unless
// that witness only repeats it. apart says which two a person
// has set apart. The cost grows with the number of listings.
func Merge(ws []Witness, apart func(a, b string) bool) map[int]int {
	g := newGroups(ws, apart)
	g.again()
	g.byLink()
	g.byDoor()
	return g.originators()
}

// groups are listings found to be one so far.
type groups struct {
	ws    []Witness
	apart func(a, b string) bool
	of    []int         // group of each listing, as the index of its first
	in    map[int][]int // members of groups of two and more
}

func newGroups(ws []Witness, apart func(a, b string) bool) *groups {
	g := &groups{ws: ws, apart: apart, of: make([]int, len(ws)), in: make(map[int][]int)}
	for i := range ws {
		g.of[i] = i
	}
	return g
}

func (g *groups) members(i int) []int {
	if in := g.in[g.of[i]]; in != nil {
		return in
	}
	return []int{i}
}

// join makes two listings one, with all that each was one with, unless that
// would put two of one source together or two that a person set apart.
func (g *groups) join(i, j int) bool {
	if g.of[i] == g.of[j] {
		return true
	}
	a, b := g.members(i), g.members(j)
	for _, x := range a {
		for _, y := range b {
			if g.ws[x].Source == g.ws[y].Source || g.apart != nil && g.apart(g.ws[x].ID, g.ws[y].ID) {
				return false
			}
		}
	}
	head := g.of[i]
	for _, y := range b {
		delete(g.in, g.of[y])
		g.of[y] = head
	}
	g.in[head] = slices.Concat(a, b)
	return true
}

// again joins what was one before.
func (g *groups) again() {
	at := make(map[string]int)
	for i := range g.ws {
		at[g.ws[i].ID] = i
	}
	for i := range g.ws {
		if j, ok := at[g.ws[i].With]; ok && i != j && g.alike(i, j) {
			g.join(j, i)
		}
	}
}

// alike: one meeting, whatever its time.
func (g *groups) alike(i, j int) bool {
	a, b := &g.ws[i], &g.ws[j]
	return a.Program == b.Program && (a.Link != "" && a.Link == b.Link || near(a, b) && wordsAlike(a.Name, b.Name))
}

func near(a, b *Witness) bool {
	return a.Located && b.Located && Distance(a.Lat, a.Lon, b.Lat, b.Lon) <= sameDoor
}

// byLink joins what meets under one link at one time.
func (g *groups) byLink() {
	g.bucket((*Witness).linkKeys, func(i, j int) bool { return g.ws[i].Link == g.ws[j].Link })
}

// byDoor joins what meets at one time behind doors that are one.
func (g *groups) byDoor() {
	g.bucket((*Witness).doorKeys, func(i, j int) bool { return near(&g.ws[i], &g.ws[j]) && wordsAlike(g.ws[i].Name, g.ws[j].Name) })
}

// mostTried bounds how many of one bucket a listing is held against, so that a
// thousand at one door and time cost no more than a thousand times this.
const mostTried = 64

// bucket joins listings of one program and time that share a key, and of which
// same holds.
func (g *groups) bucket(keys func(*Witness) []uint64, same func(i, j int) bool) {
	byKey := make(map[uint64][]int32)
	for i := range g.ws {
		w := &g.ws[i]
		for _, key := range keys(w) {
			for _, j := range byKey[key][:min(mostTried, len(byKey[key]))] {
				if v := &g.ws[j]; v.Source != w.Source && v.Time == w.Time && v.Program == w.Program && same(i, int(j)) {
					g.join(int(j), i)
				}
			}
			byKey[key] = append(byKey[key], int32(i))
		}
	}
}

// originators picks of each group the one that counts.
func (g *groups) originators() map[int]int {
	witness := make(map[int]int)
	for _, in := range g.in {
		first := slices.MinFunc(in, func(i, j int) int { return g.ws[i].before(&g.ws[j]) })
		for _, i := range in {
			if i != first {
				witness[i] = first
			}
		}
	}
	return witness
}

// before orders the listings of one meeting: originators, then what is still
// listed, then what counted before, then what was known first.
func (w *Witness) before(v *Witness) int {
	return cmp.Or(falseFirst(w.Gathered, v.Gathered), falseFirst(w.Retired, v.Retired), falseFirst(w.With != "", v.With != ""),
		w.FirstSeen.Compare(v.FirstSeen), cmp.Compare(w.Source, v.Source), cmp.Compare(w.ID, v.ID))
}

func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// wordsAlike: at least half of the words of the shorter name stand in the other.
func wordsAlike(a, b string) bool {
	if a == b {
		return true
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	same := 0
	for _, w := range x {
		if len(w) > 2 && slices.Contains(y, w) {
			same++
		}
	}
	return same > 0 && 2*same >= len(x)
}
