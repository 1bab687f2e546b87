package scraper

import (
	"strings"
	"time"

	"openchair/meeting"
)

// at writes a moment of a calendar as a Recurrence has it: wall time in the
// zone of its event, or UTC with "Z". A moment in another zone than the event's
// is given in UTC.
func (c *calendar) at(moment, tzid, of string) string {
	clock, utc := strings.CutSuffix(moment, "Z")
	if t, err := time.Parse("20060102", clock); err == nil {
		return t.Format("2006-01-02")
	}
	t, err := time.Parse("20060102T150405", clock)
	if err != nil {
		if t, err = time.Parse("20060102T1504", clock); err != nil {
			return moment
		}
	}
	if utc {
		return t.Format("2006-01-02T15:04") + "Z"
	}
	if zone := c.zoneOf(tzid); zone != c.zoneOf(of) {
		if loc, err := meeting.Zone(zone); err == nil {
			t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, loc)
			return t.UTC().Format("2006-01-02T15:04") + "Z"
		}
	}
	return t.Format("2006-01-02T15:04")
}

// zoneOf names the zone that a TZID means: an IANA name, perhaps behind a
// prefix; the calendar's own word for it; a name of Windows. Without a TZID it
// is the calendar's, "" where that says none. What is not known is returned as
// it stands.
func (c *calendar) zoneOf(tzid string) string {
	tzid = strings.Trim(tzid, `" `)
	if tzid == "" {
		tzid = c.zone
	}
	for _, name := range [...]string{tzid, c.zones[tzid], windowsZone(tzid), afterPrefix(tzid)} {
		if name == "" {
			continue
		}
		if _, err := meeting.Zone(name); err == nil && (strings.Contains(name, "/") || name == "UTC") && !strings.HasPrefix(name, "Etc/GMT") {
			if name == "Etc/UTC" {
				return "UTC"
			}
			return name
		}
	}
	return tzid
}

// afterPrefix takes "/freeassociation.sourceforge.net/America/New_York" and its
// like to the name at their end.
func afterPrefix(tzid string) string {
	parts := strings.Split(tzid, "/")
	for i := 1; i < len(parts)-1; i++ {
		name := strings.Join(parts[i:], "/")
		if _, err := meeting.Zone(name); err == nil {
			return name
		}
	}
	return ""
}

// windowsZone gives the zone that a name of Windows means where it is used
// most, as Unicode's CLDR maps them. "(UTC-05:00) Eastern Time (US & Canada)"
// is how some programs show the same.
func windowsZone(name string) string {
	if zone, ok := windowsZones[name]; ok {
		return zone
	}
	if _, shown, ok := strings.Cut(name, ") "); ok && strings.HasPrefix(name, "(") {
		return shownZones[shown]
	}
	return ""
}

var shownZones = map[string]string{
	"Eastern Time (US & Canada)": "America/New_York", "Central Time (US & Canada)": "America/Chicago",
	"Mountain Time (US & Canada)": "America/Denver", "Pacific Time (US & Canada)": "America/Los_Angeles",
	"Arizona": "America/Phoenix", "Alaska": "America/Anchorage", "Hawaii": "Pacific/Honolulu", "Atlantic Time (Canada)": "America/Halifax",
	"Newfoundland": "America/St_Johns", "Saskatchewan": "America/Regina", "Indiana (East)": "America/Indiana/Indianapolis",
	"Dublin, Edinburgh, Lisbon, London": "Europe/London", "Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna": "Europe/Berlin",
	"Brussels, Copenhagen, Madrid, Paris": "Europe/Paris", "Canberra, Melbourne, Sydney": "Australia/Sydney", "Brisbane": "Australia/Brisbane",
	"Perth": "Australia/Perth", "Adelaide": "Australia/Adelaide", "Auckland, Wellington": "Pacific/Auckland",
}

