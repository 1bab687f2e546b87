package main

import (
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// TestNothingThatIsLoggedNamesAnybody does with a daemon that logs all it can
// what people do, with servers that repeat whom they were asked for.
func TestNothingThatIsLoggedNamesAnybody(t *testing.T) {
	sink := newSink(t)
	sink.answer = func(l letter) error {
		if l.header("Subject") == "Please confirm your address" {
			return nil
		}
		stop := strings.Trim(l.header("List-Unsubscribe"), "<>")
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "<" + l.to + "> via " + l.from + " does not want " + stop}
	}
	byMail(t, sink.addr)
	t.Setenv("OPENCHAIR_BOUNCE_MAIL", "bounces@openchair.example")
	b := newBench(t)
	base := b.serveWithMeetingAt(time.Now().Add(50*time.Minute), "--log-level", "debug")

	feed, manage := asked(t, b, base)
	api := strings.Replace(manage, "/my/", "/api/v1/calendars/", 1)
	postTo(t, api+"/reminders", map[string]any{"channel": "ntfy", "topic": "https://127.0.0.1:1/ntfy-secret", "lead_minutes": []int{60}}, http.StatusAccepted, nil)
	first := sink.next(t, 10*time.Second)
	confirmed(t, first)
	refused := sink.next(t, 20*time.Second)
	for _, line := range []string{"does not want", "no answer: "} {
		waitFor(t, line, func() bool { return strings.Contains(b.log.String()+b.must("outbox"), line) })
	}
	before := b.must("outbox") + b.must("outbox", "--json")
	links := regexp.MustCompile(`http://\S+/(?:confirm|letters|stop|stop-one)/\S+`).FindAllString(readable(first.raw)+readable(refused.raw), -1)
	for _, address := range append(links, feed, manage, api, manage+"x", feed+"x") {
		get(t, address, "")
	}
	for _, address := range []string{strings.Trim(refused.header("List-Unsubscribe"), "<>"), manage + "/panic", manage + "/delete"} {
		if resp, err := http.PostForm(address, url.Values{"sure": {"1"}}); err != nil {
			t.Fatal(err)
		} else {
			resp.Body.Close()
		}
	}
	said := b.log.String() + before + b.must("outbox") + b.must("mail", "suppressed")
	secrets := []string{"reader@", "reader%40", "ntfy-secret", filepath.Base(manage), strings.TrimSuffix(filepath.Base(feed), ".ics"), strings.TrimPrefix(strings.Split(refused.from, "@")[0], "bounces+")}
	for _, l := range links {
		secrets = append(secrets, strings.Split(strings.TrimPrefix(l, base+"/"), "/")[1])
	}
	if len(links) < 5 {
		t.Errorf("letters lead to %q", links)
	}
	for _, secret := range secrets {
		if secret == "" || strings.Contains(said, secret) {
			t.Errorf("%q stands in\n%s", secret, said)
		}
	}
}
