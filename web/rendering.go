package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"openchair/meeting"
)

// rendering returns a calendar's current bytes, written anew where the kept
// ones are behind. While writing fails, the last bytes stand and the fault is
// logged: a calendar client that meets an error may give the calendar up.
func (s *site) rendering(ctx context.Context, feedHash []byte) (meeting.Rendering, error) {
	kept, err := s.Store.Rendering(ctx, feedHash)
	if err != nil || kept.Current {
		return kept, err
	}
	fresh, err := s.render(ctx, feedHash, kept)
	switch {
	case err == nil:
		return fresh, nil
	case len(kept.Body) == 0 || errors.Is(err, meeting.ErrNotFound):
		return kept, err
	}
	s.logFault(ctx, "calendar not written, the last bytes are served", err)
	return kept, nil
}

func (s *site) render(ctx context.Context, feedHash []byte, kept meeting.Rendering) (meeting.Rendering, error) {
	c, err := s.Store.CalendarByFeed(ctx, feedHash)
	if err != nil {
		return kept, err
	}
	ms, err := s.Store.CalendarMeetings(ctx, c.ID) // none in a panic
	if err != nil {
		return kept, fmt.Errorf("calendar %d: read its meetings: %w", c.ID, err)
	}
	now := s.now() // before the bytes, so that none is taken for younger than it is
	body, err := s.bounded(shown(c), ms)
	if err != nil {
		return kept, fmt.Errorf("calendar %d: %w", c.ID, err)
	}
	fresh := meeting.Rendering{Calendar: c.ID, Polled: kept.Polled, Version: c.Version, Current: true, ETag: strongTag(body), Modified: kept.Modified, Body: body}
	if s.Until != nil {
		fresh.Until = s.Until(shown(c), ms, now)
	}
	if fresh.ETag != kept.ETag {
		fresh.Modified = later(s.now().Truncate(time.Second), kept.Modified.Add(time.Second))
	}
	if err := s.Store.KeepRendering(ctx, fresh); err != nil {
		s.logFault(ctx, "calendar written but not kept", err)
	}
	return fresh, nil
}

// shown is a calendar as it is published: in a panic nothing of it, not even its
// name.
func shown(c meeting.Calendar) meeting.Calendar {
	if c.Panicked.IsZero() {
		return c
	}
	return meeting.Calendar{ID: c.ID, Language: c.Language, Version: c.Version, Created: c.Created, PastDays: c.PastDays}
}

// maxFeed is what every calendar program reads, in bytes.
const maxFeed = 1 << 20

// bounded writes a calendar of at most maxFeed: where lists say very much of
// each meeting, those that came last are left out, and it says how many.
func (s *site) bounded(c meeting.Calendar, ms []meeting.Meeting) ([]byte, error) {
	for {
		body, err := s.safeRender(c, ms)
		if err != nil || len(body) <= maxFeed || len(ms) <= 1 {
			return body, err
		}
		fit := min(len(ms)-1, len(ms)*maxFeed/len(body))
		c.LeftOut += len(ms) - max(1, fit)
		ms = ms[:max(1, fit)]
	}
}

// safeRender takes a panic of the writer for an error: the last bytes must be
// served all the same.
func (s *site) safeRender(c meeting.Calendar, ms []meeting.Meeting) (body []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("write the feed: panic: %v", v)
		}
	}()
	if body, err = s.Render(c, ms); err != nil {
		return nil, fmt.Errorf("write the feed: %w", err)
	}
	return body, nil
}

// strongTag is an ETag over the bytes.
func strongTag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// later keeps Last-Modified growing with every change of the bytes: when two
// fall in one second, and when a clock is set back.
func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func (s *site) logFeed(r *http.Request, err error) {
	if r.Context().Err() == nil {
		s.logFault(r.Context(), "calendar not served", err)
	}
}

func (s *site) logFault(ctx context.Context, what string, err error) {
	s.Log.LogAttrs(ctx, slog.LevelError, what, slog.String("route", feedRoute), slog.Any("error", err))
}

const feedRoute = http.MethodGet + " /c/{file}"
