package mail

import (
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"openchair/meeting"
)

// reminderView is all that a reminder says. Every string is one line.
type reminderView struct {
	Lang, Clock        string // the clock is the reader's own
	When, Zone, Yours  string
	Ahead              string
	Title, Attendance  string
	Place              []string
	JoinURL, JoinNotes string
	Phone, PhoneNotes  string
	Freshness          string
	Doubt              bool
	Stop               string
}

// reminding is what a reminder is made from.
type reminding struct {
	reader     meeting.Reminder
	meeting    meeting.Meeting
	program    meeting.Program
	occurrence meeting.Occurrence
	stop       string
	now        time.Time
}

// remind writes a reminder in the reader's language.
func remind(r reminding) (words, error) {
	lang, l := languageOf(r.reader.Language)
	say := meeting.WordsFor(lang)
	start := r.occurrence.Start
	yours := start.In(readerZone(r.reader.Zone, start.Location()))
	v := reminderView{
		Lang: lang, Clock: say.Clock(clockOf(yours)),
		When:       say.Day(r.occurrence.Date) + ", " + say.SpanOf(r.occurrence),
		Zone:       say.Zone(r.meeting.Schedule.Zone),
		Ahead:      l.ahead(ahead{start.Sub(r.now), int(meeting.DateOf(yours) - meeting.DateOf(r.now.In(yours.Location())))}),
		Title:      line(say.Title(r.program, &r.meeting, r.reader.Discretion)),
		Attendance: say.Attendance(r.meeting.Attendance),
		Stop:       r.stop,
	}
	if clockOf(yours) != clockOf(start) || meeting.DateOf(yours) != meeting.DateOf(start) {
		v.Yours = v.Clock
		if meeting.DateOf(yours) != meeting.DateOf(start) {
			v.Yours += " " + say.Weekday(yours.Weekday())
		}
	}
	who := ""
	if r.reader.Discretion == meeting.Full {
		who = r.program.ShortName
	}
	v.Freshness, v.Doubt = say.Freshness(&r.meeting, who, r.now)
	v.Freshness = sentence(v.Freshness)
	v.attend(&r)
	return l.write(meeting.ReminderLetter, v)
}

// attend says where to go and how to join, with what the reader's discretion
// lets stand.
func (v *reminderView) attend(r *reminding) {
	m, hide := &r.meeting, hider(r, false)
	if m.Attendance != meeting.Online {
		v.Place = placeLines(&m.Place, hide, hider(r, true))
	}
	if m.Attendance == meeting.InPerson {
		return
	}
	v.JoinURL = webLink(m.Join.URL)
	v.JoinNotes = hide(line(m.Join.Notes))
	v.Phone = line(m.Join.Phone)
	v.PhoneNotes = hide(line(m.Join.PhoneNotes))
}

func placeLines(p *meeting.Place, hide, hideInAddress func(string) string) []string {
	address := line(p.Address)
	if city := line(p.City); city != "" && !strings.Contains(meeting.Fold(address), meeting.Fold(city)) {
		address = strings.TrimPrefix(address+", "+city, ", ")
	}
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

// webLink returns a link that is safe to offer, or "".
func webLink(s string) string {
	s = line(s)
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || strings.ContainsRune(s, ' ') {
		return ""
	}
	return s
}

// readerZone returns the reader's zone, or the meeting's where there is none.
func readerZone(name string, meetings *time.Location) *time.Location {
	if name == "" {
		return meetings
	}
	loc, err := meeting.Zone(name)
	if err != nil {
		return meetings
	}
	return loc
}

func clockOf(t time.Time) meeting.Clock { return meeting.NewClock(t.Hour(), t.Minute()) }

// sentence gives words a capital and a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:] + "."
}
