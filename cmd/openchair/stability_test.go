package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"openchair/feeds"
	"openchair/meeting"
	"openchair/storage"
)

// edited is a store with one calendar, to which things happen one after another.
type edited struct {
	t        *testing.T
	db       *storage.DB
	now      time.Time
	list     map[string]meeting.Collected // what the source lists, by key
	calendar int64
}

func newEdited(t *testing.T) *edited {
	t.Helper()
	db, err := storage.Open(t.Context(), filepath.Join(t.TempDir(), "o.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	e := &edited{t: t, db: db, now: time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC), list: map[string]meeting.Collected{}}
	for i, key := range []string{"lantern", "harbour", "quay"} {
		e.list[key] = meeting.Collected{Digest: key, Meeting: meeting.Meeting{
			Program: "aa", Source: "hill", SourceKey: key, Name: strings.ToUpper(key[:1]) + key[1:], Attendance: meeting.Hybrid,
			Schedule: meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Tuesday), Start: meeting.NewClock(18+i, 0), Minutes: 60,
				Zone: "America/New_York", ZoneFrom: meeting.ZoneFromListing, Confirmed: true},
			Place: meeting.Place{Name: "Hall " + key, Address: strconv.Itoa(i) + " Elm Row, Newton", City: "Newton", Latitude: 42 + float64(i), Longitude: -71},
			Join:  meeting.Join{URL: "https://zoom.us/j/12345678" + strconv.Itoa(i)}, Types: []string{"O"}, Languages: []string{"en"}, Notes: "Ring the bell.",
		}}
	}
	e.collect()
	c, err := db.CreateCalendar(t.Context(), meeting.Calendar{Name: "Mine", Discretion: meeting.Full, PastDays: 7, Meetings: []string{e.id("lantern"), e.id("harbour"), e.id("quay")}},
		[]byte("feed"), []byte("manage"), e.now)
	if err != nil {
		t.Fatal(err)
	}
	e.calendar = c.ID
	return e
}

func (e *edited) id(key string) string { return meeting.NewID("hill", key, "") }

// collect applies a whole run over what the source lists now.
func (e *edited) collect() {
	e.t.Helper()
	e.now = e.now.Add(25 * time.Hour)
	ctx := context.Background()
	id, err := e.db.Begin(ctx, "hill", "test", e.now, time.Minute)
	if err != nil {
		e.t.Fatal(err)
	}
	h := meeting.Harvest{Run: meeting.Run{ID: id, Source: "hill", Class: meeting.OK, Started: e.now, Finished: e.now.Add(time.Second)}, Fingerprint: "f"}
	for _, key := range slices.Sorted(maps.Keys(e.list)) {
		h.Meetings = append(h.Meetings, e.list[key])
	}
	h.Run.Counts = meeting.Counts{Listed: len(h.Meetings), Stored: len(h.Meetings)}
	if _, err := e.db.Apply(ctx, h); err != nil {
		e.t.Fatal(err)
	}
}

// listing changes what the source lists of lantern, and collects.
func (e *edited) listing(change func(*meeting.Meeting)) {
	c := e.list["lantern"]
	change(&c.Meeting)
	c.Digest = fmt.Sprint(e.now)
	e.list["lantern"] = c
	e.collect()
}

func (e *edited) setting(change func(*meeting.Calendar)) {
	e.t.Helper()
	e.now = e.now.Add(time.Hour)
	if _, err := e.db.EditCalendar(context.Background(), e.calendar, func(c *meeting.Calendar) error { change(c); return nil }, e.now); err != nil {
		e.t.Fatal(err)
	}
}

func (e *edited) feed() []byte {
	e.t.Helper()
	c, err := e.db.CalendarByFeed(context.Background(), []byte("feed"))
	if err != nil {
		e.t.Fatal(err)
	}
	ms, err := e.db.CalendarMeetings(context.Background(), c.ID)
	if err != nil {
		e.t.Fatal(err)
	}
	body, err := feeds.Calendar(c, ms, feeds.Options{PublicURL: "https://chair.example", Now: e.now})
	if err != nil {
		e.t.Fatal(err)
	}
	return body
}

