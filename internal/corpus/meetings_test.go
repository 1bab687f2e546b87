package corpus_test

import (
	"reflect"
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
	for _, m := range corpus.Meetings(7, 3000) {
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
	if len(kinds) != 4 || len(ways) != 4 || len(programs) < 13 || len(zones) < 20 {
		t.Errorf("too much alike: %v %v %v %v", kinds, ways, programs, zones)
	}
}
