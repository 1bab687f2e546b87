package web

import (
	"context"

	"openchair/meeting"
)

// looser is a search with one filter less, and what it would find.
type looser struct {
	Href, Word string
}

// loosen says what to do where nothing was found: the searches with one filter
// less that find something, counted.
func (s *site) loosen(ctx context.Context, p *findPage) error {
	p.Nothing, p.Advice = s.none(p.Search), s.text.NoneFitsAdvice
	if !p.Search.narrow() && p.Search.After == "" {
		p.Nothing, p.Advice = s.text.NoneKnown, s.text.NoneKnownAdvice
		return nil
	}
	for _, step := range s.steps(p.Search) {
		n, err := s.wouldFind(ctx, step.q)
		if err != nil {
			return err
		}
		if n > 0 {
			p.Looser = append(p.Looser, looser{Href: p.Action + step.q.query(), Word: step.say(n)})
		}
	}
	if len(p.Looser) > 0 {
		return nil
	}
	all := search{Choice: p.Search.Choice}
	n, err := s.wouldFind(ctx, all)
	if err == nil && n > 0 {
		p.Looser = []looser{{Href: p.Action + all.query(), Word: s.text.Looser.All(n)}}
	}
	return err
}

// none says what was asked for and not found.
func (s *site) none(q search) string {
	program, day := "", ""
	if q.Program != "" {
		program = s.programWord(q.Program)
	}
	if d, err := meeting.ParseWeekday(q.Day); err == nil {
		day = s.words.Weekday(d)
	}
	return s.text.None(program, day, clip(q.Text, 60), len(q.Ways)+len(q.Tags) > 0)
}

type step struct {
	q   search
	say func(n int) string
}

// steps are the searches that drop one filter each, the least painful first.
func (s *site) steps(q search) []step {
	q.After = ""
	say := s.text.Looser
	var out []step
	drop := func(set bool, say func(int) string, without func(*search)) {
		if set {
			less := q
			without(&less)
			out = append(out, step{less, say})
		}
	}
	drop(q.Day != "", say.Day, func(q *search) { q.Day = "" })
	drop(len(q.Ways) > 0, say.Attendance, func(q *search) { q.Ways = nil })
	drop(len(q.Tags) > 0, say.Tags, func(q *search) { q.Tags, q.programs = nil, nil })
	drop(q.Program != "", say.Program, func(q *search) { q.Program = "" })
	drop(q.Text != "", say.Text, func(q *search) { q.Text = "" })
	return out
}

func (s *site) wouldFind(ctx context.Context, q search) (int, error) {
	f, possible := q.filter()
	if !possible {
		return 0, nil
	}
	return s.Store.Count(ctx, meeting.Filter{Programs: f.Programs, Attendance: f.Attendance, Days: f.Days, Text: f.Text})
}
