package feeds

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

func decode(t *testing.T, body []byte) *ical.Calendar {
	t.Helper()
	cal, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func text(t *testing.T, props ical.Props, name string) string {
	t.Helper()
	s, err := props.Text(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func uids(t *testing.T, body []byte) []string {
	t.Helper()
	var list []string
	for _, e := range readGoICal(t, body) {
		list = append(list, e.one("UID"))
	}
	return list
}

func TestTheHeadIsWhatClientsWant(t *testing.T) {
	body := render(t, meeting.Calendar{Name: "Mine; yours"}, nil)
	for _, line := range []string{
		"VERSION:2.0", "PRODID:-//Openchair//Openchair//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", `NAME:Mine\; yours`, `X-WR-CALNAME:Mine\; yours`,
		"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "TZID:Etc/UTC",
	} {
		if !bytes.Contains(body, []byte("\r\n"+line+"\r\n")) {
			t.Errorf("no %s in\n%s", line, body)
		}
	}
}

func TestMeetingsWithoutASureTimeAreNamedAndNotShown(t *testing.T) {
	body := render(t, meeting.Calendar{}, append(kinds()[:1], left()...))
	if got := uids(t, body); !slices.Equal(got, []string{"m000000000000001@openchair"}) {
		t.Errorf("events %v", got)
	}
	want := "Not shown, because no sure time is published: AA: Ask First; AA: Every Other Dawn.\n" +
		"Not shown, because they do not meet now or are no longer listed: AA: Old Timers; AA: Winter Break."
	cal := decode(t, body)
	for _, name := range []string{"DESCRIPTION", "X-WR-CALDESC"} {
		if got := text(t, cal.Props, name); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestAMeetingInAnUnknownZoneIsNamedAndNotShown(t *testing.T) {
	m := sample(1, weekly("Mars/Olympus", clock(19, 0), time.Monday))
	body := render(t, meeting.Calendar{}, []meeting.Meeting{m})
	if n := len(uids(t, body)); n != 0 {
		t.Errorf("%d events", n)
	}
	if got := text(t, decode(t, body).Props, "DESCRIPTION"); !strings.Contains(got, "AA: Steps & Stories 1") {
		t.Errorf("description %q", got)
	}
}

func TestBytesDependOnTheMeetingsAndNotOnTheirOrder(t *testing.T) {
	ms := append(kinds(), left()...)
	first := render(t, meeting.Calendar{Name: "x"}, ms)
	slices.Reverse(ms)
	ms = append(ms, ms[0])
	if again := render(t, meeting.Calendar{Name: "x", ID: 7, Version: 9, Created: time.Now()}, ms); !bytes.Equal(first, again) {
		t.Error("order or repetition changes the bytes")
	}
	confirmed := slices.Clone(ms)
	for i := range confirmed {
		confirmed[i].LastConfirmed = time.Now()
		confirmed[i].Updated = time.Now()
	}
	if again := render(t, meeting.Calendar{Name: "x"}, confirmed); !bytes.Equal(first, again) {
		t.Error("a confirmation changes the bytes")
	}
	o := testOptions
	o.Now = time.Now()
	if again, err := Calendar(meeting.Calendar{Name: "x", PastDays: 100_000}, ms, o); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the hour changes the bytes (%v)", err)
	}
}

func TestOneFieldChangedChangesOneEventOnly(t *testing.T) {
	ms := kinds()
	before := eventTexts(t, render(t, meeting.Calendar{}, ms))
	for name, edit := range edits {
		changed := slices.Clone(ms)
		edit(&changed[0])
		changed[0].LastChanged = changed[0].LastChanged.Add(time.Hour)
		after := eventTexts(t, render(t, meeting.Calendar{}, changed))
		for uid, text := range before {
			own := strings.HasPrefix(uid, ms[0].ID)
			if same := after[uid] == text; same == own {
				t.Errorf("%s: event %s same=%v", name, uid, same)
			}
		}
	}
}

func eventTexts(t *testing.T, body []byte) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, e := range decode(t, body).Events() {
		var b folder
		if err := encode(&b, e.Component); err != nil {
			t.Fatal(err)
		}
		out[text(t, e.Props, "UID")] = b.String()
	}
	return out
}

func TestAChangeLetsSequenceAndStampsGrow(t *testing.T) {
	m := sample(1, weekly("Europe/Paris", clock(19, 0), time.Tuesday))
	m.Sequence, m.LastChanged = 5, time.Date(2026, 4, 1, 10, 0, 0, 0, time.UTC)
	e := readGoICal(t, render(t, meeting.Calendar{}, []meeting.Meeting{m}))[0]
	for name, want := range map[string]string{
		"SEQUENCE": "5", "DTSTAMP": "20260401T100000Z", "LAST-MODIFIED": "20260401T100000Z", "DTSTART": "20260203T190000",
	} {
		if got := e.one(name); got != want {
			t.Errorf("%s %s, want %s", name, got, want)
		}
	}
}

func TestAMeetingThatWasNeverStoredIsDatedByTheStamp(t *testing.T) {
	m := sample(1, weekly("Europe/Paris", clock(19, 0), time.Tuesday))
	m.FirstSeen, m.LastChanged = time.Time{}, time.Time{}
	o := testOptions
	o.Stamp = time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	body, err := Calendar(meeting.Calendar{}, []meeting.Meeting{m}, o)
	if err != nil {
		t.Fatal(err)
	}
	if e := readGoICal(t, body)[0]; e.one("DTSTAMP") != "20260901T120000Z" || e.one("DTSTART") != "20260901T190000" {
		t.Errorf("%s\n%s", e.one("DTSTAMP"), e.one("DTSTART"))
	}
}

func TestOptionsComeBeforeTheCalendar(t *testing.T) {
	o := testOptions
	o.Name, o.Discretion = "Other", meeting.Neutral
	body, err := Calendar(meeting.Calendar{Name: "Mine", Discretion: meeting.Full}, kinds()[:1], o)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(body, []byte("NAME:Other\r\n")) || bytes.Contains(body, []byte("AA:")) {
		t.Errorf("%s", body)
	}
}

func TestEqualBytesHaveEqualETagsAndOthersOther(t *testing.T) {
	a, b := ETag([]byte("a")), ETag([]byte("b"))
	if a == b || a != ETag([]byte("a")) || len(a) != 34 || a[0] != '"' || a[33] != '"' {
		t.Errorf("%s %s", a, b)
	}
}
