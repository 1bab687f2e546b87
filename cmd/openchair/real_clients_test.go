package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// everyKindAsCalendar is a public calendar that holds every kind of schedule,
// around a day.
func everyKindAsCalendar(t *testing.T, now time.Time) string {
	t.Helper()
	var lines []string
	event := func(uid, name, zone string, s meeting.Schedule, more ...string) {
		s.Zone, s.Confirmed, s.Minutes = zone, true, 60
		first, ok := s.Next(now.AddDate(0, 0, -60))
		if !ok {
			t.Fatalf("%s is never held", name)
		}
		at := first.Start.Format("20060102T150405")
		end := first.End.Format("20060102T150405")
		lines = append(lines, "BEGIN:VEVENT", "UID:"+uid, "SUMMARY:"+name, "DTSTART;TZID="+zone+":"+at, "DTEND;TZID="+zone+":"+end)
		lines = append(append(lines, more...), "END:VEVENT")
	}
	weekly := meeting.Schedule{Kind: meeting.Weekly, Days: meeting.NewWeekdays(time.Tuesday), Start: meeting.NewClock(19, 0)}
	day := func(days int) time.Time { // a Tuesday to come
		d := now.AddDate(0, 0, days)
		return d.AddDate(0, 0, (int(time.Tuesday)-int(d.Weekday())+7)%7)
	}
	event("weekly", "Lantern", "America/Denver", weekly, "RRULE:FREQ=WEEKLY;BYDAY=TU", "EXDATE;TZID=America/Denver:"+day(14).Format("20060102")+"T190000")
	moved := day(21)
	lines = append(lines, "BEGIN:VEVENT", "UID:weekly", "SUMMARY:Lantern", "RECURRENCE-ID;TZID=America/Denver:"+moved.Format("20060102")+"T190000",
		"DTSTART;TZID=America/Denver:"+moved.AddDate(0, 0, 1).Format("20060102")+"T120000",
		"DTEND;TZID=America/Denver:"+moved.AddDate(0, 0, 1).Format("20060102")+"T130000", "END:VEVENT")
	monthly := meeting.Schedule{Kind: meeting.Monthly, Days: meeting.NewWeekdays(time.Thursday), Ordinals: meeting.NewOrdinals(2, 4), Start: meeting.NewClock(18, 30)}
	event("monthly", "Harbour", "Europe/Berlin", monthly, "RRULE:FREQ=MONTHLY;BYDAY=2TH,4TH")
	monthly.Ordinals = meeting.NewOrdinals(-1)
	event("last", "Quay", "Australia/Sydney", monthly, "RRULE:FREQ=MONTHLY;BYDAY=-1TH")
	event("other", "Bridge", "Europe/London", weekly, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
	dated := meeting.Schedule{Kind: meeting.Dated, Dates: []meeting.Date{meeting.DateOf(now) + 10}, Start: meeting.NewClock(20, 0)}
	event("once", "Solstice", "America/New_York", dated)
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n" + strings.Join(lines, "\r\n") + "\r\nEND:VCALENDAR\r\n"
}

// subscribed serves a calendar of every kind of meeting and returns its address,
// and what a client must list of it in [from, to), in UTC.
func subscribed(t *testing.T, from, to time.Time) (feed string, want []string) {
	t.Helper()
	b, s := newBench(t), newSite(t)
	s.replace("/public.ics", []byte(everyKindAsCalendar(t, time.Now().UTC())))
	b.source("kinds", "program = \"aa\"\nformat = \"ical\"\nurl = \""+s.URL+"/public.ics\"\nzone = \"America/New_York\"\ncountry = \"US\"")
	b.must("collect")
	var ids []string
	for _, m := range jsonLines[meetingLine](t, b.must("meetings", "--json")) {
		ids = append(ids, m.ID)
	}
	if len(ids) != 5 {
		t.Fatalf("%d meetings", len(ids))
	}
	for _, o := range jsonLines[struct {
		Name  string
		Start string `json:"start_utc"`
	}](t, b.must("occurrences", "--json", "--from", from.Format(time.DateOnly), "--to", to.Format(time.DateOnly))) {
		at, err := time.Parse(time.RFC3339, o.Start)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, at.Format("2006-01-02 15:04")+" AA: "+o.Name)
	}
	slices.Sort(want)
	feed, _ = createCalendar(t, b.serve("--mail-dir", t.TempDir()), ids)
	return feed, want
}

// window is what clients are asked about: two months from tomorrow.
func window() (from, to time.Time) {
	from = time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, 1)
	return from, from.AddDate(0, 0, 60)
}

func needs(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed here: skipped", tool)
		}
	}
}

