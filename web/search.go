package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"openchair/meeting"
)

// search is what the find page's form says, read leniently: what can't be read
// doesn't limit, for a person sees the form and mends it.
type search struct {
	Text     string
	Near     string // a place in words
	At       string // coordinates that the browser gave, used where Near is empty
	Within   string // "25km"; empty = the usual
	Program  string
	Day      string   // english name of the day, lower case
	Time     string   // part of the day, or "17:00-22:00"
	Ways     []string // attendance chips: in_person, online
	Tags     []string // what a person chooses by
	Types    []string // all of which a meeting must have
	Language string
	Access   bool
	Nearest  bool
	After    string   // cursor
	Choice   []string // meetings picked so far
	programs []string // that carry all of Tags
	spot     *spot    // where Near or At is; nil = not asked, or not known
}

// ways are the attendance chips. A hybrid meeting answers to both.
var ways = map[string][]meeting.Attendance{
	string(meeting.InPerson): {meeting.InPerson, meeting.Hybrid},
	string(meeting.Online):   {meeting.Online, meeting.Hybrid},
}

func (s *site) readSearch(q url.Values) search {
	out := search{
		Text:   clip(clean(q.Get("text")), 200),
		Near:   clip(clean(q.Get("near")), 100),
		At:     clip(clean(q.Get("at")), 30),
		After:  q.Get("after"),
		Choice: unique(q["m"]),
	}
	if r, err := meeting.ParseReach(q.Get("within")); err == nil {
		out.Within = r.String()
	}
	if _, ok := s.programs[q.Get("program")]; ok {
		out.Program = q.Get("program")
	}
	if d, err := meeting.ParseWeekday(q.Get("day")); err == nil {
		out.Day = strings.ToLower(d.String())
	}
	if _, _, err := meeting.ParseTimeOfDay(q.Get("time")); err == nil {
		out.Time = strings.ToLower(clean(q.Get("time")))
	}
	out.Ways = known(q["attendance"], func(way string) bool { return ways[way] != nil })
	out.Tags = known(q["for"], func(tag string) bool { return slices.Contains(s.tags, tag) })
	out.Types = known(q["type"], func(t string) bool { return s.words.Type(t) != t })
	if code := q.Get("language"); s.text.Languages[code] != "" {
		out.Language = code
	}
	out.Access, out.Nearest = q.Get("access") != "", q.Get("order") == "nearest"
	out.Choice = out.Choice[:min(len(out.Choice), maxMeetings)]
	out.programs = s.programsWith(out.Tags)
	return out
}

func known(values []string, ok func(string) bool) (out []string) {
	for _, v := range unique(values) {
		if ok(v) {
			out = append(out, v)
		}
	}
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
	f = meeting.Filter{Text: q.Text, Programs: q.programs, Types: q.Types, Accessible: q.Access, After: q.After}
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
	if from, to, err := meeting.ParseTimeOfDay(q.Time); err == nil {
		f.From, f.To = from, to
	}
	if q.Language != "" {
		f.Languages = []string{q.Language}
	}
	for _, way := range q.Ways {
		for _, a := range ways[way] {
			if !slices.Contains(f.Attendance, a) {
				f.Attendance = append(f.Attendance, a)
			}
		}
	}
	f.Near = q.around()
	f.Nearest = q.Nearest && f.Near != nil
	f.Soonest = !f.Nearest
	return f, true
}

// around is the search's place. Who asks for online meetings too gets them from
// anywhere.
func (q *search) around() *meeting.Near {
	if q.spot == nil {
		return nil
	}
	return &meeting.Near{Lat: q.spot.Lat, Lon: q.spot.Lon, Km: q.reach().Km(), Online: slices.Contains(q.Ways, string(meeting.Online))}
}

// reach is how far from its place the search looks.
func (q *search) reach() meeting.Reach {
	r, err := meeting.ParseReach(q.Within)
	switch {
	case err == nil:
		return r
	case q.spot != nil && q.spot.miles:
		return usualMiles
	}
	return usualKm
}

var (
	usualKm    = meeting.Reach{N: 25}
	usualMiles = meeting.Reach{N: 15, Miles: true}
)

// values are the search as an address carries it, without its cursor.
func (q *search) values() url.Values {
	v := url.Values{}
	access, order := "", ""
	if q.Access {
		access = "1"
	}
	if q.Nearest {
		order = "nearest"
	}
	for name, value := range map[string]string{
		"text": q.Text, "near": q.Near, "at": q.At, "within": q.Within, "program": q.Program, "day": q.Day, "time": q.Time,
		"language": q.Language, "access": access, "order": order,
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	for name, values := range map[string][]string{"attendance": q.Ways, "for": q.Tags, "type": q.Types, "m": q.Choice} {
		if len(values) > 0 {
			v[name] = values
		}
	}
	return v
}

// query writes the search as an address carries it.
func (q *search) query() string {
	if v := q.values(); len(v) > 0 {
		return "?" + v.Encode()
	}
	return ""
}

// narrow reports whether the search limits anything.
func (q *search) narrow() bool {
	return q.Text != "" || q.Program != "" || q.Day != "" || len(q.Ways) > 0 || len(q.Tags) > 0 || q.placed() || q.Time != "" || q.special()
}

func (q *search) placed() bool { return cmp.Or(q.Near, q.At) != "" }

// special reports whether the search asks for kinds, a language or a way in.
func (q *search) special() bool { return len(q.Types) > 0 || q.Language != "" || q.Access }

// folded counts the filters in use that the form folds away.
func (q *search) folded() int {
	n := len(q.Types)
	for _, on := range [...]bool{q.Program != "", q.Language != "", q.Access} {
		if on {
			n++
		}
	}
	return n
}
