package scraper

import (
	"errors"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

const discoverFeed = `[{"slug": "lamp", "name": "Lamp", "day": 1, "time": "19:00", "formatted_address": "1 Elm Row, Chicago, IL 60657, USA"},
	{"slug": "harbour", "name": "Harbour", "day": 2, "time": "19:00", "formatted_address": "2 Elm Row, Chicago, IL 60657, USA"},
	{"slug": "far", "name": "Far", "day": 2, "time": "19:00", "formatted_address": "2 Elm Row, Dover, DE 19901, USA"}]`

const discoverBMLT = `[{"id_bigint": "7", "meeting_name": "Lamp", "weekday_tinyint": "2", "start_time": "19:00:00", "duration_time": "01:00:00", "time_zone": "America/Denver", "location_text": "Hall", "published": "1"}]`

func TestDiscover(t *testing.T) {
	const site = "https://www.lamp.example"
	for _, c := range []struct {
		name   string
		pages  map[string]string
		start  string
		format string
		url    string
		zone   string
	}{
		{"a feed the page names", map[string]string{"/": `<html lang="en-US"><title>Lamp</title><link rel="alternate" type="application/json" title="Meetings Feed" href="/feed.json">`, "/feed.json": discoverFeed},
			"/", "meeting-guide", "/feed.json", "America/Chicago"},
		{"the plugin's feed", map[string]string{"/": `<link href="/wp-content/plugins/12-step-meeting-list/x.css">`, "/wp-admin/admin-ajax.php?action=meetings": discoverFeed},
			"/", "meeting-guide", "/wp-admin/admin-ajax.php?action=meetings", "America/Chicago"},
		{"a finder's feed", map[string]string{"/": `<div id="tsml-ui" data-src="/x.json" data-timezone="America/Denver"></div>`, "/x.json": `[{"slug": "lamp", "name": "Lamp", "day": 1, "time": "19:00"}]`},
			"/", "tsml-page", "/", "America/Denver"},
		{"the table where the feed is shut", map[string]string{"/": `<a href="/about">About</a><a href="/meetings/lamp/">Lamp</a><a href="/meetings/">Meetings</a>`,
			"/meetings/": `<body class="tsml"><table><tbody id="meetings_tbody"><tr><td class="time" data-sort="1-19:00-x"></td><td class="name"><a href="/meetings/lamp/">Lamp</a></td></tr></tbody></table>`},
			"/", "tsml-page", "/meetings/", ""},
		{"a BMLT server behind a page", map[string]string{"/": `<script>var c = {"root_server":"https:\/\/www.lamp.example\/main_server"};</script>`,
			"/main_server/client_interface/json/?page_num=1&page_size=500&sort_keys=id_bigint&switcher=GetSearchResults": `[{"id_bigint": "7", "meeting_name": "Lamp", "weekday_tinyint": "2", "start_time": "19:00:00", "duration_time": "01:00:00", "time_zone": "America/Denver", "location_text": "Hall", "published": "1"}]`},
			"/", "bmlt", "/main_server/", "America/Denver"},
		{"a linked calendar", map[string]string{"/": `<a href="webcal://www.lamp.example/c.ics">Subscribe</a>`, "/c.ics": icalOf("X-WR-TIMEZONE:America/Denver", "BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT")},
			"/", "ical", "/c.ics", "America/Denver"},
		{"the calendar itself", map[string]string{"/c.ics": icalOf("BEGIN:VEVENT", "UID:1", "SUMMARY:Lamp", "DTSTART:20260106T190000", "RRULE:FREQ=WEEKLY", "END:VEVENT")},
			"/c.ics", "ical", "/c.ics", ""},
		{"the plugin's other feed", map[string]string{"/": `<link href="/wp-content/plugins/12-step-meeting-list/x.css">`, "/wp-json/tsml/meetings": discoverFeed},
			"/", "meeting-guide", "/wp-json/tsml/meetings", "America/Chicago"},
		{"a file of the plugin", map[string]string{"/": `<script>let feed = "\/wp-content\/tsml-cache-0a1b2c3d4e.json?1790026838"</script>`, "/wp-content/tsml-cache-0a1b2c3d4e.json": discoverFeed},
			"/", "meeting-guide", "/wp-content/tsml-cache-0a1b2c3d4e.json", "America/Chicago"},
		{"a BMLT server whose address does not say so", map[string]string{"/": `<html><title>BMLT Root Server</title>`,
			"/client_interface/json/?page_num=1&page_size=500&sort_keys=id_bigint&switcher=GetSearchResults": discoverBMLT}, "/", "bmlt", "/", "America/Denver"},
		{"a BMLT server that a page's script names", map[string]string{"/": `<script>var crouton = {"root_server":"https:\/\/www.lamp.example\/list"};</script>`,
			"/list/client_interface/json/?page_num=1&page_size=500&sort_keys=id_bigint&switcher=GetSearchResults": discoverBMLT}, "/", "bmlt", "/list/", "America/Denver"},
		{"The Events Calendar", map[string]string{"/": `<body class="tribe-events-page">`, "/wp-json/tribe/events/v1/events?per_page=50": `{"events": [{"id": 7, "title": "Lamp", "start_date": "2026-12-01 19:00:00", "end_date": "2026-12-01 20:00:00", "timezone": "America/Denver", "venue": {"venue": "Hall"}}], "total": 1, "total_pages": 1, "rest_url": "x"}`},
			"/", "events-calendar", "/", "America/Denver"},
		{"events marked up", map[string]string{"/": `<script type="application/ld+json">{"@type": "Event", "name": "Lamp", "startDate": "2026-12-01T19:00:00-07:00", "location": {"@type": "Place", "name": "Hall", "address": {"streetAddress": "1 Elm Row", "addressLocality": "Denver", "addressRegion": "CO", "addressCountry": "US"}}}</script>`},
			"/", "jsonld", "/", "America/Denver"},
		{"a table", map[string]string{"/": `<a href="/meetings">Meetings</a>`, "/meetings": `<table><tr><th>Day</th><th>Time</th><th>Group</th><th>Where</th></tr><tr><td>Monday</td><td>7:00 PM</td><td>Lamp</td><td>1 Elm Row</td></tr><tr><td>Tuesday</td><td>8:00 PM</td><td>Harbour</td><td>2 Elm Row</td></tr></table>`},
			"/", "html", "/meetings", ""},
		{"a published sheet", map[string]string{"/": `<iframe src="https://docs.google.com/spreadsheets/d/e/2PACX-1vAbc/pubhtml?gid=0"></iframe>`},
			"/", "csv", "", ""},
		{"a sheet", map[string]string{"/list.csv": "Name,Day,Time\nLamp,Mon,7 pm\n"}, "/list.csv", "csv", "/list.csv", ""},
		{"words", map[string]string{"/": `<a href="/find-a-meeting">Where we meet</a>`, "/find-a-meeting": `<p>Lamp: Mon 7 pm ET</p><p>Harbour: Tue 8 pm ET</p>`}, "/", "prose", "/find-a-meeting", "America/New_York"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &collectSite{fail: map[string]int{}, pages: map[string]string{
				"https://docs.google.com/spreadsheets/d/e/2PACX-1vAbc/pub?output=csv": "Name,Day,Time\nLamp,Mon,7 pm\n"}}
			for path, body := range c.pages {
				s.pages[site+path] = body
			}
			found, err := s.bench().discoverer().Discover(t.Context(), site+c.start, meeting.Source{})
			if err != nil {
				t.Fatal(err, found.Tried)
			}
			want := site + c.url
			if c.url == "" {
				want = "https://docs.google.com/spreadsheets/d/e/2PACX-1vAbc/pub?output=csv"
			}
			if got := found.Source; got.Format != c.format || got.URL != want || got.Zone != c.zone {
				t.Errorf("got %s %s %q, want %s %s %q (%v)", got.Format, got.URL, got.Zone, c.format, c.url, c.zone, found.Tried)
			}
			if len(s.asked) > discoverRequests || found.Asked != len(s.asked) {
				t.Errorf("asked %d: %v", found.Asked, s.asked)
			}
		})
	}
}

