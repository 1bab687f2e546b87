package mail

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// scene is one letter of the goldens: what differs from a reminder an hour
// before an evening group in New York, on Saturday, 1 January 2000.
type scene struct {
	kind   meeting.LetterKind
	change func(d *desk)
	before func(m *meeting.Meeting) // change letters: how the meeting was
}

var scenes = map[string]scene{
	"confirm":        {kind: meeting.ConfirmLetter, change: func(d *desk) { d.reader.Confirmed = time.Time{} }},
	"confirm-change": {kind: meeting.ConfirmLetter},
	"goodbye":        {kind: meeting.GoodbyeLetter},
	"deleted":        {kind: meeting.DeletedLetter},

	"reminder-neutral":   {kind: meeting.ReminderLetter},
	"reminder-full":      {kind: meeting.ReminderLetter, change: inFull},
	"reminder-elsewhere": {kind: meeting.ReminderLetter, change: func(d *desk) { d.reader.Zone = "Europe/Berlin" }},
	"reminder-alias":     {kind: meeting.ReminderLetter, change: func(d *desk) { inFull(d); d.aliases = map[string]string{"m1": "Chess club"} }},
	"reminder-door": {kind: meeting.ReminderLetter, change: func(d *desk) {
		d.meeting.Attendance, d.meeting.Schedule.Start = meeting.InPerson, meeting.NewClock(13, 0)
		d.meeting.Place.Latitude, d.meeting.Place.Longitude = 40.71, -74.005
		d.reader.MapLinks, d.reader.Leads = true, []int{60}
		d.now = 17 * time.Hour
	}},
	"reminder-telephone": {kind: meeting.ReminderLetter, change: func(d *desk) {
		d.meeting.Attendance, d.meeting.Join = meeting.Online, meeting.Join{Phone: "+1 555 0100", PhoneNotes: "Then 123#"}
	}},
	"reminder-doubt": {kind: meeting.ReminderLetter, change: unconfirmed},
	"reminder-plain": {kind: meeting.ReminderLetter, change: func(d *desk) { d.reader.PlainText = true }},

	"change-time": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) {
		m.Schedule.Start, m.Schedule.Days = meeting.NewClock(18, 0), meeting.NewWeekdays(time.Friday)
	}},
	"change-dates": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Schedule.Except = nil }, change: func(d *desk) {
		d.meeting.Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2000, 1, 1), Last: meeting.NewDate(2000, 1, 8)}}
	}},
	"change-day": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Schedule.Except = nil }, change: func(d *desk) {
		d.meeting.Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2000, 1, 1), Last: meeting.NewDate(2000, 1, 1)}}
	}},
	"change-many-dates": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Schedule.Except = nil }, change: func(d *desk) {
		d.meeting.Schedule.Days = meeting.EveryDay
		d.meeting.Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2000, 1, 1), Last: meeting.NewDate(2000, 1, 10)}}
	}},
	"change-alias-cancelled": {kind: meeting.ChangeLetter, before: func(*meeting.Meeting) {}, change: func(d *desk) {
		d.meeting.Retired, d.aliases = time.Now(), map[string]string{"m1": "Chess club"}
	}},
	"change-moved-day": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Schedule.Moved = nil }, change: func(d *desk) {
		d.meeting.Schedule.Moved = []meeting.Move{{Date: meeting.NewDate(2000, 1, 8), To: meeting.NewDate(2000, 1, 9), Start: meeting.NewClock(20, 0)}}
	}},
	"change-none-ahead": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Schedule.Until = 0 }, change: func(d *desk) {
		d.meeting.Schedule.Until = meeting.NewDate(1999, 12, 31)
	}},
	"change-online": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Attendance = meeting.InPerson }, change: func(d *desk) {
		d.meeting.Attendance = meeting.Online
	}},
	"change-person": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Attendance = meeting.Online }, change: func(d *desk) {
		d.meeting.Attendance = meeting.InPerson
	}},
	"change-place-gone": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Place = nooners().Place }, change: func(d *desk) {
		d.meeting.Place = meeting.Place{}
	}},
	"change-link-gone": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Join.URL = "https://video.example/old" }, change: func(d *desk) {
		d.meeting.Join.URL = ""
	}},
	"change-telephone": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Join.Phone, m.Join.PhoneNotes = "+1 555 0199", "Then 9#" }},
	"change-telephone-gone": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Join.Phone, m.Join.PhoneNotes = "+1 555 0199", "Then 9#" }, change: func(d *desk) {
		d.meeting.Join.Phone, d.meeting.Join.PhoneNotes = "", ""
	}},
	"change-place":      {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Place.Name, m.Place.Address = "AA Grange", "1 Mill Road" }},
	"change-attendance": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Attendance = meeting.InPerson }},
	"change-link":       {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Join.URL = "https://video.example/old" }},
	"change-passcode-gone": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Join.Notes = "Passcode: 123456" }, change: func(d *desk) {
		d.meeting.Join.URL, d.meeting.Join.Notes = "https://video.example/j/123", ""
	}},
	"change-passcode-gone-alone": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Join.Notes = "Meeting ID: 555 010 0123, Passcode: serenity" }, change: func(d *desk) {
		d.meeting.Join.URL, d.meeting.Join.Notes = "https://video.example/j/123", "Meeting ID: 555 010 0123"
	}},
	"change-pin": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Join.PhoneNotes = "PIN: 049244#" }},
	"change-several": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) {
		m.Schedule.Start, m.Place.Name, m.Place.Address = meeting.NewClock(18, 30), "Old hall", "1 Mill Road"
	}, change: inFull},
	"change-cancelled": {kind: meeting.ChangeLetter, before: func(*meeting.Meeting) {}, change: func(d *desk) { d.meeting.Retired = time.Now() }},
	"change-inactive": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Attendance = meeting.Hybrid }, change: func(d *desk) {
		d.meeting.Attendance = meeting.Inactive
	}},
	"change-uncertain": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Schedule.Confirmed = true }, change: func(d *desk) {
		d.meeting.Schedule.Confirmed = false
	}},
	"change-resumed": {kind: meeting.ChangeLetter, before: func(m *meeting.Meeting) { m.Attendance = meeting.Inactive }},

	"overview-day":  {kind: meeting.OverviewLetter, change: func(d *desk) { d.reader.Overview, d.now = meeting.DailyOverview, 12*time.Hour }},
	"overview-week": {kind: meeting.OverviewLetter, change: func(d *desk) { d.reader.Overview, d.now = meeting.WeeklyOverview, 12*time.Hour; inFull(d) }},
	"overview-several": {kind: meeting.OverviewLetter, change: func(d *desk) {
		d.reader.Overview, d.now = meeting.WeeklyOverview, 12*time.Hour
		d.meeting.Attendance, d.meeting.Join, d.meeting.Schedule.Days = meeting.InPerson, meeting.Join{}, meeting.NewWeekdays(time.Monday)
		for day, link := range map[time.Weekday]string{time.Wednesday: "https://video.example/j/5", time.Friday: "https://video.example/j/6"} {
			m := other()
			m.ID, m.Schedule.Days, m.Join.URL = day.String(), meeting.NewWeekdays(day), link
			d.more = append(d.more, m)
		}
	}},
	"doubt-never": {kind: meeting.DoubtLetter, change: func(d *desk) { d.meeting.LastConfirmed = time.Time{} }},
	"doubt":       {kind: meeting.DoubtLetter, change: unconfirmed},
}

