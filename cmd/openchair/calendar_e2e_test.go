package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestACalendarOfTenInFourZones subscribes to ten real meetings in four zones
// and lets independent parsers read the feed where the bench is set up.
func TestACalendarOfTenInFourZones(t *testing.T) {
	b := newBench(t)
	realSources(t, b)
	b.must("collect")
	ids := tenInFourZones(t, jsonLines[meetingLine](t, b.must("meetings", "--json")))
	base := b.serve("--mail-dir", t.TempDir())
	feed, _ := createCalendar(t, base, ids)

	resp, body := get(t, feed, "")
	if got := resp.Header.Get("Content-Type"); got != "text/calendar; charset=utf-8" {
		t.Errorf("Content-Type %q", got)
	}
	if n := bytes.Count(body, []byte("BEGIN:VEVENT")); n != 10 {
		t.Errorf("%d events for ten weekly meetings", n)
	}
	if n := bytes.Count(body, []byte("BEGIN:VTIMEZONE")); n != 4 {
		t.Errorf("%d time zones, want 4", n)
	}
	if resp, _ := get(t, feed, resp.Header.Get("ETag")); resp.StatusCode != http.StatusNotModified {
		t.Errorf("asked again with its ETag: %s", resp.Status)
	}
	if _, again := get(t, feed, ""); !bytes.Equal(body, again) {
		t.Error("the same calendar has other bytes the second time")
	}
	checkWithBench(t, body)
}

// checkWithBench runs eleven parsers over a feed, for a window that holds both
// DST changes of both hemispheres.
func checkWithBench(t *testing.T, feed []byte) {
	t.Helper()
	bench := os.Getenv("OPENCHAIR_ICALBENCH")
	if bench == "" {
		t.Skip("the bench of calendars is not set up here: OPENCHAIR_ICALBENCH names none")
	}
	file := filepath.Join(t.TempDir(), "feed.ics")
	if err := os.WriteFile(file, feed, 0o644); err != nil {
		t.Fatal(err)
	}
	from := time.Now().UTC()
	cmd := exec.Command(filepath.Join(bench, "check.sh"), file, from.Format(time.DateOnly), from.AddDate(1, 0, 0).Format(time.DateOnly))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// tenInFourZones picks weekly meetings, at least two of each of four zones.
func tenInFourZones(t *testing.T, all []meetingLine) []string {
	t.Helper()
	want := map[string]int{"America/New_York": 4, "America/Chicago": 2, "America/Los_Angeles": 2, "Europe/Berlin": 2}
	var ids []string
	for _, m := range all {
		if m.Attendance == "inactive" || !m.Schedule.Confirmed || m.Schedule.RRule == "" || want[m.Schedule.Zone] == 0 {
			continue
		}
		want[m.Schedule.Zone]--
		ids = append(ids, m.ID)
	}
	if len(ids) != 10 {
		t.Fatalf("found %d of ten meetings; still wanted: %v", len(ids), want)
	}
	return ids
}

// createCalendar asks the API for a calendar and returns its two addresses.
func createCalendar(t *testing.T, base string, ids []string) (feed, manage string) {
	t.Helper()
	var made struct{ Feed, Manage string }
	postTo(t, base+"/api/v1/calendars", map[string]any{"meetings": ids}, http.StatusCreated, &made)
	if !regexp.MustCompile(`^` + regexp.QuoteMeta(base) + `/c/[A-Za-z0-9_-]{22,}\.ics$`).MatchString(made.Feed) {
		t.Errorf("feed address %q", made.Feed)
	}
	if !strings.HasPrefix(made.Manage, base+"/my/") || strings.Contains(made.Manage, filepath.Base(made.Feed)) {
		t.Errorf("manage address %q beside feed %q", made.Manage, made.Feed)
	}
	return made.Feed, made.Manage
}

func postTo(t *testing.T, url string, body any, want int, into any) {
	t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(url, "application/json", bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != want {
		t.Fatalf("POST %s: %s, want %d: %s", url, resp.Status, want, answer)
	}
	if into != nil {
		if err := json.Unmarshal(answer, into); err != nil {
			t.Fatalf("POST %s: %v: %s", url, err, answer)
		}
	}
}

func get(t *testing.T, url, etag string) (*http.Response, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, body
}

// TestAReminderArrives walks the whole way of a letter: a meeting that starts
// in an hour, a calendar, an address, the confirming POST, and the letter at a
// mail server on loopback.
func TestAReminderArrives(t *testing.T) {
	sink := newSink(t)
	t.Setenv("OPENCHAIR_SMTP_URL", "smtp://"+sink.addr)
	t.Setenv("OPENCHAIR_MAIL_FROM", "reminders@openchair.example")
	b := newBench(t)
	base := b.serveWithMeetingAt(time.Now().Add(59*time.Minute + 30*time.Second))
	ids := jsonLines[meetingLine](t, b.must("meetings", "--json", "--text", "next hour"))
	if len(ids) != 1 {
		t.Fatalf("%d meetings found", len(ids))
	}
	_, manage := createCalendar(t, base, []string{ids[0].ID})
	api := strings.Replace(manage, "/my/", "/api/v1/calendars/", 1) + "/reminders"
	postTo(t, api, map[string]any{"email": "reader@openchair.example", "lead_minutes": []int{60}}, http.StatusAccepted, nil)

	confirm := sink.next(t, 10*time.Second)
	link := regexp.MustCompile(regexp.QuoteMeta(base) + `/confirm/[A-Za-z0-9_.~-]+`).FindString(readable(confirm.raw))
	if link == "" {
		t.Fatalf("no confirming link in:\n%s", readable(confirm.raw))
	}
	if resp, _ := get(t, link, ""); resp.StatusCode != http.StatusOK {
		t.Fatalf("the confirming page: %s", resp.Status)
	}
	sink.expectSilence(t, time.Second) // reading a page confirms nothing
	resp, err := http.PostForm(link, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()

	letter := sink.next(t, 12*time.Second)
	if got := letter.header("Subject"); !regexp.MustCompile(`^Your \d{1,2}:\d\d [ap]m group$|^Your (12:00 noon|midnight) group$`).MatchString(got) {
		t.Errorf("subject %q is not neutral", got)
	}
	if got := letter.header("List-Unsubscribe-Post"); got != "List-Unsubscribe=One-Click" {
		t.Errorf("List-Unsubscribe-Post %q", got)
	}
	for _, word := range []string{"Alcoholics", "Next Hour"} {
		if strings.Contains(letter.header("Subject")+letter.header("From"), word) {
			t.Errorf("the envelope gives away %q", word)
		}
	}
	sink.expectSilence(t, 5*time.Second) // one letter, not two
}

// serveWithMeetingAt collects one invented meeting that starts at t and serves it.
func (b *bench) serveWithMeetingAt(start time.Time, args ...string) string {
	b.t.Helper()
	s := newSite(b.t)
	local := start.UTC()
	row := fmt.Sprintf(`[{"slug":"next-hour","name":"Next Hour","day":%d,"time":%q,"types":["O"],"location":"Hall","formatted_address":"1 Main Street","timezone":"UTC"}]`,
		int(local.Weekday()), local.Format("15:04"))
	s.replace("/feed", []byte(row))
	b.source("hall", fmt.Sprintf("program = \"aa\"\nformat = \"meeting-guide\"\nurl = %q\nzone = \"UTC\"", s.URL+"/feed"))
	b.must("collect")
	return b.serve(args...)
}
