package meeting

import (
	"fmt"
	"net/url"
	"strings"
	"time"
)

// MergeSign says by what two listings were found to be one meeting.
type MergeSign string

// The signs.
const (
	SameLink  MergeSign = "link"  // one conference link
	SameDoor  MergeSign = "door"  // doors within reach and names that are alike
	SameThird MergeSign = "third" // each is the same meeting as a third listing
)

// Witness is what of a listing decides whether it is the same meeting as
// another source's.
type Witness struct {
	ID        string
	Program   string
	Source    string
	Name      string // folded
	Link      string // of the conference; "" where its address names no single one
	Lat, Lon  float64
	Located   bool   // has a door
	Time      string // when it is held, the same however a source writes it; "" = never
	Suspended bool   // the source says that it is not held for now
	FirstSeen time.Time
	Retired   bool
	Gathered  bool   // its source only gathers other sources' listings
	With      string // id of the meeting it was found to be before; "" = itself
}

// WitnessOf takes from a meeting what Merge looks at. Times are compared by
// their first day from a moment on, exceptions aside, so that 6 pm in Chicago
// is 7 pm in New York.
func WitnessOf(m *Meeting, from time.Time) Witness { return Witnesses(from)(m) }

// Witnesses returns a WitnessOf that remembers what it has counted: most
// meetings are held when others are.
func Witnesses(from time.Time) func(*Meeting) Witness {
	type when struct {
		kind     Kind
		days     Weekdays
		interval int
		anchor   Date
		ordinals Ordinals
		months   Months
		start    Clock
		zone     string
	}
	counted := make(map[when]string)
	return func(m *Meeting) Witness {
		w := Witness{ID: m.ID, Program: m.Program, Source: m.Source, Name: Fold(m.Name), Link: conferenceOf(m), FirstSeen: m.FirstSeen,
			Retired: !m.Retired.IsZero(), Gathered: m.Gathered, With: m.WitnessOf, Suspended: m.Attendance == Inactive}
		if m.Attendance != Online && m.Place.Located() {
			w.Lat, w.Lon, w.Located = m.Place.Latitude, m.Place.Longitude, true
		}
		if !m.Held() {
			return w
		}
		s := &m.Schedule
		if s.Kind == Dated || !s.From.IsZero() || !s.Until.IsZero() {
			w.Time = s.timeFrom(from)
			return w
		}
		key := when{s.Kind, s.Days, s.weeks(), s.Anchor, s.Ordinals, s.Months, s.Start, s.Zone}
		t, ok := counted[key]
		if !ok {
			t = s.timeFrom(from)
			counted[key] = t
		}
		w.Time = t
		return w
	}
}

// timeFrom writes when a schedule is held so that it compares across zones.
func (s *Schedule) timeFrom(from time.Time) string {
	plain := *s
	plain.Except, plain.Moved = nil, nil
	next, ok := plain.Next(from)
	if !ok {
		return ""
	}
	return fmt.Sprint(next.Start.Unix()/60, s.Kind, s.Days.Len(), s.Ordinals, s.weeks(), s.Months)
}

// conferenceOf is the address of one conference: without its passcode, and
// nothing where it names a whole site or a telephone that many meetings share.
func conferenceOf(m *Meeting) string {
	u, err := url.Parse(strings.TrimSpace(m.Join.URL))
	if err != nil || u.Host == "" {
		return ""
	}
	path, q := strings.Trim(u.Path, "/"), u.Query()
	q.Del("pwd")
	if path == "" && len(q) == 0 {
		return ""
	}
	link := strings.ToLower(strings.TrimPrefix(u.Host, "www.") + "/" + path)
	if path == "" || !strings.ContainsAny(path, "0123456789") {
		link += "?" + q.Encode()
	}
	return link
}

// Explain says by what a witness and the listing that counts are one, and
// whether the witness disagrees: it gives another time, or only one of them is
// suspended. What is unconfirmed or retired contradicts nobody.
func Explain(w, first *Witness) (by MergeSign, disagrees bool) {
	switch {
	case w.Link != "" && w.Link == first.Link:
		by = SameLink
	case near(w, first):
		by = SameDoor
	default:
		by = SameThird
	}
	if w.Retired || first.Retired {
		return by, false
	}
	return by, w.Suspended != first.Suspended || w.Time != "" && first.Time != "" && w.Time != first.Time
}
