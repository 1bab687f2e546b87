package scraper

import (
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

// rate prints how many listings are read and normalised in a second of one core.
func rate(b *testing.B, each func() int) {
	b.Helper()
	b.ReportAllocs()
	before, n := coreTime(b), 0
	for b.Loop() {
		n += each()
	}
	used := coreTime(b) - before
	b.ReportMetric(float64(n)/used.Seconds(), "listings/core-s")
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
	rate(b, func() int {
		n := readAndNormalise(b, p, src, nil)
		if n != 1000 {
			b.Fatal(n)
		}
		return n
	})
}
