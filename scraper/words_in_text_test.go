package scraper

import (
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

func TestEveryTextOfAListingLimitsIt(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Listing)
		want   string
	}{
		"a cancelled group":         {func(l *Listing) { l.Group = "Harbor Lamp Cancelled" }, "inactive weekly true “Cancelled”"},
		"notes about the place":     {func(l *Listing) { l.LocationNotes = "Meets 2nd and 4th Fridays only" }, "in_person monthly true “Meets 2nd and 4th Fridays only”"},
		"notes about the group":     {func(l *Listing) { l.GroupNotes = "Meets 2nd and 4th Fridays only" }, "in_person monthly true “Meets 2nd and 4th Fridays only”"},
		"the group's name":          {func(l *Listing) { l.Group = "Lamp (1st Fridays only)" }, "in_person weekly false “1st Fridays only”"},
		"the place of many":         {func(l *Listing) { l.LocationNotes = "Meets 2nd and 4th Mondays only" }, "in_person weekly true"},
		"another start in notes":    {func(l *Listing) { l.Notes = "Downstairs.\nMeeting 6:45 PM START." }, "in_person weekly false “Meeting 6:45 PM START”"},
		"one cancelled occasion":    {func(l *Listing) { l.Name = "Lamp (cancelled 12/25)" }, "in_person weekly false “cancelled 12/25”"},
		"a condition":               {func(l *Listing) { l.Notes = "The meeting is canceled if raining." }, "in_person weekly false “The meeting is canceled if raining”"},
		"a way that is lost":        {func(l *Listing) { l.Notes = "In-person meetings suspended. Zoom only." }, "in_person weekly false “In-person meetings suspended”"},
		"a season":                  {func(l *Listing) { l.Name = "Lamp (summer only)" }, "in_person weekly false “summer only”"},
		"a season with its months":  {func(l *Listing) { l.Name, l.Notes = "Lamp / Seasonal", "May through September." }, "in_person weekly true “May through September”"},
		"a way that is not offered": {func(l *Listing) { l.Notes = "Zoom meeting cancelled." }, "in_person weekly true"},
		"birthdays of the place":    {func(l *Listing) { l.LocationNotes = "Birthdays last Friday" }, "in_person weekly true"},
	} {
		l := Listing{Key: "a", Name: "Lamp", Days: []string{"friday"}, Time: "18:30", Location: "Mill", Address: "1 Elm Row, Chicago, IL 60657, USA"}
		c.change(&l)
		m, refused := Normalise(l, meeting.Source{ID: "s", Program: "aa", Zone: "America/Chicago"})
		if refused != nil {
			t.Fatal(refused)
		}
		s := m.Schedule
		words := []string{string(m.Attendance), string(s.Kind), map[bool]string{true: "true", false: "false"}[s.Confirmed]}
		if s.Text != "" {
			words = append(words, "“"+s.Text+"”")
		}
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestUnreadWordsOfTheGroupAndThePlaceAreReported(t *testing.T) {
	l := Listing{Name: "Lamp", Days: []string{"friday"}, Time: "18:30", LocationNotes: "Upstairs. Chips are held the last Friday.", Group: "Trustees meet 2nd Fridays"}
	if got := UnreadWords(l); !slices.Equal(got, []string{"last Friday", "2nd Fridays"}) {
		t.Errorf("unread %q", got)
	}
}
