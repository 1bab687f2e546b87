package web

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// maxWished bounds how many meetings a wish names.
const maxWished = 2 * meeting.MaxHeld

// defaultOverviewAt is when an overview leaves where nobody said.
const defaultOverviewAt = meeting.Clock(7 * 60)

// letterWish is what an address may wish, as programs read and write it. Clocks
// are HH:MM on the reader's; days count from 0 = Sunday, as in Meeting Guide.
type letterWish struct {
	Leads       []int    `json:"lead_minutes"`
	Meetings    []string `json:"meetings"` // empty = all of the calendar
	Except      []string `json:"except"`   // none of these
	QuietFrom   string   `json:"quiet_from"`
	QuietTo     string   `json:"quiet_to"`
	Overview    string   `json:"overview"` // "", daily, weekly
	OverviewAt  string   `json:"overview_at"`
	OverviewDay int      `json:"overview_day"`
	Discretion  string   `json:"discretion"`
	PlainText   bool     `json:"plain_text"`
	MapLinks    bool     `json:"map_links"`
	Zone        string   `json:"zone"` // "" = each meeting's own
	Language    string   `json:"language"`
}

// firstWish is what counts where a wish says nothing.
func (s *site) firstWish() letterWish {
	return letterWish{Discretion: string(meeting.Neutral), OverviewAt: defaultOverviewAt.String(), Language: s.text.Lang}
}

func wishOf(r *meeting.Reminder) letterWish {
	w := letterWish{Leads: r.Leads, Meetings: r.Meetings, Except: r.Except, Overview: string(r.Overview), OverviewAt: r.OverviewAt.String(), OverviewDay: int(r.OverviewDay),
		Discretion: string(r.Discretion), PlainText: r.PlainText, MapLinks: r.MapLinks, Zone: r.Zone, Language: r.Language}
	if r.Quiet() {
		w.QuietFrom, w.QuietTo = r.QuietFrom.String(), r.QuietTo.String()
	}
	return w
}

// into sets a reminder's wishes, or says what is wrong with them.
func (s *site) into(w letterWish, r *meeting.Reminder) *problem {
	text := s.letterWords()
	wrong := func(parameter, detail string, allowed ...string) *problem {
		return &problem{Status: http.StatusUnprocessableEntity, Parameter: parameter, Detail: detail, Allowed: allowed}
	}
	overviews := []string{string(meeting.NoOverview), string(meeting.DailyOverview), string(meeting.WeeklyOverview)}
	if !slices.Contains(overviews, w.Overview) {
		return wrong("overview", text.BadOverview, overviews...)
	}
	leads := slices.Compact(slices.Sorted(slices.Values(w.Leads)))
	if n := len(leads); n > maxLeads || n == 0 && w.Overview == "" || n > 0 && (leads[0] < 1 || leads[n-1] > maxLead) {
		return wrong("lead_minutes", fmt.Sprintf(s.text.BadLeads, maxLeads, maxLead), fmt.Sprintf("1 to %d", maxLead))
	}
	var err error
	if r.QuietFrom, r.QuietTo, err = quietHours(w.QuietFrom, w.QuietTo); err != nil {
		return wrong("quiet_from", text.BadQuiet, "HH:MM")
	}
	if r.OverviewAt, err = meeting.ParseClock(w.OverviewAt); err != nil {
		return wrong("overview_at", text.BadClock, "HH:MM")
	}
	if w.OverviewDay < 0 || w.OverviewDay > 6 {
		return wrong("overview_day", text.BadDay, "0 to 6")
	}
	if d := meeting.Discretion(w.Discretion); d != meeting.Full && d != meeting.Neutral {
		return wrong("discretion", s.myWords().NoDiscretion, string(meeting.Full), string(meeting.Neutral))
	}
	if _, err := meeting.Zone(w.Zone); w.Zone != "" && err != nil {
		return wrong("zone", text.BadZone, "America/New_York, Europe/Madrid …")
	}
	if !slices.ContainsFunc(tongues, func(t *phrases) bool { return t.Lang == w.Language }) {
		return wrong("language", s.myWords().NoLanguage, languagesOffered()...)
	}
	if len(w.Meetings) > maxWished || len(w.Except) > maxWished {
		return wrong("meetings", fmt.Sprintf(text.TooMany, maxWished))
	}
	r.Leads, r.Meetings, r.Except = leads, unique(w.Meetings), unique(w.Except)
	r.Overview, r.OverviewDay = meeting.Overview(w.Overview), time.Weekday(w.OverviewDay)
	r.Discretion, r.PlainText, r.MapLinks, r.Zone, r.Language = meeting.Discretion(w.Discretion), w.PlainText, w.MapLinks, w.Zone, w.Language
	return nil
}

