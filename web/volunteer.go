package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// sessionLasts is how long a volunteer stays signed in.
const sessionLasts = 7 * 24 * time.Hour

// signInsPerClient stops guessing, which 130 random bits make hopeless anyway.
var signInsPerClient = limit{"sign-in", 20, time.Hour}

// cookieName is the name of the only cookie of the house: the volunteers'. With
// https it can be set by this host alone.
func (s *site) cookieName() string {
	if s.base.Scheme == "https" {
		return "__Host-volunteer"
	}
	return "volunteer"
}

// volunteer returns who is signed in.
func (s *site) volunteer(r *http.Request) (meeting.Volunteer, bool) {
	c, err := r.Cookie(s.cookieName())
	if err != nil {
		return meeting.Volunteer{}, false
	}
	v, err := s.Store.SignedIn(r.Context(), hashSecret(c.Value), s.now())
	if err != nil && !errors.Is(err, meeting.ErrNotFound) {
		s.Log.Error("a session could not be looked up", "err", err)
	}
	return v, err == nil
}

// signIn takes a volunteer's key.
func (s *site) signIn(w http.ResponseWriter, r *http.Request) {
	if !s.readForm(w, r) || !s.take(w, r, signInsPerClient, client(r)) {
		return
	}
	key, session := strings.ToLower(strings.TrimSpace(r.PostForm.Get("key"))), rand.Text()
	_, err := s.Store.SignIn(r.Context(), hashSecret(key), hashSecret(session), s.now().Add(sessionLasts))
	switch {
	case errors.Is(err, meeting.ErrNotFound):
		s.showVolunteers(w, r, http.StatusForbidden, s.statusWords().WrongKey)
		return
	case err != nil:
		s.broke(w, r, err)
		return
	}
	http.SetCookie(w, s.cookie(session, int(sessionLasts.Seconds())))
	s.seeOther(w, s.to("/volunteers"))
}

func (s *site) signOut(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(s.cookieName()); err == nil {
		if err := s.Store.SignOut(r.Context(), hashSecret(c.Value)); err != nil {
			s.broke(w, r, err)
			return
		}
	}
	http.SetCookie(w, s.cookie("", -1))
	s.seeOther(w, s.to("/volunteers"))
}

func (s *site) cookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{Name: s.cookieName(), Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true,
		Secure: s.base.Scheme == "https", SameSite: http.SameSiteStrictMode}
}

func (s *site) seeOther(w http.ResponseWriter, to string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}

type volunteersPage struct {
	page
	W       *statusWords
	Me      string
	Wrong   string
	Waiting []runRow
	Reports []reportRow
	Deeds   []deedRow
}

type deedRow struct{ When, Who, What, Subject, Href, Note string }

// volunteers is the desk: what waits for a person, or the way in.
func (s *site) volunteers(w http.ResponseWriter, r *http.Request) {
	s.showVolunteers(w, r, http.StatusOK, "")
}

func (s *site) showVolunteers(w http.ResponseWriter, r *http.Request, status int, wrong string) {
	secretHeaders(w)
	words := s.statusWords()
	p := volunteersPage{page: s.deskPage(r, words.DeskTitle), W: words, Wrong: wrong}
	if v, ok := s.volunteer(r); ok {
		p.Me, p.Cookie = v.Name, true
		if err := s.desk(r, &p); err != nil {
			s.broke(w, r, err)
			return
		}
	}
	s.show(w, r, status, "volunteers", p)
}

func (s *site) desk(r *http.Request, p *volunteersPage) error {
	ctx := r.Context()
	waiting, err := s.Store.WaitingRuns(ctx)
	if err != nil {
		return err
	}
	for _, src := range s.Sources {
		id, ok := waiting[src.ID]
		if !ok {
			continue
		}
		run, err := s.Store.RunByID(ctx, id)
		if err != nil {
			return err
		}
		row := s.runRow(run, true)
		row.Source = s.sourceName(src)
		p.Waiting = append(p.Waiting, row)
	}
	reports, err := s.Store.OpenReports(ctx, changesShown)
	if err != nil {
		return err
	}
	for _, rep := range reports {
		m, err := s.Store.Meeting(ctx, rep.Meeting)
		if err != nil {
			return err
		}
		p.Reports = append(p.Reports, s.reportRow(rep, m.Name))
	}
	deeds, err := s.Store.Deeds(ctx, runsShown)
	if err != nil {
		return err
	}
	for _, d := range deeds {
		row := s.deedRow(d)
		if row.Subject, err = s.subject(ctx, d); err != nil {
			return err
		}
		p.Deeds = append(p.Deeds, row)
	}
	return nil
}

func (s *site) deedRow(d meeting.Deed) deedRow {
	row := deedRow{When: moment(d.At), Who: clean(d.Volunteer), What: s.statusWords().Deed(d.What), Note: clean(d.Note)}
	if id, err := strconv.ParseInt(d.Subject, 10, 64); err == nil && aboutRun(d) {
		row.Href = s.runPath(id)
	} else {
		row.Href = s.to("/status/meetings/" + d.Subject)
	}
	return row
}

func aboutRun(d meeting.Deed) bool { return d.What == meeting.Accepted || d.What == meeting.Rejected }

// subject is what people call that which a volunteer decided about: a meeting by
// its name, a run by its number.
func (s *site) subject(ctx context.Context, d meeting.Deed) (string, error) {
	if aboutRun(d) {
		return d.Subject, nil
	}
	m, err := s.Store.Meeting(ctx, d.Subject)
	if errors.Is(err, meeting.ErrNotFound) {
		return d.Subject, nil
	}
	return clip(clean(m.Name), longestRow), err
}
