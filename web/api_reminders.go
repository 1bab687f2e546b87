package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// addressJSON is one address of a calendar, of which only a hint is shown.
type addressJSON struct {
	ID      string `json:"id"`
	Channel string `json:"channel"`
	Address string `json:"address"` // a hint: r…@example.org
	State   string `json:"state"`   // asked, confirmed, halted (it takes no letters)
	letterWish
}

// reminderRoutes are what programs use to look after a calendar's addresses.
func (s *site) reminderRoutes() map[string]http.HandlerFunc {
	const one = "/api/v1/calendars/{manage}/reminders/{id}"
	return map[string]http.HandlerFunc{
		"GET /api/v1/calendars/{manage}/reminders": s.apiReminders,
		"GET " + one:    s.apiReminder,
		"PATCH " + one:  s.apiChangeReminder,
		"DELETE " + one: s.apiEndReminder,
	}
}

func (s *site) addressJSON(r *meeting.Reminder) addressJSON {
	j := addressJSON{ID: strconv.FormatInt(r.ID, 10), Channel: string(r.Channel), State: "confirmed", letterWish: wishOf(r)}
	switch {
	case !r.Halted.IsZero():
		j.State = "halted"
	case r.Confirmed.IsZero():
		j.State = "asked"
	}
	if plain, err := s.Keys.Open(r.Email); err == nil && r.Channel == meeting.ByEmail {
		name, domain, _ := strings.Cut(plain, "@")
		j.Address = string([]rune(name)[:min(1, len([]rune(name)))]) + "…@" + domain
	}
	return j
}

// reminderOf finds a reminder of the calendar of a manage address; it answers
// itself where there is none.
func (s *site) reminderOf(w http.ResponseWriter, r *http.Request) (rem meeting.Reminder, ok bool) {
	c, ok := s.managed(w, r)
	if !ok {
		return rem, false
	}
	all, err := s.Store.RemindersOf(r.Context(), c.ID)
	if err != nil {
		s.broke(w, r, err)
		return rem, false
	}
	at := slices.IndexFunc(all, func(one meeting.Reminder) bool { return strconv.FormatInt(one.ID, 10) == r.PathValue("id") })
	if at < 0 {
		s.fail(w, r, http.StatusNotFound, s.letterWords().NoReminder)
		return rem, false
	}
	return all[at], true
}

func (s *site) apiReminders(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok {
		return
	}
	all, err := s.Store.RemindersOf(r.Context(), c.ID)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	list := make([]addressJSON, len(all))
	for i := range all {
		list[i] = s.addressJSON(&all[i])
	}
	s.json(w, http.StatusOK, jsonType, map[string]any{"reminders": list, "push_key": s.PushKey})
}

func (s *site) apiReminder(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	if rem, ok := s.reminderOf(w, r); ok {
		s.json(w, http.StatusOK, jsonType, s.addressJSON(&rem))
	}
}

// apiChangeReminder changes what is named and leaves the rest.
func (s *site) apiChangeReminder(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	rem, ok := s.reminderOf(w, r)
	if !ok {
		return
	}
	wish := wishOf(&rem)
	if p := readJSON(w, r, &wish); p != nil {
		s.problem(w, *p)
		return
	}
	var wrong *problem
	changed, err := s.Store.EditReminder(r.Context(), rem.ID, func(to *meeting.Reminder) error {
		if wrong = s.into(wish, to); wrong != nil {
			return wrong
		}
		return nil
	})
	switch {
	case wrong != nil:
		s.problem(w, *wrong)
	case err != nil:
		s.missing(w, r, err, s.letterWords().NoReminder)
	default:
		s.json(w, http.StatusOK, jsonType, s.addressJSON(&changed))
	}
}

// apiEndReminder ends the letters to an address and lets it be forgotten.
func (s *site) apiEndReminder(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	rem, ok := s.reminderOf(w, r)
	if !ok {
		return
	}
	if err := s.endLetters(r, rem.ID); err != nil {
		s.missing(w, r, err, s.letterWords().NoReminder)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
