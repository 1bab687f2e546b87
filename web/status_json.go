package web

import (
	"net/http"
	"time"

	"openchair/meeting"
)

// statusJSON is one source in /status.json. Times are UTC, RFC 3339; null =
// never.
type statusJSON struct {
	ID          string              `json:"id"`
	Program     string              `json:"program"`
	Name        string              `json:"name"`
	Enabled     bool                `json:"enabled"`
	Class       meeting.Class       `json:"class,omitempty"`
	Message     string              `json:"message,omitempty"`
	Run         int64               `json:"run,omitempty"`
	Waiting     int64               `json:"waiting,omitempty"` // run that waits for a decision
	Meetings    int                 `json:"meetings"`
	Failures    int                 `json:"failures"`
	Punctuality meeting.Punctuality `json:"punctuality"`
	Trouble     meeting.Trouble     `json:"trouble,omitempty"`
	Interval    int64               `json:"interval_seconds"`
	LastTry     *time.Time          `json:"last_try"`
	LastGood    *time.Time          `json:"last_good"`
	NextRun     *time.Time          `json:"next_run"`
	Course      []courseJSON        `json:"course"`
}

type courseJSON struct {
	Run    int64         `json:"run"`
	Class  meeting.Class `json:"class"`
	Listed int           `json:"listed"`
	At     time.Time     `json:"at"`
}

func (s *site) statusData(w http.ResponseWriter, r *http.Request) {
	all, err := s.statuses(r.Context())
	if err != nil {
		s.broke(w, r, err)
		return
	}
	out := make([]statusJSON, 0, len(all))
	for _, st := range all {
		h := st.Health
		one := statusJSON{
			ID: st.Source.ID, Program: st.Source.Program, Name: st.Name, Enabled: st.Source.Enabled,
			Class: h.Class, Message: h.Message, Run: h.Run, Waiting: st.Waiting, Meetings: h.Meetings, Failures: h.Failures,
			Punctuality: st.Punctuality, Trouble: st.Trouble, Interval: int64(st.Interval.Seconds()),
			LastTry: orNull(h.LastTry), LastGood: orNull(h.LastGood), NextRun: orNull(st.Next), Course: []courseJSON{},
		}
		for _, c := range st.Course {
			one.Course = append(one.Course, courseJSON{c.ID, c.Class, c.Counts.Listed, c.Finished})
		}
		out = append(out, one)
	}
	w.Header().Set("Cache-Control", "no-cache")
	s.json(w, http.StatusOK, jsonType, map[string]any{"sources": out})
}

func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}
