package scraper

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func tribeSource(options map[string]any) meeting.Source {
	return meeting.Source{ID: "lamp", Program: "smart", Format: "events-calendar", URL: "https://cal.example/", Zone: "America/New_York", Country: "US", Language: "en", Options: options}
}

func TestEventsCalendarStartsAtTheEvents(t *testing.T) {
	for _, c := range []struct {
		url, want string
		options   map[string]any
	}{
		{"https://cal.example", "https://cal.example/wp-json/tribe/events/v1/events?per_page=50", nil},
		{"https://cal.example/site/?lang=en", "https://cal.example/site/wp-json/tribe/events/v1/events?per_page=50", nil},
		{"https://cal.example/wp-json/tribe/events/v1/events/?per_page=10&tags=aa", "https://cal.example/wp-json/tribe/events/v1/events/?per_page=10&tags=aa", nil},
		{"https://cal.example/?rest_route=/tribe/events/v1/events", "https://cal.example/?per_page=50&rest_route=%2Ftribe%2Fevents%2Fv1%2Fevents", nil},
		{"https://cal.example/", "https://cal.example/wp-json/tribe/events/v1/events?categories=recovery&per_page=20", map[string]any{"category": "recovery", "per_page": int64(20)}},
	} {
		src := tribeSource(c.options)
		src.URL = c.url
		got, err := eventsCalendarStart(src)
		if err != nil || len(got) != 1 || got[0].URL != c.want {
			t.Errorf("%s: got %v, %v, want %s", c.url, got, err, c.want)
		}
	}
	for option, v := range map[string]any{"per_page": 500, "category": 7, "match": "("} {
		if _, err := eventsCalendarStart(tribeSource(map[string]any{option: v})); err == nil || !strings.Contains(err.Error(), option) {
			t.Errorf("%s = %v: %v", option, v, err)
		}
	}
}

// tribeJSON writes an event a week for some weeks, from a page on.
func tribeJSON(id, weeks int, next string) []byte {
	var rows []string
	for i := range weeks {
		day := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*(id+i)).Format(time.DateOnly)
		rows = append(rows, fmt.Sprintf(`{"id": %d, "title": "Lamp", "status": "publish", "all_day": false, "url": "https://cal.example/event/lamp/%s/", "start_date": "%s 19:00:00", "end_date": "%s 20:00:00", "timezone": "America/New_York", "venue": []}`, id+i, day, day, day))
	}
	return fmt.Appendf(nil, `{"events": [%s], "next_rest_url": %q}`, strings.Join(rows, ","), next)
}

func TestEventsCalendarGroupsASeriesOverItsPages(t *testing.T) {
	src := tribeSource(nil)
	p := Page{URL: "https://cal.example/wp-json/tribe/events/v1/events?page=1&per_page=3", Body: tribeJSON(0, 3, "https://inside.example/wp-json/tribe/events/v1/events?page=2&per_page=3"), Fetched: fixtureDay}
	r, err := eventsCalendarRead(p, src, nil)
	if err != nil || len(r.Listings) != 0 || len(r.Next) != 1 || len(r.Next[0].Rows) != 3 {
		t.Fatalf("first page: %+v, %v", r, err)
	}
	if want := "https://cal.example/wp-json/tribe/events/v1/events?page=2&per_page=3"; r.Next[0].URL != want || r.Next[0].Optional {
		t.Errorf("next is %+v, want %s at the source's own host", r.Next[0], want)
	}
	p.URL, p.Rows, p.Body = r.Next[0].URL, r.Next[0].Rows, tribeJSON(3, 2, "")
	r, err = eventsCalendarRead(p, src, r.Terms)
	if err != nil || len(r.Listings) != 1 || len(r.Next) != 0 {
		t.Fatalf("last page: %+v, %v", r, err)
	}
	m, refused := Normalise(r.Listings[0], src)
	if refused != nil || said(m.Schedule) != "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York" || m.URL != "https://cal.example/event/lamp/" {
		t.Errorf("got %s at %s, %v", said(m.Schedule), m.URL, refused)
	}
}

func TestEventsCalendarSeriesThatEndsBeforeTheCalendar(t *testing.T) {
	src := tribeSource(map[string]any{"not": "concert"})
	body := strings.Replace(string(tribeJSON(0, 4, "")), `"events": [`, `"events": [{"id": 9, "title": "Concert", "start_date": "2027-03-01 19:00:00", "venue": []},`, 1)
	r, err := eventsCalendarRead(Page{URL: src.URL, Body: []byte(body), Fetched: fixtureDay}, src, nil)
	if err != nil || len(r.Listings) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	m, _ := Normalise(r.Listings[0], src)
	if got := said(m.Schedule); got != "FREQ=WEEKLY;BYDAY=TU 19:00+60 America/New_York until 2026-12-15" {
		t.Errorf("got %s", got)
	}
}

