package feeds

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func TestAnAlarmStandsInEveryEventThatIsHeld(t *testing.T) {
	ms := kinds()
	ms[0].Closed = []meeting.DateRange{{First: day(2026, 3, 3), Last: day(2026, 3, 3)}}
	cal := decode(t, render(t, meeting.Calendar{AlarmMinutes: 45, ShowCancelled: true}, ms))
	for _, e := range cal.Events() {
		off := value(e.Props, "STATUS") == "CANCELLED"
		if len(e.Children) != 1 && !off || off && len(e.Children) > 0 {
			t.Fatalf("%s, cancelled %t: %d alarms", value(e.Props, "UID"), off, len(e.Children))
		}
		if off {
			continue
		}
		a := e.Children[0]
		if a.Name != "VALARM" || value(a.Props, "TRIGGER") != "-PT45M" || value(a.Props, "ACTION") != "DISPLAY" ||
			value(a.Props, "DESCRIPTION") != value(e.Props, "SUMMARY") {
			t.Errorf("%+v", a)
		}
	}
	if bytes.Contains(render(t, meeting.Calendar{}, ms), []byte("VALARM")) {
		t.Error("an alarm nobody asked for")
	}
}

func TestACalendarSpeaksItsLanguage(t *testing.T) {
	ms := append(kinds(), left()...)
	body := string(bytes.ReplaceAll(render(t, meeting.Calendar{Language: "es-MX"}, ms), []byte("\r\n "), nil))
	for _, words := range []string{
		"NAME:Reuniones", "No se muestran\\, porque no se publica una hora segura: ", "Entrar: https://", "Así en la lista desde el 3 de febrero de 2026.",
		"https://chair.example/es/meetings/m", "martes",
	} {
		if !strings.Contains(body, words) {
			t.Errorf("no %q", words)
		}
	}
	for _, words := range []string{"Not shown", "Join:", "Listed like", "Tuesday", "From the list", "Confirmed since", "Moved from", "In person"} {
		if strings.Contains(body, words) {
			t.Errorf("%q in a Spanish calendar", words)
		}
	}
}

func TestAnAliasIsToldInsteadOfTheNameAndNothingThatNamesIt(t *testing.T) {
	ms := append(kinds()[:2], left()[0])
	c := meeting.Calendar{Discretion: meeting.Full, Aliases: map[string]string{ms[0].ID: "Choir, alto", ms[2].ID: "Chess"}}
	events := decode(t, render(t, c, ms)).Events()
	first, second := events[0].Props, events[1].Props
	if text(t, first, "SUMMARY") != "Choir, alto" || first.Get("CATEGORIES") != nil || first.Get("COLOR") != nil {
		t.Errorf("%v", first)
	}
	if d := text(t, first, "DESCRIPTION"); strings.Contains(d, "chair.example") || strings.Contains(d, "aa.example") || strings.Contains(d, "Open") {
		t.Errorf("description %q", d)
	}
	if text(t, second, "SUMMARY") != "AA: Steps & Stories 2" {
		t.Errorf("another meeting is told as %q", text(t, second, "SUMMARY"))
	}
	if about := text(t, decode(t, render(t, c, ms)).Props, "DESCRIPTION"); !strings.Contains(about, "Chess") || strings.Contains(about, "Dawn") {
		t.Errorf("about %q", about)
	}
}

func TestASettingLetsSequenceAndStampsGrow(t *testing.T) {
	m := sample(1, weekly("Europe/Paris", clock(19, 0), time.Tuesday))
	for _, c := range []struct {
		revised time.Time
		want    string
	}{
		{m.LastChanged.Add(time.Hour), "20260203T060506Z"},
		{m.LastChanged.Add(-time.Hour), "20260203T050506Z"},
	} {
		e := readGoICal(t, render(t, meeting.Calendar{Revision: 3, Revised: c.revised}, []meeting.Meeting{m}))[0]
		if e.one("SEQUENCE") != "5" || e.one("LAST-MODIFIED") != c.want || e.one("DTSTAMP") != c.want {
			t.Errorf("%s %s %s, want 5 %s", e.one("SEQUENCE"), e.one("LAST-MODIFIED"), e.one("DTSTAMP"), c.want)
		}
	}
}

