package mail

import "time"

// ahead is how far away a start is: the time, and how often the reader's date
// changes until then.
type ahead struct {
	wait time.Duration
	days int
}

// ahead says how soon a start is, as one says it: a letter that leaves seconds
// after its moment is still "in one hour".
func (t *tongue) ahead(a ahead) string {
	minutes := int(a.wait.Round(time.Minute).Minutes())
	hours := int(a.wait.Round(time.Hour).Hours())
	near := minutes-60*hours <= 5 && 60*hours-minutes <= 5
	switch {
	case minutes <= 1:
		return t.say("ahead-minutes", 1, t.number(1))
	case minutes < 55:
		return t.say("ahead-minutes", minutes, t.number(minutes))
	case a.days > 1:
		return t.say("ahead-days", a.days, t.number(a.days))
	case a.days == 1 && hours >= 12:
		return t.say("ahead-tomorrow")
	case hours == 1 && near:
		return t.say("ahead-hours", 1, t.number(1))
	case hours < 3 && !near:
		return t.say("ahead-hm", minutes/60, minutes%60)
	case near:
		return t.say("ahead-hours", hours, t.number(hours))
	}
	return t.say("ahead-about", hours, t.number(hours))
}
