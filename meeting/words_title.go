package meeting

import (
	"math"
	"strings"
	"time"
)

// Title names a meeting for a calendar entry or a letter: "AA: Tuesday
// Nooners". Neutral titles tell neither the program, nor the meeting's name,
// nor that it is online: "Tuesday group".
func (w *Words) Title(p Program, m *Meeting, d Discretion) string {
	if d != Full {
		return w.neutral(&m.Schedule)
	}
	program := oneLine(p.ShortName)
	if program == "" {
		program = oneLine(p.Name)
	}
	name := oneLine(m.Name)
	switch {
	case program == "" && name == "":
		return w.neutral(&m.Schedule)
	case program == "" || beginsWith(name, program) || beginsWith(name, oneLine(p.Name)):
		return name
	case name == "":
		return say(w.meetingOf, program)
	}
	return say(w.titleOf, program, name)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// beginsWith reports whether name begins with the whole words of prefix.
func beginsWith(name, prefix string) bool {
	rest, ok := strings.CutPrefix(Fold(name), Fold(prefix))
	return ok && prefix != "" && (rest == "" || strings.ContainsRune(" :-–,", []rune(rest)[0]))
}

func (w *Words) neutral(s *Schedule) string {
	_, everyWeek := leftOut(s.Ordinals)
	weekly := s.Kind == Weekly || s.Kind == Monthly && everyWeek
	switch {
	case weekly && s.Days.Len() == 1:
		return say(w.dayGroup, w.weekday[s.Days.Days()[0]])
	case weekly:
		return w.weekGroup
	case s.Kind == Monthly:
		return w.monthGroup
	}
	return w.group
}

// A meeting that began less than justBegan ago is still worth going to.
const justBegan = 15 * time.Minute

// Ahead says how soon a start is: "in 20 minutes" within the hour, rounded
// down, "now" until a quarter of an hour after it, else "".
func (w *Words) Ahead(start, now time.Time) string {
	switch wait := start.Sub(now); {
	case wait > time.Hour, wait <= -justBegan:
		return ""
	case wait < time.Minute:
		return w.now
	default:
		return w.inMinutes(int(math.Floor(wait.Minutes())))
	}
}
