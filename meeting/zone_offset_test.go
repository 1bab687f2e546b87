package meeting

import (
	"testing"
	"time"
)

func TestADistanceFromUTCIsAZoneWhereACountryHasOnlyOne(t *testing.T) {
	for _, tt := range []struct {
		hours   float64
		country string
		want    string
	}{
		{1, "DE", "Europe/Berlin"}, {2, "DE", "Europe/Berlin"}, {3, "DE", ""}, {0, "GB", "Europe/London"}, {1, "GB", "Europe/London"},
		{5.5, "IN", "Asia/Kolkata"}, {-5, "US", ""}, {10, "AU", ""}, {9, "JP", "Asia/Tokyo"}, {2, "", ""}, {2, "ZZ", ""},
	} {
		got, ok := ZoneOfOffset(time.Duration(tt.hours*float64(time.Hour)), tt.country)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("UTC%+g in %q: %q, want %q", tt.hours, tt.country, got, tt.want)
		}
	}
}

func TestAZoneNamedCanBeUnknown(t *testing.T) {
	for text, want := range map[string]bool{"Tuesdays 7pm IST": true, "7pm ET": true, "8 pm GMT+2": true, "Tuesdays 7pm": false, "the Central Group": false} {
		if got := NamesZone(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
