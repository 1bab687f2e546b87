package web

import "openchair/meeting"

// findPhrases are the find page's words about places, times and kinds.
type findPhrases struct {
	Near, NearHint, UseMine, Locating, NotLocated, Reach, Kilometres, Miles string
	Time, AnyTime, More, Language, AnyTongue, Access                        string
	WhereYouAre, Nearest, NearestFirst, OrNearest, OrSoonest                string
	Map, OtherPlaces, LookNear, NothingFits                                 string

	// Parts of the day as the form offers them, and as a sentence says them
	// after a day.
	Parts, PartsSaid map[string]string

	Far      func(r meeting.Reach) string
	Around   func(r meeting.Reach, place string) string
	NoPlace  func(place string) string
	Mended   func(better, asked string) string
	MapAbout func(n int) string
	InUse    func(n int) string
	None     func(notFound) string

	// What a search with one filter less would find: counted, but for those that
	// would be many to count.
	Within                                                  func(n int, r meeting.Reach) string
	AllWithin                                               func(r meeting.Reach) string
	SomeOnline                                              string
	AnyHour, AnyDayAnyHour, AnyType, AnyAccess, AnyLanguage func(n int) string
}
