package scraper

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"openchair/meeting"
)

func TestZoneOrder(t *testing.T) {
	const dover, chicago, austin = `"formatted_address": "1 Elm Row, Dover, DE 19901, USA"`, `"formatted_address": "1 Elm Row, Chicago, IL 60657, USA"`, `"formatted_address": "1 Elm Row, Austin, TX 78705, USA"`
	for _, c := range []struct{ name, fields, want string }{
		{"the listing's own", `"timezone": "America/Denver", "name": "Lamp 7pm Central", ` + dover, "America/Denver listing"},
		{"its own in words", `"timezone": "Eastern Time", ` + chicago, "America/New_York listing"},
		{"an abbreviation is New York's wall clock", `"timezone": "EST", ` + chicago, "America/New_York listing"},
		{"no zone: the place counts, the words stay", `"timezone": "Mars/Olympus", ` + chicago, "America/Chicago place “Mars/Olympus”"},
		{"a fixed offset is no zone", `"timezone": "Etc/GMT+5", ` + chicago, "America/Chicago place “Etc/GMT+5”"},
		{"words in the name", `"name": "Lamp - 7pm Eastern", ` + chicago, "America/New_York words"},
		{"words beside another time", `"name": "Lamp - 8pm Eastern", ` + chicago, "America/Chicago place unconfirmed “8pm Eastern”"},
		{"the first of two zones", `"name": "Lamp - 7pm Eastern (4pm Pacific)"`, "America/New_York words"},
		{"the zone that stands beside our time", `"name": "Lamp - 4pm Pacific / 7pm Eastern"`, "America/New_York words"},
		{"words in the notes", `"notes": "We meet at 7pm Central. Side door.", "types": ["TC", "ONL"]`, "America/Chicago words"},
		{"a zone without our time in the notes", `"notes": "The office answers until 5pm Central.", "types": ["TC", "ONL"]`, "Europe/London source"},
		{"no zone in a name", `"name": "Central Lamp", ` + dover, "America/New_York place"},
		{"the place", chicago, "America/Chicago place"},
		{"a state in its own field", `"address": "1 Elm Row", "city": "Kahului", "state": "Hawaii", "country": "USA"`, "Pacific/Honolulu place"},
		{"an online meeting's place says nothing", `"types": ["TC", "ONL"], ` + chicago, "Europe/London source"},
		{"nor does an approximate one", `"approximate": "yes", "types": ["ONL"], ` + chicago, "Europe/London source"},
		{"a state with two zones that the source contradicts", austin, "Europe/London source unconfirmed “Tuesdays 7:00 – 8:00 pm, but the list's time zone does not fit this place”"},
		{"the clock of another continent at a door", `"name": "Lamp - 7pm Eastern", "formatted_address": "1 Rua do Olmo, Lisboa, Portugal"`, "America/New_York words unconfirmed “Tuesdays 7:00 – 8:00 pm, but the list's time zone does not fit this place”"},
		{"and for those who join from afar", `"name": "Lamp - 7pm Eastern", "types": ["ONL"], "location": "Hall", "formatted_address": "1 Rua do Olmo, Lisboa, Portugal"`, "America/New_York words"},
		{"words that mean the place's own clock", `"name": "Lamp - 7pm Mountain", "formatted_address": "1 Elm Row, Cranbrook, BC V1C 5X1, Canada"`, "America/Edmonton words"},
		{"the source", ``, "Europe/London source"},
	} {
		r, err := mgRead(`[{"slug": "lamp", "name": "Lamp", "day": 2, "time": "19:00"` + strings.TrimSuffix(", "+c.fields, ", ") + `}]`)
		if err != nil {
			t.Fatal(err)
		}
		src := mgSource
		src.Zone = "Europe/London"
		m, refused := Normalise(r.Listings[0], src)
		if refused != nil {
			t.Errorf("%s: %v", c.name, refused)
			continue
		}
		got := m.Schedule.Zone + " " + string(m.Schedule.ZoneFrom)
		if !m.Schedule.Confirmed {
			got += " unconfirmed"
		}
		if m.Schedule.Text != "" {
			got += " “" + m.Schedule.Text + "”"
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestWithoutAnyZoneTheRemedyIsNamed(t *testing.T) {
	_, refused := Normalise(Listing{Key: "a", Name: "Lamp", Days: []string{"monday"}, Time: "19:00"}, meeting.Source{ID: "office"})
	if refused == nil || refused.Field != "timezone" || !strings.Contains(refused.Reason, "set zone in the source") {
		t.Errorf("refused as %+v", refused)
	}
}

// The digest is of what was published, so every published field must move it.
func TestDigestStandsForWhatWasPublished(t *testing.T) {
	base := Listing{Key: "a", Name: "Lamp", Days: []string{"monday"}, Time: "19:00", Types: []string{"O", "B"}}
	want := digest(&base)
	same := base
	same.Days = slices.Clone(base.Days)
	if digest(&same) != want {
		t.Error("equal listings have two digests")
	}
	for name, change := range map[string]func(*Listing){
		"time":      func(l *Listing) { l.Time = "20:00" },
		"notes":     func(l *Listing) { l.Notes = "x" },
		"types":     func(l *Listing) { l.Types = []string{"OB"} },
		"a day":     func(l *Listing) { l.Days = []string{"monday", "tuesday"} },
		"a border":  func(l *Listing) { l.Key, l.AltKey = "", "a" },
		"longitude": func(l *Listing) { l.Longitude = "1" },
		"weeks":     func(l *Listing) { l.Weeks = []string{"1"} },
		"words":     func(l *Listing) { l.TimeWords = []string{"1"} },
	} {
		l := base
		if change(&l); digest(&l) == want {
			t.Errorf("a change of %s leaves the digest as it was", name)
		}
	}
}

func TestWordsThatWereNotReadAreReported(t *testing.T) {
	l := Listing{Key: "a", Name: "Lantern Group. Business meeting: 2nd Sunday", Days: []string{"sunday"}, Time: "10:00"}
	if got := UnreadWords(l); !slices.Equal(got, []string{"2nd Sunday"}) {
		t.Errorf("unread %q", got)
	}
	if got := UnreadWords(Listing{Name: "Lamp", Days: []string{"noday"}}); got != nil {
		t.Errorf("unread %q of a refused listing", got)
	}
}

func TestUnconfirmedListingsKeepTheirWords(t *testing.T) {
	m, refused := Normalise(Listing{Key: "a", Name: "Lamp", Days: []string{"monday"}, Time: "19:00", Unconfirmed: "call first", Weeks: []string{"6"}}, mgSource)
	if refused != nil || m.Schedule.Confirmed || m.Schedule.Text != "6 · call first" {
		t.Errorf("%+v, %v", m.Schedule, refused)
	}
}

func TestNoFieldLetsAContactThrough(t *testing.T) {
	const mail, phone = "ann@lamp.example", "call 312-555-0107"
	l := Listing{Key: "k", Name: "Lamp " + mail, Group: mail, Days: []string{"monday"}, Time: "19:00", Timezone: phone,
		Types: []string{mail, phone}, Location: mail, LocationNotes: phone, Address: phone, Street: mail, City: mail, State: phone,
		Country: mail, Region: phone, Notes: mail + " " + phone, GroupNotes: phone, ConferenceNote: mail, PhoneNote: phone, TimeWords: []string{phone}}
	m, refused := Normalise(l, meeting.Source{ID: "s", Program: "aa", Zone: "America/Chicago"})
	if refused != nil {
		t.Fatal(refused)
	}
	text := fmt.Sprintf("%+v", m.Meeting)
	for name, l := range map[string]Listing{
		"spoken":        {City: "mary at lamp dot example", Region: "Mary AT lamp (dot) example"},
		"behind a code": {Phone: "312-555-0100,mary@lamp.example", PostalCode: "312-555-0107", Languages: []string{"m@lamp.example"}},
	} {
		l.Key, l.Name = "k", "Lamp"
		m, refused := Normalise(l, meeting.Source{ID: "s", Program: "aa", Zone: "America/Chicago"})
		if text := strings.ToLower(fmt.Sprintf("%+v", m.Meeting)); refused != nil || strings.Contains(text, "mary") || strings.Contains(text, "m@lamp") || strings.Contains(text, "555-0107") {
			t.Errorf("%s: %v, %s", name, refused, text)
		}
	}
	for _, l := range []Listing{{Key: "k", Name: "Lamp", Days: []string{phone}, Time: "19:00"}, {Key: "k", Name: "Lamp", Days: []string{"monday"}, Time: mail}} {
		if _, refused := Normalise(l, meeting.Source{ID: "s", Zone: "America/Chicago"}); refused == nil || strings.Contains(refused.Reason+refused.Value, "555-0107") || strings.Contains(refused.Reason+refused.Value, "ann@") {
			t.Errorf("refused as %+v", refused)
		}
	}
	for _, contact := range []string{"ann@", "555-0107"} {
		if strings.Contains(text, contact) {
			t.Errorf("%s got through: %s", contact, text)
		}
	}
}