// shown lists events as UID, what they stand for, and whether they are held.
func shown(t *testing.T, body []byte) []string {
	var out []string
	for _, e := range readGoICal(t, body) {
		s := strings.TrimSuffix(e.one("UID"), "@openchair")[12:]
		if id := e.one("RECURRENCE-ID"); id != "" {
			s += " for " + id[:8]
		}
		out = append(out, s+strings.ToLower(" "+e.one("STATUS")))
	}
	return out
}

func TestCancelledDatesAreLeftOutOrShown(t *testing.T) {
	closed := sample(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
	closed.Schedule.Except = []meeting.DateRange{{First: day(2026, 12, 22), Last: day(2026, 12, 22)}}
	closed.Closed = []meeting.DateRange{{First: day(2026, 5, 4), Last: day(2026, 5, 13)}}
	gone := sample(2, weekly("America/New_York", clock(19, 0), time.Monday))
	gone.Retired = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	idle := sample(3, weekly("America/New_York", clock(19, 0), time.Monday))
	idle.Attendance = meeting.Inactive
	dated := kinds()[5]
	dated.Closed = []meeting.DateRange{{First: day(2026, 3, 9), Last: day(2026, 3, 9)}}
	doubt := left()[0]
	doubt.Retired = seen
	ms := []meeting.Meeting{closed, gone, idle, dated, doubt}

	if got, want := shown(t, render(t, meeting.Calendar{}, ms)), []string{"0001 ", "0006-20260307 ", "0006-20261031 "}; !slices.Equal(got, want) {
		t.Errorf("left out: %q, want %q", got, want)
	}
	body := render(t, meeting.Calendar{ShowCancelled: true}, ms)
	want := []string{
		"0001 ", "0001 for 20260505 cancelled", "0001 for 20260512 cancelled", "0001 for 20261222 cancelled", "0002 cancelled", "0003 cancelled",
		"0006-20260307 ", "0006-20260309 cancelled", "0006-20261031 ",
	}
	if got := shown(t, body); !slices.Equal(got, want) {
		t.Errorf("shown: %q, want %q", got, want)
	}
	for _, e := range readGoICal(t, body) {
		switch {
		case len(e.values["EXDATE"]) > 0:
			t.Errorf("%s is both shown and left out", e.one("UID"))
		case strings.HasPrefix(e.one("UID"), gone.ID) && !strings.HasSuffix(e.one("RRULE"), ";UNTIL=20260801T035959Z"):
			t.Errorf("a meeting that is gone is shown by %s", e.one("RRULE"))
		}
	}
	if about := text(t, decode(t, body).Props, "DESCRIPTION"); strings.Contains(about, "Steps & Stories") || !strings.Contains(about, "Every Other Dawn") {
		t.Errorf("about %q", about)
	}
}

func TestMoreCancelledDatesThanCanBeShownAreLeftOut(t *testing.T) {
	m := sample(1, weekly("Etc/UTC", clock(19, 0), meeting.EveryDay.Days()...))
	m.Closed = []meeting.DateRange{{First: day(2026, 3, 1), Last: day(2026, 5, 29)}} // 90 days
	events := readGoICal(t, render(t, meeting.Calendar{ShowCancelled: true}, []meeting.Meeting{m}))
	if n, left := len(events)-1, events[0].values["EXDATE"]; n != 60 || len(left) != 30 || left[29] != "20260330T190000" {
		t.Errorf("%d shown, %d left out %v", n, len(left), left)
	}
}

func TestADayMovedFromBeforeTheSeriesIsAnEventOfItsOwn(t *testing.T) {
	m := sample(1, weekly("Europe/Berlin", clock(19, 0), time.Monday)) // first seen on Tuesday 3 February
	m.Schedule.Moved = []meeting.Move{
		{Date: day(2026, 2, 2), To: day(2026, 2, 5), Start: clock(18, 0)},
		{Date: day(2026, 1, 26), To: day(2026, 1, 27), Start: clock(18, 0)},
	}
	if got, want := shown(t, render(t, meeting.Calendar{}, []meeting.Meeting{m})), []string{"0001-20260202 ", "0001 "}; !slices.Equal(sorted(got), sorted(want)) {
		t.Errorf("%q, want %q", got, want)
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

func TestSingleDatesAgeOutAndTheLastStays(t *testing.T) {
	m := kinds()[5] // 7 and 9 March, 31 October 2026, in Los Angeles
	series := kinds()[0]
	c := meeting.Calendar{PastDays: 7}
	for _, x := range []struct {
		now, until string
		want       []string
	}{
		{"2026-03-07T12:00:00Z", "2026-03-14T18:00:00Z", []string{"0001 ", "0006-20260307 ", "0006-20260309 ", "0006-20261031 "}},
		{"2026-03-14T18:00:00Z", "2026-03-16T17:00:00Z", []string{"0001 ", "0006-20260307 ", "0006-20260309 ", "0006-20261031 "}},
		{"2026-03-14T18:00:01Z", "2026-03-16T17:00:00Z", []string{"0001 ", "0006-20260309 ", "0006-20261031 "}},
		{"2026-03-16T17:00:01Z", "", []string{"0001 ", "0006-20261031 "}},
		{"2030-01-01T00:00:00Z", "", []string{"0001 ", "0006-20261031 "}},
	} {
		now, err := time.Parse(time.RFC3339, x.now)
		if err != nil {
			t.Fatal(err)
		}
		o := testOptions
		o.Now = now
		body, err := Calendar(c, []meeting.Meeting{series, m}, o)
		if err != nil {
			t.Fatal(err)
		}
		if got := shown(t, body); !slices.Equal(got, x.want) {
			t.Errorf("at %s: %q, want %q", x.now, got, x.want)
		}
		until := ""
		if at := Until(c, []meeting.Meeting{series, m}, now); !at.IsZero() {
			until = at.Format(time.RFC3339)
		}
		if until != x.until {
			t.Errorf("at %s: until %s, want %s", x.now, until, x.until)
		}
	}
}

func TestACalendarThatWasGivenUpOrEmptiedTellsNothing(t *testing.T) {
	for name, c := range map[string]struct {
		calendar meeting.Calendar
		about    string
	}{
		"given up": {meeting.Calendar{Name: "AA evenings", Moved: true}, english.moved},
		"panic":    {meeting.Calendar{Name: "AA evenings", Panicked: seen, LeftOut: 3}, ""},
	} {
		body := render(t, c.calendar, append(kinds(), left()...))
		props := decode(t, body).Props
		if len(uids(t, body)) > 0 || text(t, props, "NAME") != "Calendar" || text(t, props, "X-WR-CALNAME") != "Calendar" {
			t.Errorf("%s: %s", name, body)
		}
		if about := props.Get("DESCRIPTION"); (about != nil) != (c.about != "") || about != nil && text(t, props, "DESCRIPTION") != c.about {
			t.Errorf("%s: about %v", name, about)
		}
	}
}

func TestMeetingsThatFoundNoRoomAreCounted(t *testing.T) {
	for n, want := range map[int]string{1: "One more meeting matches", 12: "12 more meetings match"} {
		if about := text(t, decode(t, render(t, meeting.Calendar{LeftOut: n}, kinds())).Props, "DESCRIPTION"); !strings.HasPrefix(about, want) {
			t.Errorf("%q", about)
		}
	}
}

func TestNoFeedOutgrowsItsClients(t *testing.T) {
	long := strings.Repeat("Ring the bell; then wait, please. ", 300)
	var ms []meeting.Meeting
	for n := range meeting.MaxHeld {
		m := online(n, weekly("America/New_York", clock(19, n%60), meeting.EveryDay.Days()...))
		m.Attendance, m.Notes, m.Place.Notes, m.Join.Notes, m.Join.PhoneNotes = meeting.Hybrid, long, long, long, long
		m.Closed = []meeting.DateRange{{First: day(2026, 6, 1), Last: day(2027, 5, 1)}}
		ms = append(ms, m)
	}
	body := render(t, meeting.Calendar{ShowCancelled: true}, ms)
	if n := len(uids(t, body)); len(body) > mostBytes || n != meeting.MaxHeld {
		t.Errorf("%d bytes, %d events", len(body), n)
	}
	checkLines(t, body)
	if few := render(t, meeting.Calendar{}, ms[:3]); !bytes.Contains(few, []byte("Ring the")) || len(few) < 20_000 {
		t.Errorf("a small feed is cut short too: %d bytes", len(few))
	}
}

func TestProgramsDifferInColor(t *testing.T) {
	different := map[string]bool{}
	for _, id := range []string{"aa", "na", "alanon", "smart", "lifering", "recovery-dharma", "wfs"} {
		different[colorOf(id)] = true
		if colorOf(id) != colorOf(fmt.Sprint(id)) {
			t.Errorf("%s changes its color", id)
		}
	}
	if len(different) < 5 {
		t.Errorf("only %v", different)
	}
}
