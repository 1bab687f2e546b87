package web

import (
	"net/http"

	"openchair/meeting"
)

type historyPage struct {
	page
	W        *statusWords
	Row      card
	Path     string
	Source   string
	Home     string // of its source
	Clocks   []fact
	Others   []witnessRow
	S        *statusWords
	Changes  []changeRow
	Reports  []reportRow
	Me       string
	SignIn   string
	Report   string // where a visitor says that something is wrong
	Verified string
}

// reportRow is one visitor's report.
type reportRow struct {
	ID                     int64
	When, What, Text, Done string
	Href, Name             string // its meeting
}

// statusMeeting is /status/meetings/{id}: a meeting's four clocks, its history
// and what visitors said.
func (s *site) statusMeeting(w http.ResponseWriter, r *http.Request) {
	m, err := s.Store.Meeting(r.Context(), r.PathValue("id"))
	if err != nil {
		s.missing(w, r, err, s.text.NoMeeting)
		return
	}
	changes, err := s.Store.ChangesOf(r.Context(), m.ID, changesShown)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	words := s.statusWords()
	p := historyPage{
		page: s.deskPage(r, clip(clean(m.Name), longestName)), W: words, Row: s.row(&m), Path: s.to("/status/meetings/" + m.ID),
		Source: s.sourceName(s.sources[m.Source]), Home: s.to("/status/" + m.Source), SignIn: s.to("/volunteers"),
		Report: s.to("/meetings/" + m.ID + "/report"), Clocks: s.volunteersClocks(&m),
	}
	if p.Others, err = s.witnesses(r.Context(), m.ID); err != nil {
		s.broke(w, r, err)
		return
	}
	p.S = words
	for _, c := range changes {
		p.Changes = append(p.Changes, s.changeRow(meeting.ToldChange{Change: c, Name: m.Name}))
	}
	if v, ok := s.volunteer(r); ok {
		p.Me, p.Cookie = v.Name, true
		reports, err := s.Store.ReportsOf(r.Context(), m.ID)
		if err != nil {
			s.broke(w, r, err)
			return
		}
		for _, rep := range reports {
			p.Reports = append(p.Reports, s.reportRow(rep, m.Name))
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	s.show(w, r, http.StatusOK, "status-meeting", p)
}

func (s *site) reportRow(r meeting.Report, name string) reportRow {
	words := s.statusWords()
	row := reportRow{
		ID: r.ID, When: moment(r.At), What: words.Fault(r.What), Text: clip(clean(r.Text), longestReport),
		Href: s.to("/status/meetings/" + r.Meeting), Name: clip(clean(name), longestRow),
	}
	if !r.Closed.IsZero() {
		row.Done = r.By + ", " + moment(r.Closed)
	}
	return row
}
