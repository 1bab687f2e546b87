package web

import "openchair/meeting"

var englishSite = sitePhrases{
	NowTitle:   "Starting now",
	NowLead:    "Every program in one place. Come as you are: no account, no name.",
	NowOnline:  "Online, from anywhere",
	NowNearby:  "Near you",
	NowNext:    "Nothing starts within the hour. These come next:",
	NowNone:    "Nothing is known here yet. Try a wider search.",
	NowAll:     "Show all",
	NowBox:     "Words, a town or a postal code",
	NowBoxHint: "newcomers, or Boston",
	NowFind:    "Find",
	NowSearch:  "Search by day, program and more",
	HelpTitle:  "Someone to talk to, at any hour",
	HelpHere:   "If you are in danger, or thinking of ending your life, someone answers now:",
	HelpOther:  "Help lines by country",

	When: "When", Where: "Where and how", Kind: "What kind", Expect: "What to expect", Known: "How well it is known", Past: "What has changed",
	Next: "Next", Yours: "For you", ShowZone: "Show my time", YourZone: "Your time zone, as Europe/Madrid",
	AddFile: "Add to my calendar, once", Report: "Something is wrong here", Notes: "In the group’s words", Says: "Listed by",
	AtSource: "This meeting at its own site", ChooseIt: "Choose it for a calendar that follows", FromChange: "was", OnMap: "Open a map at " + meeting.MapHost,
	ForYou: "for you", SameClock: "Your clock says the same.", DateTag: "en-GB", Halves: "am pm",

	ProgramsTitle: "Programs, side by side",
	ProgramsLead:  "No program is ranked above another. Choose by what matters to you; many people try several.",
	ProgramsNone:  "No program has all of these. Untick one.",
	ProgramSite:   "Its own site",
	ProgramCall:   "Call",
	RowNames:      [5]string{"Way", "Aim", "For", "Led by", "Also"},
	RowNothing:    [5]string{"", "", "Anyone", "", ""},

	SourcesTitle: "The lists",
	PrivacyLink:  "Privacy",
	AboutLink:    "About",

	HowTo: prose{"My calendar", []prosePart{
		{"", []string{"A calendar of the meetings you chose. It lives in the calendar program you use already, and follows when a meeting moves or is called off."}},
		{"How it works", []string{
			"Find meetings, press “Choose” on those you want, then “Make my calendar”.",
			"You get two addresses. One is for your calendar program, to read. The other is yours alone: it opens the page where you change the calendar, ask for letters, or delete everything.",
			"Keep the second one. There is no account, so nobody can send it to you again."}},
		{"On paper and offline", []string{
			"Its page prints a week on A4 or Letter, and tells it as plain text, to be posted or read out to someone without internet.",
			"Where you ask for it, a device keeps the next two weeks readable when there is no connection."}},
		{"On a shared phone", []string{
			"Choose discreet titles: your calendar then says “Tuesday group” and names no program.",
			"“Empty it now”, on your calendar’s page, takes the entries off every phone that shows them."}},
	}},
	Privacy: prose{"Privacy", []prosePart{
		{"", []string{"This site does not know who you are, and is built not to."}},
		{"When you look", []string{"No account, no cookie, no tracker. No page asks anything of another site. Requests are counted by page, never by person, and secret addresses stand in no log."}},
		{"When you make a calendar", []string{
			"We keep which meetings it holds and how it shows them. Its two addresses are kept only as fingerprints, from which they can’t be told.",
			"A calendar that nobody asks for is deleted after a year."}},
		{"When you ask for letters", []string{
			"We keep the e-mail address sealed, with a key that is not in the database. It is used for these letters and nothing else.",
			"What was sent is forgotten seven days after the meeting. Stopping the letters deletes the address: with the letter that says so, and after a day at the latest."}},
		{"On your device", []string{"Nothing is kept on it unless you ask. If you do, it keeps the next two weeks of your calendar, until you let it forget, empty the calendar, give it new addresses or delete it."}},
		{"Deleting", []string{"Your calendar’s page has a button that deletes everything. Deleted means deleted; copies for emergencies hold no readable address."}},
		{"People in the lists", []string{"Names, telephone numbers and e-mail addresses of members are left out before anything is stored. Only a meeting’s own dial-in number stays."}},
	}},
	AboutSite: prose{"About", []prosePart{
		{"", []string{"Openchair reads the lists that programs, offices and groups publish on their own sites, and brings them together in one place. It belongs to none of the programs and speaks for none."}},
		{"How far it can be believed", []string{
			"Each meeting says when its list last named it. Where a list could not be read, what was known is kept and its age is shown.",
			"A time that can’t be known for certain is shown in the group’s own words, and not as a plain weekly meeting."}},
		{"For those who keep a list", []string{
			"We ask rarely, one page at a time, and obey robots.txt. What is not offered for reuse is not read.",
			"To be left out, write to the contact named in our user agent, or forbid “Openchair” in robots.txt. It takes effect with the next visit."}},
		{"For those who build", []string{"All lists are open data again: as an API, as Meeting Guide JSON, as a sheet, and as calendars. The software is free (MIT). Places of towns come from GeoNames (CC BY 4.0)."}},
	}},
}
