package main

import (
	"context"
	"fmt"
	"log/slog"
	netmail "net/mail"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"openchair/internal/keyring"
	"openchair/mail"
	"openchair/meeting"
	"openchair/scheduler"
	"openchair/storage"
)

// taken takes every letter.
type taken struct{}

func (taken) Send(context.Context, *mail.Envelope) error { return nil }
func (taken) Close() error                               { return nil }

// sentLetter is a letter that left, and when.
type sentLetter struct {
	meeting.Letter
	at time.Time
}

// weeks is a row of the table: letters about one meeting that leave week after
// week at the same moment, UTC, from one local day of the meeting to another.
// Times stand as hours and minutes after the begin of that day, UTC.
type weeks struct {
	key         string
	first, last string // local days of the meeting in 2000
	letter      string // when it leaves
	start       string
}

// yearOfLetters is written by hand from the zones' rules of 2000 and an atlas of
// hours: New York changed on 2 April and 29 October, Berlin on 26 March and 29
// October, Sydney on 26 March and 27 August, Santiago at the midnights after 11
// March and 14 October; Tokyo never. The reader lives in Santiago (UTC-3, in
// winter UTC-4), wants letters an hour before, and is quiet from 22:00 to 08:00.
var yearOfLetters = []weeks{
	// New York, Tuesdays 19:00; from 6 June 20:00. It is evening in Santiago.
	{"ny", "01-04", "03-28", "23:00", "24:00"},
	{"ny", "04-04", "05-30", "22:00", "23:00"},
	{"ny", "06-06", "10-24", "23:00", "24:00"},
	{"ny", "10-31", "12-26", "24:00", "25:00"},
	// Berlin, Mondays 14:00, until it pauses on 1 September. In winter it is 8:00
	// at the earliest in Santiago; in summer 7:00, and 8:00 is the start: so the
	// letter leaves at 21:59 on Sunday.
	{"berlin", "01-03", "03-20", "12:00", "13:00"},
	{"berlin", "03-27", "08-28", "01:59", "12:00"},
	// Tokyo, Fridays 21:00: 9:00 or 8:00 in Santiago.
	{"tokyo", "01-07", "03-10", "11:00", "12:00"},
	{"tokyo", "03-17", "10-13", "01:59", "12:00"},
	{"tokyo", "10-20", "12-29", "11:00", "12:00"},
	// Sydney, Wednesdays 19:00: 5:00 or 4:00 in Santiago, always at night.
	{"sydney", "01-05", "03-08", "00:59", "08:00"},
	{"sydney", "03-15", "03-22", "01:59", "08:00"},
	{"sydney", "03-29", "08-23", "01:59", "09:00"},
	{"sydney", "08-30", "10-11", "01:59", "08:00"},
	{"sydney", "10-18", "12-27", "00:59", "08:00"},
	// Santiago, Saturdays 23:30. On 11 March that is twice: the first counts. On
	// 14 October midnight is left out half an hour later.
	{"santiago", "01-01", "03-11", "24:59", "26:30"},
	{"santiago", "03-18", "10-14", "25:59", "27:30"},
	{"santiago", "10-21", "12-30", "24:59", "26:30"},
}

// newsOfTheYear are the letters about the move and the pause: New York's on the
// day, after it has settled; Berlin's on the next morning.
var newsOfTheYear = []newsLetter{
	{meeting.ChangeLetter, "ny", "2000-06-06", "2000-06-06T12:15"},
	{meeting.ChangeLetter, "berlin", "2000-09-04", "2000-09-02T12:00"},
}

// newsLetter is a row of a table: a letter about one occurrence, given by its
// local day, and when it leaves, UTC.
type newsLetter struct {
	kind             meeting.LetterKind
	key, day, leaves string
}

// TestAYearOfLettersInSantiago runs the year 2000 over a real store.
func TestAYearOfLettersInSantiago(t *testing.T) {
	poll := 45 * time.Minute // fewer looks: a letter is late, and still in time
	if full() {
		poll = 20 * time.Minute
	}
	inTheYear(t, func(y *yearOf2000) {
		y.list = []meeting.Collected{
			weekly("ny", "America/New_York", time.Tuesday, 19, 0), weekly("berlin", "Europe/Berlin", time.Monday, 14, 0), weekly("tokyo", "Asia/Tokyo", time.Friday, 21, 0),
			weekly("sydney", "Australia/Sydney", time.Wednesday, 19, 0), weekly("santiago", "America/Santiago", time.Saturday, 23, 30),
		}
		y.run()
		y.subscribe(meeting.Reminder{Leads: []int{60}, Zone: "America/Santiago", Language: "es", QuietFrom: meeting.NewClock(22, 0), QuietTo: meeting.NewClock(8, 0)})
		y.letters(poll, y.live)
		y.check(poll, expected{reminders: yearOfLetters, news: newsOfTheYear}, 240)
	})
}

