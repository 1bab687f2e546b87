package storage

import (
	"context"
	"database/sql"

	"openchair/meeting"
)

const letterFields = `id, kind, reminder, meeting, date, lead, since, send_at, start, expires, attempts`

const selectLetter = `SELECT ` + letterFields + ` FROM letter`

func scanLetter(rows *sql.Rows) (l meeting.Letter, err error) {
	return l, rows.Scan(&l.ID, &l.Kind, &l.Reminder, &l.Meeting, day{&l.Date}, &l.Lead, &l.Since,
		stamp{&l.SendAt}, stamp{&l.Start}, stamp{&l.Expires}, &l.Attempts)
}

// What happens to a letter that is in the outbox already.
const (
	onLetter = ` ON CONFLICT (reminder, kind, meeting, date, lead, since) DO UPDATE SET `

	// A planned one gets new times while it is unsent. One that was given up
	// (its meeting had left the calendar, its moment had passed) waits again
	// only where the new times reach further than the old: the meeting was
	// moved, or came back before its letter was missed.
	onPlanAgain = onLetter + `
		send_at = CASE WHEN letter.start = excluded.start AND letter.state = 'waiting' THEN letter.send_at ELSE excluded.send_at END,
		attempts = CASE WHEN letter.start = excluded.start AND letter.state = 'waiting' THEN letter.attempts ELSE 0 END,
		start = excluded.start, expires = excluded.expires, state = 'waiting', why = ''
		WHERE letter.state IN ('waiting', 'dropped') OR (letter.state = 'expired' AND excluded.expires > letter.expires)`

	// A confirming one is asked for anew; one that is being sent stays leased.
	onConfirmAgain = onLetter + `
		send_at = excluded.send_at, start = excluded.start, expires = excluded.expires, state = 'waiting', attempts = 0, why = ''`
)

func putLetters(ctx context.Context, tx *sql.Tx, again string, letters []meeting.Letter) error {
	b := newBulk(ctx, tx, "letter", []string{"kind", "reminder", "meeting", "date", "lead", "since", "send_at", "start", "expires"}, again)
	for _, l := range letters {
		err := b.add(string(l.Kind), l.Reminder, l.Meeting, l.Date.String(), l.Lead, l.Since, millis(l.SendAt), millis(l.Start), millis(l.Expires))
		if err != nil {
			return err
		}
	}
	return b.flush()
}
