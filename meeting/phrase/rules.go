package phrase

// rule reads one kind of phrase: a pattern over canonical text, and what to
// make of a match. at holds submatch offsets into the canonical text.
type rule struct {
	pattern *expr
	apply   func(r *reading, c *canonical, at []int) verdict
}

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
	holidayWords = pattern(`(?: (?:no|not|except|unless|closed|even|including))(?: (?:meeting|on|an|los|les|jours|dias|nos|op|a|it's|is|for|in|during|the|all|and|most|many|some|statutory|stat|federal|major|public|school|bank|legal|national))* holidays? `)
	switchWords  = pattern(` (?:meeting )?(?:time )?(?:is |will be |will )?(?:switch|switches|switching|change|changes|changing|move|moves|moving) (?:through|at) ~(?: [a-z]+){0,2} (?:on|starting|beginning|effective|as of) (\$\??) `)
)

// nameRules in order: what says that a meeting is not held comes before what
// says when it is.
var nameRules = []rule{
	{holidayWords, holidays},
	{switchWords, switched},
	{pattern(` (?:no meeting|not meeting|closed|on hiatus|on hold|on break|paused|cancelled|suspended)(?: [a-z]+){0,2} until (?:after )?([^ ]+) `), from},
	{pattern(` (?:no meeting|not meeting|not meet|no|not|except|skipping|closed|cancelled)(?: [a-z]+){0,3}(?: [-:])?(?: on| from| between)? (\$\??)(?: (?:through|-|until|&) (\$\??))?`), exceptDates},
	{pattern(` (?:no meeting|not meeting|closed|cancelled)(?: on)? \d+ & \d+ `), doubtful}, // 12/25
	{pattern(occasional), notHeld},
	{pattern(namedHoliday), holidays},
	{pattern(` (?:no meeting|not meeting|except|does not meet|closed (?:in|for|during))(?: [a-z]+)? (S) `), exceptMonths},
	{pattern(` (?:no meeting|no|not meeting|except|but not|not)(?: for| on)?(?: the)? (O)(?: (D))?` + `(?:` + ofMonth + `)?(?: (S))? `), exceptOrdinals},
	{pattern(` (?:#[1-5]|next)(?: -)? (?:through|-)(?: -)? (?:the )?#L `), doubtful},
	{pattern(` penultimate D `), doubtful},
	{pattern(` (?:O) D (?:of|in) (?:(?:the|a|each|every) (?:quarter|year|other month|#2 month)|(?:odd|even|alternate|alternating) month) `), doubtful},
	{pattern(` (?:odd|even)(?: -)?(?: numbered)? (?:D|week|month) `), alternating},
	{pattern(` week \d(?:(?: ,)?(?: &| or| ,) \d)+ `), doubtful},
	{pattern(` week \d only `), doubtful},
	{pattern(` (?:every|each) (?:other|#2) (?:D|week|month) `), everySecond},
	{pattern(` (?:alternate|alternating) (?:D|week) `), alternating},
	{pattern(` (?:biweekly|bi - weekly|fortnightly|bi - monthly|bimonthly|quarterly|every [2-9] week|every (?:two|three|four|six) week|every fortnight) `), alternating},
	{pattern(` (?:once|twice|one D|one day|one time|\d times?|\d D)(?: -)? (?:a|per|each|of the|every)(?: -)? (?:month|year) `), alternating},
	{pattern(` (O) (D)(?: \.)?(?: & (O) (D)(?: \.)?)?(` + ofMonth + `)?(?: (only) )?`), ordinals},
	{pattern(` (O) week(` + ofMonth + `)?(?: (only) )?`), weeksOfMonth},
	{pattern(` (O)(?: D)? only `), weeksOfMonth},
	{pattern(` (?:[(\[] O|#[1-5L](?:(?: ,)?(?: &| or| ,) #[1-5L])+)(?: weeks?)? (?:(?:on |via )?zoom|online|virtual|in(?: -)? person|hybrid)(?: [)\]])? `), doubtful}, // other weeks, held another way
	{pattern(resumesSome), notHeld},
	{pattern(` monthly ([^ ]+) `), monthly},
	{pattern(` only (S) `), onlyMonths},
	{pattern(` (%\d+(?: \.)?(?:(?: ,)?(?: &| ,| -| through) %\d+(?: \.)?)+)( only)? `), onlyMonths},
	{pattern(` (?:#1 meeting|starts|starting|start|begins|beginning|begin|resumes|returns|resume)(?: meeting| back)?(?: [-:])?(?: on| is| will be)?(?: D ,?)? ?(\$\??) `), from},
	{pattern(` until (\$\??) `), until},
	{pattern(lastMeeting), until},
	{pattern(` (?:ends|ending)(?: on)?(?: D ,?)? (\$\??) `), until},
	{pattern(suspendedWord), conditional},
}

