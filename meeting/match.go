package meeting

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Match pairs listings that a source shows under a new key with meetings of
// that source that it no longer shows, by likeness: place, name, link and day.
// A time alone never pairs two; it only tells apart what is alike otherwise.
// The result gives for each index of fresh the index of its predecessor in
// gone. No two share a predecessor, and the order of neither list matters
// except between listings that are alike in everything.
//
// It goes from the surest sign to the weakest, and pairs only what is alone on
// both sides under a sign: in doubt a listing is new. Its cost grows with the
// number of listings, not with its square.
func Match(gone, fresh []*Meeting) map[int]int {
	p := &pairing{gone: traitsOf(gone), fresh: traitsOf(fresh), pairs: make(map[int]int)}
	for _, s := range signs {
		p.pair(s)
	}
	return p.pairs
}

// Unlike reports whether nothing by which a meeting is known is the same in
// two listings: neither name, place, link nor time. A source that shows them
// under one key has given the key to another meeting.
func Unlike(a, b *Meeting) bool {
	t := traitsOf([]*Meeting{a, b})
	x, y := &t[0], &t[1]
	same := func(a, b string) bool { return a != "" && a == b }
	return x.name != y.name && !namesAlike(x, y) && !same(x.place, y.place) && !same(x.point, y.point) && !same(x.link, y.link) &&
		(x.days != y.days || x.start != y.start)
}

// Strange reports whether only a key and a likeness of names or times tie two
// listings: neither name, place nor link is the same. A source that counts its
// rows anew shows such pairs under every key, one that moved and renamed a
// meeting shows it once: Match among all of them tells which.
func Strange(a, b *Meeting) bool {
	t := traitsOf([]*Meeting{a, b})
	x, y := &t[0], &t[1]
	same := func(a, b string) bool { return a != "" && a == b }
	return x.name != y.name && !same(x.place, y.place) && !same(x.point, y.point) && !same(x.link, y.link)
}

// sign is one way two listings are alike. key is "" for those it says nothing of.
type sign struct {
	key   func(*traits) string
	alike func(a, b *traits) bool // what must hold besides; nil = nothing
	equal bool                    // several under one key are alike in everything: pair them in turn
}

var signs = []sign{
	{key: func(t *traits) string { return all(t.name, t.where(), cmp.Or(t.link, "-"), t.days, t.start) }, equal: true},
	{key: func(t *traits) string { return all(t.name, t.where(), t.days, t.start) }},
	{key: func(t *traits) string { return all(t.name, t.point, t.days, t.start) }},
	{key: func(t *traits) string { return all(t.name, t.link, t.days, t.start) }},
	{key: func(t *traits) string { return all(t.name, t.place, t.days) }},
	{key: func(t *traits) string { return all(t.name, t.link, t.days) }},
	{key: func(t *traits) string { return all(t.name, t.place) }},
	{key: func(t *traits) string { return all(t.name, t.link) }},
	{key: func(t *traits) string { return all(t.name, t.town, t.days, t.start) }, alike: nearby},
	{key: func(t *traits) string { return all(t.place, t.days, t.start) }, alike: namesAlike},
	{key: func(t *traits) string { return all(t.link, t.days, t.start) }, alike: namesAlike},
}

// all joins what a sign looks at; it says nothing where a part is missing.
func all(parts ...string) string {
	if slices.Contains(parts, "") {
		return ""
	}
	return strings.Join(parts, "\x00")
}

// traits are what of a meeting is compared, folded.
type traits struct {
	m                        *Meeting
	name, place, point, link string
	town, days, start        string
}

func traitsOf(ms []*Meeting) []traits {
	out := make([]traits, len(ms))
	for i, m := range ms {
		t := traits{m: m, name: Fold(m.Name), link: linkOf(m), start: "-"}
		p := &m.Place
		if m.Attendance != Online {
			t.place = placeOf(p)
			t.town = cmp.Or(Fold(p.City), Fold(p.Region), Fold(p.State))
		} else {
			t.town = "online"
		}
		if p.Located() {
			t.point = fmt.Sprintf("%.3f,%.3f", p.Latitude, p.Longitude)
		}
		s := &m.Schedule
		t.days = fmt.Sprint(s.Kind, s.Days, s.Ordinals, s.Interval)
		if s.Timed() {
			t.start = s.Start.String()
		}
		out[i] = t
	}
	return out
}

// where is the place of those who meet, or that they meet nowhere.
func (t *traits) where() string { return cmp.Or(t.place, "nowhere") }

// placeOf is where a door is: its address, or failing that its name.
func placeOf(p *Place) string {
	if door := cmp.Or(p.Address, p.Name); door != "" {
		return Fold(door + " " + p.City)
	}
	return ""
}

func linkOf(m *Meeting) string {
	link, _, _ := strings.Cut(cmp.Or(m.Join.URL, m.Join.Phone), "?")
	return strings.TrimSuffix(strings.ToLower(link), "/")
}

// nearby: a meeting of the same name and time that moved within its town stays
// itself, unless both places are known and far apart.
func nearby(a, b *traits) bool {
	p, q := &a.m.Place, &b.m.Place
	return !p.Located() || !q.Located() || Distance(p.Latitude, p.Longitude, q.Latitude, q.Longitude) < movedWithin
}

// movedWithin is how far a group moves and is still the same, in metres.
const movedWithin = 20_000

func namesAlike(a, b *traits) bool { return wordsAlike(a.name, b.name) }

// pairing is a Match under way.
type pairing struct {
	gone, fresh []traits
	pairs       map[int]int // fresh to gone
	taken       map[int]bool
}

func (p *pairing) pair(s sign) {
	if p.taken == nil {
		p.taken = make(map[int]bool)
	}
	groups := make(map[string]*[2][]int)
	for i := range p.fresh {
		if _, done := p.pairs[i]; !done {
			put(groups, s.key(&p.fresh[i]), 0, i, true)
		}
	}
	for i := range p.gone {
		if !p.taken[i] {
			put(groups, s.key(&p.gone[i]), 1, i, false)
		}
	}
	for _, g := range groups {
		p.settle(s, g[0], g[1])
	}
}

// put adds an index under a key; keys that no fresh listing has are left out.
func put(groups map[string]*[2][]int, key string, side, i int, begin bool) {
	if key == "" {
		return
	}
	g := groups[key]
	if g == nil {
		if !begin {
			return
		}
		g = new([2][]int)
		groups[key] = g
	}
	g[side] = append(g[side], i)
}

func (p *pairing) settle(s sign, fresh, gone []int) {
	if !s.equal && (len(fresh) != 1 || len(gone) != 1) {
		return
	}
	for n := range min(len(fresh), len(gone)) {
		if s.alike == nil || s.alike(&p.fresh[fresh[n]], &p.gone[gone[n]]) {
			p.pairs[fresh[n]] = gone[n]
			p.taken[gone[n]] = true
		}
	}
}
