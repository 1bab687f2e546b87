package feeds

import (
	"net/url"
	"strings"

	"openchair/meeting"
)

// describe writes an event's description, always in one order: what is special
// about this date, when, where, how to join, what kind, notes, the page it comes
// from, since when this stands, and the page that says how sure it still is. It tells
// no age, so that it changes only when the meeting does.
func (f *feed) describe(v *view, how saying) string {
	d := description{most: f.bound.text}
	d.add(f.special(v, how))
	if how.short {
		return d.String()
	}
	d.add(f.when(v))
	if v.inPerson {
		d.add(v.where)
		if v.full {
			d.line(v.m.Place.Notes)
		}
	}
	f.describeJoin(&d, v)
	if v.full {
		d.add(f.kind(v))
		d.line(v.m.Notes)
	}
	if v.page != "" {
		d.add(f.phrases.about + v.page)
	}
	f.describeAge(&d, v)
	return d.String()
}

// special says what makes this date another than all.
func (f *feed) special(v *view, how saying) string {
	switch {
	case !v.m.Retired.IsZero():
		return f.phrases.retired
	case how.off && v.m.Attendance == meeting.Inactive:
		return f.words.Attendance(meeting.Inactive)
	case how.off:
		return f.phrases.cancelled
	case how.moved != nil && how.moved.From == how.moved.Date:
		return f.phrases.otherHour
	case how.moved != nil:
		return f.phrases.movedFrom(f.words.Day(how.moved.From))
	}
	return ""
}

// when says the schedule. The source's own words may name the program.
func (f *feed) when(v *view) string {
	schedule := *v.m.Timetable()
	if !v.full {
		schedule.Text = ""
	}
	return cut(f.words.When(&schedule), maxText) + ", " + f.words.Zone(schedule.Zone)
}

// describeAge says since when a meeting is listed like this, and where to see whether
// it was confirmed since. The page would name it, so neutral words do without.
func (f *feed) describeAge(d *description, v *view) {
	loc, err := meeting.Zone(v.m.Schedule.Zone)
	if err != nil || v.m.LastChanged.IsZero() {
		return
	}
	d.add(f.phrases.since(f.words.Date(meeting.DateOf(v.m.LastChanged.In(loc)))))
	if page := f.pageOf(v.m); v.full && page != "" {
		d.add(f.phrases.latest + page)
	}
}

// pageOf is the address of a meeting's page here, in the calendar's language.
func (f *feed) pageOf(m *meeting.Meeting) string {
	if f.pages == "" {
		return ""
	}
	return f.pages + url.PathEscape(m.ID)
}

func (f *feed) describeJoin(d *description, v *view) {
	if v.joinText != "" {
		d.add(f.phrases.join + v.joinText)
	}
	if v.phone != "" {
		d.add(f.phrases.call + v.phone)
	}
	if !v.full || v.join == "" && v.phone == "" {
		return
	}
	d.line(v.m.Join.Notes)
	if v.phone != "" {
		d.line(v.m.Join.PhoneNotes)
	}
}

// kind says how a meeting is attended and what kind it is, in small words.
func (f *feed) kind(v *view) string {
	words := []string{f.words.Attendance(v.m.Attendance)}
	for _, t := range v.m.Types {
		if w := oneLine(f.words.Type(t)); w != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, ", ")
}

// description is a text of lines, each clean and within bounds.
type description struct {
	strings.Builder
	most int // UTF-16 units of what a listing says
}

// line adds what a listing says, unless it is empty.
func (d *description) line(text string) { d.add(cut(plain(text), d.most)) }

// add adds a line that is clean already, unless it is empty.
func (d *description) add(text string) {
	if text == "" {
		return
	}
	if d.Len() > 0 {
		d.WriteByte('\n')
	} else {
		d.Grow(720)
	}
	d.WriteString(text)
}
