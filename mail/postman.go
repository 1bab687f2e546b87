package mail

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"slices"
	"strings"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// Store is what the postman asks of the store.
type Store interface {
	Reminder(ctx context.Context, id int64) (meeting.Reminder, error)
	// CalendarMeetings returns what a calendar holds now, retired ones included.
	CalendarMeetings(ctx context.Context, calendar int64) ([]meeting.Meeting, error)
}

// Keys is what the postman asks of the key ring.
type Keys interface {
	Open(sealed []byte) (string, error)
	Token(purpose string, id int64) string
	MessageID(identity, domain string) string
}

// Postman writes and sends the letters of the outbox.
type Postman struct {
	Store     Store
	Keys      Keys
	Transport Transport
	Sender    Sender
	PublicURL string // what links begin with, such as https://example.org
	// Program tells of a program by its id, the zero Program where it is not
	// known. Nil: none is.
	Program func(id string) meeting.Program
}

// EarlyError says that a meeting has moved and its letter is due later.
type EarlyError struct{ Due time.Time }

func (e *EarlyError) Error() string {
	return "the meeting has moved: the letter is due at " + e.Due.UTC().Format(time.RFC3339)
}

// Until returns when the letter is due, in UTC.
func (e *EarlyError) Until() time.Time { return e.Due }

// ending is a letter's end before it is sent.
type ending struct {
	outcome meeting.Outcome
	why     string
	err     error
}

// draft is a letter ready to be sent, and until when it helps.
type draft struct {
	words
	reader  meeting.Reminder
	expires time.Time
}

// Deliver tries one letter of the outbox. It returns what became of it and why,
// in words without an address. An error stands beside meeting.Retry only: a
// *SendError whose Paused is true asks for all sending to rest, an *EarlyError
// says when the letter is due.
func (p *Postman) Deliver(ctx context.Context, l meeting.Letter) (o meeting.Outcome, why string, err error) {
	d, end := p.draft(ctx, l)
	if end == nil {
		end = p.post(ctx, l, d)
	}
	return end.outcome, end.why, end.err
}

func (p *Postman) draft(ctx context.Context, l meeting.Letter) (draft, *ending) {
	if !time.Now().Before(l.Expires) && l.Kind != meeting.ReminderLetter {
		return draft{}, expired()
	}
	reader, err := p.Store.Reminder(ctx, l.Reminder)
	switch {
	case errors.Is(err, meeting.ErrNotFound):
		return draft{}, dropped("the reminder is no more")
	case err != nil:
		return draft{}, retry("the store can't be read", err)
	}
	switch l.Kind {
	case meeting.ConfirmLetter:
		return p.confirm(reader, l)
	case meeting.ReminderLetter:
		return p.remind(ctx, reader, l)
	}
	return draft{}, dropped("no such kind of letter: " + string(l.Kind))
}

// confirmView is all that a confirming letter says.
type confirmView struct {
	Lang          string
	Known         bool // letters come already: it is about a change
	Confirm, Stop string
}

// confirm drafts the letter that asks whether an address is its owner's wish.
func (p *Postman) confirm(reader meeting.Reminder, l meeting.Letter) (draft, *ending) {
	lang, in := languageOf(reader.Language)
	w, err := in.write(meeting.ConfirmLetter, confirmView{
		Lang: lang, Known: !reader.Confirmed.IsZero(),
		Confirm: p.link(keyring.Confirm, reader.ID), Stop: p.link(keyring.Stop, reader.ID),
	})
	if err != nil {
		return draft{}, retry("the letter can't be written", err)
	}
	return draft{w, reader, l.Expires}, nil
}

// remind drafts a reminder from what is known now, not from what was planned.
func (p *Postman) remind(ctx context.Context, reader meeting.Reminder, l meeting.Letter) (draft, *ending) {
	switch {
	case reader.Confirmed.IsZero():
		return draft{}, dropped("the address is not confirmed")
	case !slices.Contains(reader.Leads, l.Lead):
		return draft{}, dropped("letters are wanted at other times now")
	}
	chosen, err := p.Store.CalendarMeetings(ctx, reader.Calendar)
	if err != nil {
		return draft{}, retry("the store can't be read", err)
	}
	at := slices.IndexFunc(chosen, func(m meeting.Meeting) bool { return m.ID == l.Meeting })
	if at < 0 {
		return draft{}, dropped("the meeting is no longer chosen")
	}
	m := chosen[at]
	if !m.Held() {
		return draft{}, dropped("the meeting is not held for now, or its time is in doubt")
	}
	occurrence, ok := on(&m, l.Date)
	if !ok {
		return draft{}, dropped("the meeting is not held on " + l.Date.String())
	}
	now := time.Now()
	if end := timely(&reader, l, occurrence.Start, now); end != nil {
		return draft{}, end
	}
	r := reminding{reader: reader, meeting: m, occurrence: occurrence, stop: p.link(keyring.Stop, reader.ID), now: now}
	if p.Program != nil {
		r.program = p.Program(m.Program)
	}
	w, err := remind(r)
	if err != nil {
		return draft{}, retry("the letter can't be written", err)
	}
	return draft{w, reader, occurrence.Start}, nil
}

