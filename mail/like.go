package mail

import (
	"context"
	"slices"
	"time"

	"openchair/meeting"
)

// What counts as a meeting like another: of the same program, soon, and near or
// to be joined from afar.
const (
	likeKm     = 25
	likeWithin = 7 * 24 * time.Hour
	likeNotice = 20 * time.Minute // nobody gets anywhere sooner
	mostLike   = 60               // candidates looked at
)

// likeFilter finds what is like a meeting.
func likeFilter(m *meeting.Meeting) meeting.Filter {
	f := meeting.Filter{Programs: []string{m.Program}, Soonest: true, Limit: mostLike}
	if m.Place.Located() {
		f.Near = &meeting.Near{Lat: m.Place.Latitude, Lon: m.Place.Longitude, Km: likeKm, Online: true}
	} else {
		f.Attendance = []meeting.Attendance{meeting.Online, meeting.Hybrid}
	}
	return f
}

// addLike adds the next meeting like the one that can't be relied on, where
// there is one.
func (p *Postman) addLike(ctx context.Context, d *draft, a *about) *ending {
	f := likeFilter(&a.meeting)
	found, _, err := p.Store.Meetings(ctx, f, a.now)
	if err != nil {
		return retry("the store can't be read", err)
	}
	found = slices.DeleteFunc(found, func(m meeting.Meeting) bool { return m.ID == a.meeting.ID || !f.Matches(&m) })
	for _, u := range upcomingOf(found, a.now.Add(likeNotice), a.now.Add(likeWithin)) {
		c := p.about(&d.reader, u.meeting, "", a.now).card(u.occurrence)
		if !c.Doubt {
			d.sheet.like(a.tongue(), &c)
			return nil
		}
	}
	return nil
}
