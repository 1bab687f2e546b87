package web

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // style and mark
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"openchair/meeting"
)

//go:embed static/style.css
var styleSheet []byte

//go:embed static/find.css
var findStyle []byte

//go:embed static/find.js
var findScriptBytes []byte

// findScriptPath changes with the script, so that browsers may keep it for good.
var findScriptPath = "/find.js?v=" + shortSum(findScriptBytes)

// findStylePath is that of the style that the find page alone needs.
var findStylePath = "/find.css?v=" + shortSum(findStyle)

func findCSS(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	asset(w, r, "text/css; charset=utf-8", findStyle)
}

func findScript(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	asset(w, r, "text/javascript; charset=utf-8", findScriptBytes)
}

//go:embed static/favicon.svg
var mark []byte

// styleTag changes with the style sheet, so that browsers may keep it for good.
var styleTag = shortSum(styleSheet)

var stylePath = "/style.css?v=" + styleTag

func shortSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

func style(w http.ResponseWriter, r *http.Request) {
	if r.URL.RawQuery == "v="+styleTag {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	asset(w, r, "text/css; charset=utf-8", styleSheet)
}

func favicon(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "public, max-age=604800")
	asset(w, r, "image/svg+xml", mark)
}

func asset(w http.ResponseWriter, r *http.Request, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("ETag", `"`+shortSum(body)+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// secretPaths are where secret addresses begin, in every language.
var secretPaths = []string{"/my/", "/confirm/", "/stop/"}

func robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	var b strings.Builder
	b.WriteString("User-agent: *\nDisallow: /c/\n")
	for _, t := range tongues {
		for _, path := range secretPaths {
			fmt.Fprintf(&b, "Disallow: %s\n", meeting.LanguagePath(t.Lang)+path)
		}
	}
	io.WriteString(w, b.String()) //nolint:errcheck // the client has gone
}

// health answers whether the store does.
func (s *site) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if err := s.Store.Ping(r.Context()); err != nil {
		s.Log.Error("the store does not answer", "error", err)
		s.problem(w, problem{Status: http.StatusServiceUnavailable, Detail: "The store does not answer."})
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(map[string]string{"status": "ok"}); err != nil {
		s.Log.Debug("answer not sent", "error", err)
	}
}
