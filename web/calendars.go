package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"openchair/meeting"
)

// Bounds of one calendar.
const (
	maxMeetings = meeting.MaxHeld
	maxName     = 100 // characters
)

// newCalendar is what a person asks for when they make a calendar.
type newCalendar struct {
	Meetings   []string     `json:"meetings"`
	Name       string       `json:"name"`
	Discretion string       `json:"discretion"`
	Searches   []searchWish `json:"searches"`
}

// create makes a calendar and returns the secret to manage it by. What is
// wrong with the wish is a *problem.
func (s *site) create(ctx context.Context, wish newCalendar) (manage string, err error) {
	c := meeting.Calendar{
		Name:       clip(clean(wish.Name), maxName),
		Discretion: meeting.Discretion(wish.Discretion),
		Language:   s.text.Lang,
		Meetings:   unique(wish.Meetings),
		PastDays:   meeting.DefaultPastDays,
	}
	switch c.Discretion {
	case meeting.Full, meeting.Neutral:
	case "":
		c.Discretion = meeting.Full
	default:
		return "", &problem{Status: http.StatusUnprocessableEntity, Parameter: "discretion",
			Detail: "There is no such discretion.", Allowed: []string{string(meeting.Full), string(meeting.Neutral)}}
	}
	if err := s.checkChoice(ctx, c.Meetings, &wish); err != nil {
		return "", err
	}
	for _, w := range wish.Searches {
		c.Searches = append(c.Searches, w.Filter)
	}
	manage = newManage()
	_, err = s.Store.CreateCalendar(ctx, c, hashSecret(feedOf(manage)), hashSecret(manage), s.now())
	return manage, s.editProblem(err)
}

// checkChoice says what keeps ids from being a calendar's meetings: a *problem,
// or the store's own error.
func (s *site) checkChoice(ctx context.Context, ids []string, wish *newCalendar) error {
	if err := s.checkSearches(&calendarEdit{Searches: &wish.Searches}); err != nil {
		return err
	}
	if len(ids) == 0 && len(wish.Searches) > 0 {
		return nil
	}
	if len(ids) == 0 {
		return &problem{Status: http.StatusUnprocessableEntity, Parameter: "meetings", Detail: s.text.ChooseOne}
	}
	return s.checkAdded(ctx, ids, ids)
}

// checkAdded is checkChoice for a calendar that will hold ids, of which added
// are new: what it held before may be retired by now and stays.
func (s *site) checkAdded(ctx context.Context, ids, added []string) error {
	if n := len(ids); n > maxMeetings {
		return &problem{Status: http.StatusUnprocessableEntity, Parameter: "meetings",
			Detail: fmt.Sprintf(s.text.ChooseFewer, maxMeetings, n)}
	}
	unknown, err := s.unknown(ctx, added)
	if err != nil || len(unknown) == 0 {
		return err
	}
	return &problem{Status: http.StatusUnprocessableEntity, Parameter: "meetings", Detail: s.text.UnknownMeetings, Unknown: unknown}
}

// unknown returns those ids that are no meeting, or none any more.
func (s *site) unknown(ctx context.Context, ids []string) ([]string, error) {
	ms, _, err := s.Store.Meetings(ctx, meeting.Filter{IDs: ids}, s.now())
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for i := range ms {
		known[ms[i].ID] = true
	}
	var unknown []string
	for _, id := range ids {
		if !known[id] {
			unknown = append(unknown, clip(clean(id), 60))
		}
	}
	return unknown, nil
}

// apiMakeCalendar answers both addresses, which are told only here.
func (s *site) apiMakeCalendar(w http.ResponseWriter, r *http.Request) {
	if !s.take(w, r, calendarsPerClient, client(r)) {
		return
	}
	var wish newCalendar
	if p := readJSON(w, r, &wish); p != nil {
		s.problem(w, *p)
		return
	}
	manage, err := s.create(r.Context(), wish)
	var wrong *problem
	switch {
	case errors.As(err, &wrong):
		s.problem(w, *wrong)
		return
	case err != nil:
		s.broke(w, r, err)
		return
	}
	secretHeaders(w)
	w.Header().Set("Location", s.manageURL(manage))
	s.json(w, http.StatusCreated, jsonType, map[string]string{"feed": s.feedURL(manage), "manage": s.manageURL(manage)})
}

// makeCalendar is the find page's form.
func (s *site) makeCalendar(w http.ResponseWriter, r *http.Request) {
	if !s.readForm(w, r) || !s.take(w, r, calendarsPerClient, client(r)) {
		return
	}
	wish := newCalendar{Meetings: r.PostForm["m"]}
	if r.PostForm.Get("discreet") != "" {
		wish.Discretion = string(meeting.Neutral)
	}
	if r.PostForm.Get("follow") != "" {
		f, wrong := s.formSearch(r)
		if wrong != nil {
			s.choiceFailed(w, r, wrong)
			return
		}
		wish.Searches = wishes([]meeting.Filter{f})
	}
	manage, err := s.create(r.Context(), wish)
	if err != nil {
		s.choiceFailed(w, r, err)
		return
	}
	secretHeaders(w)
	w.Header().Set("Location", s.to("/my/"+manage))
	w.WriteHeader(http.StatusSeeOther)
}

// choiceFailed tells a person what keeps their choice from being a calendar.
func (s *site) choiceFailed(w http.ResponseWriter, r *http.Request, err error) {
	var wrong *problem
	if !errors.As(err, &wrong) {
		s.broke(w, r, err)
		return
	}
	s.fail(w, r, wrong.Status, notice{Title: s.text.NotChosen, Words: []string{wrong.Detail, s.text.GoBack}})
}

// unique drops empty and repeated values and keeps the order.
func unique(vs []string) []string {
	seen := map[string]bool{}
	var out []string
	for _, v := range vs {
		if v != "" && !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}
