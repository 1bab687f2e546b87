package scraper

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"openchair/meeting"
)

var ldSource = meeting.Source{ID: "lamp", Program: "recovery-dharma", Format: "jsonld", URL: "https://lamp.example/events/", Zone: "America/New_York", Country: "US", Language: "en"}

// ldSaid reads one event and says its schedule and how to attend.
func ldSaid(t *testing.T, event string) string {
	t.Helper()
	r, err := jsonldRead(Page{URL: ldSource.URL, Body: []byte(event), Fetched: fixtureDay}, ldSource, nil)
	if err != nil {
		t.Fatalf("%s: %v", event, err)
	}
	var out []string
	for _, f := range r.Refused {
		out = append(out, "refused "+f.Field)
	}
	for _, l := range r.Listings {
		m, refused := Normalise(l, ldSource)
		if refused != nil {
			t.Fatalf("%s: %v", event, refused)
		}
		out = append(out, string(m.Attendance)+" "+said(m.Schedule))
	}
	return strings.Join(out, "; ")
}

func TestJSONLDReadsATime(t *testing.T) {
	for fields, want := range map[string]string{
		`"startDate": "2026-12-01T19:00", "endDate": "2026-12-01T20:30"`:           "in_person dated 2026-12-01 19:00+90 America/New_York",
		`"startDate": "2026-12-01T19:00:00-05:00", "duration": "PT1H30M"`:          "in_person dated 2026-12-01 19:00+90 America/New_York",
		`"startDate": "2026-12-01T19:00-0800", "endDate": "2026-12-01T20:00-0800"`: "in_person dated 2026-12-01 22:00+60 America/New_York",
		`"startDate": "2026-12-02T00:00:00.000Z", "doorTime": "2026-12-01T23:00Z"`: "in_person dated 2026-12-01 19:00+60 America/New_York",
		`"startDate": ["2026-12-01 19:00:00"], "endDate": "2026-12-01"`:            "in_person dated 2026-12-01 19:00+60 America/New_York",
		`"startDate": "2026-12-01"`: "refused startDate",
		`"startDate": "soon"`:       "refused startDate",
		`"startDate": "2026-12-01T19:00", "eventStatus": "schema:EventCancelled"`:                     "",
		`"startDate": "2026-12-01T19:00", "eventStatus": "http://schema.org/EventPostponed"`:          "",
		`"startDate": "2026-12-01T19:00", "eventStatus": "EventMovedOnline", "location": "Lamp Hall"`: "online dated 2026-12-01 19:00+60 America/New_York",
		`"startDate": "2026-11-01T19:00"`: "",
	} {
		if got := ldSaid(t, `{"@type": "http://schema.org/Event", "name": "Lamp", `+fields+`}`); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", fields, got, want)
		}
	}
}

