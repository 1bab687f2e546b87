package meeting

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// filterJSON is a filter as it is kept: order, page and ids of one moment left out.
type filterJSON struct {
	IDs        []string     `json:"ids,omitempty"`
	Programs   []string     `json:"programs,omitempty"`
	Sources    []string     `json:"sources,omitempty"`
	Attendance []Attendance `json:"attendance,omitempty"`
	Days       []string     `json:"days,omitempty"`
	From       string       `json:"from,omitempty"`
	To         string       `json:"to,omitempty"`
	Types      []string     `json:"types,omitempty"`
	Languages  []string     `json:"languages,omitempty"`
	Accessible bool         `json:"accessible,omitempty"`
	Near       *nearJSON    `json:"near,omitempty"`
	Text       string       `json:"text,omitempty"`
	Retired    bool         `json:"retired,omitempty"`
	Witnesses  bool         `json:"witnesses,omitempty"`
}

type nearJSON struct {
	Lat    float64 `json:"lat"`
	Lon    float64 `json:"lon"`
	Km     float64 `json:"km"`
	Online bool    `json:"online,omitempty"`
}

// Normal returns the filter that chooses the same meetings and of which there
// is one alone: lists sorted, words folded, a point rounded to ten metres and a
// distance to a hundred. Order and page are left out.
func (f Filter) Normal() Filter {
	n := Filter{
		IDs: set(f.IDs), Programs: set(f.Programs), Sources: set(f.Sources), Attendance: set(f.Attendance),
		Days: f.Days & EveryDay, Types: set(f.Types), Languages: set(f.Languages), Accessible: f.Accessible, Retired: f.Retired, Witnesses: f.Witnesses,
	}
	words := f.Words()
	slices.Sort(words)
	n.Text = strings.Join(words, " ")
	if f.Timed() {
		n.From, n.To = f.From, f.To
	}
	if f.Near != nil {
		n.Near = &Near{Lat: round(f.Near.Lat, 1e4), Lon: round(f.Near.Lon, 1e4), Km: round(f.Near.Km, 10), Online: f.Near.Online}
	}
	return n
}

func set[T ~string](values []T) []T {
	values = slices.Clone(values)
	slices.Sort(values)
	return slices.Compact(values)
}

// round also makes of -0 and of what is no number a plain zero.
func round(v, by float64) float64 {
	if r := math.Round(v*by) / by; r != 0 && !math.IsNaN(r) && !math.IsInf(r, 0) {
		return r
	}
	return 0
}

// MarshalJSON writes the filter's normal form, so that equal searches have
// equal bytes.
func (f Filter) MarshalJSON() ([]byte, error) {
	n := f.Normal()
	out := filterJSON{
		IDs: n.IDs, Programs: n.Programs, Sources: n.Sources, Attendance: n.Attendance,
		Types: n.Types, Languages: n.Languages, Accessible: n.Accessible, Text: n.Text, Retired: n.Retired, Witnesses: n.Witnesses,
	}
	for _, d := range n.Days.Days() {
		out.Days = append(out.Days, strings.ToLower(d.String()))
	}
	if n.Timed() {
		out.From, out.To = n.From.String(), n.To.String()
	}
	if n.Near != nil {
		out.Near = &nearJSON{n.Near.Lat, n.Near.Lon, n.Near.Km, n.Near.Online}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (f *Filter) UnmarshalJSON(b []byte) error {
	var in filterJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("filter: %w", err)
	}
	out := Filter{
		IDs: in.IDs, Programs: in.Programs, Sources: in.Sources, Attendance: in.Attendance,
		Types: in.Types, Languages: in.Languages, Accessible: in.Accessible, Text: in.Text, Retired: in.Retired, Witnesses: in.Witnesses,
	}
	for _, s := range in.Days {
		d, err := ParseWeekday(s)
		if err != nil {
			return fmt.Errorf("filter: %w", err)
		}
		out.Days |= NewWeekdays(d)
	}
	if err := errors.Join(parseClockInto(in.From, &out.From), parseClockInto(in.To, &out.To)); err != nil {
		return fmt.Errorf("filter: %w", err)
	}
	if n := in.Near; n != nil {
		out.Near = &Near{Lat: n.Lat, Lon: n.Lon, Km: n.Km, Online: n.Online}
	}
	*f = out
	return nil
}

func parseClockInto(s string, into *Clock) (err error) {
	if s != "" {
		*into, err = ParseClock(s)
	}
	return err
}
