package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// retrySoon is what a calendar client is told, in seconds, when the store
// itself can't answer.
const retrySoon = "300"

// feed serves a calendar's kept bytes. Most polls end at the head: one indexed
// read and no body.
func (s *site) feed(w http.ResponseWriter, r *http.Request) {
	secret, ok := strings.CutSuffix(r.PathValue("file"), ".ics")
	if !ok || !isSecret(secret) {
		s.fail(w, r, http.StatusNotFound, s.text.NoCalendar)
		return
	}
	hash := hashSecret(secret)
	head, err := s.Store.RenderingHead(r.Context(), hash)
	if err == nil && head.Current && notModified(r, head) {
		feedHeaders(w, head)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	var kept meeting.Rendering
	if err == nil {
		kept, err = s.rendering(r.Context(), hash, head)
	}
	switch {
	case errors.Is(err, meeting.ErrNotFound):
		s.fail(w, r, http.StatusNotFound, s.text.NoCalendar)
	case err != nil:
		w.Header().Set("Retry-After", retrySoon)
		s.logFeed(r, err)
		s.fail(w, r, http.StatusServiceUnavailable, s.text.Broken)
	default:
		serveFeed(w, r, kept)
	}
}

func serveFeed(w http.ResponseWriter, r *http.Request, kept meeting.Rendering) {
	feedHeaders(w, kept)
	if notModified(r, kept) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(kept.Body)))
	if r.Method != http.MethodHead {
		w.Write(kept.Body) //nolint:errcheck // the client has gone
	}
}

func feedHeaders(w http.ResponseWriter, kept meeting.Rendering) {
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("ETag", kept.ETag)
	h.Set("Last-Modified", kept.Modified.UTC().Format(http.TimeFormat))
}

// notModified judges the conditions of a GET or HEAD, RFC 9110 section 13: with
// If-None-Match, If-Modified-Since doesn't count.
func notModified(r *http.Request, kept meeting.Rendering) bool {
	if tags := r.Header.Values("If-None-Match"); len(tags) > 0 {
		return matches(tags, kept.ETag)
	}
	since := r.Header.Get("If-Modified-Since")
	if since == "" {
		return false
	}
	t, err := http.ParseTime(since)
	return err == nil && !kept.Modified.Truncate(time.Second).After(t)
}

// matches compares weakly, as If-None-Match wants it.
func matches(tags []string, etag string) bool {
	for _, list := range tags {
		for tag := range strings.SplitSeq(list, ",") {
			tag = strings.TrimSpace(tag)
			if tag == "*" || strings.TrimPrefix(tag, "W/") == etag {
				return true
			}
		}
	}
	return false
}
