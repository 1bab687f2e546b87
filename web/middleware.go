package web

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// logged writes one line a request. It names the route, never the path: paths
// hold secrets. Of what no route knows it names nothing, for a mistyped secret
// is still one.
func (s *site) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		rec := &recorder{ResponseWriter: w}
		next.ServeHTTP(rec, r)
		status, took := cmp.Or(rec.status, http.StatusOK), time.Since(began)
		if s.Count != nil {
			s.Count(route(r), method(r), status, took)
		}
		s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
			slog.String("route", route(r)),
			slog.String("method", method(r)),
			slog.Int("status", status),
			slog.Int("bytes", rec.bytes),
			slog.Duration("took", took))
	})
}

// route is the pattern that answers r, as it stands in the routes.
func route(r *http.Request) string { return cmp.Or(r.Pattern, "none") }

// method keeps invented methods, which may be long, out of the log.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return r.Method
	}
	return "other"
}

// recorder remembers what became of an answer.
type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// recovered turns a panic into an answer that says what was kept.
func (s *site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			s.Log.Error("handler panicked", "route", route(r), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			if rec, ok := w.(*recorder); ok && rec.status != 0 {
				panic(http.ErrAbortHandler) // half an answer is out: cut it off
			}
			s.fail(w, r, http.StatusInternalServerError, s.text.Broken)
		}()
		next.ServeHTTP(w, r)
	})
}

// friendly answers what the mux would refuse in bare words.
func (s *site) friendly(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		probe := &refusal{header: http.Header{}}
		refuse.ServeHTTP(probe, r)
		if probe.status != http.StatusMethodNotAllowed {
			s.fail(w, r, http.StatusNotFound, s.text.NoPage)
			return
		}
		w.Header().Set("Allow", probe.header.Get("Allow"))
		s.fail(w, r, http.StatusMethodNotAllowed, s.text.NoMethod)
	})
}

// refusal takes the mux's own refusal, to be said better.
type refusal struct {
	header http.Header
	status int
}

func (f *refusal) Header() http.Header         { return f.header }
func (f *refusal) Write(b []byte) (int, error) { return len(b), nil }
func (f *refusal) WriteHeader(status int)      { f.status = status }
