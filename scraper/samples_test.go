package scraper

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

// samplesDir finds the real listings, if they are at hand: a directory
// shared/samples beside the module's root.
func samplesDir(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if s := filepath.Join(dir, "shared", "samples"); isDir(s) {
			return s
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Skip("no shared/samples beside the module: real listings are not read")
		}
		dir = parent
	}
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// sampleSources says how each folder of samples would be configured.
var sampleSources = []struct {
	glob, format, program, zone, country, language string
	options                                        map[string]any
}{
	{"aa/tsml-atlanta*.json", "meeting-guide", "aa", "America/New_York", "US", "en", nil},
	{"aa/tsml-benlomond*.json", "meeting-guide", "aa", "America/Los_Angeles", "US", "en", nil},
	{"aa/tsml-edmonton*.json", "meeting-guide", "aa", "America/Edmonton", "CA", "en", nil},
	{"aa/tsml-fortworth*.json", "meeting-guide", "aa", "America/Chicago", "US", "en", nil},
	{"aa/tsml-meetings46*.json", "meeting-guide", "aa", "America/Detroit", "US", "en", nil},
	{"aa/tsml-nwtexas*.json", "meeting-guide", "aa", "America/Chicago", "US", "en", nil},
	{"aa/tsml-raleigh*.json", "meeting-guide", "aa", "America/New_York", "US", "en", nil},
	{"aa/tsml-sanjose*.json", "meeting-guide", "aa", "America/Los_Angeles", "US", "en", nil},
	{"aa/tsml-sepia*.json", "meeting-guide", "aa", "America/New_York", "US", "en", nil},
	{"aa/tsml-sussex*.json", "meeting-guide", "aa", "America/New_York", "US", "en", nil},
	{"alanon/*.json", "meeting-guide", "al-anon", "America/New_York", "US", "en", nil},
	{"multi-zone/*.json", "meeting-guide", "eda", "America/New_York", "", "en", nil},
	{"na/bmlt-berlin-GetSearch*.json", "bmlt", "na", "Europe/Berlin", "DE", "de", nil},
	{"na/bmlt-3*-GetSearch*.json", "bmlt", "na", "America/New_York", "US", "en", nil},
	{"na/bmlt-*-used_formats*.json", "bmlt", "na", "America/New_York", "US", "en", nil},
	{"na/tomato-*-00.json", "bmlt", "na", "America/New_York", "US", "en", nil},
	{"na/tomato-*-02.json", "bmlt", "na", "America/Chicago", "US", "en", nil},
	{"alanon/*.csv", "csv", "al-anon", "America/Chicago", "US", "en", nil},
	{"naranon/*.csv", "csv", "nar-anon", "America/Chicago", "US", "en", nil},
	{"celebrate-recovery/*.csv", "csv", "celebrate-recovery", "America/Chicago", "US", "en", map[string]any{"defaults": map[string]any{"name": "Celebrate Recovery"}}},
	{"spec/tsml-template.csv", "csv", "aa", "America/Los_Angeles", "US", "en", nil},
}

type sampleRow struct {
	file    string
	listing Listing
	got     meeting.Collected
	refused *meeting.Refusal
}

var readOnce []sampleRow

// readSamples reads every sample of listings as its source would, once for all
// tests.
func readSamples(t testing.TB) []sampleRow {
	t.Helper()
	if readOnce != nil {
		return readOnce
	}
	dir := samplesDir(t)
	var rows []sampleRow
	for _, s := range sampleSources {
		files, err := filepath.Glob(filepath.Join(dir, s.glob))
		if err != nil || len(files) == 0 {
			t.Fatalf("samples %s: %v, %d files", s.glob, err, len(files))
		}
		src := meeting.Source{
			ID: "sample", Program: s.program, Format: s.format, Zone: s.zone, Country: s.country, Language: s.language,
			URL: "https://list.example/", Options: s.options,
		}
		if s.format == "bmlt" {
			src.Options = map[string]any{"formats": map[string]any{"VG": "TC"}}
		}
		for _, file := range files {
			rows = append(rows, readSample(t, dir, file, src)...)
		}
	}
	readOnce = rows
	return rows
}

func readSample(t testing.TB, dir, file string, src meeting.Source) []sampleRow {
	t.Helper()
	f, err := FormatByName(src.Format)
	if err != nil {
		t.Fatal(err)
	}
	known := Terms{}
	if strings.Contains(file, "berlin") {
		known = sampleTerms(t, f, src, filepath.Join(dir, "na/bmlt-german-GetFormats-de.json"))
	}
	reading, err := f.Read(samplePage(t, file), src, known)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	name := filepath.Base(file)
	var rows []sampleRow
	for _, r := range reading.Refused {
		rows = append(rows, sampleRow{file: name, refused: &r})
	}
	for _, published := range reading.Listings {
		for _, l := range expand(published, src) {
			got, refused := Normalise(l, src)
			rows = append(rows, sampleRow{name, l, got, refused})
		}
	}
	return rows
}

