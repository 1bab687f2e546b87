package mail

import "testing"

func TestShortNamesAreHiddenHoweverTheyAreWritten(t *testing.T) {
	a := nooner(t)
	for s, want := range map[string]string{
		"AA Clubhouse": "… Clubhouse", "A.A. Clubhouse": "… Clubhouse", "A. A. Clubhouse": "… Clubhouse", "The A.A.": "The …", "(A.A)": "(…)",
		"Passcode: AAbA.A1": "Passcode: AAbA.A1", "Ramp at door A. Ask for Ann": "Ramp at door A. Ask for Ann", "Room A.A": "Room …",
	} {
		if got := a.hider(false)(s); got != want {
			t.Errorf("%q is told as %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{"12 Mill Road, A.A. Hall": "12 Mill Road, … Hall", "1 Main St, Springfield, AA 30303": "1 Main St, Springfield, AA 30303"} {
		if got := a.hider(true)(s); got != want {
			t.Errorf("the address %q is told as %q, want %q", s, got, want)
		}
	}
}

// FuzzHide holds the quick look for what a name needs to the pattern itself.
func FuzzHide(f *testing.F) {
	for _, s := range []string{
		"", "Side door", "the Alcoholics Anonymous room", "ALCOHOLICS ANONYMOUS, AA", "Alcóhólicos Anónimos", "al-anon upstairs", "Alanon",
		"A.A.", "(A. A.)", "A.A A.A.", "Alateen at six", "ala-Teen", "Nar-Anon and NARANON", "ALCOHÓLICOS ANÓNIMOS", "alcoholicſ anonymouſ", "passcode aa1AA", "Room AA", "\xffAA\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, inAddress := range []bool{false, true} {
			for _, p := range namesOf(hidden{"Alcoholics Anonymous", "AA", "aa", inAddress}) {
				if !p.mayBeIn(s, folded(s)) && p.hide(s) != s {
					t.Errorf("%q: %s finds what it says can't be there", s, p)
				}
			}
		}
	})
}
