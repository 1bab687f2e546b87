package web

import (
	"context"
	"net/http"
	"time"

	"openchair/meeting"
)

// Bounds of the front page.
const (
	nowMost   = 8  // cards a section shows
	nowLook   = 60 // meetings looked at for them
	nowAtMost = time.Hour
)

// nowPage answers somebody in need first: what starts within the hour.
type nowPage struct {
	page
	W             *sitePhrases
	Asked         string // words or a place
	Search        search
	Placed        string
	PlaceWrong    string
	Script, Looks string
	Online        nowPart
	Nearby        nowPart
	Mine, Others  []helpline
}

// nowPart is one list of the front page.
type nowPart struct {
	Groups []group
	Later  bool   // nothing within the hour: these are the next
	More   string // address of all of them
}

// nowPartPage is one list with the words it needs.
type nowPartPage struct {
	W    *sitePhrases
	Part nowPart
}

// With is asked for by the template.
func (p nowPage) With(part nowPart) nowPartPage { return nowPartPage{p.W, part} }

// home is the front page. Addresses of searches it once answered lead on.
func (s *site) home(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept-Language")
	if asked := clip(clean(r.URL.Query().Get("find")), 100); asked != "" {
		s.answerAsked(w, r, asked)
		return
	}
	q := s.readSearch(r.URL.Query())
	place := q
	place.Near, place.At, place.Within = "", "", ""
	if place.narrow() {
		http.Redirect(w, r, s.to("/find")+"?"+r.URL.RawQuery, http.StatusMovedPermanently)
		return
	}
	s.findHeaders(w)
	p := nowPage{page: s.page(r, s.text.Site.NowTitle), W: &s.text.Site, Asked: q.Near, Search: q, Script: findScriptPath, Looks: findStylePath}
	p.Lists = s.text.Lists(len(s.offered), s.enabled)
	p.Mine, p.Others = s.helplinesOf(countryOf(r))
	if err := s.fillNow(r, &p); err != nil {
		s.broke(w, r, err)
		return
	}
	s.show(w, r, http.StatusOK, "now", p)
}

func (s *site) fillNow(r *http.Request, p *nowPage) error {
	afar := search{Ways: []string{string(meeting.Online)}}
	var err error
	if p.Online, err = s.nowPart(r.Context(), afar); err != nil || !p.Search.placed() {
		return err
	}
	if _, err = s.locate(r, &p.Search); err != nil {
		return err
	}
	if p.Search.spot == nil {
		p.PlaceWrong = s.text.Find.NoPlace(p.Search.Near)
		return nil
	}
	label := s.text.Find.WhereYouAre
	if p.Search.Near != "" {
		label = clip(clean(p.Search.spot.Label()), 80)
	}
	p.Placed = s.text.Find.Around(p.Search.reach(), label)
	near := p.Search
	near.Ways = []string{string(meeting.InPerson)}
	p.Nearby, err = s.nowPart(r.Context(), near)
	return err
}

// nowPart lists what starts within the hour, or what comes first after it.
func (s *site) nowPart(ctx context.Context, q search) (nowPart, error) {
	part := nowPart{More: s.to("/find") + q.query()}
	f, ok := q.filter()
	if !ok {
		return part, nil
	}
	f.Limit = nowLook
	found, _, err := s.Store.Meetings(ctx, f, s.now())
	if err != nil {
		return part, err
	}
	var soon, later []meeting.Meeting
	for i := range found {
		switch o, held := next(&found[i], s.now()); {
		case held && o.Start.Sub(s.now()) <= nowAtMost:
			soon = append(soon, found[i])
		case held:
			later = append(later, found[i])
		}
	}
	if part.Later = len(soon) == 0; part.Later {
		soon = later[:min(len(later), 3)]
	}
	part.Groups = s.grouped(soon[:min(len(soon), nowMost)], nil)
	for i := range part.Groups {
		for j := range part.Groups[i].Cards {
			part.Groups[i].Cards[j].Choice = false
		}
	}
	return part, nil
}
