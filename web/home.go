package web

import "net/http"

// home is the front page.
func (s *site) home(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Vary", "Accept-Language")
	if q := s.readSearch(r.URL.Query()); q.narrow() {
		http.Redirect(w, r, s.to("/find")+"?"+r.URL.RawQuery, http.StatusMovedPermanently)
		return
	}
	s.find(w, r)
}
