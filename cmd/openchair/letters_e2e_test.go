package main

import (
	"errors"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// byMail lets letters go to a mail server on loopback.
func byMail(t *testing.T, address string) {
	t.Setenv("OPENCHAIR_SMTP_URL", "smtp://"+address)
	t.Setenv("OPENCHAIR_MAIL_FROM", "reminders@openchair.example")
}

// asked makes a calendar of the one meeting that is listed, and asks for
// letters to an address. It returns the page that manages it.
func asked(t *testing.T, b *bench, base string) (feed, manage string) {
	t.Helper()
	ids := jsonLines[meetingLine](t, b.must("meetings", "--json"))
	if len(ids) != 1 {
		t.Fatalf("%d meetings", len(ids))
	}
	feed, manage = createCalendar(t, base, []string{ids[0].ID})
	api := strings.Replace(manage, "/my/", "/api/v1/calendars/", 1) + "/reminders"
	postTo(t, api, map[string]any{"email": "reader@openchair.example", "lead_minutes": []int{60}}, http.StatusAccepted, nil)
	return feed, manage
}

// confirmed presses the button of the page that a letter leads to.
func confirmed(t *testing.T, l letter) {
	t.Helper()
	link := regexp.MustCompile(`http://\S+/confirm/\S+`).FindString(readable(l.raw))
	resp, err := http.PostForm(link, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("confirming by %q: %s", link, resp.Status)
	}
}

func TestWhoeverDeletesACalendarGetsOneLastLetter(t *testing.T) {
	sink := newSink(t)
	byMail(t, sink.addr)
	b := newBench(t)
	base := b.serveWithMeetingAt(time.Now().Add(30 * time.Hour))
	_, manage := asked(t, b, base)
	confirmed(t, sink.next(t, 10*time.Second))
	resp, err := http.PostForm(manage+"/delete", url.Values{"sure": {"1"}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	last := sink.next(t, 20*time.Second)
	if text := readable(last.raw); last.to != "reader@openchair.example" || last.header("Subject") != "All is deleted" || !strings.Contains(text, "This was the last letter.") {
		t.Errorf("to %s:\n%s", last.to, text)
	}
	db := (&crowd{dir: b.dir}).raw(t)
	waitFor(t, "nothing is kept of the address", func() bool {
		var reminders, letters int
		err := db.QueryRow("SELECT (SELECT COUNT(*) FROM reminder), (SELECT COUNT(*) FROM letter)").Scan(&reminders, &letters)
		return err == nil && reminders+letters == 0
	})
}

// spoilt are the ways a key can be away, and what is said of each.
var spoilt = []struct {
	name   string
	spoil  func(key string) error
	reason string
}{
	{"missing", os.Remove, "is missing, and addresses were sealed with it: restore it"},
	{"empty", func(key string) error { return os.Truncate(key, 0) }, "is damaged: no key found"},
	{"half", func(key string) error { return os.Truncate(key, 190) }, "is damaged: key 1 is not 64 hex digits"},
	{"of mode 0644", func(key string) error { return os.Chmod(key, 0o644) }, "can be used by others (mode 0644): run \"chmod 600 "},
	{"a directory", func(key string) error { return errors.Join(os.Remove(key), os.Mkdir(key, 0o700)) }, "is not a regular file"},
	{"another", func(key string) error { return os.WriteFile(key, []byte(strings.Repeat("ab", 32)), 0o600) }, "sealed with a key that"},
}

func TestWithoutItsKeyADaemonSendsNothingAndServesAllElse(t *testing.T) {
	sink := newSink(t)
	byMail(t, sink.addr)
	b := newBench(t)
	in := func(t *testing.T) *bench { return &bench{t: t, dir: b.dir} }
	var feed, manage, stop string
	t.Run("with its key", func(t *testing.T) {
		b := in(t)
		base := b.serveWithMeetingAt(time.Now().Add(30 * time.Hour))
		feed, manage = asked(t, b, base)
		first := sink.next(t, 10*time.Second)
		confirmed(t, first)
		feed, manage = strings.TrimPrefix(feed, base), strings.TrimPrefix(manage, base)
		stop = strings.TrimPrefix(strings.Trim(first.header("List-Unsubscribe"), "<>"), base)
	})
	volunteer := strings.Fields(b.must("volunteer", "add", "desk"))[7]
	db := (&crowd{dir: b.dir}).raw(t)
	if _, err := db.Exec(`UPDATE letter SET state = 'waiting', send_at = 1`); err != nil { // it is due once more
		t.Fatal(err)
	}
	chosen := jsonLines[meetingLine](t, b.must("meetings", "--json"))[0].ID
	key := filepath.Join(b.dir, "openchair.key")
	good := readFile(t, key)
	for _, s := range spoilt {
		t.Run(s.name, func(t *testing.T) {
			b := in(t)
			if err := s.spoil(key); err != nil {
				t.Fatal(err)
			}
			before := looks(key)
			base := b.serve()
			servesAllElse(t, base, feed, manage, chosen, volunteer)
			for _, path := range []string{"/find", "/status", manage} {
				_, body := get(t, base+path, "")
				said := html.UnescapeString(string(body))
				if !strings.Contains(said, "the key that seals addresses can’t be used; the log says why") || !strings.Contains(said, "Letters are off here") {
					t.Errorf("%s does not say that letters are off, and why", path)
				}
				if strings.Contains(said, b.dir) || strings.Contains(said, s.reason) {
					t.Errorf("%s tells anybody about the key file", path)
				}
			}
			if resp, body := get(t, base+stop, ""); resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(string(body), "Keep this link") {
				t.Errorf("a link of a letter: %s\n%s", resp.Status, body)
			}
			if out := b.must("outbox"); !strings.Contains(out, "the key can't be used: ") || !strings.Contains(out, s.reason) {
				t.Errorf("outbox does not say why:\n%s", out)
			}
			for _, command := range [][]string{{"mail", "test", "desk@openchair.example"}, {"key", "rotate"}, {"mail", "lift", "reader@openchair.example"}} {
				if code, _, errs := b.run(command...); code != exitFailed || !strings.Contains(errs, s.reason) {
					t.Errorf("openchair %v: exit %d, %s", command, code, errs)
				}
			}
			sink.expectSilence(t, 3*time.Second) // though a letter is due
			if after := looks(key); after != before {
				t.Errorf("the key file was %s, and is %s", before, after)
			}
			if err := errors.Join(os.RemoveAll(key), os.WriteFile(key, good, 0o600)); err != nil {
				t.Fatal(err)
			}
		})
	}
	b.serve()
	if l := sink.next(t, 10*time.Second); l.header("Subject") != "Please confirm your address" {
		t.Errorf("with its key back it sent\n%s", l.raw)
	}
	if out := b.must("outbox"); strings.Contains(out, "the key can't be used") {
		t.Errorf("with its key back outbox says\n%s", out)
	}
}

// servesAllElse asks for what needs no letters: pages, a calendar's bytes and
// page, a new calendar, data, and a volunteer's desk.
func servesAllElse(t *testing.T, base, feed, manage, chosen, volunteer string) {
	t.Helper()
	api := strings.Replace(manage, "/my/", "/api/v1/calendars/", 1)
	for path, want := range map[string]string{
		"/": "Openchair", "/find": "Next Hour", feed: "BEGIN:VEVENT", manage: "Next Hour", "/status": "hall", "/health": "", "/metrics": "openchair_",
		api: `"reminders":[`, api + "/reminders": `"push_key":""`, "/meetings.json": "Next Hour", "/volunteers": "",
	} {
		if resp, body := get(t, base+path, ""); resp.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("%s: %s\n%s", path, resp.Status, body)
		}
	}
	newFeed, _ := createCalendar(t, base, []string{chosen})
	if resp, body := get(t, newFeed, ""); resp.StatusCode != http.StatusOK || !strings.Contains(string(body), "BEGIN:VEVENT") {
		t.Errorf("a new calendar: %s", resp.Status)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.PostForm(base+"/volunteers/sign-in", url.Values{"key": {volunteer}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusSeeOther {
		t.Errorf("a volunteer's key: %s", resp.Status)
	}
}

// looks tells what a file is and holds.
func looks(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return "not there"
	}
	text, _ := os.ReadFile(path) // "" of a directory
	return fmt.Sprintf("%v of %q", info.Mode(), text)
}

func TestBouncesComeBackByEitherWay(t *testing.T) {
	for way, deliver := range map[string]func(t *testing.T, b *bench, to string, report []byte){
		"mailbox": func(t *testing.T, b *bench, to string, report []byte) {
			box := filepath.Join(b.dir, "bounces.mbox")
			text := "From MAILER-DAEMON Tue Nov 24 18:00:00 2026\nDelivered-To: " + to + "\n" + string(report) + "\n"
			if err := os.WriteFile(box, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			b.serve("--bounce-box", box)
		},
		"listener": func(t *testing.T, b *bench, to string, report []byte) {
			socket := filepath.Join(b.dir, "b.sock")
			b.serve("--bounce-listen", "lmtp:"+socket)
			waitFor(t, "the report is taken", func() bool { return handOver(socket, to, report) == nil })
		},
	} {
		t.Run(way, func(t *testing.T) {
			sink := newSink(t)
			byMail(t, sink.addr)
			t.Setenv("OPENCHAIR_BOUNCE_MAIL", "bounces@openchair.example")
			b := newBench(t)
			var from string
			t.Run("a letter leaves", func(t *testing.T) {
				first := *b
				first.t = t
				asked(t, &first, first.serveWithMeetingAt(time.Now().Add(30*time.Hour)))
				from = sink.next(t, 10*time.Second).from
			})
			if !strings.HasPrefix(from, "bounces+") {
				t.Fatalf("it was sent from %s", from)
			}
			deliver(t, b, from, delivery(from))
			waitFor(t, "the address is suppressed", func() bool { return strings.Contains(b.must("mail", "suppressed"), "5.1.1") })
		})
	}
}

// handOver gives a message to an LMTP server at a socket, as a mail server does.
func handOver(socket, to string, message []byte) error {
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return err
	}
	client := smtp.NewClientLMTP(conn)
	defer client.Close()
	if err := errors.Join(client.Mail("", nil), client.Rcpt(to, nil)); err != nil {
		return err
	}
	w, err := client.Data()
	if err != nil {
		return err
	}
	_, err = w.Write(message)
	return errors.Join(err, w.Close())
}

// delivery is a report that there is no such user.
func delivery(to string) []byte {
	return []byte(strings.Join([]string{
		"From: MAILER-DAEMON@mx.example", "To: " + to, "Subject: Undelivered", "Auto-Submitted: auto-replied", "MIME-Version: 1.0",
		`Content-Type: multipart/report; report-type=delivery-status; boundary="b"`, "",
		"--b", "Content-Type: text/plain", "", "It could not be delivered.", "",
		"--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example", "",
		"Final-Recipient: rfc822; reader@openchair.example", "Action: failed", "Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 no such user", "",
		"--b--", "",
	}, "\r\n"))
}

// A mail server that refuses us can't be told of by mail.
func TestTheWebhookIsToldThatTheMailServerRefusesUs(t *testing.T) {
	server := &moody{data: said(554, smtp.EnhancedCode{5, 7, 1})}
	server.start(t)
	byMail(t, server.address)
	var told lockedBuffer
	hooks := serveFunc(t, func(_ http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(&told, r.Body); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("OPENCHAIR_ALERT_HOOK", hooks)
	b := newBench(t)
	asked(t, b, b.serveWithMeetingAt(time.Now().Add(30*time.Hour)))
	waitFor(t, "the webhook is told", func() bool {
		return strings.Contains(told.String(), `{"letters":{"resting":true,"why":"the server answered at DATA: 554`)
	})
	if strings.Contains(told.String(), "reader@") {
		t.Errorf("an address stands in %s", told.String())
	}
	if out := b.must("outbox"); !strings.Contains(out, "Letters rest since") {
		t.Errorf("outbox shows\n%s", out)
	}
}
