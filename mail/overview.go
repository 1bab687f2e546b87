package mail

import (
	"cmp"
	"slices"
	"time"

	"openchair/meeting"
)

// mostCards is how many occurrences one letter draws.
const mostCards = 40

// upcoming is one occurrence with the meeting it is of.
type upcoming struct {
	meeting    meeting.Meeting
	occurrence meeting.Occurrence
}

// upcomingOf returns what is held in [from, to), in order.
func upcomingOf(ms []meeting.Meeting, from, to time.Time) []upcoming {
	var all []upcoming
	for _, m := range ms {
		for o := range m.Occurrences(from, to) {
			all = append(all, upcoming{m, o})
		}
	}
	slices.SortStableFunc(all, func(a, b upcoming) int {
		return cmp.Or(a.occurrence.Start.Compare(b.occurrence.Start), cmp.Compare(a.meeting.ID, b.meeting.ID))
	})
	return all
}

// overview tells of all that is ahead in a day or a week.
func overview(reader *meeting.Reminder, all []upcoming, draw func(upcoming) card) *sheet {
	t := tongueFor(reader.Language)
	stretch := "day"
	if reader.Overview == meeting.WeeklyOverview {
		stretch = "week"
	}
	s := &sheet{
		Subject: t.say("overview-subject-" + stretch),
		Lead:    [][]string{{t.say("overview-"+stretch, len(all), t.number(len(all)))}},
	}
	for _, u := range all[:min(len(all), mostCards)] {
		s.Cards = append(s.Cards, draw(u))
	}
	if more := len(all) - len(s.Cards); more > 0 {
		s.Next = capital(t.say("overview-more", more, t.number(more)))
	}
	return s
}
