package scraper

import (
	"cmp"
	"errors"
	"fmt"

	"openchair/meeting"
)

// judged turns rows that were read to the end into a harvest. A run that is
// quarantined gives what it read too, with its pages, for a volunteer to accept;
// the store must not take those pages for the next run's memory. The error says
// why they may not be believed, where words for the log are needed.
func (w *walk) judged() (meeting.Harvest, error) {
	w.rows.settle()
	r := w.rows
	h := meeting.Harvest{Fingerprint: w.print, Pages: w.states, Run: meeting.Run{
		Counts:   meeting.Counts{Listed: r.listed(), Stored: len(r.meetings), Refused: r.refusals},
		Fill:     r.fill,
		Refused:  r.refused,
		Evidence: w.evidence,
	}}
	switch {
	case r.listed() == 0 && w.declared != "":
		h.Run.Class = meeting.DeclaredEmpty
		h.Run.Message = "The source says that it has no meetings: “" + quoted(printable(w.declared)) + "”"
		return h, nil
	case len(r.meetings) == 0 && r.refusals > 0:
		v := classify(errNoRows, nil, w.src, everGood(w.memory))
		h.Run.Class, h.Run.Message = v.class, v.message
		h.Fingerprint, h.Pages = "", nil
		return h, fmt.Errorf("%w: the first: %s: %s", errNoRows, r.refused[0].Field, r.refused[0].Reason)
	}
	h.Run.Class, h.Run.Message = meeting.Judge(w.memory, r.listed(), r.fill)
	h.Meetings = r.meetings
	if h.Run.Class != meeting.OK {
		h.Run.Counts.Stored = 0 // they wait
	} else {
		h.Run.Message = cmp.Or(h.Run.Message, readWords(r.meetings, r.refusals, w.src))
	}
	return h, nil
}

// unchanged is a run that found every page as it was. Its pages are given
// only where a validator is new: all else is remembered already.
func (w *walk) unchanged() meeting.Harvest {
	h := meeting.Harvest{Fingerprint: w.print, Run: meeting.Run{
		Class: meeting.Unchanged, Message: "The list is as it was.", Evidence: w.evidence,
	}}
	if w.renewed {
		h.Pages = w.states
	}
	return h
}

// failedHarvest is a run that did not come to its end.
func failedHarvest(w *walk, err error, src meeting.Source, m meeting.Memory) meeting.Harvest {
	var page *Page
	var seen meeting.Evidence
	if w != nil {
		page, seen = w.page, w.evidence
	}
	v := classify(err, page, src, everGood(m))
	e := v.evidence
	e.Pages, e.Bytes = seen.Pages, max(seen.Bytes, e.Bytes)
	return meeting.Harvest{Run: meeting.Run{Class: v.class, Message: v.message, Evidence: e, RetryAfter: v.retryAfter,
		Interrupted: errors.Is(err, errStopped)}}
}

// everGood reports whether a source was ever read well.
func everGood(m meeting.Memory) bool { return !m.LastGood.IsZero() || m.LastListed > 0 }

// readWords says what was read and how much of it is in doubt, and what to do
// where the source's zone is the likely cause.
func readWords(ms []meeting.Collected, refused int, src meeting.Source) string {
	doubt, elsewhere := 0, 0
	for i := range ms {
		m := &ms[i].Meeting
		if s := &m.Schedule; s.Timed() && !s.Confirmed {
			doubt++
		}
		if misfits(m, src) {
			elsewhere++
		}
	}
	said := fmt.Sprintf("%s read", countOf(len(ms), "meeting"))
	if refused > 0 {
		said += fmt.Sprintf(", %s refused", countOf(refused, "row"))
	}
	if doubt > 0 {
		said += fmt.Sprintf(", %d not confirmed", doubt)
	}
	switch {
	case elsewhere > 1 && 2*elsewhere > len(ms):
		return said + fmt.Sprintf(". %d of %d are in places that do not fit the zone %s: set zone in the source.", elsewhere, len(ms), src.Zone)
	case doubt > 1 && 2*doubt >= len(ms):
		return said + ": check the source's zone and words."
	}
	return said + "."
}

func countOf(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// quoted keeps a quotation short.
func quoted(s string) string {
	if r := []rune(s); len(r) > 200 {
		return string(r[:200]) + "…"
	}
	return s
}
