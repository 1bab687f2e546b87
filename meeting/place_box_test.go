package meeting

import (
	"strings"
	"testing"
)

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
		{17.98, -66.61, "US", "PR", true},
		{17.98, -66.61, "USA", "", true},
		{13.48, 144.75, "US", "Guam", true},
		{34.2359, -118.5637, "US", "PR", false},
		{28.1, -15.4, "Spain", "", true},
		{34.2359, -118.5637, "España", "", false},
		{-27.1, -109.4, "Chile", "", true},
		{1.35, 103.82, "Singapore", "", true},
		{40.71, -74.00, "Thailand", "", false},
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
		code, state, _ := strings.Cut(name, "/")
		if p, ok := places().find(code, state); !ok || p.code != code || p.state != state {
			t.Errorf("%s: no such place", name)
		}
		if b.south >= b.north || b.west >= b.east {
			t.Errorf("%s: %+v is no box", name, b)
		}
	}
}