func inFull(d *desk) { d.reader.Discretion = meeting.Full }

func unconfirmed(d *desk) { d.meeting.LastConfirmed = d.meeting.LastConfirmed.AddDate(0, 0, -9) }

// play has a letter of a scene delivered; where the reader's language counts,
// it is lang.
func play(t *testing.T, s scene, lang string) (*desk, *Envelope) {
	t.Helper()
	d, l := letterAt(t)
	ring, err := keyring.Parse(strings.Repeat("ab", 32))
	if err != nil {
		t.Fatal(err)
	}
	d.ring, d.Keys = ring, ring
	if d.reader.Email, err = ring.Seal("reader@example.org"); err != nil {
		t.Fatal(err)
	}
	d.reader.Language, d.now = lang, 23*time.Hour
	d.meeting = nooners()
	d.meeting.Schedule.Days, d.meeting.Types = meeting.NewWeekdays(time.Saturday), []string{"O", "X"}
	d.meeting.LastConfirmed = time.Now().Add(14 * time.Hour)
	d.others = []meeting.Meeting{other()}
	if s.change != nil {
		s.change(d)
	}
	time.Sleep(d.now)
	start, _ := d.meeting.Next(time.Now())
	l.Kind, l.Date, l.Expires = s.kind, meeting.NewDate(2000, 1, 1), time.Now().Add(48*time.Hour)
	if s.kind == meeting.ReminderLetter {
		l.Start, l.Expires = start.Start, start.Start
	}
	if s.before != nil {
		old := d.meeting
		s.before(&old)
		d.changes = []meeting.Change{{ID: 41, Kind: meeting.Edited, Fields: []meeting.FieldChange{{Field: "place.name", Old: "told before", New: "long ago"}}},
			{ID: 42, At: time.Now(), Kind: meeting.Edited, Fields: meeting.Diff(&old, &d.meeting)}}
		if !d.meeting.Retired.IsZero() {
			d.changes[1].Kind = meeting.Retired
		}
		l.Since = 41
	}
	o, why, err := d.Deliver(t.Context(), l)
	if o != meeting.Sent || err != nil {
		t.Fatalf("%s, %s, %v", o, why, err)
	}
	if len(d.sent) == 0 {
		return d, nil // it was pushed
	}
	return d, d.sent[0]
}

