package mail

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"strings"
	"sync/atomic"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// Store is what the postman asks of the store.
type Store interface {
	// About returns what letters are written from, as it is at one moment, in
	// the order of the letters.
	About(ctx context.Context, letters ...meeting.Letter) ([]meeting.About, error)
	// CalendarMeetings returns what a calendar holds now, retired ones included.
	CalendarMeetings(ctx context.Context, calendar int64) ([]meeting.Meeting, error)
	// Aliases returns a person's own names for meetings, by meeting id.
	Aliases(ctx context.Context, calendar int64) (map[string]string, error)
	// ChangesSince returns what happened after a change to the meeting that was
	// chosen, oldest first.
	ChangesSince(ctx context.Context, chosen string, after int64) ([]meeting.Change, error)
	// Telling returns which changes a letter tells.
	Telling(ctx context.Context, l meeting.Letter) (meeting.Telling, error)
	// Tells keeps, durably, up to which change a letter tells; 0 = it did not leave.
	Tells(ctx context.Context, letter, upto int64) error
	Meetings(ctx context.Context, f meeting.Filter, now time.Time) (ms []meeting.Meeting, next string, err error)
}

// Keys is what the postman asks of the key ring.
type Keys interface {
	Open(sealed []byte) (string, error)
	Token(purpose string, id int64) string
	Timed(purpose string, id int64, until time.Time) string
	MessageID(identity, domain string) string
}

// Postman writes and sends the letters of the outbox.
type Postman struct {
	Store     Store
	Keys      Keys
	Transport Transport // nil = letters by e-mail wait: there is no way to send them
	// Push delivers the same letters by other ways than mail; a way that is not
	// in it is closed.
	Push      map[meeting.Channel]Pusher
	Sender    Sender
	PublicURL string // what links begin with, such as https://example.org
	// Program tells of a program by its id, the zero Program where it is not
	// known. Nil: none is.
	Program func(id string) meeting.Program

	refused atomic.Int64 // until when nothing is fresh, as an address was refused for good; unix nanoseconds
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

// Deliver tries one letter of the outbox. It returns what became of it and why,
// in words without an address. An error stands beside meeting.Retry only: a
// *SendError whose Paused is true asks for all sending to rest, an *EarlyError
// says when the letter is due.
func (p *Postman) Deliver(ctx context.Context, l meeting.Letter) (o meeting.Outcome, why string, err error) {
	return p.write(ctx, l, nil)(ctx)
}

// write writes a letter from what is known of what it is about; nil = it is
// asked for.
func (p *Postman) write(ctx context.Context, l meeting.Letter, known *meeting.About) Send {
	d, end := p.draft(ctx, l, known)
	var carry func(context.Context) *ending
	if end == nil {
		carry, end = p.post(l, d)
	}
	if end == nil && d.tells > 0 {
		carry = p.telling(l, d.tells, carry)
	}
	return func(ctx context.Context) (meeting.Outcome, string, error) {
		if end == nil {
			end = carried(ctx, d.expires, carry)
		}
		if end.outcome == meeting.Dead {
			p.refused.Store(time.Now().Add(readFor).UnixNano()) // past its mark
		}
		return end.outcome, end.why, end.err
	}
}

// noWayWait is how long a letter waits where e-mail can't be sent.
const noWayWait = 5 * time.Minute

// NoWayError says that a letter waits for a way to send e-mail.
type NoWayError struct{ Due time.Time }

func (e *NoWayError) Error() string {
	return "e-mail can't be sent here: again at " + e.Due.UTC().Format(time.RFC3339)
}

// Until returns when it is looked for a way again, in UTC.
func (e *NoWayError) Until() time.Time { return e.Due }

// underWay is how long before it would no longer help a letter leaves at the
// latest: none that is under way then reaches the server after it.
const underWay = time.Second

// carried hands a letter over, unless it has become too late for that. Whoever
// carries it gives up by itself at the moment the letter would no longer help.
func carried(ctx context.Context, expires time.Time, carry func(context.Context) *ending) *ending {
	if time.Until(expires) < underWay {
		return expired()
	}
	ctx, cancel := context.WithDeadline(ctx, expires)
	defer cancel()
	return carry(ctx)
}

// post opens the address and makes the letter ready for whoever carries it.
func (p *Postman) post(l meeting.Letter, d draft) (carry func(context.Context) *ending, end *ending) {
	plain, err := p.Keys.Open(d.reader.Email)
	if err != nil {
		return nil, retry("the address can't be opened", err)
	}
	now := time.Now()
	id := p.Keys.MessageID(identity(l), p.Sender.domain())
	if byPush(&d.reader) {
		return func(ctx context.Context) *ending { return p.push(ctx, plain, id, d) }, nil
	}
	if p.Transport == nil {
		return nil, retry("there is no way to send e-mail", &NoWayError{now.Add(noWayWait)})
	}
	to, ok := readable(plain)
	if !ok {
		return nil, &ending{meeting.Dead, "the address is not one that letters can be sent to", nil}
	}
	w, err := d.sheet.write(d.reader.PlainText)
	if err != nil {
		return nil, retry("the letter can't be written", err)
	}
	e, err := p.Sender.seal(to, w, header{
		messageID: id, stop: p.page(&d.reader, keyring.Stop),
		bounces: p.Sender.bounces(p.Keys, d.reader.ID, now), now: now,
	})
	if err != nil {
		return nil, retry("the letter can't be sealed", err)
	}
	return func(ctx context.Context) *ending { return ended(p.Transport.Send(ctx, e), d.expires) }, nil
}

func (p *Postman) push(ctx context.Context, address, id string, d draft) *ending {
	pusher, open := p.Push[d.reader.Channel]
	if !open {
		return dropped("letters by " + string(d.reader.Channel) + " are not offered")
	}
	return ended(pusher.Push(ctx, address, d.sheet.note(id, d.expires)), d.expires)
}

func ended(err error, expires time.Time) *ending {
	var failed *SendError
	switch {
	case err == nil:
		return &ending{outcome: meeting.Sent}
	case errors.As(err, &failed) && failed.Outcome != meeting.Retry:
		return &ending{failed.Outcome, failed.Why, nil}
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
	switch l.Kind {
	case meeting.ReminderLetter:
		return fmt.Sprintf("%s %d %s %s %d", l.Kind, l.Reminder, l.Meeting, l.Date, l.Lead)
	case meeting.ChangeLetter:
		return fmt.Sprintf("%s %d %s %s %d", l.Kind, l.Reminder, l.Meeting, l.Date, l.Since)
	}
	return fmt.Sprintf("%s %d %d %d", l.Kind, l.Reminder, l.ID, l.Expires.Unix())
}

// page is where a link in a reader's letters leads: a page in their language.
func (p *Postman) page(reader *meeting.Reminder, purpose string) string {
	return p.path(reader, purpose, p.Keys.Token(purpose, reader.ID))
}

func (p *Postman) path(reader *meeting.Reminder, parts ...string) string {
	return strings.TrimRight(p.PublicURL, "/") + meeting.LanguagePath(reader.Language) + "/" + strings.Join(parts, "/")
}

func dropped(why string) *ending { return &ending{meeting.Dropped, why, nil} }

func expired() *ending { return &ending{meeting.Expired, "it would have come too late", nil} }

func retry(why string, err error) *ending { return &ending{meeting.Retry, why, err} }
