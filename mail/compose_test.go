package mail

import (
	"flag"
	"fmt"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

var update = flag.Bool("update", false, "write the goldens anew")

var (
	aa = meeting.Program{ID: "aa", Name: "Alcoholics Anonymous", ShortName: "AA"}
	// An hour before Tuesday, 24 November 2026, 19:00 in New York.
	hourBefore = time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)
)

func nooners() meeting.Meeting {
	return meeting.Meeting{
		ID: "m1", Program: "aa", Name: "Tuesday Nooners", Attendance: meeting.Hybrid,
		Schedule: meeting.Schedule{
			Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Tuesday), Start: meeting.NewClock(19, 0), Minutes: 90,
			Zone: "America/New_York", Confirmed: true,
		},
		Place: meeting.Place{Name: "AA Clubhouse", Address: "12 Example Street", City: "Springfield",
			Notes: "Side door. Alcoholics Anonymous is in room 3."},
		Join:          meeting.Join{URL: "https://video.example/j/123?pwd=a&b=c", Notes: "Passcode: serenity", Phone: "+1 555 0100", PhoneNotes: "Then 123#"},
		LastConfirmed: hourBefore.Add(-10 * time.Hour),
	}
}

func nooner(t testing.TB, change ...func(*about)) *about {
	t.Helper()
	a := &about{
		reader:  meeting.Reminder{ID: 7, Discretion: meeting.Neutral, Confirmed: time.Unix(1, 0)},
		meeting: nooners(), program: aa, now: hourBefore.Add(3 * time.Second),
	}
	for _, f := range change {
		f(a)
	}
	return a
}

// held is the occurrence that the tests' letters are about.
func (a *about) held(t testing.TB) meeting.Occurrence {
	t.Helper()
	o, ok := on(&a.meeting, meeting.NewDate(2026, 11, 24))
	if !ok {
		t.Fatal("the meeting is not held on the day of the test")
	}
	return o
}

// written is the reminder of a meeting.
func written(t testing.TB, a *about) words {
	t.Helper()
	s := a.reminder(a.held(t))
	s.Lang = "en"
	w, err := s.write(a.reader.PlainText)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func full(a *about)      { a.reader.Discretion = meeting.Full }
func elsewhere(a *about) { a.reader.Zone = "Europe/Berlin" }

func golden(t *testing.T, name string, w words) {
	t.Helper()
	goldenFile(t, name+".txt", "Subject: "+w.Subject+"\n\n"+w.Text)
	if w.HTML != "" {
		goldenFile(t, name+".html", w.HTML)
	}
}

func goldenFile(t *testing.T, file, got string) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from its golden; run the test with -update and look at what changed. Got:\n%s", file, got)
	}
}

func TestNeutralReminderKeepsWhatOpensDoors(t *testing.T) {
	w := written(t, nooner(t))
	for _, needed := range []string{"7:00 – 8:30 pm", "New York time", "in one hour", "12 Example Street, Springfield", "room 3",
		"https://video.example/j/123?pwd=a&b=c", "Passcode: serenity"} {
		if !strings.Contains(w.Text, needed) {
			t.Errorf("%q is missing in:\n%s", needed, w.Text)
		}
	}
	if w.Subject != "Your 7:00 pm group" {
		t.Errorf("subject = %q", w.Subject)
	}
}

func TestHiderKeepsWhatOpensDoors(t *testing.T) {
	hide := (&about{program: aa, meeting: meeting.Meeting{Program: "aa"}}).hider(false)
	for in, want := range map[string]string{
		"Passcode: serenity":                        "Passcode: serenity",
		"AA AA passcode 12":                         "… … passcode 12",
		"Passcode AAron1":                           "Passcode AAron1",
		"Ring at alcoholics anonymous":              "Ring at …",
		"Crystal Meth Anonymous, 2nd floor":         "…, 2nd floor",
		"Upstairs with Al-Anon":                     "Upstairs with …",
		"(AA) blue door":                            "(…) blue door",
		"https://aa.example/join":                   "https://aa.example/join",
		"Enter from the yard. ALCOHOLICS ANONYMOUS": "Enter from the yard. …",
	} {
		if got := hide(in); got != want {
			t.Errorf("hide(%q) = %q, want %q", in, got, want)
		}
	}
	if got := (&about{reader: meeting.Reminder{Discretion: meeting.Full}}).hider(false)("AA"); got != "AA" {
		t.Errorf("a letter in full hid %q", got)
	}
}

func TestAddressKeepsItsState(t *testing.T) {
	r := nooner(t)
	r.program, r.meeting.Program = meeting.Program{ID: "ca", Name: "Cocaine Anonymous", ShortName: "CA"}, "ca"
	p := meeting.Place{Name: "CA Hall", Address: "Cocaine Anonymous, 1 Example Road, Springfield, CA 90000"}
	got := strings.Join(r.place(&p), " | ")
	if want := "… Hall | …, 1 Example Road, Springfield, CA 90000"; got != want {
		t.Errorf("place = %q, want %q", got, want)
	}
}