// discoverer is the bench's collector with the real formats.
func (b *collectBench) discoverer() *Collector {
	b.Formats, b.Normalise = nil, nil
	return b.Collector
}

func TestDiscoverAsksTenTimesAtMost(t *testing.T) {
	s := &collectSite{fail: map[string]int{}, pages: map[string]string{}}
	var front strings.Builder
	front.WriteString(`<link href="/wp-content/plugins/12-step-meeting-list/x.css">`)
	for i := range 30 {
		path := "/meetings/" + strings.Repeat("x", i+1)
		front.WriteString(`<a href="` + path + `">Meetings</a>`)
		s.pages["https://lamp.example"+path] = `<a href="c.ics">calendar</a>`
	}
	s.pages["https://lamp.example/"] = front.String()
	found, err := s.bench().discoverer().Discover(t.Context(), "https://lamp.example/", meeting.Source{})
	if !errors.Is(err, ErrNothingFound) || len(s.asked) != discoverRequests || len(found.Tried) == 0 {
		t.Errorf("asked %d times, %v, tried %v", len(s.asked), err, found.Tried)
	}
}

func TestDiscoverUsesNoKeyThatStandsInAPage(t *testing.T) {
	s := &collectSite{fail: map[string]int{}, pages: map[string]string{
		"https://lamp.example/": `<link rel="alternate" type="application/json" title="Meetings Feed" href="/feed?action=meetings&amp;key=abc">`, "https://lamp.example/feed?action=meetings&key=abc": discoverFeed}}
	if found, err := s.bench().discoverer().Discover(t.Context(), "https://lamp.example/", meeting.Source{}); !errors.Is(err, ErrNothingFound) {
		t.Errorf("%v, %+v", err, found)
	}
}

