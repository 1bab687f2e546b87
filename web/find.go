package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"

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
	LettersOff     bool
	FollowAt       string // where the search goes that is to be followed; empty = none can
	M              *myWords
	Script, Looks  string

	Search                search
	Programs, Days, Times options
	Languages             options
	Chips, Kinds          options
	Reaches               []optionGroup
	InUse                 string // how many of the filters that are folded away are in use

	Counted    string
	Unused     bool   // no meeting holds the words
	Mended     string // what was searched instead of words nobody uses
	Placed     string // "within 25 km of Boston, MA, US"
	PlaceWrong string
	Others     []link // other places of the same name
	Towns      []link // places that the words may mean
	Order      link   // the other order; empty = there is none
	OrderWord  string // the order shown
	Map        *chart
	Groups     []group
	Later      bool   // not the first page
	First      string // address of the first page
	Next       string // cursor of the next
	Nothing    string // what was not found
	Advice     string
	Looser     []looser
	Elsewhere  []card // chosen meetings that are not among the results shown
	Picked     int
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
	s.findHeaders(w)
	p.Search = s.readSearch(r.URL.Query())
	others, err := s.locate(r, &p.Search)
	if err == nil {
		s.options(&p)
		p.Others = instead(p.Action, p.Search, others)
		p.Towns = towns(p.Action, p.Search, countryOf(r))
		p.Lists = s.text.Lists(len(s.offered), s.enabled)
		p.Later = p.Search.After != ""
		p.First = p.Action + p.Search.query()
		p.Script, p.Looks = findScriptPath, findStylePath
		err = s.results(r.Context(), &p)
	}
	if err != nil {
		s.broke(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "find", p)
}

// results fills in what was found, or what would be.
func (s *site) results(ctx context.Context, p *findPage) error {
	found, err := s.search(ctx, p)
	if err != nil {
		return err
	}
	p.Next, p.Counted = found.Next, s.text.Meetings(found.Total)
	if p.M = s.myWords(); !p.Search.narrow() || found.Total > meeting.MaxHeld {
		p.FollowAt = ""
	}
	s.sayPlace(p)
	if err := s.choice(ctx, p, found.Meetings); err != nil {
		return err
	}
	s.draw(p, found.Meetings)
	switch {
	case len(p.Groups) == 0:
		return s.loosen(ctx, p)
	case found.Total < perPage && p.Search.spot != nil && !p.Later:
		s.offerNext(p)
	}
	return nil
}

// search looks for the nearest words where nobody uses those asked for.
func (s *site) search(ctx context.Context, p *findPage) (meeting.Found, error) {
	found, err := s.searchOnce(ctx, p)
	if err != nil || found.Total > 0 || p.Search.Text == "" {
		return found, err
	}
	if p.Unused, err = s.unused(ctx, p.Search.Text); err != nil || !p.Unused {
		return found, err
	}
	better, err := s.Store.Spell(ctx, p.Search.Text)
	if err != nil || better == p.Search.Text {
		return found, err
	}
	p.Mended = s.text.Find.Mended(better, clip(p.Search.Text, 60))
	p.Search.Text = better
	if found, err = s.searchOnce(ctx, p); err != nil || found.Total > 0 {
		return found, err
	}
	p.Unused, err = s.unused(ctx, better)
	return found, err
}

// unused reports whether no meeting holds the words of a text.
func (s *site) unused(ctx context.Context, text string) (bool, error) {
	used, err := s.Store.Any(ctx, meeting.Filter{Text: text})
	return !used, err
}

// searchOnce turns to the page a cursor names. A cursor that was cut short or
// made up leads to the first page, as everything else a person can't mend.
func (s *site) searchOnce(ctx context.Context, p *findPage) (meeting.Found, error) {
	f, possible := p.Search.filter()
	if !possible {
		return meeting.Found{}, nil
	}
	f.Limit = perPage
	found, err := s.Store.Search(ctx, f, s.now())
	if err == nil || f.After == "" {
		return found, err
	}
	f.After = ""
	return s.Store.Search(ctx, f, s.now())
}

// sayPlace says where the search looks, and in which order.
func (s *site) sayPlace(p *findPage) {
	q := &p.Search
	switch {
	case q.spot != nil && q.Near != "":
		p.Placed = s.text.Find.Around(q.reach(), clip(clean(q.spot.Label()), 80))
	case q.spot != nil:
		p.Placed = s.text.Find.Around(q.reach(), s.text.Find.WhereYouAre)
	case q.placed():
		p.PlaceWrong = s.text.Find.NoPlace(cmp.Or(q.Near, q.At))
	}
	p.OrderWord = s.text.Soonest
	if q.spot == nil {
		return
	}
	other := *q
	other.After, other.Nearest = "", !q.Nearest
	p.Order = link{p.Action + other.query(), s.text.Find.OrNearest}
	if q.Nearest {
		p.OrderWord, p.Order.Word = s.text.Find.Nearest, s.text.Find.OrSoonest
	}
}

// draw makes the cards, and the map of those that have a door.
func (s *site) draw(p *findPage, found []meeting.Meeting) {
	if p.Search.Nearest && p.Search.spot != nil {
		p.Groups = s.ungrouped(found, p.Search.Choice)
	} else {
		p.Groups = s.grouped(found, p.Search.Choice)
	}
	by := make(map[string]*meeting.Meeting, len(found))
	for i := range found {
		by[found[i].ID] = &found[i]
	}
	var cards []*card
	for i := range p.Groups {
		for j := range p.Groups[i].Cards {
			c := &p.Groups[i].Cards[j]
			c.Far = s.far(&p.Search, by[c.ID])
			cards = append(cards, c)
		}
	}
	p.Map = s.chartOf(&p.Search, cards, by)
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