func TestJSONLDReadsASchedule(t *testing.T) {
	for fields, want := range map[string]string{
		`"repeatFrequency": "P1W", "byDay": "https://schema.org/Monday"`:     "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/New_York",
		`"repeatFrequency": "https://schema.org/weekly", "byDay": ["MO,WE"]`: "FREQ=WEEKLY;BYDAY=MO,WE 19:00+60 America/New_York",
		`"repeatFrequency": "P7D"`:                                                                   "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/New_York",
		`"repeatFrequency": "P1D"`:                                                                   "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU 19:00+60 America/New_York",
		`"repeatFrequency": "P14D", "byDay": "Monday"`:                                               "FREQ=WEEKLY;BYDAY=MO;INTERVAL=2;WKST=MO 19:00+60 America/New_York",
		`"repeatFrequency": "P1M", "byDay": "Monday", "byMonthWeek": [1, 3]`:                         "FREQ=MONTHLY;BYDAY=1MO,3MO 19:00+60 America/New_York",
		`"repeatFrequency": "monthly", "byDay": "-1MO"`:                                              "FREQ=MONTHLY;BYDAY=-1MO 19:00+60 America/New_York",
		`"repeatFrequency": "P1M", "byMonthDay": 5`:                                                  "dated 2026-01-05 19:00+60 America/New_York unconfirmed “by the calendar's rule FREQ=MONTHLY;BYMONTHDAY=5”",
		`"repeatFrequency": "P1W", "byDay": "Moonday"`:                                               "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/New_York unconfirmed “Moonday”",
		`"repeatFrequency": "now and then", "byDay": "Monday"`:                                       "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/New_York unconfirmed “now and then”",
		`"byDay": "Monday"`:                                                                          "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/New_York unconfirmed “no word of how often”",
		`"repeatFrequency": "P1W", "endTime": "20:30:00+00:00", "scheduleTimezone": "Europe/London"`: "FREQ=WEEKLY;BYDAY=MO 19:00+90 Europe/London",
		`"repeatFrequency": "P1W", "endDate": "2027-02-01", "exceptDate": "2026-12-28"`:              "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/New_York until 2027-02-01 not 2026-12-28",
		`"repeatFrequency": "P1W", "duration": "PT45M", "startTime": "23:30"`:                        "FREQ=WEEKLY;BYDAY=MO 23:30+45 America/New_York",
	} {
		event := `{"@type": "EventSeries", "name": "Lamp", "eventSchedule": {"@type": "Schedule", "startDate": "2026-01-05", ` + fields + `, "startTime": "19:00:00"}}`
		if strings.Contains(fields, "startTime") {
			event = strings.Replace(event, `, "startTime": "19:00:00"`, "", 1)
		}
		if got := ldSaid(t, event); got != "in_person "+want {
			t.Errorf("%s:\ngot  %s\nwant in_person %s", fields, got, want)
		}
	}
}

func TestJSONLDScheduleWithoutAFirstDay(t *testing.T) {
	for fields, want := range map[string]string{
		`"repeatFrequency": "P1W", "byDay": "Monday", "endTime": "20:15"`:         "FREQ=WEEKLY;BYDAY=MO 19:00+75 America/New_York",
		`"repeatFrequency": "P1M", "byDay": "Monday", "byMonthWeek": -1`:          "FREQ=MONTHLY;BYDAY=-1MO 19:00+60 America/New_York",
		`"repeatFrequency": "P2W", "byDay": "Monday"`:                             "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/New_York unconfirmed “FREQ=WEEKLY;INTERVAL=2;BYDAY=MO”",
		`"repeatFrequency": "P1W", "byDay": "Monday", "exceptDate": "2026-12-28"`: "FREQ=WEEKLY;BYDAY=MO 19:00+60 America/New_York “not on 2026-12-28”",
	} {
		if got := ldSaid(t, `{"@type": "Event", "name": "Lamp", "eventSchedule": [{"startTime": "19:00", `+fields+`}]}`); got != "in_person "+want {
			t.Errorf("%s:\ngot  %s\nwant in_person %s", fields, got, want)
		}
	}
}

func TestJSONLDSeriesBroughtToRest(t *testing.T) {
	got := ldSaid(t, `{"@type": "EventSeries", "name": "Lamp", "eventStatus": "EventCancelled", "eventSchedule": {"repeatFrequency": "P1W", "startDate": "2026-01-05", "startTime": "19:00"}}`)
	if !strings.HasPrefix(got, "inactive ") {
		t.Errorf("got %s", got)
	}
}

func TestJSONLDReadsAnEventOnceWhereTwoBlocksHoldIt(t *testing.T) {
	event := `{"@type": "Event", "name": "Lamp", "url": "https://lamp.example/1", "startDate": "2026-12-01T19:00"}`
	if got := ldSaid(t, `<script type="application/ld+json">`+event+`</script><SCRIPT TYPE="Application/LD+JSON"><!-- [`+event+`]; --></SCRIPT>`); got != "in_person dated 2026-12-01 19:00+60 America/New_York" {
		t.Errorf("got %s", got)
	}
}

