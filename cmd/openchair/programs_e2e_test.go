package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestEveryProgramIsCollectedPublishedAndRemindedOf walks the whole way for each
// program: a site of the kind that lists its meetings, the collected meeting,
// one calendar of all, and a letter for each.
func TestEveryProgramIsCollectedPublishedAndRemindedOf(t *testing.T) {
	sink := newSink(t)
	t.Setenv("OPENCHAIR_SMTP_URL", "smtp://"+sink.addr)
	t.Setenv("OPENCHAIR_MAIL_FROM", "reminders@openchair.example")
	b := newBench(t)
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	sites := programSites(time.Now().Add(59*time.Minute + 30*time.Second).In(newYork))
	base := serveFunc(t, func(w http.ResponseWriter, r *http.Request) {
		for _, s := range sites {
			if body, ok := s.page(r.URL); ok {
				fmt.Fprint(w, strings.ReplaceAll(body, "SITE", "http://"+r.Host+"/"+s.program)) //nolint:errcheck // the client has gone
				return
			}
		}
		http.NotFound(w, r)
	})
	for _, s := range sites {
		b.source(s.program, s.table(base))
	}
	b.must("collect")

	all := jsonLines[meetingLine](t, b.must("meetings", "--json"))
	ids := map[string]string{}
	for _, m := range all {
		if !m.Schedule.Confirmed || m.Schedule.Zone != "America/New_York" || ids[m.Source] != "" {
			t.Errorf("%s: %+v", m.Source, m)
		}
		ids[m.Source] = m.ID
	}
	var chosen []string
	for _, s := range sites {
		if ids[s.program] == "" {
			t.Errorf("%s: nothing was collected: %s", s.program, b.must("sources", "--json"))
			continue
		}
		chosen = append(chosen, ids[s.program])
	}
	if t.Failed() {
		return
	}

	served := b.serve()
	feed, manage := createCalendar(t, served, chosen)
	if _, body := get(t, feed, ""); bytes.Count(body, []byte("BEGIN:VEVENT")) != len(sites) {
		t.Errorf("the calendar does not hold %d events:\n%s", len(sites), body)
	}
	api := strings.Replace(manage, "/my/", "/api/v1/calendars/", 1) + "/reminders"
	postTo(t, api, map[string]any{"email": "reader@openchair.example", "lead_minutes": []int{60}}, http.StatusAccepted, nil)
	confirm := readable(sink.next(t, 10*time.Second).raw)
	link := regexp.MustCompile(regexp.QuoteMeta(served) + `/confirm/[A-Za-z0-9_.~-]+`).FindString(confirm)
	resp, err := http.PostForm(link, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	told := map[string]bool{}
	for range sites {
		body := readable(sink.next(t, 20*time.Second).raw)
		for _, s := range sites {
			if strings.Contains(body, s.where) {
				told[s.program] = true
			}
		}
	}
	for _, s := range sites {
		if !told[s.program] {
			t.Errorf("%s: no letter says %s", s.program, s.where)
		}
	}
}

// programSite is an invented site of the kind that lists a program's meetings.
type programSite struct {
	program, where, format, path, options string            // where: what a letter says of the place
	pages                                 map[string]string // by path, with the query where there is one
}

func (s *programSite) page(u *url.URL) (string, bool) {
	path, ok := strings.CutPrefix(u.Path, "/"+s.program)
	if !ok && s.format != "pathminder" { // whose pages stand at the root of a site
		return "", false
	}
	if body, ok := s.pages[path+"?"+u.Query().Get("switcher")]; ok {
		return body, true
	}
	body, ok := s.pages[path]
	return body, ok
}

func (s *programSite) table(base string) string {
	table := fmt.Sprintf("program = %q\nformat = %q\nzone = \"America/New_York\"\ncountry = \"US\"\nlanguage = \"en\"\n", s.program, s.format)
	if s.path != "" {
		table += fmt.Sprintf("url = %q\n", base+"/"+s.program+s.path)
	}
	return table + s.options
}

func programSites(start time.Time) []programSite {
	day, clock, half, date := start.Weekday().String(), start.Format("15:04"), start.Format("3:04 PM"), start.Format("2006-01-02")
	end := start.Add(time.Hour)
	detail := func(title, number string) string {
		return fmt.Sprintf(`<html><head><title>%s</title></head><body><div class="addeventatc"><span class="start">%s %s</span><span class="end">%s</span><span class="timezone">America/New_York</span><span class="title">%s</span><span class="recurring">FREQ=WEEKLY;BYDAY=%s;INTERVAL=1</span></div>
			<p><strong>Program:</strong> 4-Point Recovery<br><strong>Languages spoken:</strong> English<br><strong>Schedule:</strong> <span class="meeting-time" data-utc="%s">Every %s</span></p><a href="https://us02web.zoom.us/j/555000%s">Join</a></body></html>`,
			title, date, clock, end.Format("2006-01-02 15:04"), title, strings.ToUpper(day[:2]), start.UTC().Format("2006-01-02T15:04:05+00:00"), day, number)
	}
	guide := func(name, street, types string) string {
		return fmt.Sprintf(`[{"slug": "one", "name": %q, "day": %d, "time": %q, "types": [%s], "formatted_address": "%s, Albany, NY 12207, USA", "location": "Hall"}]`, name, start.Weekday(), clock, types, street)
	}
	return []programSite{
		{"aa", "11 Elm Row", "meeting-guide", "/feed", "", map[string]string{"/feed": guide("Lamp Group", "11 Elm Row", `"O", "X"`)}},
		{"refuge-recovery", "12 Elm Row", "meeting-guide", "/feed", "", map[string]string{"/feed": guide("Refuge Lamp", "12 Elm Row", `"8F", "WA"`)}},
		{"recovery-dharma", "13 Elm Row", "tsml-page", "/meetings/", "", map[string]string{
			"/meetings/": `<div id="tsml-ui" data-src="SITE/cache.json" data-timezone="America/New_York"></div><script src="x.js"></script>`, "/cache.json": guide("Dharma Lamp", "13 Elm Row", `"FBS"`)}},
		{"na", "14 Elm Row", "bmlt", "/main_server/", "", map[string]string{
			"/main_server/client_interface/json/?GetSearchResults": fmt.Sprintf(`[{"id_bigint": "7", "meeting_name": "Clear Lamp", "weekday_tinyint": "%d", "start_time": "%s:00", "duration_time": "01:00:00", "venue_type": "1", "location_text": "Hall", "location_street": "14 Elm Row", "location_municipality": "Albany", "location_province": "NY", "published": "1"}]`, start.Weekday()+1, clock)}},
		{"al-anon", "15 Elm Row", "csv", "/export.csv", "", map[string]string{
			"/export.csv": "ID,NAME,MEETING_TIME,DESCRIPTION,ADDRESS,EMAIL,SHOW_MEETINGS_WITH\n0,Family Lamp AFG," + day + " " + half + ",Chapel,\"15 Elm Row, Albany, NY, 12207, USA\",x@list.example,Families and Friends Only; English;\n"}},
		{"nar-anon", "16 Elm Row", "csv", "/export.csv", "", map[string]string{
			"/export.csv": "\ufeff,Location,Street,City,State,Zip,Notes,Day,Time,Type\n1,Hope Lamp NFG,16 Elm Row,Albany,NY,12207,Main floor," + day + "," + start.Format("3:04pm") + ",Nar-Anon\n"}},
		{"smart", "555000101", "pathminder", "/sitemap.xml", "", map[string]string{
			"/sitemap.xml": `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>SITE/meetings/9301/</loc></url></urlset>`, "/meetings/9301/": detail("SMART Recovery USA - Meeting #9301 Lampton, New York", "101")}},
		{"lifering", "555000102", "pathminder", "/sitemap.xml", "", map[string]string{
			"/sitemap.xml": `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>SITE/meetings/1067/</loc></url></urlset>`, "/meetings/1067/": detail("LifeRing Meeting: #1067 - Global - East Coast Lamps", "102")}},
		{"wfs", "555000103", "pathminder", "/meetings/", "\n[source.options]\nmode = \"list-detail\"\n", map[string]string{
			"/meetings/":    fmt.Sprintf(`<div class="row meetinglistrow"><a href="SITE/meetings/55/?fromlist=true">55</a><span class="meeting-time" data-utc="%s">Every %s</span><i class="fas fa-video meetingtypeicon"></i><span class="d-none d-md-block text-center"><strong>Evening Lamps</strong></span></div>`, start.UTC().Format("2006-01-02T15:04:05+00:00"), day),
			"/meetings/55/": detail("WFS Meeting: #55 - Global - Evening Lamps", "103")}},
		{"sos", "17 Elm Row", "prose", "/meetings.html", "", map[string]string{
			"/meetings.html": "<main><h2>Plain Lamp</h2><p>We meet every " + day + " at " + strings.ToLower(half) + " at Grace Church, 17 Elm Row, Albany.</p><p>Office hours: Monday to Friday 9 am to 5 pm</p></main>"}},
		{"mm", "Measured Library", "list", "", fmt.Sprintf("\n[[source.meeting]]\nname = \"Measured Lamp\"\nwhen = \"%ss %s\"\nplace = \"Measured Library\"\nchecked_by = \"desk\"\nchecked_on = %s\n", day, half, time.Now().UTC().Format(time.DateOnly)), nil},
		{"celebrate-recovery", "18 Elm Row", "ical", "/church.ics", "\n[source.options]\nmatch = \"celebrate\"\n", map[string]string{
			"/church.ics": fmt.Sprintf("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:America/New_York\r\nBEGIN:VEVENT\r\nUID:1@church.example\r\nSUMMARY:Celebrate Lamp\r\nDTSTART;TZID=America/New_York:2019%s\r\nRRULE:FREQ=WEEKLY;BYDAY=%s\r\nLOCATION:Grace Church\\, 18 Elm Row\\, Albany\\, NY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2@church.example\r\nSUMMARY:Choir\r\nDTSTART:20190103T190000Z\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
				firstOf2019(start.Weekday()).Format("0102")+"T"+start.Format("1504")+"00", strings.ToUpper(day[:2]))}},
		{"activities-of-sober-living", "19 Elm Row", "events-calendar", "/wp-json/tribe/events/v1/events/", "", map[string]string{
			"/wp-json/tribe/events/v1/events/": tribeEvents("Potluck Lamp", start)}},
	}
}

// firstOf2019 is the first such weekday of a year long past.
func firstOf2019(d time.Weekday) time.Time {
	day := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC)
	for day.Weekday() != d {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// tribeEvents are five weekly instances of one series.
func tribeEvents(title string, start time.Time) string {
	var events []string
	for i := range 5 {
		at := start.AddDate(0, 0, 7*i)
		events = append(events, fmt.Sprintf(`{"id": %d, "status": "publish", "title": %q, "url": "SITE/event/potluck/%s/", "all_day": false, "start_date": "%s:00", "end_date": "%s:00", "timezone": "America/New_York", "venue": {"venue": "Hall", "address": "19 Elm Row", "city": "Albany", "state": "NY", "country": "United States"}}`,
			100+i, title, at.Format("2006-01-02"), at.Format("2006-01-02 15:04"), at.Add(time.Hour).Format("2006-01-02 15:04")))
	}
	return `{"events": [` + strings.Join(events, ",") + `], "rest_url": "SITE/wp-json/tribe/events/v1/events/", "total": 5, "total_pages": 1}`
}
