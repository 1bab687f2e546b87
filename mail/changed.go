package mail

import (
	"slices"
	"strings"

	"openchair/meeting"
)

// changed is what a letter about changes of one meeting is written from.
type changed struct {
	about
	before meeting.Meeting
	old    map[string]string // fields that differ, as they were
	group  string

	told    [][]string // a paragraph for each
	subject []string   // keys of what changed, in the order of paragraphs
	lost    bool       // a day that people counted on is not held
	day     string     // where that is one day: which
}

// change tells what changed since a reader was last told. ok is false where
// nothing did that a reader goes by.
func (a *about) change(changes []meeting.Change) (s *sheet, lost, ok bool) {
	c := changed{about: *a, before: meeting.Before(&a.meeting, changes), old: map[string]string{}}
	for _, f := range meeting.FoldChanges(changes) {
		c.old[f.Field] = f.Old
	}
	c.name(changes)
	c.held()
	if a.meeting.Held() {
		c.attendance()
		c.place()
		c.join()
	}
	if len(c.told) == 0 {
		return nil, false, false
	}
	return c.sheet(), c.lost, true
}

// name calls the group by the hour its reader knows it by.
func (c *changed) name(changes []meeting.Change) {
	clock := c.before.Schedule.Start
	if o, ok := c.before.Next(c.now); ok {
		clock = c.clock(o.Start)
	} else if o, ok := meeting.Affected(&c.meeting, changes, c.now); ok {
		clock = c.clock(o.Start)
	}
	c.group = c.tongue().group(clock)
}

func (c *changed) tell(subject, key string, args ...any) {
	c.told = append(c.told, []string{c.tongue().say(key, append([]any{c.group}, args...)...)})
	if !slices.Contains(c.subject, subject) {
		c.subject = append(c.subject, subject)
	}
}

// add adds a line to what was told last.
func (c *changed) add(key, what string) {
	if what != "" {
		last := &c.told[len(c.told)-1]
		*last = append(*last, c.tongue().say(key, what))
	}
}

// held tells whether and when it is held.
func (c *changed) held() {
	m := &c.meeting
	switch was, is := c.before.Held(), m.Held(); {
	case was && !is:
		c.lost = true
		switch {
		case !m.Retired.IsZero():
			c.tell("cancelled", "retired")
		case m.Attendance == meeting.Inactive:
			c.tell("cancelled", "inactive")
		default:
			c.tell("uncertain", "uncertain")
		}
		c.add("was", c.which())
	case !was && is:
		c.tell("resumed", "resumed")
	case was && is:
		c.times()
	}
}

// times tells of another rule, or else of single days that differ.
func (c *changed) times() {
	if was, is := c.rule(&c.before), c.rule(&c.meeting); was != is {
		c.tell("time", "new-time")
		c.add("was", was)
		c.add("is", is)
		return
	}
	t, until := c.tongue(), c.now.Add(meeting.LookAhead)
	was, is := slices.Collect(c.before.Occurrences(c.now, until)), slices.Collect(c.meeting.Occurrences(c.now, until))
	if gone := without(was, is); len(gone) > 0 {
		c.lost = true
		c.tell("dates", "not-held", c.days(gone, false))
		if len(gone) == 1 {
			c.day = t.meeting.Day(gone[0].Date)
		}
	}
	if come := without(is, was); len(come) > 0 {
		c.tell("dates", "also-held", c.days(come, true))
	}
}

// rule says when a meeting is held as a rule, without the bounds and single
// days that lists move on every week.
func (c *changed) rule(m *meeting.Meeting) string {
	s := m.Schedule
	s.Except, s.Moved, s.From, s.Until, s.Text = nil, nil, 0, 0, ""
	if s.Kind == meeting.Dated {
		s.Dates = nil
	}
	say := c.tongue().meeting
	return strings.TrimSpace(say.When(&s)) + ", " + say.Zone(s.Zone)
}

func without(some, others []meeting.Occurrence) []meeting.Occurrence {
	starts := make(map[int64]bool)
	for _, o := range others {
		starts[o.Start.Unix()] = true
	}
	return slices.DeleteFunc(slices.Clone(some), func(o meeting.Occurrence) bool { return starts[o.Start.Unix()] })
}

// mostDays is how many days are named before the rest is counted.
const mostDays = 3