const (
	// occasional is a meeting that is left out once.
	occasional = ` (?:no meeting|not meeting|cancelled|closed) (?:this|next) (?:week|month|D) `
	// namedHoliday is a holiday by its name, on which a meeting is not held.
	namedHoliday = ` (?:no meeting|not meeting|cancelled|closed)(?: (?:on|for|over|during|the|day|week|of|before|after|both|either))* ` + feasts + `(?: (?:day|eve|week|weekend))?(?:(?: ,)?(?: &| or| ,) ` + feasts + `(?: (?:day|eve))?)* `
	feasts       = `(?:christmas|xmas|thanksgiving|easter|(?:the )?new year(?:'s|s)?|memorial day|labor day|labour day|independence day|canada day|good friday)`
	// resumesSome is a pause whose last day is not given.
	resumesSome = ` (?:resumes|returns|reopens) (?:in|after)(?: the)? (?:%\d+|spring|summer|autumn|fall|winter|holidays?|` + feasts + `) `
	// suspendedWord speaks of not meeting, under whatever condition.
	suspendedWord = ` (?:cancelled|suspended|postponed|not meeting|on hiatus|on hold) `
)

// lastMeeting tells the day after which a meeting is no more.
const lastMeeting = ` (?:#L|final) meeting(?: (?:is|will be|on|D|,|-|:))* (\$\??) `

