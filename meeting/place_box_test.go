package meeting

import "testing"

func TestOnlyAContradictionRefusesAPoint(t *testing.T) {
	for _, tt := range []struct {
		lat, lon       float64
		country, state string
		want           bool
	}{
		{40.71, -74.00, "US", "NY", true},
		{34.05, -118.24, "USA", "New York", false},
		{34.05, -118.24, "US", "CA", true},
		{52.52, 13.40, "Deutschland", "", true},
		{34.2359, -118.5637, "Germany", "Berlin", false},
		{52.52, 13.40, "US", "TX", false},
		{52.52, 13.40, "", "TX", true},
		{52.52, 13.40, "Atlantis", "", true},
		{49.51, -115.76, "Canada", "BC", true},
		{-17.7, 178, "Fiji", "", true},
	} {
		if got := PointFitsPlace(tt.lat, tt.lon, tt.country, tt.state); got != tt.want {
			t.Errorf("%v,%v in %s %s: %v, want %v", tt.lat, tt.lon, tt.state, tt.country, got, tt.want)
		}
	}
}

func TestEveryBoxIsOneAndItsPlaceIsKnown(t *testing.T) {
	if len(boxes()) < 80 {
		t.Fatalf("%d boxes", len(boxes()))
	}
	for name, b := range boxes() {
		if b.south >= b.north || b.west >= b.east {
			t.Errorf("%s: %+v is no box", name, b)
		}
	}
}
