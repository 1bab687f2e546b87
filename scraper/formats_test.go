package scraper

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

var updateGoldens = flag.Bool("update", false, "write the golden files of formats anew")

// goldenSource is the source that fixtures are read for.
func goldenSource(format string) meeting.Source {
	src := meeting.Source{ID: "fixture", Program: "aa", Format: format, URL: "https://list.example/root/", Zone: "America/New_York", Language: "en"}
	if format == "bmlt" {
		src.Program, src.Zone, src.Language = "na", "Europe/Berlin", "de"
		src.Options = map[string]any{"formats": map[string]any{"VG": "TC"}}
	}
	return src
}

// Every format must have invented fixtures in testdata/<format>, and a golden
// of what each is read as: go test ./scraper -run EveryFormat -update. A fixture
// that needs a source of its own, with options, has one beside it: the same
// name with .toml, as a catalogue file.
func TestEveryFormatHasFixturesAndGoldens(t *testing.T) {
	for _, name := range FormatNames() {
		fixtures, err := filepath.Glob(filepath.Join("testdata", name, "*"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := FormatByName(name)
		if err != nil {
			t.Fatal(err)
		}
		fixtures = slices.DeleteFunc(fixtures, func(file string) bool {
			return strings.HasSuffix(file, ".golden") || strings.HasSuffix(file, ".toml") && f.Given == nil
		})
		if len(fixtures) == 0 {
			t.Errorf("format %s has no fixture: write one to testdata/%s", name, name)
		}
		for _, fixture := range fixtures {
			t.Run(name+"/"+filepath.Base(fixture), func(t *testing.T) { compareGolden(t, f, fixture) })
		}
	}
}

// fixtureDay is when fixtures were fetched: a Sunday.
var fixtureDay = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// fixtureSource is the source beside a fixture, or the usual one.
func fixtureSource(t *testing.T, f Format, fixture string) meeting.Source {
	t.Helper()
	file := strings.TrimSuffix(fixture, filepath.Ext(fixture)) + ".toml"
	if _, err := os.Stat(file); err != nil {
		return goldenSource(f.Name)
	}
	c, err := LoadCatalogFile(false, file)
	if err != nil {
		t.Fatal(err)
	}
	return c.Own[0]
}

func compareGolden(t *testing.T, f Format, fixture string) {
	src := fixtureSource(t, f, fixture)
	reading := fixtureReading(t, f, src, fixture)
	said := map[string]any{}
	refused := reading.Refused
	meetings := []meeting.Meeting{}
	for _, listing := range reading.Listings {
		for _, l := range expand(listing, src) {
			m, r := Normalise(l, src)
			if r != nil {
				refused = append(refused, *r)
				continue
			}
			meetings = append(meetings, m.Meeting)
		}
	}
	said["meetings"], said["refused"] = meetings, refused
	if len(reading.Next) > 0 {
		said["next"] = reading.Next
	}
	if reading.Declared != "" {
		said["declared"] = reading.Declared
	}
	got, err := json.MarshalIndent(said, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	golden := strings.TrimSuffix(fixture, filepath.Ext(fixture)) + ".golden"
	if *updateGoldens {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("fixture %s has no golden: run with -update and read what it writes (%v)", fixture, err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is read otherwise than its golden says: look at the difference, then run with -update\n%s", fixture, firstDifference(string(want), string(got)))
	}
}

func fixtureReading(t *testing.T, f Format, src meeting.Source, fixture string) Reading {
	t.Helper()
	if f.Given != nil {
		return f.Given(src, fixtureDay)
	}
	body, err := os.ReadFile(fixture)
	if err != nil {
		t.Fatal(err)
	}
	reading, err := f.Read(Page{URL: src.URL, Status: 200, Body: body, Fetched: fixtureDay}, src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return reading
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return "want " + w[i] + "\ngot  " + g[i]
		}
	}
	return "one is longer"
}

func TestUnknownFormatNamesTheKnown(t *testing.T) {
	_, err := FormatByName("rss")
	if err == nil || !strings.Contains(err.Error(), strings.Join(FormatNames(), ", ")) {
		t.Errorf("error %v does not list the known formats", err)
	}
}
