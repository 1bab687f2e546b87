package meeting

import "testing"

func TestAMapIsOpenedAtTheDoorOrTheAddress(t *testing.T) {
	for _, tt := range []struct {
		place         Place
		address, want string
	}{
		{Place{Latitude: 39.95, Longitude: -75.16}, "41 Oak Street", "https://www.openstreetmap.org/?mlat=39.95000&mlon=-75.16000#map=17/39.95000/-75.16000"},
		{Place{Latitude: 39.95, Longitude: -75.16, Approximate: true}, "41 Oak & Elm, Lowcroft", "https://www.openstreetmap.org/search?query=41+Oak+%26+Elm%2C+Lowcroft"},
		{Place{}, "\"><script>", "https://www.openstreetmap.org/search?query=%22%3E%3Cscript%3E"},
		{Place{}, "", ""},
	} {
		if got := tt.place.MapURL(tt.address); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.place, got, tt.want)
		}
	}
}
