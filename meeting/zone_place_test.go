package meeting

import (
	"strings"
	"testing"
)

func TestZoneOfPlace(t *testing.T) {
	for _, c := range []struct{ country, state, want string }{
		{"US", "PA", "America/New_York"},
		{"usa", "pennsylvania", "America/New_York"},
		{"United States of America", "Pennsylvania", "America/New_York"},
		{"U.S.A.", "D.C.", "America/New_York"},
		{" United  States ", "Iowa", "America/Chicago"},
		{"US", "AZ", "America/Phoenix"},
		{"US", "Hawaii", "Pacific/Honolulu"},
		{"US", "PR", "America/Puerto_Rico"},
		{"US", "GA", "America/New_York"}, // not Tbilisi
		{"US", "Georgia", "America/New_York"},
		{"Georgia", "", "Asia/Tbilisi"},
		{"US", "", ""},
		{"US", "Nowhere", ""},
		{"", "PA", ""},
		{"", "", ""},
		{"Atlantis", "PA", ""},
		{"Canada", "Alberta", "America/Edmonton"},
		{"CA", "Nouveau-Brunswick", "America/Moncton"},
		{"CA", "ON", ""},
		{"CA", "Québec", ""},
		{"CA", "BC", ""},
		{"Australia", "Queensland", "Australia/Brisbane"},
		{"AU", "VIC", "Australia/Melbourne"},
		{"AU", "NSW", ""}, // Broken Hill
		{"AU", "WA", "Australia/Perth"},
		{"US", "WA", "America/Los_Angeles"},
		{"UK", "Wales", "Europe/London"},
		{"England", "", "Europe/London"},
		{"GB", "", "Europe/London"},
		{"Deutschland", "Bayern", "Europe/Berlin"},
		{"Österreich", "", "Europe/Vienna"},
		{"Côte d’Ivoire", "", "Africa/Abidjan"},
		{"FR", "", "Europe/Paris"},
		{"France", "La Réunion", "Indian/Reunion"},
		{"IT", "PA", "Europe/Rome"}, // Palermo, not Panama
		{"ES", "", ""},
		{"PT", "", ""},
		{"NZ", "", ""},
		{"CN", "", "Asia/Shanghai"},
		{"Trinidad & Tobago", "", "America/Port_of_Spain"},
	} {
		got, ok := ZoneOfPlace(c.country, c.state)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%q, %q: %q, %v; want %q", c.country, c.state, got, ok, c.want)
		}
	}
}

func TestStatesOfTwoZonesHaveNone(t *testing.T) {
	for state := range strings.FieldsSeq("FL TX TN KY IN MI ID OR ND SD NE KS AK") {
		if zone, ok := ZoneOfPlace("US", state); ok {
			t.Errorf("%s has %s", state, zone)
		}
	}
}

func TestZoneFitsPlace(t *testing.T) {
	for _, c := range []struct {
		zone, country, state string
		want                 bool
	}{
		{"America/New_York", "US", "PA", true},
		{"US/Eastern", "US", "PA", true},
		{"America/Detroit", "US", "PA", true}, // the same clocks
		{"America/Chicago", "US", "PA", false},
		{"America/Chicago", "US", "FL", true},
		{"America/New_York", "US", "FL", true},
		{"America/Denver", "US", "FL", false},
		{"America/Denver", "US", "AZ", true}, // the Navajo Nation
		{"America/Chicago", "US", "", true},
		{"Europe/Berlin", "US", "", false},
		{"America/Los_Angeles", "Germany", "Berlin", false},
		{"Europe/Vienna", "DE", "", true},
		{"Europe/London", "DE", "", false},
		{"Europe/London", "", "Berlin", true},
		{"Europe/London", "Atlantis", "", true},
		{"Nowhere", "US", "PA", true},
		{"", "US", "PA", true},
		{"Atlantic/Canary", "ES", "", true},
		{"Australia/Broken_Hill", "AU", "NSW", true},
	} {
		if got := ZoneFitsPlace(c.zone, c.country, c.state); got != c.want {
			t.Errorf("%s in %q, %q: %v", c.zone, c.state, c.country, got)
		}
	}
}

func TestPlacesNameZonesThatExist(t *testing.T) {
	index := places()
	if len(index.countries) < 250 || len(index.states) < 140 {
		t.Fatalf("%d countries, %d states by name", len(index.countries), len(index.states))
	}
	for _, all := range []map[string]*place{index.countries, index.states} {
		for name, p := range all {
			if len(p.zones) == 0 {
				t.Errorf("%s has no zone", name)
			}
			for _, zone := range append(p.zones, p.also...) {
				if _, err := Zone(zone); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

// A name that stands twice in the table would answer for the wrong place.
func TestPlaceNamesAreUnique(t *testing.T) {
	seen := map[string]string{}
	for line := range strings.Lines(placesTable) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 5 {
			continue
		}
		scope, code := "", f[0]
		if f[1] != "" {
			scope, code = f[0]+"/", f[1]
		}
		for _, name := range append(strings.Split(f[4], "|"), code) {
			key := scope + placeKey(name)
			if was, ok := seen[key]; ok && was != f[0]+f[1] {
				t.Errorf("%q is %s and %s%s", name, was, f[0], f[1])
			}
			seen[key] = f[0] + f[1]
		}
	}
}

func BenchmarkZoneFitsPlace(b *testing.B) {
	for b.Loop() {
		if !ZoneFitsPlace("America/Chicago", "US", "FL") {
			b.Fatal("does not fit")
		}
	}
}
