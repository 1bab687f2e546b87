package web

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strconv"

	"openchair/meeting"
)

// mySettings is the part of a calendar's page that says what it shows and how,
// and where its addresses are changed, emptied and deleted.
type mySettings struct {
	M         *myWords
	Path      string
	Name      string
	Wrong     string // what kept the settings from being changed
	Panicked  bool
	Saved     bool
	Full      bool
	Alarms    []option
	Languages []option
	Past      []option
	Cancelled bool
	Aliases   int
	Searches  []searchRow
	Room      string // how much it holds, and may
	LeftOut   string
	Rotated   string // the addresses it would get
	Open      openLinks
}

// searchRow is a standing search in words.
type searchRow struct {
	Index      int
	Key, Words string // Key is its canonical form
}

// Choices that the page offers; the API takes any within bounds.
var (
	alarmChoices = []int{0, 10, 15, 30, 60, 120, 24 * 60}
	pastChoices  = []int{0, 1, 7, 14, 31}
)

func (s *site) settings(r *http.Request, c meeting.Calendar, wrong string) mySettings {
	m := s.myWords()
	manage := r.PathValue("manage")
	out := mySettings{
		M: m, Path: s.myPath(r), Name: c.Name, Wrong: wrong, Panicked: !c.Panicked.IsZero(), Saved: r.URL.Query().Get("saved") != "",
		Full: c.Discretion == meeting.Full, Cancelled: c.ShowCancelled, Aliases: len(c.Aliases), Rotated: newManage(), Open: s.openLinks(manage),
	}
	for _, n := range withOwn(alarmChoices, c.AlarmMinutes) {
		word := m.NoAlarm
		if n > 0 {
			word = s.text.Before(n)
		}
		out.Alarms = append(out.Alarms, option{Value: strconv.Itoa(n), Word: word, On: n == c.AlarmMinutes})
	}
	for _, n := range withOwn(pastChoices, c.PastDays) {
		out.Past = append(out.Past, option{Value: strconv.Itoa(n), Word: m.Days(n), On: n == c.PastDays})
	}
	for _, l := range feedLanguages {
		out.Languages = append(out.Languages, option{Value: l, Word: m.LanguageNames[l], On: l == cmp.Or(c.Language, "en")})
	}
	for i := range c.Searches {
		out.Searches = append(out.Searches, searchRow{i, searchKey(c.Searches[i]), s.searchWords(&c.Searches[i])})
	}
	out.Room = m.Room(meeting.MaxHeld)
	if c.LeftOut > 0 {
		out.LeftOut = m.LeftOut(c.LeftOut)
	}
	return out
}

// withOwn adds what was set by other means to what the page offers.
func withOwn(choices []int, own int) []int {
	if slices.Contains(choices, own) {
		return choices
	}
	choices = append(slices.Clone(choices), own)
	slices.Sort(choices)
	return choices
}

// myPath is the calendar's page, in the language it is asked for.
func (s *site) myPath(r *http.Request) string { return s.to("/my/" + r.PathValue("manage")) }

// changeSettings takes the page's form.
func (s *site) changeSettings(w http.ResponseWriter, r *http.Request) {
	c, ok := s.managedForm(w, r)
	if !ok {
		return
	}
	form := r.PostForm
	number := func(name string) *int {
		n, err := strconv.Atoi(form.Get(name))
		if err != nil {
			n = -1 // refused as out of bounds
		}
		return &n
	}
	name, discretion, language, cancelled := form.Get("name"), form.Get("discretion"), form.Get("language"), form.Get("cancelled") != ""
	s.editByForm(w, r, c, calendarEdit{
		Name: &name, Discretion: &discretion, Language: &language, Cancelled: &cancelled,
		AlarmMinutes: number("alarm"), PastDays: number("past"),
	})
}

// managedForm finds the calendar and reads the form; it answers itself where
// either fails.
func (s *site) managedForm(w http.ResponseWriter, r *http.Request) (meeting.Calendar, bool) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	return c, ok && s.readForm(w, r) && s.take(w, r, editsPerClient, client(r))
}

func (s *site) editByForm(w http.ResponseWriter, r *http.Request, c meeting.Calendar, e calendarEdit) {
	if _, err := s.edit(r.Context(), c, e); err != nil {
		s.choiceFailed(w, r, err)
		return
	}
	s.seeMy(w, r, "?saved=1#settings")
}

// seeMy leads back to the calendar's page.
func (s *site) seeMy(w http.ResponseWriter, r *http.Request, at string) {
	w.Header().Set("Location", s.myPath(r)+at)
	w.WriteHeader(http.StatusSeeOther)
}

// addSearch makes what the find page searched for a standing search.
func (s *site) addSearch(w http.ResponseWriter, r *http.Request) {
	c, ok := s.managedForm(w, r)
	if !ok {
		return
	}
	f, wrong := s.formSearch(r)
	if wrong != nil {
		s.choiceFailed(w, r, wrong)
		return
	}
	searches := wishes(c.Searches)
	if !slices.ContainsFunc(c.Searches, func(had meeting.Filter) bool { return searchKey(had) == searchKey(f) }) {
		searches = append(searches, searchWish{f})
	}
	s.editByForm(w, r, c, calendarEdit{Searches: &searches})
}

// formSearch reads the find page's form as a standing search.
func (s *site) formSearch(r *http.Request) (meeting.Filter, *problem) {
	q := s.readSearch(r.PostForm)
	if _, err := s.locate(r, &q); err != nil {
		s.Log.Error("a place could not be looked up", "error", err)
		return meeting.Filter{}, &problem{Status: http.StatusInternalServerError, Detail: s.text.Broken.Title}
	}
	if q.placed() && q.spot == nil {
		return meeting.Filter{}, unfit("searches", s.text.Find.NoPlace(cmp.Or(q.Near, q.At)))
	}
	f, possible := q.filter()
	if !possible {
		return f, unfit("searches", s.myWords().SearchEmpty)
	}
	wrong := s.checkSearch(&f)
	return f, wrong
}

