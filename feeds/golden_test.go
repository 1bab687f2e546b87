package feeds

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"openchair/meeting"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestFeedsMatchTheGoldenFiles(t *testing.T) {
	all := append(kinds(), left()...)
	zones := []meeting.Meeting{
		sample(30, weekly("America/Santiago", clock(19, 0), time.Monday)),
		sample(31, weekly("Asia/Jerusalem", clock(19, 0), time.Sunday)),
		sample(32, weekly("Europe/Dublin", clock(19, 0), time.Sunday)),
		sample(33, weekly("Pacific/Chatham", clock(19, 0), time.Sunday)),
		sample(34, weekly("Etc/UTC", clock(19, 0), time.Sunday)),
	}
	for name, c := range map[string]struct {
		calendar meeting.Calendar
		meetings []meeting.Meeting
	}{
		"full":    {meeting.Calendar{Name: "Mine, all mine", Discretion: meeting.Full}, all},
		"neutral": {meeting.Calendar{Discretion: meeting.Neutral}, all},
		"empty":   {meeting.Calendar{Name: "Empty"}, nil},
		"zones":   {meeting.Calendar{}, zones},
	} {
		t.Run(name, func(t *testing.T) {
			body := render(t, c.calendar, c.meetings)
			checkLines(t, body)
			file := filepath.Join("testdata", name+".ics")
			if *update {
				if err := os.WriteFile(file, body, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(body, want) {
				t.Errorf("%s differs; read the change, then go test ./feeds -run Golden -update\n%s", file, firstDifference(body, want))
			}
		})
	}
}

func firstDifference(got, want []byte) string {
	a, b := bytes.Split(got, crlf), bytes.Split(want, crlf)
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			return "got  " + string(a[i]) + "\nwant " + string(b[i])
		}
	}
	return "one is longer"
}

func render(t testing.TB, c meeting.Calendar, ms []meeting.Meeting) []byte {
	t.Helper()
	body, err := Calendar(c, ms, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