func sampleTerms(t testing.TB, f Format, src meeting.Source, file string) Terms {
	t.Helper()
	reading, err := f.Read(samplePage(t, file), src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return reading.Terms
}

func samplePage(t testing.TB, file string) Page {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return Page{URL: "https://list.example/" + filepath.Base(file), Status: 200, Body: body}
}

// Of all rows that name a day and a time, 99 in a hundred must find a place in
// a calendar: with a zone, a start and a day.
func TestSamplesArePlaced(t *testing.T) {
	timed, placed := 0, 0
	byFile := map[string][2]int{}
	count := func(file string, held int) {
		timed, placed = timed+1, placed+held
		n := byFile[file]
		byFile[file] = [2]int{n[0] + 1, n[1] + held}
	}
	reasons := map[string]int{}
	for _, r := range readSamples(t) {
		if r.refused != nil {
			reasons[r.file+": "+r.refused.Field+" "+r.refused.Value+": "+r.refused.Reason]++
			count(r.file, 0)
			continue
		}
		fields := strings.TrimSpace(r.listing.Time) != "" && len(r.listing.Days) > 0
		if !fields && !strings.ContainsAny(r.listing.When, "0123456789") {
			continue
		}
		held := 0
		if s := &r.got.Schedule; s.Timed() && s.Zone != "" && s.Days != 0 && s.Minutes > 0 {
			held = 1
		}
		count(r.file, held)
	}
	for file, n := range byFile {
		if n[1]*100 < n[0]*99 {
			t.Errorf("%s: placed %d of %d", file, n[1], n[0])
		}
	}
	for reason, n := range reasons {
		t.Logf("refused %4d  %s", n, reason)
	}
	t.Logf("placed %d of %d rows with a day and a time", placed, timed)
	if placed*100 < timed*99 {
		t.Errorf("placed %d of %d rows that name a day and a time: fewer than 99 %%", placed, timed)
	}
}

// What leaves a trace in words must be a small part, and each is printed.
func TestSamplesThatAreDoubted(t *testing.T) {
	rows := readSamples(t)
	doubted, limited := 0, 0
	var lines []string
	for _, r := range rows {
		s := &r.got.Schedule
		if r.refused != nil {
			continue
		}
		if !s.Confirmed {
			doubted++
		}
		if s.Text != "" {
			limited++
			lines = append(lines, fmt.Sprintf("%-24.24s %-3s %v %s %v %s | %s | %s", r.file, s.Kind[:3], r.listing.Days, s.Start, s.Confirmed, r.got.Attendance, s.Text, r.got.Name))
		}
	}
	slices.Sort(lines)
	for _, l := range slices.Compact(lines) {
		t.Log(l)
	}
	t.Logf("%d unconfirmed, %d with words, of %d", doubted, limited, len(rows))
	if doubted*50 > len(rows) {
		t.Errorf("%d of %d rows are unconfirmed: more than one in fifty", doubted, len(rows))
	}
}

// The plugin says how a meeting can be attended; our reading of its types and
// address must say the same.
func TestSamplesAgreeWithThePluginOnAttendance(t *testing.T) {
	dir := samplesDir(t)
	checked := 0
	for _, name := range []string{"aa/tsml-sussex-de-2022-09-04.json", "aa/tsml-atlanta-2024-10-06.json", "alanon/tsml-alanon-massachusetts-2023-08-22.json", "multi-zone/tsml-eda-2023-07-10.json"} {
		var published []struct {
			Slug       string
			Attendance string `json:"attendance_option"`
		}
		page := samplePage(t, filepath.Join(dir, name))
		if err := json.Unmarshal(page.Body, &published); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, p := range published {
			want[p.Slug] = p.Attendance
		}
		src := meeting.Source{ID: "sample", Program: "aa", Format: "meeting-guide", Zone: "America/New_York"}
		for _, r := range readSample(t, dir, filepath.Join(dir, name), src) {
			if r.refused != nil {
				continue
			}
			checked++
			got := string(r.got.Attendance)
			if _, off := wordsOf(&r.got.Meeting, 0).suspended(); got != want[r.listing.Key] && !off {
				t.Errorf("%s %s: %s, the plugin says %s (types %v, approximate %s)", r.file, r.listing.Key, got, want[r.listing.Key], r.listing.Types, r.listing.Approximate)
			}
		}
	}
	t.Logf("%d rows compared", checked)
}

// Nothing personal may pass: every masked contact of the samples is an
// address at example.org.
func TestSamplesKeepNoContacts(t *testing.T) {
	for _, r := range readSamples(t) {
		if r.refused != nil {
			continue
		}
		out, err := json.Marshal(r.got.Meeting)
		if err != nil {
			t.Fatal(err)
		}
		if at := strings.Index(string(out), "@example"); at >= 0 {
			t.Errorf("%s %s: a contact stays: …%s", r.file, r.listing.Key, out[max(0, at-40):min(len(out), at+20)])
		}
	}
}

// Meetings of the same slug six days apart stay the same meetings.
func TestSamplesKeepTheirKeys(t *testing.T) {
	keys := map[string]map[string]bool{}
	for _, r := range readSamples(t) {
		if strings.Contains(r.file, "sepia") {
			if keys[r.file] == nil {
				keys[r.file] = map[string]bool{}
			}
			keys[r.file][r.got.SourceKey] = true
		}
	}
	old, now := keys["tsml-sepia-2020-07-23.json"], keys["tsml-sepia-2020-07-29.json"]
	kept := 0
	for k := range now {
		if old[k] {
			kept++
		}
	}
	if share := float64(kept) / float64(cmp.Or(len(old), 1)); share < 0.97 {
		t.Errorf("%d of %d keys are known again: %.2f", kept, len(old), share)
	}
}
