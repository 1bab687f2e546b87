package scraper

import (
	"encoding/json"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"openchair/meeting"
)

// coreTime is what the process has used of the processor: unlike the clock on
// the wall it says the same on a busy machine.
func coreTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// rate prints how many listings are read and normalised in a second of one core,
// and returns that.
func rate(b *testing.B, each func() int) float64 {
	b.Helper()
	b.ReportAllocs()
	before, n := coreTime(b), 0
	for b.Loop() {
		n += each()
	}
	perSecond := float64(n) / (coreTime(b) - before).Seconds()
	b.ReportMetric(perSecond, "listings/core-s")
	return perSecond
}

// rateOver does the same for a page of JSON, and prints how many times the
// floor it takes: json.Unmarshal of the page into a struct of what is read,
// in the same run.
func rateOver[T any](b *testing.B, body []byte, each func() int) {
	b.Helper()
	before, n := coreTime(b), 0
	for coreTime(b)-before < 300*time.Millisecond {
		var into T
		if err := json.Unmarshal(body, &into); err != nil {
			b.Fatal(err)
		}
		n++
	}
	floor := float64(n) / (coreTime(b) - before).Seconds()
	if page := each(); page > 0 {
		b.ReportMetric(floor*float64(page)/rate(b, each), "x-floor")
	}
}

// publishedRow is a row of Meeting Guide as a plain program would read it.
type publishedRow struct {
	Name, Slug, Notes, Updated, URL, Time, Location, Latitude, Longitude, Region, Group string
	EndTime                                                                             string `json:"end_time"`
	LocationNotes                                                                       string `json:"location_notes"`
	Address                                                                             string `json:"formatted_address"`
	ConferenceURL                                                                       string `json:"conference_url"`
	Phone                                                                               string `json:"conference_phone"`
	ID                                                                                  int
	Day                                                                                 any
	Types                                                                               []string
}

type bmltPlainRow struct {
	ID           string `json:"id_bigint"`
	Weekday      string `json:"weekday_tinyint"`
	Venue        string `json:"venue_type"`
	Start        string `json:"start_time"`
	Duration     string `json:"duration_time"`
	Zone         string `json:"time_zone"`
	Formats      string `json:"formats"`
	FormatIDs    string `json:"format_shared_id_list"`
	Lang         string `json:"lang_enum"`
	Longitude    string `json:"longitude"`
	Latitude     string `json:"latitude"`
	Name         string `json:"meeting_name"`
	Text         string `json:"location_text"`
	Info         string `json:"location_info"`
	Street       string `json:"location_street"`
	Municipality string `json:"location_municipality"`
	Province     string `json:"location_province"`
	Postal       string `json:"location_postal_code_1"`
	Nation       string `json:"location_nation"`
	Comments     string `json:"comments"`
	Published    string `json:"published"`
}

type tribePlainAnswer struct {
	Events []struct {
		ID                         int
		Title, Description, Status string
		AllDay                     bool   `json:"all_day"`
		Start                      string `json:"start_date"`
		End                        string `json:"end_date"`
		Timezone                   string
		Venue                      struct{ Venue, Address, City, State, Zip string }
		Categories                 []struct{ Name string }
	}
}

type ldPlainEvent struct {
	Type        string `json:"@type"`
	ID          string `json:"@id"`
	Name        string
	Description string
	Mode        string `json:"eventAttendanceMode"`
	Location    struct {
		Name    string
		Address struct{ StreetAddress, AddressLocality, AddressRegion, PostalCode, AddressCountry string }
	}
	Schedule struct{ StartDate, RepeatFrequency, ByDay, StartTime, EndTime string } `json:"eventSchedule"`
}

// readAndNormalise is one reading of a page in full.
func readAndNormalise(b *testing.B, p Page, src meeting.Source, known Terms) int {
	b.Helper()
	f, err := FormatByName(src.Format)
	if err != nil {
		b.Fatal(err)
	}
	r, err := f.Read(p, src, known)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, l := range r.Listings {
		for _, l := range expand(l, src) {
			if _, refused := Normalise(l, src); refused != nil {
				b.Fatal(refused)
			}
			n++
		}
	}
	return n
}

// A BMLT server's answer: at least 20,000 listings a second on one core.
func BenchmarkBMLT(b *testing.B) {
	var rows strings.Builder
	for i := range 1000 {
		if i > 0 {
			rows.WriteByte(',')
		}
		fmt.Fprintf(&rows, `{"id_bigint":"%d","worldid_mixed":"G%08d","service_body_bigint":"3","weekday_tinyint":"%d","venue_type":"1","start_time":"19:%02d:00","duration_time":"01:30:00","time_zone":"","formats":"O,BT,WCHR","format_shared_id_list":"17,5,33","lang_enum":"en","longitude":"-93.05","latitude":"41.70","meeting_name":"Lamp %d","location_text":"Corner Chapel","location_info":"Enter behind","location_street":"%d Elm Row","location_municipality":"Newton","location_province":"IA","location_postal_code_1":"50208","location_nation":"USA","comments":"","published":"1","root_server_uri":"https://list.example/main_server"}`,
			i+1, i, 1+i%7, i%60, i, i)
	}
	src := meeting.Source{ID: "bench", Program: "na", Format: "bmlt", URL: "https://list.example/main_server/", Zone: "America/Chicago", Country: "US", Language: "en"}
	requests, err := bmltStart(src)
	if err != nil {
		b.Fatal(err)
	}
	p := Page{URL: requests[len(requests)-1].URL, Status: 200, Body: []byte("[" + rows.String() + "]"), Fetched: fixtureDay}
	rateOver[[]bmltPlainRow](b, p.Body, func() int {
		n := readAndNormalise(b, p, src, nil)
		if n != 1000 {
			b.Fatal(n)
		}
		return n
	})
}
