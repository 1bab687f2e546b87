package feeds

import (
	"encoding/csv"
	"io"
	"strings"
	"time"

	"openchair/meeting"
)

// sheetColumns are those of the 12 Step Meeting List's template. The ones for
// persons stay empty.
var sheetColumns = []string{
	"Time", "End Time", "Day", "Name", "Location", "Address", "Region", "Sub Region", "Types", "Notes", "Location Notes", "Timezone",
	"Group", "District", "Sub District", "Website", "Website 2", "Mailing Address", "Venmo", "Email", "Phone", "Group Notes",
	"Contact 1 Name", "Contact 1 Email", "Contact 1 Phone", "Contact 2 Name", "Contact 2 Email", "Contact 2 Phone",
	"Contact 3 Name", "Contact 3 Email", "Contact 3 Phone", "Last Contact", "Conference URL", "Conference Phone", "Author", "Slug", "Updated",
}

// Sheet streams meetings as a sheet that the 12 Step Meeting List imports: a row
// for every day of the week. Errors as for MeetingGuide.
func Sheet(w io.Writer, ms Meetings, l Lists) error {
	out := csv.NewWriter(w)
	if err := out.Write(sheetColumns); err != nil {
		return err
	}
	for m, err := range ms {
		if err != nil {
			return err
		}
		for _, row := range l.rows(&m) {
			if err := out.Write(row); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func (l *Lists) rows(m *meeting.Meeting) [][]string {
	t := l.tell(m)
	cells := t.cells()
	days := t.days.Days()
	if len(days) == 0 {
		return [][]string{row(cells)}
	}
	cells["Time"], cells["End Time"] = clockText(m.Schedule.Start), clockText(m.Schedule.Start+meeting.Clock(m.Schedule.Minutes%(24*60)))
	var list [][]string
	for _, d := range days {
		cells["Day"] = d.String()
		list = append(list, row(cells))
	}
	return list
}

func (t *told) cells() map[string]string {
	cells := map[string]string{
		"Name": t.name, "Types": t.typeNames(), "Notes": t.notes, "Timezone": t.Schedule.Zone, "Group": oneLine(t.Group),
		"Region": oneLine(t.Place.Region), "Website": t.page, "Conference URL": link(t.join.URL), "Conference Phone": oneLine(t.join.Phone),
		"Slug": t.ID, "Updated": t.updated,
	}
	if !t.online { // no column says that an address is none to go to
		cells["Location"], cells["Address"], cells["Location Notes"] = oneLine(t.Place.Name), t.address, plain(t.Place.Notes)
	}
	return cells
}

func (t *told) typeNames() string {
	names := make([]string, len(t.types))
	for i, code := range t.types {
		names[i] = meeting.GuideTypes[code]
	}
	return strings.Join(names, ", ")
}

func clockText(c meeting.Clock) string {
	return time.Date(2000, 1, 1, 0, int(c), 0, 0, time.UTC).Format("3:04 PM")
}

func row(cells map[string]string) []string {
	row := make([]string, len(sheetColumns))
	for i, name := range sheetColumns {
		row[i] = inert(cells[name])
	}
	return row
}

// inert keeps a cell from being taken for a formula by programs for sheets.
func inert(s string) string {
	if s == "" {
		return s
	}
	dials := len(s) > 1 && s[0] == '+' && s[1] >= '0' && s[1] <= '9'
	if strings.IndexByte("=+-@\t\r", s[0]) >= 0 && !dials {
		return "'" + s
	}
	return s
}
