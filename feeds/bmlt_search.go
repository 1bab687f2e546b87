package feeds

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"openchair/meeting"
)

// bmltSearch is what GetSearchResults asks for.
type bmltSearch struct {
	days, venues, services, formats wanted
	ids                             wanted // of rows
	sort                            []string
	anyFormat                       bool // one of the formats is enough
	text                            string
	near                            *meeting.Near
	nearest                         int // that many nearest ones, however far; 0 = by distance
	fields                          []string
	size, page                      int // 0 = all
}

// wanted are numbers asked for, and those asked against, which BMLT marks by
// a minus.
type wanted struct{ in, out []string }

func (w *wanted) has(v string) bool {
	return (len(w.in) == 0 || slices.Contains(w.in, v)) && !slices.Contains(w.out, v)
}

const (
	mostNearest = 500
	mostPage    = 10_000
)

func readBMLTSearch(q url.Values) (s bmltSearch, err error) {
	for name, into := range map[string]*wanted{"weekdays": &s.days, "venue_types": &s.venues, "services": &s.services, "formats": &s.formats, "meeting_ids": &s.ids} {
		if *into, err = readWanted(q, name); err != nil {
			return s, err
		}
	}
	s.anyFormat = strings.EqualFold(q.Get("formats_comparison_operator"), "OR")
	s.fields = values(q, "data_field_key")
	if s.sort = values(q, "sort_keys"); len(s.sort) == 1 && s.sort[0] == "id_bigint" {
		s.sort = nil // the order of the stream serves as well
	}
	if !q.Has("StringSearchIsAnAddress") {
		s.text = strings.TrimSpace(q.Get("SearchString"))
	}
	for name, into := range map[string]*int{"page_size": &s.size, "page_num": &s.page} {
		if v := q.Get(name); v != "" {
			if *into, err = strconv.Atoi(v); err != nil || *into < 1 || *into > mostPage {
				return s, fmt.Errorf("%s=%.40s: use a number from 1 to %d", name, v, mostPage)
			}
		}
	}
	return s, s.readNear(q)
}

// values lists a parameter's values, given several times, in brackets or with
// commas.
func values(q url.Values, name string) []string {
	var list []string
	for _, v := range slices.Concat(q[name], q[name+"[]"]) {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				list = append(list, part)
			}
		}
	}
	return list
}

func readWanted(q url.Values, name string) (w wanted, err error) {
	for _, v := range values(q, name) {
		n, err := strconv.Atoi(v)
		switch {
		case err != nil:
			return w, fmt.Errorf("%s=%.40s is no number", name, v)
		case n < 0:
			w.out = append(w.out, strconv.Itoa(-n))
		default:
			w.in = append(w.in, strconv.Itoa(n))
		}
	}
	return w, nil
}

// readNear reads a circle. A negative width asks for that many nearest ones.
func (s *bmltSearch) readNear(q url.Values) error {
	if !q.Has("lat_val") && !q.Has("long_val") {
		return nil
	}
	km, name := 1.0, "geo_width_km"
	if !q.Has(name) {
		km, name = kmPerMile, "geo_width"
	}
	var n [3]float64
	for i, key := range []string{"lat_val", "long_val", name} {
		v, err := strconv.ParseFloat(q.Get(key), 64)
		if err != nil || v != v || v < -40_000 || v > 40_000 {
			return fmt.Errorf("%s=%.40s is no number of that kind", key, q.Get(key))
		}
		n[i] = v
	}
	if n[0] < -90 || n[0] > 90 || n[1] < -180 || n[1] > 180 {
		return fmt.Errorf("lat_val and long_val %g, %g are no place", n[0], n[1])
	}
	s.near = &meeting.Near{Lat: n[0], Lon: n[1], Km: n[2] * km}
	if n[2] < 0 {
		s.nearest, s.near.Km = min(int(-n[2]), mostNearest), 0
	}
	return nil
}

// filter bounds what the store has to read.
func (s *bmltSearch) filter(l *Lists) meeting.Filter {
	f := meeting.Filter{Text: s.text}
	for _, d := range s.days.in {
		if n, _ := strconv.Atoi(d); n >= 1 && n <= 7 {
			f.Days |= meeting.NewWeekdays(time.Weekday(n - 1))
		}
	}
	for _, p := range l.Programs {
		if len(s.services.in) > 0 && s.services.has(serviceID(p.ID)) {
			f.Programs = append(f.Programs, p.ID)
		}
	}
	if s.near != nil && s.nearest == 0 {
		f.Near = s.near
	}
	return f
}

