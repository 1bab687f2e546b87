package web

import (
	"net/http"
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
// meeting has them. "Hope" is a town in Arkansas, and many a group. What holds
// a figure is a postal code first, for groups with one in their names are few.
func (s *site) meansPlace(r *http.Request, asked string) (bool, error) {
	if !strings.ContainsAny(asked, "0123456789") {
		if used, err := s.Store.Any(r.Context(), meeting.Filter{Text: asked}); err != nil || used {
			return false, err
		}
	}
	found, err := s.places(r.Context(), asked, countryOf(r))
	return len(found) > 0, err
}
