package corpus_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"openchair/internal/corpus"
	"openchair/meeting"
)

func TestMeetingsAreTheSameForTheSameSeed(t *testing.T) {
	a, b := corpus.Meetings(1, 200), corpus.Meetings(1, 200)
	if !reflect.DeepEqual(a, b) {
		t.Error("one seed made two corpora")
	}
	if reflect.DeepEqual(a, corpus.Meetings(2, 200)) {
		t.Error("two seeds made one corpus")
	}
}

func TestMeetingsArePlausible(t *testing.T) {
	kinds, ways, programs, zones := map[meeting.Kind]int{}, map[meeting.Attendance]int{}, map[string]int{}, map[string]int{}
	for _, m := range corpus.Meetings(7, 4000) {
		s := &m.Schedule
		kinds[s.Kind]++
		ways[m.Attendance]++
		programs[m.Program]++
		zones[s.Zone]++
		if _, err := meeting.Zone(s.Zone); err != nil {
			t.Fatal(err)
		}
		if !meeting.ZoneFitsPlace(s.Zone, m.Place.Country, m.Place.State) || !meeting.PointFitsPlace(m.Place.Latitude, m.Place.Longitude, m.Place.Country, "") {
			t.Errorf("%s, %s: %s at %f %f", m.Place.City, m.Place.State, s.Zone, m.Place.Latitude, m.Place.Longitude)
		}
		if m.Attendance == meeting.InPerson && m.Place.City == "" || m.Attendance == meeting.Online && m.Join.URL == "" {
			t.Errorf("%s can't be attended", m.Name)
		}
	}
	if len(kinds) != 4 || len(ways) != 4 || len(programs) < 13 || len(zones) < 400 {
		t.Errorf("too much alike: %v %v %v %v", kinds, ways, programs, zones)
	}
}

// The system's own list of zones may be newer than ours by a zone or two, which
// are then to be taken in.
func TestMeetingsAreInEveryZoneThatACountryKeeps(t *testing.T) {
	table, err := os.ReadFile("/usr/share/zoneinfo/zone.tab")
	if err != nil {
		t.Skip("tzdata's zone.tab is not installed: ", err)
	}
	held := map[string]bool{}
	for _, m := range corpus.Meetings(7, 4000) {
		held[m.Schedule.Zone] = true
	}
	for line := range strings.Lines(string(table)) {
		f := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(f) < 3 {
			continue
		}
		if _, err := meeting.Zone(f[2]); err == nil && !held[f[2]] {
			t.Errorf("no meeting is in %s: add it to zones.tsv", f[2])
		}
	}
}
