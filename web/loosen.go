package web

import (
	"context"
	"slices"
	"strconv"

	"openchair/meeting"
)

// looser is a search with one filter less, and what it would find.
type looser struct {
	Href, Word string
}

// mostLooser is how many ways on are offered: more would be no help, and each is
// counted.
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

// loosen says what to do where nothing was found: the searches with one filter
// less that find something, counted.
func (s *site) loosen(ctx context.Context, p *findPage) error {
	p.Nothing, p.Advice = s.none(&p.Search), s.text.NoneFitsAdvice
	if !p.Search.narrow() && p.Search.After == "" {
		p.Nothing, p.Advice = s.text.NoneKnown, s.text.NoneKnownAdvice
		return nil
	}
	used, err := s.wordsUsed(ctx, p.Search.Text)
	if err != nil {
		return err
	}
	ways := []func(context.Context, *findPage) error{s.offerWider, s.offerLess, s.offerAfar}
	if !used { // whatever else is let go
		ways = []func(context.Context, *findPage) error{s.offerWordless}
	}
	for _, offer := range ways {
		if err := offer(ctx, p); err != nil {
			return err
		}
	}
	if len(p.Looser) > 0 {
		return nil
	}
	return s.suggest(ctx, p, []step{{search{Choice: p.Search.Choice}, s.text.Looser.All}})
}

// wordsUsed reports whether any meeting holds the words of a text.
func (s *site) wordsUsed(ctx context.Context, text string) (bool, error) {
	if text == "" {
		return true, nil
	}
	n, err := s.Store.CountUpTo(ctx, meeting.Filter{Text: text}, 1)
	return n > 0, err
}

func (s *site) offerWider(ctx context.Context, p *findPage) error { return s.widen(ctx, p, 0) }

func (s *site) offerLess(ctx context.Context, p *findPage) error {
	return s.suggest(ctx, p, s.steps(p.Search))
}

func (s *site) offerWordless(ctx context.Context, p *findPage) error {
	q := p.Search
	q.After, q.Text = "", ""
	return s.suggest(ctx, p, []step{{q, s.text.Looser.Text}})
}

// suggest offers the searches that find something, the first ones alone where
// there are many.
func (s *site) suggest(ctx context.Context, p *findPage, steps []step) error {
	var filters []meeting.Filter
	var possible []step
	for _, step := range steps {
		if f, ok := step.q.unordered(); ok {
			filters, possible = append(filters, f), append(possible, step)
		}
	}
	counts, err := s.Store.Counts(ctx, filters)
	for i, n := range counts {
		if n > 0 && len(p.Looser) < mostLooser {
			p.Looser = append(p.Looser, looser{Href: p.Action + possible[i].q.query(), Word: possible[i].say(n)})
		}
	}
	return err
}

// widen offers the nearest wider circle that holds more. Where something was found it looks no further than one circle on.
func (s *site) widen(ctx context.Context, p *findPage, have int) error {
	q := p.Search
	if q.spot == nil {
		return nil
	}
	q.After = ""
	now := q.reach()
	for _, n := range []float64{5, 25, 50, 100, 250} {
		wider := meeting.Reach{N: n, Miles: now.Miles}
		if n < 2*now.N {
			continue
		}
		q.Within = wider.String()
		found, err := s.wouldFind(ctx, q)
		if err != nil {
			return err
		}
		if found > have {
			p.Looser = append(p.Looser, looser{p.Action + q.query(), s.text.Find.Within(found, wider)})
			break
		}
		if have > 0 {
			break
		}
	}
	return nil
}

// offerAfar offers meetings online, wherever they are, where what is near leaves
// room for it: they are many to count.
func (s *site) offerAfar(ctx context.Context, p *findPage) error {
	q := p.Search
	if q.spot == nil || slices.Contains(q.Ways, string(meeting.Online)) || len(p.Looser) >= mostLooser {
		return nil
	}
	q.After, q.Near, q.At, q.Within, q.spot, q.Nearest, q.Ways = "", "", "", "", nil, false, []string{string(meeting.Online)}
	n, err := s.wouldFind(ctx, q)
	if n > 0 {
		p.Looser = append(p.Looser, looser{Href: p.Action + q.query(), Word: s.text.Find.Online(n)})
	}
	return err
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

func (s *site) wouldFind(ctx context.Context, q search) (int, error) {
	f, possible := q.unordered()
	if !possible {
		return 0, nil
	}
	return s.Store.CountUpTo(ctx, f, mostCounted+1)
}

// unordered is the search's filter for counting.
func (q *search) unordered() (f meeting.Filter, ok bool) {
	f, ok = q.filter()
	f.After, f.Soonest, f.Nearest = "", false, false
	return f, ok
}