// searchKey is equal for equal searches.
func searchKey(f meeting.Filter) string {
	b, err := f.MarshalJSON()
	if err != nil {
		panic("web: a filter has no JSON form: " + err.Error())
	}
	return string(b)
}

func wishes(fs []meeting.Filter) []searchWish {
	out := []searchWish{}
	for _, f := range fs {
		out = append(out, searchWish{f})
	}
	return out
}

// dropSearch ends one, known by what it asks for: another form may have been
// quicker.
func (s *site) dropSearch(w http.ResponseWriter, r *http.Request) {
	c, ok := s.managedForm(w, r)
	if !ok {
		return
	}
	searches := wishes(slices.DeleteFunc(c.Searches, func(f meeting.Filter) bool { return searchKey(f) == r.PostForm.Get("drop") }))
	s.editByForm(w, r, c, calendarEdit{Searches: &searches})
}

// panicByForm empties the published calendar, or fills it again.
func (s *site) panicByForm(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok || !s.readForm(w, r) {
		return
	}
	if err := s.Store.Panic(r.Context(), c.ID, r.PostForm.Get("on") != "0", s.now()); err != nil {
		s.missing(w, r, err, s.text.NoCalendar)
		return
	}
	if r.PostForm.Get("on") != "0" {
		forgetHere(w)
	}
	s.seeMy(w, r, "")
}

// rotateByForm gives the calendar the addresses that the form carries: sent
// again, because the answer was lost, it leads to the same page.
func (s *site) rotateByForm(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	old, to := r.PathValue("manage"), ""
	if !s.readForm(w, r) {
		return
	}
	to = r.PostForm.Get("to")
	err := error(meeting.ErrNotFound)
	if isSecret(old) && isSecret(to) {
		err = s.Store.Rotate(r.Context(), hashSecret(old), hashSecret(feedOf(to)), hashSecret(to), s.now())
	}
	if err != nil {
		s.missing(w, r, err, s.text.NoCalendar)
		return
	}
	r.SetPathValue("manage", to)
	s.seeMy(w, r, "?moved=1")
}

// deleteByForm deletes all that is held, where the box says that it is meant.
func (s *site) deleteByForm(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok || !s.readForm(w, r) {
		return
	}
	m := s.myWords()
	if r.PostForm.Get("sure") == "" {
		s.fail(w, r, http.StatusUnprocessableEntity, m.NotSure)
		return
	}
	if err := s.Store.DeleteCalendar(r.Context(), c.ID, s.now()); err != nil {
		s.missing(w, r, err, s.text.NoCalendar)
		return
	}
	forgetHere(w)
	s.notice(w, r, http.StatusOK, m.Deleted)
}

// download is all that is held of a calendar, as a file.
func (s *site) download(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	if c, ok := s.managed(w, r); ok {
		w.Header().Set("Content-Disposition", `attachment; filename="calendar.json"`)
		s.tellCalendar(w, r, c)
	}
}

// titlesPage is where each meeting may get a title of one's own.
type titlesPage struct {
	page
	M    *myWords
	Path string
	Rows []titleRow
	Rest string
}

type titleRow struct{ ID, Name, Alias string }

func (s *site) titles(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok {
		return
	}
	ms, err := s.heldOrPicked(r, &c)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	p := titlesPage{page: s.privatePage(r, s.myWords().TitlesTitle), M: s.myWords(), Path: s.myPath(r)}
	start, end := stretchOf(r.URL.Query().Get("from"), len(ms))
	for i := range ms[start:end] {
		m := &ms[start+i]
		p.Rows = append(p.Rows, titleRow{m.ID, clip(clean(m.Name), longestRow), c.Aliases[m.ID]})
	}
	if end < len(ms) {
		p.Rest = p.Path + "/titles?from=" + strconv.Itoa(end)
	}
	s.show(w, r, http.StatusOK, "titles", p)
}

// heldOrPicked is what a calendar holds; in a panic what was picked.
func (s *site) heldOrPicked(r *http.Request, c *meeting.Calendar) ([]meeting.Meeting, error) {
	if c.Panicked.IsZero() {
		return s.Store.CalendarMeetings(r.Context(), c.ID)
	}
	if len(c.Meetings) == 0 {
		return nil, nil
	}
	ms, _, err := s.Store.Meetings(r.Context(), meeting.Filter{IDs: c.Meetings, Retired: true}, s.now())
	return ms, err
}

// stretchOf is the part of n rows that a page shows.
func stretchOf(from string, n int) (start, end int) {
	start, err := strconv.Atoi(from)
	if err != nil || start < 0 || start >= n {
		start = 0
	}
	return start, min(n, start+mostRows)
}

// changeTitles keeps the titles of the rows the form shows; others stay.
func (s *site) changeTitles(w http.ResponseWriter, r *http.Request) {
	c, ok := s.managedForm(w, r)
	if !ok {
		return
	}
	aliases := map[string]string{}
	for id, title := range c.Aliases {
		aliases[id] = title
	}
	for name, values := range r.PostForm {
		if len(name) > 2 && name[:2] == "t-" {
			aliases[name[2:]] = values[0]
		}
	}
	s.editByForm(w, r, c, calendarEdit{Aliases: &aliases})
}

// openLinks open a calendar in the programs that most people have.
type openLinks struct {
	Webcal  template.URL // ours; the template knows no webcal:
	Google  string
	Outlook string
	Apple   template.URL
	QR      template.HTML // drawn here
}
