package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
	"openchair/storage"
)

// What differs between the lists of one office of 23 and 29 July 2020, looked at
// row by row. Every row stands here by its key.
var sixDays = struct{ fresh, gone, moved map[string]string }{
	fresh: map[string]string{
		"nightly-womens-meeting":            "a women's meeting online, Sundays 7:30 pm; no row had the name",
		"tuesday-night-workshop-meeting":    "a workshop online, Thursdays 7 pm; no row had the name or its link",
		"simply-women-closed-meeting":       "a new group online, every day 8:30 pm: Sunday",
		"simply-women-closed-meeting-mon":   "the same group: Monday",
		"simply-women-closed-meeting-tues":  "the same group: Tuesday",
		"simply-women-closed-meeting-wens":  "the same group: Wednesday",
		"simply-women-closed-meeting-thur":  "the same group: Thursday",
		"simply-women-closed-meeting-fri":   "the same group: Friday",
		"simply-women-closed-meeting-Sat":   "the same group: Saturday",
		friendship + "-st-" + men:           "a men's week beside the Sunday that was listed, 10 am: Monday",
		friendship + "-stre-" + men:         "the same: Tuesday",
		friendship + "-stree-" + men:        "the same: Wednesday",
		friendship + "-street-" + men:       "the same: Thursday",
		friendship + "-street-" + men + "s": "the same: Friday",
		friendship + "-str-" + men:          "the same: Saturday",
		upperDarby + "-5-183000-8sunday":    "8 pm beside the 5 pm that was listed: Sunday",
		upperDarby + "-5-183000-8thursday":  "the same: Thursday",
		upperDarby + "-5-183000-8friday":    "the same: Friday",
		upperDarby + "-3-180000":            "Wednesdays 6 pm in the club, suspended; the 5 pm of that day stays",
	},
	gone: map[string]string{
		"foglifters-sunday":    "the group withdrew its week; nothing new has its name, place or hour",
		"foglifters-monday":    "the same group",
		"foglifters-tuesday":   "the same group",
		"foglifters-wednesday": "the same group",
		"foglifters-thursday":  "the same group",
		"foglifters-friday":    "the same group",
		"foglifters-saturday":  "the same group",
		"meeting-25-n-chancellor-st-newtown-pa-18940-usa-2-180000": "the suspended row of a group whose online row was listed before and stays",
	},
	moved: map[string]string{
		"meeting-3101-tyson-ave-philadelphia-pa-19149-usa-1-190000": "from 7 pm to 8 pm, and online from now on; the key still says 7 pm",
	},
}

const (
	friendship = "meeting-4945-friendship"
	men        = "philadelphia-pa-19135-usa-4-210000-men"
	upperDarby = "meeting-7109-west-chester-pike-upper-darby-pa-19082-usa"
	// sobrietyClub moved as a whole, from James Way to County Line Road.
	sobrietyClub     = "meeting-95-james-way-southampton-pa-18966-usa-"
	sobrietyMeetings = 38
)

func TestSixDaysOfARealListAreToldRight(t *testing.T) {
	dir := filepath.Join(sampleDir(t), "aa")
	b, s := newBench(t), newSite(t)
	b.source("sepia", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nurl = %q\nzone = \"America/New_York\"\ncountry = \"US\"", s.URL+"/feed"))
	var runs []runLine
	for _, day := range []string{"2020-07-23", "2020-07-29"} {
		s.replace("/feed", readFile(t, filepath.Join(dir, "tsml-sepia-"+day+".json")))
		runs = append(runs, jsonLines[runLine](t, b.must("collect", "--json"))...)
	}
	if n := runs[1].Counts; n.New != len(sixDays.fresh) || n.Missed != len(sixDays.gone) || n.Renamed != 0 || n.Retired != 0 {
		t.Errorf("new %d, gone %d, renamed %d, retired %d; want %d, %d, none, none", n.New, n.Missed, n.Renamed, n.Retired, len(sixDays.fresh), len(sixDays.gone))
	}
	db, err := storage.Open(t.Context(), filepath.Join(b.dir, "openchair.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	keys := map[string]string{}
	var gone []string
	all, _, err := db.Meetings(t.Context(), meeting.Filter{Retired: true, Witnesses: true}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	latest := slices.MaxFunc(all, func(a, b meeting.Meeting) int { return a.LastConfirmed.Compare(b.LastConfirmed) }).LastConfirmed
	for _, m := range all {
		if keys[m.ID] = m.SourceKey; m.LastConfirmed.Before(latest) {
			gone = append(gone, m.SourceKey)
		}
	}
	changes, err := db.Changes(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var fresh, moved []string
	club := 0
	for _, c := range changes {
		key := keys[c.Meeting]
		if c.Kind == meeting.Added {
			fresh = append(fresh, key)
		}
		switch at := movedIn(c); {
		case strings.HasPrefix(key, sobrietyClub) && at == "place":
			club++
		case at != "":
			moved = append(moved, key)
		}
	}
	sameKeys(t, "new", fresh, sixDays.fresh)
	sameKeys(t, "gone", gone, sixDays.gone)
	sameKeys(t, "moved", moved, sixDays.moved)
	if club != sobrietyMeetings {
		t.Errorf("%d meetings of the club moved with it, want %d", club, sobrietyMeetings)
	}
}

// movedIn says in what a change moves a meeting: its time, its place, or not.
func movedIn(c meeting.Change) string {
	for _, f := range c.Fields {
		switch f.Field {
		case "schedule.start", "schedule.rrule", "schedule.zone":
			return "time"
		case "place.address":
			return "place"
		}
	}
	return ""
}

func sameKeys(t *testing.T, what string, got []string, want map[string]string) {
	t.Helper()
	for _, key := range got {
		if want[key] == "" {
			t.Errorf("%s is told as %s, which it is not", key, what)
		}
	}
	for key, why := range want {
		if !slices.Contains(got, key) {
			t.Errorf("%s is not told as %s, though it is: %s", key, what, why)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d are %s, want %d", len(got), what, len(want))
	}
}
