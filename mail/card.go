package mail

import (
	"html/template"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"openchair/meeting"
)

// card is one occurrence as letters draw it: when first, then its name, then
// where or how to join, then small words.
type card struct {
	Day, Span         string // together they say when
	Zone, Yours       string // Yours: the reader's clock where it shows another time
	Title, Attendance string
	Place             []string
	Map, Join         *link
	JoinNotes         string
	Phone, PhoneNotes string
	Dial              template.URL // the number, where it is nothing but one
	Small             string
	Check             string // what to make sure of on that day: a public holiday
	Freshness         string
	Doubt             bool
}

// about is what a letter is written from: its reader, and one meeting that it
// is about.
type about struct {
	reader  meeting.Reminder
	meeting meeting.Meeting
	program meeting.Program
	alias   string // the reader's own name for the meeting
	now     time.Time
}

// full reports whether the letter may name program and meeting.
func (a *about) full() bool { return a.reader.Discretion == meeting.Full && a.alias == "" }

func (a *about) tongue() *tongue { return tongueFor(a.reader.Language) }

// card draws one occurrence.
func (a *about) card(o meeting.Occurrence) card {
	t := a.tongue()
	say, m := t.meeting, &a.meeting
	c := card{
		Day:        capital(say.Day(o.Date)),
		Span:       say.SpanOf(o),
		Zone:       capital(say.Zone(m.Schedule.Zone)),
		Yours:      a.yours(o.Start),
		Title:      a.title(),
		Attendance: say.Attendance(m.Attendance),
		Small:      a.small(),
	}
	c.Freshness, c.Doubt = say.Freshness(m, a.whose(), a.now)
	c.Freshness = sentence(c.Freshness)
	if m.CheckHoliday(o.Date) {
		c.Check = t.say("holiday")
	}
	a.attend(&c)
	return c
}

func (a *about) title() string {
	if alias := line(a.alias); alias != "" {
		return alias
	}
	return line(a.tongue().meeting.Title(a.program, &a.meeting, a.reader.Discretion))
}

// yours says a start on the reader's clock, where that shows another time.
func (a *about) yours(start time.Time) string {
	yours := start.In(a.home(start))
	if clockOf(yours) == clockOf(start) && meeting.DateOf(yours) == meeting.DateOf(start) {
		return ""
	}
	t := a.tongue()
	when := t.meeting.Clock(clockOf(yours))
	if meeting.DateOf(yours) != meeting.DateOf(start) {
		when = t.say("clock-of-day", when, t.meeting.Weekday(yours.Weekday()))
	}
	return t.say("for-me", when)
}

func (a *about) home(start time.Time) *time.Location { return a.reader.Home(start.Location()) }

// clock is a start on the reader's own clock, by which letters name a group.
func (a *about) clock(start time.Time) meeting.Clock { return clockOf(start.In(a.home(start))) }

func (a *about) whose() string {
	if a.full() {
		return a.program.ShortName
	}
	return ""
}

// small are program and kind. Kinds name books and fellowships: a neutral
// letter says none.
func (a *about) small() string {
	if !a.full() {
		return ""
	}
	parts := []string{line(a.program.Name)}
	for _, code := range a.meeting.Types {
		parts = append(parts, line(a.tongue().meeting.Type(code)))
	}
	return strings.Trim(strings.Join(parts, " · "), " ·")
}

// attend says where to go and how to join, with what discretion lets stand.
func (a *about) attend(c *card) {
	t, m := a.tongue(), &a.meeting
	hide := a.hider(false)
	if m.Attendance != meeting.Online {
		c.Place = a.place(&m.Place)
		c.Map = a.mapLink(&m.Place)
	}
	if m.Attendance == meeting.InPerson {
		return
	}
	if address := webLink(m.Join.URL); address != "" {
		c.Join = &link{t.say("join"), address}
	}
	c.JoinNotes, c.PhoneNotes = hide(line(m.Join.Notes)), hide(line(m.Join.PhoneNotes))
	c.Dial = dial(line(m.Join.Phone))
	switch phone := line(m.Join.Phone); {
	case phone != "" && c.Join != nil:
		c.Phone = t.say("or-phone", phone)
	case phone != "":
		c.Phone = t.say("phone", phone)
	}
}

func (a *about) place(p *meeting.Place) []string {
	return placeLines(p, a.hider(false), a.hider(true))
}

func placeLines(p *meeting.Place, hide, hideInAddress func(string) string) []string {
	address := line(p.FullAddress())
	name := line(p.Name)
	if strings.HasPrefix(address, name) {
		name = "" // some sources write it in both
	}
	var lines []string
	for _, s := range []string{hide(name), hideInAddress(address), hide(line(p.Notes))} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}

// mapLink leads to a map, for whoever asked for it. An address that hides a
// name finds nothing.
func (a *about) mapLink(p *meeting.Place) *link {
	if !a.reader.MapLinks {
		return nil
	}
	address := a.hider(true)(line(p.FullAddress()))
	if strings.Contains(address, "…") {
		address = ""
	}
	if to := p.MapURL(address); to != "" {
		return &link{a.tongue().say("map"), to}
	}
	return nil
}

var number = regexp.MustCompile(`^\+?[\d().\- ]{5,25}$`)

// dial returns what a telephone calls a number by, or "": html/template knows
// no such links, so that only digits come through.
func dial(phone string) template.URL {
	if !number.MatchString(phone) {
		return ""
	}
	return template.URL("tel:" + strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone))
}

// webLink returns a link that is safe to offer, or "".
func webLink(s string) string {
	s = line(s)
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || strings.ContainsRune(s, ' ') {
		return ""
	}
	return s
}

func clockOf(t time.Time) meeting.Clock { return meeting.NewClock(t.Hour(), t.Minute()) }

// capital begins words with a capital.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// sentence gives words a capital and a full stop.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") {
		return capital(s)
	}
	return capital(s) + "."
}