// kindOfEdit says what of a feed may change.
type kindOfEdit int

const (
	nothing   kindOfEdit = iota // no byte
	oneEvent                    // that of the meeting
	allStamps                   // a setting counts for all events, whatever each says
)

// edits are what befalls a calendar, in order, each through the store.
var edits = []struct {
	name   string
	change func(e *edited)
	what   kindOfEdit
}{
	{"a run that finds nothing new", func(e *edited) { e.collect() }, nothing},
	{"the time moves", func(e *edited) { e.listing(func(m *meeting.Meeting) { m.Schedule.Start += 30 }) }, oneEvent},
	{"the place", func(e *edited) { e.listing(func(m *meeting.Meeting) { m.Place.Address = "9 Oak Lane, Newton" }) }, oneEvent},
	{"a date is cancelled", func(e *edited) {
		e.listing(func(m *meeting.Meeting) {
			m.Schedule.Except = []meeting.DateRange{{First: meeting.NewDate(2026, 5, 5), Last: meeting.NewDate(2026, 5, 5)}}
		})
	}, oneEvent},
	{"a date is moved", func(e *edited) {
		e.listing(func(m *meeting.Meeting) {
			m.Schedule.Moved = []meeting.Move{{Date: meeting.NewDate(2026, 5, 12), To: meeting.NewDate(2026, 5, 13), Start: meeting.NewClock(12, 0)}}
		})
	}, oneEvent},
	{"and moved back", func(e *edited) { e.listing(func(m *meeting.Meeting) { m.Schedule.Moved = nil }) }, oneEvent},
	{"it is renamed", func(e *edited) { e.listing(func(m *meeting.Meeting) { m.Name = "Lanterns" }) }, oneEvent},
	{"another link", func(e *edited) { e.listing(func(m *meeting.Meeting) { m.Join.URL = "https://zoom.us/j/999999999" }) }, oneEvent},
	{"other days", func(e *edited) {
		e.listing(func(m *meeting.Meeting) { m.Schedule.Days = meeting.NewWeekdays(time.Friday, time.Saturday) })
	}, oneEvent},
	{"its place closes", func(e *edited) {
		e.now = e.now.Add(time.Hour)
		if _, n, err := e.db.ClosePlace(context.Background(), meeting.Closure{Place: e.list["lantern"].Place,
			Days: meeting.DateRange{First: meeting.NewDate(2026, 6, 1), Last: meeting.NewDate(2026, 6, 14)}, Reason: "works"}, e.now); err != nil || n != 1 {
			e.t.Fatalf("%d closed, %v", n, err)
		}
	}, oneEvent},
	{"cancelled dates are shown", func(e *edited) { e.setting(func(c *meeting.Calendar) { c.ShowCancelled = true }) }, allStamps},
	{"the place opens again", func(e *edited) {
		e.now = e.now.Add(time.Hour)
		all, err := e.db.Closures(context.Background())
		if err == nil {
			_, err = e.db.ReopenPlace(context.Background(), all[0].ID, e.now)
		}
		if err != nil {
			e.t.Fatal(err)
		}
	}, oneEvent},
	{"an alarm", func(e *edited) { e.setting(func(c *meeting.Calendar) { c.AlarmMinutes = 30 }) }, allStamps},
	{"an alias", func(e *edited) {
		e.setting(func(c *meeting.Calendar) { c.Aliases = map[string]string{e.id("quay"): "Choir"} })
	}, allStamps},
	{"neutral words", func(e *edited) { e.setting(func(c *meeting.Calendar) { c.Discretion = meeting.Neutral }) }, allStamps},
	{"in Spanish", func(e *edited) { e.setting(func(c *meeting.Calendar) { c.Language = "es" }) }, allStamps},
	{"missing for a day", func(e *edited) { delete(e.list, "harbour"); e.collect() }, nothing},
	{"missing until it is retired", func(e *edited) {
		for range 4 {
			e.collect()
		}
	}, oneEvent},
	{"listed again", func(e *edited) {
		c := e.list["quay"]
		c.SourceKey, c.Name, c.Digest, c.Schedule.Start = "harbour", "Harbour", "harbour", meeting.NewClock(19, 0)
		c.Place = meeting.Place{Name: "Hall harbour", Address: "1 Elm Row, Newton", City: "Newton", Latitude: 43, Longitude: -71}
		c.Join.URL = "https://zoom.us/j/123456781"
		e.list["harbour"] = c
		e.collect()
	}, oneEvent},
}

