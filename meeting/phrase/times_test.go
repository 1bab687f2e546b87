package phrase

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"openchair/meeting"
)

var update = flag.Bool("update", false, "write the expected readings anew; read the difference before you commit it")

// today is when the phrases of the table are read: Monday, 2 March 2026.
var today = meeting.NewDate(2026, 3, 2)

// summary says a reading in one line: what recurs, when, for how long, and all
// that limits it.
func summary(t Time) string {
	s := t.Schedule
	var b []string
	add := func(label, words string) {
		if words != "" {
			b = append(b, label+words)
		}
	}
	switch rule := s.RRule(); {
	case rule != "":
		rule = strings.NewReplacer("FREQ=WEEKLY;BYDAY=", "", "FREQ=MONTHLY;BYDAY=", "", ";WKST=MO", "").Replace(rule)
		b = append(b, rule)
	case s.Kind == meeting.Dated:
		b = append(b, fmt.Sprint(s.Dates))
	default:
		b = append(b, "-")
	}
	if s.Start.Valid() {
		b = append(b, s.Start.String(), fmt.Sprint(s.Minutes))
	} else {
		b = append(b, "-")
	}
	add("", s.Zone)
	if s.Interval > 1 {
		add("anchor ", s.Anchor.String())
	}
	add("from ", s.From.String())
	add("until ", s.Until.String())
	for _, e := range s.Except {
		b = append(b, fmt.Sprintf("not %s..%s", e.First, e.Last))
	}
	if !s.Confirmed {
		b = append(b, "?")
	}
	add("guess ", strings.Join(t.Guessed, ", "))
	return strings.Join(b, " ")
}

func summaries(text, country string) string {
	var out []string
	for _, t := range ReadTimes(text, Context{Country: country, Today: today}) {
		out = append(out, summary(t))
	}
	if len(out) == 0 {
		return "nothing"
	}
	return strings.Join(out, " | ")
}

