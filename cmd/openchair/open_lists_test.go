package main

import (
	"bytes"
	"fmt"
	"iter"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/feeds"
	"openchair/meeting"
	"openchair/scraper"
)

var listDay = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

var lists = feeds.Lists{PublicURL: "https://chair.example", Now: listDay, Programs: []meeting.Program{{ID: "aa", Name: "Alcoholics Anonymous", ShortName: "AA"}}}

func streamOf(ms []meeting.Meeting) iter.Seq2[meeting.Meeting, error] {
	return func(yield func(meeting.Meeting, error) bool) {
		for _, m := range ms {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// readBack are the open formats as our own readers read them.
var readBack = map[string]func(t *testing.T, ms []meeting.Meeting) []meeting.Collected{
	"meeting-guide": func(t *testing.T, ms []meeting.Meeting) []meeting.Collected {
		var b bytes.Buffer
		if err := feeds.MeetingGuide(&b, streamOf(ms), lists); err != nil {
			t.Fatal(err)
		}
		return readAs(t, "meeting-guide", nil, b.Bytes())
	},
	"csv": func(t *testing.T, ms []meeting.Meeting) []meeting.Collected {
		var b bytes.Buffer
		if err := feeds.Sheet(&b, streamOf(ms), lists); err != nil {
			t.Fatal(err)
		}
		return readAs(t, "csv", nil, b.Bytes())
	},
	"bmlt": func(t *testing.T, ms []meeting.Meeting) []meeting.Collected {
		return readAs(t, "bmlt", bmltAnswers(t, ms, "GetServerInfo", "GetFormats"), bmltAnswers(t, ms, "GetSearchResults")[0])
	},
}

func bmltAnswers(t *testing.T, ms []meeting.Meeting, switchers ...string) (answers [][]byte) {
	for _, s := range switchers {
		q, err := feeds.ReadBMLT(url.Values{"switcher": {s}})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := q.Write(&b, streamOf(ms), lists); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, b.Bytes())
	}
	return answers
}

func readAs(t *testing.T, format string, before [][]byte, body []byte) []meeting.Collected {
	t.Helper()
	f, err := scraper.FormatByName(format)
	if err != nil {
		t.Fatal(err)
	}
	src := meeting.Source{ID: "back", Program: "aa", Format: format, URL: "https://back.example/", Zone: "Etc/UTC", Country: "US", Language: "en"}
	terms := scraper.Terms{}
	for _, page := range before {
		r, err := f.Read(scraper.Page{URL: src.URL, Body: page, Fetched: listDay}, src, terms)
		if err != nil {
			t.Fatalf("%s: %v\n%.300s", format, err, page)
		}
		for id, term := range r.Terms {
			terms[id] = term
		}
	}
	r, err := f.Read(scraper.Page{URL: src.URL, Body: body, Fetched: listDay}, src, terms)
	if err != nil || len(r.Refused) > 0 {
		t.Fatalf("%s: %v %v\n%.300s", format, err, r.Refused, body)
	}
	var out []meeting.Collected
	for _, l := range r.Listings {
		m, refused := scraper.Normalise(l, src)
		if refused != nil {
			t.Fatalf("%s: %+v", format, refused)
		}
		out = append(out, m)
	}
	return out
}

func starts(ms ...*meeting.Meeting) []string {
	var out []string
	for _, m := range ms {
		for o := range m.Occurrences(listDay, listDay.AddDate(1, 2, 0)) {
			out = append(out, o.Start.UTC().Format(time.RFC3339)+" "+o.End.UTC().Format(time.RFC3339))
		}
	}
	slices.Sort(out)
	return out
}

func TestOurOwnReadersReadWhatWeWriteAsTheSameSchedules(t *testing.T) {
	r := rand.New(rand.NewPCG(20261128, 7))
	exact := 0
	for n := range 400 {
		m := listedMeeting(n, r)
		want := m
		want.Schedule.Moved = nil // no such format knows where a day went, only that it is not held
		for _, v := range m.Schedule.Moved {
			want.Schedule.Except = append(want.Schedule.Except, meeting.DateRange{First: v.Date, Last: v.Date})
		}
		for format, read := range readBack {
			back := read(t, []meeting.Meeting{m})
			var all []*meeting.Meeting
			for i := range back {
				all = append(all, &back[i].Meeting)
			}
			got := starts(all...)
			if len(got) == 0 && !weekSays(&m) {
				continue // told in words
			}
			exact++
			if len(back) == 0 {
				t.Fatalf("%s tells nothing of %+v", format, m.Schedule)
			}
			if wanted := starts(&want); !slices.Equal(got, wanted) {
				t.Fatalf("%s: %s\nwas  %+v\nread %+v\nnotes %q\n%d occurrences, want %d: %v, not %v", format, meeting.WordsFor("en").When(&m.Schedule),
					m.Schedule, back[0].Schedule, back[0].Notes, len(got), len(wanted), firstOf(got, wanted), firstOf(wanted, got))
			}
		}
	}
	if exact < 600 {
		t.Errorf("only %d compared", exact)
	}
}

func firstOf(a, b []string) string {
	for _, s := range a {
		if !slices.Contains(b, s) {
			return s
		}
	}
	return ""
}

// weekSays: a weekly or plain monthly rhythm must not be told in words alone.
func weekSays(m *meeting.Meeting) bool {
	s := &m.Schedule
	return m.Held() && (s.Kind == meeting.Weekly && s.Interval <= 1 || s.Kind == meeting.Monthly && s.Days.Len() == 1 && slices.Min(s.Ordinals.List()) > 0)
}

func listedMeeting(n int, r *rand.Rand) meeting.Meeting {
	zones := []string{"America/New_York", "America/Chicago", "Europe/Berlin", "Australia/Sydney", "Asia/Kolkata"}
	s := meeting.Schedule{
		Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Weekday(r.IntN(7))), Start: meeting.NewClock(r.IntN(24), 15*r.IntN(4)),
		Minutes: 30 * (1 + r.IntN(8)), Zone: zones[r.IntN(len(zones))], ZoneFrom: meeting.ZoneFromListing, Confirmed: true,
	}
	switch r.IntN(8) {
	case 0:
		s.Days |= meeting.NewWeekdays(time.Weekday(r.IntN(7)))
	case 1:
		s.Kind, s.Ordinals = meeting.Monthly, meeting.NewOrdinals(1+r.IntN(5))
	case 2:
		s.Kind, s.Ordinals = meeting.Monthly, meeting.NewOrdinals(1+r.IntN(4), 1+r.IntN(4), -1)
	case 3:
		s.Kind, s.Ordinals = meeting.Monthly, meeting.NewOrdinals(-2, -3, -4, -5)
	case 4:
		s.Interval, s.Anchor = 2, meeting.NewDate(2026, 12, 1+r.IntN(28))
	case 5:
		s.Kind, s.Days, s.Dates = meeting.Dated, 0, []meeting.Date{meeting.NewDate(2026, 12, 24), meeting.NewDate(2027, 1, 6)}
	case 6:
		s.Confirmed, s.Text = false, "every other week"
	}
	limit(&s, r)
	m := meeting.Meeting{
		ID: fmt.Sprintf("m%015d", n), Program: "aa", Source: "aa-example", Name: "Lantern", Attendance: meeting.InPerson, Schedule: s,
		Place: meeting.Place{Name: "Corner Chapel", Address: "5 Elm Row, Newton, MA 02458, US", City: "Newton", State: "MA", PostalCode: "02458", Country: "US",
			Latitude: 42.35, Longitude: -71.2},
		Types: []string{"D", "O", "family"}, Languages: []string{"en"}, Notes: "Ring the bell.", URL: "https://aa.example/lantern", FirstSeen: listDay, LastChanged: listDay,
	}
	if r.IntN(6) == 0 {
		first := meeting.NewDate(2026, 12, 1+r.IntN(200))
		m.Closed = []meeting.DateRange{{First: first, Last: first + meeting.Date(r.IntN(15))}}
	}
	return m
}

func limit(s *meeting.Schedule, r *rand.Rand) {
	if r.IntN(6) == 0 {
		s.Until = meeting.NewDate(2026, 12, 15+r.IntN(300))
	}
	if r.IntN(6) == 0 {
		s.From = meeting.NewDate(2026, 11, 1+r.IntN(90))
	}
	if r.IntN(6) == 0 && s.Kind != meeting.Dated {
		s.Months = meeting.Months(r.IntN(1<<13)) &^ 1
	}
	for range r.IntN(6) / 4 {
		first := meeting.NewDate(2026, 12, 1+r.IntN(200))
		s.Except = append(s.Except, meeting.DateRange{First: first, Last: first + meeting.Date(r.IntN(2)*r.IntN(30))})
	}
	if o, ok := s.Next(listDay.AddDate(0, 0, r.IntN(60))); ok && r.IntN(6) == 0 {
		s.Moved = append(s.Moved, meeting.Move{Date: o.Date, To: o.Date + 1, Start: meeting.NewClock(12, 0)})
	}
}

func TestWhatOthersReadOfAMeetingIsWhatItIs(t *testing.T) {
	base := listedMeeting(1, rand.New(rand.NewPCG(1, 1)))
	base.Schedule = meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Tuesday), Start: meeting.NewClock(19, 0), Minutes: 90, Zone: "America/New_York", Confirmed: true}
	base.Languages = []string{"es"}
	join := meeting.Join{URL: "https://zoom.us/j/123456789", Notes: "Passcode 1234", Phone: "+16465550123", Provider: "Zoom"}
	for name, edit := range map[string]func(*meeting.Meeting){
		"in person": func(*meeting.Meeting) {},
		"hybrid":    func(m *meeting.Meeting) { m.Attendance, m.Join = meeting.Hybrid, join },
		"online": func(m *meeting.Meeting) {
			m.Attendance, m.Join, m.Place = meeting.Online, join, meeting.Place{City: "Newton", State: "MA", Country: "US"}
		},
		"not meeting": func(m *meeting.Meeting) { m.Attendance, m.Join = meeting.Inactive, join },
	} {
		m := base
		edit(&m)
		for format, read := range readBack {
			back := read(t, []meeting.Meeting{m})
			if len(back) != 1 {
				t.Fatalf("%s, %s: %d meetings", name, format, len(back))
			}
			b := &back[0].Meeting
			if b.Attendance != m.Attendance || b.Name != m.Name {
				t.Errorf("%s, %s: %s %q, want %s", name, format, b.Attendance, b.Name, m.Attendance)
			}
			wantJoin := m.Attendance == meeting.Online || m.Attendance == meeting.Hybrid
			if (b.Join.URL == join.URL) != wantJoin || (b.Join.Phone != "") != wantJoin {
				t.Errorf("%s, %s: join %+v", name, format, b.Join)
			}
			if m.Attendance == meeting.InPerson && (b.Place.Name != m.Place.Name || !strings.HasPrefix(b.Place.Address, "5 Elm Row")) {
				t.Errorf("%s, %s: place %+v", name, format, b.Place)
			}
			if !slices.Contains(b.Types, "D") || !slices.Contains(b.Types, "O") || !slices.Contains(b.Languages, "es") || b.Schedule.Zone != m.Schedule.Zone {
				t.Errorf("%s, %s: types %v languages %v zone %s", name, format, b.Types, b.Languages, b.Schedule.Zone)
			}
			if !strings.Contains(b.Notes, "Family and friends") || !strings.Contains(b.Notes, "Ring the bell.") {
				t.Errorf("%s, %s: notes %q", name, format, b.Notes)
			}
		}
	}
}
