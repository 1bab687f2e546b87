package meeting

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

// sameJSON compares what is written with what is wanted, whatever the order.
func sameJSON(t *testing.T, v any, want string) {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var got, wanted any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}

func TestMeetingInJSON(t *testing.T) {
	m := someMeeting()
	m.LastConfirmed = mustTime(t, "2026-11-24T07:00:00-05:00")
	m.Sequence, m.Twin = 3, "b"
	sameJSON(t, m, `{
		"id": "m1", "program": "aa", "name": "Tuesday Nooners", "source": "aa-here", "source_key": "tuesday-nooners",
		"attendance": "in_person",
		"schedule": {"text": "", "rrule": "FREQ=WEEKLY;BYDAY=TU", "start": "12:00", "duration_minutes": 60,
			"zone": "America/New_York", "zone_from": "source", "confirmed": true},
		"place": {"name": "Grange Hall", "address": "1 Mill Road", "latitude": 40.5, "longitude": -75.25},
		"online": {}, "types": ["O", "X"], "languages": ["en"], "url": "https://example.org/m1",
		"updated": null, "last_confirmed": "2026-11-24T12:00:00Z", "last_changed": null}`)
}

func TestEmptyMeetingInJSONHasLists(t *testing.T) {
	sameJSON(t, Meeting{Retired: time.Unix(0, 0)}, `{
		"id": "", "program": "", "name": "", "source": "", "source_key": "", "attendance": "",
		"schedule": {"text": "", "rrule": "", "start": null, "duration_minutes": null, "zone": "", "zone_from": "", "confirmed": false},
		"place": {}, "online": {}, "types": [], "languages": [], "url": "",
		"updated": null, "last_confirmed": null, "last_changed": null, "retired": "1970-01-01T00:00:00Z"}`)
}

func TestScheduleInJSON(t *testing.T) {
	s := Schedule{Kind: Weekly, Days: NewWeekdays(time.Sunday), Interval: 2, Anchor: mustDate(t, "2026-11-22"), Start: NewClock(0, 0), Minutes: 90,
		Zone: "Europe/Berlin", ZoneFrom: ZoneFromPlace, From: mustDate(t, "2026-01-01"), Until: mustDate(t, "2026-12-31"), Text: "every other Sunday",
		Except: []DateRange{{mustDate(t, "2026-12-24"), mustDate(t, "2026-12-26")}}}
	sameJSON(t, s, `{"text": "every other Sunday", "rrule": "", "start": "00:00", "duration_minutes": 90,
		"zone": "Europe/Berlin", "zone_from": "place", "confirmed": false, "anchor": "2026-11-22", "from": "2026-01-01", "until": "2026-12-31",
		"except": [{"first": "2026-12-24", "last": "2026-12-26"}]}`)
	sameJSON(t, Schedule{Kind: Dated, Dates: []Date{s.From}, Anchor: 5, Confirmed: true}, `{"text": "", "rrule": "", "start": "00:00", "duration_minutes": 0,
		"zone": "", "zone_from": "", "confirmed": true, "dates": ["2026-01-01"]}`)
}

func TestOccurrenceInJSON(t *testing.T) {
	m := someMeeting()
	o, ok := m.Next(mustTime(t, "2026-07-01T00:00:00Z"))
	if !ok {
		t.Fatal("no occurrence")
	}
	sameJSON(t, OccurrenceOf{&m, o}, `{"meeting": "m1", "program": "aa", "name": "Tuesday Nooners", "source": "aa-here", "source_key": "tuesday-nooners",
		"attendance": "in_person", "zone": "America/New_York", "start": "2026-07-07T12:00:00-04:00",
		"start_utc": "2026-07-07T16:00:00Z", "end_utc": "2026-07-07T17:00:00Z"}`)
}

func TestRunInJSON(t *testing.T) {
	sameJSON(t, Run{ID: 7, Source: "s", Started: time.Unix(60, 0), Class: Running}, `{"run": 7, "source": "s", "class": "running", "message": "",
		"started": "1970-01-01T00:01:00Z", "finished": null, "fill": {"time": 0, "place": 0, "point": 0, "join": 0, "types": 0}, "refused": [], "evidence": {"bytes": 0, "pages": 0, "duration_ns": 0},
		"counts": {"listed": 0, "stored": 0, "new": 0, "changed": 0, "renamed": 0, "missed": 0, "retired": 0, "refused": 0}}`)
}