// slack is how early a letter may be before it is held back for its moment.
const slack = time.Minute

func timely(reader *meeting.Reminder, l meeting.Letter, start, now time.Time) *ending {
	if !now.Before(start) {
		return expired()
	}
	due := reader.Moment(start, l.Lead)
	if !now.Before(due) {
		due = reader.Awake(now, start, meeting.QuietMargin, start.Location())
	}
	if due.Sub(now) > slack {
		return retry("the meeting has moved, its letter is due later", &EarlyError{due})
	}
	return nil
}

// on returns the meeting's occurrence on a local day.
func on(m *meeting.Meeting, day meeting.Date) (meeting.Occurrence, bool) {
	year, month, d := day.Civil()
	noon := time.Date(year, month, d, 12, 0, 0, 0, time.UTC)
	for o := range m.Occurrences(noon.AddDate(0, 0, -2), noon.AddDate(0, 0, 2)) {
		if o.Date == day {
			return o, true
		}
	}
	return meeting.Occurrence{}, false
}

// post opens the address and hands the letter to the transport, which gives up
// by itself at the moment the letter would no longer help.
func (p *Postman) post(ctx context.Context, l meeting.Letter, d draft) *ending {
	plain, err := p.Keys.Open(d.reader.Email)
	if err != nil {
		return retry("the address can't be opened", err)
	}
	to, ok := readable(plain)
	if !ok {
		return &ending{meeting.Dead, "the address is not one that letters can be sent to", nil}
	}
	now := time.Now()
	if !now.Before(d.expires) {
		return expired()
	}
	ctx, cancel := context.WithDeadline(ctx, d.expires)
	defer cancel()
	id := p.Keys.MessageID(identity(l), p.Sender.domain())
	err = p.Transport.Send(ctx, seal(p.Sender, to, d.words, id, p.link(keyring.Stop, d.reader.ID), now))
	return ended(err, d.expires)
}

func ended(err error, expires time.Time) *ending {
	var failed *SendError
	switch {
	case err == nil:
		return &ending{outcome: meeting.Sent}
	case errors.As(err, &failed) && failed.Outcome == meeting.Dead:
		return &ending{meeting.Dead, failed.Why, nil}
	case !time.Now().Before(expires):
		return expired()
	case failed != nil:
		return retry(failed.Why, failed)
	}
	return retry("the letter can't be handed over", err)
}

// readable checks that an address is an address and nothing else: no name, no
// second reader, no header hidden behind a line's end.
func readable(plain string) (netmail.Address, bool) {
	a, err := netmail.ParseAddress(plain)
	if err != nil || a.Name != "" || line(plain) != plain || a.Address != strings.Trim(plain, "<>") {
		return netmail.Address{}, false
	}
	return netmail.Address{Address: a.Address}, true
}

// identity is what makes a letter the same letter however often it is tried.
// A reminder's start is no part of it: a moved meeting is no second letter.
func identity(l meeting.Letter) string {
	if l.Kind == meeting.ReminderLetter {
		return fmt.Sprintf("%s %d %s %s %d", l.Kind, l.Reminder, l.Meeting, l.Date, l.Lead)
	}
	return fmt.Sprintf("%s %d %d %d", l.Kind, l.Reminder, l.ID, l.Expires.Unix())
}

func (p *Postman) link(purpose string, reminder int64) string {
	return strings.TrimRight(p.PublicURL, "/") + "/" + purpose + "/" + p.Keys.Token(purpose, reminder)
}

func dropped(why string) *ending { return &ending{meeting.Dropped, why, nil} }

func expired() *ending { return &ending{meeting.Expired, "it would have come too late", nil} }

func retry(why string, err error) *ending { return &ending{meeting.Retry, why, err} }
