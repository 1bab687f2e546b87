package feeds

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

// allowed are the properties an event may have, whatever a listing holds.
var allowed = []string{
	"CATEGORIES", "COLOR", "CONFERENCE", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "EXDATE", "GEO", "LAST-MODIFIED",
	"LOCATION", "RRULE", "SEQUENCE", "SUMMARY", "UID", "URL", "X-APPLE-STRUCTURED-LOCATION",
}

var allowedParams = []string{"TZID", "VALUE", "LABEL", "FEATURE", "X-ADDRESS", "X-APPLE-RADIUS", "X-TITLE"}

func hostile(s string) meeting.Meeting {
	m := online(1, weekly("Europe/Paris", clock(19, 0), time.Tuesday))
	m.Attendance = meeting.Hybrid
	m.Name, m.Group, m.Notes, m.Types = s, s, s, []string{s, "O"}
	m.URL = "https://aa.example.org/" + s
	m.Place = meeting.Place{Name: s, Address: s, Notes: s, Latitude: 48.85, Longitude: 2.35}
	m.Join = meeting.Join{URL: "https://zoom.example/" + s, Notes: s, Phone: s, PhoneNotes: s, Provider: s}
	return m
}

var hostileTexts = []string{
	"\r\nATTENDEE:mailto:x@example.org", "a\nb\rc\r\nd", "END:VEVENT\r\nBEGIN:VALARM", `x";VALUE=TEXT:"`,
	"semi;colon,comma\\n\\N\\", "tab\tand\x00nul\x7f\x1b[2J", "\xff\xfe half \xc3", "\u202eright to left\u2066", "line\u2028par\u2029next\u0085",
	strings.Repeat("é", 400), strings.Repeat("🪑", 300), strings.Repeat("漢字 ", 3000), "^n^^^'", "\ufeffbom", " ", "",
	"javascript:alert(1)", "12 Quay St, Portside", "%zz", "a b<c>|`{}\\",
}

func TestNothingInAListingAddsALineOrAParameter(t *testing.T) {
	for _, s := range hostileTexts {
		for _, d := range []meeting.Discretion{meeting.Full, meeting.Neutral} {
			checkHostile(t, s, d)
		}
	}
}

func FuzzCalendarText(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, full bool) {
		d := meeting.Neutral
		if full {
			d = meeting.Full
		}
		checkHostile(t, s, d)
	})
}

func checkHostile(t *testing.T, s string, d meeting.Discretion) {
	t.Helper()
	doubt := hostile(s)
	doubt.ID, doubt.Schedule.Confirmed = "doubt", false
	body := render(t, meeting.Calendar{Name: s, Discretion: d}, []meeting.Meeting{hostile(s), doubt})
	checkLines(t, body)
	for name, read := range readers {
		if n := len(read(t, body)); n != 1 {
			t.Fatalf("%s reads %d events from %q", name, n, s)
		}
	}
	cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cal.Children {
		if c.Name != ical.CompEvent {
			if c.Name != ical.CompTimezone {
				t.Errorf("%q adds a %s", s, c.Name)
			}
			continue
		}
		if len(c.Children) > 0 {
			t.Errorf("%q adds a %s", s, c.Children[0].Name)
		}
		checkProps(t, s, c.Props)
	}
}

func checkProps(t *testing.T, s string, props ical.Props) {
	t.Helper()
	for name, list := range props {
		if !slices.Contains(allowed, name) {
			t.Errorf("%q adds %s", s, name)
		}
		for _, p := range list {
			for param, values := range p.Params {
				if !slices.Contains(allowedParams, param) || len(values) != 1 {
					t.Errorf("%q adds the parameter %s=%q to %s", s, param, values, name)
				}
			}
			switch name {
			case "URL", "CONFERENCE":
				if u, err := p.URI(); err != nil || u.Scheme != "https" && u.Scheme != "tel" || strings.ContainsAny(p.Value, " <>\"{}|\\^`") {
					t.Errorf("%q makes %s:%s (%v)", s, name, p.Value, err)
				}
			case "SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES":
				text, err := p.Text()
				if err != nil || plain(text) != text {
					t.Errorf("%q makes %s:%s (%v)", s, name, p.Value, err)
				}
				if n := len(utf16.Encode([]rune(text))); name != "DESCRIPTION" && n > maxSummary {
					t.Errorf("%s of %d UTF-16 units", name, n)
				}
			}
		}
	}
}

func TestTextThatIsCutEndsInAnEllipsisWithinItsUnits(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"short", 10, "short"},
		{"exactly 10", 10, "exactly 10"},
		{"eleven char", 10, "eleven ch…"},
		{"ab 🪑🪑🪑", 6, "ab 🪑…"},
		{"ééééé", 5, "ééééé"},
		{"éééééé", 5, "éééé…"},
		{"word and", 6, "word…"},
	} {
		if got := cut(c.in, c.n); got != c.want {
			t.Errorf("cut(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	for in, want := range map[string]string{
		"https://zoom.us/j/1?pwd=a b":                         "https://zoom.us/j/1?pwd=a%20b",
		" http://example.org ":                                "http://example.org",
		"https://example.org/ü?q=ü#“":                         "https://example.org/%C3%BC?q=%C3%BC#%E2%80%9C",
		"https://example.org/a\\b|c":                          "https://example.org/a%5Cb%7Cc",
		"zoom.us/j/1":                                         "",
		"javascript:alert(1)":                                 "",
		"mailto:a@example.org":                                "",
		"https://user:secret@example.org":                     "",
		"https://":                                            "",
		"https://example.org/\r\nX:1":                         "",
		"https://example.org/" + strings.Repeat("a", maxLink): "",
	} {
		if got := link(in); got != want {
			t.Errorf("link(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOnlyPlainNumbersCanBeDialled(t *testing.T) {
	for in, want := range map[string]string{
		"+1 (646) 555-0123":      "tel:+16465550123",
		"020 7946 0018":          "tel:02079460018",
		"+16465550123,,123456#":  "",
		"ask at the desk":        "",
		"555":                    "",
		"+1 646 555 0123 ext. 4": "",
		"1234567890123456789":    "",
	} {
		if got := dial(in); got != want {
			t.Errorf("dial(%q) = %q, want %q", in, got, want)
		}
	}
}