var windowsZones = map[string]string{
	"AUS Central Standard Time": "Australia/Darwin", "AUS Eastern Standard Time": "Australia/Sydney", "Afghanistan Standard Time": "Asia/Kabul",
	"Alaskan Standard Time": "America/Anchorage", "Arab Standard Time": "Asia/Riyadh", "Arabian Standard Time": "Asia/Dubai",
	"Arabic Standard Time": "Asia/Baghdad", "Argentina Standard Time": "America/Buenos_Aires", "Atlantic Standard Time": "America/Halifax",
	"Azores Standard Time": "Atlantic/Azores", "Bangladesh Standard Time": "Asia/Dhaka", "Canada Central Standard Time": "America/Regina",
	"Cape Verde Standard Time": "Atlantic/Cape_Verde", "Cen. Australia Standard Time": "Australia/Adelaide", "Central America Standard Time": "America/Guatemala",
	"Central Asia Standard Time": "Asia/Almaty", "Central Brazilian Standard Time": "America/Cuiaba", "Central Europe Standard Time": "Europe/Budapest",
	"Central European Standard Time": "Europe/Warsaw", "Central Pacific Standard Time": "Pacific/Guadalcanal", "Central Standard Time": "America/Chicago",
	"Central Standard Time (Mexico)": "America/Mexico_City", "China Standard Time": "Asia/Shanghai", "E. Africa Standard Time": "Africa/Nairobi",
	"E. Australia Standard Time": "Australia/Brisbane", "E. Europe Standard Time": "Europe/Chisinau", "E. South America Standard Time": "America/Sao_Paulo",
	"Eastern Standard Time": "America/New_York", "Eastern Standard Time (Mexico)": "America/Cancun", "Egypt Standard Time": "Africa/Cairo",
	"FLE Standard Time": "Europe/Kiev", "Fiji Standard Time": "Pacific/Fiji", "GMT Standard Time": "Europe/London", "GTB Standard Time": "Europe/Bucharest",
	"Georgian Standard Time": "Asia/Tbilisi", "Greenland Standard Time": "America/Godthab", "Greenwich Standard Time": "Atlantic/Reykjavik",
	"Hawaiian Standard Time": "Pacific/Honolulu", "India Standard Time": "Asia/Calcutta", "Iran Standard Time": "Asia/Tehran",
	"Israel Standard Time": "Asia/Jerusalem", "Jordan Standard Time": "Asia/Amman", "Korea Standard Time": "Asia/Seoul", "Mauritius Standard Time": "Indian/Mauritius",
	"Middle East Standard Time": "Asia/Beirut", "Montevideo Standard Time": "America/Montevideo", "Morocco Standard Time": "Africa/Casablanca",
	"Mountain Standard Time": "America/Denver", "Mountain Standard Time (Mexico)": "America/Mazatlan", "Myanmar Standard Time": "Asia/Rangoon",
	"Namibia Standard Time": "Africa/Windhoek", "Nepal Standard Time": "Asia/Katmandu", "New Zealand Standard Time": "Pacific/Auckland",
	"Newfoundland Standard Time": "America/St_Johns", "Pacific SA Standard Time": "America/Santiago", "Pacific Standard Time": "America/Los_Angeles",
	"Pacific Standard Time (Mexico)": "America/Tijuana", "Pakistan Standard Time": "Asia/Karachi", "Paraguay Standard Time": "America/Asuncion",
	"Romance Standard Time": "Europe/Paris", "Russian Standard Time": "Europe/Moscow", "SA Eastern Standard Time": "America/Cayenne",
	"SA Pacific Standard Time": "America/Bogota", "SA Western Standard Time": "America/La_Paz", "SE Asia Standard Time": "Asia/Bangkok",
	"Singapore Standard Time": "Asia/Singapore", "South Africa Standard Time": "Africa/Johannesburg", "Sri Lanka Standard Time": "Asia/Colombo",
	"Taipei Standard Time": "Asia/Taipei", "Tasmania Standard Time": "Australia/Hobart", "Tokyo Standard Time": "Asia/Tokyo", "Tonga Standard Time": "Pacific/Tongatapu",
	"Turkey Standard Time": "Europe/Istanbul", "US Eastern Standard Time": "America/Indiana/Indianapolis", "US Mountain Standard Time": "America/Phoenix",
	"UTC": "UTC", "Venezuela Standard Time": "America/Caracas", "W. Australia Standard Time": "Australia/Perth", "W. Central Africa Standard Time": "Africa/Lagos",
	"W. Europe Standard Time": "Europe/Berlin", "West Asia Standard Time": "Asia/Tashkent", "West Pacific Standard Time": "Pacific/Port_Moresby",
	"Yukon Standard Time": "America/Whitehorse",
}
