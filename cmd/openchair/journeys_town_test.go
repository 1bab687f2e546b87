package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"openchair/internal/corpus"
	"openchair/internal/demosite"
	"openchair/meeting"
)

// townSources are lists of every kind that a visitor may meet: two of the
// demo's, of which meetings start within the hour; many meetings; odd ones;
// hostile ones; one that shrinks; one that is gone.
func townSources(t *testing.T, b *bench, s *site, now time.Time) {
	t.Helper()
	demo := httptest.NewServer(demosite.Handler(now))
	t.Cleanup(demo.Close)
	guide := func(id, program, path string) {
		b.source(id, fmt.Sprintf("program = %q\nformat = \"meeting-guide\"\nurl = %q\nzone = \"America/New_York\"\ncountry = \"US\"\nlanguage = \"en\"\nlicence = \"invented\"", program, s.URL+path))
	}
	b.source("harbor", fmt.Sprintf("program = \"aa\"\nname = \"Harbor office\"\nformat = \"meeting-guide\"\nurl = %q\nzone = \"America/New_York\"\ncountry = \"US\"\nlicence = \"invented\"", demo.URL+demosite.MeetingGuidePath))
	b.source("river", fmt.Sprintf("program = \"na\"\nname = \"River region\"\nformat = \"bmlt\"\nurl = %q\nzone = \"America/Chicago\"\ncountry = \"US\"\nlicence = \"invented\"", demo.URL+demosite.BMLTRoot+"/"))
	s.replace("/many", corpus.Feed(7, 220))
	guide("many", "smart", "/many")
	s.replace("/odd", mustJSON(t, oddListings()))
	guide("odd", "al-anon", "/odd")
	s.replace("/hostile", mustJSON(t, hostileListings("18:00")))
	guide("hostile", "recovery-dharma", "/hostile")
	s.replace("/reading-room", readingRoom(30, "Long Table"))
	guide("reading-room", "lifering", "/reading-room")
	guide("raw", "wfs", "/raw")
	guide("gone", "refuge-recovery", "/gone")
}

type row = map[string]any

// oddListings are what a visitor has to be told with care.
func oddListings() []row {
	hall := func(slug, name string, more row) row {
		r := row{"slug": slug, "name": name, "day": 2, "time": "19:00", "end_time": "20:00", "types": []string{"O"},
			"location": "Willow Hall", "formatted_address": "9 Willow Street, Philadelphia, PA 19103, USA", "latitude": 39.951, "longitude": -75.17}
		for k, v := range more {
			r[k] = v
		}
		return r
	}
	return []row{
		hall("willow", "Willow Evening", nil),
		hall("resting", "Resting Willow", row{"types": []string{"C", "TC"}}),
		hall("fortnight", "Fortnight (every other Tuesday)", row{"time": "17:00", "end_time": "18:00"}),
		hall("canceled", "No Willow", row{"day": 4, "notes": "This meeting is canceled until further notice."}),
		hall("wire", "Willow Wire", row{"day": 5, "conference_url": "https://zoom.us/j/0000000005", "conference_phone": "+12155550100"}),
		hall("cafe", "Café Ánimo", row{"day": 6, "types": []string{"O", "S"}, "notes": "Trae una taza. Hay té."}),
	}
}

// readingRoom is a list of n meetings, the first of which has a name.
func readingRoom(n int, first string) []byte {
	rows := make([]row, n)
	for i := range rows {
		name := fmt.Sprintf("Reading Room %c%d", 'A'+i%26, i/26)
		if i == 0 {
			name = first
		}
		rows[i] = row{"slug": strings.ToLower(strings.ReplaceAll(name, " ", "-")), "name": name, "day": i % 7, "time": fmt.Sprintf("%02d:00", 8+i%12),
			"types": []string{"O"}, "location": "Old Library", "formatted_address": "30 Page Street, Philadelphia, PA 19107, USA"}
	}
	b, err := json.Marshal(rows)
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return b
}

// hostileListings attack pages, calendars and letters through every field. The
// first is held at the given time.
func hostileListings(clock string) []row {
	// Once as tags, once as what tags are written as: feeds do both.
	const script = `"'></textarea><script>alert(1)</script><img src=x onerror=alert(2)> &lt;script&gt;alert(3)&lt;/script&gt;&lt;img src=x onerror=alert(4)&gt; &amp;lt;b&amp;gt;`
	name := "Trap \u202egnp.exe\u2066 " + script
	all := row{"day": 3, "time": clock, "end_time": "22:00", "types": []string{"O", script}, "location": script, "location_notes": script, "group": script, "group_notes": script,
		"notes": script + "\u202e", "formatted_address": "\u202e12 " + script + ", Philadelphia, PA 19104, USA", "region": script, "sub_region": script, "latitude": 39.95, "longitude": -75.19,
		"conference_url_notes": script, "conference_phone": script, "conference_phone_notes": script}
	with := func(slug string, more row) row {
		r := row{"slug": slug}
		for k, v := range all {
			r[k] = v
		}
		for k, v := range more {
			r[k] = v
		}
		return r
	}
	return []row{
		with("trap-1"+script, row{"name": name, "url": "javascript:alert(5)", "conference_url": "javascript:alert(6)"}),
		with("trap-2", row{"name": "Trap long " + strings.Repeat("n", 10_000), "notes": strings.Repeat("m", 10_000), "location": strings.Repeat("l", 10_000), "time": "18:30"}),
		with("trap-3", row{"name": "Trap wide " + strings.Repeat("W\u0301\u0302\u0303", 300), "url": "data:text/html,<script>alert(6)</script>", "conference_url": "data:text/html,<script>alert(7)</script>", "time": "19:00"}),
		with("trap-4", row{"name": "Trap login https://good.example@evil.example/", "url": "https://good.example@evil.example/", "conference_url": "vbscript:msgbox(8)", "time": "20:00"}),
	}
}

// hostileMeetings attack from within the store, as if nothing had been taken out
// at the door. The first is held in an hour, so that a letter of it is due. They last minutes.
func hostileMeetings(now time.Time, minutes int) []meeting.Collected {
	const script = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`
	soon := now.UTC().Add(time.Hour)
	m := meeting.Meeting{
		Program: "wfs", Source: "raw", SourceKey: script, Name: "Raw \u202egnp.exe\u2066 " + script, Group: script, Attendance: meeting.Hybrid,
		Schedule: meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(soon.Weekday()), Start: meeting.NewClock(soon.Hour(), soon.Minute()), Minutes: minutes, Zone: "UTC", Text: script, Confirmed: true},
		Place:    meeting.Place{Name: script, Address: "\u202e" + script, City: script, State: script, Region: script, Notes: script, Latitude: 39.95, Longitude: -75.2},
		Join:     meeting.Join{URL: "javascript:alert(3)", Phone: script, Provider: script, Notes: script},
		Types:    []string{script}, Languages: []string{"en"}, Notes: script + "\x00\x1b[31m", URL: "data:text/html,<script>alert(4)</script>",
	}
	long := m
	long.SourceKey, long.Name, long.URL = "long", "Raw "+strings.Repeat("n", 10_000), "https://good.example@evil.example/"
	long.Schedule.Days = meeting.NewWeekdays((soon.Weekday() + 3) % 7)
	long.Notes, long.Place.Name, long.Place.Address, long.Types = strings.Repeat("m", 10_000), strings.Repeat("l", 10_000), strings.Repeat("l", 10_000), []string{strings.Repeat("t", 10_000)}
	return []meeting.Collected{{Meeting: m, Digest: fmt.Sprint(minutes)}, {Meeting: long, Digest: fmt.Sprint(-minutes)}}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
