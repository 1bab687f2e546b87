package meeting

import "time"

// Volunteer is somebody who vouches for listings. Times are UTC.
type Volunteer struct {
	ID      int64
	Name    string
	Created time.Time
}

// Deed is one thing that a volunteer did.
type Deed struct {
	At        time.Time
	Volunteer string
	What      DeedKind
	Subject   string // a run's number, a meeting's or a source's id
	Note      string
}

// DeedKind says what a volunteer did.
type DeedKind string

// The deeds.
const (
	Accepted DeedKind = "accepted" // a quarantined run
	Rejected DeedKind = "rejected"
	Vouched  DeedKind = "verified" // a meeting
	Closed   DeedKind = "closed"   // a visitor's report
)

// Report is what a visitor says is wrong with a meeting.
type Report struct {
	ID      int64
	At      time.Time
	Meeting string
	What    ReportKind
	Text    string    // a visitor's own words, contacts masked
	Closed  time.Time // zero = nobody has looked yet
	By      string    // who closed it
}

// ReportKind says what is wrong.
type ReportKind string

// The faults a visitor may report.
const (
	WrongTime  ReportKind = "time"
	WrongPlace ReportKind = "place"
	WrongLink  ReportKind = "link"
	NotHeld    ReportKind = "not-held"
	OtherFault ReportKind = "other"
)

// ReportKinds lists the faults in the order pages offer them.
var ReportKinds = []ReportKind{NotHeld, WrongTime, WrongPlace, WrongLink, OtherFault}
