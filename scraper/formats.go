package scraper

import (
	"fmt"
	"slices"
	"strings"
)

// formats are all that are known, by the name used in a source's "format".
var formats = []Format{
	{Name: "bmlt", Version: 1, Start: bmltStart, Read: bmltRead, Options: []string{"formats", "lang", "page_size"}},
	{Name: "csv", Version: 2, Start: csvStart, Read: csvRead, Options: []string{"columns", "defaults", "match"}},
	{Name: "events-calendar", Version: 1, Start: eventsCalendarStart, Read: eventsCalendarRead, Options: eventsCalendarOptions},
	{Name: "html", Version: 1, Start: htmlStart, Read: htmlRead, Options: htmlOptions},
	{Name: "ical", Version: 3, Start: icalStart, Read: icalRead, Options: chooseOptions},
	{Name: "jsonld", Version: 1, Start: jsonldStart, Read: jsonldRead, Options: chooseOptions},
	{Name: "list", Version: 1, Start: listStart, Given: listGiven, Options: []string{listOption}},
	{Name: "meeting-guide", Version: 2, Start: meetingGuideStart, Read: meetingGuideRead},
	{Name: "pathminder", Version: 1, Start: pathminderStart, Read: pathminderRead, MaxPages: pmMaxPages, Options: []string{"mode"}},
	{Name: "prose", Version: 1, Start: proseStart, Read: proseRead, Options: append([]string{"root"}, chooseOptions...)},
	{Name: "tsml-page", Version: 2, Start: meetingGuideStart, Read: tsmlPageRead},
}

// FormatByName returns a format. Its error lists the names that are known.
func FormatByName(name string) (Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("format %q is not known: use one of %s", name, strings.Join(FormatNames(), ", "))
}

// FormatNames lists the known formats, sorted.
func FormatNames() []string {
	names := make([]string, 0, len(formats))
	for _, f := range formats {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return names
}
