package demosite

import (
	"fmt"
	"time"

	"openchair/meeting"
)

type row map[string]any

// Soon is how long after now the site's next meetings start, at most: a
// reminder of one hour is due at once, and still helps.
const Soon = time.Hour

// soon returns weekday and clock of now+Soon in a zone, on a full minute.
func soon(now time.Time, zone string) (weekday int, clock string) {
	if loc, err := meeting.Zone(zone); err == nil {
		now = now.In(loc)
	}
	t := now.Add(Soon)
	return int(t.Weekday()), t.Format("15:04")
}

// meetingGuide lists a made-up office's meetings, with the quirks that real
// offices have: an ordinal in a name, a hybrid, one that is closed for now.
func meetingGuide(now time.Time) []row {
	day, clock := soon(now, "America/New_York")
	rows := []row{
		group("next-hour-online", "Next Hour Online", day, clock, "", "O", "ONL", "B").online("https://zoom.us/j/0000000001"),
		group("lunch-on-bridge-street", "Lunch on Bridge Street", 1, "12:00", "13:00", "O", "D", "X").at("Bridge Street Hall", "12 Bridge Street", 39.9526, -75.1652),
		group("early-kettle", "Early Kettle", 3, "06:30", "07:15", "C", "D").at("Old Mill Library", "40 Mill Lane", 39.9612, -75.1811),
		group("quiet-table", "Quiet Table (2nd & 4th Thursdays)", 4, "19:30", "20:30", "O", "MED").at("Meeting House", "7 Elm Row", 39.9498, -75.1502),
		group("lanterns", "Lanterns", 2, "19:00", "20:30", "O", "W", "ONL").at("Corner Chapel", "3 Lantern Square", 39.9440, -75.1690).online("https://zoom.us/j/0000000002"),
		group("night-ferry", "Night Ferry", 5, "23:30", "00:30", "O", "SP").at("Ferry Terminal Room", "1 Pier Road", 39.9461, -75.1402),
		group("first-light", "First Light", 0, "07:00", "08:00", "O", "11").at("Garden Pavilion", "25 Orchard Way", 39.9702, -75.2001),
		group("paso-a-paso", "Paso a Paso", 6, "18:00", "19:00", "O", "S").at("Casa del Puerto", "88 Harbor Avenue", 39.9333, -75.1588),
		group("resting-stone", "Resting Stone", 2, "12:15", "13:15", "C", "TC").at("Stone Chapel", "5 Quarry Road", 39.9555, -75.1777),
	}
	for i, name := range []string{"Monday Lamp", "Tuesday Lamp", "Wednesday Lamp", "Thursday Lamp", "Friday Lamp"} {
		rows = append(rows, group(fmt.Sprintf("lamp-%d", i+1), name, i+1, "20:00", "21:00", "O", "D").
			at("Lamp House", "17 Lamp Street", 39.9588, -75.1609))
	}
	return rows
}

func group(slug, name string, day int, start, end string, types ...string) row {
	r := row{"slug": slug, "name": name, "day": day, "time": start, "types": types, "updated": "2026-01-15 12:00:00"}
	if end != "" {
		r["end_time"] = end
	}
	return r
}

func (r row) at(location, street string, lat, lon float64) row {
	r["location"], r["latitude"], r["longitude"] = location, lat, lon
	r["formatted_address"] = street + ", Philadelphia, PA 19100, USA"
	r["approximate"] = "no"
	return r
}

func (r row) online(link string) row {
	r["conference_url"] = link
	return r
}

var serverInfo = []row{{"version": "4.2.6", "nativeLang": "en", "defaultDuration": "01:00:00", "centerLatitude": "34.235918", "centerLongitude": "-118.563659"}}

var formats = []row{
	{"id": "1", "key_string": "O", "world_id": "OPEN", "lang": "en", "name_string": "Open"},
	{"id": "2", "key_string": "C", "world_id": "CLOSED", "lang": "en", "name_string": "Closed"},
	{"id": "3", "key_string": "VM", "world_id": "VM", "lang": "en", "name_string": "Virtual meeting"},
	{"id": "4", "key_string": "WC", "world_id": "WCHR", "lang": "en", "name_string": "Wheelchair"},
}

// bmlt lists a made-up region's meetings as a root server does: every value a
// string, weekday 1 = Sunday, virtual rows on the server's default centre.
func bmlt(now time.Time) []row {
	day, clock := soon(now, "America/Chicago")
	return []row{
		meetingRow(101, "Open Window", day+1, clock+":00", "1,3").virtual("https://zoom.us/j/0000000003"),
		meetingRow(102, "River Walk", 2, "18:30:00", "1,4").venue("Boat House", "2 River Road", 41.8802, -87.6301),
		meetingRow(103, "Back Porch", 4, "19:00:00", "2").venue("Porch Hall", "19 Maple Street", 41.8911, -87.6402),
		meetingRow(104, "Saturday Steps", 7, "10:00:00", "1").venue("Step House", "61 Hill Street", 41.8703, -87.6205),
		meetingRow(105, "Late Train", 6, "22:00:00", "1,3").virtual("https://zoom.us/j/0000000004"),
	}
}

func meetingRow(id int, name string, weekday int, start, formats string) row {
	return row{
		"id_bigint": fmt.Sprint(id), "meeting_name": name, "weekday_tinyint": fmt.Sprint(weekday),
		"start_time": start, "duration_time": "01:00:00", "format_shared_id_list": formats,
		"formats": "", "lang_enum": "en", "time_zone": "", "published": "1",
	}
}

func (r row) venue(name, street string, lat, lon float64) row {
	r["venue_type"], r["location_text"], r["location_street"] = "1", name, street
	r["location_municipality"], r["location_province"], r["location_nation"] = "Chicago", "IL", "USA"
	r["latitude"], r["longitude"] = fmt.Sprint(lat), fmt.Sprint(lon)
	return r
}

func (r row) virtual(link string) row {
	r["venue_type"], r["virtual_meeting_link"] = "2", link
	r["latitude"], r["longitude"] = "34.235918", "-118.563659"
	return r
}
