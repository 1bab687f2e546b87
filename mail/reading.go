package mail

import (
	"context"
	"time"

	"openchair/meeting"
)

// Send does of Deliver what is left once the letter may leave.
type Send = func(context.Context) (meeting.Outcome, string, error)

// Write does of Deliver what can be done before the letter may leave.
type Write = func(context.Context) Send

// readFor is how long what was read is good to write a letter from.
const readFor = 250 * time.Millisecond

// Read reads who gets letters and which meeting each is about, all at once: one
// by one it would take longer than writing them. For a letter that is written
// when that is no longer fresh it is read again.
func (p *Postman) Read(ctx context.Context, letters ...meeting.Letter) ([]Write, error) {
	at := time.Now()
	known, err := p.Store.About(ctx, letters...)
	if err != nil {
		return nil, err
	}
	writes := make([]Write, len(letters))
	for i, l := range letters {
		writes[i] = func(ctx context.Context) Send {
			if !p.fresh(at) {
				return p.write(ctx, l, nil)
			}
			return p.write(ctx, l, &known[i])
		}
	}
	return writes, nil
}

// fresh reports whether what was read at a moment is good to write a letter
// from. Where an address was refused for good since it is not: other letters to
// that address may be among those that were read for.
func (p *Postman) fresh(at time.Time) bool {
	return time.Since(at) <= readFor && at.UnixNano() > p.refused.Load()
}

// read finds the reader of a letter, and the meeting that it is about: in what
// is known already, or it asks the store.
func (p *Postman) read(ctx context.Context, l meeting.Letter, known *meeting.About, reader *meeting.Reminder, a *about) *ending {
	if known == nil {
		one, err := p.Store.About(ctx, l)
		if err != nil {
			return retry("the store can't be read", err)
		}
		known = &one[0]
	}
	*reader = known.Reader
	switch {
	case reader.ID == 0:
		return dropped("the reminder is no more")
	case !reader.Halted.IsZero():
		return dropped("the address takes no letters")
	case (ofOne(l.Kind) || l.Kind == meeting.OverviewLetter) && reader.Confirmed.IsZero():
		return dropped("the address is not confirmed")
	case !ofOne(l.Kind):
		return nil
	case known.Meeting == nil || !reader.Wants(l.Meeting):
		return dropped("the meeting is no longer chosen")
	}
	*a = *p.about(reader, *known.Meeting, known.Alias, time.Now())
	return nil
}

// ofOne reports whether letters of a kind are about one meeting.
func ofOne(k meeting.LetterKind) bool {
	return k == meeting.ReminderLetter || k == meeting.ChangeLetter || k == meeting.DoubtLetter
}
