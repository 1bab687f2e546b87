package web

import (
	"net/http"
	"slices"
	"strings"

	"openchair/meeting"
)

// answerAsked leads what was written into the front page's one box to the find
// page, as words or as a place.
func (s *site) answerAsked(w http.ResponseWriter, r *http.Request, asked string) {
	place, err := s.meansPlace(r, asked)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	q := search{Text: asked}
	if place {
		q = search{Near: asked}
	}
	http.Redirect(w, r, s.to("/find")+q.query(), http.StatusSeeOther)
}

// meansPlace reports whether one box's words are a place: a known one, and no
// meeting has them but those that stand there. "Hope" is a town in Arkansas, and
// many a group. What holds a figure is a postal code first, for groups with one
// in their names are few.
func (s *site) meansPlace(r *http.Request, asked string) (bool, error) {
	found, err := s.places(r.Context(), asked, countryOf(r))
	if err != nil || len(found) == 0 || strings.ContainsAny(asked, "0123456789") {
		return len(found) > 0, err
	}
	some, _, err := s.Store.Meetings(r.Context(), meeting.Filter{Text: asked, Limit: mostSampled}, s.now())
	if err != nil {
		return false, err
	}
	there := 0
	for i := range some {
		if stands(&some[i], found) {
			there++
		}
	}
	return 2*there >= len(some), nil
}

// mostSampled is how many of the meetings that have the words are looked at:
// their order says nothing about what they are.
const mostSampled = 25

// stands reports whether a meeting is in a town of that name.
func stands(m *meeting.Meeting, spots []meeting.Spot) bool {
	city := meeting.SearchWords(m.Place.City)
	return slices.ContainsFunc(spots, func(s meeting.Spot) bool { return slices.Equal(city, meeting.SearchWords(s.Name)) })
}