// other is a meeting like the one of the scenes, a day later and online.
func other() meeting.Meeting {
	m := nooners()
	m.ID, m.Name, m.Attendance = "m2", "Sunday Sunrise", meeting.Online
	m.Schedule.Days, m.Schedule.Start, m.Schedule.Minutes = meeting.NewWeekdays(time.Sunday), meeting.NewClock(9, 0), 60
	m.Join = meeting.Join{URL: "https://video.example/j/9"}
	m.LastConfirmed = time.Date(2000, 1, 1, 14, 0, 0, 0, time.UTC)
	return m
}

func TestLettersAreAsTheirGoldens(t *testing.T) {
	written := map[string]bool{}
	for name, s := range scenes {
		for _, lang := range []string{"en", "es"} {
			synctest.Test(t, func(t *testing.T) {
				_, e := play(t, s, lang)
				m := parsed(t, e)
				body := bodies(t, m)
				golden(t, name+"."+lang, words{headerText(t, m, "Subject"), body["text/plain"], body["text/html"]})
				written[name+"."+lang+".txt"] = true
				written[name+"."+lang+".html"] = body["text/html"] != ""
			})
		}
	}
	for _, lang := range []string{"en", "es"} {
		m := parsed(t, tried(t, lang))
		body := bodies(t, m)
		golden(t, "test."+lang, words{headerText(t, m, "Subject"), body["text/plain"], body["text/html"]})
		goldenFile(t, "notes."+lang+".txt", notes(t, lang))
		written["test."+lang+".txt"], written["test."+lang+".html"], written["notes."+lang+".txt"] = true, true, true
	}
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() && !written[e.Name()] {
			t.Errorf("testdata/%s belongs to no letter", e.Name())
		}
	}
}

// tried returns the letter that proves a configuration.
func tried(t *testing.T, lang string) *Envelope {
	t.Helper()
	d := &desk{}
	trial := Trial{Transport: d, Sender: sender, Resolver: zoneFile{}, Language: lang, Tell: func(bool, string) {}}
	if err := trial.Run(t.Context(), "reader@example.org"); err != nil {
		t.Fatal(err)
	}
	return d.sent[0]
}

// notes returns what whoever is pushed to is told of each scene.
func notes(t *testing.T, lang string) string {
	t.Helper()
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(scenes)) {
		synctest.Test(t, func(t *testing.T) {
			n := push(t, scenes[name], lang)
			fmt.Fprintf(&all, "=== %s ===\n%s\n\n%s\n\n", name, n.Title, n.Body)
			for _, l := range []link{{"pressed", n.Join}, n.Manage} {
				if l.URL != "" {
					fmt.Fprintf(&all, "%s: %s\n", l.Words, l.URL)
				}
			}
			all.WriteString("\n")
		})
	}
	return all.String()
}

// push has a scene told to a device.
func push(t *testing.T, s scene, lang string) Note {
	t.Helper()
	p := &pushed{}
	change := s.change
	s.change = func(d *desk) {
		if change != nil {
			change(d)
		}
		d.Push, d.reader.Channel = map[meeting.Channel]Pusher{meeting.ByWebPush: p}, meeting.ByWebPush
	}
	play(t, s, lang)
	return p.note
}

// giveaways are words that tell a neighbour what kind of group it is.
var giveaways = []string{"AA ", "AA:", "Alcoholics", "Anonymous", "anónimos", "Nooners", "Sunrise", "openchair", "recovery", "recuperación", "sober", "sobrio", "12-step", "adicc", "addict", "drink", "alcohol"}

