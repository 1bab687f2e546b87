package web

import (
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// myPage is a calendar's own page.
type myPage struct {
	page
	Path           string // of this page
	Feed, FeedPath string
	Webcal         template.URL // ours; the template knows no webcal:
	Groups         []group
	Cut            string // how much the agenda leaves out
	Counted        string
	Meetings       []card
	Rest           string // address of the meetings that follow
	LettersOff     bool
	Wish           wishForm
	Asked          string
	Wrong, Email   string
	Settings       mySettings
	K              *weekWords
	Push           string // script
	Script         string
	Moved          bool // its addresses were changed just now
}

// myState is what a form sent to the page left behind.
type myState struct {
	Status int
	Wrong  string
	Email  string
	// What was wished, and by which channel.
	Wish    letterWish
	Channel string
}

// leadChoices are the lead times the page offers, in minutes.
var leadChoices = []int{15, 60, 3 * 60, 24 * 60}

// managed finds the calendar of a manage address; it answers 404 itself.
func (s *site) managed(w http.ResponseWriter, r *http.Request) (c meeting.Calendar, ok bool) {
	secret := r.PathValue("manage")
	err := meeting.ErrNotFound
	if isSecret(secret) {
		c, err = s.Store.CalendarByManage(r.Context(), hashSecret(secret))
	}
	if errors.Is(err, meeting.ErrNotFound) && isSecret(secret) {
		if old, oldErr := s.Store.OldAddress(r.Context(), hashSecret(secret), s.now()); oldErr == nil && old.Manages {
			s.fail(w, r, http.StatusGone, s.myWords().Moved)
			return c, false
		}
	}
	if err != nil {
		s.missing(w, r, err, s.text.NoCalendar)
		return c, false
	}
	s.polled.add(c.ID, meeting.DateOf(s.now()))
	return c, true
}

func (s *site) my(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	if c, ok := s.managed(w, r); ok {
		wish := s.firstWish()
		wish.Leads = []int{defaultLead}
		s.showMy(w, r, c, myState{Status: http.StatusOK, Wish: wish})
	}
}

func (s *site) showMy(w http.ResponseWriter, r *http.Request, c meeting.Calendar, state myState) {
	ms, err := s.heldOrPicked(r, &c)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	manage := r.PathValue("manage")
	title := c.Name
	if title == "" {
		title = s.text.MyTitle
	}
	p := myPage{
		page: s.privatePage(r, title), Path: s.to("/my/" + manage),
		Feed: s.feedURL(manage), FeedPath: strings.TrimPrefix(s.feedURL(manage), s.PublicURL),
		Webcal: template.URL(s.webcalURL(manage)), Counted: s.text.MyMeetings(len(ms)),
		LettersOff: s.LettersOff, Asked: s.whereAsked(r.URL.Query().Get("asked")),
		Wrong: state.Wrong, Email: clip(clean(state.Email), maxTopic), Wish: s.newWishForm(state.Wish, state.Channel),
		Settings: s.settings(r, c, ""), Moved: r.URL.Query().Get("moved") != "",
		K: s.weekWords(), Script: myScriptPath,
	}
	if s.PushKey != "" && !s.LettersOff {
		p.Push = pushScriptPath
	}
	scriptHeaders(w, workerSrc)
	forgetWhereEmptied(w, &c)
	s.rows(&p, ms, r.URL.Query().Get("from"))
	var left int
	if p.Groups, left = s.agenda(ms); left > 0 {
		p.Cut = s.text.MoreAhead(left)
	}
	s.show(w, r, state.Status, "my", p)
}

// whereAsked says where to look for what confirms a wish; "" where none was sent.
func (s *site) whereAsked(channel string) string {
	switch meeting.Channel(channel) {
	case "":
		return ""
	case meeting.ByWebPush:
		return s.letterWords().AskedDevice
	case meeting.ByNtfy:
		return s.letterWords().AskedNtfy
	}
	return s.text.Asked
}

// mostRows is how many chosen meetings a page lists, so that it stays under
// 60 KB.
const mostRows = 36

// rows lists the chosen meetings, those from the given place on.
func (s *site) rows(p *myPage, ms []meeting.Meeting, from string) {
	start, end := stretchOf(from, len(ms))
	for i := range ms[start:end] {
		p.Meetings = append(p.Meetings, s.row(&ms[start+i]))
	}
	switch {
	case end < len(ms):
		p.Rest = p.Path + "?from=" + strconv.Itoa(end) + "#meetings"
	case start > 0:
		p.Rest = p.Path + "#meetings"
	}
}

func (s *site) leadOptions(on []int) []option {
	var out []option
	offered := slices.Compact(slices.Sorted(slices.Values(slices.Concat(leadChoices, on))))
	for _, n := range slices.DeleteFunc(offered, func(n int) bool { return n < 1 || n > maxLead }) {
		out = append(out, option{Value: strconv.Itoa(n), Word: s.text.Before(n), On: slices.Contains(on, n)})
	}
	return out
}

// changeMeetings adds ("m") and removes ("remove") meetings.
func (s *site) changeMeetings(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok || !s.readForm(w, r) {
		return
	}
	added := slices.DeleteFunc(unique(r.PostForm["m"]), func(id string) bool { return slices.Contains(c.Meetings, id) })
	ids := slices.DeleteFunc(append(slices.Clone(c.Meetings), added...), func(id string) bool {
		return slices.Contains(r.PostForm["remove"], id)
	})
	if len(added) > 0 {
		if err := s.checkAdded(r.Context(), ids, added); err != nil {
			s.choiceFailed(w, r, err)
			return
		}
	}
	if !slices.Equal(ids, c.Meetings) {
		if err := s.Store.SetMeetings(r.Context(), c.ID, ids, s.now()); err != nil {
			s.broke(w, r, err)
			return
		}
	}
	w.Header().Set("Location", s.to("/my/"+r.PathValue("manage")))
	w.WriteHeader(http.StatusSeeOther)
}
