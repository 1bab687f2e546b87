package mail

import (
	"context"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"openchair/meeting"
)

// caught is a transport that keeps what it is given.
type caught struct{ envelopes []*Envelope }

func (c *caught) Send(_ context.Context, e *Envelope) error {
	c.envelopes = append(c.envelopes, e)
	return nil
}

func (c *caught) Close() error { return nil }

func TestAnAlertSaysWhatHappenedWhatWasKeptAndWhereToLook(t *testing.T) {
	good := time.Date(2026, 3, 2, 4, 5, 0, 0, time.UTC)
	var c caught
	err := Alert(t.Context(), &c, Sender{From: netmail.Address{Name: "Group reminder", Address: "from@example.org"}}, netmail.Address{Address: "desk@example.org"}, []SourceNews{
		{Name: "Hill office", Trouble: meeting.Waits, Message: "The list holds 3 meetings where 40 are usual.\r\nBcc: x@example.org", LastGood: good, Page: "https://example.org/status/hill"},
		{Name: "Dale office", Trouble: meeting.FallsBack, Since: good, Again: true, Page: "https://example.org/status/dale"},
		{Name: "Lake office", Page: "https://example.org/status/lake"},
	}, good)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(string(c.envelopes[0].raw), "=\r\n", "")
	for _, want := range []string{
		"Subject: 2 lists need a look\r\n", "Auto-Submitted: auto-generated", "To: <desk@example.org>",
		"Hill office\r\n  What it lists now looks wrong and waits for you. What was known stays. Last read well on 2 March at 04:05 UTC.",
		"The list holds 3 meetings where 40 are usual. Bcc: x@example.org\r\n  https://example.org/status/hill",
		"It was never read. This lasts since 2 March.", "Lake office\r\n  It is well again.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestTheSubjectOfAnAlertNamesOneSource(t *testing.T) {
	for want, news := range map[string][]SourceNews{
		"Hill office needs a look":    {{Name: "Hill office", Trouble: meeting.Refuses}},
		"Hill office is well again":   {{Name: "Hill office"}},
		"2 lists are well again":      {{Name: "a"}, {Name: "b"}},
		"One of 2 lists needs a look": {{Name: "a"}, {Name: "b", Trouble: meeting.Waits}},
	} {
		if got := alertSubject(news); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
