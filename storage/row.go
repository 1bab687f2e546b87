package storage

import (
	"database/sql"
	"fmt"
	"math"
	"strings"
	"time"

	"openchair/meeting"
)

// meetingColumns are the columns that row.values writes, in its order.
var meetingColumns = strings.Fields(`
	id program source source_key twin
	name group_name attendance
	kind days interval_weeks anchor ordinals months dates start minutes zone zone_from
	first_day last_day except_days moved schedule_text confirmed
	place_name address city state postal_code country region place_notes latitude longitude approximate
	join_url join_notes join_phone join_phone_notes provider
	types languages notes url
	updated first_seen last_changed sequence retired closed gathered
	digest held_days next_start search doc x y z`)

// unread is how many of them, at the end, only searches read.
const unread = 7

// keptColumns are those that no listing changes.
const keptColumns = `, m.verified, m.verified_note, COALESCE(m.witness_of, ''), m.witness_by, m.disagrees`

// row is a meeting as the store keeps it.
type row struct {
	meeting.Meeting
	Digest string
	serial int64 // of a new one; 0 = it has one already
}

// values returns what the row holds in each of meetingColumns. The next start
// is counted from now.
func (r *row) values(now time.Time) []any {
	m, s, p, j := &r.Meeting, &r.Schedule, &r.Place, &r.Join
	x, y, z := globe(p)
	return []any{
		m.ID, m.Program, m.Source, m.SourceKey, m.Twin,
		m.Name, m.Group, string(m.Attendance),
		string(s.Kind), int64(s.Days), int64(s.Interval), s.Anchor.String(), int64(s.Ordinals), int64(s.Months), list(s.Dates), s.Start.String(), int64(s.Minutes), s.Zone, string(s.ZoneFrom),
		s.From.String(), s.Until.String(), list(s.Except), list(s.Moved), s.Text, flag(s.Confirmed),
		p.Name, p.Address, p.City, p.State, p.PostalCode, p.Country, p.Region, p.Notes, finite(p.Latitude), finite(p.Longitude), flag(p.Approximate),
		j.URL, j.Notes, j.Phone, j.PhoneNotes, j.Provider,
		list(m.Types), list(m.Languages), m.Notes, m.URL,
		millis(m.Updated), millis(m.FirstSeen), millis(m.LastChanged), int64(m.Sequence), millis(m.Retired), list(m.Closed), flag(m.Gathered),
		r.Digest, int64(s.HeldDays()), nextStart(m, now), meeting.SearchText(m), docKey(m) | r.serial, x, y, z,
	}
}

// fields is what selectMeeting scans into.
func (r *row) fields() []any {
	m, s, p, j := &r.Meeting, &r.Schedule, &r.Place, &r.Join
	return []any{
		&m.ID, &m.Program, &m.Source, &m.SourceKey, &m.Twin,
		&m.Name, &m.Group, &m.Attendance,
		&s.Kind, &s.Days, &s.Interval, day{&s.Anchor}, &s.Ordinals, &s.Months, asJSON{&s.Dates}, clock{&s.Start}, &s.Minutes, &s.Zone, &s.ZoneFrom,
		day{&s.From}, day{&s.Until}, asJSON{&s.Except}, asJSON{&s.Moved}, &s.Text, &s.Confirmed,
		&p.Name, &p.Address, &p.City, &p.State, &p.PostalCode, &p.Country, &p.Region, &p.Notes, &p.Latitude, &p.Longitude, &p.Approximate,
		&j.URL, &j.Notes, &j.Phone, &j.PhoneNotes, &j.Provider,
		asJSON{&m.Types}, asJSON{&m.Languages}, &m.Notes, &m.URL,
		stamp{&m.Updated}, stamp{&m.FirstSeen}, stamp{&m.LastChanged}, &m.Sequence, stamp{&m.Retired}, asJSON{&m.Closed}, &m.Gathered,
		&r.Digest, stamp{&m.Verified}, &m.VerifiedNote, &m.WitnessOf, &m.WitnessBy, &m.Disagrees, stamp{&m.LastConfirmed},
	}
}

// selectMeeting reads what row.fields scans, of table meeting as m. While a
// meeting is listed, every good run of its source confirms it.
var selectMeeting = selectOnly + fromMeeting

var selectOnly = "SELECT m." + strings.Join(meetingColumns[:len(meetingColumns)-unread], ", m.") + keptColumns + `,
	` + lastConfirmed

const lastConfirmed = `COALESCE(m.last_confirmed, (SELECT r.finished FROM run r WHERE r.source = m.source AND r.` + goodRun + ` ORDER BY r.id DESC LIMIT 1))`

const fromMeeting = " FROM meeting m"

// goodRun is meeting.Class.Good in SQL, in the words of the index run_good.
const goodRun = `class IN ('ok', 'unchanged', 'declared-empty')`

func scanRow(rows *sql.Rows) (r row, err error) { return r, rows.Scan(r.fields()...) }

func scanMeeting(rows *sql.Rows) (meeting.Meeting, error) {
	r, err := scanRow(rows)
	return r.Meeting, err
}

// clock scans a time of day kept as HH:MM.
type clock struct{ *meeting.Clock }

func (c clock) Scan(v any) error {
	s, ok := v.(string)
	if !ok || len(s) < 5 {
		return fmt.Errorf("a time of day is %v in the store", v)
	}
	n, err := meeting.ParseClock(s)
	*c.Clock = n
	return err
}

// finite keeps coordinates that are no number out of the store.
func finite(f float64) float64 {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return f
}

func nextStart(m *meeting.Meeting, now time.Time) any {
	next, ok := m.Next(now)
	if !ok {
		return nil
	}
	return next.Start.UnixMilli()
}

// globe is where a place's door is on a globe of radius one; null where that
// is not known.
func globe(p *meeting.Place) (x, y, z any) {
	at, ok := p.Point()
	if !ok {
		return nil, nil, nil
	}
	return at.X, at.Y, at.Z
}
