package storage

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"openchair/meeting"
)

// mostTold is how many listings tell of one name: enough for a middle.
const mostTold = 2000

// Spots returns the towns and postal codes that the listings themselves tell of
// by a name or code, those with the most meetings first. A code's beginning
// ("SW1A" of "SW1A 1AA") does where nothing has the whole.
func (db *DB) Spots(ctx context.Context, name string) ([]meeting.Spot, error) {
	words := (&meeting.Filter{Text: name}).Words()
	for n := len(words); n > 0 && n >= len(words)-1; n-- {
		spots, err := db.spots(ctx, words[:n])
		if err != nil {
			return nil, fmt.Errorf("where %q is: %w", name, err)
		}
		if len(spots) > 0 || !strings.ContainsAny(name, "0123456789") {
			return spots, nil
		}
	}
	return nil, nil
}

func (db *DB) spots(ctx context.Context, words []string) ([]meeting.Spot, error) {
	w := newWhere()
	w.from(w.engine.holding(&w, words, nil, false), 0)
	w.add("m.x IS NOT NULL")
	w.add("m.retired IS NULL")
	found, err := collect(ctx, db.read, scanSpot, "SELECT m.city, m.postal_code, m.state, m.country, m.latitude, m.longitude"+w.read()+w.limit(mostTold), w.args...)
	if err != nil {
		return nil, err
	}
	asked := strings.Join(words, " ")
	sums := map[meeting.Spot]*meeting.Spot{}
	for _, s := range found {
		key := meeting.Spot{Name: s.Name, State: s.State, Country: s.Country}
		if code := strings.Join(meeting.SearchWords(s.Code), " "); code != "" && (code == asked || strings.HasPrefix(code, asked+" ")) {
			key = meeting.Spot{Code: strings.ToUpper(asked), Name: s.Name, State: s.State, Country: s.Country}
		} else if strings.Join(meeting.SearchWords(s.Name), " ") != asked {
			continue
		}
		if sums[key] == nil {
			sums[key] = &key
		}
		sum := sums[key]
		sum.Lat, sum.Lon, sum.Meetings = sum.Lat+s.Lat, sum.Lon+s.Lon, sum.Meetings+1
	}
	return middles(sums), nil
}

func scanSpot(rows *sql.Rows) (s meeting.Spot, err error) {
	return s, rows.Scan(&s.Name, &s.Code, &s.State, &s.Country, &s.Lat, &s.Lon)
}

func middles(sums map[meeting.Spot]*meeting.Spot) []meeting.Spot {
	var out []meeting.Spot
	for _, s := range sums {
		n := float64(s.Meetings)
		s.Lat, s.Lon = s.Lat/n, s.Lon/n
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b meeting.Spot) int {
		return cmp.Or(cmp.Compare(b.Meetings, a.Meetings), cmp.Compare(a.Label(), b.Label()))
	})
	return out
}
