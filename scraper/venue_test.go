package scraper

import "testing"

func TestAPlaceInOneText(t *testing.T) {
	for _, c := range []struct{ text, name, address, link, attendance string }{
		{"Grace Church, 5 Elm Row, Newton, IA 50208, USA", "Grace Church", "5 Elm Row, Newton, IA 50208, USA", "", ""},
		{"5 Elm Row, Newton, IA", "", "5 Elm Row, Newton, IA", "", ""},
		{"Grace Church (5 Elm Row, Newton)", "Grace Church", "5 Elm Row, Newton", "", ""},
		{"Gemeindehaus, Ulmenweg 3, 50667 Köln", "Gemeindehaus", "Ulmenweg 3, 50667 Köln", "", ""},
		{"Grace Church - 5 Elm Row", "Grace Church", "5 Elm Row", "", ""},
		{"Grace Church", "Grace Church", "", "", ""},
		{"Grace Church, Newton", "Grace Church, Newton", "", "", ""},
		{"Elm Row 5, Newton", "", "Elm Row 5, Newton", "", ""},
		{"Room 5", "Room 5", "", "", ""},
		{"Zoom", "", "", "", "online"},
		{"https://zoom.us/j/5550001111", "", "", "https://zoom.us/j/5550001111", ""},
		{"Grace Church, https://us02web.zoom.us/j/5550001111?pwd=x.", "Grace Church", "", "https://us02web.zoom.us/j/5550001111?pwd=x", ""},
		{"https://grace.example/map", "https://grace.example/map", "", "", ""},
		{"", "", "", "", ""},
	} {
		var l Listing
		setVenue(&l, c.text)
		if l.Location != c.name || l.Address != c.address || l.ConferenceURL != c.link || l.Attendance != c.attendance {
			t.Errorf("%q: name %q, address %q, link %q, %q", c.text, l.Location, l.Address, l.ConferenceURL, l.Attendance)
		}
	}
}
