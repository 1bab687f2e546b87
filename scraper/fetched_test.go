package scraper

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// stillPage is one page, fetched at one moment.
type stillPage Page

func (p stillPage) Fetch(_ context.Context, r Request, _ *meeting.PageState) (FetchResult, error) {
	p.URL, p.Status = r.URL, 200
	return FetchResult{Page: Page(p), State: meeting.PageState{URL: r.URL, Digest: "one"}}, nil
}

// A date without a year is near to the day of the fetch, as the source's zone
// shows it.
func TestADateWithoutAYearIsNearTheDayOfTheFetch(t *testing.T) {
	guide := func(fields string) string {
		return `[{"slug": "lamp", "name": "Lamp", "day": 1, "time": "19:00", "location": "Hall", ` + fields + `}]`
	}
	sheet := func(when string) string { return "Name,Meeting Time,Location\nLamp,\"" + when + "\",Hall\n" }
	for _, c := range []struct{ format, body, fetched, zone, want string }{
		{"meeting-guide", guide(`"notes": "No meetings Dec 21 through Jan 4."`), "2026-11-28T06:00:00Z", "America/New_York", "true 2026-12-21..2027-01-04"},
		{"meeting-guide", guide(`"notes": "No meetings Dec 21 through Jan 4."`), "2027-01-05T07:00:00Z", "America/Los_Angeles", "true 2026-12-21..2027-01-04"}, // still the 4th there
		{"meeting-guide", guide(`"notes": "No meetings Dec 21 through Jan 4."`), "2027-01-05T09:00:00Z", "America/Los_Angeles", "true 2027-12-21..2028-01-04"},
		{"meeting-guide", guide(`"location_notes": "No meetings Dec 21 through Jan 4."`), "2026-11-28T06:00:00Z", "America/New_York", "true 2026-12-21..2027-01-04"},
		{"csv", sheet("Mondays 7pm until March 30"), "2026-02-01T06:00:00Z", "America/New_York", "true until 2026-03-30"},
		{"csv", sheet("Mondays 7pm until March 29"), "2026-02-01T06:00:00Z", "America/New_York", "false"}, // no Monday
		{"csv", sheet("Mondays 7pm (no meetings Dec 21 - Jan 4)"), "2026-11-28T06:00:00Z", "America/New_York", "true 2026-12-21..2027-01-04"},
	} {
		at, err := time.Parse(time.RFC3339, c.fetched)
		if err != nil {
			t.Fatal(err)
		}
		store := newCollectStore()
		src := meeting.Source{ID: "lamps", Program: "aa", Format: c.format, URL: "https://list.example/", Zone: c.zone, Country: "US"}
		collector := &Collector{Store: store, Fetcher: stillPage{Body: []byte(c.body), Fetched: at}}
		if run, err := collector.Collect(t.Context(), src); err != nil || run.Class != meeting.OK {
			t.Fatalf("%s: %s %s, %v", c.body, run.Class, run.Message, err)
		}
		m := store.harvest(t).Meetings[0]
		var said []string
		for _, e := range m.Schedule.Except {
			said = append(said, fmt.Sprintf("%s..%s", e.First, e.Last))
		}
		if u := m.Schedule.Until; u != 0 {
			said = append(said, "until "+u.String())
		}
		if got := strings.TrimSpace(fmt.Sprint(m.Schedule.Confirmed, " ", strings.Join(said, " "))); got != c.want {
			t.Errorf("%s fetched %s: %s, want %s", c.body, c.fetched, got, c.want)
		}
	}
}

// A meeting kept by hand is as of the day on which somebody made sure of it.
func TestADateWithoutAYearIsNearTheDayOfTheCheck(t *testing.T) {
	src := meeting.Source{ID: "own", Program: "aa", Format: "list", Zone: "America/New_York", Country: "US", Options: map[string]any{
		listOption: []meetingTOML{{Name: "Lamp", When: "Mondays 7pm until March 30", Place: "Hall", CheckedBy: "office", CheckedOn: "2026-02-01"}},
	}}
	store := newCollectStore()
	if run, err := (&Collector{Store: store}).Collect(t.Context(), src); err != nil || run.Class != meeting.OK {
		t.Fatal(run, err)
	}
	if s := store.harvest(t).Meetings[0].Schedule; s.Until.String() != "2026-03-30" {
		t.Errorf("%+v", s)
	}
}
