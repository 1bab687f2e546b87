package web

import (
	"context"
	"iter"
	"time"

	"openchair/meeting"
)

// Store is what the web asks of the store. Where something is unknown, errors
// are meeting.ErrNotFound. Times are UTC.
type Store interface {
	Ping(ctx context.Context) error

	Meetings(ctx context.Context, f meeting.Filter, now time.Time) (ms []meeting.Meeting, next string, err error)
	// Search is Meetings, and counts the meetings of all pages.
	Search(ctx context.Context, f meeting.Filter, now time.Time) (meeting.Found, error)
	Count(ctx context.Context, f meeting.Filter) (int, error)
	// Any reports whether a filter chooses any meeting.
	Any(ctx context.Context, f meeting.Filter) (bool, error)
	Counts(ctx context.Context, fs []meeting.Filter) ([]int, error)
	// Spell mends the words of a text that no meeting holds, where others are near.
	Spell(ctx context.Context, text string) (string, error)
	// Spots are the places of a name or code that listings tell of.
	Spots(ctx context.Context, name string) ([]meeting.Spot, error)
	Meeting(ctx context.Context, id string) (meeting.Meeting, error)
	// ChangesOf returns a meeting's changes, the newest first.
	ChangesOf(ctx context.Context, meetingID string, limit int) ([]meeting.Change, error)
	// EachMeeting streams what a filter chooses in the order of ids; ListState says
	// under a name how it stands, and when that last changed.
	EachMeeting(ctx context.Context, f meeting.Filter) iter.Seq2[meeting.Meeting, error]
	ListState(ctx context.Context) (state string, changed time.Time, err error)
	LastRuns(ctx context.Context) (map[string]meeting.Health, error)

	calendarStore
	letterStore
	statusStore

	// Take counts one use of a bucket and reports whether it is within limit
	// uses per window.
	Take(ctx context.Context, bucket string, limit int, window time.Duration, now time.Time) (bool, error)
}

type calendarStore interface {
	CreateCalendar(ctx context.Context, c meeting.Calendar, feedHash, manageHash []byte, now time.Time) (meeting.Calendar, error)
	CalendarByFeed(ctx context.Context, feedHash []byte) (meeting.Calendar, error)
	CalendarByManage(ctx context.Context, manageHash []byte) (meeting.Calendar, error)
	SetMeetings(ctx context.Context, calendar int64, ids []string, now time.Time) error
	CalendarMeetings(ctx context.Context, calendar int64) ([]meeting.Meeting, error)
	// EditCalendar lets edit change what a person sets, in one transaction; edit
	// must not use the store. *meeting.TooManyError where it would hold too many.
	EditCalendar(ctx context.Context, id int64, edit func(*meeting.Calendar) error, now time.Time) (meeting.Calendar, error)
	Rotate(ctx context.Context, old, feedHash, manageHash []byte, now time.Time) error
	Panic(ctx context.Context, calendar int64, on bool, now time.Time) error
	DeleteCalendar(ctx context.Context, id int64, now time.Time) error
	RemindersOf(ctx context.Context, calendar int64) ([]meeting.Reminder, error)

	// RenderingHead is Rendering without its Body, for answers that need none.
	RenderingHead(ctx context.Context, feedHash []byte) (meeting.Rendering, error)
	Rendering(ctx context.Context, feedHash []byte) (meeting.Rendering, error)
	KeepRendering(ctx context.Context, r meeting.Rendering) error

	// Writes counts what this process committed; Published tells which calendars
	// anybody changed after a publication.
	Writes() uint64
	Published(ctx context.Context, after int64) (newest int64, calendars []int64, all bool, err error)
	Polled(ctx context.Context, calendars []int64, day meeting.Date) error
	OldAddress(ctx context.Context, hash []byte, now time.Time) (meeting.OldAddress, error)
}

type letterStore interface {
	AddReminder(ctx context.Context, r meeting.Reminder, confirm meeting.Letter, now time.Time) error
	Reminder(ctx context.Context, id int64) (meeting.Reminder, error)
	ConfirmReminder(ctx context.Context, id int64, now time.Time) error
	DeleteReminder(ctx context.Context, id int64) error
	// EditReminder lets edit change what a confirmed address wishes; edit must not
	// use the store, and its error is returned wrapped.
	EditReminder(ctx context.Context, id int64, edit func(*meeting.Reminder) error) (meeting.Reminder, error)
	// EndReminder sends one last letter, and forgets the address with it.
	EndReminder(ctx context.Context, id int64, kind meeting.LetterKind, now time.Time) error
}

// Keys seals addresses and makes the tokens of letters' links.
type Keys interface {
	Seal(address string) ([]byte, error)
	Open(sealed []byte) (string, error)
	// Hash is keyed, so that nobody else can try addresses against it.
	Hash(s string) []byte
	// Hashes are by every key, the newest first.
	Hashes(s string) [][]byte
	Token(purpose string, id int64) string
	Check(purpose, token string) (id int64, ok bool)
	// CheckTimed checks a token that holds until a moment.
	CheckTimed(purpose, token string, now time.Time) (id int64, ok bool)
}
