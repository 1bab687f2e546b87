package meeting

import (
	"fmt"
	"testing"
)

func TestAPlaceIsOneDoor(t *testing.T) {
	grange := Place{Name: "Grange Hall", Address: "1 Mill Road", City: "Hillton", State: "NY", Latitude: 40.5, Longitude: -75.25}
	edit := func(f func(*Place)) Place { p := grange; f(&p); return p }
	for name, c := range map[string]struct {
		other Place
		same  bool
	}{
		"itself":                           {grange, true},
		"written otherwise, the same door": {edit(func(p *Place) { p.Name, p.Address = "Hillton Grange Hall", "1 Mill Rd." }), true},
		"another room of the house":        {edit(func(p *Place) { p.Latitude += 0.0005; p.Name = "Grange Hall, upstairs" }), true},
		"the neighbour":                    {edit(func(p *Place) { p.Latitude += 0.0005; p.Name, p.Address = "Library", "3 Mill Road" }), false},
		"the same street, another town":    {edit(func(p *Place) { p.Latitude += 1 }), false},
		"another state":                    {edit(func(p *Place) { p.Latitude, p.Longitude, p.State = 0, 0, "PA" }), false},
		"no address, the same town":        {Place{Name: "grange hall", City: "Hillton"}, true},
		"no address, another town":         {Place{Name: "grange hall", City: "Daleton"}, false},
		"nothing known":                    {Place{}, false},
	} {
		if got := SamePlace(&grange, &c.other); got != c.same {
			t.Errorf("%s: %v", name, got)
		}
		if got := SamePlace(&c.other, &grange); got != c.same {
			t.Errorf("%s, the other way: %v", name, got)
		}
	}
}

func TestAnOnlineMeetingIsNotClosedWithItsPlace(t *testing.T) {
	m := someMeeting()
	c := []Closure{{Place: m.Place, Days: DateRange{mustDate(t, "2026-12-24"), mustDate(t, "2026-12-26")}}}
	for how, want := range map[Attendance]int{InPerson: 1, Hybrid: 1, Online: 0} {
		m.Attendance = how
		if got := ClosedDays(c, &m); len(got) != want {
			t.Errorf("%s: closed on %v", how, got)
		}
	}
}

func TestClosuresThatTouchAreOne(t *testing.T) {
	m := someMeeting()
	days := func(first, last string) Closure {
		return Closure{Place: m.Place, Days: DateRange{mustDate(t, first), mustDate(t, last)}}
	}
	got := ClosedDays([]Closure{days("2027-01-05", "2027-01-06"), days("2026-12-24", "2026-12-26"), days("2026-12-25", "2026-12-31"), days("2027-01-01", "2027-01-02")}, &m)
	if want := "[{2026-12-24 2027-01-02} {2027-01-05 2027-01-06}]"; fmt.Sprint(got) != want {
		t.Errorf("closed on %v, want %s", got, want)
	}
}

func TestPlacesAreFoundByTheirWords(t *testing.T) {
	at := func(p Place) Meeting { return Meeting{Attendance: InPerson, Place: p} }
	ms := []Meeting{
		at(Place{Name: "Grace Church", Address: "1 Mill Road", City: "Hillton"}),
		at(Place{Name: "Grace Church", Address: "1 Mill Road", City: "Hillton"}),
		at(Place{Name: "Grace Church", Address: "9 Dale Road", City: "Daleton"}),
		{Attendance: Online, Place: Place{Name: "Grace Church", City: "Nowhere"}},
	}
	for words, want := range map[string]int{"grace": 2, "Grace Hillton": 1, "church dale": 1, "nowhere": 0} {
		if got := PlacesNamed(ms, words); len(got) != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}
