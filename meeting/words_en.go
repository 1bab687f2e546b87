package meeting

import "strconv"

// english is plain: times as people say them, zones by their city.
var english = Words{
	Lang: "en",

	weekday:  [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	weekdays: [7]string{"Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"},
	month: [13]string{"", "January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"},

	and: " and ",
	or:  " or ",
	to:  " to ",

	clock:    englishClock,
	longFrom: "from %s",

	cityTime: "%s time",
	zoneFrom: map[ZoneFrom]string{
		ZoneFromPoint:  "%s, taken from the map",
		ZoneFromSource: "%s, taken from its list",
	},
	aheadOfUTC: "%d hours ahead of UTC",
	behindUTC:  "%d hours behind UTC",
	zoneNames: map[string]string{
		"UTC": "UTC", "Etc/UTC": "UTC", "Etc/UCT": "UTC", "Etc/Universal": "UTC", "Etc/Zulu": "UTC",
		"UCT": "UTC", "Universal": "UTC", "Zulu": "UTC", "GMT": "UTC", "Etc/GMT": "UTC", "GMT0": "UTC", "GMT+0": "UTC",
		"GMT-0": "UTC", "Etc/GMT0": "UTC", "Etc/GMT+0": "UTC", "Etc/GMT-0": "UTC", "Greenwich": "UTC", "Etc/Greenwich": "UTC",
		"EST": "Eastern standard time", "MST": "Mountain standard time", "HST": "Hawaii time",
		"EST5EDT": "Eastern time", "CST6CDT": "Central time", "MST7MDT": "Mountain time", "PST8PDT": "Pacific time",
		"WET": "Western European time", "CET": "Central European time", "MET": "Central European time", "EET": "Eastern European time",
		"GB": "London time", "GB-Eire": "London time", "Eire": "Dublin time", "NZ": "Auckland time", "NZ-CHAT": "Chatham time",
		"PRC": "Shanghai time", "ROC": "Taipei time", "ROK": "Seoul time", "W-SU": "Moscow time",
		"US/East-Indiana": "Indiana time", "US/Indiana-Starke": "Indiana time", "America/North_Dakota/Center": "North Dakota time",
	},

	everyDay:    "every day",
	otherWeek:   "every other %s",
	otherWeeks:  "every other week on %s",
	nthWeeks:    "every %d weeks on %s",
	ofMonth:     "%s %s of the month",
	ofMonths:    "%s %s",
	exceptNth:   "%s except the %s of the month",
	ofEachDay:   "the %s of each day of the week",
	ordinal:     englishOrdinal,
	inMonths:    ", in %s",
	notInMonths: ", not in %s",
	until:       ", until %s",
	when:        "%s %s",
	from:        ", from %s",
	notOn:       ", not on %s",
	notBetween:  ", not from %s to %s",
	moved:       ", %s moved to %s %s",
	remark:      " (%s)",
	dateYear:    "%d %s %d",
	dayMonth:    "%s %d %s",
	more:        "%d more dates",
	appointment: "by appointment",
	doubt:       "%s (not confirmed)",
	misplaced:   "%s, but the list's time zone does not fit this place",

	attendance: map[Attendance]string{
		InPerson: "In person", Online: "Online", Hybrid: "In person and online", Inactive: "Not meeting for now",
	},
	types: englishTypes,

	titleOf:    "%s: %s",
	meetingOf:  "%s meeting",
	dayGroup:   "%s group",
	weekGroup:  "Weekly group",
	monthGroup: "Monthly group",
	group:      "Group",

	now: "now",
	inMinutes: func(n int) string {
		if n == 1 {
			return "in 1 minute"
		}
		return "in " + strconv.Itoa(n) + " minutes"
	},

	fresh: freshWords{
		whose:           "%s's list",
		whoseS:          "%s' list",
		anyone:          "its list",
		today:           "on %s today",
		morning:         "on %s this morning",
		afternoon:       "on %s this afternoon",
		tonight:         "on %s this evening",
		yesterday:       "on %s yesterday",
		onDay:           "on %s on %s",
		stale:           "not confirmed for %d days: call before you go",
		never:           "not confirmed: call before you go",
		retired:         "no longer on %s: call before you go",
		person:          "confirmed by a person today",
		personYesterday: "confirmed by a person yesterday",
		personOn:        "confirmed by a person on %s",
		holiday:         "check: holiday",
		morningsBegin:   NewClock(4, 0),
		noonFrom:        NewClock(12, 0),
		tonightFrom:     NewClock(18, 0),
	},
}

func englishClock(c Clock) (digits, half string) {
	switch {
	case c == 0:
		return "midnight", ""
	case c == NewClock(12, 0):
		return "12:00", "noon"
	}
	half = "am"
	if c.Hour() >= 12 {
		half = "pm"
	}
	hour := (c.Hour()+11)%12 + 1
	return strconv.Itoa(hour) + c.String()[2:], half
}

var englishOrdinals = [...]string{"", "1st", "2nd", "3rd", "4th", "5th"}

func englishOrdinal(n int) string {
	switch {
	case n == -1:
		return "last"
	case n < 0:
		return englishOrdinals[-n] + " to last"
	}
	return englishOrdinals[n]
}
