package gazetteer

import (
	"context"
	"errors"
	"sort"
	"strings"
	"testing"

	"openchair/meeting"
)

func TestFind(t *testing.T) {
	for _, tt := range []struct{ text, country, want string }{
		{"Boston, MA", "", "Boston, MA, US"},
		{"boston massachusetts", "", "Boston, MA, US"},
		{"Boston", "", "Boston, MA, US"},
		{"Boston, England", "US", "Boston, England, GB"},
		{"Boston", "GB", "Boston, MA, US"},
		{"Cambridge", "GB", "Cambridge, England, GB"},
		{"Cambridge", "US", "Cambridge, MA, US"},
		{"Springfield, Illinois, USA", "", "Springfield, IL, US"},
		{"Springfield Missouri", "", "Springfield, MO, US"},
		{"Paris", "", "Paris, FR"},
		{"Paris, TX", "", "Paris, TX, US"},
		{"02139", "", "02139, Cambridge, MA, US"},
		{"02139-4307", "", "02139, Cambridge, MA, US"},
		{"MÜNCHEN", "", "Munich, DE"},
		{"Nueva York", "", "New York City, NY, US"},
		{"St. John's, NL", "", "St. John's, NL, CA"},
		{"Mexico City", "", "Mexico City, MX"},
		{"Philadelfia", "", "Philadelphia, PA, US"},
		{"Philadelhpia, PA", "", "Philadelphia, PA, US"},
		{"42.36, -71.06", "", "42.36, -71.06"},
		{"91, 0", "", ""}, {"", "", ""}, {"zzzz", "", ""}, {"Boston, Gabon", "", ""},
		{"00000", "", ""}, {"\t", "", ""}, {strings.Repeat("x", 10_000), "", ""}, {"\u202e", "", ""},
	} {
		got := ""
		if found := Find(tt.text, tt.country); len(found) > 0 {
			got = found[0].Label()
		}
		if got != tt.want {
			t.Errorf("%.40q from %q: got %q, want %q", tt.text, tt.country, got, tt.want)
		}
	}
}

func TestANameOfManyTownsOffersThemAll(t *testing.T) {
	found := Find("Springfield", "US")
	if len(found) < 10 || found[0].State != "MO" || found[1].State != "MA" {
		t.Errorf("%d found, %+v", len(found), found[:2])
	}
}

// Every line is found by its key, which is folded as questions are.
func TestTablesAreWhole(t *testing.T) {
	for name, table := range map[string][]byte{"cities": cities, "zips": zips} {
		lines := strings.Split(strings.TrimSuffix(string(table), "\n"), "\n")
		if !sort.StringsAreSorted(lines) || len(lines) < 20_000 {
			t.Errorf("%s: %d lines, out of order", name, len(lines))
		}
		odd := 0
		for i, line := range lines {
			s, ok := parse(line)
			if !ok || s.Lat < -90 || s.Lat > 90 || s.Lon < -180 || s.Lon > 180 {
				t.Fatalf("%s: %q", name, line)
			}
			key, _, _ := strings.Cut(line, "\t")
			if s.Code == "" && strings.Join(meeting.SearchWords(s.Name), " ") != key {
				odd++
			}
			if i%500 == 0 && len(lookup(table, key)) == 0 {
				t.Errorf("%s: %q is not found", name, key)
			}
		}
		if odd > 0 {
			t.Errorf("%s: %d keys are not folded as questions are", name, odd)
		}
	}
	for line := range strings.Lines(aliases) {
		if _, to, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && len(lookup(cities, to)) == 0 {
			t.Errorf("alias to nowhere: %q", line)
		}
	}
}

func TestListingsAreAskedForWhatIsNotShipped(t *testing.T) {
	told := func(_ context.Context, name string) ([]meeting.Spot, error) {
		if name == "harrow hill" {
			return []meeting.Spot{{Name: "Harrow Hill", State: "Massachusetts", Country: "USA", Lat: 1}, {Name: "Harrow Hill", State: "ON", Country: "CA", Lat: 2}}, nil
		}
		return nil, nil
	}
	for text, want := range map[string]float64{"Harrow Hill": 1, "harrow hill, ON": 2, "Harrow Hill MA": 1, "Harrow Hill, Canada": 2, "Boston": 42.36, "Harrow Hill, France": 0} {
		found, err := Resolve(t.Context(), told, text, "")
		if err != nil {
			t.Fatal(err)
		}
		got := 0.0
		if len(found) > 0 {
			got = found[0].Lat
		}
		if got != want {
			t.Errorf("%s: %v", text, found)
		}
	}
	broken := errors.New("no store")
	if _, err := Resolve(t.Context(), func(context.Context, string) ([]meeting.Spot, error) { return nil, broken }, "Nowhere", ""); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Boston, MA", "02139", "1,2", "ÿ", "\xff", ",,,", "a b c d e f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, found := range Find(s, "US") {
			if found.Label() == "" {
				t.Errorf("%q leads to a place without a name", s)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	for _, text := range []string{"Boston, MA", "Philadelhpia", "02139"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if len(Find(text, "US")) == 0 {
					b.Fatal("nowhere")
				}
			}
		})
	}
}
