package mail

import (
	"context"
	"crypto/rand"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"

	"openchair/meeting"
)

// SourceNews is what volunteers are told of one source. Times are UTC.
type SourceNews struct {
	Name     string
	Trouble  meeting.Trouble // empty = it is well again
	Message  string          // of its newest run
	Since    time.Time
	LastGood time.Time // zero = never
	Again    bool      // they were told before
	Page     string    // where to look and decide
}

// Alert writes news of sources to a volunteer, in one letter of plain text.
func Alert(ctx context.Context, t Transport, s Sender, to netmail.Address, news []SourceNews, now time.Time) error {
	w := words{Subject: alertSubject(news), Text: alertText(news)}
	e, err := s.seal(to, w, header{messageID: rand.Text() + "@" + s.domain(), bounces: s.From.Address, now: now})
	if err != nil {
		return err
	}
	return t.Send(ctx, e)
}

func alertSubject(news []SourceNews) string {
	troubled := 0
	for _, n := range news {
		if n.Trouble != "" {
			troubled++
		}
	}
	switch {
	case len(news) == 1 && troubled == 1:
		return news[0].Name + " needs a look"
	case len(news) == 1:
		return news[0].Name + " is well again"
	case troubled == 0:
		return fmt.Sprintf("%d lists are well again", len(news))
	case troubled == 1:
		return fmt.Sprintf("One of %d lists needs a look", len(news))
	}
	return fmt.Sprintf("%d lists need a look", troubled)
}

func alertText(news []SourceNews) string {
	var b strings.Builder
	for _, n := range news {
		fmt.Fprintf(&b, "%s\n  %s\n", line(n.Name), alertWords(n))
		if n.Message != "" && n.Trouble != "" {
			fmt.Fprintf(&b, "  %s\n", line(n.Message))
		}
		fmt.Fprintf(&b, "  %s\n\n", n.Page)
	}
	b.WriteString("You are told once when something begins, once when it is over, and every week while it lasts.\n")
	return b.String()
}

func alertWords(n SourceNews) string {
	since := "It was never read."
	if !n.LastGood.IsZero() {
		since = "Last read well on " + n.LastGood.UTC().Format("2 January at 15:04") + " UTC."
	}
	lasts := ""
	if n.Again {
		lasts = " This lasts since " + n.Since.UTC().Format("2 January") + "."
	}
	switch n.Trouble {
	case "":
		return "It is well again."
	case meeting.Waits:
		return "What it lists now looks wrong and waits for you. What was known stays. " + since + lasts
	case meeting.Refuses:
		return "It can't be read and won't mend by itself. What was known stays. " + since + lasts
	}
	return "It could not be read for longer than usual. What was known stays. " + since + lasts
}
