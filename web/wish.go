package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/mail"
	"strings"

	"openchair/internal/guard"
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
	Channel string          `json:"channel"` // email, ntfy, webpush
	Email   string          `json:"email"`
	Topic   string          `json:"topic"`        // of ntfy: its https address
	Push    json.RawMessage `json:"subscription"` // of webpush: as the browser gave it
	letterWish
}

// target is where letters go, as the channel names it.
func (n *newWish) target() (parameter, value string) {
	switch meeting.Channel(n.Channel) {
	case meeting.ByNtfy:
		return "topic", n.Topic
	case meeting.ByWebPush:
		return "subscription", string(n.Push)
	}
	return "email", n.Email
}

// wish keeps the wish and the letter that asks to confirm it. Nothing it does
// or returns tells whether the address was known.
func (s *site) wish(ctx context.Context, rem meeting.Reminder, target string) (err error) {
	if rem.Email, err = s.Keys.Seal(target); err != nil {
		return fmt.Errorf("seal an address: %w", err)
	}
	now := s.now()
	hashes := s.Keys.Hashes(target)
	rem.ID, rem.EmailHash, rem.OldHashes, rem.Created = newID(), hashes[0], hashes[1:], now
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

// checkWish returns a reminder of a calendar and where its letters go.
func (s *site) checkWish(ctx context.Context, calendar int64, in newWish) (rem meeting.Reminder, target string, wrong *problem) {
	if in.Channel == "" {
		in.Channel = string(meeting.ByEmail)
	}
	rem = meeting.Reminder{Calendar: calendar, Channel: meeting.Channel(in.Channel)}
	if target, wrong = s.checkTarget(ctx, rem.Channel, in); wrong != nil {
		return rem, "", wrong
	}
	if in.Leads == nil && in.Overview == "" {
		in.Leads = []int{defaultLead}
	}
	return rem, target, s.into(in.letterWish, &rem)
}

// checkTarget reads where letters are to go, or says why they can't go there.
func (s *site) checkTarget(ctx context.Context, channel meeting.Channel, in newWish) (target string, wrong *problem) {
	parameter, value := in.target()
	text := s.letterWords()
	unfit := func(detail string) (string, *problem) {
		return "", &problem{Status: http.StatusUnprocessableEntity, Parameter: parameter, Detail: detail}
	}
	target, ok := s.readTarget(channel, value)
	switch {
	case channel == meeting.ByEmail && s.MailOff != "":
		return "", &problem{Status: http.StatusServiceUnavailable, Parameter: "channel", Detail: text.MailOff + ": " + s.MailOff + "."}
	case channel == meeting.ByEmail && !ok:
		return unfit(s.text.BadAddress)
	case channel == meeting.ByEmail:
		return target, nil
	}
	check, open := s.Targets[channel]
	if !ok || !open {
		return unfit(text.BadTarget)
	}
	var private *guard.RefusedError
	switch err := check(ctx, target); {
	case errors.As(err, &private):
		return unfit(text.PrivateTarget)
	case err != nil:
		return unfit(text.BadTarget)
	}
	return target, nil
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
	if s.LettersOff {
		s.problem(w, problem{Status: http.StatusServiceUnavailable, Title: s.text.LettersOff, Detail: s.text.LettersOff + ": " + s.text.KeyAway + "."})
		return
	}
	c, ok := s.managed(w, r)
	if !ok {
		return
	}
	in := newWish{letterWish: s.firstWish()}
	if p := readJSON(w, r, &in); p != nil {
		s.problem(w, *p)
		return
	}
	if in.Leads != nil && len(in.Leads) == 0 && in.Overview == "" {
		in.Leads = []int{0} // none at all is refused
	}
	rem, target, wrong := s.checkWish(r.Context(), c.ID, in)
	if wrong != nil {
		s.problem(w, *wrong)
		return
	}
	if !s.hear(w, r, rem, target) {
		return
	}
	s.json(w, http.StatusAccepted, jsonType, map[string]string{"status": "asked", "message": s.text.Asked})
}

// hear counts a wish against both limits and keeps it. It answers itself, and
// returns false, where the client's limit is reached or something failed. Where
// the address's is, nothing is kept and nothing tells: a refusal would say that
// somebody asked for it before.
func (s *site) hear(w http.ResponseWriter, r *http.Request, rem meeting.Reminder, target string) bool {
	if !s.take(w, r, wishesPerClient, client(r)) {
		return false
	}
	within, err := s.within(r.Context(), wishesPerAddress, target)
	if err == nil && within {
		err = s.wish(r.Context(), rem, target)
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
	in := newWish{Channel: r.PostForm.Get("channel"), Email: r.PostForm.Get("email"), Topic: r.PostForm.Get("email"), letterWish: wishByFields(r.PostForm, s.firstWish())}
	if given := r.PostForm.Get("subscription"); given != "" {
		in.Channel, in.Push = string(meeting.ByWebPush), json.RawMessage(given)
	}
	rem, target, wrong := s.checkWish(r.Context(), c.ID, in)
	switch {
	case s.LettersOff:
		s.fail(w, r, http.StatusServiceUnavailable, s.text.NotAsked)
		return
	case wrong != nil:
		if wrong.Status == http.StatusServiceUnavailable { // why is in English: the page says it so
			wrong.Detail = s.letterWords().MailOff + "."
		}
		s.showMy(w, r, c, myState{Status: wrong.Status, Wrong: wrong.Detail, Email: in.Email, Wish: in.letterWish, Channel: in.Channel})
		return
	case !s.hear(w, r, rem, target):
		return
	}
	w.Header().Set("Location", s.to("/my/"+r.PathValue("manage"))+"?asked="+cmp.Or(strings.TrimPrefix(string(rem.Channel), string(meeting.ByEmail)), "1")+"#letters")
	w.WriteHeader(http.StatusSeeOther)
}
