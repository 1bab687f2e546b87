package feeds

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// Lists is what the open formats need beside the meetings.
type Lists struct {
	PublicURL string // where this house answers, without a slash at its end
	Programs  []meeting.Program
	// Open reports whether a source publishes openly. Of others, the ways to join
	// are absent. Nil: all do.
	Open func(source string) bool
	// Now is when the list is written: what limited a meeting in the past is not
	// told any more.
	Now time.Time
}

// Meetings is what lists are written from: a stream that may end in an error.
type Meetings = iter.Seq2[meeting.Meeting, error]

func (l *Lists) program(id string) meeting.Program {
	if i := slices.IndexFunc(l.Programs, func(p meeting.Program) bool { return p.ID == id }); i >= 0 {
		return l.Programs[i]
	}
	return meeting.Program{ID: id, Name: id}
}

func (l *Lists) open(m *meeting.Meeting) bool { return l.Open == nil || l.Open(m.Source) }

// told is a meeting as the open formats tell it.
type told struct {
	*meeting.Meeting
	week
	name, notes   string
	join          meeting.Join // empty where it can't be told
	types         []string     // Meeting Guide's codes
	address       string
	door          bool // its coordinates are those of a door
	online        bool
	updated, page string
}

func (l *Lists) tell(m *meeting.Meeting) told {
	t := told{Meeting: m, week: weekOf(m, l.Now), address: addressOf(&m.Place), online: m.Attendance == meeting.Online}
	t.name = oneLine(m.Name)
	if t.suffix != "" {
		t.name += " (" + t.suffix + ")"
	}
	if m.Attendance != meeting.Inactive && m.Attendance != meeting.InPerson && l.open(m) {
		t.join = m.Join
	}
	t.door = !t.online && m.Place.Located()
	kinds := t.guideTypes()
	t.notes = strings.Join(slices.DeleteFunc([]string{strings.Join(t.limits, " "), kinds, plain(m.Notes)}, func(s string) bool { return s == "" }), "\n")
	t.updated = firstTime(m.Updated, m.LastChanged, l.Now).UTC().Format(time.DateTime)
	t.page = cmp.Or(link(m.URL), l.pageOf(m))
	return t
}

func (l *Lists) pageOf(m *meeting.Meeting) string {
	if l.PublicURL == "" {
		return ""
	}
	return link(l.PublicURL + "/meetings/" + m.ID)
}

// guideTypes sets the codes that Meeting Guide knows, and returns in words what
// it knows no code for.
func (t *told) guideTypes() (words string) {
	var others []string
	for _, code := range t.Types {
		if _, ok := meeting.GuideTypes[code]; ok {
			t.types = append(t.types, code)
		} else if w := oneLine(wordsFor("en").Type(code)); w != "" {
			others = append(others, w)
		}
	}
	for _, lang := range t.Languages {
		if code := languageType(lang); code != "" && lang != "en" && !slices.Contains(t.types, code) {
			t.types = append(t.types, code)
		}
	}
	switch t.Attendance {
	case meeting.Online, meeting.Hybrid:
		t.types = append(t.types, "ONL")
	case meeting.Inactive:
		t.types = append(t.types, "TC")
	}
	slices.Sort(t.types)
	return strings.Join(others, ", ")
}

// languageType is Meeting Guide's code of a language; "" where it has none.
func languageType(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	for code, lang := range meeting.GuideLanguages {
		if lang == base {
			return code
		}
	}
	return ""
}
