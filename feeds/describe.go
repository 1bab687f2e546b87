package feeds

import "strings"

// describe writes an event's description, always in one order: when, where, how
// to join, what kind, notes, and the page it comes from. It tells no age, so
// that it changes only when the meeting does.
func (f *feed) describe(v *view) string {
	var d description
	schedule := v.m.Schedule
	if !v.full {
		schedule.Text = "" // the source's own words may name the program
	}
	d.add(f.words.When(&schedule) + ", " + f.words.Zone(v.m.Schedule.Zone))
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
	return d.String()
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
}

// line adds what a listing says, unless it is empty.
func (d *description) line(text string) { d.add(cut(plain(text), maxText)) }

// add adds a line that is clean already, unless it is empty.
func (d *description) add(text string) {
	if text == "" {
		return
	}
	if d.Len() > 0 {
		d.WriteByte('\n')
	} else {
		d.Grow(400)
	}
	d.WriteString(text)
}
