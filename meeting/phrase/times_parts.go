package phrase

import (
	"slices"
	"time"

	"openchair/meeting"
)

// part is the tokens of one written time within a text.
type part struct {
	first, last int // tokens [first, last)
	days        meeting.Weekdays
	dayFirst    int // token that begins the days; -1 = none
	dayLast     int
	clocks      []span // one, or several that name one instant in several zones
	doubt       bool   // its zones contradict each other
	// Tokens that belong to other clocks of the same days: "6pm (May), 5pm".
	gapFirst, gapLast int
}

// dayGroup is days said together: "Mon, Wed & Fri", "M-F", "weekdays".
type dayGroup struct {
	first, last int
	days        meeting.Weekdays
}

func (s *scanned) dayGroupAt(i int) (g dayGroup, ok bool) {
	days, ok := s.daysOf(i)
	if !ok {
		return g, false
	}
	g = dayGroup{first: i, last: i + 1, days: days}
	for {
		j, ranged := s.joined(g.last)
		more, ok := s.daysOf(j)
		if !ok {
			return g, true
		}
		if ranged {
			more = daysThrough(s.tokens[g.last-1], s.tokens[j])
		}
		g.days |= more
		g.last = j + 1
	}
}

// joined skips what joins one day to the next, and says whether it is a range.
func (s *scanned) joined(i int) (next int, ranged bool) {
	at := func(n int) string {
		if n < len(s.tokens) {
			return s.tokens[n].canon
		}
		return ""
	}
	j := i
	if at(j) == "." && s.tokens[j-1].abbreviated(s.text) {
		j++
	}
	switch {
	case (at(j) == "-" || at(j) == "through") && at(j+1) != "" && at(j + 1)[0] == '@':
		return j + 1, s.tokens[i-1].canon[0] == '@'
	case at(j) == "," && at(j+1) == "&":
		j += 2
	case at(j) == "," || at(j) == "&" || at(j) == "or":
		j++
	}
	for at(j) == "every" || at(j) == "on" || at(j) == "the" {
		j++
	}
	if len(at(j)) == 2 && at(j)[0] == '#' && len(at(j+1)) > 0 && at(j + 1)[0] == '@' {
		j++ // "1st Monday & 3rd Wednesday"
	}
	return j, false
}

func (s *scanned) daysOf(i int) (meeting.Weekdays, bool) {
	if i >= len(s.tokens) || s.masked[i] {
		return 0, false
	}
	switch c := s.tokens[i].canon; {
	case c[0] == '@':
		return meeting.NewWeekdays(weekdayOf(s.tokens[i])), true
	case c == "everyday" || c == "daily":
		return meeting.EveryDay, true
	case c == "weekday":
		return meeting.NewWeekdays(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday), true
	case c == "weekend":
		return meeting.NewWeekdays(time.Saturday, time.Sunday), true
	}
	return 0, false
}

func daysThrough(from, to token) meeting.Weekdays {
	var w meeting.Weekdays
	last := weekdayOf(to)
	for d := weekdayOf(from); ; d = (d + 1) % 7 {
		w |= meeting.NewWeekdays(d)
		if d == last {
			return w
		}
	}
}

func (s *scanned) spanAt(i int) (c span, ok bool) {
	if s.tokens[i].canon != "~" || s.masked[i] {
		return c, false
	}
	c = span{first: i, last: i + 1, start: s.tokens[i].said}
	j := i + 1
	for j < len(s.tokens) && j <= i+3 && !joins(s.tokens[j].canon) && s.zoneWord(j) {
		j++ // "7:30pm PST - 9:15pm PST"
	}
	if j+1 < len(s.tokens) && (joins(s.tokens[j].canon) || s.lang == portuguese && s.tokens[j].canon == "at") && s.tokens[j+1].canon == "~" && !s.masked[j+1] {
		c.end, c.ended, c.last = s.tokens[j+1].said, true, j+2
	}
	if !c.ended {
		s.endSaid(&c)
	}
	return c, true
}

// endSaid takes "7pm, ends 8:15" and "7pm start, 8:15pm finish" as one span.
func (s *scanned) endSaid(c *span) {
	j, said := c.last, false
	for ; j < len(s.tokens) && j < c.last+4 && s.tokens[j].canon != "~"; j++ {
		switch w := s.tokens[j].canon; {
		case endWords[w]:
			said = true
		case w != "," && w != "start" && w != "starts" && w != "at" && w != "&":
			return
		}
	}
	if j >= len(s.tokens) || s.tokens[j].canon != "~" || s.masked[j] {
		return
	}
	last := j + 1
	if !said && last < len(s.tokens) && endWords[s.tokens[last].canon] {
		said, last = true, last+1
	}
	if said {
		c.end, c.ended, c.last = s.tokens[j].said, true, last
	}
}

var endWords = wordSet(`ends end ending finish finishes finishing`)

// parts finds the days and the clocks of a text and which belong together.
func (s *scanned) parts() []part {
	var days []dayGroup
	var clocks []span
	var order []byte
	for i := 0; i < len(s.tokens); {
		if g, ok := s.dayGroupAt(i); ok {
			days, order, i = append(days, g), append(order, 'd'), g.last
			continue
		}
		if c, ok := s.spanAt(i); ok {
			clocks, order, i = append(clocks, c), append(order, 'c'), c.last
			continue
		}
		i++
	}
	return s.bounded(s.told(s.paired(days, clocks, order)))
}

