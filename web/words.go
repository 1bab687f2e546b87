package web

import "openchair/meeting"

// phrases are the pages' own words in one language; how times, places and
// freshness are said lives in meeting. One table per language.
type phrases struct {
	Lang string // BCP 47, for <html lang> and what is stored for letters
	Own  string // the language's name for itself
	Here string // "this page in English", said in that language

	Skip, Promise, OpenData, Home                  string
	TongueName                                     string // names the switch of languages
	NavName                                        string // names the list of chapters
	NavNow, NavFind, NavPrograms, NavMy, NavStatus string

	// The find page.
	FindTitle, Lead, Search, Words, WordsHint, Program, AnyProgram, Day, AnyDay, Show, Filters string
	Soonest, FromStart, More, WithinHour, NoSetTime                                            string
	Choose, Chosen, Join, ItsPage                                                              string
	AlsoChosen, YourChoice, ChosenSuffix, Discreet, MakeCalendar, AddToCalendar                string
	AddTitle, AddLead                                                                          string
	NoneKnown, NoneKnownAdvice, NoneFitsAdvice, Loosen                                         string
	LettersOff, KeyAway, CalendarsWork                                                         string

	Find findPhrases
	Site sitePhrases

	// The calendar's own page.
	MyTitle, KeepTitle, Keep, AddressTitle, AddressHow, AddressWho, OpenWebcal, Download string
	TwoWeeks, NothingAhead, Remove, ChooseMore, OtherMeetings, NoLonger, Unsure          string
	LettersTitle, LettersHow, LettersSmall, Email, LeadTitle, AskLetters, Asked          string
	CalendarKept                                                                         string

	// Why something could not be done.
	ChooseOne, ChooseFewer, UnknownMeetings, NotChosen, GoBack, BadAddress, BadLeads string

	// Whole pages of one thought.
	AskConfirm, Confirmed, AskStop, Stopped                                             notice
	LinkWaits, NotAsked                                                                 notice // letters are off
	NoPage, NoMethod, NoMeeting, NoCalendar, NoLink, BadForm, Foreign, TooOften, Broken notice

	// Sentences with numbers in them.
	Meetings   func(n int) string
	MyMeetings func(n int) string
	MoreAhead  func(n int) string
	Lists      func(programs, sources int) string
	// Before says a lead time: "1 hour".
	Before func(minutes int) string
	// How says how a meeting is attended, after its place where one is shown.
	How    func(a meeting.Attendance, provider, phone string, place, link bool) string
	Looser looserPhrases

	// What a person chooses by, by program tag; tags not named here are shown as they are.
	Tags map[string]string
	// Languages by BCP 47 code, in this language.
	Languages map[string]string
}

// looserPhrases say what there would be with one filter less.
type looserPhrases struct {
	Text, Program, Day, Attendance, Tags func(n int) string
	Elsewhere, All                       string
}
