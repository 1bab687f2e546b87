package web

import (
	"fmt"

	"openchair/meeting"
)

// english is plain and calm: short words, no praise, no fear.
var english = phrases{
	Lang: "en",
	Find: englishFind,
	Own:  "English",
	Site: englishSite,
	Here: "This page in English",

	TongueName:  "Language",
	NavName:     "Chapters",
	NavNow:      "Now",
	NavFind:     "Find",
	NavPrograms: "Programs",
	NavMy:       "My calendar",
	NavStatus:   "Status",

	Skip:     "Skip to the content",
	Promise:  "No account. No cookies. No trackers.",
	OpenData: "The lists as open data",
	Home:     "Find a meeting",

	FindTitle:  "Find a meeting",
	Lead:       "Every program in one place. No account, no name. Choose meetings, and make a calendar that follows when one moves.",
	Search:     "Search",
	Words:      "Words",
	WordsHint:  "newcomers, Grace Church",
	Program:    "Program",
	AnyProgram: "Any program",
	Day:        "Day",
	AnyDay:     "Any day",
	Show:       "Show",
	Filters:    "Show only",
	Soonest:    "soonest first",
	FromStart:  "back to the soonest",
	More:       "Show later meetings",
	WithinHour: "Within the hour",
	NoSetTime:  "No set time: ask before you go",

	Choose:        "Choose",
	Chosen:        "✓ Chosen",
	Join:          "Join",
	ItsPage:       "details",
	AlsoChosen:    "Also chosen",
	YourChoice:    "Your choice",
	ChosenSuffix:  "chosen",
	Discreet:      "Discreet titles, as “Tuesday group”",
	MakeCalendar:  "Make my calendar",
	AddToCalendar: "Add to my calendar",
	AddTitle:      "Choose more meetings",
	AddLead:       "What you choose here is added to your calendar.",

	NoneKnown:       "No meetings are known yet",
	NoneKnownAdvice: "The lists are being collected. Come back in a few minutes.",
	NoneFitsAdvice:  "Try other words, or fewer.",
	Loosen:          "There are:",
	LettersOff:      "Letters are off here",
	KeyAway:         "the key that seals addresses can’t be used; the log says why",
	CalendarsWork:   "Calendars work without them.",

	MyTitle:       "My calendar",
	KeepTitle:     "Keep this page’s address.",
	Keep:          "Bookmark it or write it down: it is the only way back, and nobody can send it to you again. Whoever has it can change this calendar.",
	AddressTitle:  "Your calendar’s address",
	AddressHow:    "Open it in your calendar, or copy the address into “add calendar from URL”. It follows when a meeting moves.",
	AddressWho:    "Whoever has this address can read the calendar, but not change it.",
	OpenWebcal:    "Open in my calendar",
	Download:      "Download once",
	TwoWeeks:      "The next two weeks",
	NothingAhead:  "Nothing is due in the next two weeks.",
	Remove:        "Remove",
	ChooseMore:    "Choose more meetings",
	OtherMeetings: "Show the others",
	NoLonger:      "No longer on its list. It is not in your calendar.",
	Unsure:        "Its times are not certain. It is not in your calendar.",
	LettersTitle:  "A letter before each meeting",
	LettersHow:    "First we send one letter that asks you to confirm. Subjects name no program.",
	LettersSmall:  "The address is kept sealed and used for nothing else. Every letter has a link that stops them and deletes the address.",
	Email:         "E-mail address",
	LeadTitle:     "How long before",
	AskLetters:    "Ask for letters",
	Asked:         "A letter is on its way to that address. Letters start once its link is confirmed, within 48 hours.",
	CalendarKept:  "Your calendar works without them.",

	ChooseOne:       "Choose at least one meeting.",
	ChooseFewer:     "A calendar holds up to %d meetings; these are %d.",
	UnknownMeetings: "Some of these meetings are no longer listed.",
	NotChosen:       "No calendar was made",
	GoBack:          "Nothing was kept. Go back one page: your choice is still there.",
	BadAddress:      "This does not look like an e-mail address. Write it as name@example.org.",
	BadLeads:        "Choose 1 to %d times, each from 1 to %d minutes before the start.",

	AskConfirm: notice{Title: "Get these letters?", Button: "Yes, send me letters",
		Words: []string{"Someone, we hope you, asked for a letter before each meeting of a calendar.", "If it was not you, close this page. Nothing will be sent, and the address is deleted within 48 hours."}},
	Confirmed: notice{Title: "Letters will come",
		Words: []string{"You get a letter before each meeting of your calendar.", "Every letter has a link that stops them."}},
	AskStop: notice{Title: "Stop these letters?", Button: "Stop the letters",
		Words: []string{"No more letters come, and your address is deleted here. Your calendar stays."}},
	Stopped: notice{Title: "The letters have stopped",
		Words: []string{"Your address is deleted here. Your calendar stays. You can ask for letters again on its page."}},

	NoPage: notice{Title: "There is no such page",
		Words: []string{"The address may have lost a piece on its way. Nothing is lost here."}},
	NoMethod: notice{Title: "That can’t be done here",
		Words: []string{"This address does not take that kind of request. Nothing was changed."}},
	NoMeeting: notice{Title: "No such meeting",
		Words: []string{"No meeting is known by this id."}},
	NoCalendar: notice{Title: "There is no such calendar",
		Words: []string{"No calendar is known by this address. The address may have lost a piece on its way: compare it with the one you kept."}},
	NoLink: notice{Title: "This link no longer works",
		Words: []string{"It may have been cut short, or it is too old. A link to confirm works for 48 hours. You can ask for letters again on your calendar’s page."}},
	LinkWaits: notice{Title: "Letters are off here for now",
		Words: []string{"None is sent meanwhile. Keep this link and try it again later.", "Your calendar works without them."}},
	NotAsked: notice{Title: "Letters are off here for now",
		Words: []string{"No letter was asked for, and the address was not kept.", "Your calendar works without them."}},
	BadForm: notice{Title: "We could not read that form",
		Words: []string{"Nothing was changed. Go back one page and try again."}},
	Foreign: notice{Title: "That came from another site",
		Words: []string{"A page elsewhere sent this in your name. Nothing was changed. Open this site itself and try again."}},
	TooOften: notice{Title: "That was very often",
		Words: []string{"To keep this open for everyone, this can be done only so many times an hour. Nothing was changed. Try again in an hour."}},
	Broken: notice{Title: "Something broke on our side",
		Words: []string{"It was written down for the people who run this. What you saved is kept. Try again in a few minutes."}},

	Meetings:   func(n int) string { return count(n, "meeting", "meetings") },
	MyMeetings: func(n int) string { return count(n, "chosen meeting", "chosen meetings") },
	MoreAhead: func(n int) string {
		return "And " + count(n, "more time", "more times") + " in these two weeks: your calendar shows them all."
	},
	Lists: func(programs, sources int) string {
		return fmt.Sprintf("%s of %s.", count(sources, "list", "lists"), count(programs, "program", "programs"))
	},
	Before: englishBefore,
	How:    englishHow,
	Looser: looserPhrases{
		Text:       func(n int) string { return thereAre(n) + "without those words" },
		Program:    func(n int) string { return thereAre(n) + "in all programs" },
		Day:        func(n int) string { return thereAre(n) + "on any day" },
		Attendance: func(n int) string { return thereAre(n) + "in person or online" },
		Tags:       func(n int) string { return thereAre(n) + "of every kind" },
		Elsewhere:  "some with those words, elsewhere or at other times",
		All:        "every meeting we know of",
	},

	Tags: map[string]string{
		"abstinence":           "Abstinence",
		"attendance-verified":  "Attendance verified",
		"buddhist":             "Buddhist",
		"christian":            "Christian",
		"family":               "Family and friends",
		"higher-power":         "Higher power",
		"medication-welcome":   "Medication welcome",
		"moderation":           "Moderation",
		"peer-led":             "Peer led",
		"secular":              "Secular",
		"trained-facilitators": "Trained facilitators",
		"twelve-step":          "Twelve steps",
		"women":                "Women",
	},
	Languages: map[string]string{
		"am": "Amharic", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "cy": "Welsh",
		"da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque",
		"fa": "Persian", "fi": "Finnish", "fil": "Filipino", "fr": "French", "ga": "Irish", "gl": "Galician", "he": "Hebrew",
		"hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic",
		"it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
		"ml": "Malayalam", "mt": "Maltese", "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian",
		"pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
		"sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
		"th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
		"ase": "American Sign Language", "bfi": "British Sign Language", "sgn": "sign language",
	},
}

// count says a number with the word it counts: "1 meeting", "2,310 meetings".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped writes thousands apart, as English does.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

func thereAre(n int) string { return countedTo(n) + " " }

func englishBefore(minutes int) string {
	switch {
	case minutes%1440 == 0:
		return count(minutes/1440, "day", "days")
	case minutes%60 == 0:
		return count(minutes/60, "hour", "hours")
	}
	return count(minutes, "minute", "minutes")
}

func englishHow(a meeting.Attendance, provider, phone string, place, link bool) string {
	by := ""
	if provider != "" {
		by = " by " + provider
	}
	orPhone := ""
	if phone != "" {
		orPhone = ", or by telephone " + phone
	}
	switch {
	case a == meeting.Online && !link && phone != "":
		return "By telephone, " + phone
	case a == meeting.Online:
		return "Online" + by + orPhone
	case a == meeting.Hybrid && place:
		return ", and online" + by + orPhone
	case a == meeting.Hybrid:
		return "In person and online" + by + orPhone
	case a == meeting.Inactive && place:
		return ". Not meeting for now"
	case a == meeting.Inactive:
		return "Not meeting for now"
	case place:
		return ""
	}
	return "In person. The place is not published"
}
