package scraper

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// Checked is one row of a source as a dry run read it.
type Checked struct {
	Listing Listing // as published; zero where the row was no listing at all
	// Meeting is what it became; zero where it was refused.
	Meeting meeting.Collected
	Refusal *meeting.Refusal
	// Unread lists what was not understood, as "field: words".
	Unread []string
}

// Report is what a dry run saw.
type Report struct {
	Source meeting.Source
	// Run is as Collect would have recorded it for a source never seen before.
	Run  meeting.Run
	Rows []Checked // meetings first, in the order published, then refusals
	// NotFollowed are pages a file led to that a run over the network would
	// have fetched.
	NotFollowed []string
	// Err is what the run's message says in words; nil where all went well.
	Err error
}

// Check reads a source as Collect does, with nothing remembered and nothing
// stored. Like Collect it tells what goes wrong at the source in the run.
func (c *Collector) Check(ctx context.Context, src meeting.Source) Report {
	return c.report(ctx, src, c.Fetcher)
}

// CheckFile reads one local file as though it were the answer of the source's
// address. Its error is the file's; what the file holds is told in the run.
func (c *Collector) CheckFile(ctx context.Context, path string, src meeting.Source) (Report, error) {
	f := &fileGetter{limit: DefaultMaxBody}
	if err := f.load(path); err != nil {
		return Report{}, fmt.Errorf("check file: %w", err)
	}
	if src.URL == "" {
		src.URL = "http://file.invalid/"
	}
	r := c.report(ctx, src, f)
	r.NotFollowed = f.beyond
	return r, nil
}

func (c *Collector) report(ctx context.Context, src meeting.Source, get Getter) Report {
	started := time.Now().UTC()
	r := Report{Source: src}
	h, w, err := c.checked(ctx, src, get)
	r.Run, r.Err = h.Run, err
	r.Run.Source, r.Run.Started, r.Run.Finished = src.ID, started, time.Now().UTC()
	r.Run.Evidence.Duration = r.Run.Finished.Sub(started)
	r.Rows = w.rows.checked()
	return r
}

func (c *Collector) checked(ctx context.Context, src meeting.Source, get Getter) (meeting.Harvest, *walk, error) {
	w, err := c.walk(src, meeting.Memory{})
	w.get, w.rows.keep = get, true
	if f, ok := get.(*fileGetter); ok {
		f.aim(w.start)
	}
	if err == nil {
		_, err = w.run(ctx)
	}
	if err != nil {
		err = ended(ctx, err)
		return failedHarvest(w, err, src, meeting.Memory{}), w, err
	}
	h, err := w.judged()
	return h, w, err
}

// checked lists every row, read or refused.
func (r *rows) checked() []Checked {
	out := make([]Checked, 0, r.listed())
	for i, m := range r.meetings {
		out = append(out, Checked{Listing: r.listings[i], Meeting: m, Unread: unreadOf(&r.listings[i], &m.Meeting)})
	}
	for i := range r.refused {
		out = append(out, Checked{Listing: r.spurned[i], Refusal: &r.refused[i]})
	}
	return out
}

var dayNames = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// unreadOf names what a listing says and its meeting does not hold.
func unreadOf(l *Listing, m *meeting.Meeting) []string {
	var out []string
	add := func(field, words string) {
		if words != "" {
			out = append(out, field+": "+words)
		}
	}
	for _, d := range l.Days {
		if !slices.Contains(dayNames, d) {
			add("day", d)
		}
	}
	if !m.Schedule.Timed() {
		add("time", l.Time)
	}
	if !m.Schedule.Confirmed {
		add("schedule", cmp.Or(m.Schedule.Text, l.Unconfirmed))
	}
	if lat, lon := point(l.Latitude, l.Longitude); lat != 0 && !m.Place.Approximate && m.Attendance != meeting.Online && m.Place.Latitude == 0 {
		add("coordinates", fmt.Sprintf("%v,%v are not where the address is", lat, lon))
	}
	for _, words := range UnreadWords(*l) {
		add("words", words)
	}
	return out
}

// fileGetter answers one page with a file.
type fileGetter struct {
	page   Page
	limit  int64
	beyond []string // pages asked for that it is not
}

func (f *fileGetter) load(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	body, err := io.ReadAll(io.LimitReader(file, f.limit+1))
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if int64(len(body)) > f.limit {
		return fmt.Errorf("read %s: larger than %d MB, which no list of meetings should be", path, f.limit>>20)
	}
	kind := mime.TypeByExtension(strings.ToLower(filepath.Ext(path)))
	f.page = Page{Status: http.StatusOK, Header: http.Header{}, Body: toUTF8(body, kind), Fetched: time.Now().UTC()}
	if kind != "" {
		f.page.Header.Set("Content-Type", kind)
	}
	return nil
}

// errBeyondFile: a file is one page, and this is another.
var errBeyondFile = errors.New("not in the file")

// aim chooses the page that the file is: the last one a run begins with and
// can't do without, since those before it only explain.
func (f *fileGetter) aim(start []Request) {
	for _, r := range start {
		if f.page.URL == "" || !r.Optional {
			f.page.URL = r.URL
		}
	}
}

// Fetch gives the file as the page it was aimed at, and notes the others.
func (f *fileGetter) Fetch(_ context.Context, req Request, _ *meeting.PageState) (FetchResult, error) {
	if req.URL != f.page.URL {
		f.beyond = append(f.beyond, req.URL)
		return FetchResult{}, errBeyondFile
	}
	return FetchResult{Page: f.page, State: meeting.PageState{URL: req.URL}}, nil
}