// The table holds a phrase, the country it is written in and its reading: days
// as in RFC 5545, start and minutes; "?" is what is not confirmed.
func TestPhrasesAreReadAsTheTableSays(t *testing.T) {
	file := filepath.Join("testdata", "phrases.tsv")
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out strings.Builder
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		cells := strings.Split(lines.Text(), "\t")
		got := summaries(cells[0], cells[1])
		fmt.Fprintf(&out, "%s\t%s\t%s\n", cells[0], cells[1], got)
		if want := strings.Join(cells[2:], "\t"); got != want && !*update {
			t.Errorf("%s [%s]\n got  %s\n want %s", cells[0], cells[1], got, want)
		}
	}
	if n < 300 {
		t.Errorf("%d phrases, want at least 300", n)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The real phrases, where they are at hand: what each must be read as, by its
// beginning.
func TestRealPhrases(t *testing.T) {
	want := map[string]string{
		"Every Saturday, 1:00": "SA 13:00 120", "Fourth Wednesday of each": "4WE 00:00 60", "Every other Thursday": "TH 22:00 90 ?",
		"Thurs 10.30 - 12.00": "TH 10:30 90 guess 10:30: before noon", "Thurs 10.30 -12.00pm": "TH 10:30 90", "Friday 14:00": "FR 14:00 90",
		"Tuesday 12:00 noon": "TU 12:00 60", "Tuesday 7:00": "TU 19:00 90", "Every First & Third": "1WE,3WE 18:30 60",
		"Monday 6:00 PM": "MO 18:00 60", "NO MEETING:": "- - ?", "***MEETING NOTE: NEW": "TU 17:30 60 from 2013-05-14",
		"***MEETINGE NOTE:": "- - ?", "FORTNIGHTLY": "- - ?", "held every Friday except": "-2FR,-3FR,-4FR,-5FR - ?", "Meeting on 6/3": "- 12:00 60 America/Chicago ? guess 6/3: month first, 6/2: month first",
		"1st and 3rd Mondays": "1MO,3MO - ?", "***This meeting is never": "nothing", "Monday at 7.30pm": "MO 19:30 90", "All times listed": "nothing",
		"there will be no Friday": "- - ?", "Mondays from 6:30-8": "MO 18:30 90", "Tuesdays 7 pm": "TU 19:00 60", "Monday: 7:15pm": "MO 19:15 90",
		"Wednesdays at 6": "WE 18:00 60", "9 am Eastern": "MO,TU,WE,TH,FR 09:00 30 America/New_York from 2026-03-23 until 2026-04-03 guess March 23rd: 2026-03-23, April 3rd: 2026-04-03",
		"each Wednesday evening": "WE 18:30 60", "CLOSED": "2TH,4TH - ?", "RD Corvallis": "- - not 2025-12-21..2026-01-04 ?", "RD @ Opportunity": "- - ?",
		"RD Desert Refuge": "- - until 2026-03-28 ?", "Recovery Oasis": "- - America/New_York from 2026-07-19 ?", "RD @ Shine": "WE 19:30 60 America/New_York",
		"6:30 pm Tuesdays": "TU 18:30 60", "Thursday, February 20": "[2025-02-20] 20:00 60 America/Chicago guess February 20: 2025-02-20",
		"Sunday 12:00 PM EST": "SU 12:00 60 America/New_York", "Refuge Recovery Dharmapunx": "TU 19:30 105 America/Los_Angeles",
		"Refuge Recovery-Monday": "MO 19:00 60", "Sundays from 8pm": "SU 20:00 60", "Wednesdays at noon": "WE 12:00 60",
	}
	body, err := os.ReadFile(filepath.Join(samples(t), "time-phrases.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for i, line := range strings.Split(strings.TrimSpace(string(body)), "\n") {
		text, _, _ := strings.Cut(line, "\t")
		for begin, w := range want {
			if i > 0 && strings.HasPrefix(text, begin) {
				read++
				if got := summaries(text, "US"); got != w {
					t.Errorf("%s\n got  %s\n want %s", text, got, w)
				}
			}
		}
	}
	if read != len(want) {
		t.Errorf("%d of the %d phrases were found", read, len(want))
	}
}

// samples finds the real listings, if they are at hand: a directory
// shared/samples beside the module's root.
func samples(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for dir != filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, "shared", "samples")); err == nil && info.IsDir() {
			return filepath.Join(dir, "shared", "samples")
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("no shared/samples beside the module: real phrases are not read")
	return ""
}

func TestWhatStandsOutsideATimeIsLeftToOthers(t *testing.T) {
	for text, want := range map[string]string{
		"Tuesdays 7:00–8:30 pm, Grace Church, 1 Elm Row":      "Tuesdays 7:00–8:30 pm",
		"Grace Church: every Tuesday at 7 pm in the hall":     "every Tuesday at 7 pm",
		"1st & 3rd Mondays of the month, 7pm ET – Old Mill":   "1st & 3rd Mondays of the month, 7pm ET",
		"Harbor Lamp (Mon, Wed 7pm)":                          "Mon, Wed 7pm",
		"Noon on weekdays, Mill House":                        "Noon on weekdays",
		"Dienstags 19:30 Uhr, Gemeindehaus am Markt":          "Dienstags 19:30 Uhr",
		"Lundi 19h30 - salle 3, 12 rue du Moulin":             "Lundi 19h30",
		"Lantern Group, Saturday 9am - 10am, St. Mary's":      "Saturday 9am - 10am",
		"The mill group meets on Fridays, 6 – 7 pm, upstairs": "on Fridays, 6 – 7 pm",
	} {
		got := ReadTimes(text, Context{Country: "US"})
		if len(got) != 1 || text[got[0].Start:got[0].End] != want {
			t.Errorf("%s: %+v, want the time to be %q", text, got, want)
			if len(got) > 0 {
				t.Logf("is %q", text[got[0].Start:got[0].End])
			}
		}
	}
}

func TestSeveralTimesAreNoOneTime(t *testing.T) {
	got, ok := ReadTime("Mon 7pm; Wed 8pm", Context{})
	if !ok || got.Schedule.Kind != meeting.Appointment || got.Schedule.Text != "Mon 7pm; Wed 8pm" || got.Schedule.Confirmed {
		t.Errorf("got %+v", got)
	}
	if got, ok := ReadTime("Mon 7pm", Context{}); !ok || !got.Whole() {
		t.Errorf("got %+v", got)
	}
	if _, ok := ReadTime("Open to all", Context{}); ok {
		t.Error("a text without a time has one")
	}
}

func FuzzReadTimes(f *testing.F) {
	body, err := os.ReadFile(filepath.Join("testdata", "phrases.tsv"))
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range strings.Split(string(body), "\n") {
		text, _, _ := strings.Cut(line, "\t")
		f.Add(text, "US", "en")
	}
	f.Add("0ͺ", "", "") // a letter that folds to nothing
	f.Add("\xff 7:30\u200bpm Montag 31/13/2026 24:00", "DE", "de")
	f.Fuzz(func(t *testing.T, text, country, lang string) {
		at := Context{Country: country, Language: lang, Today: today}
		got := ReadTimes(text, at)
		if again := ReadTimes(text, at); fmt.Sprint(again) != fmt.Sprint(got) {
			t.Fatalf("%q is read otherwise the second time", text)
		}
		for _, one := range got {
			s := one.Schedule
			if one.Start < 0 || one.End > len(text) || one.Start > one.End {
				t.Fatalf("%q: the time stands at %d to %d", text, one.Start, one.End)
			}
			if s.Confirmed && (!s.Start.Valid() || s.Minutes <= 0 || s.Days == 0 && len(s.Dates) == 0 || !s.Timed()) {
				t.Fatalf("%q is confirmed without a time: %+v", text, s)
			}
			if !s.Confirmed && s.Text == "" {
				t.Fatalf("%q is in doubt without words", text)
			}
			if s.Kind == meeting.Monthly && s.Ordinals == 0 {
				t.Fatalf("%q is monthly without ordinals", text)
			}
		}
	})
}

func BenchmarkReadTimes(b *testing.B) {
	body, err := os.ReadFile(filepath.Join("testdata", "phrases.tsv"))
	if err != nil {
		b.Fatal(err)
	}
	var texts []string
	for _, line := range strings.Split(strings.TrimSpace(string(body)), "\n") {
		text, _, _ := strings.Cut(line, "\t")
		texts = append(texts, text)
	}
	b.ReportAllocs()
	before := coreTime(b)
	for b.Loop() {
		for _, text := range texts {
			ReadTimes(text, Context{Country: "US", Today: today})
		}
	}
	b.ReportMetric(float64((coreTime(b)-before).Nanoseconds())/float64(b.N*len(texts))/1000, "core-us/phrase")
}

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

func BenchmarkReadTimesOfTextWithout(b *testing.B) {
	text := strings.Repeat("Enter by the red door beside the bakery, room upstairs, parking behind. ", 4)
	before := coreTime(b)
	for b.Loop() {
		if ReadTimes(text, Context{}) != nil {
			b.Fatal("read a time")
		}
	}
	b.ReportMetric(float64((coreTime(b)-before).Nanoseconds())/float64(b.N)/1000, "core-us/text")
}
