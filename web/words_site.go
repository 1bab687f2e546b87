package web

// sitePhrases are the words of the front page, a meeting's page, the programs
// and the pages of prose.
type sitePhrases struct {
	Privacy, HowTo, AboutSite prose

	NowTitle, NowLead, NowOnline, NowNearby, NowNext, NowNone, NowAll string
	NowBox, NowBoxHint, NowFind, NowSearch                            string
	HelpTitle, HelpHere, HelpOther                                    string

	When, Where, Kind, Expect, Known, Past, Next, Yours, ShowZone, YourZone string
	AddFile, Report, Notes, Says, AtSource, ChooseIt, FromChange, OnMap     string
	// What the script that says starts on the reader's clock needs.
	SameClock, ForYou, DateTag, Halves string

	ProgramsTitle, ProgramsLead, ProgramsNone, ProgramSite, ProgramCall string
	// RowNames are the questions of tagRows; RowNothing is said where no tag
	// answers one.
	RowNames, RowNothing [5]string
	About                map[string]string // by program, where the catalogue's English is not it

	SourcesTitle, PrivacyLink, AboutLink string
}
