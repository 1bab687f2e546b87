package phrase

import "openchair/meeting"

// seasonWords limit a meeting to a part of the year that has no first or last
// day.
var seasonWords = []rule{
	{pattern(` (?:summer|winter|spring|autumn|fall|school year)(?: months?)? only `), notHeld},
	{pattern(` only (?:in|during) (?:the )?(?:summer|winter|school year) `), notHeld},
	{pattern(` (?:closed|no meeting|not meeting) (?:for|in|during|over) (?:the )?(?:summer|winter|season|spring|autumn|fall) `), notHeld},
	{pattern(` during the school year `), notHeld},
	{pattern(` (?:term(?: -)? time|in term|during term|school term)(?: only)? `), notHeld},
	{pattern(` seasonal (?:meeting |group |only )?(?:[)\]] |$)`), notHeld},
}

// Seasonal makes a schedule uncertain that a text binds to a season, unless its
// months or its days are known: it is read after all else.
func (t *Text) Seasonal(base meeting.Schedule) meeting.Schedule {
	if !t.tells || !base.Timed() || base.Months != 0 || base.From != 0 || base.Until != 0 {
		return base
	}
	r := &reading{schedule: base}
	for _, c := range t.sentences() {
		r.read(c, seasonWords)
	}
	return r.schedule
}
