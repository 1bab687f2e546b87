package web

import (
	"net/http"

	"openchair/internal/keyring"
)

// A letter's link opens a page with one button; only the button acts, for mail
// scanners follow every link.

func (s *site) askConfirm(w http.ResponseWriter, r *http.Request) {
	s.withToken(w, r, keyring.Confirm, func(id int64) error {
		if _, err := s.Store.Reminder(r.Context(), id); err != nil {
			return err
		}
		s.notice(w, r, http.StatusOK, s.text.AskConfirm)
		return nil
	})
}

func (s *site) confirm(w http.ResponseWriter, r *http.Request) {
	s.withToken(w, r, keyring.Confirm, func(id int64) error {
		if err := s.Store.ConfirmReminder(r.Context(), id, s.now()); err != nil {
			return err
		}
		s.notice(w, r, http.StatusOK, s.text.Confirmed)
		return nil
	})
}

// askStop looks nothing up: the page is the same whether letters are still due
// or not.
func (s *site) askStop(w http.ResponseWriter, r *http.Request) {
	s.withToken(w, r, keyring.Stop, func(int64) error {
		s.notice(w, r, http.StatusOK, s.text.AskStop)
		return nil
	})
}

// stop also takes one-click POSTs of mail providers (RFC 8058). Stopping what
// is stopped already is no error.
func (s *site) stop(w http.ResponseWriter, r *http.Request) {
	s.withToken(w, r, keyring.Stop, func(id int64) error { return s.stopped(w, r, id) })
}

func (s *site) withToken(w http.ResponseWriter, r *http.Request, purpose string, do func(id int64) error) {
	secretHeaders(w)
	id, ok := s.made(purpose, r.PathValue("token"))
	if !ok && s.LettersOff { // without its key a right link looks like a wrong one
		s.fail(w, r, http.StatusServiceUnavailable, s.text.LinkWaits)
		return
	}
	if !ok {
		s.fail(w, r, http.StatusNotFound, s.text.NoLink)
		return
	}
	if err := do(id); err != nil {
		s.missing(w, r, err, s.text.NoLink)
	}
}

// made returns whom a link was made for. One that confirms holds for a time.
func (s *site) made(purpose, token string) (id int64, ok bool) {
	if purpose == keyring.Confirm {
		return s.Keys.CheckTimed(purpose, token, s.now())
	}
	return s.Keys.Check(purpose, token)
}
