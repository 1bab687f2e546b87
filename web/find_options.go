package web

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// weekFromMonday is the week in the order the form offers it.
var weekFromMonday = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// option is one choice of a form.
type option struct {
	Name, Value, Word string
	On                bool
}

// options are the choices of one list.
type options []option

// Tags writes them for a select. The lists are long, and a template would take
// longer for them than for all else on the page.
func (os options) Tags() template.HTML {
	var b strings.Builder
	for _, o := range os {
		b.WriteString(`<option value="` + template.HTMLEscapeString(o.Value) + `"`)
		if o.On {
			b.WriteString(" selected")
		}
		b.WriteString(">" + template.HTMLEscapeString(o.Word) + "</option>")
	}
	return template.HTML(b.String())
}

// Boxes writes them as boxes to tick, each with its label.
func (os options) Boxes() template.HTML {
	var b strings.Builder
	for _, o := range os {
		id := template.HTMLEscapeString("f-" + o.Name + "-" + o.Value)
		b.WriteString(`<input type="checkbox" name="` + template.HTMLEscapeString(o.Name) + `" value="` + template.HTMLEscapeString(o.Value) + `" id="` + id + `"`)
		if o.On {
			b.WriteString(" checked")
		}
		b.WriteString(`><label for="` + id + `">` + template.HTMLEscapeString(o.Word) + "</label>\n")
	}
	return template.HTML(b.String())
}

// kinds are the types the form offers by themselves; others are found by words.
var kinds = []string{"O", "C", "BE", "W", "M", "LGBTQ", "Y", "SEN", "POC", "D", "SP", "ST", "B", "MED", "LIT", "BA", "D-HOH", "ASL"}

// options fills in what the form offers.
func (s *site) options(p *findPage) {
	q := &p.Search
	p.Programs, p.Days, p.Times = s.programOptions(q), s.dayOptions(q), s.timeOptions(q)
	p.Chips, p.Kinds, p.Languages = s.chips(q), s.kindOptions(q), s.languageOptions(q)
	p.Reaches = s.reaches(q)
	if n := q.folded(); n > 0 {
		p.InUse = s.text.Find.InUse(n)
	}
}

func (s *site) kindOptions(q *search) options {
	offered := kinds
	for _, t := range q.Types {
		if !slices.Contains(offered, t) {
			offered = append(slices.Clone(offered), t)
		}
	}
	out := options{{"access", "1", s.text.Find.Access, q.Access}}
	for _, t := range offered {
		out = append(out, option{"type", t, s.words.Type(t), slices.Contains(q.Types, t)})
	}
	return out
}

// byWord lists languages in the order of their words.
func byWord(languages map[string]string) options {
	var out options
	for code, word := range languages {
		out = append(out, option{Value: code, Word: word})
	}
	slices.SortFunc(out, func(a, b option) int {
		return cmp.Or(strings.Compare(meeting.Fold(a.Word), meeting.Fold(b.Word)), strings.Compare(a.Value, b.Value))
	})
	return out
}

// languageOptions offers, where two codes have one word, the one chosen or else
// the same one always.
func (s *site) languageOptions(q *search) options {
	out := make(options, 0, len(s.spoken))
	for _, o := range s.spoken {
		o.On = o.Value == q.Language
		switch last := len(out) - 1; {
		case last < 0 || out[last].Word != o.Word:
			out = append(out, o)
		case o.On:
			out[last] = o
		}
	}
	return out
}

func (s *site) timeOptions(q *search) options {
	var out options
	named := q.Time == ""
	for _, part := range meeting.PartsOfDay {
		out = append(out, option{Value: part.Name, Word: s.text.Find.Parts[part.Name], On: part.Name == q.Time})
		named = named || part.Name == q.Time
	}
	if !named {
		out = append(out, option{Value: q.Time, Word: q.Time, On: true})
	}
	return out
}

func (s *site) programOptions(q *search) options {
	var out options
	offered := s.offered
	if q.Program != "" && !slices.ContainsFunc(offered, func(p meeting.Program) bool { return p.ID == q.Program }) {
		offered = append(slices.Clone(offered), s.programs[q.Program])
	}
	for _, p := range offered {
		out = append(out, option{Value: p.ID, Word: p.Name, On: p.ID == q.Program})
	}
	slices.SortStableFunc(out, func(a, b option) int { return strings.Compare(meeting.Fold(a.Word), meeting.Fold(b.Word)) })
	return out
}

func (s *site) dayOptions(q *search) options {
	var out options
	for _, d := range weekFromMonday {
		value := strings.ToLower(d.String())
		out = append(out, option{Value: value, Word: s.words.Weekday(d), On: value == q.Day})
	}
	return out
}

// chips are the filters that may be combined.
func (s *site) chips(q *search) options {
	var out options
	for _, a := range []meeting.Attendance{meeting.InPerson, meeting.Online} {
		out = append(out, option{"attendance", string(a), s.words.Attendance(a), slices.Contains(q.Ways, string(a))})
	}
	for _, tag := range s.tags {
		out = append(out, option{"for", tag, s.tagWord(tag), slices.Contains(q.Tags, tag)})
	}
	return out
}
