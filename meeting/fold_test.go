package meeting

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "  Grace \t Church\n": "grace church", "Straße": "strasse", "STRASSE": "strasse", "GROẞ": "gross",
		"São Tomé": "sao tome", "Québec": "quebec", "Que\u0301bec": "quebec", "Łódź": "lodz", "Ærø": "aero", "İstanbul": "istanbul", "ılık": "ilik",
		"Women’s": "women's", "ＡＡ": "aa", "Nooners™": "noonerstm", "ﬁve": "five", "non\u00a0break": "non break", "ΟΔΟΣ": "οδοσ", "οδος": "οδοσ",
		"東京": "東京", "Ǣ": "ae", "\xff": "\ufffd",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Grace  Church", "Straße", "Nooners™", "İ", "ﬃ", "\xff", "각", "ǅ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Fatalf("%q folds to %q, then %q", s, once, twice)
		}
	})
}