// noteRules match whole sentences only.
var noteRules = []rule{
	{holidayWords, holidays},
	{switchWords, switched},
	{pattern(`^ (?:starting|beginning|effective|as of)(?: on)?(?: D)?(?: ,)? (\$\??)(?: ,)?(?: (?:this|the|our|we|will|meeting|group|time))* (?:moves|moving|move|changes|changing|change|switches|switch|meets?|starts?|begins?|is|be)(?: (?:through|at|back))* ~ $`), switched},
	{pattern(lastMeeting), until},
	{pattern(noteStart + `(?: only)? (?:meets?|meeting|meeting occurs|is held|held|occurs|takes place)(?: only)?(?: on)?(?: every| each)?(?: the)? (O) (D)(?: & (O) (D))?(` + ofMonth + `)?( only)?(?: at ~.*)? $`), ordinals},
	{pattern(`^ (?:only )?(O) (D)(` + ofMonth + `)? only $`), plainOrdinals},
	{pattern(`^(?: there (?:is|are|will be))? (?:no meeting|not meeting|does not meet|no group)(?: on)?(?: the)? (O)(?: (D))?(?:` + ofMonth + `)? $`), exceptOrdinals},
	{pattern(noteStart + `(?: (?:meets?|meeting|is held|held))? (?:every|each) D(?: ,)? (?:except|but not)(?: for)?(?: on)?(?: the)? (O)(?: (D))?(?:` + ofMonth + `)? $`), exceptOrdinals},
	{pattern(noteStart + `(?: (?:meets?|is held|held))? (?:on )?(?:(?:every|each) (?:other|#2)|alternate|alternating) (?:D|week)(?: only)? $`), alternating},
	{pattern(noteStart + `(?: only)? (?:meets?|is held)(?: only)? (?:biweekly|bi - weekly|fortnightly|monthly|once (?:a|per|each) month|twice (?:a|per|each) month|quarterly|every (?:two|2) week|one D (?:a|of the|per) month) $`), alternating},
	{pattern(`^(?: (?:this is )?an?)? (?:biweekly|bi - weekly|fortnightly|monthly|quarterly|once - a - month) meeting $`), alternating},
	{pattern(`^ monthly meeting(?: [,:-])?(?: on)?(?: the)? (O) (D)(` + ofMonth + `)? $`), plainOrdinals},
	{pattern(noteStart + ` (?:no meeting|not meeting|closed|cancelled)(?: on)? \d+ & \d+ $`), doubtful},
	{pattern(noteStart + occasional), notHeld},
	{pattern(noteStart + resumesSome), notHeld},
	{pattern(noteStart + namedHoliday), holidays},
	{pattern(noteStart + `(?: (?:is|are|currently|temporarily))* closed (?:due|because) `), notHeld},
	{pattern(noteStart + `(?: (?:is|are|will be))? (?:no meeting|not meeting|closed|no group)(?: [-:])?(?: on| from| between)? (\$\??)(?: (?:through|-|until) (\$\??))? $`), exceptDates},
	{pattern(`^(?: there (?:is|are|will be))? (?:no meeting|not meeting|does not meet|closed)(?: (?:in|for|during))? (S) $`), exceptMonths},
	{pattern(noteStart + `(?: (?:is|are|will be))? (?:no meeting|not meeting|closed) until (\$) $`), from},
	{pattern(noteStart + `(?: (?:meets?|held|open|runs))?( only)?(?: (?:every|each) D(?: ,)?)?(?: from)? (%\d+(?: \.)?(?: ,)? (?:-|through|until) %\d+(?: \.)?)(?: only)?(?: , weather permitting| weather permitting)? $`), noteMonths},
	{pattern(noteStart + ` (?:#1 meeting|starts|starting|start|begins|beginning|resumes|returns|resumes meeting|resume)(?: will be held| is)?(?: on)?(?: D ,?)? ?(\$) $`), from},
}

// noteAlone is a sentence that is a meeting's whole note: with the month said
// it can be read, without it may speak of anything.
var noteAlone = []rule{
	{pattern(`^(?: [(\[])?(?: the)? (O) (D)(` + ofMonth + `)(?: [)\]])? $`), plainOrdinals},
	{pattern(`^(?: [(\[])?(?: the| every| each)? (O) (D)(?: & O D)?(?:` + ofMonth + `)?(?: [)\]])? $`), doubtful},
	{pattern(`^ except(?: for)?(?: on)?(?: the)? (O)(?: D)?(?:` + ofMonth + `)? $`), doubtful},
}

// noteLimits are words that limit a meeting whichever way they are put: where
// no rule could read the sentence, it leaves doubt.
var noteLimits = []rule{
	{pattern(` (?:O) (?:D|week)(?:` + ofMonth + `)? only `), doubtful},
	{pattern(` (?:O) (?:D|week)(?:` + ofMonth + `)?(?: only)? `), limited},
	{pattern(` (?:only S|%\d+(?: \.)?(?: ,)? (?:-|through|until) %\d+(?: \.)?)(?: only)? `), limited},
	{pattern(` (?:meets?|runs|held) (?:only )?(?:in|during|for) (?:the )?(?:months? of )?%\d+(?: $|(?: (?:&|,|-|or) %\d+)+ )`), limited},
	{pattern(` (?:group|meeting) (?:is )?closing (?:.* )?(?:\$\??|%\d+) `), doubtful},
	{pattern(suspendedWord), conditional},
}

// noteStart is the beginning of a sentence about the meeting itself: its
// subject may be left out.
const noteStart = `^(?: (?:this|the|our|we|it|all))?(?: (?:meeting|group))?(?: (?:meeting|group))?`
