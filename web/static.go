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
	"sync"
	"time"

	"openchair/meeting"
)

//go:embed static/style.css
var styleSheet []byte

// statusSheet is what the volunteers' pages need beside it.
//
//go:embed static/status.css
var statusSheet []byte

// findSheet and findScript are what the find page alone needs.
//
//go:embed static/find.css
var findSheet []byte

//go:embed static/find.js
var findScript []byte

//go:embed static/zone.js
var zoneScript []byte

// pushScript subscribes a device to pushed reminders, where somebody asks for it.
//
//go:embed static/push.js
var pushScript []byte

//go:embed static/my.js
var myScript []byte

//go:embed static/favicon.svg
var mark []byte

// Paths of what pages load change with it, so that browsers may keep them for good.
var (
	stylePath  = "/style.css?v=" + shortSum(styleSheet)
	statusPath = "/status.css?v=" + shortSum(statusSheet)

	findStylePath  = "/find.css?v=" + shortSum(findSheet)
	findScriptPath = "/find.js?v=" + shortSum(findScript)
	pushScriptPath = "/push.js?v=" + shortSum(pushScript)
	myScriptPath   = "/my.js?v=" + shortSum(myScript)
	zoneScriptPath = "/zone.js?v=" + shortSum(zoneScript)
)

func shortSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

// versioned answers what stands at such a path.
func versioned(kind string, body []byte) http.HandlerFunc {
	zip := sync.OnceValue(func() []byte { return zipped(body) })
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "v="+shortSum(body) {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		w.Header().Add("Vary", "Accept-Encoding")
		if takesGzip(r) {
			w.Header().Set("Content-Encoding", "gzip")
			asset(w, r, kind+"; charset=utf-8", zip())
			return
		}
		asset(w, r, kind+"; charset=utf-8", body)
	}
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
var secretPaths = []string{"/my/", "/confirm/", "/letters/", "/stop/", "/stop-one/"}

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
