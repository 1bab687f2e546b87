package mail

import (
	"context"
	"net/url"
	"slices"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
)

// draft is a letter ready to be sent, and until when it helps.
type draft struct {
	sheet   *sheet
	reader  meeting.Reminder
	expires time.Time
	tells   int64 // up to which change, to be kept before it leaves; 0 = nothing is
}

// draft writes a letter from what is known now, not from what was planned.
func (p *Postman) draft(ctx context.Context, l meeting.Letter, known *meeting.About) (draft, *ending) {
	if !time.Now().Before(l.Expires) && l.Kind != meeting.ReminderLetter {
		return draft{}, expired()
	}
	d := draft{expires: l.Expires}
	var a about
	end := p.read(ctx, l, known, &d.reader, &a)
	if end == nil {
		end = p.say(ctx, &d, l, &a)
	}
	if end != nil {
		return draft{}, end
	}
	d.sheet.Lang = tongueFor(d.reader.Language).meeting.Lang
	return d, nil
}

// say writes the sheet of a letter, of whatever kind.
func (p *Postman) say(ctx context.Context, d *draft, l meeting.Letter, a *about) *ending {
	switch {
	case ofOne(l.Kind):
		return p.ofMeeting(ctx, d, l, a)
	case l.Kind == meeting.OverviewLetter:
		return p.overview(ctx, d, l)
	case l.Kind == meeting.ConfirmLetter:
		d.sheet = p.confirm(&d.reader, l.Expires)
	case l.Kind == meeting.GoodbyeLetter || l.Kind == meeting.DeletedLetter:
		d.sheet = farewell(&d.reader, l.Kind)
	default:
		return dropped("no such kind of letter: " + string(l.Kind))
	}
	return nil
}

func (p *Postman) ofMeeting(ctx context.Context, d *draft, l meeting.Letter, a *about) (end *ending) {
	switch l.Kind {
	case meeting.ReminderLetter:
		end = p.remind(ctx, d, l, a)
	case meeting.ChangeLetter:
		end = p.change(ctx, d, l, a)
	default:
		end = p.doubt(ctx, d, l, a)
	}
	if end == nil {
		p.foot(d, l.Meeting)
	}
	return end
}

func (p *Postman) about(reader *meeting.Reminder, m meeting.Meeting, alias string, now time.Time) *about {
	a := &about{reader: *reader, meeting: m, alias: alias, now: now}
	if p.Program != nil {
		a.program = p.Program(m.Program)
	}
	return a
}

// foot offers what every letter about meetings does.
func (p *Postman) foot(d *draft, meetingID string) {
	t, id := tongueFor(d.reader.Language), d.reader.ID
	d.sheet.Foot = t.say("foot")
	d.sheet.Links = []link{{t.sayTo(&d.reader, "manage"), p.page(&d.reader, keyring.Manage)}}
	if meetingID != "" {
		token := p.Keys.Token(keyring.About(keyring.StopOne, meetingID), id)
		d.sheet.Links = append(d.sheet.Links, link{t.say("stop-one"), p.path(&d.reader, keyring.StopOne, token, url.PathEscape(meetingID))})
	}
	d.sheet.Links = append(d.sheet.Links, link{t.say("stop"), p.page(&d.reader, keyring.Stop)})
}

// confirm asks whether an address is its owner's wish. Its link holds as long as
// what was asked for does.
func (p *Postman) confirm(reader *meeting.Reminder, until time.Time) *sheet {
	t := tongueFor(reader.Language)
	s := &sheet{
		Subject: t.sayTo(reader, "confirm-subject"),
		Lead:    [][]string{{t.sayTo(reader, "confirm-new")}}, Then: t.say("confirm-open"),
		Button: &link{t.say("confirm-button"), p.path(reader, keyring.Confirm, p.Keys.Timed(keyring.Confirm, reader.ID, until))},
		After:  []string{t.say("confirm-days"), t.sayTo(reader, "confirm-not-new")},
		Links:  []link{{t.sayTo(reader, "confirm-forget"), p.page(reader, keyring.Stop)}},
	}
	if !reader.Confirmed.IsZero() { // letters come already: it is about a change
		s.Lead[0][0], s.After[1], s.Links[0].Words = t.sayTo(reader, "confirm-known"), t.sayTo(reader, "confirm-not"), t.sayTo(reader, "stop")
	}
	return s
}

