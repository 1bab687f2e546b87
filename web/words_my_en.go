package web

import (
	"fmt"
	"strconv"
)

var englishMy = myWords{
	Title:         "What your calendar shows",
	Saved:         "Your changes are kept. Your calendar program shows them when it next looks.",
	Name:          "Its name in your calendar program",
	NameHint:      "Whoever sees your screen sees this name.",
	Discretion:    "Titles",
	FullTitles:    "Full, as “AA: Tuesday Nooners”",
	NeutralTitles: "Discreet, as “Tuesday group”",
	Alarm:         "Alarm before each meeting",
	NoAlarm:       "None",
	AlarmHint:     "Google and Apple leave out alarms of subscribed calendars. Others keep them.",
	Language:      "Language",
	Past:          "Keep past dates",
	PastHint:      "Only dates that are held once grow old; a weekly meeting stays whole.",
	Cancelled:     "Show a cancelled date as cancelled, not at all otherwise",
	Save:          "Keep these settings",

	TitlesLink:  "Give meetings titles of your own",
	TitlesTitle: "Titles of your own",
	TitlesLead:  "A meeting with a title of your own shows that title and its time, place and way to join. Nothing else is told of it. Leave it empty for the usual title.",
	TitleOf:     "Title for",
	More:        "Show the others",
	Back:        "Back to my calendar",

	SearchesTitle: "Searches it follows",
	SearchesLead:  "What a search finds is in your calendar, today and when the lists change.",
	DropSearch:    "Stop following",
	AnyMeeting:    "Any meeting",
	Follow:        "Follow this search",
	FollowHow:     "Puts all it finds into a calendar, now and when the lists change.",

	OpenGoogle:  "Open in Google Calendar",
	OpenOutlook: "Open in Outlook",
	OpenApple:   "Open in Apple Calendar",
	QRTitle:     "For another device",
	QRHint:      "Point its camera here. Whoever takes a picture of this can read the calendar.",

	PanicTitle:   "Empty it now",
	PanicLead:    "Your calendar is published empty at once, without its name, so that entries leave every phone that reads it when that phone next looks: most within hours, Google within a day. Letters pause. What you chose is kept here, and you can turn it on again.",
	PanicOn:      "Empty my calendar",
	PanicNow:     "Your calendar is published empty, and letters pause. What you chose is kept.",
	PanicOff:     "Show my meetings again",
	RotateTitle:  "New addresses",
	RotateLead:   "If someone has an address who should not, get two new ones. The old page stops at once. The old calendar is empty and says for 30 days that it has moved, but not where.",
	Rotate:       "Get new addresses",
	RotatedTitle: "These are your new addresses.",
	Rotated:      "The old ones no longer work. Keep this page’s address, and open the calendar anew in your calendar program.",
	DeleteTitle:  "Delete everything",
	DeleteLead:   "Calendar, choice, letters and e-mail addresses are deleted for good. We can’t bring them back. A calendar that nobody opens for a year, and of which no letters are sent, is deleted too.",
	Sure:         "Yes, delete all of it",
	Delete:       "Delete my calendar",
	DownloadAll:  "Download all that is kept here",

	NoDiscretion:    "There is no such discretion.",
	NoLanguage:      "Calendars are not written in this language.",
	BadAlarm:        "An alarm is 0 to %d minutes before the start; 0 is none.",
	BadPastDays:     "Past dates are kept for 0 to %d days.",
	TooManySearches: "A calendar follows up to %d searches.",
	UnknownValue:    "Something in this search is not known here.",
	SearchTooLong:   "This search is too long. Use fewer words or values.",
	BadNear:         "near needs lat from -90 to 90, lon from -180 to 180 and km above 0 and up to 500.",
	SearchEmpty:     "This search would find every meeting. Choose a program, a day, a place or a word.",

	NotSure: notice{Title: "Nothing was deleted",
		Words: []string{"Tick the box first, so that nothing is deleted by mistake. Go back one page."}},
	Deleted: notice{Title: "Everything is deleted",
		Words: []string{"The calendar, your choice and all addresses are gone from here. Your calendar program shows an error when it next looks: remove the calendar there."}},
	Moved: notice{Title: "This page has moved",
		Words: []string{"It was given a new address, which was shown when that was done. For safety it is not told here."}},

	LanguageNames: map[string]string{"en": "English", "es": "Español"},
	Days: func(n int) string {
		if n == 0 {
			return "Not at all"
		}
		return "For " + count(n, "day", "days")
	},
	Room: func(most int) string {
		return "A calendar holds up to " + count(most, "meeting", "meetings") + ", chosen and found together, so that every calendar program can read it."
	},
	LeftOut: func(n int) string {
		return count(n, "more meeting", "more meetings") + " found by your searches had no room. Those that came first stay. Make a search narrower to choose among them."
	},
	Within: func(km float64) string {
		return "within " + strconv.FormatFloat(km, 'f', -1, 64) + " km of the place you chose"
	},
	FromTo: func(from, to string) string {
		switch {
		case from == "":
			return "before " + to
		case to == "":
			return "from " + from
		}
		return fmt.Sprintf("from %s to %s", from, to)
	},
	AlsoOnline: "or online",
}
