package mail

import (
	"testing"
)

// FuzzHide holds the quick look for what a name needs to the pattern itself.
func FuzzHide(f *testing.F) {
	for _, s := range []string{
		"", "Side door", "the Alcoholics Anonymous room", "ALCOHOLICS ANONYMOUS, AA", "Alcóhólicos Anónimos", "al-anon upstairs", "Alanon",
		"Alateen at six", "ala-Teen", "Nar-Anon and NARANON", "ALCOHÓLICOS ANÓNIMOS", "alcoholicſ anonymouſ", "passcode aa1AA", "Room AA", "\xffAA\xff",
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
