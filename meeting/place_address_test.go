package meeting

import "testing"

func TestFullAddressNamesTheTownOnce(t *testing.T) {
	for _, c := range []struct{ address, city, want string }{
		{"", "", ""},
		{"1 Hill Road", "", "1 Hill Road"},
		{"", "Hillton", "Hillton"},
		{"1 Hill Road", "Hillton", "1 Hill Road, Hillton"},
		{"1 Hill Road, HILLTON, 12345", "Hillton", "1 Hill Road, HILLTON, 12345"},
		{"Calle 5, Bogota", "Bogotá", "Calle 5, Bogota"},
	} {
		p := Place{Address: c.address, City: c.city}
		if got := p.FullAddress(); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.address, c.city, got, c.want)
		}
	}
}
