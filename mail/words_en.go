package mail

import "golang.org/x/text/feature/plural"

var numbers = map[string][13]string{
	"en": {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"},
	"es": {"ningún", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"},
}

var english = table{
	"group":  many("other", "%[2]s group"),
	"yours":  one("Your %s"),
	"for-me": one("%s for you"),

	"clock-of-day": one("%s %s"),
	"day-too":      one("%s"), // a day after another
	"and":          one("%s and %s"),
	"holiday":      one("A public holiday: check that it is held."),

	"ahead-minutes":  many(plural.One, "in one minute", "other", "in %[2]s minutes"),
	"ahead-hours":    many(plural.One, "in one hour", "other", "in %[2]s hours"),
	"ahead-about":    many("other", "in about %[2]s hours"),
	"ahead-hm":       one("in %d h %02d min"),
	"ahead-days":     many("other", "in %[2]s days"),
	"ahead-tomorrow": one("tomorrow"),

	"join":     one("Join here"),
	"phone":    one("By telephone: %s"),
	"or-phone": one("Or by telephone: %s"),
	"map":      one("See it on a map"),
	"next":     one("The next one like it:"),

	"confirm-subject": one("Please confirm your address"),
	"confirm-new":     one("Somebody, we hope you, asked for letters at this address: a short one before each group they chose."),
	"confirm-known":   one("Somebody, we hope you, asked for a change in the letters that come to this address."),
	"confirm-open":    one("If it was you, open this page and press its button:"),
	"confirm-button":  one("Open the page"),
	"confirm-days":    one("The page works for two days from when this was asked for."),
	"confirm-not-new": one("If it was not you, do nothing. No more letters will come, and this address is forgotten after two days."),
	"confirm-not":     one("If it was not you, do nothing: your letters stay as they are."),
	"confirm-forget":  one("Forget this address now"),

	"reminder": one("Your %s is %s."),

	"change-subject-cancelled":  one("Your %s is not held"),
	"change-subject-resumed":    one("Your %s is held again"),
	"change-subject-time":       one("Your %s has a new time"),
	"change-subject-uncertain":  one("Your %s: its time is not certain"),
	"change-subject-day":        one("Your %s is not held on %s"),
	"change-subject-dates":      one("Your %s has other dates"),
	"change-subject-place":      one("Your %s has a new place"),
	"change-subject-place-gone": one("Your %s no longer names a place"),
	"change-subject-join":       one("Your %s is joined in another way"),
	"change-subject":            one("Your %s has changed"),

	"retired":       one("Your %s is no longer on its list. Do not count on it."),
	"inactive":      one("Your %s is not held for now."),
	"uncertain":     one("Your %s: when it is held is not certain any more. Call before you go."),
	"resumed":       one("Your %s is held again."),
	"new-time":      one("Your %s has a new time."),
	"not-held":      one("Your %s is not held on %s."),
	"also-held":     one("Your %s is also held on %s."),
	"new-place":     one("Your %s has a new place."),
	"place-gone":    one("Your %s no longer names a place."),
	"now-online":    one("Your %s is online now, and no longer in person."),
	"now-person":    one("Your %s is in person now, and no longer online."),
	"now-both":      one("Your %s is both in person and online now."),
	"link-new":      one("Your %s has a new link."),
	"link-gone":     one("The link to your %s is gone from its list."),
	"code-new":      one("How to join your %s has changed."),
	"code-gone":     one("The passcode of your %s is gone from its list. Look for it before it begins."),
	"phone-new":     one("Your %s has a new telephone number."),
	"phone-gone":    one("The telephone number of your %s is gone from its list."),
	"was":           one("Before: %s"),
	"is":            one("Now: %s"),
	"more-dates":    many(plural.One, "one more day", "other", "%[2]s more days"),
	"next-date":     one("The next time:"),
	"none-ahead":    one("No next time is known."),
	"doubt-lead":    many(plural.One, "No list has confirmed your %[3]s for one day. Call before you go.", "other", "No list has confirmed your %[3]s for %[2]s days. Call before you go."),
	"doubt-never":   one("No list has confirmed your %s. Call before you go."),
	"doubt-subject": one("Your %s: call before you go"),

	"overview-subject-day":  one("Your groups today"),
	"overview-subject-week": one("Your groups this week"),
	"overview-day":          many(plural.One, "You have one group today.", "other", "You have %[2]s groups today."),
	"overview-week":         many(plural.One, "You have one group in the next seven days.", "other", "You have %[2]s groups in the next seven days."),

	"overview-more": many(plural.One, "One more stands on your own page.", "other", "%[2]s more stand on your own page."),

	"goodbye-subject":  one("You will get no more letters"),
	"goodbye":          one("You will get no more letters at this address. The address itself is forgotten now; nothing else is sent to it."),
	"goodbye-calendar": one("A calendar stays as it was. To have letters again, ask for them on your own page, at the address you kept when you made it."),
	"deleted-subject":  one("All is deleted"),
	"deleted":          one("As you asked, all is deleted: the groups that were chosen, the times of letters, and this address."),
	"deleted-last":     one("Nothing of it is kept. This was the last letter."),

	"confirm-subject-here":  one("Please confirm these reminders"),
	"confirm-new-here":      one("Somebody, we hope you, asked for reminders here: a short one before each group they chose. If it was you, open this and press the button."),
	"confirm-known-here":    one("Somebody, we hope you, asked for a change in the reminders that come here. If it was you, open this and press the button."),
	"confirm-not-new-here":  one("If it was not you, do nothing. No more will come, and after two days we forget where this was sent."),
	"confirm-not-here":      one("If it was not you, do nothing: your reminders stay as they are."),
	"goodbye-subject-here":  one("You will get no more reminders"),
	"goodbye-here":          one("You will get no more reminders here. We have forgotten where they went; nothing else is sent."),
	"goodbye-calendar-here": one("A calendar stays as it was. To have reminders again, ask for them on your own page, at the address you kept when you made it."),
	"deleted-here":          one("As you asked, all is deleted: the groups that were chosen, the times of reminders, and where they went."),
	"deleted-last-here":     one("Nothing of it is kept. This was the last one."),
	"confirm-forget-here":   one("Forget it now"),
	"stop-here":             one("Stop all reminders"),
	"manage-here":           one("Change your reminders"),

	"foot":     one("You asked for this letter."),
	"manage":   one("Change your letters"),
	"stop-one": one("No more letters about this group"),
	"stop":     one("Stop all letters"),

	"test-subject": one("A test letter"),
	"test":         one("This letter shows that letters arrive. No answer is needed."),
}
