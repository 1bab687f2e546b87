package scraper

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"openchair/meeting"
)

// heldBytes bounds the bodies kept while it is not yet known whether anything
// has changed. Those over it are asked for again.
const heldBytes = 16 << 20

// walk is one reading of a source: over its pages first to see whether any has
// changed, and then, where one has, over all of them to read them.
type walk struct {
	get      Getter
	src      meeting.Source
	format   Format
	start    []Request
	memory   meeting.Memory
	print    string                       // fingerprint of this reading
	trusted  map[string]meeting.PageState // memory's pages, where its fingerprint is ours
	maxPages int
	maxBytes int64

	held     map[string]FetchResult // fetched in the first pass, not yet read
	holding  int64
	failed   map[string]error // pages that failed in the first pass
	states   []meeting.PageState
	renewed  bool // a validator differs from the one remembered
	declared string
	evidence meeting.Evidence
	page     *Page // the one that ended the run
	rows     *rows
}

// walk prepares a reading. The walk is returned with an error too.
func (c *Collector) walk(src meeting.Source, m meeting.Memory) (*walk, error) {
	w := &walk{
		get: c.Fetcher, src: src, memory: m, maxBytes: cmp.Or(c.MaxBytes, DefaultMaxBytes),
		held: map[string]FetchResult{}, failed: map[string]error{}, rows: c.rows(src),
	}
	if err := neverListed(src.ID, src.Program, src.Name, src.URL); err != nil {
		return w, err
	}
	formats := c.Formats
	if formats == nil {
		formats = FormatByName
	}
	var err error
	if w.format, err = formats(src.Format); err != nil {
		return w, fmt.Errorf("%w: %w", errNoFormat, err)
	}
	w.maxPages = cmp.Or(c.MaxPages, w.format.MaxPages, DefaultMaxPages)
	if w.start, err = w.starts(); err != nil {
		return w, fmt.Errorf("where to start: %w", err)
	}
	if w.print = Fingerprint(src, w.format, time.Now()); w.print == m.Fingerprint {
		w.trusted = m.Pages
	}
	return w, nil
}

func (w *walk) starts() (reqs []Request, err error) {
	defer recovered(&err)
	return w.format.Start(w.src)
}

// run reports whether the source is as it was. If not, w holds its rows.
func (w *walk) run(ctx context.Context) (unchanged bool, err error) {
	if len(w.trusted) > 0 {
		if unchanged, err = w.same(ctx); unchanged || err != nil {
			return unchanged, err
		}
	}
	w.states, w.renewed = nil, false
	return false, w.read(ctx)
}

// same walks the pages conditionally and stops at the first that differs. No
// page is read: PageState.Next says where each one led.
func (w *walk) same(ctx context.Context) (bool, error) {
	q := newQueue(w.start, w.maxPages)
	for {
		req, ok, err := q.next()
		if !ok || err != nil {
			return err == nil, err
		}
		before, known := w.trusted[req.URL]
		state, same, err := w.compare(ctx, req, before, known)
		if err != nil || !same {
			return false, err
		}
		if known {
			w.states = append(w.states, state)
			q.addAddresses(before.Next)
		}
	}
}

// compare asks for one page and says whether it is as it was before. A page
// that was not known before was left out then because it failed, and is as
// it was when it fails again.
func (w *walk) compare(ctx context.Context, req Request, before meeting.PageState, known bool) (state meeting.PageState, same bool, err error) {
	var cond *meeting.PageState
	if known {
		cond = &before
	}
	res, err := w.fetch(ctx, req, cond)
	switch {
	case err != nil && (ctx.Err() != nil || endsRun(err)):
		return state, false, err
	case err != nil:
		w.failed[req.URL] = err
		if !known {
			return state, true, nil
		}
		if absent(err) {
			return state, false, nil // perhaps an optional page that is gone for good
		}
		return state, false, err
	}
	if !res.NotModified {
		w.hold(req.URL, res)
	}
	if !known || (!res.NotModified && res.State.Digest != before.Digest) {
		return state, false, nil
	}
	state = res.State
	state.URL, state.Digest, state.Next = before.URL, before.Digest, before.Next
	w.renewed = w.renewed || state.ETag != before.ETag || state.LastModified != before.LastModified
	return state, true, nil
}

