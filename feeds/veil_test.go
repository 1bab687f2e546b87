package feeds

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

func TestANeutralFeedTellsTimeAddressAndWayInOnly(t *testing.T) {
	m := online(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
	m.Attendance, m.Place = meeting.Hybrid, sample(1, m.Schedule).Place
	body := render(t, meeting.Calendar{Discretion: meeting.Neutral}, []meeting.Meeting{m})
	e := decode(t, body).Events()[0]
	for name, want := range map[string]string{
		"SUMMARY":  "Tuesday group",
		"LOCATION": "12 Quay Street, Portside, ME 04101, USA",
		"DESCRIPTION": "Tuesdays 7:00 – 8:00 pm, New York time\n12 Quay Street, Portside, ME 04101, USA\n" +
			"Join: https://zoom.example/j/123456789?pwd=q,w;e\nBy phone: +1 (646) 555-0123\nListed like this since 3 February 2026.",
	} {
		if got := text(t, e.Props, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if e.Props.Get("CATEGORIES") != nil {
		t.Error("neutral events have categories")
	}
}

func TestANeutralFeedNeverNamesTheProgram(t *testing.T) {
	ms := append(kinds(), left()...)
	for i := range ms {
		ms[i].Place.Name = "AA Clubhouse"
		ms[i].Place.Address = "Alcoholics Anonymous Club, AA House, 12 Quay Street, Portside"
		ms[i].Notes, ms[i].Place.Notes, ms[i].Join.Notes = "AA for all", "ask for AA", "AA code"
		ms[i].Join.Provider = "AA Meeting Hall"
		ms[i].Join.Phone = "the AA desk"
		ms[i].Group = "AA Harbour"
	}
	body := render(t, meeting.Calendar{Discretion: meeting.Neutral}, ms)
	unfolded := string(bytes.ReplaceAll(body, []byte("\r\n "), nil))
	for _, word := range []string{"AA", "Alcoholics", "Anonymous", "aa.example", "Steps", "Harbour", "Anne", "Old Timers"} {
		if i := strings.Index(unfolded, word); i >= 0 {
			t.Errorf("%q: …%s…", word, unfolded[max(0, i-60):i+40])
		}
	}
	if !strings.Contains(unfolded, `LOCATION:12 Quay Street\, Portside`) {
		t.Error("the address itself is lost")
	}
}

func TestANeutralFeedKeepsANumberWithItsCodeAndNoWords(t *testing.T) {
	for phone, want := range map[string]string{
		"+1 646 555 0123,,123456#":          "By phone: +1 646 555 0123,,123456#",
		"+1 646 555 0123 ask for the group": "",
	} {
		m := online(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
		m.Join = meeting.Join{Phone: phone}
		e := decode(t, render(t, meeting.Calendar{Discretion: meeting.Neutral}, []meeting.Meeting{m})).Events()[0]
		_, said, _ := strings.Cut(text(t, e.Props, "DESCRIPTION"), "\n")
		said, _, _ = strings.Cut(said, "Listed like this")
		if said = strings.TrimSpace(said); said != want {
			t.Errorf("%q: %q, want %q", phone, said, want)
		}
	}
}

func TestALinkThatNamesTheProgramStaysOutOfNeutralWords(t *testing.T) {
	m := online(1, weekly("America/New_York", clock(19, 0), time.Tuesday))
	m.Join.URL = "https://meet.aa.example.org/room/7"
	e := decode(t, render(t, meeting.Calendar{Discretion: meeting.Neutral}, []meeting.Meeting{m})).Events()[0]
	if d := text(t, e.Props, "DESCRIPTION"); strings.Contains(d, "aa") {
		t.Errorf("description %q", d)
	}
	if u := e.Props.Get("URL"); u == nil || u.Value != m.Join.URL {
		t.Errorf("URL %v: without it there is no way in", u)
	}
}
