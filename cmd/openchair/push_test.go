package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"openchair/internal/guard"
	"openchair/meeting"
)

// TestRemindersArePushedWithoutAWayForMail runs a house that has neither a mail
// server nor a mail directory.
func TestRemindersArePushedWithoutAWayForMail(t *testing.T) {
	t.Setenv("OPENCHAIR_SMTP_URL", "")
	type note struct{ title, body string }
	notes := make(chan note, 10)
	topic := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		notes <- note{r.Header.Get("Title"), string(body)}
	}))
	defer topic.Close()
	start := time.Now().Add(50 * time.Minute).Truncate(time.Minute)
	c := newCrowd(t, []time.Time{start})
	c.read(t, 2, 60, func(int) string { return c.meetings[0] })
	g := &globals{DB: c.db(), KeyFile: filepath.Join(c.dir, "openchair.key"), NoCatalog: true, LogLevel: "error", AllowPrivate: true}
	h, err := openHouse(t.Context(), g, g.logger(io.Discard), "http://openchair.example")
	if err != nil {
		t.Fatal(err)
	}
	defer h.close() //nolint:errcheck // the test is over
	sealed, err := c.keys.Seal(topic.URL + "/my-topic")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.raw(t).Exec(`UPDATE reminder SET channel = 'ntfy', email = ?1 WHERE id = 1`, sealed); err != nil {
		t.Fatal(err)
	}
	if h.mailOff == "" || h.lettersOff != "" {
		t.Fatalf("e-mail is off because %q, letters because %q", h.mailOff, h.lettersOff)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- h.newOutbox("test").Run(ctx) }()
	select {
	case n := <-notes:
		if n.title == "" || n.body == "" {
			t.Errorf("the note says %+v", n)
		}
	case <-time.After(time.Minute):
		t.Error("no reminder was pushed")
	}
	// The other's waits for a way to send e-mail, and says so.
	waits := ""
	for deadline := time.Now().Add(time.Minute); waits == "" && time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		o, err := h.db.Outbox(ctx, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range o.Ended {
			if e.State == meeting.Retry {
				waits = e.Why
			}
		}
	}
	if waits != "there is no way to send e-mail" {
		t.Errorf("the letter by e-mail waits because %q", waits)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestPrivateTargetsAreRefusedUnlessTheyArePermitted(t *testing.T) {
	t.Setenv("OPENCHAIR_SMTP_URL", "")
	for _, permitted := range []bool{false, true} {
		dir := t.TempDir()
		g := &globals{DB: filepath.Join(dir, "o.db"), KeyFile: filepath.Join(dir, "o.key"), NoCatalog: true, LogLevel: "error", AllowPrivate: permitted}
		h, err := openHouse(t.Context(), g, g.logger(io.Discard), "http://openchair.example")
		if err != nil {
			t.Fatal(err)
		}
		key, err := h.pushKey()
		if err != nil || key == "" {
			t.Fatalf("the push key is %q, %v", key, err)
		}
		for channel, address := range map[meeting.Channel]string{
			meeting.ByNtfy:    "https://127.0.0.1/topic",
			meeting.ByWebPush: `{"endpoint":"https://[::1]/1","keys":{"p256dh":"a","auth":"b"},"vapid":"` + key + `"}`,
		} {
			var refused *guard.RefusedError
			if err := h.targets()[channel](t.Context(), address); errors.As(err, &refused) == permitted {
				t.Errorf("by %s, private addresses permitted: %v: %v", channel, permitted, err)
			}
		}
		if err := h.close(); err != nil {
			t.Error(err)
		}
	}
}