func TestJSONLDNeverKeepsPeople(t *testing.T) {
	for _, name := range []string{"events", "series"} {
		golden, err := os.ReadFile("testdata/jsonld/" + name + ".golden")
		if err != nil {
			t.Fatal(err)
		}
		for _, person := range []string{"Robin K", "@list.example", "555-01"} {
			if strings.Contains(string(golden), person) {
				t.Errorf("%s keeps %s", name, person)
			}
		}
	}
}

func TestJSONLDOfAnotherShape(t *testing.T) {
	for body, want := range map[string]string{
		"":         "empty",
		"<p>Hello": "holds no data of schema.org",
		`<body><div id="root"></div><script src="/m.js"></script></body>`: "filled in by a script",
		`{"@type": "WebSite"}`: "name no event",
		`<script type="application/ld+json">{"@type": "Event"</script>`: "No block of data on the page is JSON",
		`{"@type": "EventSeries", "name": "Lamp", "@id": "#a", "subEvent": [{"@id": "#a", "startDate": "2026-12-01"}` + strings.Repeat(`, {"@id": "#a", "name": "x", "startDate": "x"}`, maxLdEvents) + `]}`: "refer to each other",
	} {
		_, err := jsonldRead(Page{URL: ldSource.URL, Body: []byte(body), Fetched: fixtureDay}, ldSource, nil)
		if !errors.As(err, new(*ShapeError)) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v lacks %q", firstRunes(body, 60), err, want)
		}
	}
}

func TestJSONLDPartsThatReferToTheirSeries(t *testing.T) {
	if got := ldSaid(t, `{"@graph": [{"@id": "#a", "@type": "EventSeries", "name": "Lamp", "startDate": "2026-12-01T19:00", "subEvent": {"@id": "#a"}}]}`); got != "in_person dated 2026-12-01 19:00+60 America/New_York" {
		t.Errorf("got %s", got)
	}
}

func TestJSONLDChecksItsOptions(t *testing.T) {
	src := ldSource
	src.Options = map[string]any{"match": "("}
	if _, err := jsonldStart(src); err == nil || !strings.Contains(err.Error(), "match") {
		t.Errorf("got %v", err)
	}
}

func FuzzJSONLDRead(f *testing.F) {
	for _, name := range []string{"events.html", "series.json"} {
		body, err := os.ReadFile("testdata/jsonld/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add([]byte(`{"@graph": [{"@id": "#a", "@type": "EventSeries", "subEvent": [{"@id": "#a"}], "location": {"@id": "#a"}, "address": {"@id": "#a"}}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := jsonldRead(Page{URL: ldSource.URL, Body: body, Fetched: fixtureDay}, ldSource, nil)
		if err != nil && !errors.As(err, new(*ShapeError)) {
			t.Fatalf("error %v is no ShapeError", err)
		}
		for _, l := range r.Listings {
			Normalise(l, ldSource)
		}
	})
}

// BenchmarkJSONLD reads series with a schedule: at least 20,000 listings a
// second on one core.
func BenchmarkJSONLD(b *testing.B) {
	var rows []string
	for i := range 500 {
		rows = append(rows, fmt.Sprintf(`{"@type": "EventSeries", "@id": "s%d", "name": "Lamp %d", "description": "All are welcome.", "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "location": {"@type": "Place", "name": "Lamp Hall", "address": {"@type": "PostalAddress", "streetAddress": "1 Elm Row", "addressLocality": "Mapleton", "addressRegion": "NY", "postalCode": "10000", "addressCountry": "US"}}, "eventSchedule": {"@type": "Schedule", "startDate": "2026-01-05", "repeatFrequency": "P1W", "byDay": "https://schema.org/Monday", "startTime": "19:00:00", "endTime": "20:30:00"}}`, i, i))
	}
	block := "[" + strings.Join(rows, ",") + "]"
	page := `<html><head><script type="application/ld+json">` + block + `</script></head><body></body></html>`
	p := Page{URL: ldSource.URL, Body: []byte(page), Fetched: fixtureDay}
	rateOver[[]ldPlainEvent](b, []byte(block), func() int { return readPage(b, jsonldRead, p, ldSource) })
}
