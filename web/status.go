package web

import (
	"cmp"
	"context"
	"html/template"
	"net/http"
	"slices"
	"time"

	"openchair/meeting"
)

// sourceStatus is how one source fares, as pages and /status.json tell it.
type sourceStatus struct {
	Source      meeting.Source
	Program     meeting.Program
	Name        string
	Health      meeting.Health
	Interval    time.Duration
	Next        time.Time // of its cron line, or when its back-off ends; zero = switched off
	Punctuality meeting.Punctuality
	Trouble     meeting.Trouble
	Course      []meeting.Run
	Waiting     int64  // run that waits for a volunteer; 0 = none
	Why         string // it was switched off by hand
}

// statuses tells of every source, those in trouble first, those switched off
// last.
func (s *site) statuses(ctx context.Context) ([]sourceStatus, error) {
	health, err := s.Store.LastRuns(ctx)
	if err != nil {
		return nil, err
	}
	courses, err := s.Store.Courses(ctx, courseRuns)
	if err != nil {
		return nil, err
	}
	waiting, err := s.Store.WaitingRuns(ctx)
	if err != nil {
		return nil, err
	}
	switches, err := s.Store.Switches(ctx)
	if err != nil {
		return nil, err
	}
	var all []sourceStatus
	for _, src := range meeting.Switched(s.Sources, switches) {
		all = append(all, s.status(src, health[src.ID], courses[src.ID], waiting[src.ID], switches))
	}
	slices.SortStableFunc(all, func(a, b sourceStatus) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(meeting.Fold(a.Name), meeting.Fold(b.Name)))
	})
	return all, nil
}

// statusOf is the status of one source.
func (s *site) statusOf(ctx context.Context, src meeting.Source) (sourceStatus, error) {
	health, err := s.Store.LastRun(ctx, src.ID)
	if err != nil {
		return sourceStatus{}, err
	}
	course, err := s.Store.Course(ctx, src.ID, courseRuns)
	if err != nil {
		return sourceStatus{}, err
	}
	waiting, err := s.Store.WaitingRuns(ctx)
	if err != nil {
		return sourceStatus{}, err
	}
	switches, err := s.Store.Switches(ctx)
	if err != nil {
		return sourceStatus{}, err
	}
	src = meeting.Switched([]meeting.Source{src}, switches)[0]
	return s.status(src, health, course, waiting[src.ID], switches), nil
}

func rank(s sourceStatus) int {
	switch {
	case !s.Source.Enabled:
		return 2
	case s.Trouble != "":
		return 0
	}
	return 1
}

func (s *site) status(src meeting.Source, h meeting.Health, course []meeting.Run, waiting int64, switches map[string]meeting.Switch) sourceStatus {
	now := s.now()
	st := sourceStatus{
		Source: src, Program: s.programs[src.Program], Name: s.sourceName(src), Health: h, Course: course, Waiting: waiting,
	}
	if s.Schedule != nil {
		st.Interval, st.Next = s.Schedule(src.Cron, now)
	}
	if by, ok := switches[src.ID]; ok && !by.Enabled {
		st.Why = clip(clean(by.Why), 240)
	}
	st.Punctuality = meeting.PunctualityOf(h.LastGood, now, st.Interval)
	if h.NotBefore.After(st.Next) {
		st.Next = h.NotBefore
	}
	if !src.Enabled {
		st.Next = time.Time{}
		return st
	}
	st.Trouble = meeting.TroubleOf(h, st.Punctuality)
	return st
}

func (s *site) sourceName(src meeting.Source) string {
	return clip(clean(cmp.Or(src.Name, s.programs[src.Program].Name, src.ID)), longestName)
}

// statusRow is one source on the status page.
type statusRow struct {
	W                               *statusWords
	Href, Name, Program, Class      string
	Tone, State, Good, Next, Change string
	Message                         string
	Count                           string
	Course                          template.HTML
}

type statusPage struct {
	page
	W            *statusWords
	Summary      string
	LettersOff   bool
	Trouble, Fit []statusRow
	Off          []statusRow
}

// statusList is /status: how each list fares, for everyone to see.
func (s *site) statusList(w http.ResponseWriter, r *http.Request) {
	all, err := s.statuses(r.Context())
	if err != nil {
		s.broke(w, r, err)
		return
	}
	changed, err := s.lastChanges(r.Context())
	if err != nil {
		s.broke(w, r, err)
		return
	}
	words := s.statusWords()
	p := statusPage{page: s.deskPage(r, words.Title), W: words, LettersOff: s.LettersOff}
	for _, st := range all {
		row := s.statusRow(st, changed[st.Source.ID])
		switch rank(st) {
		case 0:
			p.Trouble = append(p.Trouble, row)
		case 1:
			p.Fit = append(p.Fit, row)
		default:
			p.Off = append(p.Off, row)
		}
	}
	p.Summary = words.Summary(len(p.Fit), len(p.Trouble))
	s.show(w, r, http.StatusOK, "status", p)
}

// lastChanges tells what changed last of each source, where that is among the
// newest changes of all.
func (s *site) lastChanges(ctx context.Context) (map[string]meeting.ToldChange, error) {
	newest, err := s.Store.LatestChanges(ctx, meeting.ChangeFilter{Limit: 500})
	if err != nil {
		return nil, err
	}
	last := map[string]meeting.ToldChange{}
	for _, c := range newest {
		if _, known := last[c.Source]; !known {
			last[c.Source] = c
		}
	}
	return last, nil
}

func (s *site) statusRow(st sourceStatus, last meeting.ToldChange) statusRow {
	words, now := s.statusWords(), s.now()
	row := statusRow{
		W: words, Href: s.to("/status/" + st.Source.ID), Name: st.Name, Program: clean(st.Program.ShortName),
		Class: words.Class(st.Health.Class), Tone: "good", State: words.State(st.Trouble, st.Punctuality),
		Good: words.Never, Count: s.text.Meetings(st.Health.Meetings), Course: course(st.Course),
	}
	switch {
	case !st.Source.Enabled:
		row.Tone, row.State = "off", words.Off+": "+cmp.Or(st.Why, words.Licence(clean(st.Source.Licence)))
	case st.Trouble == meeting.Waits:
		row.Tone = "held"
	case st.Trouble != "" || st.Punctuality == meeting.Unread:
		row.Tone = "bad"
	}
	if st.Trouble != "" {
		row.Message = words.Sentence(st.Health.Class, clip(clean(st.Health.Message), 240))
	}
	if !st.Health.LastGood.IsZero() {
		row.Good = words.Ago(now.Sub(st.Health.LastGood))
	}
	if !st.Next.IsZero() {
		row.Next = words.In(st.Next.Sub(now))
	}
	if last.ID != 0 {
		row.Change = words.Change(last.Kind) + ": " + clip(clean(last.Name), longestRow) + ", " + words.Ago(now.Sub(last.At))
	}
	return row
}