// told leaves out days without a clock where other parts have one, unless they
// stand right behind it: "Monday Night Lamp, Mondays 7 pm" is one time, of
// "Mondays 7 pm & Thursdays" the second has no clock.
func (s *scanned) told(parts []part) []part {
	var out []part
	for _, p := range parts {
		if len(p.clocks) > 0 || !slices.ContainsFunc(parts, func(q part) bool { return len(q.clocks) > 0 }) {
			out = append(out, p)
			continue
		}
		if n := len(out); n > 0 && out[n-1].days&p.days == 0 {
			if _, last := out[n-1].reach(); p.dayFirst == last+1 && (s.tokens[last].canon == "&" || s.tokens[last].canon == ",") {
				out = append(out, p)
			}
		}
	}
	return out
}

// paired gives each clock its days: those before it, unless the text begins
// with a clock ("6:30 pm Tuesdays").
func (s *scanned) paired(days []dayGroup, clocks []span, order []byte) []part {
	var out []part
	clockFirst := len(order) > 1 && order[0] == 'c' && len(days) > 0
	var waiting []span
	d, c := 0, 0
	for n, o := range order {
		switch {
		case o == 'd' && clockFirst:
			g := days[d]
			d++
			if len(waiting) == 0 && len(out) > 0 { // "7pm Mondays and Thursdays" with words between
				out = append(out, part{days: g.days, dayFirst: g.first, dayLast: g.last})
				continue
			}
			out = append(out, s.grouped(g, waiting)...)
			waiting = nil
		case o == 'd':
			g := days[d]
			d++
			var own []span
			for m := n + 1; m < len(order) && order[m] == 'c'; m++ {
				own = append(own, clocks[c])
				c++
			}
			out = append(out, s.grouped(g, own)...)
		case clockFirst:
			waiting = append(waiting, clocks[c])
			c++
		}
	}
	if len(days) == 0 || len(waiting) > 0 {
		left := waiting
		if len(days) == 0 {
			left = clocks
		}
		for _, x := range left {
			out = append(out, part{dayFirst: -1, clocks: []span{x}})
		}
	}
	return out
}

// grouped makes parts of days with clocks: one for each clock, and one of those
// that name the same instant in several zones.
func (s *scanned) grouped(g dayGroup, clocks []span) []part {
	one := func(cs ...span) part { return part{days: g.days, dayFirst: g.first, dayLast: g.last, clocks: cs} }
	if len(clocks) == 0 {
		return []part{one()}
	}
	if len(clocks) == 1 {
		return []part{one(clocks[0])}
	}
	same, zoned := s.oneInstant(clocks)
	if same {
		return []part{one(clocks...)}
	}
	var out []part
	for i, c := range clocks {
		p := one(c)
		p.doubt = zoned || i > 0 && clocks[i-1].last == c.first || i+1 < len(clocks) && c.last == clocks[i+1].first // "7:30 PM 8:30 PM"
		out = append(out, p)
	}
	return out
}

// bounded gives each part the words around it: from the end of the part before
// to where the next begins.
func (s *scanned) bounded(parts []part) []part {
	for i := range parts {
		first, last := parts[i].reach()
		parts[i].first, parts[i].last = first, last
	}
	for i := range parts {
		p := &parts[i]
		if i == 0 {
			p.first = 0
		}
		if i+1 < len(parts) && p.sharesDaysBefore(&parts[i+1]) {
			next := parts[i+1].clocks[0].first
			p.last = s.breakBefore(p.last, next)
			parts[i+1].gapFirst, parts[i+1].gapLast = p.gapFirst, p.last
			if p.gapFirst == 0 {
				parts[i+1].gapFirst = p.clocks[0].first
			}
		} else if i+1 == len(parts) {
			p.last = len(s.tokens)
		} else if next := parts[i+1].first; next > p.last {
			p.last = s.breakBefore(p.last, next)
			parts[i+1].first = p.last
		}
	}
	return parts
}

// sharesDaysBefore reports whether two parts are clocks behind the same days.
func (p *part) sharesDaysBefore(next *part) bool {
	return p.dayFirst >= 0 && p.dayFirst == next.dayFirst && len(p.clocks) > 0 && len(next.clocks) > 0 &&
		p.dayLast <= p.clocks[0].first && p.clocks[0].first < next.clocks[0].first
}

// tokens returns those of a part, without what other clocks of its days say.
func (s *scanned) tokensOf(p part) (ts []token, masked []bool) {
	if p.gapLast <= p.gapFirst {
		return s.tokens[p.first:p.last], s.masked[p.first:p.last]
	}
	return slices.Concat(s.tokens[p.first:p.gapFirst], s.tokens[p.gapLast:p.last]), slices.Concat(s.masked[p.first:p.gapFirst], s.masked[p.gapLast:p.last])
}

// breakBefore finds where the words between two parts change sides: at the
// first mark that parts them, else where the next begins.
func (s *scanned) breakBefore(from, to int) int {
	for i := from; i < to; i++ {
		switch s.tokens[i].canon {
		case ";", "|", "&", ".", "•", ",":
			return i
		}
	}
	return to
}

// reach returns the first token of days and clocks and the one after the last.
func (p *part) reach() (first, last int) {
	first, last = p.dayFirst, p.dayLast
	for _, c := range p.clocks {
		if first < 0 || c.first < first {
			first = c.first
		}
		last = max(last, c.last)
	}
	return max(0, first), last
}
