package storage

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"openchair/meeting"
)

// About returns, letter by letter, what letters are written from, as it was at
// one moment.
func (db *DB) About(ctx context.Context, letters ...meeting.Letter) ([]meeting.About, error) {
	all := make([]meeting.About, len(letters))
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err == nil {
		defer tx.Rollback()
		err = readAbout(ctx, tx, letters, all)
	}
	if err != nil {
		return nil, fmt.Errorf("what %d letters are about: %w", len(letters), err)
	}
	return all, nil
}

// readAbout asks for the readers of all letters, and then for each meeting once,
// however many letters are about it.
func readAbout(ctx context.Context, tx *sql.Tx, letters []meeting.Letter, all []meeting.About) error {
	pairs := make([][2]any, len(letters))
	for i, l := range letters {
		pairs[i] = [2]any{l.Reminder, l.Meeting}
	}
	readers, err := collect(ctx, tx, scanAboutReader, selectAboutReaders, list(pairs))
	if err != nil {
		return err
	}
	held := make(map[string]bool)
	for _, r := range readers {
		if r.shown != "" {
			held[r.shown], held[letters[r.letter].Meeting] = true, true
		}
	}
	meetings, err := readMeetings(ctx, tx, slices.Collect(maps.Keys(held)))
	for _, r := range readers {
		id := letters[r.letter].Meeting
		all[r.letter] = meeting.About{Reader: r.Reminder, Alias: r.aliases[id], Meeting: shownAs(meetings, r.shown, id)}
	}
	return err
}

func readMeetings(ctx context.Context, tx *sql.Tx, ids []string) (map[string]*meeting.Meeting, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	ms, err := collect(ctx, tx, scanMeeting, selectMeeting+` WHERE m.id IN (SELECT value FROM json_each(?1))`, list(ids))
	byID := make(map[string]*meeting.Meeting, len(ms))
	for i := range ms {
		byID[ms[i].ID] = &ms[i]
	}
	return byID, err
}

// shownAs is a listing that counts as it is shown to whoever chose another; nil
// where the calendar holds neither.
func shownAs(meetings map[string]*meeting.Meeting, shown, chosen string) *meeting.Meeting {
	m, c := meetings[shown], meetings[chosen]
	if m == nil || c == nil || m == c {
		return m
	}
	both := as(*m, *c)
	return &both
}

// aboutReader is a row of selectAboutReaders.
type aboutReader struct {
	letter int // its place
	meeting.Reminder
	aliases map[string]string
	shown   string // the listing that counts of the letter's meeting; empty = the calendar does not hold it
}

// What letters are about is ?1, as [[reminder, meeting], …].
var selectAboutReaders = `SELECT l.key, ` + reminderColumns + `, COALESCE(k.aliases, '{}'),
	COALESCE((SELECT h.meeting FROM ` + holding("r.calendar") + ` h WHERE h.chosen = l.value ->> 1), '')
	FROM json_each(?1) l JOIN reminder r ON r.id = l.value ->> 0 LEFT JOIN calendar k ON k.id = r.calendar`

func scanAboutReader(rows *sql.Rows) (a aboutReader, err error) {
	fields := append([]any{&a.letter}, reminderFields(&a.Reminder)...)
	return a, rows.Scan(append(fields, asJSON{&a.aliases}, &a.shown)...)
}
