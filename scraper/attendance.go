package scraper

import (
	"strings"

	"openchair/meeting"
)

// attendance is how a meeting can be attended, by Meeting Guide's table:
//
//	types     approximate=no   approximate=yes
//	TC + ONL  online           online
//	TC        inactive         inactive
//	ONL       hybrid           online
//	neither   in person        inactive
//
// What the source says outright comes first. Outside the plugin that made the
// table nobody sets ONL: a link or a dial-in stands for it.
func attendance(l *Listing, t typeSet, m *meeting.Meeting) meeting.Attendance {
	if a, ok := meeting.ParseAttendance(l.Attendance); ok {
		return a
	}
	online := t.online || m.Join.URL != "" || m.Join.Phone != ""
	switch {
	case t.closed && online, online && m.Place.Approximate:
		return meeting.Online
	case t.closed, m.Place.Approximate:
		return meeting.Inactive
	case online && (m.Place.Address != "" || m.Place.Name != ""):
		return meeting.Hybrid
	case online:
		return meeting.Online // nowhere else to go
	}
	return meeting.InPerson
}

// isYes reads "yes", true and 1.
func isYes(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "yes", "true", "1", "y":
		return true
	}
	return false
}