// days names the days of occurrences; at adds the hour, where it may be another.
func (c *changed) days(os []meeting.Occurrence, at bool) string {
	t := c.tongue()
	var days []string
	for i, o := range os {
		if i == mostDays && len(os) > mostDays+1 {
			days = append(days, t.say("more-dates", len(os)-i, t.number(len(os)-i)))
			break
		}
		day := t.meeting.Day(o.Date)
		if i > 0 {
			day = t.say("day-too", day)
		}
		if at {
			day += " (" + t.meeting.Clock(clockOf(o.Start)) + ")"
		}
		days = append(days, day)
	}
	last := len(days) - 1
	if last == 0 {
		return days[0]
	}
	return t.say("and", strings.Join(days[:last], ", "), days[last])
}

// which says which group it is, where no card does.
func (c *changed) which() string {
	if c.full() || c.alias != "" {
		return c.title() + ", " + c.rule(&c.before)
	}
	return c.rule(&c.before)
}

func (c *changed) attendance() {
	if _, differs := c.old["attendance"]; !differs || !c.before.Held() {
		return
	}
	switch c.meeting.Attendance {
	case meeting.Online:
		c.tell("join", "now-online")
	case meeting.InPerson:
		c.tell("join", "now-person")
	case meeting.Hybrid:
		c.tell("join", "now-both")
	}
}

// place tells of another place, in words that opened its door before.
func (c *changed) place() {
	if c.meeting.Attendance == meeting.Online {
		return
	}
	was := c.meeting.Place
	for field, to := range map[string]*string{
		"place.name": &was.Name, "place.address": &was.Address, "place.city": &was.City, "place.notes": &was.Notes,
	} {
		if old, ok := c.old[field]; ok {
			*to = old
		}
	}
	before, now := c.about.place(&was), c.about.place(&c.meeting.Place)
	if _, differs := c.old["place.notes"]; !differs { // which door is said once, below
		was.Notes = ""
	}
	told := strings.Join(c.about.place(&was), ", ")
	switch {
	case slices.EqualFunc(before, now, meeting.SameWords):
	case len(now) == 0:
		c.tell("place-gone", "place-gone")
		c.add("was", told)
	default:
		c.tell("place", "new-place")
		c.add("was", told)
	}
}

// join tells how people attend from afar. Old links and passcodes are not
// repeated: they open nothing any more.
func (c *changed) join() {
	if c.meeting.Attendance == meeting.InPerson {
		return
	}
	was, is := c.before.Join, c.meeting.Join
	// Where a way in is gone its code is, too: that is told once.
	if c.way("link", was.URL, is.URL, sameLink) && line(is.Notes) == "" {
		was.Notes = ""
	}
	if c.way("phone", was.Phone, is.Phone, meeting.SamePhone) && line(is.PhoneNotes) == "" {
		was.PhoneNotes = ""
	}
	switch meeting.CodesOf(&was, &is) {
	case meeting.CodesDiffer:
		c.tell("join", "code-new")
	case meeting.CodeGone:
		c.tell("join", "code-gone")
	}
}

func sameLink(was, is string) bool { return was == is }

// way tells of a link or a number that differs, and reports whether it is gone.
func (c *changed) way(key, was, is string, same func(was, is string) bool) (gone bool) {
	switch {
	case same(line(was), line(is)):
	case line(is) == "":
		c.tell("join", key+"-gone")
		return true
	default:
		c.tell("join", key+"-new")
	}
	return false
}

func (c *changed) sheet() *sheet {
	t := c.tongue()
	key := "change-subject"
	if len(c.subject) == 1 || slices.Contains([]string{"cancelled", "resumed"}, c.subject[0]) {
		key += "-" + c.subject[0]
	}
	s := &sheet{Subject: t.say(key, c.group), Lead: c.told}
	if c.day != "" && len(c.told) == 1 {
		s.Subject = t.say("change-subject-day", c.group, c.day)
	}
	if !c.meeting.Held() {
		return s
	}
	next, ok := c.meeting.Next(c.now)
	if !ok {
		s.Subject = t.say("change-subject-cancelled", c.group)
		s.Lead = append(s.Lead, []string{t.say("none-ahead"), t.say("was", c.which())})
		return s
	}
	s.Lead = append(s.Lead, []string{t.say("next-date")})
	s.Cards = []card{c.card(next)}
	return s
}
