package web

import (
	"cmp"
	"context"
	"net/http"

	"golang.org/x/text/language"

	"openchair/internal/gazetteer"
	"openchair/meeting"
)

// spot is the place a search looks around.
type spot struct {
	meeting.Spot
	miles bool // people there say miles
}

// mostOthers is how many other places of the same name are offered.
const mostOthers = 6

// mostTowns is how many places are offered that words may mean.
const mostTowns = 3

// locate finds out where the search's place is, and which others have its name.
func (s *site) locate(r *http.Request, q *search) (others []meeting.Spot, err error) {
	asked := cmp.Or(q.Near, q.At)
	if asked == "" {
		return nil, nil
	}
	country := countryOf(r)
	found, err := s.places(r.Context(), asked, country)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	q.spot = &spot{Spot: found[0], miles: meeting.SaysMiles(cmp.Or(found[0].Country, country))}
	return found[1:min(len(found), 1+mostOthers)], nil
}

// places asks the gazetteer. Coordinates have no others.
func (s *site) places(ctx context.Context, text, country string) ([]meeting.Spot, error) {
	return gazetteer.Resolve(ctx, s.Store.Spots, text, country)
}

// countryOf guesses where a reader is by the language they ask for: "en-GB".
func countryOf(r *http.Request) string {
	accepted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return ""
	}
	for _, tag := range accepted {
		if region, sure := tag.Region(); sure == language.Exact {
			return region.String()
		}
	}
	return ""
}

// reaches are the distances the form offers, in the unit of the place first.
func (s *site) reaches(q *search) []optionGroup {
	groups := []optionGroup{
		{Word: s.text.Find.Kilometres, Options: s.reachOptions(q, false, 2, 5, 10, 25, 50, 100)},
		{Word: s.text.Find.Miles, Options: s.reachOptions(q, true, 1, 5, 15, 30, 60)},
	}
	if q.reach().Miles {
		groups[0], groups[1] = groups[1], groups[0]
	}
	return groups
}

type optionGroup struct {
	Word    string
	Options options
}

func (s *site) reachOptions(q *search, miles bool, offered ...float64) []option {
	now := q.reach()
	var out []option
	for _, n := range offered {
		r := meeting.Reach{N: n, Miles: miles}
		if now.Miles == miles && now.N < n && (len(out) == 0 || now.N > offered[len(out)-1]) {
			out = append(out, option{Value: now.String(), Word: s.text.Find.Far(now), On: true})
		}
		out = append(out, option{Value: r.String(), Word: s.text.Find.Far(r), On: r == now})
	}
	if now.Miles == miles && now.N > offered[len(offered)-1] {
		out = append(out, option{Value: now.String(), Word: s.text.Find.Far(now), On: true})
	}
	return out
}

// far says how far from the search's place a meeting's door is; "" where
// either is not known.
func (s *site) far(q *search, m *meeting.Meeting) string {
	if q.spot == nil || !m.Place.Located() {
		return ""
	}
	r := q.reach()
	r.N = r.Of(meeting.Distance(q.spot.Lat, q.spot.Lon, m.Place.Latitude, m.Place.Longitude) / 1000)
	return s.text.Find.Far(r)
}

// link is a search one click away.
type link struct{ Href, Word string }

// towns offers the places that a search's words are the name of.
func towns(action string, q search, country string) []link {
	if q.Text == "" || q.placed() || q.After != "" {
		return nil
	}
	found := gazetteer.Named(q.Text, country)
	q.Text = ""
	return instead(action, q, found[:min(len(found), mostTowns)])
}

// instead offers the other places of a name.
func instead(action string, q search, others []meeting.Spot) (out []link) {
	q.After, q.At = "", ""
	for _, o := range others {
		q.Near = o.Label()
		out = append(out, link{action + q.query(), o.Label()})
	}
	return out
}
