package main

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"openchair/internal/corpus"
	"openchair/meeting"
	"openchair/storage"
)

func TestFlagsChooseByPlaceTimeAndKind(t *testing.T) {
	db, err := storage.Open(t.Context(), filepath.Join(t.TempDir(), "s.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	all := corpus.Meetings(1, 1000)
	if err := collectAs(t.Context(), db, all[0].Source, all, time.Now()); err != nil {
		t.Fatal(err)
	}
	flags := filterFlags{Near: "Philadelphia, PA", Within: "15mi", Time: "evening", Type: []string{"O"}, Language: []string{"en"}}
	f, err := flags.filter()
	if err != nil {
		t.Fatal(err)
	}
	if err := flags.place(t.Context(), db, &f); err != nil {
		t.Fatal(err)
	}
	n := 0
	for m, err := range db.EachMeeting(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		km := meeting.Distance(39.95, -75.17, m.Place.Latitude, m.Place.Longitude) / 1000
		if h := m.Schedule.Start.Hour(); h < 17 || h >= 22 || km > 25 {
			t.Errorf("%s at %s, %.0f km away", m.Name, m.Schedule.Start, km)
		}
	}
	if n == 0 {
		t.Error("nothing was found")
	}
	for _, bad := range []filterFlags{{Near: "qwxzyh", Within: "25km"}, {Near: "Boston", Within: "far"}} {
		var usage usageError
		if err := bad.place(t.Context(), db, &f); !errors.As(err, &usage) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if _, err := (&filterFlags{Time: "soon"}).filter(); err == nil {
		t.Error("a time that is none was taken")
	}
}

func TestInventedMeetingsAreOfEveryProgram(t *testing.T) {
	catalog, err := (&globals{}).catalog()
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, m := range corpus.Meetings(1, 4000) {
		held[m.Program] = true
	}
	for _, p := range catalog.Programs {
		if !held[p.ID] {
			t.Errorf("no meeting is of %s", p.ID)
		}
	}
	if len(held) != len(catalog.Programs) {
		t.Errorf("%d programs in the corpus, %d in the catalogue", len(held), len(catalog.Programs))
	}
}
