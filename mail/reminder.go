package mail

import (
	"openchair/meeting"
)

// reminder says that a group begins soon.
func (a *about) reminder(o meeting.Occurrence) *sheet {
	t := a.tongue()
	start := o.Start.In(a.home(o.Start))
	group := t.group(clockOf(start))
	soon := t.ahead(ahead{start.Sub(a.now), int(meeting.DateOf(start) - meeting.DateOf(a.now.In(start.Location())))})
	return &sheet{
		Subject: t.say("yours", group),
		Lead:    [][]string{{t.say("reminder", group, soon)}},
		Cards:   []card{a.card(o)},
	}
}

// doubt says that no list has confirmed a group for long.
func (a *about) doubt(o meeting.Occurrence) *sheet {
	t := a.tongue()
	group := t.group(a.clock(o.Start))
	lead := t.say("doubt-never", group)
	if m := &a.meeting; !m.LastConfirmed.IsZero() {
		days := int(meeting.DateOf(a.now.In(o.Start.Location())) - meeting.DateOf(m.LastConfirmed.In(o.Start.Location())))
		lead = t.say("doubt-lead", days, t.number(days), group)
	}
	c := a.card(o)
	c.Freshness = "" // it is what the letter says
	return &sheet{Subject: t.say("doubt-subject", group), Lead: [][]string{{lead}}, Cards: []card{c}}
}