func TestLettersHoldNothingOfThirdParties(t *testing.T) {
	for _, a := range []*about{nooner(t), nooner(t, full), nooner(t, elsewhere)} {
		w := written(t, a)
		for _, bad := range []string{"<img", "<script", "<link", "<iframe", "src=", "url(", "@import", "<form", "<object"} {
			if strings.Contains(strings.ToLower(w.HTML), bad) {
				t.Errorf("%s stands in the letter", bad)
			}
		}
		rest := strings.NewReplacer("https://video.example/", "", "https://chairs.example/", "").Replace(w.HTML)
		if strings.Contains(rest, "://") {
			t.Error("a link leads to a third party")
		}
	}
}

func TestWhatSourcesWriteCannotChangeALetter(t *testing.T) {
	w := written(t, nooner(t, full, func(r *about) {
		r.meeting.Name = "Evil\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>\u202e"
		r.meeting.Place.Notes = "<img src=x onerror=1>\n\n-- \nforged"
		r.meeting.Join.URL = "javascript:alert(1)"
	}))
	for _, bad := range []string{"<script", "<img", "javascript:", "\u202e"} {
		if strings.Contains(w.HTML, bad) {
			t.Errorf("%q stands in the letter's HTML", bad)
		}
	}
	if strings.Contains(w.Text, "\nBcc") || strings.Contains(w.Text, "javascript:") || strings.ContainsAny(w.Text, "\r\u202e") {
		t.Errorf("the text was changed:\n%s", w.Text)
	}
}

func TestEnglishAhead(t *testing.T) {
	for _, c := range []struct {
		wait string
		days int
		want string
	}{
		{"20s", 0, "in one minute"}, {"5m", 0, "in five minutes"}, {"29m58s", 0, "in 30 minutes"},
		{"59m50s", 0, "in one hour"}, {"1h", 1, "in one hour"}, {"1h4m", 0, "in one hour"},
		{"1h30m", 0, "in 1 h 30 min"}, {"2h", 0, "in two hours"}, {"2h20m", 0, "in 2 h 20 min"}, {"5h25m", 0, "in about five hours"},
		{"11h", 1, "in eleven hours"}, {"24h", 1, "tomorrow"}, {"23h59m51s", 1, "tomorrow"}, {"25h", 1, "tomorrow"}, {"14h", 0, "in 14 hours"},
		{"48h", 2, "in two days"}, {"168h", 7, "in seven days"}, {"480h", 20, "in 20 days"},
	} {
		wait, err := time.ParseDuration(c.wait)
		if err != nil {
			t.Fatal(err)
		}
		if got := tongueFor("en").ahead(ahead{wait, c.days}); got != c.want {
			t.Errorf("%s, %d days: %q, want %q", c.wait, c.days, got, c.want)
		}
	}
}

func TestWrapKeepsWordsAndLinks(t *testing.T) {
	long := "https://example.org/" + strings.Repeat("x", 100)
	in := strings.Repeat("word ", 40) + long + " end\n\n  indented"
	out := wrap(in)
	if strings.Join(strings.Fields(in), " ") != strings.Join(strings.Fields(out), " ") {
		t.Errorf("words were lost:\n%s", out)
	}
	for l := range strings.Lines(out) {
		if len(l) > measure+1 && !strings.HasPrefix(l, long) {
			t.Errorf("a line of %d characters: %s", len(l), l)
		}
	}
	if !strings.Contains(out, "\n\n  indented\n") {
		t.Errorf("space at the beginning was lost:\n%s", out)
	}
}

func FuzzLine(f *testing.F) {
	for _, s := range []string{"a\r\nb", "\u202eabc", "\xff\xfe", " x ", "a\u2028b\u0085c", "\x00\x1b[31m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := line(s)
		if strings.ContainsAny(got, "\r\n\x00\u0085\u2028\u2029\u202e") || line(got) != got {
			t.Errorf("line(%q) = %q", s, got)
		}
		w := words{Subject: s, Text: "t", HTML: "h"}
		e, err := Sender{From: netmail.Address{Name: s, Address: "post@chairs.example"}}.seal(netmail.Address{Address: "a@example.org"}, w,
			header{messageID: "id@chairs.example", stop: "https://chairs.example/stop/T", bounces: "post@chairs.example", now: hourBefore})
		if err != nil {
			t.Fatal(err)
		}
		m := parsed(t, e)
		if len(m.Header["Bcc"])+len(m.Header["X-Evil"]) > 0 || len(m.Header["Subject"]) != 1 || len(m.Header["From"]) != 1 {
			t.Errorf("headers were added: %v", m.Header)
		}
	})
}

func ExampleParseSMTPURL() {
	server, err := ParseSMTPURL("smtp://post:s3cret@mail.example.org")
	fmt.Println(server, err)
	_, err = ParseSMTPURL("smtp://post:s3#cret@mail.example.org")
	fmt.Println(err)
	// Output:
	// smtp://mail.example.org:587 <nil>
	// SMTP address: can't be read; write signs like # / ? % and spaces in a password as %23 %2F %3F %25 %20; it looks like smtp://user:password@mail.example.org:587
}

func TestOnlyANumberIsDialled(t *testing.T) {
	for phone, want := range map[string]string{
		"+1 555 0100": "tel:+15550100", "(212) 555-0100": "tel:2125550100", "": "", "911": "",
		"+1 555 0100,,123#": "", "555-0100 ask for Lee": "", "javascript:alert(1)": "", "+1 555 0100\" onclick=\"x": "",
	} {
		if got := dial(phone); string(got) != want {
			t.Errorf("%q is dialled as %q, want %q", phone, got, want)
		}
	}
}
