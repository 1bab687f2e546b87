package feeds

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// bmltKeyNames are the fields of a meeting, in BMLT's order.
var bmltKeyNames = strings.Fields(`id_bigint worldid_mixed service_body_bigint weekday_tinyint venue_type start_time duration_time time_zone
	formats lang_enum longitude latitude meeting_name location_text location_info location_street location_city_subsection
	location_neighborhood location_municipality location_sub_province location_province location_postal_code_1 location_nation
	comments train_lines bus_lines phone_meeting_number virtual_meeting_link virtual_meeting_additional_info root_server_uri
	format_shared_id_list published`)

// bmltMeeting is one row of BMLT: a meeting on one day of the week.
type bmltMeeting struct {
	told
	id      string
	day     time.Weekday
	service string
	venue   string // 1 in person, 2 virtual, 3 hybrid
	formats []string
	km      float64 // from the point asked about; < 0 = not asked
}

// bmltMeetings makes a meeting's rows, one for each day. One that has no sure day
// and time has none: every row of BMLT has both, and at one without them its
// widgets stop for all.
func (l *Lists) bmltMeetings(m *meeting.Meeting) []*bmltMeeting {
	base := bmltMeeting{told: l.tell(m), id: m.ID, service: serviceID(m.Program), venue: "1", km: -1}
	base.formats = slices.DeleteFunc(slices.Clone(base.types), func(s string) bool { return s == "ONL" })
	switch m.Attendance {
	case meeting.Online:
		base.venue, base.formats = "2", append(base.formats, "VM")
	case meeting.Hybrid:
		base.venue, base.formats = "3", append(base.formats, "HY")
	}
	days := base.days.Days()
	var rows []*bmltMeeting
	for _, d := range days {
		row := base
		row.day = d
		if len(days) > 1 {
			row.id += "-" + d.String()
		}
		rows = append(rows, &row)
	}
	return rows
}

// fields writes a row; of names only those asked for, where any are.
func (r *bmltMeeting) fields(names []string) bmltRow {
	values := r.values()
	var row bmltRow
	for _, k := range bmltKeyNames {
		if len(names) == 0 || slices.Contains(names, k) {
			row = append(row, bmltField{k, values[k]})
		}
	}
	if r.km >= 0 {
		row = append(row, bmltField{"distance_in_km", strconv.FormatFloat(r.km, 'f', 3, 64)},
			bmltField{"distance_in_miles", strconv.FormatFloat(r.km/kmPerMile, 'f', 3, 64)})
	}
	return row
}

const kmPerMile = 1.609344

func (r *bmltMeeting) values() map[string]string {
	p, s := &r.Place, &r.Schedule
	v := map[string]string{
		"weekday_tinyint": strconv.Itoa(int(r.day) + 1), "start_time": s.Start.String() + ":00",
		"duration_time": fmt.Sprintf("%02d:%02d:00", s.Minutes/60, s.Minutes%60),
		"id_bigint":     meetingNumber(r.id), "service_body_bigint": r.service, "venue_type": r.venue, "time_zone": s.Zone,
		"lang_enum": r.language(), "meeting_name": r.name, "comments": r.notes, "published": "1",
		"location_municipality": oneLine(p.City), "location_province": oneLine(p.State), "location_postal_code_1": oneLine(p.PostalCode),
		"location_nation": oneLine(p.Country), "location_neighborhood": oneLine(p.Region),
		"phone_meeting_number": oneLine(r.join.Phone), "virtual_meeting_link": link(r.join.URL),
		"virtual_meeting_additional_info": strings.TrimSpace(plain(r.join.Notes) + "\n" + plain(r.join.PhoneNotes)),
		"longitude":                       "0", "latitude": "0",
	}
	if !r.online {
		v["location_text"], v["location_info"], v["location_street"] = oneLine(p.Name), plain(p.Notes), streetOf(r.address, p)
	}
	if r.door {
		v["latitude"], v["longitude"] = degrees(p.Latitude), degrees(p.Longitude)
	}
	v["formats"], v["format_shared_id_list"] = r.formatLists()
	return v
}

// streetOf is an address without what other fields say again.
func streetOf(address string, p *meeting.Place) string {
	if p.City != "" {
		if i := strings.Index(address, ", "+oneLine(p.City)); i > 0 {
			return address[:i]
		}
	}
	return address
}

func (r *bmltMeeting) formatLists() (keys, ids string) {
	var k, n []string
	for _, code := range r.formats {
		k, n = append(k, formatKeys[code]), append(n, formatID(code))
	}
	return strings.Join(k, ","), strings.Join(n, ",")
}

func (r *bmltMeeting) language() string {
	for _, l := range r.Languages {
		base, _, _ := strings.Cut(l, "-")
		return cmp.Or(base, "en")
	}
	return "en"
}
