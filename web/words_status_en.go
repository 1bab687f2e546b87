package web

import (
	"fmt"
	"time"

	"openchair/meeting"
)

var englishStatus = statusWords{
	Title: "How fresh the lists are", Lead: "Each list is read on a schedule. What looks wrong is held back, and the last good list stays.",
	NeedLook: "These need a look", Well: "Read as they should be", Switched: "Switched off", Off: "Off", Never: "never",
	LastGood: "Last read well", LastTry: "Last try", NextRun: "Next", CourseHint: "The last 30 runs, oldest first: high bars list many meetings, hollow ones were not good.",
	LastChange: "Last change", AsData: "The same as data",
	Program: "Program", Address: "Address", Permission: "Permission", CheckedBy: "Checked by a person", Runs: "Runs", Changes: "What changed",
	NoChanges: "Nothing has changed since the list was first read.", Follow: "Follow the changes in a feed reader", ItsMeetings: "Its meetings",
	Waits: "A run waits for a decision.", Look: "Look at it",
	RunTitle: "Run %d", Answer: "Answer", Pages: "Pages", Took: "Took", AskedUntil: "Asked to be left alone until",
	FillTitle: "What its listings carry", FillTime: "A day and a time", FillPlace: "A place", FillPoint: "Coordinates", FillJoin: "A way to join",
	FirstBytes: "What stood there instead", RefusedTitle: "Not taken", RefusedWhy: "Why", MoreRefused: "and %d more",
	WaitsTitle: "This waits for you", WaitsWords: "Look at the list itself first. Accepted, it counts as read, and meetings that are missing from it are retired after three more runs and three days. Rejected, nothing changes.",
	Accept: "It is right: accept", Reject: "It is wrong: reject", Note: "Note", NoteHint: "what you saw, without names",
	SignInToDecide: "Volunteers can decide after signing in.", Me: "Signed in as",
	HistoryTitle: "History", Clocks: "Who says so", ClockUpdated: "Updated at the source", ClockConfirmed: "Last on its list", ClockChanged: "Last changed",
	ClockVerified: "Last confirmed by a person", Verify: "I have confirmed this meeting", VerifyWords: "Confirm it only if you called, went or asked.",
	ReportsTitle: "What visitors said", NoReports: "Nobody has said that something is wrong.", Done: "Closed by", Close: "Done", WrongHere: "Something is wrong here",
	DeskTitle: "Volunteers", DeskLead: "For those who look after the lists. The operator gives out keys.", Key: "Your key", SignIn: "Sign in", SignOut: "Sign out",
	WrongKey: "No volunteer has this key. Nothing was changed.", SignInFirst: "Sign in first: your session may have ended. Nothing was changed.",
	NothingWaits: "Nothing waits for you.", WaitingTitle: "Runs that wait", DeedsTitle: "What volunteers did", NoDeeds: "Nobody has decided anything yet.",
	ReportTitle: "Something is wrong with this meeting", ReportLead: "A volunteer looks at it. Please give no names, telephones or e-mail addresses: they are taken out.",
	WhatIsWrong: "What is wrong", YourWords: "What you know", YourWordsHint: "The door was locked on Tuesday.", Send: "Tell the volunteers", SayWhat: "Say what is wrong.",
	Was: "was", Is: "is", WitnessTitle: "Also on these lists", OtherTime: "gives another time", AskFirst: "Another list gives another time. Ask before you go.",

	Settled: notice{Title: "This is settled already", Words: []string{"Somebody decided before you, or a later run took its place. Nothing was changed."}},
	BeingRead: notice{Title: "This list is being read at this moment",
		Words: []string{"Nothing was changed. Try again when that run has ended."}},
	Thanks: notice{Title: "Thank you", Words: []string{"A volunteer will look at it. Until then the meeting stays as its list has it: call before you go."}},

	Summary: func(well, trouble int) string {
		if trouble == 0 {
			return count(well, "list reads", "lists read") + " well."
		}
		return fmt.Sprintf("%s a look. %s well.", count(trouble, "list needs", "lists need"), count(well, "list reads", "lists read"))
	},
	Counts: func(c meeting.Counts) []string {
		return countWords([]counted{
			{c.Listed, "listed", "listed"}, {c.New, "new", "new"}, {c.Changed, "changed", "changed"}, {c.Renamed, "under a new key", "under new keys"},
			{c.Missed, "missing", "missing"}, {c.Retired, "retired", "retired"}, {c.Refused, "not taken", "not taken"},
		})
	},
	Ago: func(d time.Duration) string {
		if d < time.Minute {
			return "just now"
		}
		return englishSpan(d) + " ago"
	},
	In: func(d time.Duration) string {
		if d < time.Minute {
			return "now"
		}
		return "in " + englishSpan(d)
	},

	Classes: map[meeting.Class]string{
		meeting.Running: "being read", meeting.OK: "read", meeting.Unchanged: "unchanged", meeting.DeclaredEmpty: "has no meetings, as it says",
		meeting.Empty: "held back: empty", meeting.Shrunk: "held back: far shorter than usual", meeting.Drifted: "held back: cut short or of another shape",
		meeting.Blocked: "held back: closed to us", meeting.Gone: "gone", meeting.Unreachable: "not reached", meeting.RobotsDenied: "robots.txt says no", meeting.NotUnderstood: "not understood",
	},
	Sentences: map[meeting.Class]string{
		meeting.Running: "The list is being read.", meeting.OK: "The list was read.", meeting.Unchanged: "The list is as it was.",
		meeting.DeclaredEmpty: "The list says that it has no meetings.",
		meeting.Empty:         "The list has the right shape but no meetings. What was known stays.",
		meeting.Shrunk:        "The list holds far fewer meetings than usual. What was known stays until a volunteer looks.",
		meeting.Drifted:       "The list is cut short or has another shape. What was known stays until a volunteer looks.",
		meeting.Blocked:       "The site did not let us read its list. What was known stays. It is tried again.",
		meeting.Gone:          "Nothing stands at the list’s address any more. What was known stays.",
		meeting.Unreachable:   "The site could not be reached. What was known stays. It is tried again.",
		meeting.RobotsDenied:  "The site asks programs not to read this. It was not read. What was known stays.",
		meeting.NotUnderstood: "What stands there could not be read as a list. What was known stays.",
	},
	Interrupted: "The run was interrupted, and says nothing of this list. What was known stays.",
	Licences:    map[string]string{"ask first": "ask first"},
	Recorded:    "What was recorded",
	Troubles:    map[meeting.Trouble]string{meeting.Waits: "waits for a decision", meeting.Refuses: "can’t be read"},
	Punctualities: map[meeting.Punctuality]string{
		meeting.OnTime: "on time", meeting.Late: "late", meeting.Stale: "stale", meeting.Unreliable: "don’t rely on this", meeting.Unread: "never read",
	},
	Kinds: map[meeting.ChangeKind]string{
		meeting.Added: "first listed", meeting.Edited: "changed", meeting.Retired: "no longer listed", meeting.Revived: "listed again", meeting.Reread: "read anew", meeting.Rekeyed: "new key",
	},
	Faults: map[meeting.ReportKind]string{
		meeting.NotHeld: "It is not held", meeting.WrongTime: "The time is wrong", meeting.WrongPlace: "The place is wrong",
		meeting.WrongLink: "The link does not work", meeting.OtherFault: "Something else",
	},
	Signs: map[meeting.MergeSign]string{meeting.SameLink: "the same link or dial-in", meeting.SameDoor: "the same door and a like name"},
	Deeds: map[meeting.DeedKind]string{
		meeting.Accepted: "accepted run", meeting.Rejected: "rejected run", meeting.Vouched: "confirmed meeting", meeting.Closed: "closed a report on",
	},
	Fields: map[string]string{
		"schedule": "When", "place": "Place", "online": "How to join",
		"name": "Name", "group": "Group", "attendance": "How to attend", "schedule.start": "Start", "schedule.duration_minutes": "Minutes",
		"schedule.rrule": "Days", "schedule.zone": "Zone", "schedule.text": "In its words", "schedule.confirmed": "Times certain",
		"place.name": "Place", "place.address": "Address", "online.url": "Link", "online.phone": "Dial-in", "notes": "Notes", "types": "Kind",
		"languages": "Languages", "url": "Page", "closed": "Closed", "source_key": "Key",
	},
}

type counted struct {
	n         int
	one, many string
}

// countWords leaves out what is none.
func countWords(all []counted) (words []string) {
	for _, c := range all {
		if c.n > 0 {
			word := c.many
			if c.n == 1 {
				word = c.one
			}
			words = append(words, fmt.Sprintf("%d %s", c.n, word))
		}
	}
	return words
}

// englishSpan says a stretch of time by its largest unit: "3 hours".
func englishSpan(d time.Duration) string {
	switch {
	case d < time.Hour:
		return count(int(d/time.Minute), "minute", "minutes")
	case d < 48*time.Hour:
		return count(int(d/time.Hour), "hour", "hours")
	}
	return count(int(d/(24*time.Hour)), "day", "days")
}