func TestDiscoverRefuses(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"https://www.narconon.example/", "never listed"}, {"lamp.example", "write http:// or https://"}, {"https://gone.example/", "can't be read"},
	} {
		s := &collectSite{fail: map[string]int{}, pages: map[string]string{}}
		if _, err := s.bench().discoverer().Discover(t.Context(), c.address, meeting.Source{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.address, err)
		}
	}
}

// What is printed can be saved as it stands.
func TestADiscoveredTableIsACatalogue(t *testing.T) {
	s := &collectSite{fail: map[string]int{}, pages: map[string]string{
		"https://www.lamp.example/": `<html lang="es-MX"><title>Lamp "of" Newton</title><link rel="alternate" type="application/json" title="Meetings Feed" href="/feed.json">`, "https://www.lamp.example/feed.json": discoverFeed}}
	found, err := s.bench().discoverer().Discover(t.Context(), "https://www.lamp.example/", meeting.Source{Program: "na"})
	if err != nil {
		t.Fatal(err)
	}
	table := found.Table(fixtureDay)
	c, err := keptCatalog(t, table)
	if err != nil {
		t.Fatal(err, table)
	}
	got := c.Own[0]
	if got.ID != "na-lamp-example" || got.Program != "na" || got.Name != `Lamp "of" Newton` || got.Enabled || got.Language != "es" || got.Verified != "2026-11-22, discovered: 3 meetings read" || got.Zone != "America/Chicago" {
		t.Errorf("%+v", got)
	}
	empty := Found{Source: meeting.Source{ID: "x", Format: "csv", URL: "https://lamp.example/"}}
	if table := empty.Table(time.Now()); !strings.Contains(table, `zone = ""  # say where`) || !strings.Contains(table, `program = ""  # name the program`) {
		t.Errorf("what is missing is not said:\n%s", table)
	}
}
