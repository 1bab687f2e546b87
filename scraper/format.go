package scraper

import (
	"net/http"
	"time"

	"openchair/meeting"
	"openchair/meeting/phrase"
)

// Page is what one address answered. Its status is 2xx and not 202: everything
// else the fetcher has turned into a class already.
type Page struct {
	URL     string
	Status  int
	Header  http.Header
	Body    []byte
	Fetched time.Time
	Rows    []Listing // those of its Request, which it says more of
}

// Request asks for one page. Without an Optional page the run goes on: it only
// adds to what other pages say.
type Request struct {
	URL      string
	Optional bool
	// Rows are listings that this page says more of. Read finds them in
	// Page.Rows and returns them whole; where an Optional page is left out they
	// count as they are, so that no row is lost with its details. Such pages are
	// asked for last, and once for all the rows that lead to them.
	Rows []Listing
}

// Listing is one meeting as published. Fields are named as in Meeting Guide
// and hold the source's own strings, cleaned of nothing, except: Days, which a
// format turns into lower-case English names where it understands them;
// and personal contacts, which a format never copies.
type Listing struct {
	Key    string `json:"key,omitempty"`     // the source's own key, verbatim
	AltKey string `json:"alt_key,omitempty"` // a second key, where the first may be a duplicate

	Name           string   `json:"name,omitempty"`
	Group          string   `json:"group,omitempty"`
	Days           []string `json:"days,omitempty"` // "monday"; what was not understood stays as published
	Time           string   `json:"time,omitempty"`
	EndTime        string   `json:"end_time,omitempty"`
	Duration       string   `json:"duration,omitempty"` // "HH:MM:SS", where the format has one instead of an end
	Timezone       string   `json:"timezone,omitempty"`
	Types          []string `json:"types,omitempty"`
	Languages      []string `json:"languages,omitempty"`
	Attendance     string   `json:"attendance,omitempty"` // in_person, online, hybrid or inactive where the source says so outright
	Location       string   `json:"location,omitempty"`
	LocationNotes  string   `json:"location_notes,omitempty"`
	Address        string   `json:"formatted_address,omitempty"` // one line
	Street         string   `json:"address,omitempty"`
	City           string   `json:"city,omitempty"`
	State          string   `json:"state,omitempty"`
	PostalCode     string   `json:"postal_code,omitempty"`
	Country        string   `json:"country,omitempty"`
	Region         string   `json:"region,omitempty"`
	Latitude       string   `json:"latitude,omitempty"`
	Longitude      string   `json:"longitude,omitempty"`
	Approximate    string   `json:"approximate,omitempty"` // "yes", "no", ""
	ConferenceURL  string   `json:"conference_url,omitempty"`
	ConferenceNote string   `json:"conference_url_notes,omitempty"`
	Phone          string   `json:"conference_phone,omitempty"` // dial-in
	PhoneNote      string   `json:"conference_phone_notes,omitempty"`
	Notes          string   `json:"notes,omitempty"`
	GroupNotes     string   `json:"group_notes,omitempty"`
	URL            string   `json:"url,omitempty"`
	Updated        string   `json:"updated,omitempty"`
	Gathered       bool     `json:"gathered,omitempty"` // the source says that it has it from another
	// When is the meeting's time in words ("Tuesdays 7:00 – 8:30 pm"), where the
	// source has no fields for it; Days and Time beside it come first.
	When string `json:"when,omitempty"`
	// Recurrence is the meeting's time as calendars publish it, instead of Days,
	// Time and When.
	Recurrence *Recurrence `json:"recurrence,omitempty"`
	// Weeks are restrictions a structured field states: "1".."5", "last".
	Weeks []string `json:"weeks,omitempty"`
	// TimeWords are the source's own words about time that can't be computed
	// ("closed on holidays").
	TimeWords []string `json:"time_words,omitempty"`
	// Unconfirmed is set where the format knows that the fields can't be relied on.
	Unconfirmed string `json:"unconfirmed,omitempty"` // why, in the source's words; empty = reliable

	written *phrase.Time // the one of When's times that this listing stands for
	part    int          // its place among them, from 0
	day     meeting.Date // on which its page was fetched, or it was checked; 0 = dates without a year stay in doubt
	zoneAt  func(lat, lon float64) (zone string, ok bool)
}

// Recurrence is a time as RFC 5545 has it. Clocks are wall time in the listing's
// Timezone, "2006-01-02T15:04"; those that end in "Z" are UTC, and "2006-01-02"
// alone is a whole day.
type Recurrence struct {
	Start  string   `json:"start"`
	End    string   `json:"end,omitempty"`
	RRule  string   `json:"rrule,omitempty"`  // without "RRULE:"; "" = as often as Dates say
	Dates  []string `json:"dates,omitempty"`  // further starts (RDATE, or instances of one series)
	Except []string `json:"except,omitempty"` // starts or days that are left out (EXDATE)
	Moves  []Move   `json:"moves,omitempty"`  // single occurrences held otherwise (RECURRENCE-ID)
	// Horizon is the last day that a list of instances tells of: a rhythm that
	// reaches it goes on. "" = the list tells of all.
	Horizon string `json:"horizon,omitempty"`
	// Begun: the series has begun already, so that its first day says nothing.
	Begun bool `json:"begun,omitempty"`
}

// Move is one occurrence that is held on another day or at another time.
type Move struct {
	From  string `json:"from"` // where the rule puts it
	Start string `json:"start"`
	End   string `json:"end,omitempty"`
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

// fetchedAt notes with all that a page lists the day of its fetch, as the
// source's zone shows it: dates without a year are near to it. A page that has
// not changed since is not read again, and its dates stay the ones that were
// meant; a listing that has not changed is not compared. But once in a season
// all is read anew (see Fingerprint), so that "no meetings Dec 21 through Jan
// 4" means the next winter when one is past.
func (r *Reading) fetchedAt(moment time.Time, src meeting.Source) {
	if moment.IsZero() {
		return
	}
	loc, err := meeting.Zone(src.Zone)
	if err != nil {
		loc = time.UTC
	}
	day := meeting.DateOf(moment.In(loc))
	note := func(ls []Listing) {
		for i := range ls {
			if ls[i].day == 0 {
				ls[i].day = day
			}
		}
	}
	note(r.Listings)
	for i := range r.Next {
		note(r.Next[i].Rows)
	}
}

// Format reads one kind of site. Read is pure: the same page, source and terms
// give the same reading. Its error is a *ShapeError.
type Format struct {
	Name    string
	Version int // grows when its reading changes, so that unchanged pages are read anew
	// Options are the keys of [source.options] that it understands. What their
	// values may be, Start says.
	Options []string
	// MaxPages bounds the pages of a run where DefaultMaxPages is too few; 0 = it
	// is not. What a Collector sets comes first.
	MaxPages int
	Start    func(src meeting.Source) ([]Request, error)
	Read     func(p Page, src meeting.Source, known Terms) (Reading, error)
	// Given returns what a source holds itself, without a page; nil for most. now
	// is only for how old it is.
	Given func(src meeting.Source, now time.Time) Reading
}

// ShapeError says that a page is not what the format reads.
type ShapeError struct {
	Cut     bool   // the page ends early
	HTML    bool   // a web page stands where data were due
	Browser bool   // a script in a browser would put the meetings there
	Why     string // a sentence a volunteer understands
}

func (e *ShapeError) Error() string { return e.Why }
