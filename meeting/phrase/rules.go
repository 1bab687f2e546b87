package phrase

import "regexp"

// rule reads one kind of phrase: a pattern over canonical text, and what to
// make of a match. at holds submatch offsets into the canonical text.
type rule struct {
	pattern *regexp.Regexp
	apply   func(r *reading, c *canonical, at []int) verdict
}

// pattern compiles a pattern over canonical text. In it, O stands for one or
// more ordinals, D for a weekday, M for a month, S for several months.
func pattern(s string) *regexp.Regexp { return regexp.MustCompile(expand(s)) }

func expand(s string) string {
	out := ""
	for _, c := range s {
		switch c {
		case 'O':
			out += `#[1-5L](?:(?: ,)?(?: &| or| ,) (?:the )?#[1-5L])*`
		case 'D':
			out += `@[0-6]`
		case 'M':
			out += `%\d+`
		case 'S':
			out += `(?:(?:in|for|during) )?(?:the )?(?:months? of )?%\d+(?: \.)?(?:(?: ,)?(?: &| or| ,| -| through) %\d+(?: \.)?)*`
		default:
			out += string(c)
		}
	}
	return out
}

const ofMonth = `(?: (?:of|in) (?:the|each|every|a) month| (?:each|every|per|a) month| monthly)`

var (
	holidayWords = pattern(`(?: (?:no|not|except|closed|even|including))(?: (?:meeting|on|for|in|during|the|all|and|most|many|some|statutory|stat|federal|major|public|school|bank|legal|national))* holidays? `)
	switchWords  = pattern(` (?:meeting )?(?:time )?(?:is |will be |will )?(?:switch|switches|switching|change|changes|changing|move|moves|moving) (?:through|at) ~(?: [a-z]+){0,2} (?:on|starting|beginning|effective|as of) (\$\??) `)
)

// nameRules in order: what says that a meeting is not held comes before what
// says when it is.
var nameRules = []rule{
	{holidayWords, holidays},
	{switchWords, switched},
	{pattern(` (?:no meeting|not meeting|closed|on hiatus|on hold|on break|paused|cancelled|suspended)(?: [a-z]+){0,2} until (?:after )?([^ ]+) `), from},
	{pattern(` (?:no meeting|not meeting|no|closed|cancelled)(?: [a-z]+){0,3}(?: [-:])?(?: on| from| between)? (\$\??)(?: (?:through|-|until|&) (\$\??))?`), exceptDates},
	{pattern(` (?:no meeting|not meeting|except|does not meet|closed (?:in|for|during))(?: [a-z]+)? (S) `), exceptMonths},
	{pattern(` (?:no meeting|no|not meeting|except|but not|not)(?: for| on)?(?: the)? (O)(?: (D))?` + `(?:` + ofMonth + `)? `), exceptOrdinals},
	{pattern(` (?:every|each) (?:other|second|2nd) (?:D|week|month) `), alternating},
	{pattern(` (?:alternate|alternating) (?:D|week) `), alternating},
	{pattern(` (?:biweekly|bi - weekly|fortnightly|bi - monthly|bimonthly|quarterly|every [2-9] week|every (?:two|three|four|six) week|every fortnight) `), alternating},
	{pattern(` (?:once|twice|one D|one day|one time|\d times?|\d D) (?:a|per|each|of the|every) (?:month|year) `), alternating},
	{pattern(` (O) (D)(?: & (O) (D))?(` + ofMonth + `)?(?: (only) )?`), ordinals},
	{pattern(` (O) week(` + ofMonth + `)?(?: (only) )?`), weeksOfMonth},
	{pattern(` (O)(?: D)? only `), weeksOfMonth},
	{pattern(` monthly ([^ ]+) `), monthly},
	{pattern(` only (S) `), onlyMonths},
	{pattern(` (%\d+(?: \.)?(?:(?: ,)?(?: &| ,| -| through) %\d+(?: \.)?)+)( only)? `), onlyMonths},
	{pattern(` (?:#1 meeting|starts|starting|start|begins|beginning|begin|resumes|returns|resume)(?: meeting| back)?(?: [-:])?(?: on| is| will be)?(?: D ,?)? ?(\$\??) `), from},
	{pattern(` until (\$\??) `), until},
}

// noteRules match whole sentences only.
var noteRules = []rule{
	{holidayWords, holidays},
	{pattern(`^(?: ` + noteSubject + `)? (?:meets?|meeting|meeting occurs|is held|held|occurs|takes place)(?: only)?(?: on)?(?: the)? (O) (D)(?: & (O) (D))?(` + ofMonth + `)?( only)?(?: at ~.*)? $`), ordinals},
	{pattern(`^ (?:only )?(O) (D)(` + ofMonth + `)? only $`), plainOrdinals},
	{pattern(`^(?: there (?:is|are|will be))? (?:no meeting|not meeting|does not meet|no group)(?: on)?(?: the)? (O)(?: (D))?(?:` + ofMonth + `)? $`), exceptOrdinals},
	{pattern(`^(?: ` + noteSubject + `)?(?: (?:meets?|meeting|is held|held))? (?:every|each) D(?: ,)? (?:except|but not)(?: for)?(?: on)?(?: the)? (O)(?: (D))?(?:` + ofMonth + `)? $`), exceptOrdinals},
	{pattern(`^(?: ` + noteSubject + `)?(?: (?:meets?|is held|held))? (?:on )?(?:(?:every|each) other|alternate|alternating) (?:D|week)(?: only)? $`), alternating},
	{pattern(`^ ` + noteSubject + ` (?:meets?|is held) (?:biweekly|bi - weekly|fortnightly|monthly|once a month|twice a month|quarterly|every (?:two|2) week|one D (?:a|of the|per) month) $`), alternating},
	{pattern(`^(?: ` + noteSubject + `)?(?: (?:is|are|will be))? (?:no meeting|not meeting|closed|no group)(?: [-:])?(?: on| from| between)? (\$)(?: (?:through|-|until) (\$))? $`), exceptDates},
	{pattern(`^(?: there (?:is|are|will be))? (?:no meeting|not meeting|does not meet) (S) $`), exceptMonths},
	{pattern(`^(?: ` + noteSubject + `)?(?: (?:is|are|will be))? (?:no meeting|not meeting|closed) until (\$) $`), from},
	{pattern(`^(?: ` + noteSubject + `)?(?: (?:meets?|held|open|runs))?( only)?(?: from)? (%\d+(?: \.)?(?: ,)? (?:-|through|until) %\d+(?: \.)?)(?: only)?(?: , weather permitting| weather permitting)? $`), noteMonths},
	{pattern(`^(?: ` + noteSubject + `)? (?:#1 meeting|starts|starting|start|begins|beginning|resumes|returns|resumes meeting|resume)(?: will be held| is)?(?: on)?(?: D ,?)? ?(\$) $`), from},
}

// noteSubject is what a sentence must speak of to be about the meeting itself.
const noteSubject = `(?:this|the|our|we|it|all)?(?: ?(?:meeting|group))?(?: group| meeting)?`
