package mail

import (
	"context"
	"slices"
	"strings"
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

// forSome are the types of meetings that not everybody may come to.
var forSome = []string{
	"W", "M", "Y", "SEN", "G", "L", "BI", "LGBTQ", "T", "NB", "women-nonbinary", "POC", "N", "NDG", "P", "D-HOH", "BV-I",
	"adult-children", "alateen", "narateen", "parents", "veterans",
}

// alike reports whether whoever goes to a meeting may go to another, and would
// understand what is said: one for women is like another for women only, and
// whoever goes to an open one may not be let into a closed one.
func alike(m, other *meeting.Meeting) bool {
	for _, t := range other.Types {
		if slices.Contains(forSome, t) && !slices.Contains(m.Types, t) || t == "C" && slices.Contains(m.Types, "O") {
			return false
		}
	}
	return len(m.Languages) == 0 || len(other.Languages) == 0 || slices.ContainsFunc(other.Languages, func(l string) bool {
		return slices.ContainsFunc(m.Languages, func(mine string) bool { return base(l) == base(mine) })
	})
}

// base is a language without its country.
func base(code string) string {
	language, _, _ := strings.Cut(code, "-")
	return language
}

// addLike adds the next meeting like the one that can't be relied on, where
// there is one.
func (p *Postman) addLike(ctx context.Context, d *draft, a *about) *ending {
	f := likeFilter(&a.meeting)
	found, _, err := p.Store.Meetings(ctx, f, a.now)
	if err != nil {
		return retry("the store can't be read", err)
	}
	found = slices.DeleteFunc(found, func(m meeting.Meeting) bool { return m.ID == a.meeting.ID || !f.Matches(&m) || !alike(&a.meeting, &m) })
	for _, u := range upcomingOf(found, a.now.Add(likeNotice), a.now.Add(likeWithin)) {
		c := p.about(&d.reader, u.meeting, "", a.now).card(u.occurrence)
		if !c.Doubt {
			d.sheet.Next, d.sheet.Others = a.tongue().say("next"), []card{c}
			return nil
		}
	}
	return nil
}
