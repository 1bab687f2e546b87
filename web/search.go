package web

import (
	"net/url"
	"slices"
	"strings"

	"openchair/meeting"
)

// search is what the find page's form says, read leniently: what can't be read
// doesn't limit, for a person sees the form and mends it.
type search struct {
	Text     string
	Program  string
	Day      string   // english name of the day, lower case
	Ways     []string // attendance chips: in_person, online
	Tags     []string // what a person chooses by
	After    string   // cursor
	Choice   []string // meetings picked so far
	programs []string // that carry all of Tags
}

// ways are the attendance chips. A hybrid meeting answers to both.
var ways = map[string][]meeting.Attendance{
	string(meeting.InPerson): {meeting.InPerson, meeting.Hybrid},
	string(meeting.Online):   {meeting.Online, meeting.Hybrid},
}

func (s *site) readSearch(q url.Values) search {
	out := search{
		Text:   clip(clean(q.Get("text")), 200),
		After:  q.Get("after"),
		Choice: unique(q["m"]),
	}
	if _, ok := s.programs[q.Get("program")]; ok {
		out.Program = q.Get("program")
	}
	if d, err := meeting.ParseWeekday(q.Get("day")); err == nil {
		out.Day = strings.ToLower(d.String())
	}
	for _, way := range unique(q["attendance"]) {
		if ways[way] != nil {
			out.Ways = append(out.Ways, way)
		}
	}
	for _, tag := range unique(q["for"]) {
		if slices.Contains(s.tags, tag) {
			out.Tags = append(out.Tags, tag)
		}
	}
	out.Choice = out.Choice[:min(len(out.Choice), maxMeetings)]
	out.programs = s.programsWith(out.Tags)
	return out
}

// programsWith lists the programs that carry every tag; nil = all programs.
func (s *site) programsWith(tags []string) []string {
	if len(tags) == 0 {
		return nil
	}
	ids := []string{}
	for _, p := range s.Programs {
		if !slices.ContainsFunc(tags, func(tag string) bool { return !slices.Contains(p.Tags, tag) }) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// filter returns the search as the store reads it. ok is false where no program
// can fit, which a filter can't say: none there means all.
func (q *search) filter() (f meeting.Filter, ok bool) {
	f = meeting.Filter{Text: q.Text, Programs: q.programs, Soonest: true, After: q.After}
	if q.Program != "" {
		if q.programs != nil && !slices.Contains(q.programs, q.Program) {
			return f, false
		}
		f.Programs = []string{q.Program}
	}
	if q.programs != nil && len(q.programs) == 0 {
		return f, false
	}
	if d, err := meeting.ParseWeekday(q.Day); err == nil {
		f.Days = meeting.NewWeekdays(d)
	}
	for _, way := range q.Ways {
		for _, a := range ways[way] {
			if !slices.Contains(f.Attendance, a) {
				f.Attendance = append(f.Attendance, a)
			}
		}
	}
	return f, true
}

// query writes the search as an address carries it, without its cursor.
func (q *search) query() string {
	v := url.Values{}
	for name, value := range map[string]string{"text": q.Text, "program": q.Program, "day": q.Day} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for name, values := range map[string][]string{"attendance": q.Ways, "for": q.Tags, "m": q.Choice} {
		if len(values) > 0 {
			v[name] = values
		}
	}
	if len(v) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// narrow reports whether the search limits anything.
func (q *search) narrow() bool {
	return q.Text != "" || q.Program != "" || q.Day != "" || len(q.Ways) > 0 || len(q.Tags) > 0
}
