package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// ChangeKind says what happened to a meeting.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Edited  ChangeKind = "edited"
	Retired ChangeKind = "retired"
	Revived ChangeKind = "revived"
	// Reread marks a difference that only our own reading made: the listing as
	// published is the same.
	Reread ChangeKind = "reread"
	// Rekeyed is a meeting that its source lists under a new key, the same in
	// all else.
	Rekeyed ChangeKind = "rekeyed"
	// Merged is a listing that was found to be another source's meeting, or is
	// no longer: its witness_of says whose.
	Merged ChangeKind = "merged"
)

// Change is what a run did to one meeting. Times are UTC.
type Change struct {
	ID      int64
	Run     int64
	Meeting string
	At      time.Time
	Kind    ChangeKind
	Fields  []FieldChange
}

// FieldChange is one field before and after, named as in the JSON of meetings
// ("schedule.start", "place.address").
type FieldChange struct {
	Field string `json:"field"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Diff lists the fields in which two readings of one meeting differ. Identity
// and the four clocks are not fields: Updated alone is no change.
func Diff(old, new *Meeting) []FieldChange {
	var d differ
	d.add("name", old.Name, new.Name)
	d.add("group", old.Group, new.Group)
	d.add("attendance", string(old.Attendance), string(new.Attendance))
	d.schedule(&old.Schedule, &new.Schedule)
	d.place(&old.Place, &new.Place)
	d.add("online.url", old.Join.URL, new.Join.URL)
	d.add("online.notes", old.Join.Notes, new.Join.Notes)
	d.add("online.phone", old.Join.Phone, new.Join.Phone)
	d.add("online.phone_notes", old.Join.PhoneNotes, new.Join.PhoneNotes)
	d.add("online.provider", old.Join.Provider, new.Join.Provider)
	d.list("types", old.Types, new.Types)
	d.list("languages", old.Languages, new.Languages)
	d.add("notes", old.Notes, new.Notes)
	d.add("url", old.URL, new.URL)
	d.add("program", old.Program, new.Program)
	if !slices.Equal(old.Closed, new.Closed) {
		d.add("closed", rangesText(old.Closed), rangesText(new.Closed))
	}
	return d
}

// rangesText writes days as "2026-12-24/2026-12-26 2027-01-01/2027-01-01".
func rangesText(rs []DateRange) string {
	words := make([]string, len(rs))
	for i, r := range rs {
		words[i] = r.First.String() + "/" + r.Last.String()
	}
	return strings.Join(words, " ")
}

type differ []FieldChange

func (d *differ) add(field, old, new string) {
	if old != new {
		*d = append(*d, FieldChange{field, old, new})
	}
}

func (d *differ) list(field string, old, new []string) {
	if !slices.Equal(old, new) {
		d.add(field, strings.Join(old, " "), strings.Join(new, " "))
	}
}

func (d *differ) value(field string, old, new any) {
	if old != new {
		d.add(field, fmt.Sprint(old), fmt.Sprint(new))
	}
}

func (d *differ) schedule(old, new *Schedule) {
	d.value("schedule.kind", old.Kind, new.Kind)
	d.value("schedule.start", old.Start, new.Start)
	d.value("schedule.duration_minutes", old.Minutes, new.Minutes)
	if !old.sameDays(new) {
		d.add("schedule.rrule", old.RRule(), new.RRule())
		if old.weeks() == new.weeks() && old.phase() != new.phase() {
			d.value("schedule.anchor", old.Anchor, new.Anchor)
		}
	}
	d.add("schedule.zone", old.Zone, new.Zone)
	d.add("schedule.zone_from", string(old.ZoneFrom), string(new.ZoneFrom))
	d.value("schedule.from", old.From, new.From)
	d.value("schedule.until", old.Until, new.Until)
	if !slices.Equal(old.Except, new.Except) {
		d.add("schedule.except", fmt.Sprint(old.Except), fmt.Sprint(new.Except))
	}
	if !slices.Equal(old.Moved, new.Moved) {
		d.add("schedule.moved", fmt.Sprint(old.Moved), fmt.Sprint(new.Moved))
	}
	if !slices.Equal(old.Dates, new.Dates) {
		d.add("schedule.dates", fmt.Sprint(old.Dates), fmt.Sprint(new.Dates))
	}
	d.add("schedule.text", old.Text, new.Text)
	d.value("schedule.confirmed", old.Confirmed, new.Confirmed)
}

func (s *Schedule) sameDays(t *Schedule) bool {
	return s.Kind == t.Kind && s.Days == t.Days && s.weeks() == t.weeks() &&
		s.Anchor == t.Anchor && s.Ordinals == t.Ordinals && s.Months == t.Months
}

// phase tells apart the weeks a meeting of every n weeks may be held in; two
// anchors of one phase name the same weeks.
func (s *Schedule) phase() int {
	if s.Kind != Weekly || s.weeks() == 1 || s.Anchor.IsZero() {
		return -1
	}
	return floorMod(weekOf(s.Anchor), s.weeks())
}

func (d *differ) place(old, new *Place) {
	d.add("place.name", old.Name, new.Name)
	d.add("place.address", old.Address, new.Address)
	d.add("place.city", old.City, new.City)
	d.add("place.state", old.State, new.State)
	d.add("place.postal_code", old.PostalCode, new.PostalCode)
	d.add("place.country", old.Country, new.Country)
	d.add("place.region", old.Region, new.Region)
	d.add("place.notes", old.Notes, new.Notes)
	d.value("place.latitude", old.Latitude, new.Latitude)
	d.value("place.longitude", old.Longitude, new.Longitude)
	d.value("place.approximate", old.Approximate, new.Approximate)
}