func TestEveryEditIsSeenByClientsAndNothingElseIs(t *testing.T) {
	e := newEdited(t)
	before := e.feed()
	for _, edit := range edits {
		edit.change(e)
		after := e.feed()
		if (edit.what == nothing) != bytes.Equal(before, after) {
			t.Errorf("%s: the bytes are the same: %t", edit.name, bytes.Equal(before, after))
		}
		checkGrowth(t, edit.name, edit.what, before, after)
		askStability(t, edit.name, edit.what, before, after)
		before = after
	}
}

// standing is an event as a client compares it with the one it has.
type standing struct {
	sequence int
	modified string
	rest     string // all of it without its stamps
}

// checkGrowth asks for what Google and ICSx5 need to take an event for new, and
// that no other event changed.
func checkGrowth(t *testing.T, name string, what kindOfEdit, before, after []byte) {
	t.Helper()
	old, now := versions(t, before), versions(t, after)
	for uid, n := range now {
		o, ok := old[uid]
		switch {
		case !ok:
		case o.rest == n.rest && o != n && what != allStamps:
			t.Errorf("%s: %s has new stamps and says the same", name, uid)
		case o.rest != n.rest && (n.sequence <= o.sequence || n.modified <= o.modified):
			t.Errorf("%s: %s changed; SEQUENCE %d to %d, LAST-MODIFIED %s to %s", name, uid, o.sequence, n.sequence, o.modified, n.modified)
		}
	}
}

func versions(t *testing.T, feed []byte) map[string]standing {
	t.Helper()
	cal, err := ical.NewDecoder(bytes.NewReader(feed)).Decode()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]standing{}
	for _, ev := range cal.Events() {
		uid := ev.Props.Get("UID").Value
		v := all[uid]
		n, err := strconv.Atoi(ev.Props.Get("SEQUENCE").Value)
		if err != nil {
			t.Fatal(err)
		}
		v.sequence, v.modified = max(v.sequence, n), max(v.modified, ev.Props.Get("LAST-MODIFIED").Value)
		for _, stamp := range []string{"SEQUENCE", "LAST-MODIFIED", "DTSTAMP"} {
			ev.Props.Del(stamp)
		}
		v.rest += fmt.Sprint(slices.Sorted(maps.Keys(ev.Props)), ev.Props, len(ev.Children))
		all[uid] = v
	}
	return all
}

// askStability asks the bench of calendars the same, where it is set up.
func askStability(t *testing.T, name string, what kindOfEdit, before, after []byte) {
	t.Helper()
	dir := os.Getenv("OPENCHAIR_ICALBENCH")
	if dir == "" {
		return
	}
	tmp := t.TempDir()
	put(t, tmp+"/before.ics", string(before))
	put(t, tmp+"/after.ics", string(after))
	out, err := exec.Command(filepath.Join(dir, "stability.py"), tmp+"/before.ics", tmp+"/after.ics").CombinedOutput()
	if warned := bytes.Contains(append([]byte("\n"), out...), []byte("\nW ")); err != nil || warned && what != allStamps {
		t.Errorf("%s: %v\n%s", name, err, out)
	}
}
