package meeting

import "testing"

func TestAnAddressKeepsWhatIsNoNameOfTheProgram(t *testing.T) {
	ca := Program{ID: "ca", ShortName: "CA", Name: "Cocaine Anonymous"}
	for in, want := range map[string]string{
		"1 Main St, San Francisco, CA 94110": "1 Main St, San Francisco, CA 94110",
		"1 Main St, San Francisco CA":        "1 Main St, San Francisco CA",
		"CA Fellowship Hall, 1 Main St":      "1 Main St",
		"Cocaine Anonymous, 1 Main St":       "1 Main St",
		"CA, USA":                            "CA, USA",
	} {
		if got := Veil(in, ca); got != want {
			t.Errorf("Veil(%q) = %q, want %q", in, got, want)
		}
	}
}
