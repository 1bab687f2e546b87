package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// retrySoon is what a calendar client is told, in seconds, when the store
// itself can't answer and nothing is kept in memory.
const retrySoon = "300"

// feedsFirst answers most polls, before a route is looked for: the bytes are in
// memory and current. All else goes the long way.
func (s *site) feedsFirst(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k, same := s.inMemory(r)
		if k == nil {
			next.ServeHTTP(w, r)
			return
		}
		r.Pattern = feedRoute
		s.asked(k)
		if !same {
			setHeaders(w.Header()) // what is not sent again needs none
		}
		k.serve(w, r)
	})
}

func (s *site) inMemory(r *http.Request) (k *keptFeed, same bool) {
	file, ok := strings.CutPrefix(r.URL.Path, "/c/")
	if !ok || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil, false
	}
	secret, ok := strings.CutSuffix(file, ".ics")
	if !ok || !isSecret(secret) {
		return nil, false
	}
	if err := s.kept.refresh(r.Context(), s.now()); err != nil {
		s.logFeed(r, err) // and what is known stands
	}
	if k, ok = s.kept.get(hashSecret(secret)); !ok {
		return nil, false
	}
	same = k.unchanged(r)
	if k.Body == nil && !same {
		return nil, false
	}
	return k, same
}

// feed serves a calendar's kept bytes.
func (s *site) feed(w http.ResponseWriter, r *http.Request) {
	secret, ok := strings.CutSuffix(r.PathValue("file"), ".ics")
	if !ok || !isSecret(secret) {
		s.fail(w, r, http.StatusNotFound, s.text.NoCalendar)
		return
	}
	hash := hashSecret(secret)
	k, ok := s.kept.get(hash)
	var err error
	if !ok || k.Body == nil && !k.unchanged(r) {
		k, err = s.fetch(r.Context(), hash, ok, r)
	}
	switch {
	case errors.Is(err, meeting.ErrNotFound):
		s.kept.forget(hash)
		s.oldFeed(w, r, hash)
	case err != nil:
		s.feedFailed(w, r, hash, err)
	default:
		s.asked(k)
		k.serve(w, r)
	}
}

// feedFailed serves the last bytes while the store does not answer: a calendar
// client that meets an error may give the calendar up.
func (s *site) feedFailed(w http.ResponseWriter, r *http.Request, hash []byte, err error) {
	s.logFeed(r, err)
	if k, ok := s.kept.last(hash); ok {
		k.serve(w, r)
		return
	}
	w.Header().Set("Retry-After", retrySoon)
	s.fail(w, r, http.StatusServiceUnavailable, s.text.Broken)
}

// fetch reads from the store what is not in memory: the head alone where that
// answers the request, else the bytes, written anew where they are behind.
func (s *site) fetch(ctx context.Context, hash []byte, known bool, r *http.Request) (*keptFeed, error) {
	begun := s.kept.begin()
	if !known {
		head, err := s.Store.RenderingHead(ctx, hash)
		if err != nil {
			return nil, err
		}
		if k := newKept(hash, head); head.Current && k.unchanged(r) {
			s.kept.put(begun, k)
			return k, nil
		}
	}
	got, err := s.rendering(ctx, hash)
	if err != nil {
		return nil, err
	}
	k := newKept(hash, got)
	if got.Current {
		s.kept.put(begun, k)
	}
	return k, nil
}

// oldFeed tells at an address that was given up where to look, in a calendar
// that holds nothing: an error might be shown for ever, or never.
func (s *site) oldFeed(w http.ResponseWriter, r *http.Request, hash []byte) {
	old, err := s.Store.OldAddress(r.Context(), hash, s.now())
	if err != nil || old.Manages {
		s.missing(w, r, orNotFound(err), s.text.NoCalendar)
		return
	}
	body, err := s.safeRender(meeting.Calendar{Language: old.Language, Moved: true}, nil)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	newKept(hash, meeting.Rendering{ETag: strongTag(body), Modified: old.Since, Body: body}).serve(w, r)
}

func orNotFound(err error) error {
	if err == nil {
		return meeting.ErrNotFound
	}
	return err
}

// Values of headers, made once.
var (
	feedCaching  = []string{"private, no-cache"}
	notListed    = []string{"noindex, nofollow"}
	byEncoding   = []string{"Accept-Encoding"}
	calendarType = []string{"text/calendar; charset=utf-8"}
)

// serve answers a GET or HEAD, zipped where the client takes it.
func (k *keptFeed) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Cache-Control"] = feedCaching
	if !k.unchanged(r) {
		h["X-Robots-Tag"] = notListed
	}
	k.serveAs(w, r)
}

// serveAs is serve, whoever may keep the answer.
func (k *keptFeed) serveAs(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Vary"] = byEncoding
	if !k.Modified.IsZero() {
		h["Last-Modified"] = []string{k.modified}
	}
	tag, same := k.condition(r)
	zip := tag == k.zipTag
	h["Etag"] = []string{tag}
	if same {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := k.Body
	if zip {
		body = k.zip()
		h["Content-Encoding"] = []string{"gzip"}
	}
	h["Content-Type"] = calendarType
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	if r.Method != http.MethodHead {
		w.Write(body) //nolint:errcheck // the client has gone
	}
}

// unchanged reports whether the client has these bytes already.
func (k *keptFeed) unchanged(r *http.Request) bool {
	_, same := k.condition(r)
	return same
}

// condition judges the conditions of a GET or HEAD, RFC 9110 section 13: with
// If-None-Match, If-Modified-Since doesn't count. Each encoding has a tag of its
// own, for their bytes differ; a client that has either has the calendar, and is
// told the tag of what it has.
func (k *keptFeed) condition(r *http.Request) (tag string, same bool) {
	tag = k.ETag
	if takesGzip(r) {
		tag = k.zipTag
	}
	if k.ETag == "" {
		return tag, false
	}
	if tags := r.Header["If-None-Match"]; len(tags) > 0 {
		switch {
		case matches(tags, tag):
			return tag, true
		case matches(tags, k.ETag):
			return k.ETag, true
		case matches(tags, k.zipTag):
			return k.zipTag, true
		}
		return tag, false
	}
	since := r.Header.Get("If-Modified-Since")
	if since == "" || k.Modified.IsZero() {
		return tag, false
	}
	if since == k.modified {
		return tag, true
	}
	t, err := http.ParseTime(since)
	return tag, err == nil && !k.Modified.Truncate(time.Second).After(t)
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
