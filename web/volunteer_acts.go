package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"openchair/meeting"
)

// longestNote is how much a volunteer's note holds, in characters.
const longestNote = 500

// act is something a volunteer does by a form: it needs a session, and is put
// on record.
func (s *site) act(do func(ctx context.Context, r *http.Request, v meeting.Volunteer, note string) (back string, err error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.readForm(w, r) {
			return
		}
		v, ok := s.volunteer(r)
		if !ok {
			s.showVolunteers(w, r, http.StatusForbidden, s.statusWords().SignInFirst)
			return
		}
		back, err := do(r.Context(), r, v, s.masked(r.PostForm.Get("note"), longestNote))
		switch {
		case errors.Is(err, meeting.ErrNotFound), errors.Is(err, meeting.ErrNotWaiting):
			s.fail(w, r, http.StatusConflict, s.statusWords().Settled)
		case errors.Is(err, meeting.ErrRunning):
			s.fail(w, r, http.StatusConflict, s.statusWords().BeingRead)
		case err != nil:
			s.broke(w, r, err)
		default:
			s.seeOther(w, s.to(back))
		}
	}
}

// masked takes contacts of people out of what somebody wrote.
func (s *site) masked(text string, most int) string {
	text = clip(clean(text), most)
	if s.Mask != nil {
		text = s.Mask(text)
	}
	return text
}

func (s *site) acceptRun(ctx context.Context, r *http.Request, v meeting.Volunteer, note string) (string, error) {
	id, err := strconv.ParseInt(r.PathValue("run"), 10, 64)
	if err != nil {
		return "", meeting.ErrNotFound
	}
	run, err := s.Store.Accept(ctx, id, "volunteer", s.now())
	if err != nil {
		return "", err
	}
	if s.Changed != nil {
		s.Changed(run)
	}
	deed := meeting.Deed{At: s.now(), Volunteer: v.Name, What: meeting.Accepted, Subject: r.PathValue("run"), Note: note}
	return "/runs/" + strconv.FormatInt(run.ID, 10), s.Store.NoteDeed(ctx, deed)
}

func (s *site) rejectRun(ctx context.Context, r *http.Request, v meeting.Volunteer, note string) (string, error) {
	id, err := strconv.ParseInt(r.PathValue("run"), 10, 64)
	if err != nil {
		return "", meeting.ErrNotFound
	}
	if err := s.Store.Reject(ctx, id); err != nil {
		return "", err
	}
	deed := meeting.Deed{At: s.now(), Volunteer: v.Name, What: meeting.Rejected, Subject: r.PathValue("run"), Note: note}
	return "/runs/" + r.PathValue("run"), s.Store.NoteDeed(ctx, deed)
}

func (s *site) verifyMeeting(ctx context.Context, r *http.Request, v meeting.Volunteer, note string) (string, error) {
	id := r.PathValue("id")
	if err := s.Store.Verify(ctx, id, note, s.now()); err != nil {
		return "", err
	}
	deed := meeting.Deed{At: s.now(), Volunteer: v.Name, What: meeting.Vouched, Subject: id, Note: note}
	return "/status/meetings/" + id, s.Store.NoteDeed(ctx, deed)
}

func (s *site) closeReport(ctx context.Context, r *http.Request, v meeting.Volunteer, note string) (string, error) {
	id, err := strconv.ParseInt(r.PathValue("report"), 10, 64)
	if err != nil {
		return "", meeting.ErrNotFound
	}
	return "/volunteers", s.Store.CloseReport(ctx, id, v.Name, note, s.now())
}
