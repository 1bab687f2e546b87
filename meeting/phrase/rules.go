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
	{pattern(` (?:no meeting|not meeting|closed|cancelled)(?: on)? \d+ & \d+ `), doubtful}, // 12/25
	{pattern(` (?:no meeting|not meeting|except|does not meet|closed (?:in|for|during))(?: [a-z]+)? (S) `), exceptMonths},
	{pattern(` (?:no meeting|no|not meeting|except|but not|not)(?: for| on)?(?: the)? (O)(?: (D))?` + `(?:` + ofMonth + `)? `), exceptOrdinals},
	{pattern(` #[1-5](?: -)? (?:through|-)(?: -)? (?:the )?#L `), doubtful},
	{pattern(` (?:O) D of (?:the|each|every) (?:quarter|year) `), doubtful},
	{pattern(` (?:every|each) (?:other|#2) (?:D|week|month) `), everySecond},
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
	{pattern(lastMeeting), until},
	{pattern(` (?:ends|ending)(?: on)?(?: D ,?)? (\$\??) `), until},
}

// lastMeeting tells the day after which a meeting is no more.
const lastMeeting = ` (?:#L|final) meeting(?: (?:is|will be|on|D|,|-|:))* (\$\??) `

// noteRules match whole sentences only.
var noteRules = []rule{
	{holidayWords, holidays},
	{switchWords, switched},
	{pattern(lastMeeting), until},
	{pattern(noteStart + `(?: only)? (?:meets?|meeting|meeting occurs|is held|held|occurs|takes place)(?: only)?(?: on)?(?: the)? (O) (D)(?: & (O) (D))?(` + ofMonth + `)?( only)?(?: at ~.*)? $`), ordinals},
	{pattern(`^ (?:only )?(O) (D)(` + ofMonth + `)? only $`), plainOrdinals},
	{pattern(`^(?: there (?:is|are|will be))? (?:no meeting|not meeting|does not meet|no group)(?: on)?(?: the)? (O)(?: (D))?(?:` + ofMonth + `)? $`), exceptOrdinals},
	{pattern(noteStart + `(?: (?:meets?|meeting|is held|held))? (?:every|each) D(?: ,)? (?:except|but not)(?: for)?(?: on)?(?: the)? (O)(?: (D))?(?:` + ofMonth + `)? $`), exceptOrdinals},
	{pattern(noteStart + `(?: (?:meets?|is held|held))? (?:on )?(?:(?:every|each) other|alternate|alternating) (?:D|week)(?: only)? $`), alternating},
	{pattern(noteStart + `(?: only)? (?:meets?|is held)(?: only)? (?:biweekly|bi - weekly|fortnightly|monthly|once (?:a|per|each) month|twice (?:a|per|each) month|quarterly|every (?:two|2) week|one D (?:a|of the|per) month) $`), alternating},
	{pattern(noteStart + ` (?:no meeting|not meeting|closed|cancelled)(?: on)? \d+ & \d+ $`), doubtful},
	{pattern(noteStart + `(?: (?:is|are|will be))? (?:no meeting|not meeting|closed|no group)(?: [-:])?(?: on| from| between)? (\$\??)(?: (?:through|-|until) (\$\??))? $`), exceptDates},
	{pattern(`^(?: there (?:is|are|will be))? (?:no meeting|not meeting|does not meet|closed)(?: (?:in|for|during))? (S) $`), exceptMonths},
	{pattern(noteStart + `(?: (?:is|are|will be))? (?:no meeting|not meeting|closed) until (\$) $`), from},
	{pattern(noteStart + `(?: (?:meets?|held|open|runs))?( only)?(?: (?:every|each) D(?: ,)?)?(?: from)? (%\d+(?: \.)?(?: ,)? (?:-|through|until) %\d+(?: \.)?)(?: only)?(?: , weather permitting| weather permitting)? $`), noteMonths},
	{pattern(noteStart + ` (?:#1 meeting|starts|starting|start|begins|beginning|resumes|returns|resumes meeting|resume)(?: will be held| is)?(?: on)?(?: D ,?)? ?(\$) $`), from},
}

// noteAlone is a sentence that is a meeting's whole note: with the month said
// it can be read, without it may speak of anything.
var noteAlone = []rule{
	{pattern(`^(?: [(\[])? (O) (D)(` + ofMonth + `)(?: [)\]])? $`), plainOrdinals},
	{pattern(`^(?: [(\[])? (O) (D)(?: & O D)?(?: [)\]])? $`), doubtful},
}

// noteLimits are words that limit a meeting whichever way they are put: where
// no rule could read the sentence, it leaves doubt.
var noteLimits = []rule{
	{pattern(` (?:only|meets?|runs|held|closing)(?: [a-z]+){0,4} (O) (?:D|week)`), doubtful},
	{pattern(` (O) (?:D|week)(?:` + ofMonth + `)? only `), doubtful},
	{pattern(` (?:only|meets?|runs|held)(?: [a-z]+){0,3}(?: D)?(?: ,)?(?: from)? %\d+(?: \.)?(?: ,)? (?:-|through|until) %\d+`), doubtful},
}

// noteStart is the beginning of a sentence about the meeting itself: its
// subject may be left out.
const noteStart = `^(?: (?:this|the|our|we|it|all))?(?: (?:meeting|group))?(?: (?:meeting|group))?`
