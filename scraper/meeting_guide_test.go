package scraper

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"openchair/meeting"
)

var mgSource = meeting.Source{
	ID: "office", Program: "aa", Format: "meeting-guide", URL: "https://office.example/feed", Zone: "America/New_York", Language: "en",
}

// mgNormalise reads a feed of one row, which holds the fields given on top of a
// slug and a name.
func mgNormalise(t *testing.T, fields string) (meeting.Meeting, *meeting.Refusal) {
	t.Helper()
	if fields != "" {
		fields = ", " + fields
	}
	reading, err := mgRead(`[{"slug": "lamp", "name": "Lamp"` + fields + `}]`)
	if err != nil {
		t.Fatal(err)
	}
	if len(reading.Refused) > 0 {
		return meeting.Meeting{}, &reading.Refused[0]
	}
	got, refused := Normalise(reading.Listings[0], mgSource)
	return got.Meeting, refused
}

func mgRead(body string) (Reading, error) {
	return meetingGuideRead(Page{URL: mgSource.URL, Status: 200, Body: []byte(body)}, mgSource, nil)
}

// when says a schedule in one line.
func when(m meeting.Meeting) string {
	s := &m.Schedule
	if !s.Timed() {
		return strings.TrimSpace("by appointment " + s.Text)
	}
	out := fmt.Sprintf("%s %v %s +%d", s.Kind, s.Days.Days(), s.Start, s.Minutes)
	if !s.Confirmed {
		out += " unconfirmed"
	}
	return out
}

