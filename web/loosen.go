package web

import (
	"context"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"openchair/meeting"
)

// looser leads to a search that asks for less, and says what it would find.
type looser struct {
	Href, Word string
}

// mostLooser is how many ways on are offered: more would be no help.
const mostLooser = 4

// mostCounted is how far ways on are counted: who has so many to choose from is
// not helped by their number.
const mostCounted = 100

// countedTo is a number with "+" where it was not counted further.
func countedTo(n int) string {
	if n > mostCounted {
		return strconv.Itoa(mostCounted) + "+"
	}
	return strconv.Itoa(n)
}

// loosen says what to do where nothing was found: the searches that ask for less
// and find something.
func (s *site) loosen(ctx context.Context, p *findPage) error {
	p.Nothing, p.Advice = s.none(&p.Search), s.text.NoneFitsAdvice
	if !p.Search.narrow() && p.Search.After == "" {
		p.Nothing, p.Advice = s.text.NoneKnown, s.text.NoneKnownAdvice
		return nil
	}
	ways := []offer{s.offerWider, s.offerLess, s.offerAfar}
	if p.Unused { // whatever else is let go
		ways = []offer{s.offerWordless}
	}
	if err := p.offer(ctx, ways); err != nil || len(p.Looser) > 0 {
		return err
	}
	return p.offer(ctx, []offer{s.offerAll})
}

// offer looks for ways on from a search, those of the least pain first.
type offer func(ctx context.Context, p *findPage) ([]looser, error)

// offer asks all at once, since a person waits, and shows the first few.
func (p *findPage) offer(ctx context.Context, ways []offer) error {
	found := make([][]looser, len(ways))
	g, ctx := errgroup.WithContext(ctx)
	for i, look := range ways {
		g.Go(func() (err error) {
			found[i], err = look(ctx, p)
			return err
		})
	}
	err := g.Wait()
	all := slices.Concat(found...)
	p.Looser = all[:min(len(all), mostLooser)]
	return err
}

func (s *site) offerLess(ctx context.Context, p *findPage) ([]looser, error) {
	return s.suggest(ctx, p, s.steps(p.Search))
}

func (s *site) offerWordless(ctx context.Context, p *findPage) ([]looser, error) {
	q := p.Search
	q.After, q.Text = "", ""
	return s.suggest(ctx, p, []step{{q, s.text.Looser.Text}})
}

// offerAll lets go of all but the words, where some meeting holds them, or of
// everything. That there are some is enough: they are many to count.
func (s *site) offerAll(ctx context.Context, p *findPage) ([]looser, error) {
	q, word := search{Choice: p.Search.Choice}, s.text.Looser.All
	if p.Search.Text != "" && !p.Unused {
		q.Text, word = p.Search.Text, s.text.Looser.Elsewhere
	}
	f, _ := q.unordered()
	if found, err := s.Store.Any(ctx, f); !found || err != nil {
		return nil, err
	}
	return []looser{{p.Action + q.query(), word}}, nil
}

// suggest offers the searches that find something.
func (s *site) suggest(ctx context.Context, p *findPage, steps []step) (out []looser, err error) {
	var filters []meeting.Filter
	var possible []step
	for _, step := range steps {
		if f, ok := step.q.unordered(); ok {
			filters, possible = append(filters, f), append(possible, step)
		}
	}
	counts, err := s.Store.Counts(ctx, filters)
	for i, n := range counts {
		if n > 0 {
			out = append(out, looser{Href: p.Action + possible[i].q.query(), Word: possible[i].say(n)})
		}
	}
	return out, err
}

// wider are the circles around a place that are offered, in the unit of the
// search.
func (q *search) wider() (out []search) {
	now := q.reach()
	for _, n := range []float64{5, 25, 50, 100, 250} {
		if n >= 2*now.N {
			next := *q
			next.After, next.Within = "", meeting.Reach{N: n, Miles: now.Miles}.String()
			out = append(out, next)
		}
	}
	return out
}