// client is a client's home of its own.
func client(t *testing.T, dir string, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(withoutProxies(os.Environ()), "HOME="+dir, "XDG_CONFIG_HOME="+dir+"/c", "XDG_DATA_HOME="+dir+"/d", "XDG_CACHE_HOME="+dir+"/k",
		"XDG_RUNTIME_DIR="+dir+"/r", "LC_ALL=C.UTF-8", "TZ=UTC", "GSETTINGS_BACKEND=memory", "GIO_USE_PROXY_RESOLVER=dummy", "GIO_USE_NETWORK_MONITOR=base")
	out, err := cmd.Output()
	if err != nil {
		why := ""
		if e, ok := err.(*exec.ExitError); ok {
			why = string(e.Stderr)
		}
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, out, why)
	}
	return string(out)
}

func withoutProxies(env []string) []string {
	return slices.DeleteFunc(env, func(s string) bool {
		return strings.HasSuffix(strings.ToLower(strings.SplitN(s, "=", 2)[0]), "_proxy")
	})
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func compareLists(t *testing.T, who string, got, want []string) {
	t.Helper()
	got = slices.DeleteFunc(got, func(s string) bool { return strings.TrimSpace(s) == "" })
	slices.Sort(got)
	if !slices.Equal(got, want) || len(want) < 15 {
		t.Errorf("%s lists %d, want %d\n%s\nwant\n%s", who, len(got), len(want), strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestVdirsyncerSubscribesAndKhalLists(t *testing.T) {
	needs(t, "vdirsyncer", "khal")
	from, to := window()
	feed, want := subscribed(t, from, to)
	dir := t.TempDir()
	put(t, dir+"/cal/.keep", "")
	put(t, dir+"/vd", fmt.Sprintf(`[general]
status_path = "%[1]s/status/"
[pair feed]
a = "remote"
b = "local"
collections = null
conflict_resolution = "a wins"
[storage remote]
type = "http"
url = "%[2]s"
[storage local]
type = "filesystem"
path = "%[1]s/cal"
fileext = ".ics"
`, dir, feed))
	put(t, dir+"/c/khal/config", fmt.Sprintf(`[calendars]
[[feed]]
path = %[1]s/cal
[locale]
timeformat = %%H:%%M
dateformat = %%Y-%%m-%%d
longdateformat = %%Y-%%m-%%d
datetimeformat = %%Y-%%m-%%d %%H:%%M
longdatetimeformat = %%Y-%%m-%%d %%H:%%M
default_timezone = UTC
local_timezone = UTC
unicode_symbols = False
[default]
default_calendar = feed
[sqlite]
path = %[1]s/khal.db
`, dir))
	client(t, dir, "sh", "-c", "yes | vdirsyncer -c "+dir+"/vd discover")
	client(t, dir, "vdirsyncer", "-c", dir+"/vd", "sync")
	before := modTimes(t, dir+"/cal")
	client(t, dir, "vdirsyncer", "-c", dir+"/vd", "sync")
	if after := modTimes(t, dir+"/cal"); len(before) != 5 || !slices.Equal(before, after) {
		t.Errorf("an unchanged feed is written anew: %v, then %v", before, after)
	}
	out := client(t, dir, "khal", "-v", "ERROR", "list", "--day-format", "", "--format", "{start-date} {start-time} {title}", from.Format(time.DateOnly), to.Add(-time.Minute).Format(time.DateOnly))
	compareLists(t, "khal", strings.Split(out, "\n"), want)
}

// modTimes are the files of a directory with when they were written.
func modTimes(t *testing.T, dir string) (all []string) {
	t.Helper()
	files, err := filepath.Glob(dir + "/*.ics")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		st, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, filepath.Base(f)+st.ModTime().String())
	}
	return all
}

func TestGNOMEsCalendarSubscribes(t *testing.T) {
	needs(t, "dbus-run-session", "/usr/bin/python3", "/usr/libexec/evolution-calendar-factory")
	if err := exec.Command("/usr/bin/python3", "-c", "import gi; gi.require_version('ECal', '2.0')").Run(); err != nil {
		t.Skip("GNOME's calendar can't be asked from Python here: skipped")
	}
	from, to := window()
	feed, want := subscribed(t, from, to)
	u, err := url.Parse(feed)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(dir+"/r", 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, dir+"/c/evolution/sources/openchair.source", fmt.Sprintf(`[Data Source]
DisplayName=openchair
Enabled=true
Parent=webcal-stub
[Calendar]
BackendName=webcal
Selected=true
[Refresh]
Enabled=false
[Offline]
StaySynchronized=true
[Authentication]
Host=%s
Port=%s
Method=none
[Security]
Method=none
[WebDAV Backend]
ResourcePath=%s
`, u.Hostname(), u.Port(), u.Path))
	script, err := filepath.Abs("testdata/eds.py")
	if err != nil {
		t.Fatal(err)
	}
	out := client(t, dir, "dbus-run-session", "--", "/usr/bin/python3", script, strconv.FormatInt(from.Unix(), 10), strconv.FormatInt(to.Unix(), 10))
	compareLists(t, "GNOME", strings.Split(out, "\n"), want)
	if resp, _ := get(t, feed, ""); resp.StatusCode != http.StatusOK {
		t.Errorf("afterwards: %s", resp.Status)
	}
}
