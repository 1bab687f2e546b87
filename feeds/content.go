package feeds

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/emersion/go-ical"

	"openchair/meeting"
)

// saying is what one event of a meeting tells beside the meeting itself.
type saying struct {
	off   bool                // it is not held
	moved *meeting.Occurrence // nil = it was not
	short bool                // tells only what and where
}

// say writes what an event tells: what, where, how to join. At neutral
// discretion, and under an alias, it keeps the time, the address and the way in,
// and tells nothing that names the program or the group.
func (f *feed) say(e *ical.Component, m *meeting.Meeting, how saying) {
	v := f.view(m)
	setText(e, ical.PropSummary, v.title)
	setText(e, ical.PropLocation, v.where)
	setText(e, ical.PropDescription, f.describe(&v, how))
	if v.full {
		setText(e, ical.PropCategories, v.program)
		setRaw(e, ical.PropColor, colorOf(m.Program))
	}
	if how.short {
		return
	}
	switch {
	case v.join != "":
		setRaw(e, ical.PropURL, v.join)
	case v.page != "":
		setRaw(e, ical.PropURL, v.page)
	}
	f.sayConference(e, &v)
	if v.inPerson && m.Place.Located() {
		sayPoint(e, &v, m.Place.Latitude, m.Place.Longitude)
	}
}

// view is what may be told of a meeting, clean and in one discretion.
type view struct {
	m        *meeting.Meeting
	full     bool
	inPerson bool // has a place people go to
	title    string
	program  string
	venue    string // full only
	address  string
	where    string // both in one line
	join     string // URI
	joinText string // the same where it may stand in words
	provider string
	phone    string
	page     string // URI at the source; full only
}

func (f *feed) view(m *meeting.Meeting) view {
	p := f.program(m.Program)
	_, told := f.c.Told(m.ID)
	v := view{
		m: m, full: told == meeting.Full,
		inPerson: m.Attendance != meeting.Online,
		title:    f.title(m),
		program:  oneLine(p.ShortName),
	}
	if v.program == "" {
		v.program = oneLine(p.Name)
	}
	if v.inPerson {
		v.venue, v.address = oneLine(m.Place.Name), addressOf(&m.Place)
	}
	if m.Attendance != meeting.InPerson {
		v.join = link(m.Join.URL)
		v.joinText, v.provider, v.phone = v.join, oneLine(m.Join.Provider), oneLine(m.Join.Phone)
	}
	if v.full {
		v.page = link(m.URL)
	} else {
		v.veil(p)
	}
	v.where = v.location()
	return v
}

func (f *feed) program(id string) meeting.Program {
	if f.opts.Programs == nil {
		return meeting.Program{}
	}
	return f.opts.Programs(id)
}

// title is what a meeting is called here: by an alias, or in the words of the
// calendar's discretion.
func (f *feed) title(m *meeting.Meeting) string {
	alias, told := f.c.Told(m.ID)
	if alias = cut(oneLine(alias), maxSummary); alias != "" {
		return alias
	}
	return cut(oneLine(f.words.Title(f.program(m.Program), m, told)), maxSummary)
}

// titles joins titles, each once: neutral ones are often equal.
func (f *feed) titles(list []string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(list))), "; ")
}

func addressOf(p *meeting.Place) string {
	if address := oneLine(p.Address); address != "" {
		return address
	}
	var parts []string
	for _, s := range []string{p.City, p.State, p.Country} {
		if s = oneLine(s); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// location is where people go: a meeting that is only online has none, since
// its link stands in URL and CONFERENCE.
func (v *view) location() string {
	switch {
	case v.venue == "", v.address == v.venue, strings.HasPrefix(v.address, v.venue+","):
		return cut(v.address, maxSummary)
	case v.address == "":
		return cut(v.venue, maxSummary)
	}
	return cut(v.venue+", "+v.address, maxSummary)
}

// sayConference names the ways in, RFC 7986 5.11.
func (f *feed) sayConference(e *ical.Component, v *view) {
	if v.join != "" {
		p := ical.Prop{Name: ical.PropConference, Params: valueIs(ical.ValueURI), Value: v.join}
		if label := param(v.provider); label != "" {
			p.Params["LABEL"] = []string{label}
		}
		e.Props[p.Name] = append(e.Props[p.Name], p)
	}
	if tel := dial(v.phone); tel != "" {
		p := ical.Prop{Name: ical.PropConference, Params: valueIs(ical.ValueURI), Value: tel}
		p.Params["FEATURE"] = []string{string(ical.ConferencePhone)}
		e.Props[p.Name] = append(e.Props[p.Name], p)
	}
}

// sayPoint writes a door's coordinates, and again as Apple's maps want them.
func sayPoint(e *ical.Component, v *view, lat, lon float64) {
	if !(math.Abs(lat) <= 90 && math.Abs(lon) <= 180) {
		return
	}
	x, y := degrees(lat), degrees(lon)
	setRaw(e, ical.PropGeo, x+";"+y)
	p := ical.Prop{Name: "X-APPLE-STRUCTURED-LOCATION", Params: valueIs(ical.ValueURI), Value: "geo:" + x + "," + y}
	p.Params["X-APPLE-RADIUS"] = []string{"100"}
	if address := param(v.address); address != "" {
		p.Params["X-ADDRESS"] = []string{address}
	}
	if title := param(v.where); title != "" {
		p.Params["X-TITLE"] = []string{title}
	}
	e.Props[p.Name] = []ical.Prop{p}
}

// degrees writes a coordinate to about a decimetre, without needless zeros.
func degrees(d float64) string {
	d = math.Round(d*1e6) / 1e6
	if d == 0 {
		d = 0 // not -0
	}
	return strconv.FormatFloat(d, 'f', -1, 64)
}
