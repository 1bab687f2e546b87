package meeting

import "time"

// Attendance is how a meeting can be attended, in Meeting Guide's words.
type Attendance string

// The ways to attend.
const (
	InPerson Attendance = "in_person"
	Online   Attendance = "online"
	Hybrid   Attendance = "hybrid"
	Inactive Attendance = "inactive" // temporarily closed, or nowhere to go: no occurrences
)

// Attendances lists every way to attend, in the order pages offer them.
var Attendances = []Attendance{InPerson, Online, Hybrid, Inactive}

// ParseAttendance reads one of the Attendances; ok is false for anything else.
func ParseAttendance(s string) (a Attendance, ok bool) {
	for _, a := range Attendances {
		if string(a) == s {
			return a, true
		}
	}
	return "", false
}

// Meeting is one listing, normalised.
type Meeting struct {
	ID        string // Openchair's own, stable for ever; also the calendar UID's left side
	Program   string // program id
	Source    string // source id
	SourceKey string // the source's own key, verbatim
	// Twin tells apart two listings of one source that carry the same key
	// (a slug used for two venues). Empty for the first; never made from a time.
	Twin string

	Name       string
	Group      string
	Attendance Attendance
	Schedule   Schedule
	Place      Place
	Join       Join
	Types      []string // Meeting Guide codes where there is one, else the source's, sorted
	Languages  []string // BCP 47, sorted
	Notes      string
	URL        string // the meeting's page at the source

	Updated       time.Time // the source's own word; zero = not said
	FirstSeen     time.Time // first stored; a series' DTSTART is its first occurrence from here
	LastConfirmed time.Time // last complete run that listed it
	LastChanged   time.Time // last time a stored field changed
	Sequence      int       // grows with every change; RFC 5545 SEQUENCE
	Retired       time.Time // zero = listed

	// Closed are days on which its place is closed, as a volunteer said: nothing
	// is held on them, whatever the schedule says.
	Closed []DateRange
	// Verified is when a person last confirmed the meeting, and the note what
	// they said of it; zero = nobody yet.
	Verified     time.Time
	VerifiedNote string

	Gathered bool // its source has it from another source
	// WitnessOf is the listing of another source that this one is the same
	// meeting as, and that counts; "" = this one counts.
	WitnessOf string
	WitnessBy MergeSign // how that was found
	Disagrees bool      // a witness that gives another time than the one that counts
}

// Place is where people meet in person. Names follow Meeting Guide.
type Place struct {
	Name        string  `json:"name,omitempty"`
	Address     string  `json:"address,omitempty"` // one line, as published or joined from its parts
	City        string  `json:"city,omitempty"`
	State       string  `json:"state,omitempty"`
	PostalCode  string  `json:"postal_code,omitempty"`
	Country     string  `json:"country,omitempty"`
	Region      string  `json:"region,omitempty"`
	Notes       string  `json:"notes,omitempty"`
	Latitude    float64 `json:"latitude,omitempty"`
	Longitude   float64 `json:"longitude,omitempty"`
	Approximate bool    `json:"approximate,omitempty"` // an area, not a door: never a pin
}

// Located reports whether the place has coordinates of a door.
func (p *Place) Located() bool {
	return !p.Approximate && (p.Latitude != 0 || p.Longitude != 0)
}

// Join is how people attend from afar. Only what the source publishes openly.
type Join struct {
	URL        string `json:"url,omitempty"`
	Notes      string `json:"notes,omitempty"`
	Phone      string `json:"phone,omitempty"` // the meeting's dial-in number, never a person's
	PhoneNotes string `json:"phone_notes,omitempty"`
	Provider   string `json:"provider,omitempty"` // "Zoom", known by the host
}

// Program is a fellowship or method a person chooses.
type Program struct {
	ID        string
	Name      string
	ShortName string
	URL       string
	Phone     string
	About     string   // two neutral sentences of our own
	Tags      []string // what a person chooses by: twelve-step, secular, women, …
}

// ProgramTags are what a person chooses a program by.
var ProgramTags = []string{
	"abstinence", "attendance-verified", "buddhist", "christian", "family", "higher-power", "medication-welcome",
	"moderation", "peer-led", "secular", "trained-facilitators", "twelve-step", "women",
}

// Source is one place where meetings are listed.
type Source struct {
	ID       string
	Program  string // program id
	Name     string // what people call it; the program's name and the host where empty
	Format   string
	URL      string
	Zone     string // IANA; used where a listing says nothing better
	Country  string // ISO 3166-1 alpha-2
	Language string // BCP 47
	Cron     string // five fields, UTC
	Enabled  bool
	Gathers  bool           // it lists what other sources do: where they are one, the other counts
	Licence  string         // licence or permission, or "ask first"
	Verified string         // when and how it was last checked by a person
	Options  map[string]any // what the format alone understands
}

// Occurrence is one meeting on one date. Start and End carry the meeting's zone.
type Occurrence struct {
	Date       Date // local day
	Start, End time.Time
	// From is the day its rule names where it was moved; zero otherwise.
	From Date
}
