package scraper

import (
	"slices"
	"strings"
	"time"

	"openchair/meeting"
)

// Calendars that publish each day of a series as an event of its own give it
// another key each time. Such events are known by what they are and where.

// rhythmDays is how far back instances count: enough to see a weekly rhythm
// when but few are ahead.
const rhythmDays = 28

// groupInstances makes one listing of the events that are the same but for
// their day: by name, place, link, clock and zone. Events whose days are all
// past are left out. Each keeps the fields of its first, and no key. Moments in
// UTC are compared by the clocks of a zone, since they move with summer time.
func groupInstances(events []Listing, fetched time.Time, zone string) []Listing {
	loc, err := meeting.Zone(zone)
	if err != nil {
		loc = time.UTC
	}
	today := meeting.DateOf(fetched.UTC())
	horizon := lastDay(events)
	var out []Listing
	first := map[string]int{}
	slices.SortStableFunc(events, func(a, b Listing) int { return strings.Compare(a.Recurrence.Start, b.Recurrence.Start) })
	for _, l := range events {
		day, ok := startDay(&l)
		if ok && day < today-rhythmDays {
			continue
		}
		key := instanceKey(&l, loc)
		if i, seen := first[key]; seen {
			r := out[i].Recurrence
			r.Dates = append(r.Dates, l.Recurrence.Start)
			out[i].URL = commonPage(out[i].URL, l.URL)
			continue
		}
		r := *l.Recurrence
		r.Horizon, r.Begun = horizon, day <= today+7 // the next of a weekly series
		l.Recurrence, l.Key, l.AltKey = &r, "", ""
		first[key] = len(out)
		out = append(out, l)
	}
	return slices.DeleteFunc(out, func(l Listing) bool { return isOver(l.Recurrence, today) })
}

// commonPage is the address that the pages of two instances share, without the
// day that parts them; "" where it is no more than the site's front.
func commonPage(a, b string) string {
	if a == b {
		return a
	}
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	page := a[:strings.LastIndexByte(a[:n], '/')+1]
	if strings.Count(page, "/") < 4 {
		return ""
	}
	return page
}

func isOver(r *Recurrence, today meeting.Date) bool {
	last := r.Start
	if len(r.Dates) > 0 {
		last = r.Dates[len(r.Dates)-1]
	}
	day, err := dayOfStart(last)
	return err == nil && day < today-1 // a day of grace for zones behind UTC
}

func instanceKey(l *Listing, loc *time.Location) string {
	return strings.Join([]string{
		meeting.Fold(l.Name), meeting.Fold(l.Location), meeting.Fold(l.Address), meeting.Fold(l.Street), l.ConferenceURL,
		l.Timezone, clockOf(l.Recurrence.Start, loc), clockOf(l.Recurrence.End, loc),
	}, "\x00")
}

func clockOf(moment string, loc *time.Location) string {
	w, err := readWall(moment, loc)
	if err != nil || w.allDay {
		return moment
	}
	return w.clock.String()
}

// lastDay is the last day that any of the events tells of.
func lastDay(events []Listing) string {
	last := meeting.Date(0)
	for i := range events {
		if d, ok := startDay(&events[i]); ok {
			last = max(last, d)
		}
	}
	if last == 0 {
		return ""
	}
	return last.String()
}

func startDay(l *Listing) (meeting.Date, bool) {
	d, err := dayOfStart(l.Recurrence.Start)
	return d, err == nil
}

func dayOfStart(s string) (meeting.Date, error) {
	return meeting.ParseDate(s[:min(len(s), len("2006-01-02"))])
}
