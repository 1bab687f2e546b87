package main

import (
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"strings"
	"time"

	"openchair/internal/keyring"
	"openchair/meeting"
	"openchair/scheduler"
	"openchair/web"
)

// statusWords is what people read for each class.
var statusWords = map[meeting.Class]string{
	meeting.OK: "read", meeting.Unchanged: "unchanged", meeting.Empty: "held back: empty",
	meeting.Shrunk: "held back: far shorter than usual", meeting.Drifted: "held back: cut short or of another shape",
	meeting.Blocked: "held back: closed to us", meeting.Gone: "gone", meeting.Unreachable: "not reached",
}

func init() { afterStage = append(afterStage, statusPageShows) }

// statusPageShows asserts that the status page and its data tell each stage's
// class, and offer a decision only where something waits.
func statusPageShows(f *followed, s stage) {
	f.t.Helper()
	site, err := web.New(web.Config{
		PublicURL: "https://chairs.example", Store: f.db, Keys: keyring.New(), Sources: []meeting.Source{f.source},
		Lists:    openLists{},
		Render:   func(meeting.Calendar, []meeting.Meeting) ([]byte, error) { return nil, nil },
		Schedule: scheduler.Interval, Log: slog.New(slog.DiscardHandler), Now: time.Now,
	})
	f.must(err)
	defer site.Close()
	get := func(path string) string {
		rec := httptest.NewRecorder()
		site.ServeHTTP(rec, httptest.NewRequest("GET", path, nil))
		if rec.Code != 200 {
			f.t.Errorf("%s: %s answers %d", s.name, path, rec.Code)
		}
		return rec.Body.String()
	}
	var told struct {
		Sources []struct {
			Class   meeting.Class
			Trouble meeting.Trouble
			Waiting int64
			Course  []struct{ Class meeting.Class }
		}
	}
	f.must(json.Unmarshal([]byte(get("/status.json")), &told))
	one := told.Sources[0]
	if one.Class != s.class || one.Course[len(one.Course)-1].Class != s.class {
		f.t.Errorf("%s: /status.json tells class %s", s.name, one.Class)
	}
	if (one.Trouble == meeting.Waits) != s.class.Quarantined() {
		f.t.Errorf("%s: trouble %q", s.name, one.Trouble)
	}
	for _, path := range []string{"/status", "/status/" + f.source.ID} {
		if !strings.Contains(get(path), statusWords[s.class]) {
			f.t.Errorf("%s: %s does not say %q", s.name, path, statusWords[s.class])
		}
	}
	if offered := strings.Contains(get("/status/"+f.source.ID), "A run waits for a decision."); offered != (one.Waiting != 0) {
		f.t.Errorf("%s: a decision is offered: %v, waiting %d", s.name, offered, one.Waiting)
	}
}
