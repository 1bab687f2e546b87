package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"openchair/meeting"
)

// calendarJSON is all that is held of a calendar, as its manager may see it.
type calendarJSON struct {
	Feed         string            `json:"feed"`
	Manage       string            `json:"manage"`
	Name         string            `json:"name"`
	Discretion   string            `json:"discretion"`
	Aliases      map[string]string `json:"aliases"`
	AlarmMinutes int               `json:"alarm_minutes"`
	Language     string            `json:"language"`
	Cancelled    bool              `json:"cancelled"`
	PastDays     int               `json:"past_days"`
	Meetings     []string          `json:"meetings"`
	Searches     []meeting.Filter  `json:"searches"`
	Most         int               `json:"most_meetings"`     // a calendar holds
	LeftOut      int               `json:"meetings_left_out"` // that its searches match, for want of room
	Created      *string           `json:"created"`
	Panicked     *string           `json:"panicked"`   // since when it is published empty
	LastAsked    string            `json:"last_asked"` // day
	Reminders    []reminderJSON    `json:"reminders"`
}

// reminderJSON is a wish for letters. Its address is masked: who manages a
// calendar may be another than who reads the letters.
type reminderJSON struct {
	Address     string   `json:"address"`
	Channel     string   `json:"channel"`
	LeadMinutes []int    `json:"lead_minutes"`
	Meetings    []string `json:"meetings"` // empty = all
	Overview    string   `json:"overview"`
	QuietFrom   string   `json:"quiet_from"`
	QuietTo     string   `json:"quiet_to"`
	Discretion  string   `json:"discretion"`
	PlainText   bool     `json:"plain_text"`
	MapLinks    bool     `json:"map_links"`
	Zone        string   `json:"zone"`
	Language    string   `json:"language"`
	Created     *string  `json:"created"`
	Confirmed   *string  `json:"confirmed"`
}

// whole gathers all that is held of a calendar.
func (s *site) whole(r *http.Request, c meeting.Calendar) (calendarJSON, error) {
	manage := r.PathValue("manage")
	head, err := s.Store.RenderingHead(r.Context(), hashSecret(feedOf(manage)))
	if err != nil {
		return calendarJSON{}, err
	}
	out := calendarJSON{
		Feed: s.feedURL(manage), Manage: s.manageURL(manage), Name: c.Name, Discretion: string(c.Discretion), Aliases: c.Aliases,
		AlarmMinutes: c.AlarmMinutes, Language: c.Language, Cancelled: c.ShowCancelled, PastDays: c.PastDays,
		Meetings: append([]string{}, c.Meetings...), Searches: append([]meeting.Filter{}, c.Searches...),
		Most: meeting.MaxHeld, LeftOut: c.LeftOut, Created: stamp(c.Created), Panicked: stamp(c.Panicked), LastAsked: head.Polled.String(),
		Reminders: []reminderJSON{},
	}
	if out.Aliases == nil {
		out.Aliases = map[string]string{}
	}
	reminders, err := s.Store.RemindersOf(r.Context(), c.ID)
	for _, rem := range reminders {
		address, openErr := s.Keys.Open(rem.Email)
		if openErr != nil {
			address = "" // sealed by a key that is lost: nobody can say
		}
		out.Reminders = append(out.Reminders, reminderJSON{
			Address: masked(rem.Channel, address), Channel: string(rem.Channel), LeadMinutes: append([]int{}, rem.Leads...),
			Meetings: append([]string{}, rem.Meetings...), Overview: string(rem.Overview), QuietFrom: rem.QuietFrom.String(), QuietTo: rem.QuietTo.String(),
			Discretion: string(rem.Discretion), PlainText: rem.PlainText, MapLinks: rem.MapLinks, Zone: rem.Zone, Language: rem.Language,
			Created: stamp(rem.Created), Confirmed: stamp(rem.Confirmed),
		})
	}
	return out, err
}

// masked leaves of an address what its owner knows it by.
func masked(channel meeting.Channel, address string) string {
	if at := strings.LastIndexByte(address, '@'); at > 0 && (channel == "" || channel == meeting.ByEmail) {
		first := []rune(address)[0]
		return string(first) + "…" + address[at:]
	}
	if u, err := url.Parse(address); err == nil && channel == meeting.ByNtfy && u.Host != "" {
		return u.Scheme + "://" + u.Host + "/…"
	}
	return "…"
}

func (s *site) apiCalendar(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok {
		return
	}
	s.tellCalendar(w, r, c)
}

func (s *site) tellCalendar(w http.ResponseWriter, r *http.Request, c meeting.Calendar) {
	out, err := s.whole(r, c)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	s.json(w, http.StatusOK, jsonType, out)
}

// apiEditCalendar changes what it is given and nothing else.
func (s *site) apiEditCalendar(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok || !s.take(w, r, editsPerClient, client(r)) {
		return
	}
	var e calendarEdit
	if p := readJSON(w, r, &e); p != nil {
		s.problem(w, *p)
		return
	}
	c, err := s.edit(r.Context(), c, e)
	if err != nil {
		s.apiFailed(w, r, err)
		return
	}
	s.tellCalendar(w, r, c)
}

func (s *site) apiFailed(w http.ResponseWriter, r *http.Request, err error) {
	var wrong *problem
	if errors.As(err, &wrong) {
		s.problem(w, *wrong)
		return
	}
	s.broke(w, r, err)
}

// apiRotate answers the new addresses, which are told only here.
func (s *site) apiRotate(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	if _, ok := s.managed(w, r); !ok || !s.take(w, r, editsPerClient, client(r)) {
		return
	}
	manage := newManage()
	if err := s.Store.Rotate(r.Context(), hashSecret(r.PathValue("manage")), hashSecret(feedOf(manage)), hashSecret(manage), s.now()); err != nil {
		s.missing(w, r, err, s.text.NoCalendar)
		return
	}
	w.Header().Set("Location", s.manageURL(manage))
	s.json(w, http.StatusOK, jsonType, map[string]string{"feed": s.feedURL(manage), "manage": s.manageURL(manage)})
}

// apiPanic publishes the calendar empty, or whole again: {"on": false}. Without
// a body it is on, for there is no time to look that up.
func (s *site) apiPanic(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok {
		return
	}
	wish := struct {
		On *bool `json:"on"`
	}{}
	if r.ContentLength != 0 {
		if p := readJSON(w, r, &wish); p != nil {
			s.problem(w, *p)
			return
		}
	}
	on := wish.On == nil || *wish.On
	if err := s.Store.Panic(r.Context(), c.ID, on, s.now()); err != nil {
		s.missing(w, r, err, s.text.NoCalendar)
		return
	}
	c, err := s.Store.CalendarByManage(r.Context(), hashSecret(r.PathValue("manage")))
	if err != nil {
		s.missing(w, r, err, s.text.NoCalendar)
		return
	}
	s.json(w, http.StatusOK, jsonType, map[string]*string{"panicked": stamp(c.Panicked)})
}

func (s *site) apiDeleteCalendar(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok {
		return
	}
	if err := s.Store.DeleteCalendar(r.Context(), c.ID, s.now()); err != nil {
		s.missing(w, r, err, s.text.NoCalendar)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