// Each row is a deviation that a feed has shown, on invented data.
func TestMeetingGuideDaysAndTimes(t *testing.T) {
	for _, c := range []struct{ name, fields, want string }{
		{"spec", `"day": 2, "time": "19:30", "end_time": "20:45"`, "weekly [Tuesday] 19:30 +75"},
		{"no end is an hour", `"day": 2, "time": "19:30"`, "weekly [Tuesday] 19:30 +60"},
		{"day in a string", `"day": "4", "time": "19:30"`, "weekly [Thursday] 19:30 +60"},
		{"day in a list", `"day": [6], "time": "19:30"`, "weekly [Saturday] 19:30 +60"},
		{"several days are one meeting", `"day": ["0", "1"], "time": "19:30"`, "weekly [Sunday Monday] 19:30 +60"},
		{"day by name", `"day": "Sunday", "time": "19:30"`, "weekly [Sunday] 19:30 +60"},
		{"days by name in a string", `"day": "Mon, Wed, Fri", "time": "19:30"`, "weekly [Monday Wednesday Friday] 19:30 +60"},
		{"day as a fraction", `"day": 3.0, "time": "19:30"`, "weekly [Wednesday] 19:30 +60"},
		{"no day", `"time": "19:30"`, "by appointment 19:30"},
		{"null day", `"day": null, "time": "19:30"`, "by appointment 19:30"},
		{"empty day", `"day": "", "time": "19:30"`, "by appointment 19:30"},
		{"no time", `"day": 2`, "by appointment Tuesday"},
		{"empty time", `"day": 2, "time": ""`, "by appointment Tuesday"},
		{"seconds", `"day": 1, "time": "18:00:00"`, "weekly [Monday] 18:00 +60"},
		{"twelve hours", `"day": 1, "time": "11:00 AM"`, "weekly [Monday] 11:00 +60"},
		{"twelve hours, evening", `"day": 1, "time": "8:00 PM", "end_time": "9:15 PM"`, "weekly [Monday] 20:00 +75"},
		{"twelve with points", `"day": 1, "time": "7:30 p.m."`, "weekly [Monday] 19:30 +60"},
		{"hour alone", `"day": 1, "time": "7pm"`, "weekly [Monday] 19:00 +60"},
		{"half past midnight", `"day": 1, "time": "12:30 AM"`, "weekly [Monday] 00:30 +60"},
		{"one digit", `"day": 1, "time": "9:00"`, "weekly [Monday] 09:00 +60"},
		{"noon", `"day": 1, "time": "Noon"`, "weekly [Monday] 12:00 +60"},
		{"noon in words and figures", `"day": 1, "time": "12:00 noon"`, "weekly [Monday] 12:00 +60"},
		{"midnight", `"day": 1, "time": "12:00 midnight"`, "weekly [Monday] 00:00 +60"},
		{"end equal to start", `"day": 1, "time": "19:00", "end_time": "19:00"`, "weekly [Monday] 19:00 +60"},
		{"twelve-hour slip at noon", `"day": 1, "time": "12:15", "end_time": "01:15"`, "weekly [Monday] 12:15 +60"},
		{"twelve-hour slip at night", `"day": 1, "time": "19:15", "end_time": "08:15"`, "weekly [Monday] 19:15 +60"},
		{"end at midnight, far away", `"day": 1, "time": "11:00", "end_time": "00:00"`, "weekly [Monday] 11:00 +60"},
		{"across midnight", `"day": 1, "time": "23:30", "end_time": "00:30"`, "weekly [Monday] 23:30 +60"},
		{"till midnight", `"day": 1, "time": "22:30", "end_time": "00:00"`, "weekly [Monday] 22:30 +90"},
		{"till midnight, as 24:00", `"day": 1, "time": "22:30", "end_time": "24:00"`, "weekly [Monday] 22:30 +90"},
		{"four hours stay", `"day": 1, "time": "09:00", "end_time": "13:00"`, "weekly [Monday] 09:00 +240"},
		{"over four hours go", `"day": 1, "time": "09:00", "end_time": "13:01"`, "weekly [Monday] 09:00 +60"},
		{"an end that is no time", `"day": 1, "time": "09:00", "end_time": "late"`, "weekly [Monday] 09:00 +60"},
		{"ordinals in the name", `"name": "Lamp (2nd & 4th Thursdays)", "day": 4, "time": "19:00"`, "monthly [Thursday] 19:00 +60"},
		{"a name that says another time", `"name": "Lamp 8:15pm", "day": 4, "time": "21:15"`, "weekly [Thursday] 21:15 +60 unconfirmed"},
		{"every other week in the notes", `"notes": "This group meets every other Thursday.", "day": 4, "time": "21:15"`, "weekly [Thursday] 21:15 +60 unconfirmed"},
	} {
		m, refused := mgNormalise(t, c.fields)
		if refused != nil {
			t.Errorf("%s: refused: %+v", c.name, *refused)
		} else if got := when(m); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestMeetingGuideRowsAreRefusedByNameAndReason(t *testing.T) {
	for _, c := range []struct{ name, fields, field, value string }{
		{"impossible hour", `"day": 1, "time": "25:99"`, "time", "25:99"},
		{"impossible minute", `"day": 1, "time": "12:75"`, "time", "12:75"},
		{"a word", `"day": 1, "time": "evening"`, "time", "evening"},
		{"half a day unknown", `"day": 1, "time": "7"`, "time", "7"},
		{"24:00 is on which day?", `"day": 1, "time": "24:00"`, "time", "24:00"},
		{"day out of range", `"day": 9, "time": "19:00"`, "day", "9"},
		{"one day of several", `"day": [1, "someday"], "time": "19:00"`, "day", "someday"},
		{"empty name", `"name": " <br> ", "day": 1, "time": "19:00"`, "name", ""},
	} {
		_, refused := mgNormalise(t, c.fields)
		if refused == nil {
			t.Errorf("%s: not refused", c.name)
			continue
		}
		if refused.Key != "lamp" || refused.Field != c.field || refused.Value != c.value || refused.Reason == "" {
			t.Errorf("%s: refused as %+v, want field %s, value %q", c.name, *refused, c.field, c.value)
		}
	}
}

func TestMeetingGuideAttendance(t *testing.T) {
	const at, near = `"location": "Hall", "formatted_address": "1 Elm Row, Dover, DE 19901, USA", "approximate": "no"`, `"formatted_address": "Dover, DE, USA", "approximate": "yes"`
	for _, c := range []struct{ name, fields, want string }{
		{"TC ONL at a place", `"types": ["TC", "ONL"], ` + at, "online"},
		{"TC at a place", `"types": ["TC"], ` + at, "inactive"},
		{"ONL at a place", `"types": ["ONL"], ` + at, "hybrid"},
		{"neither at a place", `"types": ["O"], ` + at, "in_person"},
		{"TC ONL near", `"types": ["TC", "ONL"], ` + near, "online"},
		{"TC near", `"types": ["TC"], ` + near, "inactive"},
		{"ONL near", `"types": ["ONL"], ` + near, "online"},
		{"neither near", `"types": ["O"], ` + near, "inactive"},
		{"a link stands for ONL", `"types": ["TC"], "conference_url": "https://zoom.us/j/1", ` + at, "online"},
		{"a dial-in stands for ONL", `"types": ["O"], "conference_phone": "+13125550100", ` + at, "hybrid"},
		{"a dial-in of digits alone does", `"types": ["O"], "conference_phone": "2125550199", ` + at, "hybrid"},
		{"a person's number does not", `"types": ["O"], "conference_phone": "Call Ann at 312-555-0100", ` + at, "in_person"},
		{"ONL in lower case, alone", `"types": "onl"`, "online"},
		{"attendance_option where types are missing", `"attendance_option": "online", ` + at, "online"},
		{"types come before attendance_option", `"types": ["O"], "attendance_option": "online", ` + at, "in_person"},
		{"attendance_option that is none", `"attendance_option": "maybe", ` + at, "in_person"},
		{"a cancelled name", `"name": "Lamp (Meeting Cancelled 3-17-2020)", "day": 1, "time": "19:00", ` + at, "inactive"},
		{"temporarily cancelled in the notes", `"notes": "Temporarily cancelled", "day": 1, "time": "19:00", ` + at, "inactive"},
		{"closed is a type", `"name": "Closed Women's Big Book Study", ` + at, "in_person"},
	} {
		m, refused := mgNormalise(t, c.fields)
		if refused != nil || string(m.Attendance) != c.want {
			t.Errorf("%s: %s, %v, want %s", c.name, m.Attendance, refused, c.want)
		}
	}
}

func TestMeetingGuideTypes(t *testing.T) {
	for _, c := range []struct{ name, types, want, languages string }{
		{"sorted, once", `["X", "D", "X"]`, "D X", "en"},
		{"a string in brackets", `"[open]"`, "O", "en"},
		{"codes in a string", `"C,W"`, "C W", "en"},
		{"lower case", `["d", "ONL"]`, "D", "en"},
		{"nothing", `""`, "", "en"},
		{"null", `null`, "", "en"},
		{"C beats O", `["O", "C"]`, "C", "en"},
		{"TC and ONL are attendance", `["TC", "ONL", "B"]`, "B", "en"},
		{"names as in a sheet", `"Open, Wheelchair Access, 12 Steps & 12 Traditions"`, "12x12 O X", "en"},
		{"unknown codes stay", `["ZZZ", "B"]`, "B ZZZ", "en"},
		{"numbers", `[11, 5]`, "11 5", "en"},
		{"what is left of markup", `["<img src=x>, --; >", "D"]`, "D", "en"},
		{"languages", `["S", "FR"]`, "FR S", "es fr"},
		{"ASL is American Sign Language, beside what is spoken", `["ASL"]`, "ASL", "ase en"},
		{"Polish and Portuguese", `["POL", "POR"]`, "POL POR", "pl pt"},
	} {
		m, refused := mgNormalise(t, `"types": `+c.types)
		if refused != nil {
			t.Errorf("%s: %v", c.name, refused)
			continue
		}
		if got := strings.Join(m.Types, " "); got != c.want {
			t.Errorf("%s: types %q, want %q", c.name, got, c.want)
		}
		if got := strings.Join(m.Languages, " "); got != c.languages {
			t.Errorf("%s: languages %q, want %q", c.name, got, c.languages)
		}
	}
}

func TestMeetingGuidePlaces(t *testing.T) {
	for _, c := range []struct{ name, fields, want string }{
		{"parts", `"address": "1 Elm Row", "city": "Dover", "state": "DE", "postal_code": 19901, "country": "USA"`, "1 Elm Row, Dover, DE 19901, USA|Dover|DE|19901|USA|0,0"},
		{"one line", `"formatted_address": "1 Elm Row, Dover, DE 19901, USA"`, "1 Elm Row, Dover, DE 19901, USA|Dover|DE|19901|USA|0,0"},
		{"one line in the wrong field", `"address": "1 Elm Row, Red Deer, Alberta, T5B 0S5, Canada"`, "1 Elm Row, Red Deer, Alberta, T5B 0S5, Canada|Red Deer|Alberta|T5B 0S5|Canada|0,0"},
		{"Canadian code", `"formatted_address": "1 Elm Row, Cranbrook, BC V1C 5X1, Canada"`, "1 Elm Row, Cranbrook, BC V1C 5X1, Canada|Cranbrook|BC|V1C 5X1|Canada|0,0"},
		{"no country", `"formatted_address": "1 Elm Row, Dover, DE"`, "1 Elm Row, Dover, DE|Dover|DE|||0,0"},
		{"a state that is no country", `"formatted_address": "1 Elm Row, Alpena"`, "1 Elm Row, Alpena|||||0,0"},
		{"a stray point", `"address": "1 Elm Row", "state": ".TX"`, "1 Elm Row, TX||TX|||0,0"},
		{"coordinates in strings", `"latitude": "39.5", "longitude": "-75.5"`, "|||||39.5,-75.5"},
		{"coordinates in one", `"coordinates": "39.5,-75.5"`, "|||||39.5,-75.5"},
		{"four coordinates are an area", `"coordinates": "39.5,-75.5,40,-75"`, "|||||0,0"},
		{"nonsense", `"latitude": "north", "longitude": 500`, "|||||0,0"},
		{"approximate has no door", `"latitude": 39.5, "longitude": -75.5, "approximate": "yes"`, "|||||0,0"},
		{"a pin in another state", `"address": "1 Elm Row", "state": "TX", "country": "USA", "latitude": "52.52", "longitude": "13.40"`, "1 Elm Row, TX, USA||TX||USA|0,0"},
		{"online has no pin", `"latitude": 39.5, "longitude": -75.5, "types": ["TC", "ONL"]`, "|||||0,0"},
	} {
		m, refused := mgNormalise(t, c.fields)
		if refused != nil {
			t.Errorf("%s: %v", c.name, refused)
			continue
		}
		p := &m.Place
		if got := fmt.Sprintf("%s|%s|%s|%s|%s|%v,%v", p.Address, p.City, p.State, p.PostalCode, p.Country, p.Latitude, p.Longitude); got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}

func TestMeetingGuideJoin(t *testing.T) {
	for _, c := range []struct {
		name, fields string
		want         meeting.Join
	}{
		{"Zoom", `"conference_url": "https://us02web.zoom.us/j/1?pwd=x", "conference_url_notes": "Password: 1234"`, meeting.Join{URL: "https://us02web.zoom.us/j/1?pwd=x", Notes: "Password: 1234", Provider: "Zoom"}},
		{"a host that only ends alike", `"conference_url": "https://notzoom.us/j/1"`, meeting.Join{URL: "https://notzoom.us/j/1"}},
		{"a shortener", `"conference_url": "https://bit.example/abc"`, meeting.Join{URL: "https://bit.example/abc"}},
		{"no scheme", `"conference_url": "zoom.us/j/1"`, meeting.Join{URL: "https://zoom.us/j/1", Provider: "Zoom"}},
		{"a script", `"conference_url": "javascript:alert(1)"`, meeting.Join{Notes: "javascript:alert(1)"}},
		{"prose for a link", `"conference_url": "Ask us for the link"`, meeting.Join{Notes: "Ask us for the link"}},
		{"one tap", `"conference_phone": "+13125550100,,123456789#,,#,,4321#"`, meeting.Join{Phone: "+13125550100,,123456789#,,#,,4321#"}},
		{"prose behind the number", `"conference_phone": "1-312-555-0100  ID: 588 404 793 Password: steps"`, meeting.Join{Phone: "1-312-555-0100", PhoneNotes: "ID: 588 404 793 Password: steps"}},
		{"prose before the number", `"conference_phone": "Conference Call: 312-555-0100  Code: 049244"`, meeting.Join{Phone: "312-555-0100", PhoneNotes: "Code: 049244"}},
		{"prose and e-mail, no number", `"conference_phone": "ID: 540 100 367    For Password email ann@lamp.example"`, meeting.Join{PhoneNotes: "ID: 540 100 367 For Password email [e-mail]"}},
		{"a person's number", `"conference_phone": "Text Ann at 312-555-0100"`, meeting.Join{PhoneNotes: "Text Ann at [phone]"}},
		{"digits alone", `"conference_phone": "3125550100"`, meeting.Join{Phone: "3125550100"}},
		{"digits alone, one tap", `"conference_phone": "13125550100,,123456789#"`, meeting.Join{Phone: "13125550100,,123456789#"}},
		{"digits alone, an id", `"conference_phone": "Meeting ID 3125550100"`, meeting.Join{PhoneNotes: "Meeting ID 3125550100"}},
		{"a person to be called", `"conference_phone": "Call Ann at 312-555-0100"`, meeting.Join{PhoneNotes: "Call Ann at [phone]"}},
		{"digits alone, from abroad", `"conference_phone": "02079460958"`, meeting.Join{Phone: "02079460958"}},
		{"digits alone, with a country's code", `"conference_phone": "61288881234"`, meeting.Join{Phone: "61288881234"}},
		{"digits alone, as long as Zoom's ids", `"conference_phone": "87654321098"`, meeting.Join{PhoneNotes: "87654321098"}},
		{"digits alone behind a PIN", `"conference_phone": "PIN: 3125550100"`, meeting.Join{PhoneNotes: "PIN: 3125550100"}},
		{"a person to be asked for", `"conference_phone": "Ask for Mary Ann 312-555-0100"`, meeting.Join{PhoneNotes: "Ask for Mary Ann [phone]"}},
		{"a person to be called, without at", `"conference_phone": "Please call Ann 312-555-0100"`, meeting.Join{PhoneNotes: "Please call Ann [phone]"}},
		{"a person with an initial", `"conference_phone": "Phone Bill B. at 312-555-0100"`, meeting.Join{PhoneNotes: "Phone Bill B. at [phone]"}},
		{"a person or an e-mail", `"conference_phone": "Call Ann at 312-555-0100 or ann@lamp.example"`, meeting.Join{PhoneNotes: "Call Ann at [phone] or [e-mail]"}},
		{"nobody named", `"conference_phone": "Phone access: 312-555-0100"`, meeting.Join{Phone: "312-555-0100", PhoneNotes: "Phone access"}},
		{"keys end where words begin", `"conference_phone": "312-555-0100,,123#,ask"`, meeting.Join{Phone: "312-555-0100,,123#", PhoneNotes: "ask"}},
		{"a service to be called", `"conference_phone": "Call in at 312-555-0100"`, meeting.Join{Phone: "312-555-0100", PhoneNotes: "Call in at"}},
		{"PIN behind", `"conference_phone": "353-555-0109 PIN: 164585#"`, meeting.Join{Phone: "353-555-0109", PhoneNotes: "PIN: 164585#"}},
	} {
		m, refused := mgNormalise(t, c.fields)
		if refused != nil || m.Join != c.want {
			t.Errorf("%s:\n got  %+v\n want %+v", c.name, m.Join, c.want)
		}
	}
}

func TestMeetingGuideTextIsCleaned(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"entities", `Bill &amp; Bob`, "Bill & Bob"},
		{"entities twice", `Women&amp;#8217;s &amp;amp; Men&#039;s`, "Women’s & Men's"},
		{"tags", `<b>Open</b><br />Discussion`, "Open\nDiscussion"},
		{"tags, encoded", `&lt;b&gt;Open&lt;/b&gt;`, "Open"},
		{"script", `Open<script>alert(1)</script> door`, "Open door"},
		{"no tag", `ages < 30 & > 20`, "ages < 30 & > 20"},
		{"overrides", "abc\u202edef\u200b\u0007", "abcdef"},
		{"Persian joiner stays", "جلسه\u200cفارسی", "جلسه\u200cفارسی"},
		{"spaces", "  two \t words\u00a0here  ", "two words here"},
		{"e-mail", `write to ann.lee+x@lamp.example now`, "write to [e-mail] now"},
		{"e-mail, spelt", `ann (at) lamp (dot) example`, "[e-mail]"},
		{"e-mail, spoken", `write to mary at lamp dot example, or ring`, "write to [e-mail], or ring"},
		{"a dot that is none", `look for the red dot at the door`, "look for the red dot at the door"},
		{"telephone", `Call Ann: (312) 555-0134.`, "Call Ann: [phone]."},
		{"telephone, short", `Ann 555-0134`, "Ann [phone]"},
		{"telephone, abroad", `Ann +44 20 5550 0134`, "Ann [phone]"},
		{"telephone, German", `Tel. 030 5550134`, "Tel. [phone]"},
		{"meeting id", `Zoom ID: 983 2155 7310 PW: 123456`, "Zoom ID: 983 2155 7310 PW: 123456"},
		{"meeting id in a link", `https://zoom.us/j/2125550134`, "https://zoom.us/j/2125550134"},
		{"dial-in by its words", `Dial-In Phone No.: 240-555-0140`, "Dial-In Phone No.: 240-555-0140"},
		{"a date", `since 3-17-2020 and 2020-03-17`, "since 3-17-2020 and 2020-03-17"},
		{"a postal code", `Beach, CA 92075-1943`, "Beach, CA 92075-1943"},
		{"at o'clock", `Sundays @ 1pm @114th Street`, "Sundays @ 1pm @114th Street"},
	} {
		in, err := json.Marshal(c.in)
		if err != nil {
			t.Fatal(err)
		}
		if m, _ := mgNormalise(t, `"notes": `+string(in)); m.Notes != c.want {
			t.Errorf("%s: got %q, want %q", c.name, m.Notes, c.want)
		}
	}
}

func TestOwnDialInStaysInProse(t *testing.T) {
	m, _ := mgNormalise(t, `"conference_phone": "+13125550100,,9#", "notes": "Phone 1-312-555-0100 or Ann 312-555-0199"`)
	if m.Notes != "Phone 1-312-555-0100 or Ann [phone]" {
		t.Errorf("notes %q", m.Notes)
	}
}

func TestTextIsBounded(t *testing.T) {
	long := strings.Repeat("wörter ", 2000)
	m, _ := mgNormalise(t, `"name": "`+long+`", "notes": "`+long+`"`)
	if n := len([]rune(m.Name)); n > maxName || n < maxName-20 {
		t.Errorf("name has %d characters", n)
	}
	if n := len([]rune(m.Notes)); n > maxNotes || n < maxNotes-20 {
		t.Errorf("notes have %d characters", n)
	}
}

func TestMeetingGuideUpdated(t *testing.T) {
	for in, want := range map[string]string{
		`"2026-01-15 12:00:00"`:   "2026-01-15T12:00:00Z",
		`"8/29/2021"`:             "2021-08-29T00:00:00Z",
		`"8/25/2022 11:17:07 AM"`: "2022-08-25T11:17:07Z",
		`"8/25/2022 1:17:07 PM"`:  "2022-08-25T13:17:07Z",
		`"2020-04-0416:50:58"`:    "2020-04-04T16:50:58Z",
		`"2026-01-15T12:00:00Z"`:  "2026-01-15T12:00:00Z",
		`null`:                    "",
		`""`:                      "",
		`"last week"`:             "",
		`"0000-00-00 00:00:00"`:   "",
	} {
		m, _ := mgNormalise(t, `"updated": `+in)
		got := ""
		if !m.Updated.IsZero() {
			got = m.Updated.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("updated %s: got %s, want %s", in, got, want)
		}
	}
}

func TestMeetingGuideKeys(t *testing.T) {
	for _, c := range []struct{ name, row, key, alt string }{
		{"slug and id", `{"slug": "lamp", "id": 7, "name": "Lamp"}`, "lamp", "7"},
		{"slug as a number", `{"slug": 5559, "name": "Lamp"}`, "5559", ""},
		{"no slug", `{"id": "7", "name": "Lamp"}`, "7", ""},
		{"slug null", `{"slug": null, "id": 7, "name": "Lamp"}`, "7", ""},
	} {
		r, err := mgRead("[" + c.row + "]")
		if err != nil || len(r.Listings) != 1 || r.Listings[0].Key != c.key || r.Listings[0].AltKey != c.alt {
			t.Errorf("%s: %+v, %v", c.name, r.Listings, err)
		}
	}
}

func TestKeyOfItsOwnNeverHoldsTheTime(t *testing.T) {
	a, _ := Normalise(Listing{Name: "Lamp", Location: "Hall", Days: []string{"monday"}, Time: "19:00"}, mgSource)
	b, _ := Normalise(Listing{Name: "LAMP", Location: "Hall", Days: []string{"friday"}, Time: "07:00"}, mgSource)
	c, _ := Normalise(Listing{Name: "Lamp", Location: "Mill", Days: []string{"monday"}, Time: "19:00"}, mgSource)
	if a.SourceKey == "" || a.SourceKey != b.SourceKey || a.SourceKey == c.SourceKey {
		t.Errorf("keys %q, %q, %q", a.SourceKey, b.SourceKey, c.SourceKey)
	}
}

func TestRowsThatDifferInTheDayAreOneMeeting(t *testing.T) {
	row := func(slug, id, day, time, place string) string {
		return fmt.Sprintf(`{"slug": %q, "id": %s, "name": "Lamp", "day": %s, "time": %q, "location": %q}`, slug, id, day, time, place)
	}
	for _, c := range []struct {
		name string
		rows []string
		want []string
	}{
		{"without ids", []string{row("a", "null", "1", "19:00", "Hall"), row("a", "null", "3", "19:00", "Hall")}, []string{"a monday wednesday"}},
		{"the same id", []string{row("a", "7", "1", "19:00", "Hall"), row("b", "8", "2", "19:00", "Hall"), row("a", "7", "3", "19:00", "Hall")}, []string{"a monday wednesday", "b tuesday"}},
		{"ids of their own", []string{row("a", "7", "1", "19:00", "Hall"), row("a", "8", "3", "19:00", "Hall")}, []string{"a monday", "a wednesday"}},
		{"two venues", []string{row("a", "null", "1", "19:00", "Hall"), row("a", "null", "1", "19:00", "Mill")}, []string{"a monday", "a monday"}},
		{"two times", []string{row("a", "null", "1", "19:00", "Hall"), row("a", "null", "2", "20:00", "Hall")}, []string{"a monday", "a tuesday"}},
	} {
		r, err := mgRead("[" + strings.Join(c.rows, ",") + "]")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range r.Listings {
			got = append(got, l.Key+" "+strings.Join(l.Days, " "))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Nothing about a person may leave the format, in any field.
func TestPersonalFieldsAreNeverCopied(t *testing.T) {
	var b strings.Builder
	b.WriteString(`[{"slug": "lamp", "name": "Lamp", "day": 1, "time": "19:00"`)
	for _, f := range []string{
		"contact_1_name", "contact_1_email", "contact_1_phone", "contact_2_name", "contact_2_email", "contact_2_phone", "contact_3_name",
		"contact_3_email", "contact_3_phone", "email", "phone", "feedback_emails", "author", "entity_email", "entity_phone", "last_contact",
		"venmo", "square", "paypal", "mailing_address", "website", "edit_url", "feedback_url", "data_source_name", "homegroup_online", "people",
	} {
		fmt.Fprintf(&b, `, %q: ["SECRET", "SECRET"]`, f)
	}
	b.WriteString("}]")
	r, err := mgRead(b.String())
	if err != nil {
		t.Fatal(err)
	}
	if out := fmt.Sprintf("%+v", r); strings.Contains(out, "SECRET") {
		t.Errorf("a personal field was copied: %s", out)
	}
}

func TestMeetingGuideShapes(t *testing.T) {
	for _, c := range []struct {
		name, body string
		cut, html  bool
	}{
		{"a challenge page", "<!DOCTYPE html><title>Just a moment...</title>", false, true},
		{"a notice before the list", "\n <br />\n<b>Notice</b>: x [{}]", false, true},
		{"cut in a string", `[{"slug": "a", "name": "Lam`, true, false},
		{"cut between rows", `[{"slug": "a", "name": "Lamp"},`, true, false},
		{"cut in a number", `[{"slug": 12`, true, false},
		{"nothing", "", true, false},
		{"an object", `{"code": "feed_restricted"}`, false, false},
		{"a word", `feed restricted`, false, false},
		{"broken", `[{"slug": }]`, false, false},
		{"something behind the list", `[] <!-- cached -->`, false, false},
		{"nested without end", strings.Repeat("[", 5000), true, false},
	} {
		_, err := mgRead(c.body)
		var shape *ShapeError
		if !errors.As(err, &shape) {
			t.Errorf("%s: %v is no ShapeError", c.name, err)
			continue
		}
		if shape.Cut != c.cut || shape.HTML != c.html || shape.Why == "" {
			t.Errorf("%s: %+v, want cut %v, html %v", c.name, *shape, c.cut, c.html)
		}
	}
}

func TestMeetingGuideBodiesThatSurvive(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"empty list", `[]`, ""},
		{"byte order mark", "\xef\xbb\xbf" + `[{"slug": "a", "name": "Café"}]`, "Café"},
		{"latin-1", "[{\"slug\": \"a\", \"name\": \"Caf\xe9 \x96 Ol\xe9\"}]", "Café – Olé"},
		{"escapes", `[{"slug": "a", "name": "Caf\u00e9 \ud83e\ude91 \/ \"x\""}]`, `Café 🪑 / "x"`},
		{"half a surrogate", `[{"slug": "a", "name": "x\ud83ey"}]`, "xy"},
		{"a raw line break", "[{\"slug\": \"a\", \"name\": \"two\nlines\"}]", "two lines"},
		{"nested values", `[{"slug": "a", "x": {"y": [1, {"z": null}]}, "name": "Lamp"}]`, "Lamp"},
		{"a number for a name", `[{"slug": "a", "name": 5559}]`, "5559"},
		{"true for a name", `[{"slug": "a", "name": true}]`, "true"},
		{"the last of two", `[{"slug": "a", "name": "Old", "name": "New"}]`, "New"},
		{"stray values are left out", `[null, 5, "x", [], {"slug": "a", "name": "Lamp"}]`, "Lamp"},
	} {
		r, err := mgRead(c.body)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := ""
		for _, l := range r.Listings {
			got += cleanLine(l.Name, maxName)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMeetingGuideStartNeedsAWebAddress(t *testing.T) {
	for _, address := range []string{"", "office.example/feed", "ftp://office.example/feed", "https://"} {
		if _, err := meetingGuideStart(meeting.Source{ID: "office", URL: address}); err == nil || !strings.Contains(err.Error(), "office") {
			t.Errorf("url %q: error %v", address, err)
		}
	}
	reqs, err := meetingGuideStart(mgSource)
	if err != nil || len(reqs) != 1 || reqs[0].URL != mgSource.URL || reqs[0].Optional {
		t.Errorf("start %+v, %v", reqs, err)
	}
}

// Our reader takes all that encoding/json takes, and reads it the same.
func FuzzMeetingGuideRead(f *testing.F) {
	f.Add([]byte(`[{"slug": "a", "name": "Lamp", "day": [1, "2"], "time": "19:00", "types": "[open]"}, 5, null]`))
	f.Add([]byte(`{"values": [["Name", "ID", "Day"], ["Lamp", "a", "Monday"], ["short"]]}`))
	f.Add([]byte(`[{"slug": "\ud83e\ude91", "name": "x\u00e9\\\/", "latitude": -1.5e3, "approximate": true}]`))
	f.Add([]byte("[{\"name\": \"Caf\xe9\"}"))
	f.Add([]byte(`[[[[{"a":`))
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := meetingGuideRead(Page{Body: body}, mgSource, nil)
		var shape *ShapeError
		if err != nil && !errors.As(err, &shape) {
			t.Fatalf("error %v is no ShapeError", err)
		}
		var rows []map[string]any
		if json.Unmarshal(body, &rows) == nil && !slices.ContainsFunc(rows, func(m map[string]any) bool { return m == nil }) {
			if err != nil && !strings.Contains(err.Error(), "deep") {
				t.Fatalf("valid JSON is refused: %v", err)
			}
			if err == nil && utf8.Valid(body) {
				sameNames(t, rows, r.Listings)
			}
		}
		for _, l := range r.Listings {
			Normalise(l, mgSource)
		}
	})
}

// sameNames compares what names were read with what encoding/json reads.
func sameNames(t *testing.T, rows []map[string]any, got []Listing) {
	var want []string
	for _, row := range rows {
		if name, ok := row["name"].(string); !ok {
			return // other types are our own affair
		} else if cleanLine(name, maxName) != "" {
			want = append(want, name)
		}
	}
	for i, l := range got {
		if len(got) == len(want) && l.Name != want[i] {
			t.Fatalf("name %q is read as %q", want[i], l.Name)
		}
	}
	if len(got) > len(want) {
		t.Fatalf("%d names are read as %d", len(want), len(got))
	}
}

func FuzzNormalise(f *testing.F) {
	f.Add("Lamp (2nd & 4th Fridays)", "friday", "19:00", "20:00", "O,ONL", "1 Elm Row, Dover, DE 19901, USA", "Call 312-555-0134", "zoom.us/j/1", "America/New_York")
	f.Add("<b>&amp;amp;", "", "noon", "24:00", "[open]", "", "a@b.example (at)", "http://[::1", "EST")
	f.Fuzz(func(t *testing.T, name, day, clock, end, types, address, notes, link, zone string) {
		l := Listing{Name: name, Days: []string{day}, Time: clock, EndTime: end, Types: []string{types}, Address: address, Notes: notes, ConferenceURL: link, Phone: notes, Timezone: zone}
		got, refused := Normalise(l, mgSource)
		again, _ := Normalise(l, mgSource)
		if got.Digest != again.Digest || len(meeting.Diff(&got.Meeting, &again.Meeting)) > 0 {
			t.Fatal("reading twice gives two meetings")
		}
		if refused != nil {
			if refused.Reason == "" || refused.Field == "" {
				t.Fatalf("refused without a reason: %+v", *refused)
			}
			return
		}
		s := &got.Schedule
		if got.Name == "" || got.SourceKey == "" || got.Attendance == "" || s.Zone == "" || s.Kind == "" {
			t.Fatalf("something is missing: %+v", got)
		}
		if s.Timed() && (!s.Start.Valid() || s.Minutes <= 0 || s.Days == 0) {
			t.Fatalf("a schedule that can't be: %+v", *s)
		}
		if _, err := meeting.Zone(s.Zone); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{got.Name, got.Notes, got.Place.Address} {
			if strings.ContainsAny(text, "\u202e\u0000\u0007") || mail.MatchString(text) {
				t.Fatalf("text is not clean: %q", text)
			}
		}
	})
}

func TestAMeetingWithoutANameIsCalledByItsGroupOrPlace(t *testing.T) {
	r, err := meetingGuideRead(Page{URL: mgSource.URL, Status: 200, Body: []byte(`[{"slug": "a", "name": "", "group": "Lamp", "location": "Hall", "day": 1, "time": "19:00"},
		{"slug": "b", "name": "<br>", "location": "Hall", "day": 1, "time": "19:00"}, {"slug": "c", "name": null, "day": 1, "time": "19:00"}]`)}, mgSource, nil)
	if err != nil || len(r.Listings) != 2 || r.Listings[0].Name != "Lamp" || r.Listings[1].Name != "Hall" || len(r.Refused) != 1 || r.Refused[0].Key != "c" || r.Refused[0].Field != "name" {
		t.Errorf("%+v, %v", r, err)
	}
}
