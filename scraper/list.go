package scraper

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// listOption holds a source's own meetings among its options.
const listOption = "meeting"

// meetingTOML is a [[source.meeting]] table: a meeting kept by hand, where no
// list can be read. Its time is in words, as people write it.
type meetingTOML struct {
	Key        string   `toml:"key"` // where the name may change; else made of name and place
	Name       string   `toml:"name"`
	When       string   `toml:"when"`
	Place      string   `toml:"place"`
	Address    string   `toml:"address"`
	Link       string   `toml:"link"`
	Phone      string   `toml:"phone"` // dial-in, never a person's
	URL        string   `toml:"url"`
	Zone       string   `toml:"zone"`
	Types      []string `toml:"types"`
	Languages  []string `toml:"languages"`
	Attendance string   `toml:"attendance"`
	Notes      string   `toml:"notes"`
	CheckedBy  string   `toml:"checked_by"` // who asked; never published
	CheckedOn  any      `toml:"checked_on"` // a day
}

// checkedFor is how long a person's word about a meeting holds. What was not
// asked for since is shown, but no longer counts as confirmed.
const checkedFor = 366 * 24 * time.Hour

// listStart checks the meetings; there is no page to ask for.
func listStart(src meeting.Source) ([]Request, error) {
	kept, ok := src.Options[listOption].([]meetingTOML)
	if !ok || len(kept) == 0 {
		return nil, errors.New("no meeting is listed: write each as a [[source.meeting]] table")
	}
	var faults []error
	for i := range kept {
		if err := kept[i].fault(src); err != nil {
			for _, one := range eachOf(err) {
				faults = append(faults, fmt.Errorf("meeting number %d (%s): %w", i+1, firstOf(kept[i].Name, "without a name"), one))
			}
		}
	}
	return nil, errors.Join(faults...)
}

// fault says what keeps a meeting from being listed as its keeper means it.
func (m *meetingTOML) fault(src meeting.Source) error {
	var faults []error
	if strings.TrimSpace(m.Name) == "" {
		faults = append(faults, errors.New("name is missing"))
	}
	if _, err := m.checked(); err != nil {
		faults = append(faults, err)
	}
	if strings.TrimSpace(m.CheckedBy) == "" {
		faults = append(faults, errors.New("checked_by is missing: say who asked, as a role or initials; it is never published"))
	}
	if m.Zone != "" {
		faults = appendFault(faults, faultOfZone(m.Zone))
	}
	if m.Attendance != "" && attendanceWord(m.Attendance) == "" {
		faults = append(faults, fmt.Errorf("attendance %q is none: use in_person, online, hybrid or inactive", m.Attendance))
	}
	if m.Link != "" && webLink(m.Link) == "" {
		faults = append(faults, fmt.Errorf("link %q is no address of the web: begin it with https://", m.Link))
	}
	times := phrase.ReadTimes(m.When, phrase.Context{Country: src.Country, Language: src.Language})
	switch {
	case strings.TrimSpace(m.When) == "":
		faults = append(faults, errors.New(`when is missing: say the day and time, as "Tuesdays 7:00-8:30 pm"`))
	case len(times) == 0 || !times[0].Whole():
		faults = append(faults, fmt.Errorf(`when %q names no day and time: write it as "Tuesdays 7:00-8:30 pm"; openchair phrase shows how it is read`, m.When))
	}
	return errors.Join(faults...)
}

// checked is the day a person last made sure of a meeting.
func (m *meetingTOML) checked() (meeting.Date, error) {
	if m.CheckedOn == nil {
		return 0, errors.New("checked_on is missing: give the day somebody last made sure of it, as 2026-11-01")
	}
	d, err := meeting.ParseDate(fmt.Sprint(m.CheckedOn))
	if err != nil {
		return 0, fmt.Errorf("checked_on %v is no day: write it as 2026-11-01", m.CheckedOn)
	}
	return d, nil
}

// listGiven reads the meetings that a source holds itself.
func listGiven(src meeting.Source, now time.Time) Reading {
	var r Reading
	kept, _ := src.Options[listOption].([]meetingTOML)
	for i := range kept {
		r.Listings = append(r.Listings, kept[i].listing(meeting.DateOf(now.UTC())))
	}
	return r
}

func (m *meetingTOML) listing(today meeting.Date) Listing {
	l := Listing{
		Key: m.Key, Name: m.Name, When: m.When, Location: m.Place, Address: m.Address,
		ConferenceURL: m.Link, Phone: m.Phone, URL: m.URL, Timezone: m.Zone, Types: m.Types, Languages: m.Languages,
		Attendance: attendanceWord(m.Attendance), Notes: m.Notes,
	}
	on, err := m.checked()
	if err != nil {
		return l // Start has refused it
	}
	l.Updated, l.day = on.String(), on
	if today > on+meeting.Date(checkedFor/(24*time.Hour)) {
		l.Unconfirmed = fmt.Sprintf("last checked on %s", on)
	}
	return l
}
