package meeting

import "testing"

func TestIsPlaceKnowsCountriesAndStates(t *testing.T) {
	for name, want := range map[string]bool{
		"California": true, "CA": true, "Ontario": true, "New South Wales": true, "United Kingdom": true, "Scotland": true,
		"": false, "Robin K": false, "Mapleton": false,
	} {
		if IsPlace(name) != want {
			t.Errorf("IsPlace(%q) = %t", name, !want)
		}
	}
}