func TestNeutralLettersGiveNothingAwayInAnyPart(t *testing.T) {
	for name, s := range scenes {
		for _, lang := range []string{"en", "es"} {
			synctest.Test(t, func(t *testing.T) {
				neutral := s
				neutral.change = func(d *desk) {
					if s.change != nil {
						s.change(d)
					}
					d.reader.Discretion = meeting.Neutral
				}
				_, e := play(t, neutral, lang)
				m := parsed(t, e)
				parts := map[string]string{"raw headers": string(e.raw[:strings.Index(string(e.raw), "\r\n\r\n")])}
				for kind, body := range bodies(t, m) {
					parts[kind] = body
				}
				parts["subject"] = headerText(t, m, "Subject")
				for part, text := range parts {
					for _, word := range giveaways {
						if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
							t.Errorf("%s.%s: %q stands in its %s:\n%s", name, lang, word, part, text)
						}
					}
				}
			})
		}
	}
}

// In full or not: what shows on a lock screen is the same.
func TestSubjectsAreNeutralInEveryLetter(t *testing.T) {
	for name, s := range scenes {
		synctest.Test(t, func(t *testing.T) {
			_, e := play(t, s, "en")
			subject := headerText(t, parsed(t, e), "Subject")
			for _, word := range giveaways {
				if strings.Contains(strings.ToLower(subject), strings.ToLower(word)) {
					t.Errorf("%s: subject %q", name, subject)
				}
			}
		})
	}
}

func TestEveryLetterCanBeStoppedAndManaged(t *testing.T) {
	for name, s := range scenes {
		synctest.Test(t, func(t *testing.T) {
			d, e := play(t, s, "en")
			m := parsed(t, e)
			stop := strings.Trim(m.Header.Get("List-Unsubscribe"), "<>")
			token, _ := strings.CutPrefix(stop, "https://chairs.example/stop/")
			if id, ok := d.ring.Check(keyring.Stop, token); !ok || id != 7 || m.Header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" {
				t.Errorf("%s: List-Unsubscribe leads to %s", name, stop)
			}
			for kind, body := range bodies(t, m) {
				about := slices.Contains([]meeting.LetterKind{meeting.ReminderLetter, meeting.ChangeLetter, meeting.DoubtLetter}, s.kind)
				if about != strings.Contains(body, "https://chairs.example/stop-one/"+d.ring.Token(keyring.About(keyring.StopOne, "m1"), 7)+"/m1") {
					t.Errorf("%s: stopping this one in its %s", name, kind)
				}
				last := s.kind == meeting.GoodbyeLetter || s.kind == meeting.DeletedLetter
				if !last != strings.Contains(body, stop) {
					t.Errorf("%s: stopping all in its %s", name, kind)
				}
				if (about || s.kind == meeting.OverviewLetter) != strings.Contains(body, "https://chairs.example/letters/"+d.ring.Token(keyring.Manage, 7)) {
					t.Errorf("%s: managing in its %s", name, kind)
				}
			}
		})
	}
}

func TestTablesOfAllLanguagesHaveTheSameWords(t *testing.T) {
	for key := range english {
		if _, ok := spanish[key]; !ok {
			t.Errorf("%s has no Spanish", key)
		}
	}
	for key := range spanish {
		if _, ok := english[key]; !ok {
			t.Errorf("%s has no English", key)
		}
	}
}

func TestAnOverviewDrawsSoManyAndCountsTheRest(t *testing.T) {
	for lang, want := range map[string]string{"en": "Five more stand on your own page.", "es": "Cinco más están en tu propia página."} {
		synctest.Test(t, func(t *testing.T) {
			_, e := play(t, scene{kind: meeting.OverviewLetter, change: func(d *desk) {
				d.reader.Overview = meeting.DailyOverview
				for i := range mostCards + 4 {
					m := d.meeting
					m.ID = fmt.Sprint("more", i)
					d.more = append(d.more, m)
				}
			}}, lang)
			text := bodies(t, parsed(t, e))["text/plain"]
			if n := strings.Count(text, "7:00 – 8:30"); n != mostCards || !strings.Contains(text, want) {
				t.Errorf("%d are drawn, want %d and %q:\n%s", n, mostCards, want, text)
			}
		})
	}
}
