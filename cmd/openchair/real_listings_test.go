package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// realSources points a bench at the real listings of four folders and returns,
// for each source, how many of its rows name a day and a time.
func realSources(t *testing.T, b *bench) (*site, map[string]int) {
	t.Helper()
	dir := sampleDir(t)
	s := newSite(t)
	timed := map[string]int{}
	add := func(file, program, format, zone, country string, rows int) {
		id := strings.ToLower(strings.NewReplacer(".json", "", ".", "-", "_", "-").Replace(filepath.Base(file)))
		url := s.URL + "/" + id
		path := "/" + id
		if format == "bmlt" {
			path += "/client_interface/json/"
		}
		s.replace(path, readFile(t, file))
		timed[id] = rows
		b.source(id, fmt.Sprintf("program = %q\nformat = %q\nurl = %q\nzone = %q\ncountry = %q", program, format, url, zone, country))
	}
	for _, f := range glob(t, dir, "aa/*.json", "alanon/*.json", "multi-zone/*.json") {
		if strings.Contains(f, "sepia-2020-07-29") {
			continue // the later of a pair; it has a test of its own
		}
		zone, country := zoneOfSample(f)
		add(f, programOfSample(f), "meeting-guide", zone, country, timedGuideRows(t, f))
	}
	for _, f := range glob(t, dir, "na/*.json") {
		if n := timedBMLTRows(t, f); n > 0 {
			zone, country := zoneOfSample(f)
			add(f, "na", "bmlt", zone, country, n)
		}
	}
	return s, timed
}

func TestCollectStoresTheRealListings(t *testing.T) {
	b := newBench(t)
	_, timed := realSources(t, b)
	runs := jsonLines[runLine](t, b.must("collect", "--json"))
	if len(runs) != len(timed) {
		t.Fatalf("%d runs for %d sources", len(runs), len(timed))
	}
	stored := map[string]int{}
	for _, m := range jsonLines[meetingLine](t, b.must("meetings", "--json")) {
		if m.Schedule.Start != "" {
			stored[m.Source]++
		}
	}
	total, placed := 0, 0
	for _, r := range runs {
		rows := timed[r.Source]
		total, placed = total+rows, placed+min(rows, stored[r.Source])
		t.Logf("%-45s %-10s listed %4d stored %4d timed rows %4d placed %4d refused %d", r.Source, r.Class, r.Counts.Listed, r.Counts.Stored, rows, stored[r.Source], r.Counts.Refused)
		if r.Class != "ok" {
			t.Errorf("%s: class %s: %s", r.Source, r.Class, r.Message)
		}
		if r.Counts.Refused != len(r.Refused) || r.Counts.Listed != r.Counts.Stored+r.Counts.Refused {
			t.Errorf("%s: counts don't add up: %+v with %d refusals named", r.Source, r.Counts, len(r.Refused))
		}
		if 100*stored[r.Source] < 99*rows {
			t.Errorf("%s: placed %d of %d rows that name a day and a time, want 99 %%", r.Source, stored[r.Source], rows)
		}
		for _, f := range r.Refused {
			if f.Reason == "" || f.Field == "" {
				t.Errorf("%s: row %q was refused without saying why", r.Source, f.Key)
			}
		}
	}
	if float64(placed) < 0.99*float64(total) {
		t.Errorf("placed %d of %d rows that name a day and a time, want 99 %%", placed, total)
	}
}

func TestASecondSnapshotShowsChangesAndNoWholesaleReplacement(t *testing.T) {
	b := newBench(t)
	dir := sampleDir(t)
	s := newSite(t)
	b.source("sepia", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nurl = %q\nzone = \"America/New_York\"\ncountry = \"US\"", s.URL+"/feed"))
	s.replace("/feed", readFile(t, filepath.Join(dir, "aa/tsml-sepia-2020-07-23.json")))
	b.must("collect")
	before := idsByKey(t, b)
	s.replace("/feed", readFile(t, filepath.Join(dir, "aa/tsml-sepia-2020-07-29.json")))
	run := jsonLines[runLine](t, b.must("collect", "--json"))[0]
	t.Logf("%+v", run.Counts)
	after := idsByKey(t, b)

	kept := 0
	for key, id := range before {
		if after[key] == id {
			kept++
		}
	}
	if run.Class != "ok" {
		t.Fatalf("class %s: %s", run.Class, run.Message)
	}
	// Counted in the two files by slug: 1920 in both, 8 gone, 19 new. What is
	// missed once is not retired: all 1928 keep their ids.
	if c := run.Counts; kept != 1928 || c.Missed != 8 || c.New != 19 {
		t.Errorf("kept %d ids, missed %d, new %d; want 1928, 8 and 19", kept, c.Missed, c.New)
	}
	if c := run.Counts.Changed; c < 150 || c > 394 {
		t.Errorf("%d meetings changed; 394 rows differ in any field, 150 at least in one that is kept", c)
	}
	again := jsonLines[runLine](t, b.must("collect", "--json"))[0]
	if again.Class != "unchanged" {
		t.Errorf("the same bytes again: class %s, want unchanged", again.Class)
	}
}

func idsByKey(t *testing.T, b *bench) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for _, m := range jsonLines[meetingLine](t, b.must("meetings", "--json")) {
		ids[m.SourceKey] = m.ID
	}
	return ids
}

func glob(t *testing.T, dir string, patterns ...string) []string {
	t.Helper()
	var files []string
	for _, p := range patterns {
		found, err := filepath.Glob(filepath.Join(dir, p))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	slices.Sort(files)
	return files
}

// timedGuideRows counts the rows of a Meeting Guide file that name a day and a time.
func timedGuideRows(t *testing.T, file string) int {
	t.Helper()
	var rows []map[string]any
	if err := json.Unmarshal(readFile(t, file), &rows); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return countTimed(rows, "day", "time")
}

// timedBMLTRows counts those of a BMLT answer; 0 for answers that list no meetings.
func timedBMLTRows(t *testing.T, file string) int {
	t.Helper()
	body := readFile(t, file)
	var rows []map[string]any
	if json.Unmarshal(body, &rows) != nil {
		var wrapped struct{ Meetings []map[string]any }
		if err := json.Unmarshal(body, &wrapped); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		rows = wrapped.Meetings
	}
	return countTimed(rows, "weekday_tinyint", "start_time")
}

func countTimed(rows []map[string]any, day, clock string) int {
	n := 0
	for _, r := range rows {
		if present(r[day]) && present(r[clock]) {
			n++
		}
	}
	return n
}

func present(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case string:
		return v != ""
	case []any:
		return len(v) > 0
	}
	return true
}

func programOfSample(file string) string {
	if strings.Contains(file, "/alanon/") {
		return "al-anon"
	}
	return "aa"
}

// zoneOfSample is what an operator would configure for each sample.
func zoneOfSample(file string) (zone, country string) {
	for part, zc := range map[string][2]string{
		"edmonton": {"America/Edmonton", "CA"}, "fortworth": {"America/Chicago", "US"}, "nwtexas": {"America/Chicago", "US"},
		"sanjose": {"America/Los_Angeles", "US"}, "benlomond": {"America/Los_Angeles", "US"}, "meetings46": {"America/Detroit", "US"},
		"berlin": {"Europe/Berlin", "DE"}, "geneva": {"America/New_York", "US"},
	} {
		if strings.Contains(file, part) {
			return zc[0], zc[1]
		}
	}
	return "America/New_York", "US"
}
