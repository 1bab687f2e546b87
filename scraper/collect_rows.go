package scraper

import (
	"fmt"
	"log/slog"

	"openchair/meeting"
)

// rows gathers what the pages of a run list, normalised at once so that the
// listings needn't be held. meetings, alts and listings run in step.
type rows struct {
	src       meeting.Source
	normalise func(Listing, meeting.Source) (meeting.Collected, *meeting.Refusal)
	log       *slog.Logger
	zones     ZoneFinder
	keep      bool // for a check: the listings too

	meetings []meeting.Collected
	alts     []string
	listings []Listing
	refused  []meeting.Refusal
	refusals int // all of them, named or not
	fill     meeting.Fill
	spurned  map[int]Listing // listings refused, by their place in refused; for a check
}

func (c *Collector) rows(src meeting.Source) *rows {
	r := &rows{src: src, normalise: c.Normalise, zones: c.Zones, log: c.log()}
	if r.normalise == nil {
		r.normalise = Normalise
	}
	return r
}

// add takes over a page's listings. Its error is a *BoundError.
func (r *rows) add(reading Reading) error {
	if n := r.listed() + len(reading.Listings) + len(reading.Refused); n > maxRows {
		return &BoundError{What: "rows in a run", Limit: maxRows}
	}
	for _, f := range reading.Refused {
		r.refuse(f, nil)
	}
	r.grow(len(reading.Listings))
	for i := range reading.Listings {
		for _, l := range expand(reading.Listings[i], r.src) {
			r.listing(l)
		}
		reading.Listings[i] = Listing{}
	}
	return nil
}

func (r *rows) grow(n int) {
	if r.meetings == nil {
		r.meetings, r.alts = make([]meeting.Collected, 0, n), make([]string, 0, n)
	}
}

func (r *rows) listing(l Listing) {
	m, refusal := r.safely(l)
	if refusal != nil {
		r.refuse(*refusal, &l)
		return
	}
	r.meetings, r.alts = append(r.meetings, m), append(r.alts, l.AltKey)
	if r.keep {
		r.listings = append(r.listings, l)
	}
}

// safely keeps one row from taking all the others with it.
func (r *rows) safely(l Listing) (m meeting.Collected, refusal *meeting.Refusal) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("normalise failed", "source", r.src.ID, "key", l.Key, "panic", fmt.Sprint(p))
			refusal = &meeting.Refusal{Key: l.Key, Name: l.Name, Reason: "We failed at reading this row. The fault is ours; the log says more."}
		}
	}()
	l.zoneAt = r.zoneAt
	return r.normalise(l, r.src)
}

func (r *rows) refuse(f meeting.Refusal, l *Listing) {
	r.refusals++
	if len(r.refused) >= maxRefused && !r.keep {
		return
	}
	if r.keep && l != nil {
		if r.spurned == nil {
			r.spurned = map[int]Listing{}
		}
		r.spurned[len(r.refused)] = *l
	}
	r.refused = append(r.refused, f)
}

func (r *rows) listed() int { return len(r.meetings) + r.refusals }

// settle drops what is listed twice, tells apart what shares a key, and
// counts what the rows hold.
func (r *rows) settle() {
	r.tellApart()
	for i := range r.meetings {
		countFill(&r.fill, &r.meetings[i].Meeting)
	}
}

// countFill adds one meeting to the fill of a run.
func countFill(f *meeting.Fill, m *meeting.Meeting) {
	if m.Schedule.Timed() {
		f.Time++
	}
	if m.Place.Address != "" || m.Place.Name != "" {
		f.Place++
	}
	if m.Place.Located() {
		f.Point++
	}
	if m.Join.URL != "" || m.Join.Phone != "" {
		f.Join++
	}
	if len(m.Types) > 0 {
		f.Types++
	}
}