// offerNext leads to the next circle where little was found: who found
// something is not kept waiting for how many more there are.
func (s *site) offerNext(p *findPage) {
	if wider := p.Search.wider(); len(wider) > 0 {
		p.Looser = []looser{{p.Action + wider[0].query(), s.text.Find.AllWithin(wider[0].reach())}}
	}
}

// offerWider offers the nearest circle that holds something.
func (s *site) offerWider(ctx context.Context, p *findPage) ([]looser, error) {
	if p.Search.spot == nil {
		return nil, nil
	}
	var steps []step
	for _, q := range p.Search.wider() {
		steps = append(steps, step{q, func(n int) string { return s.text.Find.Within(n, q.reach()) }})
	}
	found, err := s.suggest(ctx, p, steps)
	return found[:min(len(found), 1)], err
}

// offerAfar offers meetings online, wherever they are. That there are some is
// enough: they are many to count.
func (s *site) offerAfar(ctx context.Context, p *findPage) ([]looser, error) {
	q := p.Search
	if q.spot == nil || slices.Contains(q.Ways, string(meeting.Online)) {
		return nil, nil
	}
	q.After, q.Near, q.At, q.Within, q.spot, q.Nearest, q.Ways = "", "", "", "", nil, false, []string{string(meeting.Online)}
	f, possible := q.unordered()
	if !possible {
		return nil, nil
	}
	if found, err := s.Store.Any(ctx, f); !found || err != nil {
		return nil, err
	}
	return []looser{{p.Action + q.query(), s.text.Find.SomeOnline}}, nil
}

// none says what was asked for and not found.
func (s *site) none(q *search) string {
	var n notFound
	if q.Program != "" {
		n.Program = s.programWord(q.Program)
	}
	if d, err := meeting.ParseWeekday(q.Day); err == nil {
		n.Day = s.words.Weekday(d)
	}
	if q.Time != "" {
		if n.Part = s.text.Find.PartsSaid[q.Time]; n.Part == "" {
			n.Clock = q.Time
		}
	}
	if q.spot != nil {
		n.Within = s.text.Find.Far(q.reach())
	}
	n.Text = clip(q.Text, 60)
	n.More = len(q.Ways)+len(q.Tags) > 0 || q.special()
	return s.text.Find.None(n)
}

// notFound is what was asked for; each part may be empty.
type notFound struct {
	Program, Within, Day, Part, Clock, Text string
	More                                    bool // and something ticked
}

type step struct {
	q   search
	say func(n int) string
}

// steps are the searches that drop one filter each, the least painful first.
func (s *site) steps(q search) []step {
	q.After = ""
	say, find := s.text.Looser, s.text.Find
	var out []step
	drop := func(set bool, say func(int) string, without func(*search)) {
		if set {
			less := q
			without(&less)
			out = append(out, step{less, say})
		}
	}
	drop(q.Time != "", find.AnyHour, func(q *search) { q.Time = "" })
	drop(q.Day != "", say.Day, func(q *search) { q.Day = "" })
	drop(q.Day != "" && q.Time != "", find.AnyDayAnyHour, func(q *search) { q.Day, q.Time = "", "" })
	drop(len(q.Ways) > 0, say.Attendance, func(q *search) { q.Ways = nil })
	drop(len(q.Types) > 0, find.AnyType, func(q *search) { q.Types = nil })
	drop(q.Access, find.AnyAccess, func(q *search) { q.Access = false })
	drop(q.Language != "", find.AnyLanguage, func(q *search) { q.Language = "" })
	drop(len(q.Tags) > 0, say.Tags, func(q *search) { q.Tags, q.programs = nil, nil })
	drop(q.Program != "", say.Program, func(q *search) { q.Program = "" })
	drop(q.Text != "", say.Text, func(q *search) { q.Text = "" })
	return out
}

// unordered is the search's filter for counting.
func (q *search) unordered() (f meeting.Filter, ok bool) {
	f, ok = q.filter()
	f.After, f.Soonest, f.Nearest = "", false, false
	return f, ok
}
