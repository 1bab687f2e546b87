package scraper

import (
	"net/http"
	"time"

	"openchair/meeting"
)

// Page is what one address answered. Its status is 2xx and not 202: everything
// else the fetcher has turned into a class already.
type Page struct {
	URL     string
	Status  int
	Header  http.Header
	Body    []byte
	Fetched time.Time
}

// Request asks for one page. Without an Optional page the run goes on: it only
// adds to what other pages say.
type Request struct {
	URL      string
	Optional bool
}

// Listing is one meeting as published. Fields are named as in Meeting Guide
// and hold the source's own strings, cleaned of nothing, except: Days, which a
// format turns into lower-case English names where it understands them;
// and personal contacts, which a format never copies.
type Listing struct {
	Key    string // the source's own key, verbatim
	AltKey string // a second key, where the first may be a duplicate

	Name, Group    string
	Days           []string // "monday"; what was not understood stays as published
	Time, EndTime  string
	Duration       string // "HH:MM:SS", where the format has one instead of an end
	Timezone       string
	Types          []string
	Languages      []string
	Attendance     string // in_person, online, hybrid or inactive where the source says so outright
	Location       string
	LocationNotes  string
	Address        string // one line
	Street         string
	City           string
	State          string
	PostalCode     string
	Country        string
	Region         string
	Latitude       string
	Longitude      string
	Approximate    string // "yes", "no", ""
	ConferenceURL  string
	ConferenceNote string
	Phone          string // dial-in
	PhoneNote      string
	Notes          string
	GroupNotes     string
	URL            string
	Updated        string
	// Weeks are restrictions a structured field states: "1".."5", "last".
	Weeks []string
	// TimeWords are the source's own words about time that can't be computed
	// ("closed on holidays").
	TimeWords []string
	// Unconfirmed is set where the format knows that the fields can't be relied on.
	Unconfirmed string // why, in the source's words; empty = reliable
}

// Term explains a code used in listings, as BMLT's formats do.
type Term struct {
	ID, Key, WorldID, Language, Name, Kind string
}

// Terms are what the pages of a run have taught so far, by ID.
type Terms map[string]Term

// Reading is what one page said.
type Reading struct {
	Listings []Listing
	Refused  []meeting.Refusal // rows that are no listing at all
	Next     []Request         // pages to fetch next, in order
	Terms    Terms             // what later pages of this run need to know
	// Declared is the source's own sentence where it says it has no meetings.
	Declared string
}

// Format reads one kind of site. Read is pure: the same page, source and terms
// give the same reading. Its error is a *ShapeError.
type Format struct {
	Name    string
	Version int // grows when its reading changes, so that unchanged pages are read anew
	Start   func(src meeting.Source) ([]Request, error)
	Read    func(p Page, src meeting.Source, known Terms) (Reading, error)
}

// ShapeError says that a page is not what the format reads.
type ShapeError struct {
	Cut  bool   // the page ends early
	HTML bool   // a web page stands where data were due
	Why  string // a sentence a volunteer understands
}

func (e *ShapeError) Error() string { return e.Why }
