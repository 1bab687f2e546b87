package meeting

import (
	"encoding/json"
	"time"
)

// MarshalJSON writes a meeting as commands and API show it.
func (m Meeting) MarshalJSON() ([]byte, error) {
	return json.Marshal(meetingJSON{
		ID: m.ID, Program: m.Program, Name: m.Name, Group: m.Group,
		Source: m.Source, SourceKey: m.SourceKey, Attendance: m.Attendance,
		Schedule: m.Schedule, Place: m.Place, Online: m.Join,
		Types: orEmpty(m.Types), Languages: orEmpty(m.Languages), Notes: m.Notes, URL: m.URL,
		Updated: stamp(m.Updated), LastConfirmed: stamp(m.LastConfirmed),
		LastChanged: stamp(m.LastChanged), Retired: stamp(m.Retired),
		Closed: m.Closed, Verified: stamp(m.Verified), VerifiedNote: m.VerifiedNote,
		WitnessOf: m.WitnessOf, WitnessBy: m.WitnessBy, Disagrees: m.Disagrees,
	})
}

type meetingJSON struct {
	ID            string     `json:"id"`
	Program       string     `json:"program"`
	Name          string     `json:"name"`
	Group         string     `json:"group,omitempty"`
	Source        string     `json:"source"`
	SourceKey     string     `json:"source_key"`
	Attendance    Attendance `json:"attendance"`
	Schedule      Schedule   `json:"schedule"`
	Place         Place      `json:"place"`
	Online        Join       `json:"online"`
	Types         []string   `json:"types"`
	Languages     []string   `json:"languages"`
	Notes         string     `json:"notes,omitempty"`
	URL           string     `json:"url"`
	Updated       *string    `json:"updated"`
	LastConfirmed *string    `json:"last_confirmed"`
	LastChanged   *string    `json:"last_changed"`
	Retired       *string    `json:"retired,omitempty"`

	Closed       []DateRange `json:"closed,omitempty"`
	Verified     *string     `json:"verified,omitempty"`
	VerifiedNote string      `json:"verified_note,omitempty"`
	WitnessOf    string      `json:"witness_of,omitempty"`
	WitnessBy    MergeSign   `json:"witness_by,omitempty"`
	Disagrees    bool        `json:"disagrees,omitempty"`
}

// MarshalJSON writes a schedule as commands and API show it. start and
// duration_minutes are null where there is no time; rrule is empty where the
// schedule is unconfirmed, so that nobody takes it for a plain weekly one.
func (s Schedule) MarshalJSON() ([]byte, error) {
	rrule := s.RRule()
	if !s.Confirmed {
		rrule = ""
	}
	out := scheduleJSON{
		Text: s.Text, RRule: rrule, Zone: s.Zone, ZoneFrom: s.ZoneFrom, Confirmed: s.Confirmed,
		From: s.From.String(), Until: s.Until.String(), Dates: s.Dates, Except: s.Except, Moved: s.Moved,
	}
	if s.Interval > 1 {
		out.Anchor = s.Anchor.String()
	}
	if s.Timed() {
		start, minutes := s.Start.String(), s.Minutes
		out.Start, out.Minutes = &start, &minutes
	}
	return json.Marshal(out)
}

type scheduleJSON struct {
	Text      string      `json:"text"`
	RRule     string      `json:"rrule"`
	Start     *string     `json:"start"`
	Minutes   *int        `json:"duration_minutes"`
	Zone      string      `json:"zone"`
	ZoneFrom  ZoneFrom    `json:"zone_from"`
	Confirmed bool        `json:"confirmed"`
	Anchor    string      `json:"anchor,omitempty"`
	From      string      `json:"from,omitempty"`
	Until     string      `json:"until,omitempty"`
	Dates     []Date      `json:"dates,omitempty"`
	Except    []DateRange `json:"except,omitempty"`
	Moved     []Move      `json:"moved,omitempty"`
}

// MarshalJSON writes a run as commands and API show it.
func (r Run) MarshalJSON() ([]byte, error) {
	refused := r.Refused
	if refused == nil {
		refused = []Refusal{}
	}
	return json.Marshal(struct {
		Run      int64     `json:"run"`
		Source   string    `json:"source"`
		Class    Class     `json:"class"`
		Message  string    `json:"message"`
		Started  *string   `json:"started"`
		Finished *string   `json:"finished"`
		Counts   Counts    `json:"counts"`
		Fill     Fill      `json:"fill"`
		Refused  []Refusal `json:"refused"`
		Evidence Evidence  `json:"evidence"`
	}{r.ID, r.Source, r.Class, r.Message, stamp(r.Started), stamp(r.Finished), r.Counts, r.Fill, refused, r.Evidence})
}

// OccurrenceOf is an occurrence together with its meeting, as commands show it.
type OccurrenceOf struct {
	*Meeting
	Occurrence
}

// MarshalJSON writes start with the zone's own offset, and both ends in UTC.
func (o OccurrenceOf) MarshalJSON() ([]byte, error) {
	check := ""
	if o.CheckHoliday(o.Date) {
		check = "holiday"
	}
	return json.Marshal(struct {
		Meeting    string     `json:"meeting"`
		Program    string     `json:"program"`
		Name       string     `json:"name"`
		Source     string     `json:"source"`
		SourceKey  string     `json:"source_key"`
		Attendance Attendance `json:"attendance"`
		Zone       string     `json:"zone"`
		Start      string     `json:"start"`
		StartUTC   string     `json:"start_utc"`
		EndUTC     string     `json:"end_utc"`
		Check      string     `json:"check,omitempty"`   // "holiday": make sure that it is held
		Holiday    string     `json:"holiday,omitempty"` // its name there
	}{
		o.ID, o.Program, o.Name, o.Source, o.SourceKey, o.Attendance, o.Schedule.Zone,
		o.Start.Format(time.RFC3339), o.Start.UTC().Format(time.RFC3339), o.End.UTC().Format(time.RFC3339),
		check, o.Meeting.Holiday(o.Date),
	})
}

func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format(time.RFC3339)
	return &s
}

func orEmpty(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
