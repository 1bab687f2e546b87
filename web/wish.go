package web

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"net/http"
	"net/mail"
	"slices"
	"strconv"
	"strings"

	"openchair/meeting"
)

// Bounds of a wish for letters.
const (
	maxLeads    = 5
	maxLead     = 7 * 24 * 60 // minutes
	defaultLead = 60          // minutes
	maxAddress  = 254         // octets, RFC 5321
)

// newWish is what a person asks for when they want letters.
type newWish struct {
	Email string `json:"email"`
	Leads []int  `json:"lead_minutes"`
}

// wish keeps the wish and the letter that asks to confirm it. Nothing it does
// or returns tells whether the address was known.
func (s *site) wish(ctx context.Context, calendar int64, email string, leads []int) error {
	sealed, err := s.Keys.Seal(email)
	if err != nil {
		return fmt.Errorf("seal an address: %w", err)
	}
	now := s.now()
	rem := meeting.Reminder{
		ID: newID(), Calendar: calendar, Email: sealed, EmailHash: s.Keys.Hash(email), Leads: leads,
		Discretion: meeting.Neutral, Language: s.text.Lang, Created: now,
	}
	expires := now.Add(meeting.ConfirmWithin)
	letter := meeting.Letter{Kind: meeting.ConfirmLetter, Reminder: rem.ID, SendAt: now, Start: expires, Expires: expires}
	return s.Store.AddReminder(ctx, rem, letter, now)
}

// newID returns a positive random id.
func newID() int64 {
	var b [8]byte
	rand.Read(b[:]) // never fails: it ends the process instead
	return int64(binary.BigEndian.Uint64(b[:])>>1) | 1
}

// checkWish returns address and leads ready to keep.
func (s *site) checkWish(wish newWish) (email string, leads []int, wrong *problem) {
	email, ok := readAddress(wish.Email)
	if !ok {
		return "", nil, &problem{Status: http.StatusUnprocessableEntity, Parameter: "email", Detail: s.text.BadAddress}
	}
	leads = slices.Clone(wish.Leads)
	if leads == nil {
		leads = []int{defaultLead}
	}
	slices.Sort(leads)
	leads = slices.Compact(leads)
	if len(leads) == 0 || len(leads) > maxLeads || leads[0] < 1 || leads[len(leads)-1] > maxLead {
		return "", nil, &problem{Status: http.StatusUnprocessableEntity, Parameter: "lead_minutes",
			Detail:  fmt.Sprintf(s.text.BadLeads, maxLeads, maxLead),
			Allowed: []string{fmt.Sprintf("1 to %d", maxLead)}}
	}
	return email, leads, nil
}

// readAddress reads a bare e-mail address at a public domain. Only ASCII: not
// every server on the way takes more.
func readAddress(s string) (string, bool) {
	s = strings.TrimSpace(s)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || len(s) > maxAddress {
		return "", false
	}
	for _, c := range []byte(s) {
		if c <= ' ' || c >= 0x7f {
			return "", false
		}
	}
	at := strings.LastIndexByte(s, '@')
	domain := strings.ToLower(s[at+1:])
	return s[:at+1] + domain, at <= 64 && strings.Contains(domain, ".") && domain[0] != '['
}

// apiWish takes a wish for letters by program.
func (s *site) apiWish(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	if s.LettersOff != "" {
		s.problem(w, problem{Status: http.StatusServiceUnavailable, Title: s.text.LettersOff, Detail: s.text.LettersOff + ": " + s.LettersOff + "."})
		return
	}
	c, ok := s.managed(w, r)
	if !ok {
		return
	}
	var in newWish
	if p := readJSON(w, r, &in); p != nil {
		s.problem(w, *p)
		return
	}
	email, leads, wrong := s.checkWish(in)
	if wrong != nil {
		s.problem(w, *wrong)
		return
	}
	if !s.hear(w, r, c.ID, email, leads) {
		return
	}
	s.json(w, http.StatusAccepted, jsonType, map[string]string{"status": "asked", "message": s.text.Asked})
}

// hear counts a wish against both limits and keeps it. It answers itself, and
// returns false, where the client's limit is reached or something failed. Where
// the address's is, nothing is kept and nothing tells: a refusal would say that
// somebody asked for it before.
func (s *site) hear(w http.ResponseWriter, r *http.Request, calendar int64, email string, leads []int) bool {
	if !s.take(w, r, wishesPerClient, client(r)) {
		return false
	}
	within, err := s.within(r.Context(), wishesPerAddress, email)
	if err == nil && within {
		err = s.wish(r.Context(), calendar, email, leads)
	}
	if err != nil {
		s.broke(w, r, err)
	}
	return err == nil
}

// wishByForm takes a wish for letters by the calendar's page.
func (s *site) wishByForm(w http.ResponseWriter, r *http.Request) {
	secretHeaders(w)
	c, ok := s.managed(w, r)
	if !ok || !s.readForm(w, r) {
		return
	}
	in := newWish{Email: r.PostForm.Get("email")}
	for _, v := range r.PostForm["lead"] {
		n, err := strconv.Atoi(v)
		if err != nil {
			n = 0 // refused as out of bounds
		}
		in.Leads = append(in.Leads, n)
	}
	email, leads, wrong := s.checkWish(in)
	switch {
	case s.LettersOff != "":
		s.fail(w, r, http.StatusServiceUnavailable, notice{Title: s.text.LettersOff, Words: []string{s.text.LettersOff + ": " + s.LettersOff + ".", s.text.CalendarKept}})
		return
	case wrong != nil:
		s.showMy(w, r, c, myState{Status: wrong.Status, Wrong: wrong.Detail, Email: in.Email, Leads: in.Leads})
		return
	case !s.hear(w, r, c.ID, email, leads):
		return
	}
	w.Header().Set("Location", s.to("/my/"+r.PathValue("manage"))+"?asked=1#letters")
	w.WriteHeader(http.StatusSeeOther)
}
