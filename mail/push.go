package mail

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// Pusher delivers letters as short notes to one kind of address. It is safe for
// concurrent use.
type Pusher interface {
	// Check reports why an address can't be one, in words for whoever typed it:
	// with a *guard.RefusedError where it leads into a private network.
	Check(ctx context.Context, address string) error
	// Push hands one note over, and errs as Transport.Send does.
	Push(ctx context.Context, address string, n Note) error
}

// byPush reports whether a reader gets notes where others get letters.
func byPush(r *meeting.Reminder) bool { return r.Channel != "" && r.Channel != meeting.ByEmail }

// sayTo fills the words of a key that a note says in another way: of a device
// and not of an address.
func (t *tongue) sayTo(r *meeting.Reminder, key string) string {
	if byPush(r) {
		key += "-here"
	}
	return t.say(key)
}

// Note is a letter as short as a lock screen.
type Note struct {
	ID      string // the same however often it is tried
	Title   string
	Body    string
	Join    string // a link to join by; may be empty
	Confirm string // our page that asks whether it is wanted; may be empty
	Manage  link   // to our page that changes what comes here, or stops it; may be empty
	Expires time.Time
}

// ours is the page of this site that a note leads to.
func (n *Note) ours() string { return cmp.Or(n.Confirm, n.Manage.URL) }

// mostNote keeps a note within what push services take once it is sealed, in
// bytes.
const (
	mostNote = 2000
	mostLink = 600
)

// note says a sheet in short: what it leads with, and of each card when and
// where. Pressed, it leads to what it is about, never to another group: of several
// cards each has its link in words.
func (s *sheet) note(id string, expires time.Time) Note {
	n := Note{ID: id[:strings.IndexByte(id+"@", '@')], Title: s.Subject, Expires: expires}
	lines := slices.Concat(s.Lead...)
	if len(s.Cards) == 1 {
		lines = append(lines, s.Cards[0].lines()...)
		n.Join = s.Cards[0].link()
	} else {
		lines = append(lines, linked(s.Cards)...)
	}
	if s.Next != "" {
		lines = append(lines, s.Next)
	}
	lines = append(lines, linked(s.Others)...)
	lines = append(lines, s.After...)
	if s.Button != nil {
		n.Join, n.Confirm = s.Button.URL, s.Button.URL
	}
	if len(s.Links) > 0 {
		n.Manage = s.Links[0]
	}
	n.Body = cut(strings.Join(lines, "\n"), mostNote)
	return n
}

// linked says cards in short, each with its link.
func linked(cards []card) (lines []string) {
	for i := range cards {
		lines = append(lines, cards[i].lines()...)
		if url := cards[i].link(); url != "" {
			lines = append(lines, cards[i].Join.Words+": "+url)
		}
	}
	return lines
}

// link is where a card is joined; empty where nowhere, or where a note has no room
// for it.
func (c *card) link() string {
	if c.Join == nil || len(c.Join.URL) > mostLink {
		return ""
	}
	return c.Join.URL
}

// lines say a card in short.
func (c *card) lines() []string {
	when := c.Day + ", " + c.Span + " · " + c.Zone
	if c.Yours != "" {
		when += " (" + c.Yours + ")"
	}
	where := c.Title + " · " + c.Attendance
	if len(c.Place) > 0 {
		where += " · " + strings.Join(c.Place, ", ")
	}
	return append([]string{when, where}, slices.DeleteFunc([]string{c.JoinNotes, c.Phone, c.PhoneNotes, c.Check, c.Freshness},
		func(s string) bool { return s == "" })...)
}

// cut shortens words to so many bytes: between two of them, so that no half of a
// link is left, or between two characters where there is one.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	s = s[:most-len("…")]
	if i := strings.LastIndexAny(s, " \n"); i >= 0 {
		s = s[:i+1]
	}
	return strings.ToValidUTF8(s, "") + "…"
}