// each yields the rows asked for.
func (s *bmltSearch) each(ms Meetings, l *Lists, yield func(*bmltMeeting) error) error {
	if s.nearest > 0 {
		rows, err := s.closest(ms, l)
		if err != nil {
			return err
		}
		page := s.paged(yield)
		for _, r := range rows {
			if err := page(r); err != nil {
				return ignoreDone(err)
			}
		}
		return nil
	}
	if len(s.sort) > 0 {
		return ignoreDone(s.sorted(ms, l, s.paged(yield)))
	}
	return ignoreDone(s.rows(ms, l, s.paged(yield)))
}

// mostSorted is how many rows are held to sort them. Those after come as they
// stand in the store.
const mostSorted = 20_000

func (s *bmltSearch) sorted(ms Meetings, l *Lists, yield func(*bmltMeeting) error) error {
	var held []*bmltMeeting
	flush := func() error {
		slices.SortStableFunc(held, s.compare)
		for _, r := range held {
			if err := yield(r); err != nil {
				return err
			}
		}
		held = nil
		return nil
	}
	full := false
	err := s.rows(ms, l, func(r *bmltMeeting) error {
		if full {
			return yield(r)
		}
		held = append(held, r)
		if full = len(held) == mostSorted; full {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// compare orders rows by the fields asked for. Hours and days are written so
// that they sort as text.
func (s *bmltSearch) compare(a, b *bmltMeeting) int {
	x, y := a.values(), b.values()
	for _, key := range s.sort {
		if c := strings.Compare(x[key], y[key]); c != 0 {
			return c
		}
	}
	return 0
}

// closest keeps the nearest rows, no more than asked for.
func (s *bmltSearch) closest(ms Meetings, l *Lists) ([]*bmltMeeting, error) {
	var best []*bmltMeeting
	err := s.rows(ms, l, func(r *bmltMeeting) error {
		i, _ := slices.BinarySearchFunc(best, r.km, func(b *bmltMeeting, km float64) int {
			if b.km <= km {
				return -1
			}
			return 1
		})
		if i < s.nearest {
			best = slices.Insert(best, i, r)
			best = best[:min(len(best), s.nearest)]
		}
		return nil
	})
	return best, err
}

func (s *bmltSearch) rows(ms Meetings, l *Lists, yield func(*bmltMeeting) error) error {
	for m, err := range ms {
		if err != nil {
			return err
		}
		for _, r := range l.bmltMeetings(&m) {
			if !s.wants(r) {
				continue
			}
			if err := yield(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// wants decides, and measures the distance where one was asked about.
func (s *bmltSearch) wants(r *bmltMeeting) bool {
	day := strconv.Itoa(int(r.day) + 1)
	if !s.ids.has(meetingNumber(r.id)) || !s.days.has(day) || !s.venues.has(r.venue) || !s.services.has(r.service) || !s.formatsFit(r) {
		return false
	}
	if s.near == nil {
		return true
	}
	if !r.door {
		return false
	}
	r.km = meeting.Distance(s.near.Lat, s.near.Lon, r.Place.Latitude, r.Place.Longitude) / 1000
	return s.nearest > 0 || r.km <= s.near.Km
}

func (s *bmltSearch) formatsFit(r *bmltMeeting) bool {
	var ids []string
	for _, code := range r.formats {
		ids = append(ids, formatID(code))
	}
	carries := func(id string) bool { return slices.Contains(ids, id) }
	if slices.ContainsFunc(s.formats.out, carries) {
		return false
	}
	if s.anyFormat && len(s.formats.in) > 0 {
		return slices.ContainsFunc(s.formats.in, carries)
	}
	return !slices.ContainsFunc(s.formats.in, func(id string) bool { return !carries(id) })
}

// errDone ends a stream whose page is full.
var errDone = fmt.Errorf("the page is full")

func ignoreDone(err error) error {
	if err == errDone {
		return nil
	}
	return err
}

// paged lets pass one page of rows.
func (s *bmltSearch) paged(yield func(*bmltMeeting) error) func(*bmltMeeting) error {
	if s.size == 0 {
		return yield
	}
	skip, left := max(0, s.page-1)*s.size, s.size
	return func(r *bmltMeeting) error {
		switch {
		case skip > 0:
			skip--
			return nil
		case left == 0:
			return errDone
		}
		left--
		return yield(r)
	}
}
