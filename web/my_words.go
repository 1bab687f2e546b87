package web

// myWords are the words of a calendar's settings, in one language.
type myWords struct {
	Title, Saved, Name, NameHint                                         string
	Discretion, FullTitles, NeutralTitles                                string
	Alarm, NoAlarm, AlarmHint, Language, Past, PastHint, Cancelled, Save string

	TitlesLink, TitlesTitle, TitlesLead, TitleOf, More, Back string

	SearchesTitle, SearchesLead, DropSearch, AnyMeeting, Follow, FollowHow string

	OpenGoogle, OpenOutlook, OpenApple, QRTitle, QRHint string

	PanicTitle, PanicLead, PanicOn, PanicNow, PanicOff     string
	RotateTitle, RotateLead, Rotate, RotatedTitle, Rotated string
	DeleteTitle, DeleteLead, Sure, Delete                  string
	DownloadAll                                            string

	NoDiscretion, NoLanguage, BadAlarm, BadPastDays, TooManySearches string
	UnknownValue, SearchTooLong, BadNear, SearchEmpty                string

	NotSure, Deleted, Moved notice

	LanguageNames map[string]string
	Days          func(n int) string
	Room          func(most int) string
	LeftOut       func(n int) string
	Within        func(km float64) string
	FromTo        func(from, to string) string
	AlsoOnline    string
}

// myWords are those of the language a page is in.
func (s *site) myWords() *myWords {
	if s.text.Lang == "es" {
		return &spanishMy
	}
	return &englishMy
}
