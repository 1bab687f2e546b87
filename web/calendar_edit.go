package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// calendarEdit is what a person changes of a calendar. What is nil stays.
type calendarEdit struct {
	Name         *string            `json:"name"`
	Discretion   *string            `json:"discretion"`
	Aliases      *map[string]string `json:"aliases"` // title by meeting id; an empty one takes it away
	AlarmMinutes *int               `json:"alarm_minutes"`
	Language     *string            `json:"language"`
	Cancelled    *bool              `json:"cancelled"` // shown, else removed
	PastDays     *int               `json:"past_days"`
	Meetings     *[]string          `json:"meetings"`
	Searches     *[]searchWish      `json:"searches"`
}

// edit carries a change out. What is wrong with it is a *problem.
func (s *site) edit(ctx context.Context, c meeting.Calendar, e calendarEdit) (meeting.Calendar, error) {
	if err := s.checkEdit(ctx, &c, &e); err != nil {
		return c, err
	}
	c, err := s.Store.EditCalendar(ctx, c.ID, func(c *meeting.Calendar) error { e.apply(c); return nil }, s.now())
	return c, s.editProblem(err)
}

// editProblem says what the store refused in words.
func (s *site) editProblem(err error) error {
	var many *meeting.TooManyError
	switch {
	case errors.As(err, &many):
		return &problem{Status: http.StatusUnprocessableEntity, Parameter: "meetings", Detail: fmt.Sprintf(s.text.ChooseFewer, meeting.MaxHeld, many.Found)}
	case errors.Is(err, meeting.ErrNotFound): // retired, or the calendar deleted, meanwhile
		return &problem{Status: http.StatusUnprocessableEntity, Parameter: "meetings", Detail: s.text.UnknownMeetings}
	}
	return err
}

func (s *site) checkEdit(ctx context.Context, c *meeting.Calendar, e *calendarEdit) error {
	m := s.myWords()
	if e.Discretion != nil && !slices.Contains(discretions, *e.Discretion) {
		return unfit("discretion", m.NoDiscretion, discretions...)
	}
	if e.Language != nil && !slices.Contains(feedLanguages, *e.Language) {
		return unfit("language", m.NoLanguage, feedLanguages...)
	}
	if n := e.AlarmMinutes; n != nil && (*n < 0 || *n > meeting.MaxAlarm) {
		return unfit("alarm_minutes", fmt.Sprintf(m.BadAlarm, meeting.MaxAlarm), fmt.Sprintf("0 to %d", meeting.MaxAlarm))
	}
	if n := e.PastDays; n != nil && (*n < 0 || *n > meeting.MaxPastDays) {
		return unfit("past_days", fmt.Sprintf(m.BadPastDays, meeting.MaxPastDays), fmt.Sprintf("0 to %d", meeting.MaxPastDays))
	}
	if e.Meetings != nil {
		ids := unique(*e.Meetings)
		added := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(c.Meetings, id) })
		if err := s.checkAdded(ctx, ids, added); err != nil {
			return err
		}
	}
	if err := s.checkAliases(ctx, c, e); err != nil {
		return err
	}
	return s.checkSearches(e)
}

func unfit(parameter, detail string, allowed ...string) *problem {
	return &problem{Status: http.StatusUnprocessableEntity, Parameter: parameter, Detail: detail, Allowed: allowed}
}

func (s *site) checkAliases(ctx context.Context, c *meeting.Calendar, e *calendarEdit) error {
	if e.Aliases == nil {
		return nil
	}
	if n := len(*e.Aliases); n > meeting.MaxHeld {
		return unfit("aliases", fmt.Sprintf(s.text.ChooseFewer, meeting.MaxHeld, n))
	}
	aliases, added := map[string]string{}, []string{}
	for id, title := range *e.Aliases {
		if title = clip(clean(title), maxName); title == "" {
			continue
		}
		aliases[id] = title
		if _, had := c.Aliases[id]; !had {
			added = append(added, id)
		}
	}
	*e.Aliases = aliases
	if len(added) == 0 {
		return nil
	}
	slices.Sort(added)
	unknown, err := s.unknown(ctx, added)
	if err == nil && len(unknown) > 0 {
		return &problem{Status: http.StatusUnprocessableEntity, Parameter: "aliases", Detail: s.text.UnknownMeetings, Unknown: unknown}
	}
	return err
}

