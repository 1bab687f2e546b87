package scraper

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"openchair/meeting"
)

// fakeZones is a finder that knows some points and counts its questions.
type fakeZones struct {
	mu    sync.Mutex
	known map[meeting.GridPoint]string
	asked int
	fails error
}

func (f *fakeZones) ZoneAt(_ context.Context, lat, lon float64) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked++
	return f.known[meeting.GridPointOf(lat, lon)], f.fails
}

// fakeZoneStore keeps zones in memory.
type fakeZoneStore map[string]string

func (s fakeZoneStore) ZonePoint(_ context.Context, p meeting.GridPoint, data string) (string, bool, error) {
	zone, ok := s[fmt.Sprint(p, data)]
	return zone, ok, nil
}

func (s fakeZoneStore) KeepZonePoint(_ context.Context, p meeting.GridPoint, data, zone string) error {
	s[fmt.Sprint(p, data)] = zone
	return nil
}

func TestVenuesAreInTheZoneOfTheirCoordinates(t *testing.T) {
	const elPaso, dallas = "31.76190, -106.48500", "32.77670, -96.79700"
	finder := &fakeZones{known: map[meeting.GridPoint]string{
		meeting.GridPointOf(31.7619, -106.485): "America/Denver", meeting.GridPointOf(32.7767, -96.797): "America/Chicago",
		meeting.GridPointOf(34.2359, -118.5636): "America/Los_Angeles", meeting.GridPointOf(37.09024, -95.71289): "America/Chicago",
	}}
	for _, c := range []struct {
		name, fields, coordinates, want string
	}{
		{"a state of two zones", `"formatted_address": "1 Elm Row, El Paso, TX 79901, USA"`, elPaso, "America/Denver point"},
		{"its other part", `"formatted_address": "1 Elm Row, Dallas, TX 75201, USA"`, dallas, "America/Chicago point"},
		{"no address at all", `"location": "Hall"`, elPaso, "America/Denver point"},
		{"a hybrid meeting", `"location": "Hall", "types": ["ONL"], "formatted_address": "1 Elm Row, El Paso, TX 79901, USA", "conference_url": "https://zoom.us/j/1"`, elPaso, "America/Denver point"},
		{"the listing's own zone comes first", `"timezone": "America/New_York", "formatted_address": "1 Elm Row, El Paso, TX 79901, USA"`, elPaso, "America/New_York listing"},
		{"a zone in words comes first", `"name": "Lamp - 7pm Central", "formatted_address": "1 Elm Row, El Paso, TX 79901, USA"`, elPaso, "America/Chicago words"},
		{"a state of one zone needs no coordinates", `"formatted_address": "1 Elm Row, Newton, IA 50208, USA"`, elPaso, "America/Chicago place"},
		{"an online meeting is nowhere", `"types": ["ONL", "TC"], "conference_url": "https://zoom.us/j/1"`, elPaso, "Europe/London source"},
		{"an area is no door", `"approximate": "yes", "formatted_address": "TX, USA"`, elPaso, "Europe/London source"},
		{"coordinates that the address contradicts", `"formatted_address": "1 Elm Row, El Paso, TX 79901, USA"`, "34.23590, -118.56360", "Europe/London source"},
		{"the middle of a country", `"location": "Hall"`, "37.09024, -95.71289", "Europe/London source"},
		{"the sea", `"location": "Hall"`, "30.0, -40.0", "Europe/London source"},
	} {
		r, err := mgRead(`[{"slug": "lamp", "name": "Lamp", "day": 2, "time": "19:00", "coordinates": "` + c.coordinates + `", ` + c.fields + `}]`)
		if err != nil {
			t.Fatal(err)
		}
		src := mgSource
		src.Zone, src.Country = "Europe/London", "US"
		rows := (&Collector{Zones: finder}).rows(src)
		if err := rows.add(r); err != nil || len(rows.meetings) != 1 {
			t.Fatalf("%s: %v, %v", c.name, err, rows.refused)
		}
		s := rows.meetings[0].Schedule
		if got := s.Zone + " " + string(s.ZoneFrom); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestAPointIsAskedForOnce(t *testing.T) {
	finder := &fakeZones{known: map[meeting.GridPoint]string{meeting.GridPointOf(31.7619, -106.485): "America/Denver"}}
	kept := &KeptZones{Store: fakeZoneStore{}, Finder: finder, Data: "a"}
	for range 3 {
		if zone, err := kept.ZoneAt(t.Context(), 31.76191, -106.48499); err != nil || zone != "America/Denver" {
			t.Fatal(zone, err)
		}
		if zone, err := kept.ZoneAt(t.Context(), 30, -40); err != nil || zone != "" {
			t.Fatal(zone, err)
		}
	}
	if finder.asked != 2 {
		t.Errorf("asked %d times", finder.asked)
	}
	kept.Data = "b"
	if _, err := kept.ZoneAt(t.Context(), 31.76191, -106.48499); err != nil || finder.asked != 3 {
		t.Errorf("newer borders are asked %d times, %v", finder.asked, err)
	}
}

func TestAFinderThatFailsHarmsNoRun(t *testing.T) {
	finder := &fakeZones{fails: errors.New("out of memory")}
	r := (&Collector{Zones: finder}).rows(mgSource)
	var listings []Listing
	for i := range 5 {
		listings = append(listings, Listing{Key: fmt.Sprint(i), Name: "Lamp", Days: []string{"monday"}, Time: "19:00", Location: "Hall", Latitude: "31.7619", Longitude: fmt.Sprintf("-106.48%d", i)})
	}
	if err := r.add(Reading{Listings: listings}); err != nil || len(r.meetings) != 5 {
		t.Fatal(err, r.refused)
	}
	if finder.asked != 1 || r.meetings[4].Schedule.ZoneFrom != meeting.ZoneFromSource {
		t.Errorf("asked %d times, zone from %s", finder.asked, r.meetings[4].Schedule.ZoneFrom)
	}
}
