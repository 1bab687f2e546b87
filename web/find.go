package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// perPage is how many cards a page shows; with them it stays under 60 KB.
const perPage = 25

// findPage is the find page's content.
type findPage struct {
	page
	Lead           string
	Action, Submit string // where the form searches, and where the choice goes
	Make           string // word of the button that sends the choice
	Fresh          bool   // the choice becomes a new calendar
	LettersOff     string
	FollowAt       string // where the search goes that is to be followed; empty = none can
	M              *myWords

	Search                search
	Programs, Days, Chips []option

	Counted   string
	Groups    []group
	Later     bool   // not the first page
	First     string // address of the first page
	Next      string // cursor of the next
	Nothing   string // what was not found
	Advice    string
	Looser    []looser
	Elsewhere []card // chosen meetings that are not among the results shown
	Picked    int
}

// weekFromMonday is the week in the order the form offers it.
var weekFromMonday = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// option is one choice of a form.
type option struct {
	Name, Value, Word string
	On                bool
}

// find is the page to search on.
func (s *site) find(w http.ResponseWriter, r *http.Request) {
	p := findPage{
		page: s.page(r, s.text.FindTitle), Lead: s.text.Lead,
		Action: s.to("/find"), Submit: s.to("/calendars"), FollowAt: s.to("/calendars"), Make: s.text.MakeCalendar, Fresh: true, LettersOff: s.LettersOff,
	}
	s.showFind(w, r, p)
}

// findMore is the same search, for a calendar that exists.
func (s *site) findMore(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	if _, ok := s.managed(w, r); !ok {
		return
	}
	path := s.to("/my/" + r.PathValue("manage"))
	p := findPage{
		page: s.privatePage(r, s.text.AddTitle), Lead: s.text.AddLead,
		Action: path + "/find", Submit: path + "/meetings", FollowAt: path + "/searches", Make: s.text.AddToCalendar,
	}
	s.showFind(w, r, p)
}

func (s *site) showFind(w http.ResponseWriter, r *http.Request, p findPage) {
	p.Search = s.readSearch(r.URL.Query())
	p.Programs, p.Days, p.Chips = s.programOptions(p.Search), s.dayOptions(p.Search), s.chips(p.Search)
	p.Lists = s.text.Lists(len(s.offered), s.enabled)
	p.Later = p.Search.After != ""
	p.First = p.Action + p.Search.query()
	if err := s.results(r.Context(), &p); err != nil {
		s.broke(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "find", p)
}

// results fills in what was found, or what would be.
func (s *site) results(ctx context.Context, p *findPage) error {
	f, possible := p.Search.filter()
	f.Limit = perPage
	var found []meeting.Meeting
	total := 0
	var err error
	if possible {
		if found, p.Next, err = s.page1OrLater(ctx, f); err != nil {
			return err
		}
		if total, err = s.Store.Count(ctx, f); err != nil {
			return err
		}
	}
	p.Counted = s.text.Meetings(total)
	if p.M = s.myWords(); !p.Search.narrow() || total > meeting.MaxHeld {
		p.FollowAt = ""
	}
	if err := s.choice(ctx, p, found); err != nil {
		return err
	}
	if p.Groups = s.grouped(found, p.Search.Choice); len(p.Groups) == 0 {
		return s.loosen(ctx, p)
	}
	return nil
}

// page1OrLater turns to the page a cursor names. A cursor that was cut short or
// made up leads to the first page, as everything else a person can't mend.
func (s *site) page1OrLater(ctx context.Context, f meeting.Filter) ([]meeting.Meeting, string, error) {
	found, next, err := s.Store.Meetings(ctx, f, s.now())
	if err == nil || f.After == "" {
		return found, next, err
	}
	f.After = ""
	return s.Store.Meetings(ctx, f, s.now())
}

// choice lists those chosen that the results don't show.
func (s *site) choice(ctx context.Context, p *findPage, found []meeting.Meeting) error {
	elsewhere := slices.DeleteFunc(slices.Clone(p.Search.Choice), func(id string) bool {
		return slices.ContainsFunc(found, func(m meeting.Meeting) bool { return m.ID == id })
	})
	p.Picked = len(p.Search.Choice) - len(elsewhere)
	if len(elsewhere) == 0 {
		return nil
	}
	ms, _, err := s.Store.Meetings(ctx, meeting.Filter{IDs: elsewhere}, s.now())
	if err != nil {
		return err
	}
	for i := range ms {
		p.Elsewhere = append(p.Elsewhere, s.row(&ms[i]))
	}
	p.Picked += len(ms)
	return nil
}

func (s *site) programOptions(q search) []option {
	var out []option
	for _, p := range s.offered {
		out = append(out, option{Value: p.ID, Word: p.Name, On: p.ID == q.Program})
	}
	slices.SortStableFunc(out, func(a, b option) int { return strings.Compare(meeting.Fold(a.Word), meeting.Fold(b.Word)) })
	return out
}

func (s *site) dayOptions(q search) []option {
	var out []option
	for _, d := range weekFromMonday {
		value := strings.ToLower(d.String())
		out = append(out, option{Value: value, Word: s.words.Weekday(d), On: value == q.Day})
	}
	return out
}

// chips are the filters that may be combined.
func (s *site) chips(q search) []option {
	var out []option
	for _, a := range []meeting.Attendance{meeting.InPerson, meeting.Online} {
		out = append(out, option{"attendance", string(a), s.words.Attendance(a), slices.Contains(q.Ways, string(a))})
	}
	for _, tag := range s.tags {
		out = append(out, option{"for", tag, s.tagWord(tag), slices.Contains(q.Tags, tag)})
	}
	return out
}
