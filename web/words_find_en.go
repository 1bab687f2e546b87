package web

import (
	"strconv"

	"openchair/meeting"
)

var englishFind = findPhrases{
	Near:         "Near",
	NearHint:     "town or postal code",
	UseMine:      "Where I am",
	Locating:     "Asking your device…",
	NotLocated:   "Your device did not say. Write a town instead.",
	Reach:        "Within",
	Kilometres:   "Kilometers",
	Miles:        "Miles",
	Time:         "Time of day",
	AnyTime:      "Any time",
	More:         "More choices",
	Language:     "Language",
	AnyTongue:    "Any language",
	Access:       "Wheelchair access",
	WhereYouAre:  "where you are",
	Nearest:      "nearest first",
	NearestFirst: "From near to far",
	OrNearest:    "show nearest first",
	OrSoonest:    "show soonest first",
	Map:          "Map",
	OtherPlaces:  "Another place of that name?",
	LookNear:     "Looking for a place? Meetings near",
	NothingFits:  "Nothing that fits? There are:",

	Parts:     map[string]string{"morning": "Morning", "afternoon": "Afternoon", "evening": "Evening", "night": "Night"},
	PartsSaid: map[string]string{"morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "night"},

	Far: func(r meeting.Reach) string { return number(r.N, ".") + " " + r.Unit() },
	Around: func(r meeting.Reach, place string) string {
		return "within " + number(r.N, ".") + " " + r.Unit() + " of " + place
	},
	NoPlace: func(place string) string {
		return "We don’t know where “" + place + "” is, so these are from everywhere. Try a town with its state or country, or a postal code."
	},
	Mended: func(better, asked string) string {
		return "Nothing holds “" + asked + "”. This is “" + better + "”."
	},
	MapAbout: func(n int) string {
		return "Map of " + count(n, "meeting", "meetings") + " on this page. Each is in the list below by its number."
	},
	InUse: func(n int) string { return count(n, "in use", "in use") },
	None:  englishNothing,

	Within: func(n int, r meeting.Reach) string {
		return thereAre(n) + "within " + number(r.N, ".") + " " + r.Unit()
	},
	AllWithin:     func(r meeting.Reach) string { return "all within " + number(r.N, ".") + " " + r.Unit() },
	SomeOnline:    "some online, from anywhere",
	AnyHour:       func(n int) string { return thereAre(n) + "at any time of day" },
	AnyDayAnyHour: func(n int) string { return thereAre(n) + "on any day, at any time" },
	AnyType:       func(n int) string { return thereAre(n) + "of any kind" },
	AnyAccess:     func(n int) string { return thereAre(n) + "if steps are no hindrance" },
	AnyLanguage:   func(n int) string { return thereAre(n) + "in any language" },
}

// number writes up to one digit after the mark, where it isn't whole.
func number(n float64, mark string) string {
	s := strconv.FormatFloat(n, 'f', -1, 64)
	for i := range len(s) {
		if s[i] == '.' {
			return s[:i] + mark + s[i+1:]
		}
	}
	return s
}

// englishNothing says "No SMART meetings within 5 km on Tuesday evening".
func englishNothing(n notFound) string {
	out := "No meetings"
	if n.Program != "" {
		out = "No " + n.Program + " meetings"
	}
	if n.Within != "" {
		out += " within " + n.Within
	}
	switch {
	case n.Day != "":
		out += " on " + n.Day
		if n.Part != "" {
			out += " " + n.Part
		}
	case n.Part == "night":
		out += " at night"
	case n.Part != "":
		out += " in the " + n.Part
	}
	if n.Clock != "" {
		out += " at " + n.Clock
	}
	if n.Text != "" {
		out += " with “" + n.Text + "”"
	}
	if n.More {
		out += " of the kind you ticked"
	}
	return out
}