func (w *walk) hold(url string, res FetchResult) {
	if size := int64(len(res.Page.Body)); w.holding+size <= heldBytes {
		w.held[url] = res
		w.holding += size
	}
}

// read walks all pages and reads them.
func (w *walk) read(ctx context.Context) error {
	if w.format.Given != nil {
		given := w.format.Given(w.src, time.Now())
		given.fetchedAt(time.Now(), w.src)
		if err := w.rows.add(given); err != nil {
			return err
		}
	}
	known := Terms{}
	q := newQueue(w.start, w.maxPages)
	for {
		req, ok, err := q.next()
		if !ok || err != nil {
			return err
		}
		next, err := w.readPage(ctx, req, known)
		left := req.Rows
		switch {
		case err == nil:
			left = q.add(next)
		case errors.Is(err, errBeyondFile):
		case ctx.Err() != nil, !req.Optional, endsRun(err), w.wasThere(req.URL) && !absent(err):
			return err
		}
		if err := w.rows.add(Reading{Listings: left}); err != nil {
			return err
		}
	}
}

// wasThere: leaving out what was read last time would change the meetings
// without a word from the source.
func (w *walk) wasThere(url string) bool {
	_, before := w.memory.Pages[url]
	return before
}

func (w *walk) readPage(ctx context.Context, req Request, known Terms) ([]Request, error) {
	res, err := w.take(ctx, req)
	if err != nil {
		return nil, err
	}
	page := res.Page
	page.Rows = req.Rows
	reading, err := w.reading(page, known)
	if err != nil {
		if !req.Optional || w.wasThere(req.URL) {
			w.page = &page
		}
		return nil, err
	}
	reading.fetchedAt(page.Fetched, w.src)
	for id, t := range reading.Terms {
		known[id] = t
	}
	if reading.Declared != "" {
		w.declared = reading.Declared
	}
	state := res.State
	for _, n := range reading.Next {
		state.Next = append(state.Next, n.URL)
	}
	w.states = append(w.states, state)
	w.evidence.Status, w.evidence.Type = page.Status, printable(page.Header.Get("Content-Type"))
	return reading.Next, w.rows.add(reading)
}

// take returns a page from the first pass, or asks for it whole.
func (w *walk) take(ctx context.Context, req Request) (FetchResult, error) {
	if err, ok := w.failed[req.URL]; ok {
		return FetchResult{}, err
	}
	if res, ok := w.held[req.URL]; ok {
		delete(w.held, req.URL)
		return res, nil
	}
	return w.fetch(ctx, req, nil)
}

func (w *walk) fetch(ctx context.Context, req Request, cond *meeting.PageState) (FetchResult, error) {
	res, err := w.get.Fetch(ctx, req, cond)
	if err != nil {
		return res, err
	}
	w.evidence.Pages++
	w.evidence.Bytes += int64(len(res.Page.Body))
	if w.evidence.Bytes > w.maxBytes {
		return FetchResult{}, &BoundError{What: "bytes in a run", Limit: w.maxBytes}
	}
	return res, nil
}

// reading calls the format, which may fail but not take the process with it.
// A challenge is no page of any format.
func (w *walk) reading(p Page, known Terms) (r Reading, err error) {
	defer recovered(&err)
	if isChallenge(p.Header, p.Body) {
		return Reading{}, &ShapeError{HTML: true, Why: "A check for browsers stands where the list was due."}
	}
	return w.format.Read(p, w.src, known)
}

func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: panic: %v\n%s", errPanic, p, debug.Stack())
	}
}

// absent: the page is not there, and not for the moment only.
func absent(err error) bool {
	var status *StatusError
	if !errors.As(err, &status) || errors.As(err, new(*RobotsUnreadError)) {
		return false
	}
	return status.Status == http.StatusNotFound || status.Status == http.StatusGone
}

// endsRun: even a page that could be left out ends the run where it is over a
// bound, where the site asks to be left alone, or where it fails for the moment
// only: without it a first reading would be taken for whole.
func endsRun(err error) bool {
	return errors.As(err, new(*BoundError)) || time.Until(retryAfterOf(err)) > retryPatience ||
		worthRetrying(err) || errors.Is(err, context.DeadlineExceeded)
}