// inTheYear opens a store in a bubble, where it is midnight UTC of 1 January.
func inTheYear(t *testing.T, do func(y *yearOf2000)) {
	file := filepath.Join(t.TempDir(), "openchair.db")
	synctest.Test(t, func(t *testing.T) {
		y := &yearOf2000{t: t, keys: keyring.New(), names: map[string]string{}}
		var err error
		if y.db, err = storage.Open(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		defer y.db.Close()
		do(y)
	})
}

// letters lets the outbox run while time passes.
func (y *yearOf2000) letters(poll time.Duration, pass func()) {
	ctx, stop := context.WithCancel(y.t.Context())
	postman := mail.Postman{Store: y.db, Keys: y.keys, Transport: taken{}, Sender: mail.Sender{From: netmail.Address{Address: "letters@openchair.example"}}, PublicURL: "https://openchair.example"}
	out := &scheduler.Outbox{Store: y.db, Owner: "year", Senders: 1, Poll: poll, Log: slog.New(slog.DiscardHandler), Read: func(ctx context.Context, letters ...meeting.Letter) ([]scheduler.Write, error) {
		writes, err := postman.Read(ctx, letters...)
		for i, write := range writes {
			l := letters[i]
			writes[i] = func(ctx context.Context) scheduler.Send { return y.noted(l, write(ctx)) }
		}
		return writes, err
	}}
	ended := make(chan error, 1)
	go func() { ended <- out.Run(ctx) }()
	pass()
	stop()
	if err := <-ended; err != nil {
		y.t.Error(err)
	}
}

// noted remembers when a letter leaves.
func (y *yearOf2000) noted(l meeting.Letter, send scheduler.Send) scheduler.Send {
	return func(ctx context.Context) (meeting.Outcome, string, error) {
		o, why, err := send(ctx)
		if o == meeting.Sent {
			y.sent = append(y.sent, sentLetter{l, time.Now().UTC()})
		} else {
			y.t.Errorf("%v: letter %s about %s on %v: %s, %s, %v", time.Now().UTC(), l.Kind, y.key(l.Meeting), l.Date, o, why, err)
		}
		return o, why, err
	}
}

// yearOf2000 is a bubble's year: in it, it begins at midnight UTC of 1 January.
type yearOf2000 struct {
	t    *testing.T
	db   *storage.DB
	keys *keyring.Ring
	list []meeting.Collected
	sent []sentLetter

	names map[string]string // source keys, by meeting id
}

func weekly(key, zone string, day time.Weekday, hour, minute int) meeting.Collected {
	return meeting.Collected{Digest: key, Meeting: meeting.Meeting{Program: "aa", Source: "world", SourceKey: key, Name: key, Attendance: meeting.Online,
		Join: meeting.Join{URL: "https://meet.example/" + key}, Languages: []string{"en"},
		Schedule: meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(day), Start: meeting.NewClock(hour, minute), Minutes: 60, Zone: zone, ZoneFrom: meeting.ZoneFromListing, Confirmed: true}}}
}

func (y *yearOf2000) must(err error) {
	y.t.Helper()
	if err != nil {
		y.t.Fatal(err)
	}
}

// run collects the sources as they are now.
func (y *yearOf2000) run() {
	now := time.Now().UTC()
	for _, source := range []string{"world", "chapter"} {
		listed := slices.DeleteFunc(slices.Clone(y.list), func(m meeting.Collected) bool { return m.Source != source })
		if n := len(listed); n > 0 {
			id, err := y.db.Begin(y.t.Context(), source, "year", now, time.Minute)
			y.must(err)
			_, err = y.db.Apply(y.t.Context(), meeting.Harvest{Fingerprint: "f", Meetings: listed,
				Run: meeting.Run{ID: id, Source: source, Class: meeting.OK, Started: now, Finished: now, Counts: meeting.Counts{Listed: n, Stored: n}}})
			y.must(err)
		}
	}
}

