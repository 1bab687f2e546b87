package web

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"openchair/meeting"
)

type runPage struct {
	page
	W        *statusWords
	Run      runRow
	Source   string
	Home     string // address of the source's page
	Evidence []fact
	Fill     []fact
	First    string // first bytes of a refusal
	Refused  []meeting.Refusal
	More     int // refused rows not shown
	Changes  []changeRow
	Path     string
	Me       string // the volunteer who looks; empty = a visitor
	SignIn   string
}

// statusRun is /runs/{run}: what one run saw, refused and changed, and where it
// waits, the two buttons that settle it.
func (s *site) statusRun(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("run"), 10, 64)
	if err != nil {
		s.fail(w, r, http.StatusNotFound, s.text.NoPage)
		return
	}
	run, err := s.Store.RunByID(r.Context(), id)
	if err != nil {
		s.missing(w, r, err, s.text.NoPage)
		return
	}
	waiting, err := s.Store.WaitingRuns(r.Context())
	if err != nil {
		s.broke(w, r, err)
		return
	}
	changes, err := s.Store.LatestChanges(r.Context(), meeting.ChangeFilter{Run: id, Limit: changesShown})
	if err != nil {
		s.broke(w, r, err)
		return
	}
	words := s.statusWords()
	p := runPage{
		page: s.deskPage(r, fmt.Sprintf(words.RunTitle, id)), W: words, Run: s.runRow(run, waiting[run.Source] == id),
		Source: s.sourceName(s.sources[run.Source]), Home: s.to("/status/" + run.Source), Path: s.runPath(id),
		Evidence: s.evidence(run), Fill: s.fill(run), First: clip(clean(run.Evidence.First), 600), SignIn: s.to("/volunteers"),
	}
	p.Refused = run.Refused
	if p.More = len(p.Refused) - refusedShown; p.More > 0 {
		p.Refused = p.Refused[:refusedShown]
	}
	for _, c := range changes {
		p.Changes = append(p.Changes, s.changeRow(c))
	}
	if v, ok := s.volunteer(r); ok {
		p.Me, p.Cookie = v.Name, true
	}
	w.Header().Set("Cache-Control", "no-store")
	s.show(w, r, http.StatusOK, "status-run", p)
}

func (s *site) evidence(run meeting.Run) []fact {
	words, e := s.statusWords(), run.Evidence
	var facts []fact
	if list := s.sources[run.Source].URL; list != "" {
		facts = append(facts, fact{words.Address, clip(clean(list), longestPlace), webLink(list)})
	}
	if e.Status != 0 {
		facts = append(facts, fact{words.Answer, fmt.Sprintf("%d %s", e.Status, clean(e.Type)), ""})
	}
	if e.Pages > 0 {
		facts = append(facts, fact{words.Pages, fmt.Sprintf("%d, %d KB", e.Pages, (e.Bytes+1023)>>10), ""})
	}
	if e.Duration > 0 {
		facts = append(facts, fact{words.Took, took(e.Duration), ""})
	}
	if said := clip(clean(run.Message), 600); said != "" && said != words.SentenceOf(run) {
		facts = append(facts, fact{words.Recorded, said, ""})
	}
	if !run.RetryAfter.IsZero() {
		facts = append(facts, fact{words.AskedUntil, moment(run.RetryAfter), ""})
	}
	return facts
}

// took says how long a run was.
func took(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.0f s", d.Seconds())
}

// fill tells how many listings carried each thing people rely on.
func (s *site) fill(run meeting.Run) []fact {
	words, listed := s.statusWords(), run.Counts.Listed
	if listed == 0 {
		return nil
	}
	var facts []fact
	for _, f := range []struct {
		word string
		n    int
	}{{words.FillTime, run.Fill.Time}, {words.FillPlace, run.Fill.Place}, {words.FillPoint, run.Fill.Point}, {words.FillJoin, run.Fill.Join}} {
		facts = append(facts, fact{f.word, fmt.Sprintf("%d %% (%d / %d)", 100*f.n/listed, f.n, listed), ""})
	}
	return facts
}
