package feeds

import (
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

func eventOf(t *testing.T, m meeting.Meeting) ical.Props {
	t.Helper()
	return decode(t, render(t, meeting.Calendar{}, []meeting.Meeting{m})).Events()[0].Props
}

func value(props ical.Props, name string) string {
	if p := props.Get(name); p != nil {
		return p.Value
	}
	return ""
}

func TestOnlyADoorHasAPoint(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(*meeting.Meeting)
		geo  string
	}{
		"in person":             {func(*meeting.Meeting) {}, "43.657123;-70.258934"},
		"hybrid":                {func(m *meeting.Meeting) { m.Attendance = meeting.Hybrid }, "43.657123;-70.258934"},
		"online":                {func(m *meeting.Meeting) { m.Attendance = meeting.Online }, ""},
		"an area":               {func(m *meeting.Meeting) { m.Place.Approximate = true }, ""},
		"no coordinates":        {func(m *meeting.Meeting) { m.Place.Latitude, m.Place.Longitude = 0, 0 }, ""},
		"no place on earth":     {func(m *meeting.Meeting) { m.Place.Latitude = 91 }, ""},
		"more digits than sure": {func(m *meeting.Meeting) { m.Place.Latitude, m.Place.Longitude = 43.12345678, -0.0000001 }, "43.123457;0"},
	} {
		m := sample(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
		c.edit(&m)
		props := eventOf(t, m)
		if got := value(props, "GEO"); got != c.geo {
			t.Errorf("%s: GEO %q, want %q", name, got, c.geo)
		}
		if apple := props.Get("X-APPLE-STRUCTURED-LOCATION"); (apple != nil) != (c.geo != "") {
			t.Errorf("%s: X-APPLE-STRUCTURED-LOCATION %v", name, apple)
		}
	}
}

func TestApplesLocationHasTitleAddressAndPoint(t *testing.T) {
	p := eventOf(t, sample(1, weekly("America/New_York", clock(19, 0), time.Tuesday))).Get("X-APPLE-STRUCTURED-LOCATION")
	if p.Value != "geo:43.657123,-70.258934" || p.Params.Get("VALUE") != "URI" || p.Params.Get("X-APPLE-RADIUS") != "100" ||
		p.Params.Get("X-ADDRESS") != "12 Quay Street, Portside, ME 04101, USA" {
		t.Errorf("%+v", p)
	}
}

func TestTheLocationIsVenueAndAddressOnce(t *testing.T) {
	for name, c := range map[string]struct {
		place meeting.Place
		want  string
	}{
		"both":                     {meeting.Place{Name: "Hall", Address: "1 Road, Town"}, "Hall, 1 Road, Town"},
		"venue in the address":     {meeting.Place{Name: "Hall", Address: "Hall, 1 Road"}, "Hall, 1 Road"},
		"only a venue":             {meeting.Place{Name: "Hall"}, "Hall"},
		"only parts":               {meeting.Place{City: "Town", State: "ME", Country: "US"}, "Town, ME, US"},
		"white space":              {meeting.Place{Name: " Hall \n", Address: "1  Road"}, "Hall, 1 Road"},
		"a word that begins alike": {meeting.Place{Name: "1 Ro", Address: "1 Road"}, "1 Ro, 1 Road"},
		"nothing":                  {meeting.Place{}, ""},
	} {
		m := sample(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
		m.Place = c.place
		props := eventOf(t, m)
		if got := text(t, props, "LOCATION"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTheWayInStandsInURLConferenceAndDescription(t *testing.T) {
	m := online(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
	props := eventOf(t, m)
	if got := value(props, "URL"); got != m.Join.URL {
		t.Errorf("URL %q", got)
	}
	list := props["CONFERENCE"]
	if len(list) != 2 || list[0].Value != m.Join.URL || list[0].Params.Get("LABEL") != "Zoom" || list[0].Params.Get("VALUE") != "URI" ||
		list[1].Value != "tel:+16465550123" || list[1].Params.Get("FEATURE") != "PHONE" {
		t.Errorf("CONFERENCE %+v", list)
	}
	want := "Tuesdays 7:00 – 8:00 pm, New York time\nJoin: https://zoom.example/j/123456789?pwd=q,w;e\nBy phone: +1 (646) 555-0123\n" +
		"Passcode: 1234\nID 123 456 789#\nOnline, Open, Discussion\nCoffee from half past.\nAll are welcome, always.\n" +
		"From the list at https://aa.example.org/meetings/steps?day=2\nListed like this since 3 February 2026.\n" +
		"Confirmed since? See https://chair.example/meetings/m000000000000001"
	if got := text(t, props, "DESCRIPTION"); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestAMeetingInPersonOnlyTellsNoWayIn(t *testing.T) {
	m := online(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
	m.Attendance = meeting.InPerson
	props := eventOf(t, m)
	if props.Get("CONFERENCE") != nil || value(props, "URL") != m.URL {
		t.Errorf("%v %q", props.Get("CONFERENCE"), value(props, "URL"))
	}
}

func TestAnUnknownProgramStillHasATitle(t *testing.T) {
	m := sample(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
	for _, o := range []Options{{}, {Programs: func(string) meeting.Program { return meeting.Program{} }}} {
		body, err := Calendar(meeting.Calendar{}, []meeting.Meeting{m}, o)
		if err != nil {
			t.Fatal(err)
		}
		props := decode(t, body).Events()[0].Props
		if got := text(t, props, "SUMMARY"); got != "Steps & Stories 1" || props.Get("CATEGORIES") != nil {
			t.Errorf("%q %v", got, props.Get("CATEGORIES"))
		}
	}
}
