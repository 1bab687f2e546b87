package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestPhraseShowsHowWordsAreRead(t *testing.T) {
	b := newBench(t)
	said := b.must("phrase", "--country", "US", "1st & 3rd Tuesdays 7 - 8:30 pm ET")
	for _, want := range []string{"1st and 3rd Tuesdays 7:00 – 8:30 pm", "FREQ=MONTHLY;BYDAY=1TU,3TU", "America/New_York", "next     Tue "} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing from\n%s", want, said)
		}
	}
	if n := strings.Count(said[strings.Index(said, "next"):], "19:00"); n != 3 {
		t.Errorf("%d next dates, want 3:\n%s", n, said)
	}
}

func TestPhraseInJSONReadsALineEach(t *testing.T) {
	type line struct {
		Text     string
		Schedule struct {
			RRule      string
			Start, End *string
			Minutes    *int `json:"duration_minutes"`
			Zone       string
			Exceptions []struct{ First, Last string }
			From       string
			Until      string
			Confirmed  bool
			Text       string
		}
		Unread []string
	}
	b := newBench(t)
	out := b.mustRead("Tuesdays 7pm, no meetings Dec 21, 2026 through Jan 4, 2027\n\nEvery other Tuesday 7pm\nOpen to all\n", "phrase", "--json")
	lines := jsonLines[line](t, out)
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3:\n%s", len(lines), out)
	}
	s := lines[0].Schedule
	if s.RRule != "FREQ=WEEKLY;BYDAY=TU" || *s.Start != "19:00" || *s.End != "20:00" || *s.Minutes != 60 || !s.Confirmed ||
		len(s.Exceptions) != 1 || s.Exceptions[0].First != "2026-12-21" || s.Exceptions[0].Last != "2027-01-04" {
		t.Errorf("%+v", s)
	}
	if s := lines[1].Schedule; s.Confirmed || s.Text != "Every other Tuesday 7pm" {
		t.Errorf("%+v", s)
	}
	if s := lines[2].Schedule; s.RRule != "" || s.Start != nil || s.Confirmed {
		t.Errorf("%+v", s)
	}
}

// Who reads the lines by machine finds these keys and no others, where there is
// nothing more to say.
func TestPhraseInJSONHasTheKeysThatAreTold(t *testing.T) {
	lines := jsonLines[map[string]any](t, newBench(t).must("phrase", "--json", "Tuesdays 7 pm ET"))
	keys := func(m any) string { return strings.Join(slices.Sorted(maps.Keys(m.(map[string]any))), " ") }
	if got := keys(lines[0]); got != "schedule text unread" {
		t.Error(got)
	}
	if got := keys(lines[0]["schedule"]); got != "confirmed duration_minutes end exceptions from rrule start text until zone" {
		t.Error(got)
	}
}