// apply changes c. The edit was checked.
func (e *calendarEdit) apply(c *meeting.Calendar) {
	set(&c.AlarmMinutes, e.AlarmMinutes)
	set(&c.Language, e.Language)
	set(&c.ShowCancelled, e.Cancelled)
	set(&c.PastDays, e.PastDays)
	if e.Name != nil {
		c.Name = clip(clean(*e.Name), maxName)
	}
	if e.Discretion != nil {
		c.Discretion = meeting.Discretion(*e.Discretion)
	}
	if e.Aliases != nil {
		c.Aliases = maps.Clone(*e.Aliases)
	}
	if e.Meetings != nil {
		c.Meetings = unique(*e.Meetings)
	}
	if e.Searches != nil {
		c.Searches = nil
		for _, w := range *e.Searches {
			c.Searches = append(c.Searches, w.Filter)
		}
	}
}

func set[T any](to, from *T) {
	if from != nil {
		*to = *from
	}
}

var (
	discretions = []string{string(meeting.Full), string(meeting.Neutral)}
	// feedLanguages are those that calendars are written in.
	feedLanguages = []string{"en", "es"}
)

// searchWish is a standing search as the API takes it: as a filter is kept, but
// strictly, for one that was misspelt would find what nobody asked for.
type searchWish struct{ meeting.Filter }

var searchFields = []string{"accessible", "attendance", "days", "from", "languages", "near", "programs", "sources", "text", "to", "types"}

// UnmarshalJSON reads a search and refuses fields that mean nothing in one.
func (w *searchWish) UnmarshalJSON(b []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return errors.New("a search is an object, such as {\"programs\": [\"smart\"]}")
	}
	for name := range fields {
		if !slices.Contains(searchFields, name) {
			return fmt.Errorf("a search has no field %q; it has %s", clip(name, 60), strings.Join(searchFields, ", "))
		}
	}
	return json.Unmarshal(b, &w.Filter)
}

func (s *site) checkSearches(e *calendarEdit) error {
	if e.Searches == nil {
		return nil
	}
	if n := len(*e.Searches); n > meeting.MaxSearches {
		return unfit("searches", fmt.Sprintf(s.myWords().TooManySearches, meeting.MaxSearches))
	}
	for i := range *e.Searches {
		if wrong := s.checkSearch(&(*e.Searches)[i].Filter); wrong != nil {
			wrong.Parameter = "searches[" + strconv.Itoa(i) + "]" + wrong.Parameter
			return wrong
		}
	}
	return nil
}

// maxStandingText bounds the words of a standing search, in bytes.
const maxStandingText = 200

func (s *site) checkSearch(f *meeting.Filter) *problem {
	*f = f.Normal()
	f.IDs, f.Retired, f.Witnesses = nil, false, false
	for _, id := range f.Programs {
		if _, ok := s.programs[id]; !ok {
			return unfit(".programs", s.myWords().UnknownValue, slices.Sorted(maps.Keys(s.programs))...)
		}
	}
	for _, id := range f.Sources {
		if _, ok := s.sources[id]; !ok {
			return unfit(".sources", s.myWords().UnknownValue)
		}
	}
	for _, a := range f.Attendance {
		if _, ok := meeting.ParseAttendance(string(a)); !ok {
			return unfit(".attendance", s.myWords().UnknownValue, attendanceNames()...)
		}
	}
	n := f.Near
	switch {
	case len(f.Text) > maxStandingText || len(f.Types) > 20 || len(f.Languages) > 20:
		return unfit("", s.myWords().SearchTooLong)
	case n != nil && (math.Abs(n.Lat) > 90 || math.Abs(n.Lon) > 180 || n.Km <= 0 || n.Km > 500):
		return unfit(".near", s.myWords().BadNear)
	case !limits(f):
		return unfit("", s.myWords().SearchEmpty)
	}
	return nil
}

// limits reports whether a search asks for anything.
func limits(f *meeting.Filter) bool {
	return len(f.Programs)+len(f.Sources)+len(f.Attendance)+len(f.Types)+len(f.Languages) > 0 ||
		f.Days != 0 || f.Timed() || f.Accessible || f.Near != nil || f.Text != ""
}
