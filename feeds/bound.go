package feeds

// mostBytes is what every client takes of a feed: Google gives up past 1 MB.
const mostBytes = 1_000_000

// bound says how long a feed may be of each thing. A feed that would be larger
// than clients take is written anew under the next one.
type bound struct {
	text      int // of one text of a listing, in UTF-16 units
	cancelled int // cancelled dates of one series that are shown; others are left out
	except    int // dates of one series that can be left out: there it ends
	dates     int // single dates of one meeting
}

var bounds = []bound{
	{text: maxText, cancelled: 60, except: maxExcept, dates: maxExcept},
	{text: 500, cancelled: 10, except: maxExcept, dates: 100},
	{text: 100, cancelled: 0, except: 30, dates: 4},
}
