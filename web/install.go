package web

import (
	_ "embed" // icons
	"net/http"
)

//go:embed static/icon.png
var iconPNG []byte

// manifest lets a browser put the site among a device's programs.
func (s *site) manifest(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=86400")
	s.json(w, http.StatusOK, "application/manifest+json", map[string]any{
		"name": "Openchair", "short_name": "Openchair", "lang": s.text.Lang, "description": s.text.Site.NowLead,
		"start_url": s.to("/"), "scope": "/", "display": "standalone", "background_color": "#FBF9F5", "theme_color": "#FBF9F5",
		"icons": []map[string]string{
			{"src": "/favicon.svg", "type": "image/svg+xml", "sizes": "any"},
			{"src": "/icon.png", "type": "image/png", "sizes": "192x192"},
		},
	})
}

func icon(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=604800")
	asset(w, r, "image/png", iconPNG)
}