// farewell is the last letter to an address.
func farewell(reader *meeting.Reminder, kind meeting.LetterKind) *sheet {
	t := tongueFor(reader.Language)
	if kind == meeting.DeletedLetter {
		return &sheet{Subject: t.say("deleted-subject"), Lead: [][]string{{t.sayTo(reader, "deleted")}, {t.sayTo(reader, "deleted-last")}}}
	}
	return &sheet{Subject: t.sayTo(reader, "goodbye-subject"), Lead: [][]string{{t.sayTo(reader, "goodbye")}, {t.sayTo(reader, "goodbye-calendar")}}}
}

func (p *Postman) remind(ctx context.Context, d *draft, l meeting.Letter, a *about) *ending {
	if !slices.Contains(d.reader.Leads, l.Lead) {
		return dropped("letters are wanted at other times now")
	}
	if !a.meeting.Held() {
		return dropped("the meeting is not held for now, or its time is in doubt")
	}
	occurrence, ok := on(&a.meeting, l.Date)
	if !ok {
		return dropped("the meeting is not held on " + l.Date.String())
	}
	if end := timely(&d.reader, l, occurrence.Start, a.now); end != nil {
		return end
	}
	d.sheet, d.expires = a.reminder(occurrence), occurrence.Start
	if !d.sheet.Cards[0].Doubt {
		return nil
	}
	return p.addLike(ctx, d, a)
}

func (p *Postman) doubt(ctx context.Context, d *draft, l meeting.Letter, a *about) *ending {
	if _, doubt := a.tongue().meeting.Freshness(&a.meeting, "", a.now); !doubt {
		return dropped("a list has confirmed the meeting since")
	}
	o, ok := on(&a.meeting, l.Date)
	if !ok || !o.Start.After(a.now) {
		o, ok = a.meeting.Next(a.now)
	}
	if !ok {
		return dropped("the meeting is not held for now, or its time is in doubt")
	}
	d.sheet = a.doubt(o)
	return p.addLike(ctx, d, a)
}

func (p *Postman) overview(ctx context.Context, d *draft, l meeting.Letter) *ending {
	if d.reader.Overview == meeting.NoOverview {
		return dropped("no overview is wanted any more")
	}
	chosen, err := p.Store.CalendarMeetings(ctx, d.reader.Calendar)
	if err != nil {
		return retry("the store can't be read", err)
	}
	chosen = slices.DeleteFunc(chosen, func(m meeting.Meeting) bool { return !d.reader.Wants(m.ID) || !m.Retired.IsZero() })
	if len(chosen) == 0 {
		return dropped("no meeting is chosen")
	}
	zone, err := meeting.Zone(chosen[0].Schedule.Zone)
	if err != nil {
		zone = time.UTC
	}
	home := d.reader.Home(zone)
	aliases, err := p.Store.Aliases(ctx, d.reader.Calendar)
	if err != nil {
		return retry("the store can't be read", err)
	}
	now := time.Now()
	all := upcomingOf(chosen, now, meeting.At(l.Date+d.reader.OverviewDays(), 0, home))
	if len(all) == 0 {
		return dropped("nothing is ahead in that time")
	}
	d.sheet = overview(&d.reader, all, func(u upcoming) card {
		return p.about(&d.reader, u.meeting, aliases[u.meeting.ID], now).card(u.occurrence)
	})
	p.foot(d, "")
	return nil
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