// subscribe confirms a reader's wishes for all that is listed.
func (y *yearOf2000) subscribe(r meeting.Reminder) {
	now := time.Now().UTC()
	var ids []string
	for _, m := range y.list {
		ids = append(ids, meeting.NewID(m.Source, m.SourceKey, ""))
		y.names[ids[len(ids)-1]] = m.SourceKey
	}
	c, err := y.db.CreateCalendar(y.t.Context(), meeting.Calendar{Discretion: meeting.Neutral, Language: r.Language, Meetings: ids}, []byte("f"), []byte("m"), now)
	y.must(err)
	r.ID, r.Calendar, r.EmailHash, r.Discretion = 7, c.ID, []byte("h"), meeting.Neutral
	r.Email, err = y.keys.Seal("reader@openchair.example")
	y.must(err)
	y.must(y.db.AddReminder(y.t.Context(), r, meeting.Letter{Kind: meeting.ConfirmLetter, SendAt: now, Expires: now.Add(meeting.ConfirmWithin)}, now))
	y.must(y.db.ConfirmReminder(y.t.Context(), r.ID, now))
}

// live lets the year pass: every third day the source is collected, on 6 June
// New York has moved, on 1 September Berlin pauses.
func (y *yearOf2000) live() {
	moves, pauses := time.Date(2000, 6, 6, 12, 5, 0, 0, time.UTC), time.Date(2000, 9, 1, 12, 5, 0, 0, time.UTC)
	for end := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC); time.Now().Before(end); {
		next := time.Now().Add(72 * time.Hour)
		for _, at := range []time.Time{moves, pauses, end} {
			if at.After(time.Now()) && at.Before(next) {
				next = at
			}
		}
		time.Sleep(time.Until(next))
		switch {
		case next.Equal(moves):
			y.list[0].Schedule.Start, y.list[0].Digest = meeting.NewClock(20, 0), "moved"
		case next.Equal(pauses):
			y.list[1].Attendance, y.list[1].Digest = meeting.Inactive, "pauses"
		}
		y.run()
	}
}

func (y *yearOf2000) key(id string) string { return y.names[id] }

// expected are the letters that a table expects.
type expected struct {
	reminders, overviews []weeks
	news                 []newsLetter
}

// moments lists by kind, meeting and local day when letters leave, and of
// reminders for which start.
func (e *expected) moments() (due, starts map[string]time.Time) {
	due, starts = make(map[string]time.Time), make(map[string]time.Time)
	for kind, rows := range map[meeting.LetterKind][]weeks{meeting.ReminderLetter: e.reminders, meeting.OverviewLetter: e.overviews} {
		for _, w := range rows {
			last := day("2000-" + w.last)
			for d := day("2000-" + w.first); !d.After(last); d = d.AddDate(0, 0, 7) {
				key := fmt.Sprintf("%s %s %s", kind, w.key, d.Format(time.DateOnly))
				due[key] = d.Add(after(w.letter))
				if w.start != "" {
					starts[key] = d.Add(after(w.start))
				}
			}
		}
	}
	for _, n := range e.news {
		due[string(n.kind)+" "+n.key+" "+n.day] = moment(n.leaves)
	}
	return due, starts
}

// check sets what left against a table of at least so many letters: each once,
// within a poll of its moment, and nothing else.
func (y *yearOf2000) check(poll time.Duration, e expected, least int) {
	due, starts := e.moments()
	due["confirm  0"] = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	if len(due) < least {
		y.t.Fatalf("the table has only %d letters", len(due))
	}
	for _, l := range y.sent {
		key := fmt.Sprintf("%s %s %s", l.Kind, y.key(l.Meeting), l.Date)
		if l.Kind == meeting.ConfirmLetter {
			key = "confirm  0"
		}
		at, expected := due[key]
		planned := l.Kind == meeting.ReminderLetter || l.Kind == meeting.OverviewLetter
		switch late := l.at.Sub(at); {
		case !expected:
			y.t.Errorf("a letter that nobody expects, or a second one, at %v: %s", l.at, key)
		case late < 0 || late > 2*poll || planned && late > poll:
			y.t.Errorf("%s left at %v, want %v", key, l.at, at)
		case l.Kind == meeting.ReminderLetter && !l.Start.Equal(starts[key]):
			y.t.Errorf("%s is for a start at %v, want %v", key, l.Start, starts[key])
		}
		delete(due, key)
	}
	var missing []string
	for key, at := range due {
		missing = append(missing, key+" at "+at.Format(time.RFC3339))
	}
	slices.Sort(missing)
	for _, m := range missing {
		y.t.Errorf("no letter: %s", m)
	}
}

func moment(s string) time.Time {
	t, err := time.Parse("2006-01-02T15:04", s)
	if err != nil {
		panic(err) // the table is ours
	}
	return t
}

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err) // the table is ours
	}
	return d
}

// after reads hours and minutes that may pass midnight.
func after(s string) time.Duration {
	var h, m int
	if _, err := fmt.Sscanf(s, "%d:%d", &h, &m); err != nil {
		panic(err) // the table is ours
	}
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
}
