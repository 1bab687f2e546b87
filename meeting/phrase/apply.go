package phrase

import (
	"regexp"
	"strings"
	"time"

	"openchair/meeting"
)

// Things that happen within a meeting on some weeks: an ordinal that speaks of
// them doesn't limit the meeting.
var (
	// events are no meeting of their own, wherever they stand.
	events = wordSet(`chip chips birthday birthdays business conscience speaker speakers spkr open closed potluck celebration
		celebrations celebrate anniversary anniversaries eating medallion medallions coins cake dinner food breakfast lunch`)
	// occasions are what a week may be given to, where they follow its ordinal:
	// "2nd Friday step study".
	occasions = wordSet(`step steps tradition traditions trad topic discussion disc bb literature lit book meditation newcomer
		newcomers beginner beginners sharing share concept concepts format study readings panel has have is are for`)
)

// others meet too, and are not the meeting.
var others = wordSet(`committee steering intergroup district board trustees assembly alateen also`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// group returns submatch n as text.
func (c *canonical) group(at []int, n int) string {
	if 2*n+1 >= len(at) || at[2*n] < 0 {
		return ""
	}
	return c.text[at[2*n]:at[2*n+1]]
}

// ordinals reads "2nd & 4th Fridays".
func ordinals(r *reading, c *canonical, at []int) verdict {
	switch c.setting(at) {
	case trap:
		if first, _ := c.span(at); first == 1 && (c.tokens[0].canon == "every" || c.tokens[0].canon == "each") {
			return uncertain // "Every 3rd Friday Potluck"
		}
		return ignored
	case unclear:
		return uncertain
	}
	if c.saidOfAnother(at) {
		return uncertain
	}
	if c.group(at, 3) != "" && c.group(at, 4) != c.group(at, 2) {
		return uncertain // two rules at once
	}
	os := ordinalSet(c.group(at, 1)) | ordinalSet(c.group(at, 3))
	return r.monthly(os, c.group(at, 2))
}

func plainOrdinals(r *reading, c *canonical, at []int) verdict {
	return r.monthly(ordinalSet(c.group(at, 1)), c.group(at, 2))
}

// monthly restricts the schedule to ordinals of the named weekday.
func (r *reading) monthly(os meeting.Ordinals, day string) verdict {
	s := &r.schedule
	if day != "" {
		d := time.Weekday(day[1] - '0')
		if !s.Days.Has(d) {
			if r.shared {
				return ignored // the words are another meeting's
			}
			return uncertain // the words name another day than the field
		}
		if s.Days.Len() > 1 {
			return uncertain // one of several days is limited, the others may not be
		}
	}
	if s.Kind != meeting.Weekly && s.Ordinals != os {
		return uncertain
	}
	s.Kind, s.Ordinals = meeting.Monthly, os
	return applied
}

// setting is what stands around a phrase.
type setting int

const (
	plain setting = iota
	trap
	unclear
)

// setting judges whether words around an ordinal speak of the meeting or of
// something that happens in it.
func (c *canonical) setting(at []int) setting {
	ts := c.tokens
	first, last := c.span(at)
	switch {
	case c.bracketed(first, last):
		return plain // "(2nd Thursday)"
	case first > 1 && ts[first-1].canon == "-" && strings.HasPrefix(ts[first-2].canon, "#"):
		return unclear // "1st - 3rd Mondays"
	}
	before, after := c.eventBefore(first), c.occasionAfter(last)
	only := strings.Contains(c.text[at[0]:at[1]], " only ")
	switch {
	case !before && (!after || only):
		return plain
	case c.verbAfter(last):
		return trap // "Last Sat. has chips"
	case c.plural(first, last), first == 0, only:
		return unclear // "First Friday Speaker Meeting": the meeting, or its speaker?
	}
	return trap
}

func (c *canonical) bracketed(first, last int) bool {
	return first > 0 && last < len(c.tokens) && isOpen(c.tokens[first-1].canon) && isShut(c.tokens[last].canon)
}

// plural reports whether a weekday within the tokens is said of many weeks.
func (c *canonical) plural(first, last int) bool {
	for _, t := range c.tokens[first:last] {
		if t.canon[0] == '@' && strings.HasSuffix(strings.ToLower(c.original[t.start:t.end]), "days") {
			return true
		}
	}
	return false
}

func (c *canonical) occasionAfter(i int) bool {
	w := c.wordAt(i)
	if w == ":" || w == "-" || w == "=" {
		w = c.wordAt(i + 1) // "5th Monday: potluck"
	}
	return occasions[w] || events[w]
}

func (c *canonical) verbAfter(i int) bool {
	switch c.wordAt(i) {
	case "has", "have", "is", "are":
		return true
	}
	return false
}

// wordAt returns token i, or the one after the point of an abbreviation.
func (c *canonical) wordAt(i int) string {
	if i > 0 && i < len(c.tokens) && c.tokens[i].canon == "." && c.tokens[i-1].abbreviated(c.original) {
		i++
	}
	if i >= len(c.tokens) {
		return ""
	}
	return c.tokens[i].canon
}

// span returns the first token of a match and the one after its last.
func (c *canonical) span(at []int) (first, last int) {
	for first < len(c.offsets) && c.offsets[first] < at[0] {
		first++
	}
	last = first
	for last < len(c.offsets) && c.offsets[last] < at[1] {
		last++
	}
	return first, last
}

// eventBefore reports whether the words before token i, back to a bracket,
// name an event: "Business meeting : 2nd Sunday", "open on the last Friday".
func (c *canonical) eventBefore(i int) bool {
	for n := 0; i > 0 && n < 5; n++ {
		i--
		canon := c.tokens[i].canon
		if isOpen(canon) || isShut(canon) || canon == "|" {
			return false
		}
		if events[canon] {
			return true
		}
	}
	return false
}

func isOpen(canon string) bool { return canon == "(" || canon == "[" }
func isShut(canon string) bool { return canon == ")" || canon == "]" }

var ordinalWord = regexp.MustCompile(`#([1-5L])`)

func ordinalSet(s string) meeting.Ordinals {
	var os meeting.Ordinals
	for _, m := range ordinalWord.FindAllStringSubmatch(s, -1) {
		if m[1] == "L" {
			os |= meeting.NewOrdinals(-1)
		} else {
			os |= meeting.NewOrdinals(int(m[1][0] - '0'))
		}
	}
	return os
}

// exceptOrdinals reads "except 2nd Monday" and "no meeting last Friday".
func exceptOrdinals(r *reading, c *canonical, at []int) verdict {
	first, last := c.span(at)
	day := c.group(at, 2)
	if c.eventBefore(first) || c.occasionAfter(last) {
		return ignored // "closed meeting except the last Wednesday"
	}
	if day == "" && last < len(c.tokens) && !isMark(c.tokens[last].canon) {
		return passed // "no first names", "not last call"
	}
	if months := c.group(at, 3); months != "" {
		return r.weeksOfMonths(ordinalSet(c.group(at, 1)), day, monthSet(months))
	}
	os, ok := otherThan(ordinalSet(c.group(at, 1)))
	if !ok {
		return uncertain
	}
	return r.monthly(os, day)
}

// otherThan returns the ordinals that are left; ok is false where both ends of
// the month are counted.
func otherThan(os meeting.Ordinals) (meeting.Ordinals, bool) {
	if os == meeting.NewOrdinals(-1) {
		return meeting.NewOrdinals(-2, -3, -4, -5), true
	}
	if os.Has(-1) {
		return 0, false
	}
	return meeting.NewOrdinals(1, 2, 3, 4, 5) &^ os, true
}

// weeksOfMonth reads "1st and 3rd weeks only".
func weeksOfMonth(r *reading, c *canonical, at []int) verdict {
	first, last := c.span(at)
	ts := c.tokens
	alone := c.bracketed(first, last)
	if c.deniedAt(first, last) {
		return uncertain
	}
	limits := alone || strings.Contains(c.text[at[0]:at[1]], " only ") || c.group(at, 2) != ""
	if !limits || c.eventBefore(first) || !alone && last < len(ts) && !isMark(ts[last].canon) {
		return ignored
	}
	return r.monthly(ordinalSet(c.group(at, 1)), "")
}

// alternating is a rhythm whose weeks can't be known without a date.
func alternating(r *reading, c *canonical, at []int) verdict {
	first, last := c.span(at)
	if c.eventBefore(first) || first > 0 && events[c.wordAt(last)] {
		return ignored // "Friday Lamp, speaker every other week"
	}
	if s := &r.schedule; s.Interval == 2 && s.Anchor != 0 && everyTwo.matchesIn(c, at[0], at[1]) {
		return noted // the fields say the same, and which weeks
	}
	return uncertain
}

var everyTwo = pattern(` (?:other|#2|two|2|biweekly|bi - weekly|fortnightly|fortnight|alternate|alternating) `)

// everySecond reads "every other Friday" and "every 2nd Friday", unless that is
// said of the month.
func everySecond(r *reading, c *canonical, at []int) verdict {
	if monthFollows.matchesIn(c, at[1]-1, len(c.text)) {
		return passed
	}
	return alternating(r, c, at)
}

var monthFollows = pattern(`^` + ofMonth)

// monthly reads "Monthly Business Meeting": held once a month, on a day that
// isn't said. "Monthly chips" happen in a weekly meeting.
func monthly(r *reading, c *canonical, at []int) verdict {
	next := c.group(at, 1)
	if (events[next] || occasions[next]) && next != "business" && next != "speaker" {
		return ignored
	}
	if r.schedule.Kind == meeting.Monthly {
		return noted
	}
	return uncertain
}

func holidays(*reading, *canonical, []int) verdict { return noted }
