package mail

import (
	"strings"
	"testing"

	"openchair/meeting"
)

func TestShortNamesAreHiddenHoweverTheyAreWritten(t *testing.T) {
	a := nooner(t)
	for s, want := range map[string]string{
		"AA Clubhouse": "… Clubhouse", "A.A. Clubhouse": "… Clubhouse", "A. A. Clubhouse": "… Clubhouse", "The A.A.": "The …", "(A.A)": "(…)",
		"Passcode: AAbA.A1": "Passcode: AAbA.A1", "Ramp at door A. Ask for Ann": "Ramp at door A. Ask for Ann", "Room A.A": "Room …",
		"St.A.A. Hall": "St.… Hall", "A.A.Meeting": "….Meeting", "by A.A...": "by …..", "B.A.A. Hall": "B.A.A. Hall", "A.A.B. Hall": "A.A.B. Hall", "Door A. A.A. inside": "Door A. … inside",
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

func TestStatesAndCountriesAreLeftInAddressesHoweverTheyAreWritten(t *testing.T) {
	for _, c := range []struct{ short, s, want string }{
		{"CR", "San José, C.R.", "San José, C.R."}, {"CR", "San José, CR", "San José, CR"}, {"CR", "C. R., San José", "C. R., San José"},
		{"SA", "1 Main St, Springfield, U.S.A.", "1 Main St, Springfield, U.S.A."}, {"US", "1 Main St, U.S.A.", "1 Main St, U.S.A."},
		{"GA", "1 Main St, Atlanta, G.A. 30303", "1 Main St, Atlanta, G.A. 30303"}, {"GA", "G.A. Hall, Atlanta, GA 30303", "… Hall, Atlanta, GA 30303"},
		{"GA", "GA Clubhouse, Atlanta, GA 30303", "… Clubhouse, Atlanta, GA 30303"}, {"AA", "Sala A.A., Calle 5", "Sala …, Calle 5"}, {"AA", "Grupo AA", "Grupo …"},
	} {
		a := nooner(t)
		a.program.Name, a.program.ShortName, a.meeting.Program = "Some Program", c.short, "some-program"
		if got := a.hider(true)(c.s); got != c.want {
			t.Errorf("%s: the address %q is told as %q, want %q", c.short, c.s, got, c.want)
		}
	}
	a := nooner(t)
	a.program.ShortName, a.reader.MapLinks = "CR", true
	if l := a.mapLink(&meeting.Place{Address: "Calle 5", City: "San José, C.R."}); l == nil || !strings.Contains(l.URL, "C.R.") {
		t.Errorf("the map leads to %v", l)
	}
	a.program.ShortName = "SA"
	if got := a.hider(false)("Made in the U.S.A., with S.A. upstairs"); got != "Made in the U.S.A., with … upstairs" {
		t.Errorf("told as %q", got)
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
