package scraper

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"openchair/meeting"
)

// tellApart makes (key, twin) unique. A row listed twice, the same in
// everything, is one. Rows that share a key otherwise are twins: the first by
// its second key keeps the bare key, the others are named by their second key
// or, failing that, by their place. The order of the rows does not matter, and
// no name is made from a time: a moved meeting stays itself.
func (r *rows) tellApart() {
	byKey := make(map[string][]int, len(r.meetings))
	for i := range r.meetings {
		k := r.meetings[i].SourceKey
		byKey[k] = append(byKey[k], i)
	}
	if len(byKey) == len(r.meetings) {
		return
	}
	drop := map[int]bool{}
	for _, group := range byKey {
		if len(group) > 1 {
			r.twins(r.single(group, drop))
		}
	}
	r.drop(drop)
}

// single sorts a group, leaves one of each set of equal rows and marks the
// others.
func (r *rows) single(group []int, drop map[int]bool) []int {
	slices.SortFunc(group, r.order)
	seen := map[string]bool{}
	return slices.DeleteFunc(group, func(i int) bool {
		digest := r.meetings[i].Digest
		drop[i] = digest != "" && seen[digest]
		seen[digest] = true
		return drop[i]
	})
}

// twins names all but the first of several rows with one key.
func (r *rows) twins(group []int) {
	used := map[string]bool{"": true}
	for _, i := range group[min(1, len(group)):] {
		name := r.alts[i]
		if name == "" || used[name] {
			name = placeName(&r.meetings[i].Meeting)
		}
		twin := name
		for n := 2; used[twin]; n++ {
			twin = name + "-" + strconv.Itoa(n)
		}
		used[twin] = true
		r.meetings[i].Twin = twin
	}
}

// order sorts twins by second key, then by place. Day and time only break what
// ties are left between rows at one place; they enter no name.
func (r *rows) order(i, j int) int {
	a, b := &r.meetings[i], &r.meetings[j]
	return cmp.Or(
		compareKeys(r.alts[i], r.alts[j]),
		cmp.Compare(placeName(&a.Meeting), placeName(&b.Meeting)),
		cmp.Compare(a.Schedule.Days, b.Schedule.Days),
		cmp.Compare(a.Schedule.Start, b.Schedule.Start),
		cmp.Compare(a.Digest, b.Digest),
	)
}

// compareKeys orders numbers by value, and all else by bytes: the older of two
// WordPress posts has the smaller number.
func compareKeys(a, b string) int {
	x, errX := strconv.ParseUint(a, 10, 64)
	y, errY := strconv.ParseUint(b, 10, 64)
	if errX == nil && errY == nil {
		return cmp.Compare(x, y)
	}
	return cmp.Compare(a, b)
}

// placeName is a short name for where a meeting is, on earth or on line.
func placeName(m *meeting.Meeting) string {
	p := &m.Place
	h := sha256.New()
	for _, s := range []string{p.Name, p.Address, p.City, p.State, p.PostalCode, m.Join.URL, m.Join.Phone} {
		h.Write([]byte(meeting.Fold(s)))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// drop takes out the marked rows and keeps the order of the rest.
func (r *rows) drop(marked map[int]bool) {
	if len(marked) == 0 {
		return
	}
	n := 0
	for i := range r.meetings {
		if marked[i] {
			continue
		}
		r.meetings[n], r.alts[n] = r.meetings[i], r.alts[i]
		if r.keep {
			r.listings[n] = r.listings[i]
		}
		n++
	}
	clear(r.meetings[n:])
	r.meetings, r.alts = r.meetings[:n], r.alts[:n]
	if r.keep {
		r.listings = r.listings[:n]
	}
}