func TestEventsCalendarLeavesOutWhatIsNotHeld(t *testing.T) {
	for name, change := range map[string][2]string{
		"a draft":                {`"publish"`, `"draft"`},
		"cancelled in its title": {`"Lamp"`, `"[CANCELED] Lamp"`},
		"postponed by its field": {`"venue"`, `"event_status": "postponed", "venue"`},
	} {
		body := strings.Replace(string(tribeJSON(1, 1, "")), change[0], change[1], 1)
		r, err := eventsCalendarRead(Page{URL: "https://cal.example/", Body: []byte(body), Fetched: fixtureDay}, tribeSource(nil), nil)
		if err != nil || len(r.Listings)+len(r.Refused) != 0 {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
}

func TestEventsCalendarAttendance(t *testing.T) {
	for fields, want := range map[string]string{
		`"is_virtual": true, "virtual_url": "https://us02web.zoom.us/j/1", "venue": []`:                                                           "online https://us02web.zoom.us/j/1",
		`"is_virtual": true, "virtual_event_type": "hybrid", "virtual_url": "https://us02web.zoom.us/j/1", "venue": {"venue": "Lamp Hall"}`:       "hybrid https://us02web.zoom.us/j/1",
		`"is_virtual": false, "website": "https://lamp.example/", "venue": {"venue": "Lamp Hall", "address": "1 Elm Row", "city": "Mapleton"}`:    "in_person ",
		`"website": "https://us02web.zoom.us/j/2", "venue": []`:                                                                                   "online https://us02web.zoom.us/j/2",
		`"description": "<a href=\"https://us02web.zoom.us/j/3\">Join</a>", "venue": [{"venue": "Lamp Hall", "address": "1 Elm Row"}], "x": null`: "hybrid https://us02web.zoom.us/j/3",
	} {
		body := strings.Replace(string(tribeJSON(1, 1, "")), `"venue": []`, fields, 1)
		r, err := eventsCalendarRead(Page{URL: "https://cal.example/", Body: []byte(body), Fetched: fixtureDay}, tribeSource(nil), nil)
		if err != nil || len(r.Listings) != 1 {
			t.Fatalf("%s: %+v, %v", fields, r, err)
		}
		m, _ := Normalise(r.Listings[0], tribeSource(nil))
		if got := string(m.Attendance) + " " + m.Join.URL; got != want {
			t.Errorf("%s: got %s, want %s", fields, got, want)
		}
	}
}

func TestEventsCalendarOfAnotherShape(t *testing.T) {
	for name, c := range map[string]struct {
		body      string
		cut, html bool
	}{
		"a web page": {body: "<!DOCTYPE html><p>Hello", html: true},
		"cut short":  {body: `{"events": [{"id": 1, "title": "La`, cut: true},
		"an error":   {body: `{"code": "rest_no_route", "message": "No route was found"}`},
		"a list":     {body: `[{"id": 1}]`},
	} {
		_, err := eventsCalendarRead(Page{URL: "https://cal.example/", Body: []byte(c.body)}, tribeSource(nil), nil)
		var shape *ShapeError
		if !errors.As(err, &shape) || shape.Cut != c.cut || shape.HTML != c.html {
			t.Errorf("%s: %#v", name, err)
		}
	}
}

func FuzzEventsCalendarRead(f *testing.F) {
	for _, name := range []string{"series", "paged"} {
		body, err := os.ReadFile("testdata/events-calendar/" + name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add(tribeJSON(0, 4, "https://cal.example/wp-json/tribe/events/v1/events?page=2"))
	src := tribeSource(nil)
	f.Fuzz(func(t *testing.T, body []byte) {
		p := Page{URL: "https://cal.example/wp-json/tribe/events/v1/events?per_page=50", Body: body, Fetched: fixtureDay}
		r, err := eventsCalendarRead(p, src, nil)
		if err != nil && !errors.As(err, new(*ShapeError)) {
			t.Fatalf("error %v is no ShapeError", err)
		}
		for _, n := range r.Next {
			u, err := url.Parse(n.URL)
			if err != nil || u.Host != "cal.example" {
				t.Fatalf("leads away to %s", n.URL)
			}
			r.Listings = append(r.Listings, groupInstances(n.Rows, p.Fetched, src.Zone)...)
		}
		for _, l := range r.Listings {
			Normalise(l, src)
		}
	})
}

// BenchmarkEventsCalendar reads events of the size they are published in, most
// of it pictures: at least 20,000 listings a second on one core.
func BenchmarkEventsCalendar(b *testing.B) {
	picture := `"image": {"url": "https://cal.example/lamp.jpg", "sizes": {` + strings.Repeat(`"large": {"width": 1024, "height": 683, "mime-type": "image/jpeg"},`, 6) + `"full": {}}}`
	var rows []string
	for i := range 500 {
		rows = append(rows, fmt.Sprintf(`{"id": %d, "title": "Lamp %d", "description": "<p>All are welcome.</p>", "status": "publish", "all_day": false, %s, "start_date": "2026-12-01 19:00:00", "end_date": "2026-12-01 20:00:00", "timezone": "America/New_York", "venue": {"venue": "Lamp Hall", "address": "1 Elm Row", "city": "Mapleton", "state": "NY", "zip": "10000"}, "categories": [{"name": "Recovery"}]}`, i, i, picture))
	}
	body := `{"events": [` + strings.Join(rows, ",") + `]}`
	p, src := Page{URL: "https://cal.example/", Body: []byte(body), Fetched: fixtureDay}, tribeSource(nil)
	rateOver[tribePlainAnswer](b, p.Body, func() int { return readPage(b, eventsCalendarRead, p, src) })
}
