package web

import "context"

// witnessRow is another source that lists the same meeting.
type witnessRow struct {
	Source, Why string
	Says        string // its own schedule, where it gives another time
}

// witnesses tells who else lists a meeting, by what that was found, and who
// gives another time: a reader then knows to ask first.
func (s *site) witnesses(ctx context.Context, id string) ([]witnessRow, error) {
	all, err := s.Store.WitnessesOf(ctx, id)
	if err != nil {
		return nil, err
	}
	words := s.statusWords()
	var rows []witnessRow
	for i := range all {
		m := &all[i]
		row := witnessRow{Source: s.sourceName(s.sources[m.Source]), Why: words.Signs[m.WitnessBy]}
		if m.Disagrees {
			row.Says = s.schedule(m)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// disagree reports whether any witness gives another time.
func disagree(rows []witnessRow) bool {
	for _, r := range rows {
		if r.Says != "" {
			return true
		}
	}
	return false
}