func languagesOffered() (all []string) {
	for _, t := range tongues {
		all = append(all, t.Lang)
	}
	return all
}

// quietHours reads two clocks; both empty = none.
func quietHours(from, to string) (f, t meeting.Clock, err error) {
	if from == "" && to == "" {
		return 0, 0, nil
	}
	if f, err = meeting.ParseClock(from); err == nil {
		t, err = meeting.ParseClock(to)
	}
	return f, t, err
}

// wishByFields reads a form over what was wished before. A form that lists
// meetings says of each whether letters of it are wanted.
func wishByFields(form url.Values, w letterWish) letterWish {
	w.Leads = nil
	for _, v := range form["lead"] {
		n, err := strconv.Atoi(v)
		if err != nil {
			n = 0 // refused as out of bounds
		}
		w.Leads = append(w.Leads, n)
	}
	if !form.Has("overview_at") {
		return w // the short form
	}
	w.QuietFrom, w.QuietTo = form.Get("quiet_from"), form.Get("quiet_to")
	w.Overview, w.OverviewAt = form.Get("overview"), form.Get("overview_at")
	if n, err := strconv.Atoi(form.Get("overview_day")); err == nil {
		w.OverviewDay = n
	}
	w.Discretion, w.Zone, w.Language = form.Get("discretion"), form.Get("zone"), form.Get("language")
	w.PlainText, w.MapLinks = form.Has("plain"), form.Has("maps")
	if known := form["known"]; len(known) > 0 {
		w.Meetings = nil
		w.Except = slices.DeleteFunc(slices.Clone(w.Except), func(id string) bool { return slices.Contains(known, id) })
		for _, id := range known {
			if !slices.Contains(form["m"], id) {
				w.Except = append(w.Except, id)
			}
		}
	}
	return w
}

// Bounds of addresses other than e-mail's, in octets.
const (
	maxTopic = 500
	maxPush  = 2000
)

// readTarget reads where letters go, by channel: an e-mail address, the https
// address of an ntfy topic, or a browser's push subscription as JSON.
func (s *site) readTarget(channel meeting.Channel, given string) (string, bool) {
	switch channel {
	case meeting.ByEmail:
		return readAddress(given)
	case meeting.ByNtfy:
		given = strings.TrimSpace(given)
		u, err := url.Parse(given)
		return given, err == nil && len(given) <= maxTopic && u.Scheme == "https" && u.Hostname() != "" && u.User == nil && len(u.Path) > 1 && u.Fragment == ""
	case meeting.ByWebPush:
		return s.readSubscription(given)
	}
	return "", false
}

// subscription is what a browser gives for Web Push, and the key it was made
// with: what is kept of it, so that the same one is known again.
type subscription struct {
	Endpoint string `json:"endpoint"`
	Keys     struct {
		P256dh string `json:"p256dh"`
		Auth   string `json:"auth"`
	} `json:"keys"`
	VAPID string `json:"vapid"`
}

func (s *site) readSubscription(given string) (string, bool) {
	var sub subscription
	if len(given) > maxPush || json.Unmarshal([]byte(given), &sub) != nil || sub.Keys.P256dh == "" || sub.Keys.Auth == "" {
		return "", false
	}
	sub.VAPID = cmp.Or(sub.VAPID, s.PushKey)
	kept, err := json.Marshal(sub)
	u, wrong := url.Parse(sub.Endpoint)
	return string(kept), err == nil && wrong == nil && u.Scheme == "https" && u.Hostname() != ""
}
