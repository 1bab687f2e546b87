package scraper

import (
	"strings"
	"time"
)

// Fields of Meeting Guide that are read. Those of persons (contact_*, email,
// phone, feedback_emails, author, entity_email, entity_phone and their like)
// are not: a field that is not named here is never copied.
const (
	mgSlug = iota
	mgID
	mgName
	mgDay
	mgTime
	mgEnd
	mgTypes
	mgTimezone
	mgGroup
	mgGroupNotes
	mgNotes
	mgLocation
	mgLocationNotes
	mgFormatted
	mgAddress
	mgCity
	mgState
	mgPostal
	mgCountry
	mgRegion
	mgSubRegion
	mgRegions
	mgLatitude
	mgLongitude
	mgCoordinates
	mgApproximate
	mgConferenceURL
	mgConferenceNotes
	mgConferencePhone
	mgConferencePhoneNotes
	mgURL
	mgUpdated
	mgAttendance
	mgDataSource
	mgCount
)

var mgNames = map[string]int{
	"slug": mgSlug, "id": mgID, "name": mgName, "day": mgDay, "time": mgTime, "end_time": mgEnd, "types": mgTypes,
	"timezone": mgTimezone, "group": mgGroup, "group_notes": mgGroupNotes, "notes": mgNotes,
	"location": mgLocation, "location_notes": mgLocationNotes, "formatted_address": mgFormatted, "address": mgAddress,
	"city": mgCity, "state": mgState, "postal_code": mgPostal, "country": mgCountry,
	"region": mgRegion, "sub_region": mgSubRegion, "regions": mgRegions,
	"latitude": mgLatitude, "longitude": mgLongitude, "coordinates": mgCoordinates, "approximate": mgApproximate,
	"conference_url": mgConferenceURL, "conference_url_notes": mgConferenceNotes,
	"conference_phone": mgConferencePhone, "conference_phone_notes": mgConferencePhoneNotes,
	"url": mgURL, "updated": mgUpdated, "attendance_option": mgAttendance,
	"data_source_name": mgDataSource,
}

// sheetNames are columns of a sheet that are called otherwise than the fields.
var sheetNames = map[string]int{
	"id": mgSlug, "full_address": mgFormatted, "address": mgFormatted, "days": mgDay, "start_time": mgTime, "type": mgTypes,
}

// sheetHeader maps columns to fields; -1 is a column that is not read.
func sheetHeader(line []cell) []int {
	header := make([]int, len(line))
	taken := map[int]bool{}
	for i, c := range line {
		name := strings.ReplaceAll(strings.ToLower(strings.Join(strings.Fields(c.String()), " ")), " ", "_")
		field, ok := sheetNames[name]
		if !ok {
			field, ok = mgNames[name]
		}
		if !ok || taken[field] {
			header[i] = -1
			continue
		}
		header[i], taken[field] = field, true
	}
	return header
}

// mgRow is one row of a feed.
type mgRow [mgCount]cell

func (r *mgRow) text(field int) string { return r[field].String() }

// listing turns a row into a listing.
func (r *mgRow) listing() Listing {
	l := Listing{
		Key: strings.TrimSpace(r.text(mgSlug)), AltKey: strings.TrimSpace(r.text(mgID)),
		Name: r.text(mgName), Group: r.text(mgGroup),
		Days: mgDays(r[mgDay].items()), Time: r.text(mgTime), EndTime: r.text(mgEnd), Timezone: r.text(mgTimezone),
		Types:    r[mgTypes].items(),
		Location: r.text(mgLocation), LocationNotes: r.text(mgLocationNotes),
		Address: r.text(mgFormatted), Street: r.text(mgAddress), City: r.text(mgCity), State: r.text(mgState),
		PostalCode: r.text(mgPostal), Country: r.text(mgCountry), Region: r.region(),
		Approximate:   r.text(mgApproximate),
		ConferenceURL: r.text(mgConferenceURL), ConferenceNote: r.text(mgConferenceNotes),
		Phone: r.text(mgConferencePhone), PhoneNote: r.text(mgConferencePhoneNotes),
		Notes: r.text(mgNotes), GroupNotes: r.text(mgGroupNotes),
		URL: r.text(mgURL), Updated: r.text(mgUpdated), Gathered: strings.TrimSpace(r.text(mgDataSource)) != "",
	}
	if l.Key == "" {
		l.Key, l.AltKey = l.AltKey, ""
	}
	l.Latitude, l.Longitude = r.text(mgLatitude), r.text(mgLongitude)
	if strings.TrimSpace(l.Latitude) == "" {
		r.coordinates(&l)
	}
	if len(l.Types) == 0 {
		// The plugin derives attendance_option from the types and the address;
		// its word counts where they are missing.
		l.Attendance = strings.TrimSpace(r.text(mgAttendance))
	}
	return l
}

// region joins region and sub-region, or the list of regions, widest first.
func (r *mgRow) region() string {
	if list := r[mgRegions].list; len(list) > 0 {
		return strings.Join(list, ", ")
	}
	region, sub := r.text(mgRegion), r.text(mgSubRegion)
	switch {
	case region == "":
		return sub
	case sub == "", region == sub:
		return region
	}
	return region + ", " + sub
}

// coordinates reads "lat,lon". Four numbers are the corners of an area.
func (r *mgRow) coordinates(l *Listing) {
	parts := strings.Split(r.text(mgCoordinates), ",")
	switch len(parts) {
	case 2:
		l.Latitude, l.Longitude = strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1])
	case 4:
		l.Approximate = "yes"
	}
}

var numberedDays = map[string]time.Weekday{"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}

// mgDays turns Meeting Guide's days (0 = Sunday) and English day names into
// lower-case names. What is no day stays as published.
func mgDays(days []string) []string {
	var names []string
	for _, d := range days {
		d = strings.TrimSpace(d)
		if d == "" {
			continue
		}
		if n, ok := numberedDays[strings.TrimSuffix(d, ".0")]; ok {
			d = dayName(n)
		} else if n, ok := parseDay(d); ok {
			d = dayName(n)
		}
		names = append(names, d)
	}
	return names
}
